// @ts-check
/* Snippets: the stretch of a text around what was found, and the stretches to mark in it. */
(function (root) {
  'use strict'
  if (typeof require !== 'undefined') require('./search-fold.js'), require('./search-match.js')
  const S = root.Guidance.search

  /**
   * @typedef {{text: string, mark: boolean}} Piece
   */

  /** How much of a text is shown, in units; Han characters take the room of two and a half. */
  const ROOM = 170
  const HAN = 2.5
  const DOTS = '…'

  /**
   * @param {string} text @param {import('./search-rank.js').Needle[]} needles
   * @param {Map<string, string>} table of folding
   * @returns {Array<[number, number]>} where in the text a needle stands, in order, apart
   */
  function rangesOf (text, needles, table) {
    /** @type {number[]} */ const places = []
    const folded = S.fold(text, table, places)
    /** @type {Array<[number, number]>} */ const found = []
    needles.forEach(function (needle) {
      if (needle.words.length) {
        for (const word of folded.matchAll(S.WORD)) {
          if (needle.words.indexOf(word[0]) >= 0) found.push([word.index, word.index + word[0].length])
        }
        return
      }
      const han = S.hasHan(needle.text)
      const next = function (/** @type {number} */ from) {
        return han ? folded.indexOf(needle.text, from) : S.phraseAt(folded, needle.text, needle.whole, from)
      }
      for (let at = next(0); at >= 0; at = next(at + 1)) found.push([at, at + needle.text.length])
    })
    found.sort(function (one, other) { return one[0] - other[0] })
    /** @type {Array<[number, number]>} */ const apart = []
    found.forEach(function (range) {
      const last = apart[apart.length - 1]
      if (last && range[0] <= last[1]) last[1] = Math.max(last[1], range[1])
      else apart.push([range[0], range[1]])
    })
    return apart.map(function (range) { return S.unfold(text, places, range[0], range[1]) })
  }

  /** @param {string} text @param {number} from @param {number} step @param {number} room @returns {number} how far the room goes */
  function reach (text, from, step, room) {
    let at = from
    while (room > 0 && at + step >= 0 && at + step <= text.length) {
      room -= S.isHan(text.charCodeAt(step < 0 ? at - 1 : at)) ? HAN : 1
      at += step
    }
    return at
  }

  /** @param {string} text @param {number} at @returns {boolean} whether a cut there parts a word or a character */
  function cuts (text, at) {
    const pair = text.slice(at - 1, at + 1)
    return /^[\p{L}\p{N}\p{M}]{2}$/u.test(pair) && !S.isHan(pair.charCodeAt(0)) && !S.isHan(pair.charCodeAt(1)) || /^[\ud800-\udbff][\udc00-\udfff]/.test(pair)
  }

  /**
   * @param {string} text @param {Array<[number, number]>} ranges to mark @param {number} [room]
   * @returns {Piece[]} the whole text where it fits
   */
  function snippet (text, ranges, room) {
    const all = room === undefined ? ROOM : room
    const first = ranges.length ? ranges[0] : [0, 0]
    let start = reach(text, first[0], -1, all / 4)
    let end = reach(text, start, 1, all)
    // A match longer than the room is shown to its end.
    if (end < first[1]) end = first[1]
    if (end === text.length) start = Math.min(start, reach(text, end, -1, all))
    while (start > 0 && start < first[0] && cuts(text, start)) start++
    while (end < text.length && cuts(text, end)) end++
    /** @type {Piece[]} */ const pieces = []
    function add (/** @type {number} */ from, /** @type {number} */ to, /** @type {boolean} */ mark) {
      if (to > from) pieces.push({ text: text.slice(from, to), mark })
    }
    if (start > 0) pieces.push({ text: DOTS, mark: false })
    let at = start
    ranges.forEach(function (range) {
      if (range[0] >= end || range[1] <= start) return
      add(at, range[0], false)
      add(Math.max(at, range[0]), Math.min(range[1], end), true)
      at = Math.min(range[1], end)
    })
    add(at, end, false)
    if (end < text.length) pieces.push({ text: DOTS, mark: false })
    return pieces
  }

  const api = { rangesOf, snippet }
  root.Guidance = Object.assign(root.Guidance || {}, { search: Object.assign((root.Guidance || {}).search || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
