// @ts-check
/* The data script's rows as entries: what can be found, where it stands, where it leads. */
(function (root) {
  'use strict'

  /**
   * @typedef {object} Entry
   * @property {string} kind paragraph, heading, question, task, item, step, term, emendation, document or page
   * @property {string} id
   * @property {string} href from the root of the page's language
   * @property {string[]} texts by slot: title and body in the page's language, title and body in the other,
   *   the source's own wording
   * @property {number} up index of the entry it stands under; -1 where there is none
   * @property {number} units one bit for each unit
   * @property {number} phase place in the list of phases; -1 where there is none
   * @property {number} from one bit for each text that it stands in or rests on
   * @property {string} modality
   * @property {string} under title of the task it is a point of, else of the procedure it is a step of
   * @property {Array<{id: string, source: string, reading: string}>} changes emendations in it
   * @property {string} actor who answers for it or acts; empty where nobody is named
   * @property {Quote[]} quotes the words on which it stands
   * @property {string} answer what the text does with a question: said, silent or elsewhere
   * @property {string} note the project's own line beneath an answer
   * @property {string[]} documents ids of the documents not held that a question names
   *
   * @typedef {object} Quote
   * @property {number} entry index of the segment that has the words
   * @property {string} text the words, in the page's language if it has them
   * @property {boolean} own whether that is the page's own
   * @property {string} [other] the same in the language beside it
   *
   * @typedef {object} Library
   * @property {Entry[]} entries
   * @property {any} data
   */

  const SLOTS = { title: 0, body: 1, otherTitle: 2, otherBody: 3, source: 4 }
  const NAMES = ' · '
  const ANSWERS = ['said', 'silent', 'elsewhere']

  /** @param {Partial<Entry>} given @returns {Entry} */
  function entry (given) {
    return /** @type {Entry} */ (Object.assign(
      { texts: ['', '', '', '', ''], up: -1, units: 0, phase: -1, from: 0, modality: '', under: '', changes: [], actor: '', quotes: [], answer: '', note: '', documents: [] }, given))
  }

  /**
   * The entries of an edition: segments, each before its emendations.
   * @param {any[]} edition @param {number} from its bit @param {boolean} originalIsOwn @param {Entry[]} entries takes them
   * @returns {number[]} for each segment the index of its entry
   */
  function addEdition (edition, from, originalIsOwn, entries) {
    const [whole, apparatus, segments] = edition
    /** @type {Array<[number, string]>} */ const runs = edition[3] || [[0, whole]]
    /** @type {number[]} */ const stands = []
    if (!whole) return stands
    let run = 0
    /** @type {Array<[number, number]>} */ const headings = []
    /** @type {Map<string, number>} */ const places = new Map()
    segments.forEach(function (/** @type {any[]} */ row, /** @type {number} */ number) {
      const [id, level, own, other, marks] = row
      // A text that is split by part stands on several pages.
      while (run + 1 < runs.length && runs[run + 1][0] <= number) run++
      const page = runs[run][1]
      while (level && headings.length && headings[headings.length - 1][0] >= level) headings.pop()
      // A paragraph belongs to the one whose id its own begins with, else to the heading above it.
      let parent = id
      do { parent = parent.slice(0, Math.max(0, parent.lastIndexOf('-'))) } while (parent && !places.has(parent))
      const heading = headings.length ? headings[headings.length - 1][1] : -1
      const at = places.get(parent)
      const up = at === undefined || level ? heading : at
      const reading = originalIsOwn ? own : other
      const changes = (marks || []).map(function (/** @type {any[]} */ mark) {
        return { id: mark[0], source: mark[3], reading: mark[4] ? reading.slice(mark[1], mark[2]) : mark[5] }
      })
      places.set(id, entries.length)
      if (level) headings.push([level, entries.length])
      const texts = level ? [own, '', other, ''] : ['', own, '', other]
      entries.push(entry({
        kind: level ? 'heading' : 'paragraph',
        id,
        href: page + '#' + id,
        texts: texts.concat(verbatim(reading, marks || [])),
        up,
        from,
        changes
      }))
      const segment = entries.length - 1
      stands.push(segment)
      if (!apparatus) return
      changes.forEach(function (/** @type {any} */ change, /** @type {number} */ number) {
        const title = [change.source, change.reading].map(function (one) { return one || '∅' }).join(' → ')
        entries.push(entry({
          kind: 'emendation',
          id: change.id,
          href: apparatus + '#' + change.id,
          texts: [originalIsOwn ? title : '', marks[number][6], originalIsOwn ? '' : title, marks[number][7], ''],
          up: segment,
          from
        }))
      })
    })
    return stands
  }

  /**
   * The source's own wording; empty where the reading text is the same.
   * @param {string} reading @param {any[][]} marks @returns {string}
   */
  function verbatim (reading, marks) {
    const certain = marks.filter(function (mark) { return mark[4] })
    let at = 0
    let out = ''
    certain.forEach(function (mark) {
      out += reading.slice(at, mark[1]) + mark[3]
      at = mark[2]
    })
    return certain.length ? out + reading.slice(at) : ''
  }

  /**
   * What stands under its id on one page.
   * @param {[string, any[][]]} list the page; id, names, names in the other language, text, text in the other
   * @param {string} kind @param {Entry[]} entries takes them
   */
  function addPlaces (list, kind, entries) {
    if (!list[0]) return
    list[1].forEach(function (row) {
      const texts = [row[1], row[3], row[2], row[4], ''].map(function (one) { return Array.isArray(one) ? one.join(NAMES) : one })
      entries.push(entry({ kind, id: row[0], href: list[0] + '#' + row[0], texts }))
    })
  }

  /**
   * @param {any[]} row text and segment as places, start and end of the words in the first text, perhaps in the second
   * @param {any} data @param {number[][]} stands for each text and segment the index of its entry
   * @returns {Quote | null} null where the segment stands on no page
   */
  function quote (row, data, stands) {
    const [number, at, start, end, otherStart, otherEnd] = row
    const entry = stands[number][at]
    if (entry === undefined) return null
    const segment = data.editions[number][2][at]
    if (otherStart !== undefined) return { entry, text: segment[2].slice(start, end), own: true, other: segment[3].slice(otherStart, otherEnd) }
    // Points quote the original alone.
    const own = data.other !== data.original
    return { entry, text: segment[own ? 2 : 3].slice(start, end), own }
  }

  /**
   * @param {any[][]} rows @param {any} data @param {number[][]} stands @returns {Quote[]}
   */
  function quotes (rows, data, stands) {
    return /** @type {Quote[]} */ ((rows || []).map(function (row) { return quote(row, data, stands) }).filter(Boolean))
  }

  /** @param {any[][]} cites rows that begin with a text's place @returns {number} one bit for each text */
  function textsOf (cites) {
    return (cites || []).reduce(function (bits, row) { return bits | (1 << row[0]) }, 0)
  }

  /**
   * The questions: all wordings are titles; the answer is the text.
   * @param {any} data @param {number[][]} stands @param {Entry[]} entries takes them
   */
  function addQuestions (data, stands, entries) {
    const [page, rows] = data.questions || ['', []]
    if (!page) return
    rows.forEach(function (/** @type {any[]} */ row) {
      const [id, units, answer, own, other, also, otherAlso, cites, note, otherNote, documents] = row
      const said = quotes(cites, data, stands)
      const texts = [
        [own].concat(also).join(NAMES),
        said.map(function (one) { return one.text }).concat(note || []).join(' '),
        [other].concat(otherAlso).join(NAMES),
        said.map(function (/** @type {any} */ one) { return one.other }).concat(otherNote || []).join(' '),
        ''
      ]
      entries.push(entry({ kind: 'question', id, href: page + '#' + id, texts, units, from: textsOf(cites), quotes: said, answer: ANSWERS[answer], note, documents: documents || [] }))
    })
  }

  /** @param {any} data what the data script assigned @returns {Library} */
  function library (data) {
    /** @type {Entry[]} */ const entries = []
    const stands = data.editions.map(function (/** @type {any[]} */ edition, /** @type {number} */ number) {
      return addEdition(edition, 1 << number, data.other !== data.original, entries)
    })
    const actors = data.actors || []
    addQuestions(data, stands, entries)
    // A point says in its line of which task it is one; nobody has to open it to know.
    /** @type {Object<number, string>} */ const taskOf = {}
    ;(data.tasks || []).forEach(function (/** @type {any[]} */ row) {
      const [id, page, units, phase, points, own, other, result, otherResult, lead] = row
      points.forEach(function (/** @type {number} */ place) { taskOf[place] = own })
      if (!page) return
      const from = points.reduce(function (/** @type {number} */ bits, /** @type {number} */ place) { return bits | textsOf(data.items[place][11]) }, 0)
      entries.push(entry({ kind: 'task', from, id, href: page + '#' + id, texts: [own, result, other, otherResult, ''], units, phase, actor: actors[lead] || '' }))
    })
    data.items.forEach(function (/** @type {any[]} */ row, /** @type {number} */ place) {
      const [id, page, units, phase, modality, number, own, other, detail, otherDetail, who, cites] = row
      const procedure = data.procedures[number]
      const stands = procedure && procedure[1] ? procedure[1] : page
      if (!stands) return
      entries.push(entry({
        kind: procedure ? 'step' : 'item',
        id,
        href: stands + '#' + id,
        texts: [own, detail, other, otherDetail, ''],
        units,
        phase,
        from: textsOf(cites),
        modality: data.modalities[modality],
        actor: actors[who] || '',
        quotes: quotes(cites, data, stands),
        under: taskOf[place] || (procedure ? procedure[2] : '')
      }))
    })
    data.terms.forEach(function (/** @type {[string, any[][]]} */ list) { addPlaces(list, 'term', entries) })
    addPlaces(data.documents, 'document', entries)
    data.procedures.forEach(function (/** @type {any[]} */ row) {
      if (row[1]) entries.push(entry({ kind: 'page', id: row[0], href: row[1], texts: [row[2], '', row[3], '', ''] }))
    })
    data.units.forEach(function (/** @type {any[]} */ row, /** @type {number} */ number) {
      if (row[1]) entries.push(entry({ kind: 'page', id: row[0], href: row[1], texts: [row[2], row[4], row[3], row[5], ''], units: 1 << number }))
    })
    return { entries, data }
  }

  const api = { SLOTS, NAMES, library, verbatim }
  root.Guidance = Object.assign(root.Guidance || {}, { search: Object.assign((root.Guidance || {}).search || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
