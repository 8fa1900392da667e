// @ts-check
/* What one enters about an opened task: its state, its points, a note, who, a day, what proves it; and what the
 * guidance group says of it. */
(function (root) {
  'use strict'
  const G = root.Guidance
  const W = G.work

  /** How long after the first key a text is taken over, however fast one goes on: whoever never pauses loses no more. */
  const PAUSE = 300

  /**
   * A field that keeps what is typed, soon after it is typed, and is not disturbed while one types.
   * @param {any} node an input or textarea @param {() => string} read @param {(text: string) => void} write
   * @returns {{show: () => void}}
   */
  function bind (node, read, write) {
    /** @type {any} */ let timer = 0
    const take = function () {
      clearTimeout(timer)
      timer = 0
      if (node.value !== read()) write(node.value)
    }
    node.addEventListener('input', function () { timer = timer || setTimeout(take, PAUSE) })
    node.addEventListener('change', take)
    root.addEventListener('pagehide', function () { if (timer) take() })
    return {
      show: function () {
        if (timer || (document.activeElement === node && node.value && node.type !== 'date')) return
        const text = read()
        if (node.value !== text) node.value = text
      }
    }
  }

  /** @param {string} key @param {any} node @param {string} [hint] @returns {HTMLElement} */
  function field (key, node, hint) {
    return W.el('label.field.field--' + key, {}, [W.el('span', {}, [W.say('field-' + key)]), node])
  }

  class Form {
    /** @param {import('./work-desk.js').Desk} desk @param {any} row */
    constructor (desk, row) {
      this.desk = desk
      this.row = row
      this.tag = ''
      /** @type {Array<{show: () => void}>} */ this.bound = []
      this.top = W.el('div.work-top')
      this.end = W.el('div.work-end')
      const body = row.task.querySelector('.task__body')
      body.prepend(this.top)
      const behind = body.querySelector('.points, .items')
      if (behind) behind.after(this.end)
      else body.append(this.end)
      this.ticks = this.pointTicks(body)
    }

    /** @param {any} change */
    change (change) { this.desk.change(Object.assign({ task: this.row.id }, change)) }

    /** @param {string} name @returns {string} */
    value (name) {
      const entry = this.row.entry
      return (entry && G.progress.own(entry.values, name)) || ''
    }

    /** @returns {string} */
    state () { return G.progress.stateOf(this.row.entry) }

    /** Each point gets a box of its own. @param {HTMLElement} body @returns {Array<{id: string, box: any, label: HTMLElement, again: HTMLElement}>} */
    pointTicks (body) {
      return this.row.points.map((/** @type {string} */ id) => {
        const node = document.getElementById(id)
        if (!node || !body.contains(node)) return null
        const name = 'tick-' + id
        const box = W.el('input', { type: 'checkbox', id: name, autocomplete: 'off', change: () => { this.desk.change({ point: id, ticked: box.checked }) } })
        const label = W.el('span.visually-hidden')
        const again = W.el('div.again', { hidden: true })
        node.classList.add('point--worked')
        node.prepend(W.el('label.point__tick', { for: name }, [box, label]))
        node.append(again)
        return { id, box, label, again }
      }).filter(Boolean)
    }

    /** Builds what depends on the language. */
    build () {
      this.tag = W.tag()
      this.bound = []
      const name = 'state-' + this.row.id
      this.states = G.progress.STATES.map((/** @type {string} */ state) => {
        const radio = W.el('input', { type: 'radio', name, value: state, autocomplete: 'off', change: () => { this.change({ field: 'state', value: state }) } })
        return { state, radio, node: W.el('label.choice-of', {}, [radio, W.say('state-' + state)]) }
      })
      this.reason = W.el('input', { type: 'text', maxlength: 2000, autocomplete: 'off' })
      this.reasonField = field('reason', this.reason)
      this.offer = W.el('p.offer', { hidden: true }, [W.say('offer') + ' ', W.button('offer-take', () => { this.change({ field: 'state', value: 'done' }) })])
      this.again = W.el('div.again', { hidden: true })
      this.top.replaceChildren(
        this.again,
        W.el('fieldset.states', {}, [W.el('legend.visually-hidden', {}, [W.say('state')])].concat(this.states.map(function (/** @type {any} */ one) { return one.node }))),
        this.reasonField, this.offer)
      this.keep(this.reason, 'reason')
      this.ticks.forEach(function (one) { one.label.textContent = W.say('tick-point', { point: titleOf(one.id) }) })
      this.buildEnd()
    }

    buildEnd () {
      const note = W.el('textarea', { rows: 2, maxlength: 20000 })
      const who = W.el('input', { type: 'text', maxlength: 200, autocomplete: 'off' })
      this.day = W.el('input', { type: 'date', autocomplete: 'off' })
      const proof = W.el('input', { type: 'text', maxlength: 2000, autocomplete: 'off' })
      this.dayName = W.el('span')
      this.others = W.el('ul.notes', { hidden: true })
      this.end.replaceChildren(
        W.el('fieldset.fields', {}, [
          W.el('legend', {}, [W.say('record')]),
          this.others,
          field('note', note),
          field('who', who),
          W.el('label.field.field--day', {}, [this.dayName, this.day]),
          field('proof', proof)
        ]),
        this.review())
      this.keep(who, 'who')
      this.keep(proof, 'proof')
      this.bound.push(bind(this.day, () => this.value(this.dayField()), (text) => { this.change({ field: this.dayField(), value: text }) }))
      this.bound.push(bind(note, () => this.ownNote(), (text) => { this.change({ note: text, slot: this.slot() }) }))
    }

    /** The day it was done, or the unit's own day for what is open. @returns {string} */
    dayField () { return G.progress.closed(this.state()) ? 'on' : 'due' }

    /** The note that is written on here: this browser's own, or the only one there is. @returns {string} */
    slot () {
      const slots = Object.keys((this.row.entry || { notes: {} }).notes)
      return slots.length === 1 ? slots[0] : this.desk.writer
    }

    /** @returns {string} */
    ownNote () {
      const entry = this.row.entry
      const note = entry && G.progress.own(entry.notes, this.slot())
      return note ? note.text : ''
    }

    /** @param {any} node @param {string} name */
    keep (node, name) {
      this.bound.push(bind(node, () => this.value(name), (text) => { this.change({ field: name, value: text }) }))
    }

    /** @returns {HTMLElement} the guidance group's part */
    review () {
      const by = W.el('input', { type: 'text', maxlength: 200, autocomplete: 'off' })
      const note = W.el('input', { type: 'text', maxlength: 2000, autocomplete: 'off' })
      const on = W.el('input', { type: 'date', autocomplete: 'off' })
      this.said = W.el('p.review__said')
      const decide = (/** @type {string} */ verdict) => {
        this.change({ review: { verdict, note: note.value, by: by.value, on: on.value || W.dayOf(this.desk.now()) } })
        W.announce(this.said.textContent)
      }
      this.takeBack = W.button('review-back', () => { this.change({ review: { verdict: '' } }) })
      return W.el('details.review', {}, [
        W.el('summary', {}, [W.say('review')]),
        this.said,
        W.el('div.fields', {}, [field('by', by), field('seen-on', on), field('review-note', note)]),
        W.el('p.buttons', {}, [W.button('review-accept', () => { decide('accepted') }), W.button('review-send', () => { decide('sent-back') }), this.takeBack])
      ])
    }

    show () {
      const P = G.progress
      if (this.tag !== W.tag()) this.build()
      const state = this.state()
      this.states.forEach(function (/** @type {any} */ one) { one.radio.checked = one.state === state })
      this.reasonField.hidden = state !== 'not-applicable'
      const ticked = this.row.points.filter((/** @type {string} */ one) => P.own(this.desk.doc.points, one)).length
      this.offer.hidden = P.closed(state) || !this.row.points.length || ticked < this.row.points.length
      this.dayName.textContent = W.say(P.closed(state) ? 'field-on' : 'field-due')
      this.bound.forEach(function (one) { one.show() })
      this.ticks.forEach((one) => {
        one.box.checked = !!P.own(this.desk.doc.points, one.id)
        W.showAgain(this.desk, one.id, one.again)
      })
      W.showAgain(this.desk, this.row.id, this.again)
      this.showNotes()
      const review = P.lookedAt(this.row.entry)
      this.takeBack.hidden = !review
      this.said.textContent = review ? [W.say(review.verdict), review.by, review.on, review.note].filter(Boolean).map(P.shown).join(' · ') : W.say('review-none')
    }

    /** Notes that others wrote stand above one's own. */
    showNotes () {
      const P = G.progress
      const notes = (this.row.entry || { notes: {} }).notes
      const others = Object.keys(notes).filter((slot) => slot !== this.slot()).sort()
      this.others.hidden = !others.length
      this.others.replaceChildren.apply(this.others, others.map((slot) => W.el('li', {}, [
        P.shown(notes[slot].text), notes[slot].by ? ' (' + P.shown(notes[slot].by) + ')' : '', ' ',
        W.el('button.quiet', { type: 'button', click: () => { this.change({ note: '', slot }) } }, [W.say('note-away')])
      ])))
    }
  }

  /** A point's title as the page has it, in the language shown. @param {string} id @returns {string} */
  function titleOf (id) {
    const node = document.querySelector('#' + CSS.escape(id) + ' :is(.point__head b, .item__title)')
    if (!node) return id
    const voice = node.querySelector('[lang="' + W.tag() + '"]')
    return ((voice || node).textContent || '').trim()
  }

  const api = { Form, bind, field, titleOf }
  root.Guidance = Object.assign(G, { work: Object.assign(W, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
