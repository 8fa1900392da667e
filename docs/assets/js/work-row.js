// @ts-check
/* A task's row: its check box, its state in words, and, once it is opened, what one enters about it. */
(function (root) {
  'use strict'
  const G = root.Guidance
  const W = G.work

  /** @typedef {import('./work-desk.js').Desk} Desk */

  /** What a tick does to a state, and what taking it back does. @param {boolean} ticked @returns {string} */
  function stateFor (ticked) { return ticked ? 'done' : 'todo' }

  class Row {
    /** @param {Desk} desk @param {HTMLElement} node `.row` with its `details.task` */
    constructor (desk, node) {
      this.desk = desk
      this.node = node
      this.id = node.dataset.task || ''
      this.task = /** @type {HTMLDetailsElement} */ (node.querySelector('.task'))
      this.facts = /** @type {HTMLElement} */ (node.querySelector('.task__state'))
      this.count = /** @type {HTMLElement} */ (node.querySelector('.task__points'))
      this.points = (G.progress.own(desk.list.tasks, this.id) || { points: [] }).points
      /** @type {Node[]} */ this.plain = Array.from(this.count.childNodes)
      this.shown = ''
      /** @type {any} */ this.form = null
      const name = 'tick-' + this.id
      this.box = W.el('input', { type: 'checkbox', id: name, autocomplete: 'off', change: () => { this.tick() } })
      this.label = W.el('span.visually-hidden')
      node.prepend(W.el('label.row__tick', { for: name }, [this.box, this.label]))
      node.classList.add('row--worked')
      this.task.addEventListener('toggle', () => { if (this.task.open) this.opened() })
      if (this.task.open) this.opened()
    }

    tick () {
      this.desk.change({ task: this.id, field: 'state', value: stateFor(this.box.checked) })
      W.announce(W.say(this.box.checked ? 'said-done' : 'said-open', { task: this.title }))
    }

    /** @returns {string} */
    get title () { return W.titled(this.desk.list.titles, this.id) }

    /** @returns {any} */
    get entry () { return G.progress.own(this.desk.doc.tasks, this.id) }

    opened () {
      if (!this.form) {
        this.form = new W.Form(this.desk, this)
        this.form.show()
      }
    }

    /** Shows what is known now. @param {Set<string>} late ids of late tasks */
    show (late) {
      const P = G.progress
      const entry = this.entry
      const state = P.stateOf(entry)
      const review = P.lookedAt(entry)
      const ticked = this.points.filter((/** @type {string} */ one) => P.own(this.desk.doc.points, one)).length
      const again = !!P.own(this.desk.doc.again, this.id) || this.points.some((/** @type {string} */ one) => P.own(this.desk.doc.again, one))
      const isLate = late.has(this.id)
      const key = [W.tag(), state, ticked, review ? review.verdict : '', again, isLate].join(' ')
      if (key !== this.shown) {
        this.shown = key
        this.box.checked = state === 'done'
        this.box.indeterminate = state === 'doing'
        this.label.textContent = W.say('tick', { task: this.title })
        this.node.dataset.state = state
        this.node.dataset.marks = [isLate && 'late', review && review.verdict, again && 'again'].filter(Boolean).join(' ')
        this.facts.replaceChildren.apply(this.facts, this.tags(state, review, again, isLate))
        if (ticked) this.count.textContent = W.say('points', { n: ticked, all: this.points.length })
        else this.count.replaceChildren.apply(this.count, this.plain)
      }
      if (this.form) this.form.show()
    }

    /**
     * What is to do says nothing: its empty box does.
     * @param {string} state @param {any} review @param {boolean} again @param {boolean} late @returns {Node[]}
     */
    tags (state, review, again, late) {
      /** @type {Node[]} */ const found = []
      if (late) found.push(W.el('span.tag.tag--late', {}, [W.say('late')]))
      if (again) found.push(W.el('span.tag.tag--now', {}, [W.say('again')]))
      if (review && review.verdict === 'sent-back') found.push(W.el('span.tag.tag--now', {}, [W.say('sent-back')]))
      if (state === 'doing') found.push(W.el('span.tag.tag--now', {}, [W.say('state-doing')]))
      else if (state !== 'todo') found.push(W.el('span.tag.tag--plain', {}, [W.say('state-' + state)]))
      if (review && review.verdict === 'accepted') found.push(W.el('span.tag.tag--plain', {}, ['\u2713 ' + W.say('accepted')]))
      return found
    }
  }

  const api = { Row, stateFor }
  root.Guidance = Object.assign(G, { work: Object.assign(W, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
