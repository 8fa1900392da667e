// @ts-check
/* Where a browser keeps the units' progress: its local store, and beside it a journal that is on the disk at once,
 * as the local store of some browsers is written seconds later. Any of both may be denied, full or spoilt. */
(function (root) {
  'use strict'

  /** @typedef {'kept' | 'denied' | 'full'} Condition */
  /** @typedef {{at: number, out: number, changes: number}} Meta when last saved, when last carried out, changes since */

  const WRITER = 'guidance.writer'
  const SIGNS = 'abcdefghijklmnopqrstuvwxyz0123456789'

  /** @param {number} length @returns {string} a random name that begins with a letter */
  function randomName (length) {
    const bytes = new Uint8Array(length)
    if (root.crypto && root.crypto.getRandomValues) root.crypto.getRandomValues(bytes)
    else bytes.forEach(function (_, at) { bytes[at] = Math.floor(Math.random() * 256) })
    return Array.from(bytes).map(function (byte, at) { return SIGNS[byte % (at ? 36 : 26)] }).join('')
  }

  /** @returns {Storage | null} null where the browser denies it: even the look at it may throw */
  function localStore () {
    try { return root.localStorage || null } catch (_) { return null }
  }

  class Keep {
    /** @param {string} project @param {Storage | null} storage @param {string} prefix of the units' keys */
    constructor (project, storage, prefix) {
      this.project = project
      this.storage = storage
      this.prefix = prefix
      /** @type {Condition} */ this.condition = this.probe()
      /** What was written last, by key: a store that lost it was cleared. @type {Map<string, string>} */ this.written = new Map()
    }

    /** Finds out before anything is entered. @returns {Condition} */
    probe () {
      if (!this.storage) return 'denied'
      const key = 'guidance.probe'
      try {
        this.storage.setItem(key, 'x'.repeat(20000))
        this.storage.removeItem(key)
        return 'kept'
      } catch (error) { return isFull(error) ? 'full' : 'denied' }
    }

    /** @param {string} key @returns {string | null} */
    get (key) { try { return this.storage ? this.storage.getItem(key) : null } catch (_) { return null } }

    /** @param {string} key @param {string | null} value @returns {boolean} whether it is kept now */
    set (key, value) {
      if (!this.storage) return false
      try {
        if (value === null) this.storage.removeItem(key)
        else this.storage.setItem(key, value)
        this.condition = 'kept'
        return true
      } catch (error) {
        this.condition = isFull(error) ? 'full' : 'denied'
        return false
      }
    }

    /** @returns {string} the random name of this browser */
    writer () {
      const known = this.get(WRITER) || ''
      if (/^[a-z][0-9a-z]{0,31}$/.test(known)) return known
      const made = randomName(6)
      this.set(WRITER, made)
      return made
    }

    /** @returns {string[]} ids of the units that are kept here */
    ids () {
      /** @type {string[]} */ const found = []
      try {
        for (let at = 0; this.storage && at < this.storage.length; at++) {
          const key = this.storage.key(at) || ''
          if (key.indexOf(this.prefix) === 0) found.push(key.slice(this.prefix.length))
        }
      } catch (_) { /* none to be seen */ }
      return found.sort()
    }

    /** @param {string} id @returns {string | null} */
    read (id) { return this.get(this.prefix + id) }

    /** @param {string} id @param {string} text @returns {boolean} whether what this page wrote before is gone */
    wasCleared (id) { return this.written.has(id) && this.read(id) === null }

    /** @param {string} id @param {string} text @returns {boolean} */
    write (id, text) {
      const kept = this.set(this.prefix + id, text)
      if (kept) this.written.set(id, text)
      return kept
    }

    /** @param {string} id */
    remove (id) {
      this.written.delete(id)
      this.set(this.prefix + id, null)
      this.set(this.metaKey(id), null)
    }

    /** @param {string} id @returns {string} */
    metaKey (id) { return 'guidance.work.' + this.project + '.meta.' + id }

    /** @param {string} id @returns {Meta} */
    meta (id) {
      try {
        const found = JSON.parse(this.get(this.metaKey(id)) || '{}') || {}
        /** @param {any} value @returns {number} */
        const number = function (value) { return typeof value === 'number' && isFinite(value) && value > 0 ? value : 0 }
        return { at: number(found.at), out: number(found.out), changes: number(found.changes) }
      } catch (_) { return { at: 0, out: 0, changes: 0 } }
    }

    /** @param {string} id @param {Meta} meta */
    setMeta (id, meta) { this.set(this.metaKey(id), JSON.stringify(meta)) }

    /** @param {string} page the kinds that a page shows @returns {string} the unit last worked on there */
    current (page) { return this.get('guidance.work.' + this.project + '.current.' + page) || '' }

    /** @param {string} page @param {string} id */
    setCurrent (page, id) { this.set('guidance.work.' + this.project + '.current.' + page, id) }
  }

  /** @param {any} error @returns {boolean} */
  function isFull (error) { return !!error && (error.name === 'QuotaExceededError' || error.name === 'NS_ERROR_DOM_QUOTA_REACHED' || error.code === 22) }

  /** A second place, on the disk as soon as it says so. Where there is none, nothing is missed but a killed browser. */
  class Journal {
    /** @param {string} name */
    constructor (name) {
      /** @type {Promise<IDBDatabase | null>} */
      this.base = new Promise(function (resolve) {
        try {
          const asked = root.indexedDB.open(name, 1)
          asked.onupgradeneeded = function () { asked.result.createObjectStore('units') }
          asked.onsuccess = function () { resolve(asked.result) }
          asked.onerror = asked.onblocked = function () { resolve(null) }
        } catch (_) { resolve(null) }
      })
    }

    /** @param {(store: IDBObjectStore) => IDBRequest} work @param {IDBTransactionMode} mode @returns {Promise<any>} */
    async run (mode, work) {
      const base = await this.base
      if (!base) return undefined
      return new Promise(function (resolve) {
        try {
          const dealing = base.transaction('units', mode, { durability: 'strict' })
          const asked = work(dealing.objectStore('units'))
          dealing.oncomplete = function () { resolve(asked.result) }
          dealing.onerror = dealing.onabort = function () { resolve(undefined) }
        } catch (_) { resolve(undefined) }
      })
    }

    /** @param {string} key @returns {Promise<string | undefined>} */
    read (key) { return this.run('readonly', function (store) { return store.get(key) }) }

    /** @param {string} key @param {string} text @returns {Promise<any>} */
    write (key, text) { return this.run('readwrite', function (store) { return store.put(text, key) }) }

    /** @param {string} key @returns {Promise<any>} */
    remove (key) { return this.run('readwrite', function (store) { return store.delete(key) }) }

    /** @returns {Promise<string[] | undefined>} */
    keys () { return this.run('readonly', function (store) { return store.getAllKeys() }) }
  }

  const api = { Keep, Journal, localStore, randomName }
  root.Guidance = Object.assign(root.Guidance || {}, { work: Object.assign((root.Guidance || {}).work || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
