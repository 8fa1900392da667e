// @ts-check
/* Slips: a Han character for another one of the same sound, or one off; a letter too much in a short word. */
(function (root) {
  'use strict'
  if (typeof require !== 'undefined') require('./search-fold.js'), require('./search-match.js')
  const S = root.Guidance.search

  const RUN = /[\u3005\u3007\u3400-\u9fff]{2,}/g
  /** From how many letters on a slip is forgiven when nothing else is found. */
  const LEAST = 4
  /** How many characters beside a wrong one have to be right. */
  const SURE = 2
  const MOST = 40

  /** @param {import('./search-index.js').Index} index @param {string} word @returns {number[]} words of the texts, one slip away */
  function slipsOf (index, word) {
    if (word.length < LEAST) return []
    const found = index.tools.slips(index.words, word).filter(function (number) {
      return Math.abs(index.words[number].length - word.length) <= 1 && index.words[number].length >= LEAST
    })
    return found.length || word.length < LEAST + 1 ? found : index.tools.slips(index.words, word)
  }

  /**
   * @param {import('./search-index.js').Index} index @returns {Map<string, string[]>} sounds of two neighbours to those that sound so
   */
  function pairsBySound (index) {
    const known = /** @type {any} */ (index)
    if (known.bySound) return known.bySound
    /** @type {Map<string, string[]>} */ const found = new Map()
    index.pairs.forEach(function (pair) {
      keysOf(pair, index).forEach(function (key) {
        const same = found.get(key)
        if (same) same.push(pair)
        else found.set(key, [pair])
      })
    })
    known.bySound = found
    return found
  }

  /** @param {string} pair @param {import('./search-index.js').Index} index @returns {string[]} */
  function keysOf (pair, index) {
    /** @type {string[]} */ const keys = []
    const first = index.readings.get(pair[0]) || []
    const second = index.readings.get(pair[1]) || []
    first.forEach(function (one) { second.forEach(function (other) { keys.push(one + ' ' + other) }) })
    return keys
  }

  /**
   * @param {string} run @param {number} at of a character that makes no pair known with its neighbours
   * @param {import('./search-index.js').Index} index
   * @returns {string} the run with that character mended; empty where nothing fits
   */
  function mendAt (run, at, index) {
    const sounds = pairsBySound(index)
    for (const from of [at - 1, at]) {
      const pair = run.slice(from, from + 2)
      if (from < 0 || pair.length < 2) continue
      const same = keysOf(pair, index).reduce(function (/** @type {string[]} */ all, key) { return all.concat(sounds.get(key) || []) }, [])
      // Only the one character may differ.
      const fits = same.filter(function (one) { return one[from === at ? 1 : 0] === pair[from === at ? 1 : 0] })
      if (fits.length) {
        return run.slice(0, from) + commonest(fits, index) + run.slice(from + 2)
      }
    }
    for (const [before, behind] of [[2, 1], [1, 2], [3, 0], [0, 3]]) {
      if (at < before || at + behind >= run.length) continue
      const head = run.slice(at - before, at)
      const tail = run.slice(at + 1, at + 1 + behind)
      const one = between(head, tail, index)
      if (one) return run.slice(0, at) + one + run.slice(at + 1)
    }
    return ''
  }

  /** @param {string[]} texts at least one @param {import('./search-index.js').Index} index @returns {string} the one that stands most often; the first of equals */
  function commonest (texts, index) {
    let best = texts[0]
    if (texts.length < 2) return best
    let most = -1
    // Each is counted once: in a large corpus counting is what takes the time.
    new Set(texts).forEach(function (one) {
      const times = count(index, one)
      if (times > most) { best = one; most = times }
    })
    return best
  }

  /** @param {import('./search-index.js').Index} index @param {string} text @returns {number} how often it stands in the titles and texts */
  function count (index, text) {
    let times = 0
    index.runs.slice(0, 4).forEach(function (both) {
      for (let at = both[1].joined.indexOf(text); at >= 0; at = both[1].joined.indexOf(text, at + 1)) times++
    })
    return times
  }

  /** @param {string} head @param {string} tail @param {import('./search-index.js').Index} index @returns {string} what stands between them */
  function between (head, tail, index) {
    for (const both of index.runs) {
      const { joined } = both[1]
      const fixed = head || tail
      const shift = head ? head.length : -1
      for (let at = joined.indexOf(fixed); at >= 0; at = joined.indexOf(fixed, at + 1)) {
        const place = at + shift
        if (place < 0 || !S.isHan(joined.charCodeAt(place))) continue
        if (head && tail && joined.slice(place + 1, place + 1 + tail.length) !== tail) continue
        return joined[place]
      }
    }
    return ''
  }

  /**
   * Mends the runs of a query that stand nowhere.
   * @param {string} folded @param {import('./search-index.js').Index} index
   * @param {import('./search-vocabulary.js').Vocabulary} known
   * @returns {{text: string, slips: Array<{typed: string, taken: string}>}}
   */
  function mend (folded, index, known) {
    /** @type {Array<{typed: string, taken: string}>} */ const slips = []
    const text = folded.slice(0, MOST * 5).replace(RUN, function (run) {
      const parts = S.partsOf(run, known, index.tools.stem)
      return parts.map(function (/** @type {any} */ part) {
        if (part.means.length || part.filler || part.text.length < 2) return part.text
        return mendRun(part.text, index, slips)
      }).join('')
    })
    return { text, slips }
  }

  /**
   * @param {string} given @param {import('./search-index.js').Index} index
   * @param {Array<{typed: string, taken: string}>} slips takes what was mended @returns {string}
   */
  function mendRun (given, index, slips) {
    let run = given
    for (let at = 0; at < run.length && run.length <= MOST; at++) {
      const left = at > 0 && index.pairs.has(run.slice(at - 1, at + 1))
      const right = at + 1 < run.length && index.pairs.has(run.slice(at, at + 2))
      if (left || right) continue
      const mended = mendAt(run, at, index)
      if (!mended) continue
      slips.push({ typed: run.slice(Math.max(0, at - SURE), at + SURE + 1), taken: mended.slice(Math.max(0, at - SURE), at + SURE + 1) })
      run = mended
    }
    return run
  }

  const api = { slipsOf, mend }
  root.Guidance = Object.assign(root.Guidance || {}, { search: Object.assign((root.Guidance || {}).search || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
