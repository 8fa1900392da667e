// @ts-check
/* Brings two documents of one unit together, and says beforehand what that would change.
 *
 * What is empty never clears what is filled. Of two values the later holds, unless a choice says otherwise;
 * the time of a later one is always behind those that its writer knew of. Notes stay side by side. A state
 * that was given to other words is kept for a decision until one was made. Neither order nor repetition matters. */
(function (root) {
  'use strict'
  if (typeof require !== 'undefined') require('./progress-core.js'), require('./progress-parse.js')
  const P = root.Guidance.progress

  /**
   * @typedef {import('./progress-core.js').Progress} Progress
   * @typedef {import('./progress-core.js').Entry} Entry
   * @typedef {import('./progress-core.js').Note} Note
   * @typedef {{path: string, kind: 'new' | 'newer' | 'both' | 'beside', mine: string, theirs: string, result: string}} Step
   *   `new` fills what is empty; `newer` takes the place of what its writer knew; `both` changed apart, so there is
   *   something to choose; `beside` is a note that joins others. A path is such as `tasks/task-a/state`.
   * @typedef {Object<string, 'mine' | 'theirs'>} Choices by path; without one the later holds
   */

  /**
   * @template T @param {Object<string, T>} mine @param {Object<string, T>} theirs
   * @param {(one: T | undefined, other: T | undefined, key: string) => T | undefined} join
   * @returns {Object<string, T>}
   */
  function union (mine, theirs, join) {
    /** @type {Object<string, T>} */ const found = {}
    new Set(Object.keys(mine).concat(Object.keys(theirs))).forEach(function (key) {
      const value = join(P.own(mine, key), P.own(theirs, key), key)
      if (value !== undefined) found[key] = value
    })
    return found
  }

  /** One merge: what went in, what was chosen, what happened. */
  class Merge {
    /**
     * @param {Progress} mine @param {Progress} theirs @param {Choices} choices
     * @param {import('./progress-core.js').Context} [context] when and by whom was chosen
     */
    constructor (mine, theirs, choices, context) {
      this.mine = mine
      this.theirs = theirs
      this.choices = choices
      this.seen = union(mine.seen, theirs.seen, function (one, other) { return P.later(one, other) })
      this.chosen = ''
      if (Object.keys(choices).length) {
        if (!context) throw new RangeError('choices need a time')
        this.chosen = P.nextStamp(Object.assign({}, mine, { seen: this.seen }), context)
        this.seen = P.withSeen(this.seen, this.chosen)
      }
      /** @type {Step[]} */ this.steps = []
    }

    /**
     * Which of two values holds: 1 for mine, -1 for theirs.
     * @param {string} path @param {string} mine @param {string} theirs @param {string} at @param {string} other
     *   the stamps @returns {number}
     */
    decide (path, mine, theirs, at, other) {
      const later = at === other ? mine > theirs : at > other
      const known = P.saw(this.mine, other)
      const knew = P.saw(this.theirs, at)
      const chosen = P.own(this.choices, path)
      const holds = chosen ? chosen === 'mine' : later
      if (!known) this.steps.push({ path, kind: knew ? 'newer' : 'both', mine, theirs, result: holds ? mine : theirs })
      else if (!later) this.steps.push({ path, kind: 'both', mine, theirs, result: holds ? mine : theirs })
      return holds ? 1 : -1
    }

    /**
     * The stamp of the value that holds; what was chosen is newer than both, so that it stays.
     * @param {string} path @param {number} holds @param {string} at @param {string} other @returns {string}
     */
    stamp (path, holds, at, other) { return P.own(this.choices, path) ? this.chosen : holds > 0 ? at : other }

    /**
     * The stamp of a value that both have: who knew the other's entered it anew; where neither did, it holds since
     * the first. @param {string} at @param {string} other @returns {string}
     */
    shared (at, other) {
      const known = P.saw(this.mine, other)
      const knew = P.saw(this.theirs, at)
      if (known !== knew) return known ? at : other
      return (at > other) === known ? at : other
    }

    /**
     * @param {string[]} names @param {{values: Object<string, string>, at: Object<string, string>}} one
     * @param {{values: Object<string, string>, at: Object<string, string>}} other @param {string} path
     * @returns {{values: Object<string, string>, at: Object<string, string>}}
     */
    fields (names, one, other, path) {
      /** @type {Object<string, string>} */ const values = {}
      /** @type {Object<string, string>} */ const at = {}
      names.forEach((field) => {
        const mine = P.own(one.values, field)
        const theirs = P.own(other.values, field)
        if (!mine && !theirs) return
        const where = path + '/' + field
        const stamps = [P.own(one.at, field) || '', P.own(other.at, field) || '']
        if (!mine || !theirs) {
          values[field] = mine || theirs
          at[field] = mine ? stamps[0] : stamps[1]
          if (theirs) this.filled(where, theirs)
        } else if (mine === theirs) {
          values[field] = mine
          at[field] = this.shared(stamps[0], stamps[1])
        } else {
          const holds = this.decide(where, mine, theirs, stamps[0], stamps[1])
          values[field] = holds > 0 ? mine : theirs
          at[field] = this.stamp(where, holds, stamps[0], stamps[1])
        }
      })
      return { values, at }
    }

    /** @param {string} path @param {string} theirs */
    filled (path, theirs) { this.steps.push({ path, kind: 'new', mine: '', theirs, result: theirs }) }

    /**
     * @param {Entry | undefined} mine @param {Entry | undefined} theirs @param {string} path @returns {Entry}
     */
    entry (mine, theirs, path) {
      const one = mine || P.noEntry()
      const other = theirs || P.noEntry()
      const { values, at } = this.fields(P.FIELDS, one, other, path)
      const notes = this.notes(one.notes, other.notes, path + '/notes')
      const review = this.review(one, other, path + '/review', notes)
      return { values, at, notes, review, revoked: P.later(one.revoked, other.revoked) }
    }

    /**
     * @param {Entry} one @param {Entry} other @param {string} path @param {Object<string, Note>} notes take the
     *   note of a decision that gives way @returns {import('./progress-core.js').Review | null}
     */
    review (one, other, path, notes) {
      const mine = one.review
      const theirs = other.review
      if (!mine || !theirs) {
        if (theirs && theirs.at > one.revoked) this.filled(path, theirs.verdict + (theirs.note ? ': ' + theirs.note : ''))
        return mine || theirs
      }
      if (sameReview(mine, theirs)) return mine.at > theirs.at ? mine : theirs
      const said = [mine, theirs].map(function (each) { return each.verdict + (each.note ? ': ' + each.note : '') })
      const holds = this.decide(path, said[0], said[1], mine.at, theirs.at)
      const kept = holds > 0 ? mine : theirs
      const lost = holds > 0 ? theirs : mine
      if (lost.note && lost.note !== kept.note && !P.saw(holds > 0 ? this.mine : this.theirs, lost.at)) {
        notes['review~' + P.hash(lost.note)] = { text: lost.note, by: lost.by, at: lost.at }
      }
      return Object.assign({}, kept, { at: this.stamp(path, holds, mine.at, theirs.at) })
    }

    /**
     * @param {Object<string, Note>} mine @param {Object<string, Note>} theirs @param {string} path
     * @returns {Object<string, Note>}
     */
    notes (mine, theirs, path) {
      /** @type {Object<string, Note>} */ const found = {}
      /** @type {Array<[string, Note]>} */ const beside = []
      new Set(Object.keys(mine).concat(Object.keys(theirs))).forEach((slot) => {
        const one = P.own(mine, slot)
        const other = P.own(theirs, slot)
        if (!one || !other) {
          found[slot] = /** @type {Note} */ (one || other)
          return
        }
        const holds = one.at === other.at ? one.text + '\n' + one.by >= other.text + '\n' + other.by : one.at > other.at
        const [kept, lost] = holds ? [one, other] : [other, one]
        found[slot] = kept
        if (kept.text !== lost.text && !P.saw(holds ? this.mine : this.theirs, lost.at)) beside.push([slot + '~' + P.hash(lost.text), lost])
      })
      beside.forEach(function (pair) { if (!P.own(found, pair[0]) || found[pair[0]].at < pair[1].at) found[pair[0]] = pair[1] })
      const kept = P.once(found)
      Object.keys(kept).forEach((slot) => {
        const had = P.own(mine, slot)
        const text = kept[slot].text
        if (had ? had.text === text : Object.keys(mine).some(function (each) { return mine[each].text === text })) return
        this.steps.push({ path: path + '/' + slot, kind: had ? 'newer' : 'beside', mine: had ? had.text : '', theirs: text, result: text })
      })
      return kept
    }

    /**
     * @param {import('./progress-core.js').Ack | undefined} mine @param {import('./progress-core.js').Ack | undefined} theirs
     * @param {string} path @returns {import('./progress-core.js').Ack}
     */
    ack (mine, theirs, path) {
      const said = [mine, theirs].map(function (one) { return one ? [one.by, one.on].filter(Boolean).join(', ') : '' })
      if (!mine || !theirs) {
        if (theirs) this.filled(path, said[1])
        return /** @type {any} */ (mine || theirs)
      }
      // Who and when may be filled in one each: neither clears the other.
      const richer = { by: mine.by || theirs.by, on: mine.on || theirs.on, at: this.shared(mine.at, theirs.at) }
      if ((!mine.by || !theirs.by || mine.by === theirs.by) && (!mine.on || !theirs.on || mine.on === theirs.on)) {
        if (richer.by !== mine.by || richer.on !== mine.on) this.filled(path, said[1])
        return richer
      }
      const holds = this.decide(path, said[0], said[1], mine.at, theirs.at)
      const [kept, lost] = holds > 0 ? [mine, theirs] : [theirs, mine]
      return { by: kept.by || lost.by, on: kept.on || lost.on, at: this.stamp(path, holds, mine.at, theirs.at) }
    }

    /** The store keeps its own id: it is the place where it is kept. @returns {import('./progress-core.js').Unit} */
    unit () {
      /** @param {import('./progress-core.js').Unit} unit */
      const side = function (unit) { return { values: { name: unit.name, kinds: unit.kinds.join(' '), firstDay: unit.firstDay }, at: unit.at } }
      const { values, at } = this.fields(['name', 'kinds', 'firstDay'], side(this.mine.unit), side(this.theirs.unit), 'unit')
      const kinds = values.kinds ? values.kinds.split(' ') : []
      return { id: this.mine.unit.id, name: values.name || '', kinds, firstDay: values.firstDay || '', at: filledOnly(at) }
    }

    /** @returns {Progress} */
    whole () {
      const mine = this.mine
      const theirs = this.theirs
      const unit = this.unit()
      const settled = union(mine.settled, theirs.settled, function (one, other) {
        return union(one || {}, other || {}, function (each, their) { return P.later(each, their) })
      })
      /** @param {any} one @param {any} other */
      const laterOld = function (one, other) {
        if (!one || !other) return one || other
        if (one.at !== other.at) return one.at > other.at ? one : other
        return P.textOfOld(one) >= P.textOfOld(other) ? one : other
      }
      const again = union(mine.again, theirs.again, (one, other, id) => {
        const old = union(one || {}, other || {}, (each, their, from) => {
          const found = laterOld(each, their)
          return (P.own(P.own(settled, id) || {}, from) || '') > found.at ? undefined : found
        })
        return Object.keys(old).length ? old : undefined
      })
      const doc = {
        project: mine.project,
        unit,
        editions: union(mine.editions, theirs.editions, function (one, other) { return !one || (other && (other.date + other.sha256 > one.date + one.sha256)) ? other : one }),
        seen: this.seen,
        tasks: union(mine.tasks, theirs.tasks, (one, other, id) => other ? this.entry(one, other, 'tasks/' + id) : one),
        points: union(mine.points, theirs.points, (one, other, id) => {
          if (!one) this.filled('points/' + id, 'ticked')
          return P.later(one, other)
        }),
        limits: union(mine.limits, theirs.limits, (one, other, id) => other ? this.ack(one, other, 'limits/' + id) : one),
        again,
        settled,
        gone: union(mine.gone, theirs.gone, laterOld),
        prints: union(mine.prints, theirs.prints, function (one, other) { return P.later(one, other) })
      }
      return doc
    }
  }

/** @param {Object<string, string>} map @returns {Object<string, string>} without what is empty */
  function filledOnly (map) { return Object.fromEntries(Object.keys(map).filter(function (key) { return map[key] }).map(function (key) { return [key, map[key]] })) }

  /** @param {any} one @param {any} other @returns {boolean} */
  function sameReview (one, other) { return ['verdict', 'note', 'by', 'on', 'of'].every(function (key) { return one[key] === other[key] }) }

  /**
   * Both documents must be of one edition of the list: see `migrate`. The unit's id stays mine.
   * @param {Progress} mine @param {Progress} theirs @param {Choices} [choices]
   * @param {import('./progress-core.js').Context} [context] needed where something is chosen
   * @returns {Progress}
   */
  function merge (mine, theirs, choices, context) { return new Merge(mine, theirs, choices || {}, context).whole() }

  /**
   * What a merge would change in mine, item by item.
   * @param {Progress} mine @param {Progress} theirs @param {Choices} [choices]
   * @param {import('./progress-core.js').Context} [context] needed where something is chosen
   * @returns {{doc: Progress, steps: Step[], otherUnit: boolean, otherProject: boolean}}
   */
  function preview (mine, theirs, choices, context) {
    const merging = new Merge(mine, theirs, choices || {}, context)
    const doc = merging.whole()
    const otherUnit = mine.unit.id !== theirs.unit.id && P.nameKey(mine.unit.name) !== P.nameKey(theirs.unit.name)
    return { doc, steps: merging.steps, otherUnit, otherProject: mine.project !== theirs.project }
  }

  const api = { merge, preview }
  root.Guidance = Object.assign(root.Guidance || {}, { progress: Object.assign((root.Guidance || {}).progress || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
