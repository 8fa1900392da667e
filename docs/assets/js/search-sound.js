// @ts-check
/* Pinyin: which run of a title's characters sounds like what was typed, in full
 * (the last syllable may be unfinished) or by the first letters. */
(function (root) {
  'use strict'

  /** From how many syllables on a run within a title counts, in full and by first letters. */
  const WITHIN_FULL = 2
  const WITHIN_FIRST = 4
  const INITIAL = /^(?:[zcs]h)/

  /** @returns {string[]} the common characters in the order of GB 2312; none where a browser cannot decode it */
  function commonCharacters () {
    /** @type {number[]} */ const bytes = []
    for (let row = 0xB0; row < 0xD8; row++) for (let cell = 0xA1; cell < 0xFF; cell++) bytes.push(row, cell)
    try {
      return Array.from(new TextDecoder('gb2312').decode(new Uint8Array(bytes)))
    } catch (error) {
      return []
    }
  }

  /**
   * @param {string} lines syllables, a space between, each with the characters read so, or with how many of the common
   *   ones are read so, from where the one before ends
   * @param {Map<string, string>} table of folding
   * @returns {Map<string, string[]>} folded character to its syllables
   */
  function readingTable (lines, table) {
    /** @type {Map<string, string[]>} */ const readings = new Map()
    const common = /\d/.test(lines) ? commonCharacters() : []
    let at = 0
    lines.split(' ').forEach(function (line) {
      const syllable = (line.match(/^[a-z]+/) || [''])[0]
      const rest = line.slice(syllable.length)
      const many = /^\d+$/.test(rest) ? Number(rest) : 0
      at += many
      ;(many ? common.slice(at - many, at) : Array.from(rest)).forEach(function (character) {
        const one = table.get(character) || character
        readings.set(one, (readings.get(one) || []).concat(syllable.replace(/v/g, 'u')))
      })
    })
    return readings
  }

  /**
   * @param {string} folded a title @param {Map<string, string[]>} readings
   * @returns {string[][]} for each unit of the title its syllables, or itself
   */
  function soundsOf (folded, readings) {
    return Array.from(folded).map(function (one) { return readings.get(one) || [one] })
  }

  /**
   * @param {string} typed @param {number} from @param {string[][]} sounds @param {number} at
   * @param {boolean} full whether whole syllables are typed, or first letters
   * @returns {number} the unit behind the run; -1 if there is none
   */
  function run (typed, from, sounds, at, full) {
    if (from === typed.length) return at
    if (at === sounds.length) return -1
    for (const syllable of sounds[at]) {
      const rest = typed.slice(from)
      if (full && syllable.startsWith(rest)) return at + 1
      const starts = full ? [syllable] : [syllable[0], (INITIAL.exec(syllable) || [''])[0]]
      for (const start of starts) {
        const end = start && rest.startsWith(start) ? run(typed, from + start.length, sounds, at + 1, full) : -1
        if (end >= 0) return end
      }
    }
    return -1
  }

  /**
   * @param {string} typed letters only @param {string[][]} sounds of a title
   * @returns {{start: number, end: number, full: boolean} | null} the first run that fits
   */
  function matchSound (typed, sounds) {
    for (let start = 0; start < sounds.length; start++) {
      if (!sounds[start].some(function (one) { return one[0] === typed[0] })) continue
      for (const full of [true, false]) {
        const end = run(typed, 0, sounds, start, full)
        if (end < 0) continue
        const length = end - start
        // One syllable of a title would be found in half of all titles.
        const least = start ? (full ? WITHIN_FULL : WITHIN_FIRST) : 2
        const whole = length === sounds.length
        const begun = full && !start && length === 1 && sounds[0].indexOf(typed) >= 0
        if (length >= least || whole || begun) return { start, end, full }
      }
    }
    return null
  }

  const api = { readingTable, soundsOf, matchSound }
  root.Guidance = Object.assign(root.Guidance || {}, { search: Object.assign((root.Guidance || {}).search || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
