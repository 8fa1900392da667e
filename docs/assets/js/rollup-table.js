// @ts-check
/* Many units as rows: which are shown, in which order, and what a spreadsheet gets of them. Pure functions. */
(function (root) {
  'use strict'
  const G = root.Guidance

  /** @typedef {import('./progress-rollup.js').Row} Row */
  /** @typedef {{text: string, kind: string, only: string, sort: string}} View */

  const SORTS = ['name', 'share', 'late', 'newest', 'oldest']
  const ONLY = ['', 'late', 'sentBack', 'undecided', 'again', 'notes', 'outdated']

  /** @param {Row} row @param {string} only @returns {boolean} */
  function has (row, only) {
    if (!only) return true
    if (only === 'outdated') return row.outdated
    if (only === 'notes') return row.noted.length > 0
    return /** @type {any} */ (row.summary)[only].length > 0
  }

  /** @param {Row[]} rows @param {View} view @returns {Row[]} */
  function viewed (rows, view) {
    const text = G.progress.nameKey(view.text)
    const found = rows.filter(function (row) {
      return G.progress.nameKey(row.name).indexOf(text) >= 0 && (!view.kind || row.kinds.indexOf(view.kind) >= 0) && has(row, view.only)
    })
    /** @param {Row} one @param {Row} other @returns {number} */
    const byName = function (one, other) { return one.name < other.name ? -1 : one.name > other.name ? 1 : one.id < other.id ? -1 : 1 }
    /** @type {Object<string, (one: Row, other: Row) => number>} */
    const orders = {
      name: byName,
      // Who is least far, and who has not been heard of for longest, stands first.
      share: function (one, other) { return (one.summary.share === null ? 101 : one.summary.share) - (other.summary.share === null ? 101 : other.summary.share) },
      late: function (one, other) { return other.summary.late.length - one.summary.late.length },
      newest: function (one, other) { return one.summary.newest < other.summary.newest ? -1 : one.summary.newest > other.summary.newest ? 1 : 0 },
      oldest: function (one, other) { return one.summary.oldest < other.summary.oldest ? -1 : one.summary.oldest > other.summary.oldest ? 1 : 0 }
    }
    return found.sort(function (one, other) { return (orders[view.sort] || byName)(one, other) || byName(one, other) })
  }

  /** @param {Row[]} rows @returns {Array<{id: string, done: number, total: number, na: number, share: number | null}>} each phase over all units */
  function phases (rows) {
    /** @type {Map<string, any>} */ const found = new Map()
    rows.forEach(function (row) {
      row.summary.phases.forEach(function (one) {
        const sum = found.get(one.id) || { id: one.id, done: 0, total: 0, na: 0, share: null }
        sum.done += one.done
        sum.total += one.total
        sum.na += one['not-applicable']
        sum.share = G.progress.share(sum.done, sum.total - sum.na)
        found.set(one.id, sum)
      })
    })
    return Array.from(found.values())
  }

  const api = { viewed, phases, SORTS, ONLY }
  root.Guidance = Object.assign(root.Guidance || {}, { rollup: Object.assign((root.Guidance || {}).rollup || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
