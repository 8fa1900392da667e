// @ts-check
/* What the vendored libraries do for the search: stems of English words, and words one slip away. */
(function (root) {
  'use strict'

  const PLAIN = /^[a-z]+$/
  /** From how many letters on a word has an ending worth taking off. */
  const LEAST = 3
  /** Longer words are no words of a language: looking for slips in them would only take time. */
  const MOST = 30

  /**
   * @param {any} Fuzzy the class of uFuzzy @param {(word: string) => string} stemmer of wink
   * @returns {import('./search-index.js').Index['tools']}
   */
  function makeTools (Fuzzy, stemmer) {
    // One slip anywhere, the first letter too; the word begins where the typed one does.
    const fuzzy = new Fuzzy({ intraMode: 1, intraSlice: [0, Infinity], interLft: 2 })
    return {
      stem: function (word) {
        const stem = PLAIN.test(word) && word.length >= LEAST && word.length <= MOST ? stemmer(word) : word
        // The stemmer takes names that every object has, such as `constructor`, for exceptions of its own.
        return typeof stem === 'string' ? stem : word
      },
      slips: function (words, word) {
        return (PLAIN.test(word) && word.length <= MOST && fuzzy.filter(words, word)) || []
      }
    }
  }

  const api = { makeTools }
  root.Guidance = Object.assign(root.Guidance || {}, { search: Object.assign((root.Guidance || {}).search || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
