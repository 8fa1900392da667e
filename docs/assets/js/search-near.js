// @ts-check
/* When nothing is found: what was looked for, and the titles that come nearest. */
(function (root) {
  'use strict'
  if (typeof require !== 'undefined') require('./search-fold.js'), require('./search-query.js'), require('./search-match.js')
  const S = root.Guidance.search

  /** @param {string} text @returns {Set<string>} its pairs of neighbours */
  function pairs (text) {
    const found = new Set()
    for (let at = 0; at + 1 < text.length; at++) found.add(text.slice(at, at + 2))
    return found
  }

  /** @param {Set<string>} one @param {Set<string>} other @returns {number} from 0 (nothing shared) to 1 (the same) */
  function likeness (one, other) {
    let shared = 0
    one.forEach(function (pair) { if (other.has(pair)) shared++ })
    return one.size + other.size ? 2 * shared / (one.size + other.size) : 0
  }

  /**
   * @param {import('./search-query.js').Query} query @param {import('./search-data.js').Entry[]} entries
   * @param {Map<string, string>} table of folding @param {number} count how many at most
   * @returns {string[]} names of terms that share most with the query, the nearest first
   */
  function nearest (query, entries, table, count) {
    const asked = S.wanted(query).map(function (/** @type {any} */ term) { return pairs(term.text) })
    /** @type {Map<string, number>} */ const found = new Map()
    entries.forEach(function (entry) {
      if (entry.kind !== 'term') return
      ;[entry.texts[0], entry.texts[2]].forEach(function (names) {
        names.split(' · ').forEach(function (name) {
          const own = pairs(S.fold(name, table))
          const worth = Math.max(0, ...asked.map(function (/** @type {Set<string>} */ one) { return likeness(one, own) }))
          if (worth > 0.2) found.set(name, worth)
        })
      })
    })
    return Array.from(found).sort(function (one, other) { return other[1] - one[1] })
      .slice(0, count).map(function (one) { return one[0] })
  }

  /**
   * @param {import('./search-query.js').Query} query @param {import('./search-index.js').Index} index
   * @returns {Array<{raw: string, form: string, found: number}>} each term, the form it was looked for in,
   *   and how many entries have it
   */
  function formsOf (query, index) {
    return S.wanted(query).map(function (/** @type {any} */ term) {
      const levels = S.findTerm(index, term).levels
      let found = 0
      for (let base = 0; base < levels.length; base += S.WIDTH) {
        let has = 0
        for (let cell = base; cell < base + S.WIDTH; cell++) has |= levels[cell]
        if (has) found++
      }
      const stem = term.words.length === 1 && !term.quoted ? index.tools.stem(term.text) : term.text
      return { raw: term.raw, form: stem === term.text ? term.text : term.text + ', ' + stem + '…', found }
    })
  }

  const api = { likeness, pairs, nearest, formsOf }
  root.Guidance = Object.assign(root.Guidance || {}, { search: Object.assign((root.Guidance || {}).search || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
