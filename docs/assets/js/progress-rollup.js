// @ts-check
/* Many units at once: what each of them reports, task by task, and what is missing. */
(function (root) {
  'use strict'
  if (typeof require !== 'undefined') require('./progress-core.js'), require('./progress-parse.js'), require('./progress-list.js'), require('./progress-merge.js'), require('./progress-migrate.js'), require('./progress-sum.js')
  const P = root.Guidance.progress

  /**
   * @typedef {import('./progress-core.js').Progress} Progress
   * @typedef {import('./progress-list.js').Library} Library
   * @typedef {import('./progress-sum.js').Summary} Summary
   * @typedef {{name: string, text: string}} File a file by its name, read as text
   * @typedef {{file: string, flaws: import('./progress-parse.js').Flaw[]}} Refused
   * @typedef {{task: string, slot: string, text: string, by: string, at: string}} Noted
   * @typedef {{files: string[], id: string, name: string, kinds: string[], firstDay: string, outdated: boolean,
   *   doc: Progress, summary: Summary, states: Object<string, string>, reviews: Object<string, string>, noted: Noted[]}} Row
   *   one unit; `states` of the tasks on its list, `reviews` of those looked at
   * @typedef {{id: string, todo: number, doing: number, done: number, 'not-applicable': number, total: number, share: number | null}} Column
   *   one task, counted over the units that have it
   * @typedef {{rows: Row[], columns: Column[], total: import('./progress-sum.js').Count, refused: Refused[],
   *   missing: string[], sameName: string[]}} Rollup
   */

  /** Gathers files one by one, so that a page can show how far it is. */
  class Gathering {
    /** @param {Library} library @param {string} today */
    constructor (library, today) {
      this.library = library
      this.today = today
      /** @type {Map<string, {doc: Progress, files: string[], outdated: boolean}>} */ this.units = new Map()
      /** @type {Refused[]} */ this.refused = []
      /** @type {Map<string, import('./progress-list.js').List>} */ this.lists = new Map()
    }

    /** @param {string[]} kinds @returns {import('./progress-list.js').List} */
    list (kinds) {
      const key = kinds.join(' ')
      const known = this.lists.get(key)
      if (known) return known
      const made = P.listOf(this.library, kinds)
      this.lists.set(key, made)
      return made
    }

    /** @param {File} file @returns {boolean} whether it counts */
    add (file) { return this.take(file.name, P.parse(file.text, this.library.project)) }

    /** @param {string} name @param {import('./progress-parse.js').Parsed} parsed @returns {boolean} */
    take (name, parsed) {
      if (!parsed.doc) {
        this.refused.push({ file: name, flaws: parsed.flaws })
        return false
      }
      const list = this.list(parsed.doc.unit.kinds)
      if (!list.kinds.length) {
        this.refused.push({ file: name, flaws: [{ code: 'unknown-kind', at: 'unit/kinds', fragment: parsed.doc.unit.kinds.join(' ') }] })
        return false
      }
      const { doc, outdated } = P.migrate(parsed.doc, list)
      const known = this.units.get(doc.unit.id)
      if (known) {
        known.doc = P.merge(known.doc, doc)
        known.files.push(name)
        known.outdated = known.outdated && outdated
      } else this.units.set(doc.unit.id, { doc, files: [name], outdated })
      return true
    }

    /** @param {string[]} [expected] names of units that should report @returns {Rollup} */
    result (expected) {
      /** @type {Map<string, Column>} */ const columns = new Map()
      this.library.tasks.forEach(function (task) { columns.set(task.id, { id: task.id, todo: 0, doing: 0, done: 0, 'not-applicable': 0, total: 0, share: null }) })
      const total = { total: 0, todo: 0, doing: 0, done: 0, 'not-applicable': 0, share: /** @type {number | null} */ (null) }
      /** @type {Row[]} */ const rows = []
      this.units.forEach((unit) => {
        const row = this.row(unit.doc, unit.files, unit.outdated)
        rows.push(row)
        P.STATES.forEach(function (/** @type {string} */ state) { /** @type {any} */ (total)[state] += /** @type {any} */ (row.summary)[state] })
        total.total += row.summary.total
        Object.keys(row.states).forEach(function (id) {
          const column = /** @type {any} */ (columns.get(id))
          column[row.states[id]]++
          column.total++
        })
      })
      total.share = P.share(total.done, total.total - total['not-applicable'])
      columns.forEach(function (one) { one.share = P.share(one.done, one.total - one['not-applicable']) })
      /** @type {Map<string, number>} */ const names = new Map()
      rows.forEach(function (row) { names.set(P.nameKey(row.name), (names.get(P.nameKey(row.name)) || 0) + 1) })
      return {
        rows,
        columns: Array.from(columns.values()).filter(function (one) { return one.total }),
        total,
        refused: this.refused,
        missing: (expected || []).filter(function (name) { return P.nameKey(name) && !names.has(P.nameKey(name)) }),
        sameName: Array.from(names.keys()).filter(function (name) { return name && /** @type {number} */ (names.get(name)) > 1 })
      }
    }

    /** @param {Progress} doc @param {string[]} files @param {boolean} outdated @returns {Row} */
    row (doc, files, outdated) {
      const list = this.list(doc.unit.kinds)
      /** @type {Object<string, string>} */ const states = {}
      /** @type {Object<string, string>} */ const reviews = {}
      /** @type {Noted[]} */ const noted = []
      list.order.forEach(function (id) {
        const entry = P.own(doc.tasks, id)
        states[id] = P.stateOf(entry)
        if (!entry) return
        const review = P.lookedAt(entry)
        if (review) reviews[id] = review.verdict
        Object.keys(entry.notes).sort().forEach(function (slot) { noted.push(Object.assign({ task: id, slot }, entry.notes[slot])) })
      })
      return {
        files, id: doc.unit.id, name: doc.unit.name, kinds: doc.unit.kinds, firstDay: doc.unit.firstDay, outdated, doc, summary: P.summarise(doc, list, this.today), states, reviews, noted
      }
    }
  }

  /**
   * @param {File[]} files @param {Library} library @param {string} today @param {string[]} [expected] @returns {Rollup}
   */
  function rollup (files, library, today, expected) {
    const gathering = new Gathering(library, today)
    files.forEach(function (file) { gathering.add(file) })
    return gathering.result(expected)
  }

  const api = { Gathering, rollup }
  root.Guidance = Object.assign(root.Guidance || {}, { progress: Object.assign((root.Guidance || {}).progress || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
