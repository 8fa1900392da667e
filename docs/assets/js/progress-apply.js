// @ts-check
/* One change to what is known of a unit's work. The document that goes in stays as it is. */
(function (root) {
  'use strict'
  if (typeof require !== 'undefined') require('./progress-core.js'), require('./progress-parse.js')
  const P = root.Guidance.progress

  /**
   * @typedef {import('./progress-core.js').Progress} Progress
   * @typedef {import('./progress-core.js').Context} Context
   * @typedef {import('./progress-core.js').Entry} Entry
   * @typedef {{unit: {name?: string, kinds?: string[], firstDay?: string}}
   *   | {task: string, field: string, value: string}
   *   | {task: string, note: string, by?: string, slot?: string}
   *   | {task: string, review: {verdict: string, note?: string, by?: string, on?: string}}
   *   | {point: string, ticked: boolean}
   *   | {limit: string, acknowledged: boolean, by?: string, on?: string}
   *   | {again: string, from: string, keep: boolean}} Change
   *   `slot` names the note that is written anew, the writer's own where it is left out; a review without a
   *   verdict is taken back; `keep` says whether the state that was given to other words holds
   */

  /**
   * @param {Progress} doc @param {Change} change @param {Context} context
   * @returns {Progress} the same document where nothing changes
   * @throws {RangeError} for a change that no document can take up: an unknown state, a day that no calendar has
   */
  function apply (doc, change, context) {
    const given = /** @type {any} */ (change)
    const at = P.nextStamp(doc, context)
    const next = given.unit ? withUnit(doc, given.unit, at)
      : given.point ? withPoint(doc, given, at)
        : given.limit ? withLimit(doc, given, at)
          : given.again ? withAgain(doc, given, at)
            : given.task ? withTask(doc, given, at, context) : refuse(change)
    if (next === doc) return doc
    return Object.assign({}, next, { seen: P.withSeen(next.seen, at), prints: printed(next, given, context) })
  }

  /** @param {any} what @returns {never} */
  function refuse (what) { throw new RangeError('bad-change: ' + JSON.stringify(what)) }

  /** @param {string} day @returns {string} */
  function checked (day) { return !day || P.isDay(day) ? day : refuse(day) }

  /** @param {string | undefined} text @param {number} [most] @returns {string} */
  function short (text, most) { return P.clean((text || '').slice(0, most || P.LIMITS.name)) }

  /** @param {Progress} doc @param {any} given @param {string} at @returns {Progress} */
  function withUnit (doc, given, at) {
    const unit = Object.assign({}, doc.unit)
    if (given.name !== undefined) unit.name = short(given.name)
    if (given.kinds !== undefined) unit.kinds = given.kinds.slice().sort()
    if (given.firstDay !== undefined) unit.firstDay = checked(given.firstDay)
    const changed = ['name', 'kinds', 'firstDay'].filter(function (key) { return String(/** @type {any} */ (unit)[key]) !== String(/** @type {any} */ (doc.unit)[key]) })
    if (!changed.length) return doc
    changed.forEach(function (key) { unit.at = P.put(unit.at, key, /** @type {any} */ (unit)[key].length ? at : undefined) })
    return Object.assign({}, doc, { unit })
  }

  /** @param {Progress} doc @param {any} given @param {string} at @returns {Progress} */
  function withPoint (doc, given, at) {
    if (given.ticked === !!P.own(doc.points, given.point)) return doc
    return Object.assign({}, doc, { points: P.put(doc.points, given.point, given.ticked ? at : undefined) })
  }

  /** @param {Progress} doc @param {any} given @param {string} at @returns {Progress} */
  function withLimit (doc, given, at) {
    const old = P.own(doc.limits, given.limit)
    const by = short(given.by)
    const on = checked(given.on || '')
    if (given.acknowledged ? old && old.by === by && old.on === on : !old) return doc
    return Object.assign({}, doc, { limits: P.put(doc.limits, given.limit, given.acknowledged ? { by, on, at } : undefined) })
  }

  /** @param {Progress} doc @param {any} given @param {string} at @param {Context} context @returns {Progress} */
  function withTask (doc, given, at, context) {
    const old = P.own(doc.tasks, given.task) || P.noEntry()
    const entry = given.field !== undefined ? withField(old, given.field, given.value, at)
      : given.note !== undefined ? withNote(old, given, at, context)
        : given.review ? withReview(old, given.review, at) : refuse(given)
    if (entry === old) return doc
    return Object.assign({}, doc, { tasks: P.put(doc.tasks, given.task, P.isBare(entry) ? undefined : entry) })
  }

  /** @param {Entry} old @param {string} field @param {string} value @param {string} at @returns {Entry} */
  function withField (old, field, value, at) {
    if (P.FIELDS.indexOf(field) < 0) refuse(field)
    if (field === 'state' && P.STATES.indexOf(value) < 0) refuse(value)
    const text = field === 'due' || field === 'on' ? checked(value) : short(value, P.LIMITS.text)
    // What everything begins with counts as empty: it takes the place of nothing when files are merged.
    const kept = field === 'state' && text === P.STATES[0] ? '' : text
    if (kept === (P.own(old.values, field) || '')) return old
    return Object.assign({}, old, {
      values: P.put(old.values, field, kept),
      at: P.put(old.at, field, kept ? at : undefined),
      revoked: field === 'state' && old.review ? at : old.revoked
    })
  }

  /** @param {Entry} old @param {any} given @param {string} at @param {Context} context @returns {Entry} */
  function withNote (old, given, at, context) {
    const slot = given.slot || context.writer
    const text = short(given.note, P.LIMITS.text)
    const note = P.own(old.notes, slot)
    const by = given.by === undefined ? (note ? note.by : '') : short(given.by)
    if (note ? note.text === text && note.by === by : !text) return old
    return Object.assign({}, old, { notes: P.once(P.put(old.notes, slot, text ? { text, by, at } : undefined)) })
  }

  /** @param {Entry} old @param {any} given @param {string} at @returns {Entry} */
  function withReview (old, given, at) {
    if (!given.verdict) return old.review ? Object.assign({}, old, { review: null, revoked: at }) : old
    if (P.VERDICTS.indexOf(given.verdict) < 0) refuse(given.verdict)
    const review = {
      verdict: given.verdict, note: short(given.note, P.LIMITS.text), by: short(given.by), on: checked(given.on || ''), of: P.stateOf(old), at
    }
    const held = P.lookedAt(old)
    if (held && ['verdict', 'note', 'by', 'on'].every(function (key) { return /** @type {any} */ (held)[key] === /** @type {any} */ (review)[key] })) return old
    return Object.assign({}, old, { review })
  }

  /** @param {Progress} doc @param {any} given @param {string} at @returns {Progress} */
  function withAgain (doc, given, at) {
    const waiting = P.own(doc.again, given.again) || {}
    const old = P.own(waiting, given.from)
    if (!old) return doc
    const rest = P.put(waiting, given.from, undefined)
    let next = Object.assign({}, doc, {
      again: P.put(doc.again, given.again, Object.keys(rest).length ? rest : undefined),
      settled: P.put(doc.settled, given.again, P.put(P.own(doc.settled, given.again) || {}, given.from, at))
    })
    if (!given.keep) return next
    if (old.task) {
      const entry = P.own(next.tasks, given.again) || P.noEntry()
      const stamps = Object.fromEntries(Object.keys(old.task.values).map(function (key) { return [key, at] }))
      const kept = Object.assign({}, entry, {
        values: Object.assign({}, entry.values, old.task.values),
        at: Object.assign({}, entry.at, stamps),
        revoked: old.task.values.state && entry.review ? at : entry.revoked
      })
      next = Object.assign({}, next, { tasks: P.put(next.tasks, given.again, P.isBare(kept) ? undefined : kept) })
    }
    if (old.tick) next = Object.assign({}, next, { points: P.put(next.points, given.again, at) })
    if (old.limit) next = Object.assign({}, next, { limits: P.put(next.limits, given.again, Object.assign({}, old.limit, { at })) })
    return next
  }

  /**
   * The words that the change was made to.
   * @param {Progress} doc @param {any} given @param {Context} context @returns {Object<string, string>}
   */
  function printed (doc, given, context) {
    const list = context.list
    if (!list || given.unit) return doc.prints
    const id = given.task || given.point || given.limit || given.again
    const print = P.own(list.prints, id) || P.own(list.points, id)
    return print && P.own(doc.prints, id) !== print ? P.put(doc.prints, id, print) : doc.prints
  }

  const api = { apply }
  root.Guidance = Object.assign(root.Guidance || {}, { progress: Object.assign((root.Guidance || {}).progress || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
