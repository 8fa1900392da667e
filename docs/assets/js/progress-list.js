// @ts-check
/* The list that states belong to: tasks with their points by phase, for one kind of unit or several at once. */
(function (root) {
  'use strict'

  /**
   * @typedef {{id: string, phase: string, lead: string, members: string[], after: string[], points: string[]}} Task
   * @typedef {{id: string, months: number, days: number, about: boolean, tasks: string[], text: string, at: string,
   *   quote: Object<string, string>, says: Object<string, string>}} Window a stretch that a text gives, counted from
   *   the unit's first day: the words of the text that give it, and its end in the project's words
   * @typedef {{gone: string, into: string[]}} Grave what became of an id
   * @typedef {{project: string, editions: Object<string, import('./progress-core.js').Edition>, phases: string[],
   *   tasks: Task[], prints: Object<string, string>, points: Object<string, string>,
   *   kinds: Object<string, {tasks: string[], points: string[], limits: string[]}>, gone: Object<string, Grave>,
   *   windows: Window[], titles: Object<string, Object<string, string>>}} Library the data of a page: `prints` of
   *   tasks and limits, `points` the prints of points; `titles` by id and language, of a tombstone its reason
   * @typedef {{project: string, kinds: string[], editions: Object<string, import('./progress-core.js').Edition>,
   *   phases: Array<{id: string, tasks: string[]}>, tasks: Object<string, Task>, order: string[],
   *   prints: Object<string, string>, points: Object<string, string>, limits: string[],
   *   gone: Object<string, Grave>, windows: Window[], titles: Object<string, Object<string, string>>}} List
   */

  /**
   * The list of a unit that is one thing or several; each task once, with the points of all.
   * @param {Library} library @param {string[]} kinds those that the library does not have are left out
   * @returns {List}
   */
  function listOf (library, kinds) {
    const known = kinds.filter(function (kind) { return Object.prototype.hasOwnProperty.call(library.kinds, kind) })
    const parts = known.map(function (kind) { return library.kinds[kind] })
    /** @param {'tasks' | 'points' | 'limits'} part @returns {Set<string>} */
    const union = function (part) { return new Set([].concat.apply([], parts.map(function (one) { return /** @type {any} */ (one[part]) }))) }
    const wanted = union('tasks')
    const points = union('points')
    const limits = union('limits')
    const found = library.tasks.filter(function (task) { return wanted.has(task.id) }).map(function (task) {
      return Object.assign({}, task, {
        points: task.points.filter(function (one) { return points.has(one) }),
        after: task.after.filter(function (one) { return wanted.has(one) })
      })
    })
    const phases = library.phases.map(function (id) {
      return { id, tasks: found.filter(function (task) { return task.phase === id }).map(function (task) { return task.id }) }
    }).filter(function (phase) { return phase.tasks.length })
    return {
      project: library.project,
      kinds: known,
      editions: library.editions,
      phases,
      tasks: Object.fromEntries(found.map(function (task) { return [task.id, task] })),
      order: [].concat.apply([], phases.map(function (phase) { return /** @type {any} */ (phase.tasks) })),
      prints: pick(library.prints, function (id) { return wanted.has(id) || limits.has(id) }),
      points: pick(library.points, function (id) { return points.has(id) }),
      limits: Array.from(limits),
      gone: library.gone,
      windows: library.windows.map(function (one) {
        return Object.assign({}, one, { tasks: one.tasks.filter(function (id) { return wanted.has(id) }) })
      }),
      titles: library.titles
    }
  }

  /**
   * @param {Object<string, string>} map @param {(id: string) => boolean} wanted
   * @returns {Object<string, string>}
   */
  function pick (map, wanted) {
    return Object.fromEntries(Object.keys(map).filter(wanted).map(function (id) { return [id, map[id]] }))
  }

  const api = { listOf }
  root.Guidance = Object.assign(root.Guidance || {}, { progress: Object.assign((root.Guidance || {}).progress || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
