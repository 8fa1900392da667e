// @ts-check
/* The desk: the unit at hand, each change to it, and its way into the store. All that the page shows hangs on it. */
(function (root) {
  'use strict'
  const G = root.Guidance

  /**
   * @typedef {import('./progress-core.js').Progress} Progress
   * @typedef {'store' | 'doc' | 'unit' | 'undo'} Event what is new: the store's condition, the state, another unit, a way back
   */

  const DELAY = 120

  class Desk {
    /**
     * @param {import('./progress-list.js').Library} library @param {string[]} kinds that the page shows
     * @param {any} keep see work-keep.js @param {any} journal @param {() => number} now
     */
    constructor (library, kinds, keep, journal, now) {
      const P = G.progress
      this.library = library
      this.kinds = kinds
      this.list = P.listOf(library, kinds)
      this.keep = keep
      this.journal = journal
      this.now = now
      this.writer = keep.writer()
      /** @type {Array<(event: Event, what?: any) => void>} */ this.listeners = []
      /** @type {{doc: Progress, since: any[], key: string} | null} */ this.before = null
      /** What a migration found, until the reader has seen it. @type {any} */ this.news = null
      /** @type {Array<{id: string, text: string}>} */ this.spoilt = []
      /** Units that are a part of what a joined list is for. @type {Array<{id: string, name: string}>} */ this.partial = []
      this.cleared = false
      /** @type {any} */ this.timer = 0
      this.doc = this.fresh()
      this.meta = { at: 0, out: 0, changes: 0 }
    }

    /** @returns {import('./progress-core.js').Context} */
    context () { return { now: this.now(), writer: this.writer, list: this.list } }

    /** @returns {Progress} a unit of which nothing is known yet; it is kept from the first change on */
    fresh (/** @type {string} */ name) {
      return G.progress.empty({ project: this.library.project, id: 'u' + G.work.randomName(11), name: name || '', kinds: this.kinds }, this.context())
    }

    /** @returns {string} */
    get page () { return this.kinds.join('+') }

    /** @param {(event: Event, what?: any) => void} listener */
    on (listener) { this.listeners.push(listener) }

    /** @param {Event} event @param {any} [what] */
    tell (event, what) { this.listeners.forEach(function (one) { one(event, what) }) }

    /** @param {string} text @returns {Progress | null} */
    parsed (text) { return G.progress.parse(text, this.library.project).doc }

    /** The units kept here that this page can show. @returns {Array<{id: string, name: string}>} */
    units () {
      /** @type {Array<{id: string, name: string}>} */ const found = []
      this.spoilt = []
      this.partial = []
      this.keep.ids().forEach((/** @type {string} */ id) => {
        const text = this.keep.read(id) || ''
        const doc = id === this.doc.unit.id && this.kept ? this.doc : this.parsed(text)
        if (!doc) this.spoilt.push({ id, text })
        else if (this.kinds.every(function (kind) { return doc.unit.kinds.indexOf(kind) >= 0 })) found.push({ id, name: doc.unit.name })
        else if (this.kinds.some(function (kind) { return doc.unit.kinds.indexOf(kind) >= 0 })) this.partial.push({ id, name: doc.unit.name })
      })
      return found
    }

    /** @returns {boolean} whether the unit at hand has an entry in the store */
    get kept () { return this.keep.written.has(this.doc.unit.id) }

    /** Takes the unit last worked on here, or the first there is, or a new one. @param {Progress | null} saved from the page itself */
    start (saved) {
      const units = this.units()
      const last = this.keep.current(this.page)
      const found = units.filter(function (one) { return one.id === last })[0] || units[0]
      if (found) this.open(found.id)
      if (saved) this.takeIn(saved)
      this.recover()
    }

    /** @param {string} id of a unit in the store */
    open (id) {
      this.flush()
      const text = this.keep.read(id)
      const doc = text === null ? null : this.parsed(text)
      if (!doc) return
      this.keep.written.set(id, text)
      this.meta = this.keep.meta(id)
      this.before = null
      this.settle(doc)
      // What a list has that was never open here is no news.
      if (this.news && !this.keep.current(this.page)) this.news.fresh = []
      this.keep.setCurrent(this.page, id)
      this.tell('unit')
    }

    /** Brings a document to the edition of this page. @param {Progress} doc */
    settle (doc) {
      const found = G.progress.migrate(doc, this.list)
      this.news = found.fresh.length || found.reworded.length || found.moved.length ? found : null
      this.doc = found.doc
    }

    /** Begins another unit. @param {string} name */
    begin (name) {
      this.flush()
      this.doc = this.fresh(name)
      this.meta = { at: 0, out: 0, changes: 0 }
      this.before = null
      this.news = null
      this.write()
      this.keep.setCurrent(this.page, this.doc.unit.id)
      this.tell('unit')
    }

    /** What the page was saved with. @param {Progress} saved */
    takeIn (saved) {
      const P = G.progress
      const text = this.keep.read(saved.unit.id)
      const known = text === null ? null : this.parsed(text)
      if (this.doc.unit.id !== saved.unit.id) {
        this.doc = known || saved
        if (known) this.keep.written.set(saved.unit.id, text)
        this.meta = this.keep.meta(saved.unit.id)
      }
      const mine = P.migrate(this.doc, this.list).doc
      const theirs = P.migrate(saved, this.list)
      // A merge would bring back what was emptied there; whoever knows all of this is taken as it is.
      this.settle(P.knows(mine, theirs.doc) ? mine : P.knows(theirs.doc, mine) ? theirs.doc : P.merge(mine, theirs.doc))
      if (!known || this.doc !== known) this.write()
      this.keep.setCurrent(this.page, saved.unit.id)
    }

    /** Looks into the journal for what a killed browser did not write elsewhere. */
    async recover () {
      const P = G.progress
      const keys = (await this.journal.keys()) || []
      for (const key of keys) {
        if (typeof key !== 'string' || key.indexOf(this.keep.prefix) !== 0) continue
        const text = await this.journal.read(key)
        const doc = typeof text === 'string' ? this.parsed(text) : null
        if (!doc) continue
        const id = key.slice(this.keep.prefix.length)
        const stored = this.keep.read(id)
        const there = stored === null ? null : this.parsed(stored)
        if (there && P.knows(there, doc)) continue
        const whole = there && !P.knows(doc, there) ? P.merge(there, doc) : doc
        this.keep.write(id, P.write(whole))
        if (id === this.doc.unit.id) this.take(whole)
        else if (!this.kept && !this.dirty && this.kinds.every(function (kind) { return whole.unit.kinds.indexOf(kind) >= 0 })) this.open(id)
      }
    }

    /** What another tab or the journal has of the unit at hand. @param {Progress} theirs */
    take (theirs) {
      const P = G.progress
      const doc = P.migrate(theirs, this.list).doc
      const whole = P.knows(doc, this.doc) ? doc : P.merge(this.doc, doc)
      if (whole === this.doc) return
      this.doc = whole
      if (!P.knows(doc, whole)) this.soon()
      this.tell('doc')
    }

    /** @param {any} change see progress-apply.js @returns {boolean} whether anything changed */
    change (change) {
      const next = G.progress.apply(this.doc, change, this.context())
      if (next === this.doc) return false
      this.doc = next
      if (this.before) this.before.since.push(change)
      this.meta.changes++
      this.soon()
      this.tell('doc', change)
      return true
    }

    /** Puts another document in place, with a way back. @param {Progress} doc @param {string} key of the word for it */
    replace (doc, key) {
      this.before = { doc: this.doc, since: [], key }
      this.doc = doc
      this.meta.changes++
      this.write()
      this.tell('unit')
      this.tell('undo')
    }

    /** Takes back the last import or clearing; what was entered since stays. */
    undo () {
      const P = G.progress
      if (!this.before) return
      const context = this.context()
      const at = P.nextStamp(this.doc, context)
      let seen = P.withSeen(this.doc.seen, at)
      Object.keys(this.before.doc.seen).forEach((writer) => { seen = P.put(seen, writer, P.later(seen[writer], /** @type {any} */ (this.before).doc.seen[writer])) })
      // It knows of what it takes back: other tabs follow instead of bringing it in again.
      let doc = Object.assign({}, this.before.doc, { seen })
      this.before.since.forEach(function (change) { doc = P.apply(doc, change, context) })
      this.doc = doc
      this.before = null
      this.write()
      this.tell('unit')
      this.tell('undo')
    }

    /** Empties the unit at hand: its name stays. */
    clear () {
      const P = G.progress
      const old = this.doc
      const context = this.context()
      const bare = P.empty({ project: old.project, id: old.unit.id, name: old.unit.name, kinds: old.unit.kinds, firstDay: old.unit.firstDay }, context)
      const at = P.nextStamp(old, context)
      this.replace(Object.assign({}, bare, { seen: P.withSeen(old.seen, at) }), 'cleared')
    }

    /** Takes the unit at hand out of this browser. */
    forget () {
      clearTimeout(this.timer)
      this.timer = 0
      this.keep.remove(this.doc.unit.id)
      this.journal.remove(this.keep.prefix + this.doc.unit.id)
      this.doc = this.fresh()
      this.meta = { at: 0, out: 0, changes: 0 }
      this.before = null
      this.news = null
      const rest = this.units()[0]
      if (rest) this.open(rest.id)
      else this.tell('unit')
    }

    /** @returns {boolean} whether a change waits to be written */
    get dirty () { return !!this.timer }

    /** Writes in a moment: several changes go together, and the page shows them first. */
    soon () { if (!this.timer) this.timer = setTimeout(() => this.write(), DELAY) }

    flush () { if (this.timer) this.write() }

    write () {
      clearTimeout(this.timer)
      this.timer = 0
      const id = this.doc.unit.id
      const text = G.progress.write(this.doc)
      this.cleared = this.keep.wasCleared(id)
      const kept = this.keep.write(id, text)
      this.journal.write(this.keep.prefix + id, text)
      if (kept) {
        this.meta.at = this.now()
        this.keep.setMeta(id, this.meta)
        this.keep.setCurrent(this.page, id)
      }
      this.tell('store')
    }

    /** The state left this browser as a file. */
    carried () {
      this.meta.out = this.now()
      this.meta.changes = 0
      this.keep.setMeta(this.doc.unit.id, this.meta)
      this.tell('store')
    }

    /** @param {StorageEvent} event of another tab */
    heard (event) {
      const key = this.keep.prefix + this.doc.unit.id
      if (event.key !== null && event.key !== key) {
        if (event.newValue !== null) this.follow(event.key)
        return
      }
      if (event.key === null || event.newValue === null) {
        this.cleared = this.kept
        this.tell('store')
        return
      }
      const theirs = this.parsed(event.newValue)
      if (!theirs) return
      this.flush()
      this.keep.written.set(this.doc.unit.id, event.newValue)
      this.take(theirs)
      this.meta = this.keep.meta(this.doc.unit.id)
      this.tell('store')
    }

    /** Where nothing was entered yet, the unit that another tab begins is this one's, too. @param {string} key */
    follow (key) {
      if (this.kept || this.dirty || key.indexOf(this.keep.prefix) !== 0) return
      const id = key.slice(this.keep.prefix.length)
      if (this.units().some(function (one) { return one.id === id })) this.open(id)
    }

    /** @returns {any} see progress-sum.js */
    summary () { return G.progress.summarise(this.doc, this.list, G.work.dayOf(this.now())) }
  }

  const api = { Desk }
  root.Guidance = Object.assign(root.Guidance || {}, { work: Object.assign((root.Guidance || {}).work || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
