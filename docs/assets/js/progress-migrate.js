// @ts-check
/* Carries states over to a new edition of the list. In silence only where id and words are the same; else the old
 * state is set aside, to be looked at again beside the new words. Nothing is thrown away. */
(function (root) {
  'use strict'
  if (typeof require !== 'undefined') require('./progress-core.js'), require('./progress-parse.js')
  const P = root.Guidance.progress

  /**
   * @typedef {import('./progress-core.js').Progress} Progress
   * @typedef {import('./progress-list.js').List} List
   * @typedef {{doc: Progress, fresh: string[], reworded: string[], moved: Array<{from: string, into: string[], why: string}>,
   *   outdated: boolean}} Migrated what is new for who worked here before: `fresh` tasks and limits, those whose words
   *   changed, ids that went; `outdated` says that the document was of another edition of a text
   */

  /**
   * @param {Progress} doc @param {List} list @returns {Migrated} the very document where nothing is new
   */
  function migrate (doc, list) {
    if (isPresent(doc, list)) return { doc, fresh: [], reworded: [], moved: [], outdated: false }
    const known = Object.keys(doc.prints).length > 0
    const ids = Object.keys(list.prints)
    const fresh = known ? ids.filter(function (id) { return !P.own(doc.prints, id) && !worked(doc, id) }) : []
    const changed = ids.concat(Object.keys(list.points)).filter(function (id) {
      const print = P.own(doc.prints, id)
      return print ? print !== (P.own(list.prints, id) || P.own(list.points, id)) : worked(doc, id)
    })
    const graves = Object.keys(list.gone).filter(function (id) { return worked(doc, id) || P.own(doc.prints, id) || P.own(doc.again, id) })
    const outdated = Object.keys(list.editions).some(function (id) {
      const one = P.own(doc.editions, id)
      return !!one && (one.sha256 !== list.editions[id].sha256 || one.date !== list.editions[id].date)
    })
    let next = doc
    changed.forEach(function (id) { next = setAside(next, id, [id], 'reworded') })
    graves.forEach(function (id) { next = bury(next, id, list) })
    const prints = current(next, list, graves)
    const editions = Object.assign({}, next.editions, list.editions)
    const same = next === doc && equal(prints, doc.prints) && !outdated && Object.keys(editions).length === Object.keys(doc.editions).length
    return {
      doc: same ? doc : Object.assign({}, next, { prints, editions }),
      fresh,
      reworded: changed.filter(function (id) { return P.own(doc.prints, id) }),
      moved: graves.map(function (id) { return { from: id, into: ends(id, list.gone), why: list.gone[id].gone } }),
      outdated
    }
  }

  /**
   * Whether a document is of the very list. Most are, and a group's thousands of points are looked through once.
   * @param {Progress} doc @param {List} list @returns {boolean}
   */
  function isPresent (doc, list) {
    const prints = doc.prints
    const points = doc.points
    for (const id in list.editions) {
      const one = P.own(doc.editions, id)
      if (!one || one.sha256 !== list.editions[id].sha256 || one.date !== list.editions[id].date) return false
    }
    // Fingerprints are texts, so what an object inherits is none of them.
    for (const id in list.prints) if (prints[id] !== list.prints[id]) return false
    for (const id in list.points) {
      const print = prints[id]
      if (typeof points[id] === 'string' ? print !== list.points[id] : print !== undefined) return false
    }
    for (const id in list.gone) if (P.own(prints, id) || worked(doc, id) || P.own(doc.again, id)) return false
    return true
  }

  /** @param {Progress} doc @param {string} id @returns {boolean} whether there is a state to carry over */
  function worked (doc, id) { return !!(P.own(doc.tasks, id) || P.own(doc.points, id) || P.own(doc.limits, id)) }

  /**
   * The ids in which one lives on; a tombstone may lead to another.
   * @param {string} id @param {Object<string, import('./progress-list.js').Grave>} gone @returns {string[]}
   */
  function ends (id, gone) {
    /** @type {string[]} */ const found = []
    const seen = new Set()
    /** @param {string} one */
    const walk = function (one) {
      if (seen.has(one)) return
      seen.add(one)
      const grave = P.own(gone, one)
      if (grave) grave.into.forEach(walk)
      else if (found.indexOf(one) < 0) found.push(one)
    }
    walk(id)
    return found
  }

  /**
   * What is set aside of an id: its state, but not its notes, which are in nobody's way.
   * @param {Progress} doc @param {string} id @param {string} why @returns {import('./progress-core.js').Old | null}
   */
  function oldOf (doc, id, why) {
    const entry = P.own(doc.tasks, id)
    const tick = P.own(doc.points, id) || ''
    const limit = P.own(doc.limits, id) || null
    const task = entry && (Object.keys(entry.values).length || entry.review) ? Object.assign({}, entry, { notes: {} }) : null
    if (!task && !tick && !limit) return null
    let at = limit ? P.later(tick, limit.at) : tick
    if (task) {
      Object.keys(task.at).forEach(function (field) { at = P.later(at, task.at[field]) })
      at = P.later(at, task.review ? task.review.at : task.revoked)
    }
    return { why, at, task, tick, limit }
  }

  /**
   * What was set aside twice: the later lies over the earlier, which shows where the later says nothing.
   * @param {import('./progress-core.js').Old | undefined} one @param {import('./progress-core.js').Old} other
   * @returns {import('./progress-core.js').Old}
   */
  function layered (one, other) {
    if (!one) return other
    const [below, above] = one.at > other.at ? [other, one] : [one, other]
    const task = below.task && above.task ? {
      values: Object.assign({}, below.task.values, above.task.values),
      at: Object.assign({}, below.task.at, above.task.at),
      notes: joined(above.task.notes, below.task.notes),
      review: above.task.review || below.task.review,
      revoked: P.later(below.task.revoked, above.task.revoked)
    } : above.task || below.task
    return { why: above.why, at: above.at, task, tick: P.later(below.tick, above.tick), limit: above.limit || below.limit }
  }

  /**
   * @param {Progress} doc @param {string} id @param {string[]} into @param {string} why @returns {Progress}
   */
  function setAside (doc, id, into, why) {
    const old = oldOf(doc, id, why)
    const entry = P.own(doc.tasks, id)
    const notes = entry ? entry.notes : {}
    if (!old && !entry) return doc
    const away = into.indexOf(id) < 0
    let again = doc.again
    let tasks = doc.tasks
    if (old) {
      into.forEach(function (to) {
        const waiting = P.own(again, to) || {}
        again = P.put(again, to, P.put(waiting, id, layered(P.own(waiting, id), old)))
      })
    }
    if (old || away) {
      tasks = P.put(tasks, id, !away && Object.keys(notes).length ? Object.assign(P.noEntry(), { notes }) : undefined)
    }
    if (away) {
      into.forEach(function (to) {
        if (!Object.keys(notes).length) return
        const there = P.own(tasks, to) || P.noEntry()
        tasks = P.put(tasks, to, Object.assign({}, there, { notes: P.once(joined(there.notes, notes)) }))
      })
    }
    if (tasks === doc.tasks) return doc
    return Object.assign({}, doc, { again, tasks, points: P.put(doc.points, id, undefined), limits: P.put(doc.limits, id, undefined) })
  }

  /**
   * Notes of two tasks that became one.
   * @param {Object<string, import('./progress-core.js').Note>} there @param {Object<string, import('./progress-core.js').Note>} more
   */
  function joined (there, more) {
    const found = Object.assign({}, there)
    Object.keys(more).forEach(function (slot) {
      const had = P.own(there, slot)
      found[had && had.text !== more[slot].text ? slot + '~' + P.hash(more[slot].text) : slot] = more[slot]
    })
    return found
  }

  /**
   * What becomes of the state of an id that is no more.
   * @param {Progress} doc @param {string} id @param {List} list @returns {Progress}
   */
  function bury (doc, id, list) {
    const into = ends(id, list.gone).filter(function (one) { return one !== id })
    const why = list.gone[id].gone
    const waiting = P.own(doc.again, id)
    let next = doc
    // What waited to be looked at goes on with the id that it waited for.
    if (waiting) {
      next = Object.assign({}, next, { again: P.put(next.again, id, undefined) })
      Object.keys(waiting).forEach(function (from) {
        if (into.length) into.forEach(function (to) { next = Object.assign({}, next, { again: P.put(next.again, to, P.put(P.own(next.again, to) || {}, from, layered(P.own(P.own(next.again, to) || {}, from), waiting[from]))) }) })
        else next = Object.assign({}, next, { gone: P.put(next.gone, from, layered(P.own(next.gone, from), waiting[from])) })
      })
    }
    if (into.length) return setAside(next, id, into, why)
    const old = oldOf(next, id, 'retired')
    const entry = P.own(next.tasks, id)
    if (!old && !entry) return next
    const kept = old || { why: 'retired', at: '', task: null, tick: '', limit: null }
    // Nothing takes the task's place, so its notes stay with what is set aside.
    if (entry) kept.task = entry
    if (!kept.at) kept.at = Object.keys(/** @type {any} */ (entry).notes).map(function (slot) { return /** @type {any} */ (entry).notes[slot].at }).sort().pop() || ''
    return Object.assign({}, next, {
      gone: P.put(next.gone, id, layered(P.own(next.gone, id), kept)),
      tasks: P.put(next.tasks, id, undefined),
      points: P.put(next.points, id, undefined),
      limits: P.put(next.limits, id, undefined)
    })
  }

  /**
   * The words that states now belong to: all of the list's tasks and limits, and the points that are ticked.
   * @param {Progress} doc @param {List} list @param {string[]} graves @returns {Object<string, string>}
   */
  function current (doc, list, graves) {
    const prints = Object.assign({}, doc.prints, list.prints)
    graves.forEach(function (id) { delete prints[id] })
    Object.keys(list.points).forEach(function (id) {
      if (P.own(doc.points, id)) prints[id] = list.points[id]
      else if (P.own(prints, id)) delete prints[id]
    })
    return prints
  }

  /** @param {Object<string, string>} one @param {Object<string, string>} other @returns {boolean} */
  function equal (one, other) {
    const keys = Object.keys(one)
    return keys.length === Object.keys(other).length && keys.every(function (key) { return one[key] === P.own(other, key) })
  }

  const api = { migrate, ends }
  root.Guidance = Object.assign(root.Guidance || {}, { progress: Object.assign((root.Guidance || {}).progress || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
