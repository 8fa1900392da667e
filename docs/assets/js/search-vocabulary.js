// @ts-check
/* What people say: words that stand for something in the texts, and words that only make a question.
 * A query is parsed into parts by them: what is looked for, what is meant by it, what is dropped. */
(function (root) {
  'use strict'
  if (typeof require !== 'undefined') require('./search-fold.js')
  const S = root.Guidance.search

  /**
   * @typedef {object} Meaning
   * @property {string[]} forms what the texts say, folded, in both languages
   * @property {string} shown what the texts say, for people
   * @property {string} note in what the word is wider or narrower; empty where it is not
   *
   * @typedef {object} Vocabulary
   * @property {Map<string, Meaning[]>} han run of Han characters to what it means
   * @property {Map<string, Meaning[]>} words stems, a space between, to what they mean
   * @property {Set<string>} fillers runs and stems that only make a question
   * @property {Set<string>} names of terms in Han characters, which are never parted
   * @property {number} longest characters of the longest run
   * @property {number} most words of the longest phrase
   *
   * @typedef {object} Part of a query
   * @property {string} text as it was typed, folded
   * @property {boolean} han
   * @property {string[]} stems of words in other scripts
   * @property {Meaning[]} means
   * @property {boolean} filler
   */

  /**
   * @param {any} data what the data script assigned @param {Map<string, string>} table of folding
   * @param {(word: string) => string} stem @returns {Vocabulary}
   */
  function vocabulary (data, table, stem) {
    /** @type {Vocabulary} */
    const found = { han: new Map(), words: new Map(), fillers: new Set(), names: new Set(), longest: 1, most: 1 }
    /** @param {string} said @returns {[boolean, string]} whether it has Han characters, and its key */
    function keyOf (said) {
      const folded = S.fold(said, table)
      if (S.hasHan(folded)) {
        found.longest = Math.max(found.longest, folded.length)
        return [true, folded]
      }
      const words = folded.split(' ')
      found.most = Math.max(found.most, words.length)
      return [false, words.map(stem).join(' ')]
    }
    /** @type {Map<string, string[]>} */ const terms = new Map()
    ;(data.terms || []).forEach(function (/** @type {[string, any[][]]} */ list) {
      list[1].forEach(function (row) {
        terms.set(row[0], row[1].concat(row[2]))
        row[1].concat(row[2]).forEach(function (/** @type {string} */ name) {
          const [han, key] = keyOf(name)
          if (han) found.names.add(key)
        })
      })
    })
    ;(data.vocabulary || []).forEach(function (/** @type {any[]} */ row) {
      const [says, own, other, note] = row
      const names = other ? [own, other] : terms.get(own) || []
      const forms = names.map(function (/** @type {string} */ one) { return S.fold(one, table) })
      const meaning = { forms, shown: names[0] || '', note: note || '' }
      says.forEach(function (/** @type {string} */ said) {
        const [han, key] = keyOf(said)
        const map = han ? found.han : found.words
        map.set(key, (map.get(key) || []).concat(meaning))
      })
    })
    ;(data.fillers || []).forEach(function (/** @type {string} */ said) { found.fillers.add(keyOf(said)[1]) })
    return found
  }

  /**
   * @param {string} run of Han characters, folded @param {Vocabulary} known @returns {Part[]} in their order
   */
  function partsOfHan (run, known) {
    /** @type {Part[]} */ const parts = []
    let rest = ''
    function flush () {
      if (rest) parts.push({ text: rest, han: true, stems: [], means: [], filler: false })
      rest = ''
    }
    for (let at = 0; at < run.length;) {
      let length = Math.min(known.longest, run.length - at)
      const is = function (/** @type {string} */ text) { return known.names.has(text) || known.han.has(text) || known.fillers.has(text) }
      while (length && !is(run.slice(at, at + length))) length--
      if (!length) { rest += run[at++]; continue }
      const text = run.slice(at, at + length)
      flush()
      parts.push({ text, han: true, stems: [], means: known.han.get(text) || [], filler: known.fillers.has(text) })
      at += length
    }
    flush()
    return parts
  }

  /**
   * @param {string[]} words @param {Vocabulary} known @param {(word: string) => string} stem @returns {Part[]}
   */
  function partsOfWords (words, known, stem) {
    const stems = words.map(stem)
    /** @type {Part[]} */ const parts = []
    for (let at = 0; at < words.length;) {
      let length = Math.min(known.most, words.length - at)
      const key = function () { return stems.slice(at, at + length).join(' ') }
      while (length > 1 && !known.words.has(key()) && !known.fillers.has(key())) length--
      parts.push({
        text: words.slice(at, at + length).join(' '),
        han: false,
        stems: stems.slice(at, at + length),
        means: known.words.get(key()) || [],
        filler: known.fillers.has(key())
      })
      at += length
    }
    return parts
  }

  const HAN = /[\u3005\u3007\u3400-\u9fff\u{20000}-\u{3ffff}]+/u
  const RUNS = /[\u3005\u3007\u3400-\u9fff\u{20000}-\u{3ffff}]+|[^\u3005\u3007\u3400-\u9fff\u{20000}-\u{3ffff}]+/gu

  /**
   * @param {string} folded a whole query @param {Vocabulary} known @param {(word: string) => string} stem
   * @returns {Part[]}
   */
  function partsOf (folded, known, stem) {
    /** @type {Part[]} */ let parts = []
    ;(folded.match(RUNS) || []).forEach(function (run) {
      const text = run.trim()
      if (text) parts = parts.concat(HAN.test(text) ? partsOfHan(text, known) : partsOfWords(text.split(' '), known, stem))
    })
    return parts
  }

  const api = { vocabulary, partsOf }
  root.Guidance = Object.assign(root.Guidance || {}, { search: Object.assign((root.Guidance || {}).search || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
