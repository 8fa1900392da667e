// @ts-check
/* The search in the address: ?q=… with what narrows it; and what was searched of late. */
(function (root) {
  'use strict'

  /**
   * @typedef {{q: string, kind: string, text: string, unit: string, phase: string, in: string, sort: string}} Asked
   *   texts, units and phases by their ids
   */

  const PARTS = ['kind', 'text', 'unit', 'phase', 'in', 'sort']
  const KEPT = 8
  /** More of a query is neither looked for nor kept; search-query.js says why. */
  const LONGEST = 201

  /** @param {string} search query of an address @returns {Asked} */
  function readAsked (search) {
    const query = new URLSearchParams(search)
    /** @type {any} */ const asked = { q: (query.get('q') || '').slice(0, LONGEST) }
    PARTS.forEach(function (part) { asked[part] = query.get('q-' + part) || '' })
    return asked
  }

  /**
   * The inverse; other parameters stay.
   * @param {Asked} asked @param {string} search @returns {string} a query with its mark, or nothing
   */
  function writeAsked (asked, search) {
    const query = new URLSearchParams(search)
    if (asked.q) query.set('q', asked.q)
    else query.delete('q')
    PARTS.forEach(function (part) {
      const value = /** @type {any} */ (asked)[part]
      if (asked.q && value) query.set('q-' + part, value)
      else query.delete('q-' + part)
    })
    const text = query.toString()
    return text ? '?' + text : ''
  }

  /**
   * @param {any} kept what the device remembers, perhaps nothing or spoilt @param {string} query
   * @returns {string[]} with the query in front, once; without it if it is empty
   */
  function recent (kept, query) {
    const old = (Array.isArray(kept) ? kept : []).filter(function (one) { return typeof one === 'string' && one && one.length <= LONGEST && one !== query })
    return (query ? [query] : []).concat(old).slice(0, KEPT)
  }

  /**
   * Where a hit leads: the place, with the words to mark there.
   * @param {string} href @param {string[]} marks @returns {string}
   */
  function withMarks (href, marks) {
    const at = (href + '#').indexOf('#')
    const query = new URLSearchParams()
    Array.from(new Set(marks)).slice(0, KEPT).forEach(function (mark) { query.append('h', mark) })
    const text = query.toString()
    return href.slice(0, at) + (text ? '?' + text : '') + href.slice(at)
  }

  const api = { readAsked, writeAsked, recent, withMarks }
  root.Guidance = Object.assign(root.Guidance || {}, { search: Object.assign((root.Guidance || {}).search || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
