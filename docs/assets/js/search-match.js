// @ts-check
/* Matching: which entries have a term, in which of their texts, and how well.
 * A run with Han characters is looked for anywhere in the folded texts, which
 * stand end to end; a word is looked up among the words that occur. */
(function (root) {
  'use strict'
  if (typeof require !== 'undefined') require('./search-fold.js'), require('./search-sound.js'), require('./search-index.js')
  const S = root.Guidance.search

  /** How well a text has a term. */
  const LEVELS = { exact: 5, stem: 4, beginning: 3, sound: 2, slip: 1 }
  const { WIDTH, SHIFT, TEXTS } = S
  const SOUND = 5
  const ID = 6
  /** From how many letters on a slip is forgiven. */
  const SLIP = 5
  /** Longer runs are not cut: nobody types them. */
  const CUT = 40
  /** What the parts of a run cost that stands nowhere whole: the cheapest cut is taken. */
  const COST = { name: 0.5, piece: 1, joint: 0.4 }

  /**
   * @typedef {import('./search-index.js').Index} Index
   * @typedef {object} Found
   * @property {Uint8Array} levels cells of all entries
   * @property {string[]} words that were taken for the term, for showing
   * @property {boolean} any
   */

  /** @param {Index} index @returns {Found} */
  function nothing (index) {
    return { levels: new Uint8Array(index.size << SHIFT), words: [], any: false }
  }

  /** @param {Index} index @param {number} entry @param {number} slot @returns {string} a folded text */
  function textOf (index, entry, slot) {
    const from = index.starts[slot][entry]
    return index.runs[slot][index.kinds[slot][entry]].joined.slice(from, from + index.lengths[slot][entry])
  }

  /**
   * @param {Index} index @param {string} text folded
   * @param {(entry: number, slot: number) => void} found called once for each text that has it
   */
  function scan (index, text, found) {
    const least = S.hasHan(text) ? 1 : 0
    for (let slot = 0; slot < TEXTS; slot++) {
      for (let kind = least; kind < 2; kind++) {
        const { joined, entries, ends } = index.runs[slot][kind]
        let number = 0
        for (let at = joined.indexOf(text); at >= 0; at = joined.indexOf(text, ends[number - 1])) {
          while (ends[number] <= at) number++
          found(entries[number], slot)
          number++
        }
      }
    }
  }

  /** @param {Index} index @param {string} text folded @returns {Found} */
  function findText (index, text) {
    const found = nothing(index)
    scan(index, text, function (entry, slot) {
      found.levels[(entry << SHIFT) | slot] = LEVELS.exact
      found.any = true
    })
    return found
  }

  /** @param {string[]} sorted @param {string} word @returns {number} of the first that does not come before it */
  function lowerBound (sorted, word) {
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (sorted[middle] < word) low = middle + 1
      else high = middle
    }
    return low
  }

  /**
   * The words of the texts that are taken for a typed one, each with its level.
   * @param {Index} index @param {string} word @param {boolean} whole only the word itself
   * @returns {Map<number, number>}
   */
  function taken (index, word, whole) {
    /** @type {Map<number, number>} */ const found = new Map()
    const first = lowerBound(index.words, word)
    if (whole) return index.words[first] === word ? found.set(first, LEVELS.exact) : found
    for (let at = first; at < index.words.length && index.words[at].startsWith(word); at++) {
      found.set(at, index.words[at] === word ? LEVELS.exact : LEVELS.beginning)
    }
    ;(index.stems.get(index.tools.stem(word)) || []).forEach(function (at) {
      if (found.get(at) !== LEVELS.exact) found.set(at, LEVELS.stem)
    })
    if (found.size || word.length < SLIP) return found
    index.tools.slips(index.words, word).forEach(function (at) { found.set(at, LEVELS.slip) })
    if (found.size) return found
    index.tools.slips(index.stemList, index.tools.stem(word)).forEach(function (number) {
      ;(index.stems.get(index.stemList[number]) || []).forEach(function (at) { found.set(at, LEVELS.slip) })
    })
    return found
  }

  /** @param {Index} index @param {string} word @param {boolean} whole @returns {Found} */
  function findWord (index, word, whole) {
    const found = nothing(index)
    taken(index, word, whole).forEach(function (level, number) {
      found.any = true
      found.words.push(index.words[number])
      const cells = index.cells[number]
      for (let at = 0; at < cells.length; at++) {
        if (found.levels[cells[at]] < level) found.levels[cells[at]] = level
      }
    })
    return found
  }

  /**
   * Words one behind the other: the last may be unfinished unless the phrase is closed.
   * @param {Index} index @param {string[]} words @param {boolean} whole @returns {Found}
   */
  function findPhrase (index, words, whole) {
    const found = nothing(index)
    const text = words.join(' ')
    const known = whole ? words : words.slice(0, -1)
    const cells = known.map(function (word) {
      const at = lowerBound(index.words, word)
      return index.words[at] === word ? index.cells[at] : new Int32Array(0)
    })
    // Only texts that have the rarest of its words can have the phrase.
    const rarest = cells.reduce(function (one, other) { return other.length < one.length ? other : one })
    rarest.forEach(function (cell) {
      if (phraseAt(textOf(index, cell >> SHIFT, cell & (WIDTH - 1)), text, whole, 0) < 0) return
      found.levels[cell] = LEVELS.exact
      found.any = true
    })
    return found
  }

  /**
   * @param {string} folded @param {string} phrase @param {boolean} whole @param {number} from
   * @returns {number} where the phrase stands at a word's edge; -1 if nowhere
   */
  function phraseAt (folded, phrase, whole, from) {
    for (let at = folded.indexOf(phrase, from); at >= 0; at = folded.indexOf(phrase, at + 1)) {
      const before = folded.charCodeAt(at - 1)
      const behind = folded.charCodeAt(at + phrase.length)
      if (edge(before) && (!whole || edge(behind))) return at
    }
    return -1
  }

  /** @param {number} code of the unit beside a word; NaN at an end @returns {boolean} */
  function edge (code) {
    return !(code > 32) || S.isHan(code)
  }

  /**
   * @param {Index} index @param {import('./search-query.js').Term} term @returns {Found}
   */
  function findTerm (index, term) {
    const found = term.kind === 'text'
      ? findText(index, term.text)
      : term.words.length > 1 ? findPhrase(index, term.words, term.whole) : findWord(index, term.words[0], term.whole || term.not)
    if (term.kind === 'words' && !term.quoted) {
      const id = term.words.join('-')
      for (let one = index.ids.indexOf(id); one >= 0; one = index.ids.indexOf(id, one + 1)) {
        found.levels[(one << SHIFT) | ID] = LEVELS.exact
        found.any = true
      }
    }
    return found
  }

  /** @param {Index} index @param {string} typed @returns {Found} titles that sound like it */
  function findSound (index, typed) {
    const found = nothing(index)
    index.sounds.forEach(function (one) {
      if (!S.matchSound(typed, one.sounds)) return
      found.levels[(one.entry << SHIFT) | SOUND] = LEVELS.sound
      found.any = true
    })
    return found
  }

  /**
   * A run that stands nowhere, cut into the pieces that do: as few as can be, names of
   * titles first. A single character between two pieces only joins them and is left out.
   * @param {Index} index @param {string} text folded
   * @returns {string[]} empty where there is no such cut
   */
  function pieces (index, text) {
    if (text.length > CUT) return []
    /** @type {Array<{cost: number, from: number} | null>} */ const best = [{ cost: 0, from: 0 }]
    for (let end = 1; end <= text.length; end++) {
      best.push(null)
      for (let from = end - 1; from >= 0; from--) {
        const before = best[from]
        const now = best[end]
        const piece = text.slice(from, end)
        // What begins earlier holds this piece, and cannot stand where it does not.
        if (!occurs(index, piece)) break
        if (!before || (piece.length < 2 && (from === 0 || end === text.length))) continue
        const cost = before.cost + (piece.length < 2 ? COST.joint : index.names.has(piece) ? COST.name : COST.piece)
        if (!now || cost < now.cost) best[end] = { cost, from }
      }
    }
    const cut = []
    for (let end = text.length; end > 0;) {
      const step = best[end]
      if (!step) return []
      if (end - step.from > 1) cut.unshift(text.slice(step.from, end))
      end = step.from
    }
    return cut
  }

  /** @param {Index} index @param {string} text folded @returns {boolean} */
  function occurs (index, text) {
    // Most runs that stand nowhere have two neighbours that stand nowhere: no need to look through all texts.
    for (let at = 0; at + 1 < text.length; at++) if (!index.pairs.has(text.slice(at, at + 2))) return false
    return index.runs.some(function (both) { return both[1].joined.indexOf(text) >= 0 })
  }

  const api = { LEVELS, SOUND, ID, textOf, findTerm, findPhrase, findSound, findText, pieces, phraseAt, taken }
  root.Guidance = Object.assign(root.Guidance || {}, { search: Object.assign((root.Guidance || {}).search || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
