// @ts-check
/* Reads and writes progress files. What comes from outside is taken whole or refused with every reason. */
(function (root) {
  'use strict'
  if (typeof require !== 'undefined') require('./progress-core.js')
  const P = root.Guidance.progress

  /**
   * @typedef {import('./progress-core.js').Progress} Progress
   * @typedef {{code: string, at: string, fragment: string}} Flaw `at` is a path such as `tasks/task-a/at/state`
   * @typedef {{doc: Progress | null, flaws: Flaw[]}} Parsed a document, or why there is none
   */

  // A key of digits alone would stand in another order than it was written in.
  const ID = /^(?!\d+$)[a-z0-9]+(?:-[a-z0-9]+)*$/
  const STAMP = /^(?:19[7-9]\d|20\d\d)-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}Z [a-z][0-9a-z]{0,31}$/
  const TIME = /^(?:19[7-9]\d|20\d\d)-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}Z$/
  const WRITER = /^[a-z][0-9a-z]{0,31}$/
  const SLOT = /^[a-z][0-9a-z]{0,31}(?:~[0-9a-f]{8})*$/
  const PRINT = /^[0-9a-f]{12}$/
  const SHA = /^[0-9a-f]{64}$/
  const DAY = /^\d{4}-\d{2}-\d{2}$/
  const MOST_FLAWS = 20
  const OPENING = '<script type="application/json" id="progress-saved">'
  const CLOSING = '</script>'
  /** Changes that bring a document of an older version to the next, by the older version. */
  /** @type {Object<string, (raw: any) => any>} */ const UPGRADES = {}

  /** @param {string} day @returns {boolean} whether the calendar has it */
  function isDay (day) {
    if (!DAY.test(day)) return false
    const time = Date.parse(day + 'T00:00:00Z')
    return !isNaN(time) && new Date(time).toISOString().slice(0, 10) === day && day >= '0001'
  }

  /** Ids that were looked at: the files of many units have the same ones, and few others. @type {Set<string>} */ const sound = new Set()
  const MOST_SOUND = 20000

  /** @param {string} key @param {RegExp} form @returns {boolean} */
  function isKey (key, form) {
    if (form === ID && sound.has(key)) return true
    if (key.length > P.LIMITS.id || !form.test(key)) return false
    if (form === ID && sound.size < MOST_SOUND) sound.add(key)
    return true
  }

  /** Gathers what is wrong, with the way to it. */
  class Reader {
    constructor () { /** @type {Flaw[]} */ this.flaws = [] }

    /** @param {string} code @param {string} at @param {any} value */
    flaw (code, at, value) {
      if (this.flaws.length >= MOST_FLAWS) return
      const text = typeof value === 'string' ? value : value === undefined ? '' : String(typeof value)
      this.flaws.push({ code, at, fragment: P.clean(text.slice(0, 80)) })
    }

    /** @param {any} raw @param {string} at @param {string[]} keys @returns {any} an object, empty where there is none */
    object (raw, at, keys) {
      if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) { this.flaw('wrong-type', at, raw); return {} }
      for (const key of Object.keys(raw)) if (keys.indexOf(key) < 0) this.flaw('unknown-key', at, key)
      return raw
    }

    /**
     * @template T @param {any} raw @param {string} at @param {RegExp} form of the keys
     * @param {(value: any, at: string) => T} read @returns {Object<string, T>}
     */
    map (raw, at, form, read) {
      if (raw === undefined) return {}
      if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) { this.flaw('wrong-type', at, raw); return {} }
      const keys = Object.keys(raw)
      if (keys.length > P.LIMITS.entries) { this.flaw('too-many', at, String(keys.length)); return {} }
      /** @type {Object<string, T>} */ const found = {}
      for (const key of keys) {
        if (!isKey(key, form)) this.flaw('bad-id', at, key)
        else found[key] = read(raw[key], at + '/' + key)
      }
      return found
    }

    /**
     * A mapping of ids to words of one form, as a file has them by thousands: looked through, not copied.
     * @param {any} raw @param {string} at @param {RegExp} form of the keys @param {RegExp} words of the values
     * @param {string} code for a value that has not its form @returns {Object<string, string>}
     */
    words (raw, at, form, words, code) {
      if (raw === undefined) return {}
      if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) { this.flaw('wrong-type', at, raw); return {} }
      const keys = Object.keys(raw)
      let last = ''
      for (const key of keys) {
        const word = raw[key]
        if (!isKey(key, form)) this.flaw('bad-id', at, key)
        else if (typeof word !== 'string') this.flaw('wrong-type', at + '/' + key, word)
        // What is entered together often has one stamp.
        else if (word !== last) {
          if (words.test(word)) last = word
          else this.flaw(code, at + '/' + key, word)
        }
      }
      if (keys.length > P.LIMITS.entries) this.flaw('too-many', at, String(keys.length))
      return raw
    }

    /** @param {any} raw @param {string} at @param {RegExp} form @param {string} code @returns {string} */
    word (raw, at, form, code) {
      if (typeof raw === 'string' && form.test(raw)) return raw
      this.flaw(typeof raw === 'string' ? code : 'wrong-type', at, raw)
      return ''
    }

    /** @param {any} raw @param {string} at @param {number} [most] @returns {string} */
    text (raw, at, most) {
      if (raw === undefined) return ''
      if (typeof raw !== 'string') { this.flaw('wrong-type', at, raw); return '' }
      if (raw.length > (most || P.LIMITS.text)) { this.flaw('too-long', at, raw); return '' }
      return P.clean(raw)
    }

    /** @param {any} raw @param {string} at @returns {string} */
    day (raw, at) {
      if (raw === undefined || raw === '') return ''
      if (typeof raw === 'string' && isDay(raw)) return raw
      this.flaw(typeof raw === 'string' ? 'bad-date' : 'wrong-type', at, raw)
      return ''
    }

    /** @param {any} raw @param {string} at @param {string[]} words @returns {string} */
    choice (raw, at, words) {
      if (typeof raw === 'string' && words.indexOf(raw) >= 0) return raw
      this.flaw(typeof raw === 'string' ? 'unknown-choice' : 'wrong-type', at, raw)
      return words[0]
    }
  }

  /** @param {Reader} r @returns {(raw: any, at: string) => string} */
  function stampOf (r) { return function (raw, at) { return r.word(raw, at, STAMP, 'bad-stamp') } }

  /** @param {Reader} r @param {any} raw @param {string} at @returns {import('./progress-core.js').Entry} */
  function readEntry (r, raw, at) {
    const found = r.object(raw, at, P.FIELDS.concat(['at', 'notes', 'review', 'revoked']))
    /** @type {Object<string, string>} */ const values = {}
    const stamps = r.map(found.at, at + '/at', ID, stampOf(r))
    for (const key of Object.keys(stamps)) if (P.own(found, key) === undefined || P.FIELDS.indexOf(key) < 0) r.flaw('stamp-alone', at + '/at', key)
    for (const field of P.FIELDS) {
      const value = P.own(found, field)
      if (value === undefined) continue
      const where = at + '/' + field
      const read = field === 'state' ? r.choice(value, where, P.STATES) : field === 'due' || field === 'on' ? r.day(value, where) : r.text(value, where)
      if (P.own(stamps, field) === undefined) r.flaw('stamp-missing', where, field)
      if (read && read !== P.STATES[0]) values[field] = read
      else delete stamps[field]
    }
    return {
      values,
      at: stamps,
      notes: readNotes(r, found.notes, at + '/notes'),
      review: found.review === undefined ? null : readReview(r, found.review, at + '/review'),
      revoked: found.revoked === undefined ? '' : stampOf(r)(found.revoked, at + '/revoked')
    }
  }

  /** @param {Reader} r @param {any} raw @param {string} at @returns {Object<string, import('./progress-core.js').Note>} */
  function readNotes (r, raw, at) {
    const found = r.map(raw, at, SLOT, function (one, where) {
      const note = r.object(one, where, ['text', 'by', 'at'])
      return { text: r.text(note.text, where + '/text'), by: r.text(note.by, where + '/by', P.LIMITS.name), at: stampOf(r)(note.at, where + '/at') }
    })
    for (const slot of Object.keys(found)) if (!found[slot].text) delete found[slot]
    return P.once(found)
  }

  /** @param {Reader} r @param {any} raw @param {string} at @returns {import('./progress-core.js').Review} */
  function readReview (r, raw, at) {
    const found = r.object(raw, at, ['verdict', 'note', 'by', 'on', 'of', 'at'])
    return {
      verdict: r.choice(found.verdict, at + '/verdict', P.VERDICTS),
      note: r.text(found.note, at + '/note'),
      by: r.text(found.by, at + '/by', P.LIMITS.name),
      on: r.day(found.on, at + '/on'),
      of: r.choice(found.of, at + '/of', P.STATES),
      at: stampOf(r)(found.at, at + '/at')
    }
  }

  /** @param {Reader} r @param {any} raw @param {string} at @returns {import('./progress-core.js').Ack} */
  function readAck (r, raw, at) {
    const found = r.object(raw, at, ['by', 'on', 'at'])
    return { by: r.text(found.by, at + '/by', P.LIMITS.name), on: r.day(found.on, at + '/on'), at: stampOf(r)(found.at, at + '/at') }
  }

  /** @param {Reader} r @param {any} raw @param {string} at @returns {import('./progress-core.js').Old} */
  function readOld (r, raw, at) {
    const found = r.object(raw, at, ['why', 'at', 'task', 'tick', 'limit'])
    return {
      why: r.choice(found.why, at + '/why', ['reworded', 'merged', 'split', 'retired']),
      at: stampOf(r)(found.at, at + '/at'),
      task: found.task === undefined ? null : readEntry(r, found.task, at + '/task'),
      tick: found.tick === undefined ? '' : stampOf(r)(found.tick, at + '/tick'),
      limit: found.limit === undefined ? null : readAck(r, found.limit, at + '/limit')
    }
  }

  /** @param {Reader} r @param {any} raw @returns {import('./progress-core.js').Unit} */
  function readUnit (r, raw) {
    const unit = r.object(raw, 'unit', ['id', 'name', 'kinds', 'firstDay', 'at'])
    const kinds = Array.isArray(unit.kinds) ? unit.kinds : []
    if (!Array.isArray(unit.kinds)) r.flaw('wrong-type', 'unit/kinds', unit.kinds)
    if (kinds.length > 50) r.flaw('too-many', 'unit/kinds', String(kinds.length))
    return {
      id: r.word(unit.id, 'unit/id', WRITER, 'bad-id'),
      name: r.text(unit.name, 'unit/name', P.LIMITS.name),
      kinds: kinds.slice(0, 50).map(function (/** @type {any} */ kind) { return r.word(kind, 'unit/kinds', ID, 'bad-id') }).sort(),
      firstDay: r.day(unit.firstDay, 'unit/firstDay'),
      at: r.map(unit.at, 'unit/at', /^(?:name|kinds|firstDay)$/, stampOf(r))
    }
  }

  const KEYS = ['format', 'version', 'project', 'unit', 'editions', 'seen', 'tasks', 'points', 'limits', 'again', 'settled', 'gone', 'prints']

  /** @param {any} raw @param {Reader} r @returns {Progress} */
  function readProgress (raw, r) {
    r.object(raw, '', KEYS)
    const stamp = stampOf(r)
    const doc = {
      project: r.word(raw.project, 'project', ID, 'bad-id'),
      unit: readUnit(r, raw.unit),
      editions: r.map(raw.editions, 'editions', ID, function (one, at) {
        const edition = r.object(one, at, ['date', 'sha256'])
        return { date: r.day(edition.date, at + '/date'), sha256: r.word(edition.sha256, at + '/sha256', SHA, 'bad-hash') }
      }),
      seen: r.words(raw.seen, 'seen', WRITER, TIME, 'bad-stamp'),
      tasks: r.map(raw.tasks, 'tasks', ID, function (one, at) { return readEntry(r, one, at) }),
      points: r.words(raw.points, 'points', ID, STAMP, 'bad-stamp'),
      limits: r.map(raw.limits, 'limits', ID, function (one, at) { return readAck(r, one, at) }),
      again: r.map(raw.again, 'again', ID, function (one, at) {
        return r.map(one, at, ID, function (old, where) { return readOld(r, old, where) })
      }),
      settled: r.map(raw.settled, 'settled', ID, function (one, at) { return r.map(one, at, ID, stamp) }),
      gone: r.map(raw.gone, 'gone', ID, function (one, at) { return readOld(r, one, at) }),
      prints: r.words(raw.prints, 'prints', ID, PRINT, 'bad-hash')
    }
    return doc
  }

  /** How deep lists and mappings stand in one another. @param {any} raw @returns {number} */
  function depthOf (raw) {
    let level = [raw]
    let deep = 0
    while (level.length && deep <= P.LIMITS.depth) {
      level = level.filter(function (one) { return typeof one === 'object' && one !== null })
      if (!level.length) break
      deep++
      level = [].concat.apply([], level.map(function (one) { return /** @type {any} */ (Object.values(one)) }))
    }
    return deep
  }

  /** @param {string} code @param {string} [fragment] @returns {Parsed} */
  function refused (code, fragment) { return { doc: null, flaws: [{ code, at: '', fragment: P.clean((fragment || '').slice(0, 80)) }] } }

  /**
   * Reads a file: a progress file, or a page that was saved with its data inside.
   * @param {string} text @param {string} [project] that the file must be of; any where it is left out
   * @returns {Parsed}
   */
  function parse (text, project) {
    if (text.length > P.LIMITS.bytes) return refused('too-large', String(text.length))
    let body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
    if (!body.trim()) return refused('empty')
    if (/^\s*</.test(body)) {
      const start = body.indexOf(OPENING)
      const end = start < 0 ? -1 : body.indexOf(CLOSING, start)
      if (end < 0) return refused('no-data-inside', body)
      body = body.slice(start + OPENING.length, end)
      if (!body.trim()) return refused('no-data-inside')
    }
    let raw
    try { raw = JSON.parse(body) } catch (error) {
      return refused(error instanceof RangeError ? 'too-deep' : 'not-json', body)
    }
    return check(raw, project)
  }

  /** @param {any} raw what JSON held @param {string} [project] @returns {Parsed} */
  function check (raw, project) {
    if (typeof raw !== 'object' || raw === null || raw.format !== P.FORMAT) return refused(depthOf(raw) > P.LIMITS.depth ? 'too-deep' : 'not-progress')
    if (!Number.isInteger(raw.version) || raw.version < 1) return refused('bad-version')
    if (raw.version > P.VERSION) return refused('newer-version', String(raw.version))
    for (let version = raw.version; version < P.VERSION; version++) raw = UPGRADES[version](raw)
    const reader = new Reader()
    const doc = readProgress(raw, reader)
    if (reader.flaws.length) return depthOf(raw) > P.LIMITS.depth ? refused('too-deep') : { doc: null, flaws: reader.flaws }
    if (project && doc.project !== project) return refused('other-project', doc.project)
    return { doc: withAllSeen(doc), flaws: [] }
  }

  /**
   * Whoever has a value has seen it, even where a file says less.
   * @param {Progress} doc @returns {Progress}
   */
  function withAllSeen (doc) {
    let seen = doc.seen
    let last = ''
    /** @param {string} one */
    const note = function (one) {
      // What is entered together often has one stamp.
      if (one === last || !one) return
      last = one
      seen = P.withSeen(seen, one)
    }
    /** @param {import('./progress-core.js').Entry} entry */
    const entry = function (entry) {
      for (const key in entry.at) note(entry.at[key])
      for (const key in entry.notes) note(entry.notes[key].at)
      if (entry.review) note(entry.review.at)
      note(entry.revoked)
    }
    /** @param {import('./progress-core.js').Old} one */
    const old = function (one) {
      note(one.at)
      note(one.tick)
      if (one.task) entry(one.task)
      if (one.limit) note(one.limit.at)
    }
    for (const key in doc.unit.at) note(doc.unit.at[key])
    for (const key in doc.tasks) entry(doc.tasks[key])
    for (const key in doc.points) note(doc.points[key])
    for (const key in doc.limits) note(doc.limits[key].at)
    for (const key in doc.settled) for (const from in doc.settled[key]) note(doc.settled[key][from])
    for (const key in doc.gone) old(doc.gone[key])
    for (const key in doc.again) for (const from in doc.again[key]) old(doc.again[key][from])
    return seen === doc.seen ? doc : Object.assign({}, doc, { seen })
  }

  /** @param {Uint8Array} bytes @param {string} [project] @returns {Parsed} */
  function parseBytes (bytes, project) {
    if (bytes.length > P.LIMITS.bytes) return refused('too-large', String(bytes.length))
    let text
    try { text = new TextDecoder('utf-8', { fatal: true }).decode(bytes) } catch (_) { return refused('not-utf8') }
    return parse(text, project)
  }

  /** @param {Object<string, any>} map @returns {any} without what is empty */
  function filled (map) {
    return Object.fromEntries(Object.keys(map).filter(function (key) {
      const value = map[key]
      return value !== '' && value !== null && (typeof value !== 'object' || Array.isArray(value) || Object.keys(value).length)
    }).map(function (key) { return [key, map[key]] }))
  }

  /** @param {Object<string, any>} map @param {(one: any) => any} turn @returns {Object<string, any>} */
  function each (map, turn) { return Object.fromEntries(Object.keys(map).map(function (key) { return [key, turn(map[key])] })) }

  /** @param {import('./progress-core.js').Entry} entry */
  function plainEntry (entry) {
    const notes = each(entry.notes, filled)
    return filled(Object.assign({}, entry.values, { at: entry.at, notes, review: entry.review && filled(entry.review), revoked: entry.revoked }))
  }

  /** @param {import('./progress-core.js').Old} old */
  function plainOld (old) {
    return filled(Object.assign({}, old, { task: old.task && plainEntry(old.task), limit: old.limit && filled(old.limit) }))
  }

  /** The document as JSON has it: the form that the published schema describes. @param {Progress} doc @returns {any} */
  function plain (doc) {
    return Object.assign({ format: P.FORMAT, version: P.VERSION, project: doc.project, unit: filled(doc.unit) }, filled({
      editions: each(doc.editions, filled),
      seen: doc.seen,
      tasks: each(doc.tasks, plainEntry),
      points: doc.points,
      limits: each(doc.limits, filled),
      again: each(doc.again, function (one) { return each(one, plainOld) }),
      settled: doc.settled,
      gone: each(doc.gone, plainOld),
      prints: doc.prints
    }))
  }

  /** @param {any} value @returns {any} the same with keys in order, so that one state is one text */
  function sorted (value) {
    if (Array.isArray(value)) return value.map(sorted)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.keys(value).sort().map(function (key) { return [key, sorted(value[key])] }))
  }

  /** What a state set aside says, as one text. @param {import('./progress-core.js').Old} old @returns {string} */
  function textOfOld (old) { return JSON.stringify(sorted(plainOld(old))) }

  /** @param {Progress} doc @returns {string} the file's text */
  function write (doc) { return JSON.stringify(sorted(plain(doc)), null, 1) + '\n' }

  /** For a page that carries its data: nothing in it ends a script. @param {Progress} doc @returns {string} */
  function writeInside (doc) { return JSON.stringify(sorted(plain(doc))).replace(/</g, '\\u003c') }

  const api = { parse, parseBytes, check, write, writeInside, plain, textOfOld, isDay, OPENING, CLOSING, UPGRADES }
  root.Guidance = Object.assign(root.Guidance || {}, { progress: Object.assign((root.Guidance || {}).progress || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
