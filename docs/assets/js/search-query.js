// @ts-check
/* The query: terms apart by spaces, "phrases" in quotes of any kind, -words left out. */
(function (root) {
  'use strict'
  if (typeof require !== 'undefined') require('./search-fold.js')
  const S = root.Guidance.search

  /**
   * @typedef {object} Term
   * @property {string} raw as it was typed
   * @property {'text' | 'words'} kind a run looked for anywhere, or words one behind the other
   * @property {string} text folded
   * @property {string[]} words of a term of words
   * @property {boolean} whole whether its words stand for themselves alone, as in closed quotes
   * @property {boolean} quoted
   * @property {boolean} not whether what has it is left out
   * @typedef {{text: string, terms: Term[], shortened: boolean}} Query
   *   whether more was typed than is looked for
   */

  /** So much of a query is looked for; the whole of the longest paragraph takes no more time than this. */
  const MOST = 200
  /** So many letters of a word: none in the texts is longer, and what forgives slips takes time with each. */
  const LONGEST = 40

  const QUOTES = '"“”„‟＂「」『』'
  const MINUS = '-－−'
  const SPACE = /\s/
  const RUNS = /[\u3005\u3007\u3400-\u9fff\u{20000}-\u{3ffff}]+|[^\u3005\u3007\u3400-\u9fff\u{20000}-\u{3ffff}]+/gu

  const LONG = new RegExp('([^ \\u3005\\u3007\\u3400-\\u9fff\\u{20000}-\\u{3ffff}]{' + LONGEST + '})[^ \\u3005\\u3007\\u3400-\\u9fff\\u{20000}-\\u{3ffff}]+', 'gu')

  /** @param {string} text @returns {string} as much as is kept of a query, one unit more than is looked for */
  function bounded (text) {
    return text.slice(0, MOST + 1)
  }

  /**
   * Where a phrase that begins at a quotation mark ends; -1 if the mark is only punctuation,
   * the text's end if the phrase is still being typed.
   * @param {string} input @param {number} at of the mark @returns {number}
   */
  function closing (input, at) {
    let end = at + 1
    while (end < input.length && QUOTES.indexOf(input[end]) < 0) end++
    if (end >= input.length) return input.length
    return end + 1 >= input.length || SPACE.test(input[end + 1]) ? end : -1
  }

  /**
   * @param {string} raw @param {Map<string, string>} table @param {boolean} not
   * @param {boolean} quoted @param {boolean} closed
   * @returns {Term[]} none where nothing but marks was typed
   */
  function termsOf (raw, table, not, quoted, closed) {
    const folded = S.fold(raw, table).replace(LONG, '$1')
    const runs = quoted ? [folded] : folded.match(RUNS) || []
    return runs.map(function (/** @type {string} */ run) { return run.trim() }).filter(Boolean)
      .map(function (/** @type {string} */ text) {
        const han = S.hasHan(text)
        return {
          raw,
          kind: han ? 'text' : 'words',
          text,
          words: han ? [] : text.split(' '),
          whole: quoted && closed,
          quoted,
          not
        }
      })
  }

  /**
   * @param {string} typed @param {Map<string, string>} table of folding
   * @returns {Query}
   */
  function parseQuery (typed, table) {
    const input = typed.slice(0, MOST)
    /** @type {Term[]} */ const terms = []
    let at = 0
    while (at < input.length) {
      if (SPACE.test(input[at])) { at++; continue }
      const not = MINUS.indexOf(input[at]) >= 0 && at + 1 < input.length && !SPACE.test(input[at + 1])
      if (not) at++
      const end = QUOTES.indexOf(input[at]) < 0 ? -1 : closing(input, at)
      if (end >= 0) {
        terms.push(...termsOf(input.slice(at + 1, end), table, not, true, end < input.length))
        at = end + 1
        continue
      }
      let stop = at
      while (stop < input.length && !SPACE.test(input[stop])) stop++
      terms.push(...termsOf(input.slice(at, stop), table, not, false, true))
      at = stop
    }
    const shortened = typed.length > MOST || S.fold(input, table).search(LONG) >= 0
    return { text: input, terms, shortened }
  }

  /** @param {Query} query @returns {Term[]} what must be there */
  function wanted (query) {
    return query.terms.filter(function (term) { return !term.not })
  }

  /**
   * What would be pinyin: the query's words run together; nothing where a phrase or a
   * character leaves no room for it.
   * @param {Query} query @returns {string}
   */
  function soundOf (query) {
    const terms = wanted(query).filter(function (term) { return term.kind === 'words' })
    if (terms.some(function (term) { return term.quoted })) return ''
    const sound = terms.map(function (term) { return term.words.join('') }).join('')
    return /^[a-z]{2,}$/.test(sound) ? sound.replace(/v/g, 'u') : ''
  }

  const api = { bounded, parseQuery, wanted, soundOf }
  root.Guidance = Object.assign(root.Guidance || {}, { search: Object.assign((root.Guidance || {}).search || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
