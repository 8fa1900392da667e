// @ts-check
/* The second answer: nothing has to be there, and what has most of it comes first. Neighbours of Han
 * characters and stems of words are weighed by BM25; what people say counts as what the texts say for it. */
(function (root) {
  'use strict'
  if (typeof require !== 'undefined') {
    require('./search-fold.js'), require('./search-match.js'), require('./search-vocabulary.js'), require('./search-slip.js')
  }
  const S = root.Guidance.search

  /** As Robertson and Zaragoza have them; texts here are short, so that their length counts for little. */
  const K1 = 1.2
  const B = 0.35
  /** How much more a title counts than a text. */
  const TITLE = 2.5
  /** What a kind of entry counts: an answer is worth more than a place where words stand. */
  const KINDS = { question: 1.45, task: 1.15, term: 1.05, item: 1, step: 1, paragraph: 0.95, heading: 0.8, document: 0.9, page: 0.8, emendation: 0.3 }
  /** What a word counts that only makes a question, and a character that stands alone. */
  const FILLER = 0.12
  const ALONE = 0.5
  /** What a word counts that stands for another one, and one with a slip in it. */
  const MEANT = 1.15
  const SLIPPED = 0.8
  /** How much of the query the best has to have, or the texts have no answer. */
  const ENOUGH = 0.5
  const MOST = 24
  /** From which likeness on a question is near to a query, and what it counts where both are the same. */
  const NEAR = 0.3
  const SAME = 0.6
  /** What is left of an answer that a better one has given already. */
  const REPEATED = 0.8
  const MOST_SHOWN = 40
  const WORDING = 14

  /**
   * @typedef {object} Feature something looked for
   * @property {Float32Array} worth for each entry
   * @property {number[]} having the entries that have it
   * @property {boolean} some whether any entry has it
   * @property {number} mass what it is worth where all of it is there
   * @property {import('./search-rank.js').Needle} needle
   *
   * @typedef {object} Relaxed
   * @property {import('./search-rank.js').Hit[]} hits the best first
   * @property {import('./search-rank.js').Needle[]} needles what to mark
   * @property {string[]} missing parts of the query that stand nowhere
   * @property {Array<{said: string, shown: string, note: string, forms: string[]}>} through what was said and what the texts say
   * @property {Array<{typed: string, taken: string}>} slips
   * @property {boolean} enough whether the best has enough of the query to be an answer
   */

  /** @param {import('./search-index.js').Index} index @returns {Float32Array} for each entry what its length does to a score */
  function lengths (index) {
    const known = /** @type {any} */ (index)
    if (known.norms) return known.norms
    const sizes = new Float32Array(index.size)
    let sum = 0
    for (let at = 0; at < index.size; at++) {
      // A letter is about a fifth of a word, and a word as much as a Han character and a half.
      sizes[at] = index.lengths[1][at] * (index.kinds[1][at] ? 1 : 0.3)
      sum += sizes[at]
    }
    const mean = sum / index.size || 1
    for (let at = 0; at < index.size; at++) sizes[at] = K1 * (1 - B + B * sizes[at] / mean)
    known.norms = sizes
    return sizes
  }

  /** @param {number} size @param {number} having @returns {number} what it tells that an entry has something */
  function rarity (size, having) {
    return Math.log(1 + (size - having + 0.5) / (having + 0.5))
  }

  /**
   * @param {Float32Array} often how often each entry has it @param {number[]} having the entries that have it @param {number} weight
   * @param {import('./search-rank.js').Needle} needle @param {import('./search-index.js').Index} index
   * @returns {Feature}
   */
  function weighed (often, having, weight, needle, index) {
    const norms = lengths(index)
    const idf = rarity(index.size, having.length) * weight
    having.forEach(function (at) { often[at] = idf * often[at] * (K1 + 1) / (often[at] + norms[at]) })
    return { worth: often, having, mass: idf, needle, some: having.length > 0 }
  }

  /**
   * @param {string} folded @param {(word: string) => string} stem
   * @returns {Set<string>} neighbours of Han characters, stems of words
   */
  function tokens (folded, stem) {
    /** @type {Set<string>} */ const found = new Set()
    for (let at = 0; at + 1 < folded.length; at++) {
      if (S.isHan(folded.charCodeAt(at)) && S.isHan(folded.charCodeAt(at + 1))) found.add(folded.slice(at, at + 2))
    }
    S.wordsOf(folded).forEach(function (/** @type {string} */ one) { found.add(stem(one)) })
    return found
  }

  /**
   * @param {import('./search-index.js').Index} index @param {import('./search-data.js').Entry[]} entries
   * @param {Map<string, string>} table of folding
   * @returns {Array<{entry: number, tokens: Set<string>}>} every wording of every question
   */
  function wordings (index, entries, table) {
    const known = /** @type {any} */ (index)
    if (known.wordings) return known.wordings
    known.wordings = []
    entries.forEach(function (one, entry) {
      if (one.kind !== 'question') return
      ;(one.texts[0] + S.NAMES + one.texts[2]).split(S.NAMES).forEach(function (wording) {
        known.wordings.push({ entry, tokens: tokens(S.fold(wording, table), index.tools.stem) })
      })
    })
    return known.wordings
  }

  /** @param {Set<string>} one @param {Set<string>} other @returns {number} from 0 (nothing shared) to 1 (the same) */
  function alike (one, other) {
    let shared = 0
    one.forEach(function (token) { if (other.has(token)) shared++ })
    return shared ? 2 * shared / (one.size + other.size) : 0
  }

  /** @param {string} text folded, with Han characters @param {number} weight @param {import('./search-index.js').Index} index @returns {Feature} */
  function run (text, weight, index) {
    const often = new Float32Array(index.size)
    /** @type {number[]} */ const having = []
    for (let slot = 0; slot < 4; slot++) {
      const { joined, entries, ends } = index.runs[slot][1]
      const one = slot & 1 ? 1 : TITLE
      let number = 0
      for (let at = joined.indexOf(text); at >= 0; at = joined.indexOf(text, at + text.length)) {
        while (ends[number] <= at) number++
        if (!often[entries[number]]) having.push(entries[number])
        often[entries[number]] += one
      }
    }
    return weighed(often, having, weight, { text, whole: false, words: [] }, index)
  }

  /** @param {string} text words @param {number} weight @param {import('./search-index.js').Index} index @returns {Feature} */
  function word (text, weight, index) {
    const often = new Float32Array(index.size)
    /** @type {number[]} */ const having = []
    /** @type {string[]} */ const words = []
    const add = function (/** @type {number} */ number, /** @type {number} */ share) {
      words.push(index.words[number])
      const cells = index.cells[number]
      for (let at = 0; at < cells.length; at++) {
        const slot = cells[at] & (S.WIDTH - 1)
        if (slot >= 4) continue
        const entry = cells[at] >> S.SHIFT
        if (!often[entry]) having.push(entry)
        often[entry] += share * (slot & 1 ? 1 : TITLE)
      }
    }
    ;(index.stems.get(index.tools.stem(text)) || []).forEach(function (number) { add(number, 1) })
    let found = weight
    if (!words.length) {
      S.slipsOf(index, text).forEach(function (/** @type {number} */ number) { add(number, 1) })
      found = weight * SLIPPED
    }
    return weighed(often, having, found, { text, whole: false, words }, index)
  }

  /** @param {string} text words one behind the other @param {number} weight @param {import('./search-index.js').Index} index @returns {Feature} */
  function phrase (text, weight, index) {
    const found = S.findPhrase(index, text.split(' '), false)
    const often = new Float32Array(index.size)
    /** @type {number[]} */ const having = []
    for (let cell = 0; cell < found.levels.length; cell++) {
      const slot = cell & (S.WIDTH - 1)
      if (!found.levels[cell] || slot >= 4) continue
      if (!often[cell >> S.SHIFT]) having.push(cell >> S.SHIFT)
      often[cell >> S.SHIFT] += slot & 1 ? 1 : TITLE
    }
    return weighed(often, having, weight, { text, whole: false, words: [] }, index)
  }

  /** @param {string} form what the texts say @param {import('./search-index.js').Index} index @returns {Feature} */
  function meant (form, index) {
    const weight = MEANT * Math.min(2, S.hasHan(form) ? form.length / 2 : 1.3)
    if (S.hasHan(form)) return run(form, weight, index)
    return form.indexOf(' ') < 0 ? word(form, weight, index) : phrase(form, weight, index)
  }

  /**
   * What is looked for of a part: what was typed, or what is meant by it; whichever an entry has more of.
   * @param {import('./search-vocabulary.js').Part} part @param {import('./search-index.js').Index} index
   * @returns {Feature[][]} ways, each of features that add up
   */
  function waysOf (part, index) {
    const weight = part.filler ? FILLER : 1
    /** @type {Feature[]} */ const own = []
    if (!part.han) {
      part.text.split(' ').forEach(function (one) { own.push(word(one, weight, index)) })
    } else if (part.text.length === 1) {
      own.push(run(part.text, weight * ALONE, index))
    } else {
      for (let at = 0; at + 2 <= part.text.length && at < MOST; at++) own.push(run(part.text.slice(at, at + 2), weight, index))
      // Two words side by side make neighbours that stand nowhere; they are missing only where a character is.
      own.forEach(function (one, at) {
        if (one.some) return
        const before = at > 0 && own[at - 1].some
        const behind = at + 1 < own.length && own[at + 1].some
        one.mass *= before && behind ? 0 : before || behind ? 0.5 : 1
      })
    }
    /** @type {Feature[][]} */ const ways = [own]
    part.means.forEach(function (meaning) {
      meaning.forms.forEach(function (form) {
        const one = meant(form, index)
        if (one.mass) ways.push([one])
      })
    })
    return ways
  }

  /**
   * @param {string} typed @param {string} folded the same, folded and mended @param {Map<string, string>} table of folding
   * @returns {(part: string) => string} leads a part of it, asked for in their order, back to what was typed
   */
  function asTyped (typed, folded, table) {
    /** @type {number[]} */ const places = []
    S.fold(typed, table, places)
    let from = 0
    return function (part) {
      const at = folded.indexOf(part, from)
      if (at < 0 || at + part.length > places.length) return part
      from = at + part.length
      const [start, end] = S.unfold(typed, places, at, from)
      return typed.slice(start, end)
    }
  }

  /**
   * @param {import('./search-vocabulary.js').Part} part @param {Feature[]} own what was typed of it @param {boolean} found
   *   whether any of it stands anywhere
   * @returns {string[]} what of it stands nowhere: all, or stretches of Han characters of which no two stand together
   */
  function lacking (part, own, found) {
    if (!found) return [part.text]
    if (!part.han || part.means.length) return []
    return (Array.from(part.text).map(function (one, at) {
      return (own[at] && own[at].some) || (at && own[at - 1] && own[at - 1].some) ? ' ' : one
    }).join('').match(/\S{2,}/g) || [])
  }

  /**
   * Lets questions that quote nothing but what a better one quotes step back a little.
   * @param {import('./search-rank.js').Hit[]} hits the best first; put in order again
   * @param {import('./search-data.js').Entry[]} entries
   */
  function repeated (hits, entries) {
    const seen = new Set()
    hits.forEach(function (hit) {
      const { kind, quotes } = entries[hit.entry]
      if (kind !== 'question') return
      if (quotes.every(function (quote) { return seen.has(quote.entry) })) hit.score *= REPEATED
      quotes.forEach(function (quote) { seen.add(quote.entry) })
    })
    hits.sort(function (one, other) { return other.score - one.score || one.entry - other.entry })
  }

  /**
   * @param {string} typed the query @param {import('./search-index.js').Index} index
   * @param {import('./search-data.js').Entry[]} entries @param {import('./search-vocabulary.js').Vocabulary} known
   * @param {Map<string, string>} table of folding
   * @returns {Relaxed}
   */
  function relax (typed, index, entries, known, table) {
    const folded = S.fold(typed, table)
    const mended = S.mend(folded, index, known)
    const said = asTyped(typed, mended.text, table)
    const parts = S.partsOf(mended.text, known, index.tools.stem)
    const asks = parts.some(function (/** @type {any} */ one) { return !one.filler })
    const total = new Float32Array(index.size)
    let mass = 0
    const had = new Float32Array(index.size)
    /** @type {import('./search-rank.js').Needle[]} */ const needles = []
    /** @type {string[]} */ const missing = []
    /** @type {Relaxed['through']} */ const through = []
    /** @type {Map<string, Float32Array>} */ const led = new Map()
    parts.forEach(function (/** @type {any} */ part) {
      const ways = waysOf(part, index)
      const best = new Float32Array(index.size)
      /** @type {number[]} */ const touched = []
      let whole = 0
      let found = false
      let own = false
      ways.forEach(function (features, way) {
        const sum = way ? features[0].worth : new Float32Array(index.size)
        let weight = 0
        features.forEach(function (one) {
          weight += one.mass
          const any = one.some
          one.having.forEach(function (at) {
            own = own || (!way && entries[at].kind === 'paragraph')
            if (!way) sum[at] += one.worth[at]
            if (sum[at] > best[at]) best[at] = sum[at]
            touched.push(at)
          })
          if (any && !part.filler && one.needle.text.length > 1) needles.push(one.needle)
          found = found || any
        })
        whole = Math.max(whole, weight)
      })
      // What the texts say, too, needs no telling.
      if (part.means.length && !own) {
        part.means.forEach(function (/** @type {any} */ one) { through.push({ said: said(part.text), shown: one.shown, note: one.note, forms: one.forms }) })
      }
      if (!part.filler) lacking(part, ways[0], found).forEach(function (one) { missing.push(said(one)) })
      mass += part.filler && asks ? 0 : whole
      touched.forEach(function (at) {
        // Once for each entry, however many ways lead to it.
        total[at] += best[at]
        if (!(part.filler && asks)) had[at] += Math.min(best[at], whole)
        best[at] = 0
      })
    })
    const bonus = new Float32Array(index.size)
    const asked = tokens(mended.text, index.tools.stem)
    wordings(index, entries, table).forEach(function (one) {
      const near = alike(asked, one.tokens)
      if (near < NEAR) return
      // As good as what it asks is near to what was asked.
      bonus[one.entry] = Math.max(bonus[one.entry], WORDING * near * near)
      if (near >= SAME) had[one.entry] = Math.max(had[one.entry], near * mass)
    })
    /** @type {import('./search-rank.js').Hit[]} */ const hits = []
    for (let entry = 0; entry < index.size; entry++) {
      total[entry] += bonus[entry]
      if (!total[entry]) continue
      const kind = /** @type {any} */ (KINDS)[entries[entry].kind] || 1
      const share = mass ? had[entry] / mass : 0
      hits.push({ entry, score: total[entry] * kind * (0.4 + 0.6 * share), via: 'relaxed', share })
    }
    const least = 0.25 * Math.max(0, ...hits.map(function (hit) { return hit.score }).slice(0, 100000))
    const kept = S.best(hits.filter(function (hit) { return hit.score >= least }), MOST_SHOWN).slice(0, MOST_SHOWN)
    repeated(kept, entries)
    return { hits: kept, needles, missing, through, slips: mended.slips, enough: kept.length > 0 && kept[0].share >= ENOUGH }
  }


  const api = { relax }
  root.Guidance = Object.assign(root.Guidance || {}, { search: Object.assign((root.Guidance || {}).search || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
