// @ts-check
/* Folding: the one form in which texts and queries are compared. Han characters
 * go to the form that stands for their group, whatever touches them is closed
 * up; other letters lose case and accents and stand as words one space apart;
 * marks go. Nothing is shown folded: offsets lead back to the text. */
(function (root) {
  'use strict'

  const MARK = /\p{M}/u
  const LETTER = /[\p{L}\p{N}]/u
  const WORD = /[^ \u3005\u3007\u3400-\u9fff\u{20000}-\u{3ffff}]+/gu

  /**
   * @param {string} groups of characters that are one, a space between groups, each led by the one that stands for it
   * @returns {Map<string, string>} character to what stands for it
   */
  function foldTable (groups) {
    const table = new Map()
    groups.split(' ').forEach(function (group) {
      const all = Array.from(group)
      all.slice(1).forEach(function (one) { table.set(one, all[0]) })
    })
    return table
  }

  /** @param {number} code @returns {boolean} */
  function isHan (code) {
    return (code >= 0x3400 && code <= 0x9fff) || code === 0x3005 || code === 0x3007 || (code >= 0x20000 && code <= 0x3ffff)
  }

  /** @param {string} text @returns {boolean} whether a folded text holds a Han character */
  function hasHan (text) {
    for (let at = 0; at < text.length; at++) if (isHan(/** @type {number} */ (text.codePointAt(at)))) return true
    return false
  }

  /** @param {string} text @param {number} at @returns {boolean} whether an apostrophe there stands within a word */
  function joins (text, at) {
    const next = text[at + 1] || ''
    return LETTER.test(next) && !isHan(next.charCodeAt(0))
  }

  /**
   * @param {string} text @param {Map<string, string>} table
   * @param {number[]} [places] takes, for each unit of the result, the index in the text it comes from
   * @returns {string}
   */
  function fold (text, table, places) {
    let out = ''
    let gap = false
    let inWord = false

    /** @param {string} one @param {number} at @param {boolean} han */
    function keep (one, at, han) {
      if (gap && inWord && !han) {
        out += ' '
        if (places) places.push(at)
      }
      out += one
      if (places) for (let unit = 0; unit < one.length; unit++) places.push(at)
      gap = false
      inWord = !han
    }

    /** @param {string} one @param {number} at */
    function keepOther (one, at) {
      for (const part of one.normalize('NFKC').toLowerCase().normalize('NFD')) {
        const code = /** @type {number} */ (part.codePointAt(0))
        if (isHan(code)) keep(table.get(part) || part, at, true)
        else if (LETTER.test(part)) keep(part, at, false)
        else if (!MARK.test(part)) gap = true
      }
    }

    for (let at = 0; at < text.length; at++) {
      const code = /** @type {number} */ (text.codePointAt(at))
      if ((code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)) {
        keep(text[at], at, false)
      } else if (code >= 0x41 && code <= 0x5a) {
        keep(String.fromCharCode(code + 32), at, false)
      } else if (code === 0x27 || code === 0x2019) {
        if (!inWord || gap || !joins(text, at)) gap = true
      } else if (code < 0x80) {
        gap = true
      } else if (isHan(code)) {
        const one = String.fromCodePoint(code)
        keep(table.get(one) || one, at, true)
        at += one.length - 1
      } else {
        const one = String.fromCodePoint(code)
        keepOther(one, at)
        at += one.length - 1
      }
    }
    return out
  }

  /**
   * Leads a stretch of a folded text back to the text it comes from.
   * @param {string} text @param {number[]} places as `fold` gave them
   * @param {number} start @param {number} end in the folded text, not empty
   * @returns {[number, number]} start and end in the text
   */
  function unfold (text, places, start, end) {
    let last = places[end - 1]
    last += String.fromCodePoint(/** @type {number} */ (text.codePointAt(last))).length
    // An accent that stands by itself belongs to the letter before it.
    while (last < text.length && MARK.test(text[last])) last++
    return [places[start], last]
  }

  /** @param {string} folded @returns {string[]} its words in other scripts than Han */
  function wordsOf (folded) {
    return folded.match(WORD) || []
  }

  const api = { WORD, foldTable, fold, unfold, hasHan, isHan, wordsOf }
  root.Guidance = Object.assign(root.Guidance || {}, { search: Object.assign((root.Guidance || {}).search || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
