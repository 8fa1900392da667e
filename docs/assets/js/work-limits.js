// @ts-check
/* A limit is not done: it is acknowledged, by whom and when, and stays. */
(function (root) {
  'use strict'
  const G = root.Guidance
  const W = G.work

  class Limit {
    /** @param {any} desk @param {HTMLDetailsElement} node `details.limit` @param {string} [id] where it is not the node's */
    constructor (desk, node, id) {
      this.desk = desk
      this.node = node
      this.id = id || node.id
      this.tag = ''
      this.mark = W.el('span.limit__ack')
      const summary = /** @type {HTMLElement} */ (node.querySelector('summary'))
      summary.append(this.mark)
      this.form = W.el('div.limit__form')
      node.append(this.form)
      node.addEventListener('toggle', () => { if (node.open) this.show() })
    }

    get entry () { return G.progress.own(this.desk.doc.limits, this.id) }

    build () {
      this.tag = W.tag()
      const name = 'tick-' + this.id
      this.box = W.el('input', { type: 'checkbox', id: name, autocomplete: 'off', change: () => { this.set(this.box.checked) } })
      this.by = W.el('input', { type: 'text', maxlength: 200, autocomplete: 'off' })
      this.on = W.el('input', { type: 'date', autocomplete: 'off' })
      this.fields = W.el('div.fields', {}, [W.field('by', this.by), W.field('seen-on', this.on)])
      this.again = W.el('div.again', { hidden: true })
      this.form.replaceChildren(this.again, W.el('label.check', { for: name }, [this.box, W.say('acknowledge')]), this.fields)
      const part = (/** @type {string} */ key) => () => (this.entry ? this.entry[key] : '')
      this.bound = [W.bind(this.by, part('by'), () => { this.set(true) }), W.bind(this.on, part('on'), () => { this.set(true) })]
    }

    /** @param {boolean} acknowledged */
    set (acknowledged) {
      const on = acknowledged && !this.entry && !this.on.value ? W.dayOf(this.desk.now()) : this.on.value
      this.desk.change({ limit: this.id, acknowledged, by: this.by.value, on })
    }

    show () {
      const P = G.progress
      const entry = this.entry
      const again = P.own(this.desk.doc.again, this.id)
      const text = again ? W.say('again') : entry ? '\u2713 ' + W.say('acknowledged') : ''
      if (this.mark.textContent !== text) this.mark.textContent = text
      if (!this.node.open) return
      if (this.tag !== W.tag()) this.build()
      this.box.checked = !!entry
      this.fields.hidden = !entry
      this.bound.forEach(function (/** @type {any} */ one) { one.show() })
      W.showAgain(this.desk, this.id, this.again)
    }
  }

  const api = { Limit }
  root.Guidance = Object.assign(G, { work: Object.assign(W, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
