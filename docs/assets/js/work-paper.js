// @ts-check
/* Paper: the list with its states on two pages, or with all quotes, or a sheet to be signed and sealed. */
(function (root) {
  'use strict'
  const G = root.Guidance
  const W = G.work

  /** @param {string} kind */
  function print (kind) {
    document.documentElement.dataset.print = kind
    root.print()
  }

  /** @param {any} desk @returns {HTMLElement} the sign-off sheet */
  function sheet (desk) {
    const P = G.progress
    const doc = desk.doc
    const summary = desk.summary()
    const titles = desk.list.titles
    const heads = ['task', 'state', 'field-who', 'day', 'field-proof', 'field-note', 'review']
    const table = W.el('table', {}, [W.el('thead', {}, [W.el('tr', {}, heads.map(function (key) { return W.el('th', { scope: 'col' }, [W.say(key)]) }))])])
    desk.list.phases.forEach(function (/** @type {any} */ phase) {
      const body = W.el('tbody', {}, [W.el('tr', {}, [W.el('th', { colspan: heads.length, scope: 'rowgroup' }, [W.titled(titles, phase.id)])])])
      phase.tasks.forEach(function (/** @type {string} */ id) {
        const entry = P.own(doc.tasks, id)
        const review = P.lookedAt(entry)
        /** @param {string} name */
        const value = function (name) { return P.shown((entry && P.own(entry.values, name)) || '') }
        const state = P.stateOf(entry)
        body.append(W.el('tr', {}, [W.titled(titles, id), [W.say('state-' + state), value('reason')].filter(Boolean).join(W.say('colon')), value('who'), value(P.closed(state) ? 'on' : 'due'), value('proof'), P.shown(W.notesOf(entry)),
          review ? [W.say(review.verdict), review.by, review.on, review.note].filter(Boolean).map(P.shown).join(' ') : ''].map(function (one) { return W.el('td', {}, [one]) })))
      })
      table.append(body)
    })
    const limits = desk.list.limits.map(function (/** @type {string} */ id) {
      const ack = P.own(doc.limits, id)
      return W.el('li', {}, [W.titled(titles, id) + W.say('colon') + (ack ? [W.say('acknowledged'), ack.by, ack.on].filter(Boolean).map(P.shown).join(' ') : W.say('unknown-yet'))])
    })
    const editions = Object.keys(desk.list.editions).map(function (id) { return W.el('p.signoff__edition', {}, [W.say('edition') + ' ' + desk.list.editions[id].date + ' · SHA-256 ' + desk.list.editions[id].sha256]) })
    return W.el('section.signoff', { lang: W.tag() }, [
      W.el('h1', {}, [W.say('sheet')]),
      W.el('p', {}, [W.el('b', {}, [W.say('field-unit') + W.say('colon')]), P.shown(doc.unit.name) || '＿＿＿＿＿＿＿＿', ' · ', desk.doc.unit.kinds.map(function (/** @type {string} */ one) { return W.titled(W.data().kinds, one) }).join(W.say('sep'))]),
      W.el('p', {}, [[W.say('done-of', { n: summary.done, all: summary.total - summary['not-applicable'] }), doc.unit.firstDay && W.say('field-first-day') + ' ' + doc.unit.firstDay, W.say('printed', { day: W.dayOf(desk.now()) })].filter(Boolean).join(' · ')]),
      table,
      limits.length ? W.el('h2', {}, [W.say('limits')]) : null, W.el('ul', {}, limits),
      W.el('div.signoff__signs', {}, ['sign-unit', 'sign-group', 'sign-seal'].map(function (key) { return W.el('p', {}, [W.say(key)]) }))
    ].concat(editions, whereabouts()))
  }

  /** @returns {HTMLElement[]} where the list is: the site's own address with its code, else that of the page */
  function whereabouts () {
    const { address, code } = W.data()
    if (!code && !/^http/.test(location.protocol)) return []
    return [W.el('p.signoff__edition', {}, [code && W.el('img', { src: code, alt: '' }), address || location.href.replace(/[?#].*$/, '')])]
  }

  /** @param {any} desk */
  function printPanel (desk) {
    /** @param {string} key @param {() => void} press */
    const line = function (key, press) { return W.el('li', {}, [W.button(key, press), W.el('span.hint', {}, [W.say(key + '-hint')])]) }
    return { node: W.el('ul.ways', {}, [
      line('print-short', function () { fill(desk); print('short') }),
      line('print-long', function () { fill(desk); print('long') }),
      line('print-sheet', function () { fill(desk); print('sheet') })
    ]) }
  }

  /** Fills in what paper shows of the state. @param {any} desk */
  function fill (desk) {
    const P = G.progress
    const paper = paperLine()
    const summary = desk.summary()
    paper.textContent = [P.shown(desk.doc.unit.name), W.say('done-of', { n: summary.done, all: summary.total - summary['not-applicable'] }), W.say('printed', { day: W.dayOf(desk.now()) })].filter(Boolean).join(' · ')
    document.querySelectorAll('.row[data-task]').forEach(function (/** @type {any} */ row) {
      const entry = P.own(desk.doc.tasks, row.dataset.task)
      const cells = row.querySelectorAll('.task__sheet > span')
      if (cells.length < 2) return
      ;['on', 'who'].forEach(function (name, at) {
        const value = P.shown((entry && P.own(entry.values, name)) || '')
        if (value) cells[at].dataset.value = value
        else delete cells[at].dataset.value
      })
    })
    document.querySelectorAll('.signoff').forEach(function (one) { one.remove() })
    document.body.append(sheet(desk))
  }

  /** @returns {HTMLElement} */
  function paperLine () {
    const known = /** @type {HTMLElement | null} */ (document.querySelector('.work__paper'))
    if (known) return known
    const made = W.el('p.work__paper.print-only')
    const node = document.querySelector('[data-work]')
    if (node) node.before(made)
    return made
  }

  const api = { printPanel, sheet, fillPaper: fill }
  root.Guidance = Object.assign(G, { work: Object.assign(W, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
