// @ts-check
/* What a progress file is made of, and the small things that all its functions share.
 * Nothing here reads a clock, a page or a store: the time comes in as an argument. */
(function (root) {
  'use strict'

  /**
   * @typedef {string} Stamp when and where something was entered: `2026-11-25T02:41:15.123Z k3f9`.
   *   Stamps compare as texts; the writer behind the blank is one browser or one run of a program.
   * @typedef {{text: string, by: string, at: Stamp}} Note
   * @typedef {{verdict: string, note: string, by: string, on: string, of: string, at: Stamp}} Review
   *   what the guidance group decided, and of which state
   * @typedef {{by: string, on: string, at: Stamp}} Ack a limit acknowledged
   * @typedef {{values: Object<string, string>, at: Object<string, Stamp>, notes: Object<string, Note>,
   *   review: Review | null, revoked: Stamp}} Entry of a task; what is empty is left out of `values`.
   *   Reviews stamped up to `revoked` hold no more, since the state was changed by somebody who knew them.
   * @typedef {{why: string, at: Stamp, task: Entry | null, tick: Stamp, limit: Ack | null}} Old
   *   a state that was given to other words
   * @typedef {{id: string, name: string, kinds: string[], firstDay: string, at: Object<string, Stamp>}} Unit
   * @typedef {{date: string, sha256: string}} Edition
   * @typedef {{project: string, unit: Unit, editions: Object<string, Edition>, seen: Object<string, string>,
   *   tasks: Object<string, Entry>, points: Object<string, Stamp>, limits: Object<string, Ack>,
   *   again: Object<string, Object<string, Old>>, settled: Object<string, Object<string, Stamp>>, gone: Object<string, Old>,
   *   prints: Object<string, string>}} Progress
   *   `seen` has the newest time of each writer that went in; `prints` the words that states were given to
   * @typedef {{now: number, writer: string, list?: import('./progress-list.js').List}} Context
   *   `now` in milliseconds since 1970; `writer` a short random name that a browser keeps
   */

  const FORMAT = 'guidance-progress'
  const VERSION = 1
  const STATES = ['todo', 'doing', 'done', 'not-applicable']
  const VERDICTS = ['accepted', 'sent-back']
  /** What a task has besides notes and reviews. `due` is the unit's own day for what is not done yet. */
  const FIELDS = ['state', 'reason', 'who', 'due', 'on', 'proof']
  const LIMITS = { bytes: 50 * 1024 * 1024, depth: 20, text: 20000, name: 200, entries: 100000, id: 100 }

  /**
   * The own value of a key; a name such as `constructor` finds nothing.
   * @template T @param {Object<string, T>} map @param {string} key @returns {T | undefined}
   */
  function own (map, key) { return Object.prototype.hasOwnProperty.call(map, key) ? map[key] : undefined }

  /**
   * @template T @param {Object<string, T>} map @param {string} key @param {T | undefined} value
   * @returns {Object<string, T>} a copy that has the value, or lacks the key where there is none
   */
  function put (map, key, value) {
    const copy = Object.assign({}, map)
    if (value === undefined || /** @type {any} */ (value) === '') delete copy[key]
    else copy[key] = value
    return copy
  }

  /** @param {Stamp} one @returns {string} its time, comparable as text */
  function timeOf (one) { return one.slice(0, 24) }

  /** @param {Stamp} one @returns {string} */
  function writerOf (one) { return one.slice(25) }

  /** @param {Progress} doc @returns {string} the newest time in it, or nothing */
  function latest (doc) {
    return Object.keys(doc.seen).reduce(function (most, writer) { return doc.seen[writer] > most ? doc.seen[writer] : most }, '')
  }

  /**
   * A stamp behind all that went in before, even where a clock is wrong or stands still.
   * @param {Progress} doc @param {Context} context @returns {Stamp}
   */
  function nextStamp (doc, context) {
    const last = latest(doc)
    const now = Math.min(Math.max(context.now, 0), Date.UTC(2099, 0))
    const time = last ? Math.max(now, Date.parse(last) + 1) : now
    return new Date(time).toISOString() + ' ' + context.writer
  }

  /** Whether who made a file knew of a change. @param {Progress} doc @param {Stamp} one @returns {boolean} */
  function saw (doc, one) {
    const time = own(doc.seen, writerOf(one))
    return time !== undefined && time >= timeOf(one)
  }

  /** Whether who made one document knew all of another. @param {Progress} one @param {Progress} other @returns {boolean} */
  function knows (one, other) {
    return Object.keys(other.seen).every(function (writer) { return (own(one.seen, writer) || '') >= other.seen[writer] })
  }

  /** @param {Object<string, string>} seen @param {Stamp} one @returns {Object<string, string>} */
  function withSeen (seen, one) {
    const writer = writerOf(one)
    const known = own(seen, writer)
    return known !== undefined && known >= timeOf(one) ? seen : put(seen, writer, timeOf(one))
  }

  /** @param {string | undefined} one @param {string | undefined} other @returns {string} the later, or nothing */
  function later (one, other) { return (one || '') > (other || '') ? one || '' : other || '' }

  /** FNV-1a over 16-bit units. @param {string} text @returns {string} eight hexadecimal digits */
  function hash (text) {
    let sum = 0x811c9dc5
    for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193) >>> 0
    return sum.toString(16).padStart(8, '0')
  }

  const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g
  // Looking back would be shorter, but older browsers refuse the whole script for it.
  const HALVES = /[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g
  const ODD = /[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd]/
  const STEERING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

  /** What was typed or read, without what no file may hold. @param {string} text @returns {string} */
  function clean (text) {
    // Almost every text is plain; one look is enough for it.
    if (!ODD.test(text)) return text
    return text.replace(/\r\n?/g, '\n').replace(CONTROL, '\ufffd')
      .replace(HALVES, function (found) { return found.length > 1 ? found : '\ufffd' })
  }

  /** Signs that turn the direction of writing, made visible. @param {string} text @returns {string} */
  function shown (text) {
    return text.replace(STEERING, function (sign) { return '\u27e8U+' + sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0') + '\u27e9' })
  }

  /** What of a unit's name counts when names are compared. @param {string} name @returns {string} */
  function nameKey (name) { return name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase() }

  /** @returns {Entry} a task of which nothing is known */
  function noEntry () { return { values: {}, at: {}, notes: {}, review: null, revoked: '' } }

  /** @param {Entry | undefined} entry @returns {string} */
  function stateOf (entry) { return (entry && own(entry.values, 'state')) || 'todo' }

  /**
   * What the guidance group says of the present state; null where nobody has looked at it since it changed.
   * @param {Entry | undefined} entry @returns {Review | null}
   */
  function lookedAt (entry) {
    const review = entry && entry.review
    if (!entry || !review || review.of !== stateOf(entry)) return null
    return review.at > later(entry.revoked, own(entry.at, 'state')) ? review : null
  }

  /**
   * Notes that were put beside go where another already says the same.
   * @param {Object<string, Note>} notes @returns {Object<string, Note>}
   */
  function once (notes) {
    const slots = Object.keys(notes).sort()
    if (!slots.some(function (slot) { return slot.indexOf('~') >= 0 })) return notes
    /** @type {Object<string, Note>} */ const kept = {}
    const texts = new Set()
    slots.sort(function (one, other) { return Number(one.indexOf('~') >= 0) - Number(other.indexOf('~') >= 0) }).forEach(function (slot) {
      if (slot.indexOf('~') >= 0 && texts.has(notes[slot].text)) return
      kept[slot] = notes[slot]
      texts.add(notes[slot].text)
    })
    return kept
  }

  /** @param {Entry} entry @returns {boolean} whether nothing was ever entered */
  function isBare (entry) {
    return !entry.review && !entry.revoked && !Object.keys(entry.values).length && !Object.keys(entry.notes).length
  }

  /**
   * Begins a store.
   * @param {{project: string, id: string, name?: string, kinds: string[], firstDay?: string}} given
   *   `id` is a short random name that the caller makes: two units may bear one name
   * @param {Context} context @returns {Progress}
   */
  function empty (given, context) {
    /** @type {Progress} */
    const doc = {
      project: given.project,
      unit: { id: given.id, name: clean(given.name || ''), kinds: given.kinds.slice().sort(), firstDay: given.firstDay || '', at: {} },
      editions: context.list ? context.list.editions : {},
      seen: {}, tasks: {}, points: {}, limits: {}, again: {}, settled: {}, gone: {},
      prints: context.list ? context.list.prints : {}
    }
    const at = nextStamp(doc, context)
    if (doc.unit.name) doc.unit.at.name = at
    if (doc.unit.firstDay) doc.unit.at.firstDay = at
    doc.unit.at.kinds = at
    return Object.assign(doc, { seen: withSeen({}, at) })
  }

  /** Where a browser keeps a store. @param {string} project @param {string} unit its id @returns {string} */
  function storeKey (project, unit) { return ['guidance', 'progress', project, VERSION, unit].join('.') }

  const api = { FORMAT, VERSION, STATES, VERDICTS, FIELDS, LIMITS, own, put, timeOf, writerOf, latest, nextStamp, saw, knows, withSeen, later, hash, clean, shown, nameKey, noEntry, stateOf, lookedAt, once, isBare, empty, storeKey }
  root.Guidance = Object.assign(root.Guidance || {}, { progress: Object.assign((root.Guidance || {}).progress || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
