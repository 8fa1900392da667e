// @ts-check
/* Asking: which entries have all that the query wants, and in which order. */
(function (root) {
  'use strict'
  if (typeof require !== 'undefined') require('./search-query.js'), require('./search-match.js'), require('./search-fold.js')
  const S = root.Guidance.search

  /**
   * @typedef {object} Hit
   * @property {number} entry
   * @property {number} score
   * @property {string} via own, other, source or sound: in which of its texts it was found best
   *
   * @typedef {object} Needle
   * @property {string} text folded run or phrase
   * @property {boolean} whole
   * @property {string[]} words that were taken for it; empty for a run or phrase
   *
   * @typedef {object} Answer
   * @property {Hit[]} hits in the order of the text
   * @property {Needle[]} needles what to mark
   * @property {string[]} cut pieces that a run was cut into, as it stands nowhere whole
   * @property {string} sound what was looked for as pinyin, where that brought something
   */

  /** What a text counts, by slot; and the title's sound and the id. */
  const WEIGHTS = [10, 4, 8, 3, 12, 5, 12]
  /** What a level counts of it. */
  const SHARES = [0, 0.35, 0.6, 0.75, 0.92, 1]
  const VIA = ['own', 'own', 'other', 'other', 'source', 'sound', 'own']
  /** For the whole query in one piece: as the title, at a title's head, in it, in the text. */
  const PHRASE = { title: 14, head: 7, inTitle: 5, inText: 3 }
  /** How far a kind goes before others that have the query in their title. */
  const KINDS = { question: 3, term: 3, task: 2, document: 1, page: 2, heading: 1, item: 1, step: 1 }
  /** What is done and asked comes before what it is made of, and that before the text; no score makes up for a step. */
  const STEP = 40
  const RANKS = { question: 3, task: 3, term: 3, item: 2, step: 2, paragraph: 1, heading: 1 }
  const LONG = 200

  /**
   * @param {import('./search-query.js').Query} query @param {import('./search-index.js').Index} index
   * @param {import('./search-data.js').Entry[]} entries
   * @returns {Answer}
   */
  function ask (query, index, entries) {
    const wanted = S.wanted(query)
    /** @type {string[]} */ let cut = []
    /** @type {Array<import('./search-match.js').Found>} */ const found = []
    /** @type {Needle[]} */ const needles = []
    wanted.forEach(function (/** @type {import('./search-query.js').Term} */ term) {
      const one = S.findTerm(index, term)
      const parts = one.any || term.kind !== 'text' || term.quoted ? [] : S.pieces(index, term.text)
      cut = cut.concat(parts)
      parts.forEach(function (/** @type {string} */ part) {
        found.push(S.findText(index, part))
        needles.push({ text: part, whole: false, words: [] })
      })
      if (parts.length) return
      found.push(one)
      needles.push({ text: term.text, whole: term.whole, words: term.words.length === 1 ? one.words : [] })
    })
    const without = query.terms.filter(function (term) { return term.not })
      .map(function (term) { return S.findTerm(index, term) })
    const typed = S.soundOf(query)
    const sound = typed ? S.findSound(index, typed) : null
    const texts = wanted.filter(function (/** @type {any} */ term) { return term.kind === 'text' })
    const runs = found.filter(function (_, at) { return S.hasHan(needles[at].text) })
    const phrase = texts.length === wanted.length
      ? texts.map(function (/** @type {any} */ term) { return term.text }).join('')
      : wanted.map(function (/** @type {any} */ term) { return term.text }).join(' ')
    /** @type {Hit[]} */ const hits = []
    let sounded = false
    const rows = found.map(function (one) { return new Uint32Array(one.levels.buffer) })
    for (let entry = 0; entry < index.size; entry++) {
      const base = entry << S.SHIFT
      // Most entries have none of it: eight levels are looked at as two numbers.
      if (!sound && rows.some(function (row) { return !(row[entry << 1] | row[entry << 1 | 1]) })) continue
      let hit = wanted.length ? score(found, base) : null
      if (!hit && sound && sound.levels[base | S.SOUND]) {
        hit = score(runs.concat(sound), base)
        sounded = sounded || !!hit
      }
      if (!hit || (without.length && without.some(function (one) { return any(one.levels, base) }))) continue
      const single = found.length === 1 ? found[0].levels : null
      hits.push({ entry, score: hit.score + extra(entries[entry], index, entry, phrase, single, hit), via: VIA[hit.slot] })
    }
    return { hits, needles, cut, sound: sounded ? typed : '' }
  }

  /**
   * Puts the best hits in front, in order; between equals the order of the text decides.
   * @param {Hit[]} hits in the order of the text @param {number} count how many are to be in order
   * @returns {Hit[]} all of them, those behind in no order
   */
  function best (hits, count) {
    const better = function (/** @type {Hit} */ one, /** @type {Hit} */ other) {
      return other.score - one.score || one.entry - other.entry
    }
    if (hits.length <= count) return hits.slice().sort(better)
    // Sorting numbers alone is many times faster than sorting a hundred thousand hits.
    const least = Float64Array.from(hits, function (hit) { return hit.score }).sort()[hits.length - count]
    const above = hits.filter(function (hit) { return hit.score > least }).sort(better)
    const equal = hits.filter(function (hit) { return hit.score === least })
    return above.concat(equal, hits.filter(function (hit) { return hit.score < least }))
  }

  /** @param {Uint8Array} levels @param {number} base @returns {boolean} */
  function any (levels, base) {
    for (let cell = base; cell < base + S.WIDTH; cell++) if (levels[cell]) return true
    return false
  }

  /**
   * @param {Array<import('./search-match.js').Found>} found by term @param {number} base of the entry's cells
   * @returns {{score: number, slot: number} | null} null where a term is missing
   */
  function score (found, base) {
    let sum = 0
    let top = -1
    let slot = 0
    for (let term = 0; term < found.length; term++) {
      const levels = found[term].levels
      let best = 0
      let where = 0
      for (let cell = 0; cell < WEIGHTS.length; cell++) {
        const worth = SHARES[levels[base | cell]] * WEIGHTS[cell]
        if (worth > best) { best = worth; where = cell }
      }
      if (!best) return null
      sum += best
      if (best > top) { top = best; slot = where }
    }
    return { score: sum / found.length, slot }
  }

  /**
   * What the order of the words, the title and the kind add.
   * @param {import('./search-data.js').Entry} entry @param {import('./search-index.js').Index} index
   * @param {number} at of the entry @param {string} phrase the query in one piece, folded
   * @param {Uint8Array | null} single levels of a query's only term, which tell where the phrase stands
   * @param {{score: number, slot: number}} hit @returns {number}
   */
  function extra (entry, index, at, phrase, single, hit) {
    let sum = 0
    let whole = false
    for (let slot = 0; slot < 4; slot++) {
      const length = index.lengths[slot][at]
      if (length < phrase.length) continue
      if (single && single[(at << S.SHIFT) | slot] < S.LEVELS.beginning) continue
      const share = slot < 2 ? 1 : 0.9
      if (slot & 1) {
        if (!single && S.textOf(index, at, slot).indexOf(phrase) < 0) continue
        sum = Math.max(sum, share * (PHRASE.inText + 1 / (1 + length / LONG)))
      } else {
        const place = S.textOf(index, at, slot).indexOf(phrase)
        if (place < 0) continue
        const kind = place ? PHRASE.inTitle : length === phrase.length ? PHRASE.title : PHRASE.head
        whole = whole || kind === PHRASE.title
        sum = Math.max(sum, share * (kind + 3 * phrase.length / length))
      }
    }
    // Whoever types an id wants what has it.
    whole = whole || (hit.slot === S.ID && !!single)
    const inTitle = hit.slot === 0 || hit.slot === 2 || hit.slot === S.SOUND
    const rank = /** @type {any} */ (RANKS)[entry.kind] || 0
    // Where only the text has it, a task or a question is no more than a point.
    const steps = whole ? 3 : inTitle ? rank : Math.min(rank, 2)
    return sum + steps * STEP + (inTitle ? /** @type {any} */ (KINDS)[entry.kind] || 0 : 0)
  }

  const api = { ask, best }
  root.Guidance = Object.assign(root.Guidance || {}, { search: Object.assign((root.Guidance || {}).search || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
