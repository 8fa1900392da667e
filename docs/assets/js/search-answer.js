// @ts-check
/* The whole answer to a query: what has all of it, and, where that is little, what comes nearest. */
(function (root) {
  'use strict'
  if (typeof require !== 'undefined') require('./search-rank.js'), require('./search-relax.js'), require('./search-group.js')
  const S = root.Guidance.search

  /** From how many hits on what has all of the query is enough. */
  const ENOUGH = 3

  /**
   * @typedef {object} Book what is looked through
   * @property {import('./search-data.js').Entry[]} entries @property {any} data
   * @property {Map<string, string>} table of folding
   * @property {import('./search-index.js').Index} index
   * @property {import('./search-vocabulary.js').Vocabulary} known
   *
   * @typedef {object} Reply
   * @property {import('./search-query.js').Query} query
   * @property {import('./search-rank.js').Answer} answered
   * @property {import('./search-rank.js').Hit[]} hits that have all of it, the best first
   * @property {import('./search-relax.js').Relaxed | null} relaxed null where those are enough
   * @property {string} told silent or elsewhere, as the first hit says; none, where no hit has enough of the query;
   *   else empty
   */

  /** @param {import('./search-query.js').Query} query @returns {boolean} whether only what has all of it is asked for */
  function strict (query) {
    return query.terms.some(function (term) { return term.not || term.quoted })
  }

  /**
   * @param {import('./search-rank.js').Needle[]} needles @param {Book} book
   * @returns {import('./search-rank.js').Needle[]} those that tell something; all where none does
   */
  function telling (needles, book) {
    const { known, index } = book
    const kept = needles.filter(function (one) {
      return !known.fillers.has(S.hasHan(one.text) ? one.text : one.text.split(' ').map(index.tools.stem).join(' '))
    })
    return kept.length ? kept : needles
  }

  /**
   * @param {string} typed @param {Book} book @param {number} count how many hits are to be in order @returns {Reply}
   */
  function respond (typed, book, count) {
    const { entries, index, table, known } = book
    const query = S.parseQuery(typed, table)
    const answered = S.ask(query, index, entries)
    // What stands apart in pieces is one of the near ones.
    const whole = answered.cut.length && !strict(query) ? [] : answered.hits
    const hits = S.best(whole, count)
    const relaxed = hits.length >= ENOUGH || strict(query) || !S.wanted(query).length ? null : S.relax(query.text, index, entries, known, table)
    // A mark on every “the” would hide the word that matters.
    if (!strict(query)) answered.needles = telling(answered.needles, book)
    if (relaxed) {
      // What has all of it, with a slip or a beginning, has this, too.
      if (hits.length) relaxed.missing = []
      const seen = new Set(hits.map(function (/** @type {any} */ hit) { return hit.entry }))
      relaxed.hits = relaxed.hits.filter(function (/** @type {any} */ hit) { return !seen.has(hit.entry) })
    }
    return { query, answered, hits, relaxed, told: told(hits, relaxed, entries) }
  }

  /**
   * @param {import('./search-rank.js').Hit[]} hits @param {import('./search-relax.js').Relaxed | null} relaxed
   * @param {import('./search-data.js').Entry[]} entries @returns {string}
   */
  function told (hits, relaxed, entries) {
    // Little in common with the nearest one: what that one says is no answer to the query.
    if (relaxed && !hits.length && !relaxed.enough) return 'none'
    const first = hits[0] || (relaxed && relaxed.hits[0])
    const answer = first ? entries[first.entry].answer : ''
    return answer === 'silent' || answer === 'elsewhere' ? answer : ''
  }

  /**
   * The documents not held that may have the answer: those that the first questions name.
   * @param {Reply} reply @param {Book} book @returns {import('./search-data.js').Entry[]}
   */
  function mayAnswer (reply, book) {
    const { entries } = book
    // What is merely near leads to no document that would answer.
    if (reply.told === 'none') return []
    const hits = reply.hits.concat(reply.relaxed ? reply.relaxed.hits : []).slice(0, 4)
    const ids = new Set(hits.reduce(function (/** @type {string[]} */ all, hit) { return all.concat(entries[hit.entry].documents) }, []))
    return entries.filter(function (one) { return one.kind === 'document' && ids.has(one.id) })
  }

  /** @param {import('./search-rank.js').Hit[]} hits @returns {import('./search-rank.js').Hit[]} */
  function inTextOrder (hits) {
    return hits.slice().sort(function (one, other) { return one.entry - other.entry })
  }

  /** @param {number} n how many hits @param {any} words @returns {string} */
  function countOf (n, words) {
    return n === 1 ? words['count-one'] : words.count.replace('{n}', String(n))
  }

  const api = { inTextOrder, countOf, respond, mayAnswer }
  root.Guidance = Object.assign(root.Guidance || {}, { search: Object.assign((root.Guidance || {}).search || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
