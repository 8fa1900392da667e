// @ts-check
/* Narrowing: which hits a choice leaves, what each other choice would leave. */
(function (root) {
  'use strict'

  /**
   * @typedef {{kind: string, text: string, unit: string, phase: string, in: string}} Choice empty: any
   * @typedef {object} Narrowed
   * @property {import('./search-rank.js').Hit[]} hits
   * @property {Object<string, Object<string, number>>} counts facet to value to how many it would leave
   */

  const FACETS = ['kind', 'text', 'unit', 'phase', 'in']

  /** @returns {Choice} */
  function anything () {
    return { kind: '', text: '', unit: '', phase: '', in: '' }
  }

  /** @param {Object<string, number>} counts @param {string | number} value */
  function count (counts, value) {
    counts[value] = (counts[value] || 0) + 1
  }

  /** @param {Object<string, number>} counts @param {number} bits one for each place */
  function countBits (counts, bits) {
    for (let place = 0; bits; bits >>>= 1, place++) if (bits & 1) count(counts, place)
  }

  /**
   * @param {import('./search-rank.js').Hit[]} hits @param {import('./search-data.js').Entry[]} entries
   * @param {Choice} choice with texts, units and phases by their place in the data
   * @returns {Narrowed} in the order they came in
   */
  function narrow (hits, entries, choice) {
    /** @type {Object<string, Object<string, number>>} */ const counts = { kind: {}, text: {}, unit: {}, phase: {}, in: {} }
    const unit = choice.unit === '' ? 0 : 1 << Number(choice.unit)
    const text = choice.text === '' ? 0 : 1 << Number(choice.text)
    const left = hits.filter(function (hit) {
      const entry = entries[hit.entry]
      // A step is an item, too.
      const step = entry.kind === 'step'
      const misses = (!choice.kind || choice.kind === entry.kind || (step && choice.kind === 'item') ? 0 : 1) |
        (!unit || entry.units & unit ? 0 : 2) |
        (choice.phase === '' || Number(choice.phase) === entry.phase ? 0 : 4) |
        (!choice.in || choice.in === hit.via ? 0 : 8) |
        (!text || entry.from & text ? 0 : 16)
      if (!(misses & ~1)) {
        count(counts.kind, entry.kind)
        if (step) count(counts.kind, 'item')
      }
      if (!(misses & ~2)) countBits(counts.unit, entry.units)
      if (!(misses & ~4) && entry.phase >= 0) count(counts.phase, entry.phase)
      if (!(misses & ~8)) count(counts.in, hit.via)
      if (!(misses & ~16)) countBits(counts.text, entry.from)
      return !misses
    })
    return { hits: left, counts }
  }

  /** @param {Choice} choice @returns {boolean} whether it leaves everything */
  function isAnything (choice) {
    return !choice.kind && choice.text === '' && choice.unit === '' && choice.phase === '' && !choice.in
  }

  const api = { FACETS, anything, isAnything, narrow }
  root.Guidance = Object.assign(root.Guidance || {}, { search: Object.assign((root.Guidance || {}).search || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
