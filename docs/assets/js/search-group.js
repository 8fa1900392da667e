// @ts-check
/* A thing is listed once: a paragraph whose words a hit before it quotes is a further way into that hit. */
(function (root) {
  'use strict'
  const S = (root.Guidance || {}).search || {}

  /**
   * @typedef {object} Listed
   * @property {import('./search-rank.js').Hit} hit
   * @property {number[]} ways entries of the paragraphs that it quotes and that were found, too
   */

  /**
   * @param {import('./search-rank.js').Hit[]} hits in their order @param {import('./search-data.js').Entry[]} entries
   * @returns {Listed[]} in the same order
   */
  function grouped (hits, entries) {
    /** @type {Map<number, number>} */ const places = new Map()
    hits.forEach(function (hit, at) { if (entries[hit.entry].kind === 'paragraph') places.set(hit.entry, at) })
    /** @type {Map<number, number>} */ const homes = new Map()
    hits.forEach(function (hit, at) {
      entries[hit.entry].quotes.forEach(function (quote) {
        const place = places.get(quote.entry)
        if (place !== undefined && place > at && !homes.has(quote.entry)) homes.set(quote.entry, at)
      })
    })
    /** @type {Map<number, Listed>} */ const listed = new Map()
    hits.forEach(function (hit, at) { if (!homes.has(hit.entry)) listed.set(at, { hit, ways: [] }) })
    homes.forEach(function (at, entry) { /** @type {Listed} */ (listed.get(at)).ways.push(entry) })
    return Array.from(listed.values())
  }

  const api = { grouped }
  root.Guidance = Object.assign(root.Guidance || {}, { search: Object.assign(S, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
