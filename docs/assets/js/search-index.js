// @ts-check
/* The index of the search: folded texts end to end, and the words that occur in them. */
(function (root) {
  'use strict'
  if (typeof require !== 'undefined') require('./search-fold.js'), require('./search-sound.js')
  const S = root.Guidance.search

  /** Cells of an entry in a table of levels: five texts, the sound of its title, its id; a power of two. */
  const WIDTH = 8
  const SHIFT = 3
  const TEXTS = 5
  const TITLES = [0, 2]
  const END = '\n'
  /** Kinds whose titles are no names that somebody would type by their sound. */
  const NAMELESS = ['emendation', 'question']

  /**
   * @typedef {object} Index
   * @property {number} size how many entries
   * @property {Run[][]} runs for each slot the texts without Han characters, then those with
   * @property {Int32Array[]} starts for each slot where an entry's text begins in its run
   * @property {Int32Array[]} lengths for each slot how long it is
   * @property {Uint8Array[]} kinds for each slot which run an entry's text is in
   * @property {string[]} words that occur, sorted
   * @property {Int32Array[]} cells for each word where it occurs, entry and slot in one number
   * @property {Map<string, number[]>} stems stem to words
   * @property {string[]} stemList
   * @property {Array<{entry: number, sounds: string[][]}>} sounds of the titles in Han characters
   * @property {Set<string>} pairs of neighbours that occur in texts with Han characters
   * @property {Set<string>} names whole titles in Han characters, folded
   * @property {Map<string, string[]>} readings folded character to its syllables
   * @property {string[]} ids
   * @property {{stem: (word: string) => string, slips: (words: string[], word: string) => number[]}} tools
   *
   * @typedef {object} Run folded texts end to end, END behind each; texts of one script together, as those
   *   without Han characters take half the room and need not be looked through for any
   * @property {string} joined
   * @property {number[]} entries whose texts they are
   * @property {number[]} ends where each ends
   */

  /**
   * Makes the index step by step, so that a slow computer can do other things between steps.
   * @param {import('./search-data.js').Entry[]} entries @param {Map<string, string>} table
   * @param {Map<string, string[]>} readings @param {Index['tools']} tools
   * @returns {Generator<void, Index, void>}
   */
  function * indexing (entries, table, readings, tools) {
    const size = entries.length
    /** @type {Map<string, number[]>} */ const occurrences = new Map()
    /** @type {Index['sounds']} */ const sounds = []
    /** @type {Set<string>} */ const names = new Set()
    /** @type {Set<string>} */ const pairs = new Set()
    /** @type {Index['runs']} */ const runs = []
    /** @type {Int32Array[]} */ const starts = []
    /** @type {Int32Array[]} */ const lengths = []
    /** @type {Uint8Array[]} */ const kinds = []
    for (let slot = 0; slot < TEXTS; slot++) {
      starts.push(new Int32Array(size))
      lengths.push(new Int32Array(size))
      kinds.push(new Uint8Array(size))
      /** @type {string[][]} */ const parts = [[], []]
      const both = [{ joined: '', entries: [], ends: [] }, { joined: '', entries: [], ends: [] }]
      for (let at = 0; at < size; at++) {
        const text = S.fold(entries[at].texts[slot], table)
        if (!text) continue
        yield
        const kind = S.hasHan(text) ? 1 : 0
        const run = /** @type {Run} */ (both[kind])
        starts[slot][at] = run.ends.length ? run.ends[run.ends.length - 1] + 1 : 0
        lengths[slot][at] = text.length
        kinds[slot][at] = kind
        run.entries.push(at)
        run.ends.push(starts[slot][at] + text.length)
        parts[kind].push(text)
        note(text, (at << SHIFT) | slot, occurrences)
        if (!kind) continue
        for (let unit = 0; unit + 1 < text.length; unit++) pairs.add(text.slice(unit, unit + 2))
        if (TITLES.indexOf(slot) >= 0 && NAMELESS.indexOf(entries[at].kind) < 0) {
          // Forms of a name stand behind each other; the first is the one that is read.
          const name = S.fold(entries[at].texts[slot].split(' · ')[0], table)
          sounds.push({ entry: at, sounds: S.soundsOf(name, readings) })
          names.add(name)
        }
      }
      both.forEach(function (run, kind) { run.joined = parts[kind].join(END) })
      runs.push(both)
      yield
    }
    const words = Array.from(occurrences.keys()).sort()
    /** @type {Map<string, number[]>} */ const stems = new Map()
    for (let number = 0; number < words.length; number++) {
      const stem = tools.stem(words[number])
      const same = stems.get(stem)
      if (same) same.push(number)
      else stems.set(stem, [number])
      if (!(number & 31)) yield
    }
    return {
      size,
      runs,
      starts,
      lengths,
      kinds,
      words,
      cells: words.map(function (word) { return Int32Array.from(/** @type {number[]} */ (occurrences.get(word))) }),
      stems,
      stemList: Array.from(stems.keys()),
      sounds,
      names,
      pairs,
      readings,
      ids: entries.map(function (one) { return one.id.toLowerCase() }),
      tools
    }
  }

  /**
   * The same in one go.
   * @param {import('./search-data.js').Entry[]} entries @param {Map<string, string>} table
   * @param {Map<string, string[]>} readings @param {Index['tools']} tools @returns {Index}
   */
  function buildIndex (entries, table, readings, tools) {
    const steps = indexing(entries, table, readings, tools)
    for (;;) {
      const step = steps.next()
      if (step.done) return step.value
    }
  }

  /** @param {string} text folded @param {number} cell @param {Map<string, number[]>} occurrences */
  function note (text, cell, occurrences) {
    S.wordsOf(text).forEach(function (/** @type {string} */ word) {
      const cells = occurrences.get(word)
      if (!cells) occurrences.set(word, [cell])
      else if (cells[cells.length - 1] !== cell) cells.push(cell)
    })
  }

  const api = { WIDTH, SHIFT, TEXTS, indexing, buildIndex }
  root.Guidance = Object.assign(root.Guidance || {}, { search: Object.assign((root.Guidance || {}).search || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
