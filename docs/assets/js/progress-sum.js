// @ts-check
/* How far a unit is: by state, by phase, what is next, what is late. */
(function (root) {
  'use strict'
  if (typeof require !== 'undefined') require('./progress-core.js'), require('./progress-windows.js')
  const P = root.Guidance.progress

  /**
   * @typedef {import('./progress-core.js').Progress} Progress
   * @typedef {import('./progress-list.js').List} List
   * @typedef {{total: number, todo: number, doing: number, done: number, 'not-applicable': number, share: number | null}} Count
   *   `share` is of those done among those that apply, in whole hundredths, cut; null where none applies
   * @typedef {Count & {phases: Array<Count & {id: string}>, accepted: number, sentBack: string[], points: number,
   *   ticked: number, limits: number, acknowledged: number, next: string, late: string[], undecided: string[],
   *   offers: string[], again: string[], notes: number, oldest: string, newest: string}} Summary ids of tasks, in
   *   the order of the list: `undecided` say that they do not apply and not why; `offers` have all points ticked and
   *   are not done; `oldest` and `newest` are stamps of entries
   */

  /** @param {number} part @param {number} whole @returns {number | null} hundredths, never rounded up */
  function share (part, whole) { return whole ? Math.floor(part * 100 / whole) : null }

  /** @returns {Count} */
  function noCount () { return { total: 0, todo: 0, doing: 0, done: 0, 'not-applicable': 0, share: null } }

  /** @param {Count} count @param {string} state */
  function add (count, state) {
    count.total++
    /** @type {any} */ (count)[state]++
  }

  /** @param {Count} count @returns {Count} */
  function shared (count) {
    count.share = share(count.done, count.total - count['not-applicable'])
    return count
  }

  /** @param {string} state @returns {boolean} whether nothing is left to do */
  function closed (state) { return state === 'done' || state === 'not-applicable' }

  /**
   * @param {Progress} doc @param {List} list of the same edition @param {string} today a day such as 2026-11-25
   * @returns {Summary}
   */
  function summarise (doc, list, today) {
    const all = noCount()
    const ends = P.lastDays(list, doc.unit.firstDay)
    /** @type {Summary} */
    const found = Object.assign(all, { phases: /** @type {any[]} */ ([]), accepted: 0, sentBack: [], points: 0, ticked: 0, limits: list.limits.length, acknowledged: 0, next: '', late: [], undecided: [], offers: [], again: [], notes: 0, oldest: '', newest: '' })
    /** @param {string} id */
    const stateOf = function (id) { return P.stateOf(P.own(doc.tasks, id)) }
    let open = ''
    const waiting = Object.keys(doc.again).length > 0
    list.phases.forEach(function (phase) {
      const count = Object.assign(noCount(), { id: phase.id })
      phase.tasks.forEach(function (id) {
        const task = list.tasks[id]
        const entry = P.own(doc.tasks, id)
        const state = P.stateOf(entry)
        add(all, state)
        add(count, state)
        let ticked = 0
        // Stamps are texts, so what an object inherits is none of them.
        for (const point of task.points) if (typeof doc.points[point] === 'string') ticked++
        found.points += task.points.length
        found.ticked += ticked
        if (!closed(state)) {
          if (task.points.length && ticked === task.points.length) found.offers.push(id)
          const due = (entry && P.own(entry.values, 'due')) || P.own(ends, id) || ''
          if (due && due < today) found.late.push(id)
          if (!open) open = id
          if (!found.next && task.after.every(function (one) { return closed(stateOf(one)) })) found.next = id
        }
        if (waiting && (P.own(doc.again, id) || task.points.some(function (point) { return P.own(doc.again, point) }))) found.again.push(id)
        if (!entry) return
        if (state === 'not-applicable' && !(P.own(entry.values, 'reason') || '').trim()) found.undecided.push(id)
        const review = P.lookedAt(entry)
        if (review && review.verdict === 'accepted') found.accepted++
        if (review && review.verdict === 'sent-back') found.sentBack.push(id)
        found.notes += Object.keys(entry.notes).length
      })
      found.phases.push(/** @type {any} */ (shared(count)))
    })
    list.limits.forEach(function (id) {
      if (P.own(doc.limits, id)) found.acknowledged++
      if (P.own(doc.again, id)) found.again.push(id)
    })
    if (!found.next) found.next = open
    shared(all)
    const [oldest, newest] = ages(doc)
    found.oldest = oldest
    found.newest = newest
    return found
  }

  /** The first and the last entry of a document. @param {Progress} doc @returns {[string, string]} stamps, or nothing */
  function ages (doc) {
    let oldest = ''
    let newest = ''
    /** @param {string} at */
    const see = function (at) {
      if (!at) return
      if (!oldest || at < oldest) oldest = at
      if (at > newest) newest = at
    }
    for (const id in doc.tasks) {
      const entry = doc.tasks[id]
      for (const field in entry.at) see(entry.at[field])
      for (const slot in entry.notes) see(entry.notes[slot].at)
      if (entry.review) see(entry.review.at)
    }
    for (const id in doc.points) see(doc.points[id])
    for (const id in doc.limits) see(doc.limits[id].at)
    return [oldest, newest]
  }

  const api = { summarise, share, closed, ages }
  root.Guidance = Object.assign(root.Guidance || {}, { progress: Object.assign((root.Guidance || {}).progress || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
