// @ts-check
/* A file comes in: first what it would change, item by item where both sides changed, then the change, with a way back. */
(function (root) {
  'use strict'
  const G = root.Guidance
  const W = G.work

  /** How many lines of a preview are shown at most. */
  const MOST = 300

  /** @param {any} desk @param {string} path @returns {string} what a step is about, in words */
  function placeOf (desk, path) {
    const parts = path.split('/')
    const titles = desk.list.titles
    if (parts[0] === 'unit') return W.say(parts[1] === 'firstDay' ? 'field-first-day' : parts[1] === 'name' ? 'field-unit' : 'tool-unit')
    if (parts[0] === 'points') return W.titleOf(parts[1])
    const title = W.titled(titles, parts[1])
    if (parts[0] === 'limits') return title + ' · ' + W.say('acknowledged')
    const field = parts[2] === 'state' ? 'state' : parts[2] === 'review' ? 'review' : parts[2] === 'notes' ? 'field-note' : 'field-' + parts[2]
    return title + ' · ' + W.say(field)
  }

  /** @param {string} path @param {string} value @returns {string} */
  function valueOf (path, value) {
    if (!value) return W.say('empty')
    if (/\/state$/.test(path)) return W.say('state-' + value)
    if (/^points\//.test(path)) return W.say('ticked')
    const found = /^(accepted|sent-back)(.*)$/.exec(value)
    if (/\/review$/.test(path) && found) return W.say(found[1]) + G.progress.shown(found[2])
    return G.progress.shown(value)
  }

  /** @param {any} flaw @returns {string} */
  function flawOf (flaw) {
    const shown = [flaw.at, flaw.fragment && '«' + G.progress.shown(flaw.fragment) + '»'].filter(Boolean).join(' ')
    return W.say('flaw-' + flaw.code) + (shown ? ' (' + shown + ')' : '')
  }

  /** @param {File} file @param {string} project @returns {Promise<any>} see progress-parse.js */
  async function readFile (file, project) {
    const P = G.progress
    if (file.size > P.LIMITS.bytes) return { doc: null, flaws: [{ code: 'too-large', at: '', fragment: '' }] }
    try { return P.parseBytes(new Uint8Array(await file.arrayBuffer()), project) } catch (_) { return { doc: null, flaws: [{ code: 'unreadable', at: '', fragment: '' }] } }
  }

  class Incoming {
    /** @param {any} desk @param {any} head */
    constructor (desk, head) {
      this.desk = desk
      this.head = head
      this.out = W.el('div.incoming', { 'aria-live': 'polite' })
      const input = W.el('input.visually-hidden', { type: 'file', accept: '.json,.txt,.html,.htm,application/json,text/plain,text/html', change: () => { this.take(input.files[0]); input.value = '' } })
      this.node = W.el('div.drop', {
        dragover: (/** @type {Event} */ event) => { event.preventDefault() },
        drop: (/** @type {any} */ event) => { event.preventDefault(); this.take(event.dataTransfer.files[0]) }
      }, [W.el('label.button.file', {}, [input, W.say('choose-file')]), W.el('p.hint', {}, [W.say('open-hint')]), this.out])
    }

    /** @param {File | undefined} file */
    async take (file) {
      if (!file) return
      this.out.replaceChildren(W.el('p', {}, [W.say('reading')]))
      this.offer(await readFile(file, this.desk.library.project), file.name)
    }

    /** @param {any} parsed @param {string} name */
    offer (parsed, name) {
      const desk = this.desk
      if (!parsed.doc) return this.refuse(name, parsed.flaws.map(flawOf))
      const doc = G.progress.migrate(parsed.doc, desk.list).doc
      if (!desk.kinds.every(function (/** @type {string} */ kind) { return doc.unit.kinds.indexOf(kind) >= 0 })) return this.refuse(name, [W.say('other-kind', { kinds: doc.unit.kinds.join(W.say('sep')) })])
      this.doc = doc
      /** @type {Object<string, 'mine' | 'theirs'>} */ this.choices = {}
      this.preview(name)
    }

    /** @param {string} name @param {string[]} reasons */
    refuse (name, reasons) {
      this.out.replaceChildren(W.el('p.error', {}, [W.say('refused', { file: G.progress.shown(name) })]), W.el('ul', {}, reasons.map(function (one) { return W.el('li', {}, [one]) })))
    }

    /** @param {string} name */
    preview (name) {
      const desk = this.desk
      const P = G.progress
      const found = P.preview(desk.doc, this.doc)
      const other = found.otherUnit
      const both = found.steps.filter(function (/** @type {any} */ one) { return one.kind === 'both' })
      const rest = found.steps.filter(function (/** @type {any} */ one) { return one.kind !== 'both' })
      const here = P.shown(desk.doc.unit.name) || W.say('unit-unnamed')
      const theirs = P.shown(this.doc.unit.name) || W.say('unit-unnamed')
      const lines = [W.el('p', {}, [W.el('b', {}, [P.shown(name)]), ' · ', theirs])]
      if (other) lines.push(W.el('p.again', {}, [W.say('other-unit', { here, theirs })]))
      if (!found.steps.length) lines.push(W.el('p', {}, [W.say('nothing-new')]))
      if (both.length) lines.push(W.el('h3', {}, [W.say('both', { n: both.length })]), W.el('ul.steps-in', {}, both.map((/** @type {any} */ one) => this.choice(one))))
      if (rest.length) {
        lines.push(W.el('details', { open: rest.length <= 20 }, [W.el('summary', {}, [W.say('changes', { n: rest.length })]),
          W.el('ul.steps-in', {}, rest.slice(0, MOST).map(function (/** @type {any} */ one) {
            return W.el('li', {}, [placeOf(desk, one.path) + W.say('colon'), one.mine ? W.el('del', {}, [valueOf(one.path, one.mine)]) : null, one.mine ? ' → ' : '', W.el('b', {}, [valueOf(one.path, one.result)])])
          })), rest.length > MOST ? W.el('p', {}, ['…']) : null]))
      }
      const into = found.steps.length ? W.button(other ? 'take-into' : 'take-over', () => { this.merge() }, other ? '' : 'main') : null
      const apart = other || !desk.kept ? W.button('take-apart', () => { this.apart() }, other ? 'main' : '') : null
      lines.push(W.el('p.buttons', {}, [other ? apart : into, other ? into : null, W.button('cancel', () => { this.out.replaceChildren() })]))
      this.out.replaceChildren.apply(this.out, lines)
    }

    /** Where both sides changed, one chooses; what is later stands first. @param {any} step */
    choice (step) {
      const name = 'choice-' + step.path
      /** @param {'mine' | 'theirs'} side */
      const one = (side) => W.el('label.choice-of', {}, [
        W.el('input', { type: 'radio', name, autocomplete: 'off', checked: step.result === step[side], change: () => { /** @type {any} */ (this.choices)[step.path] = side } }),
        W.say('side-' + side) + W.say('colon') + valueOf(step.path, step[side])
      ])
      return W.el('li', {}, [W.el('fieldset.states', {}, [W.el('legend', {}, [placeOf(this.desk, step.path)]), one('mine'), one('theirs')])])
    }

    merge () {
      const desk = this.desk
      desk.flush()
      const merged = G.progress.merge(desk.doc, this.doc, this.choices, desk.context())
      this.out.replaceChildren()
      this.head.close('in')
      desk.replace(merged, 'imported')
      W.announce(W.say('imported'))
    }

    /** As a unit of its own beside the one at hand. */
    apart () {
      const desk = this.desk
      const id = this.doc.unit.id
      const stored = desk.keep.read(id)
      const known = stored === null ? null : desk.parsed(stored)
      desk.flush()
      desk.keep.write(id, G.progress.write(known ? G.progress.merge(known, this.doc) : this.doc))
      this.head.close('in')
      desk.open(id)
      W.announce(W.say('imported'))
    }
  }

  /** @param {any} desk @param {any} head */
  function inPanel (desk, head) { return new Incoming(desk, head) }

  const api = { Incoming, inPanel, readFile, flawOf }
  root.Guidance = Object.assign(G, { work: Object.assign(W, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
