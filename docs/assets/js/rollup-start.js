// @ts-check
/* Opens the files of many units, one after the other so that the page stays usable, and shows what they say. */
(function (root) {
  'use strict'
  const G = root.Guidance
  const W = G.work
  const R = G.rollup

  /** How many rows are drawn at first: the rest is one press away. */
  const MOST = 100

  class Desk {
    /** @param {HTMLElement} node @param {any} library */
    constructor (node, library) {
      this.node = node
      this.library = library
      /** @type {Array<{name: string, parsed: any}>} */ this.files = []
      this.expected = ''
      this.view = { text: '', kind: '', only: '', sort: 'name' }
      this.chosen = ''
      this.all = false
      this.build()
    }

    build () {
      this.tag = W.tag()
      const input = W.el('input.visually-hidden', { type: 'file', multiple: true, accept: '.json,.txt,.html,.htm', change: () => { this.take(Array.from(input.files)); input.value = '' } })
      this.status = W.el('p.rollup__status', { role: 'status' })
      this.expects = W.el('textarea', { rows: 3, value: this.expected, input: () => { this.expected = this.expects.value; this.soon() } })
      this.tools = W.el('div.rollup__tools', { hidden: true })
      this.out = W.el('div.rollup__out')
      this.node.replaceChildren(W.el('div.drop', {
        dragover: (/** @type {Event} */ event) => { event.preventDefault() },
        drop: (/** @type {any} */ event) => { event.preventDefault(); this.take(Array.from(event.dataTransfer.files)) }
      }, [W.el('label.button.button--main.file', {}, [input, W.say('choose-files')]), W.el('p.hint', {}, [W.say('rollup-hint')]), this.status]),
      W.el('details.rollup__expected', { open: !!this.expected }, [W.el('summary', {}, [W.say('expected')]), W.field('expected', this.expects), W.el('p.hint', {}, [W.say('expected-hint')])]),
      this.tools, this.out)
      this.buildTools()
      if (this.files.length) this.show()
    }

    buildTools () {
      /** @param {string} name @param {Array<[string, string]>} options */
      const select = (name, options) => W.el('label', {}, [W.say('by-' + name) + ' ', W.el('select', { autocomplete: 'off', change: (/** @type {any} */ event) => { /** @type {any} */ (this.view)[name] = event.target.value; this.show() } },
        options.map((one) => W.el('option', { value: one[0], selected: /** @type {any} */ (this.view)[name] === one[0] }, [one[1]])))])
      const kinds = Object.keys(this.library.kinds)
      this.tools.replaceChildren(
        W.el('label', {}, [W.say('by-text') + ' ', W.el('input', { type: 'search', value: this.view.text, input: (/** @type {any} */ event) => { this.view.text = event.target.value; this.soon() } })]),
        select('kind', [['', W.say('all')]].concat(kinds.map(function (one) { return [one, W.titled(W.data().kinds, one)] })).map(function (one) { return /** @type {[string, string]} */ (one) })),
        select('only', R.ONLY.map(function (/** @type {string} */ one) { return [one, W.say(one ? 'only-' + one : 'all')] })),
        select('sort', R.SORTS.map(function (/** @type {string} */ one) { return [one, W.say('sort-' + one)] })),
        W.button('save-table', () => { this.save() }), W.button('print', () => { root.print() }), W.button('empty-all', () => { this.files = []; this.chosen = ''; this.show() }))
    }

    /** @param {File[]} files */
    async take (files) {
      for (let at = 0; at < files.length; at++) {
        this.files.push({ name: files[at].name, parsed: await W.readFile(files[at], this.library.project) })
        if (at % 20 === 19) {
          this.status.textContent = W.say('read-so-far', { n: at + 1, all: files.length })
          await new Promise(function (resolve) { setTimeout(resolve, 0) })
        }
      }
      this.show()
      this.status.textContent = W.say('read-all', { n: files.length, units: this.result.rows.length, refused: this.result.refused.length })
    }

    soon () {
      clearTimeout(this.timer)
      this.timer = setTimeout(() => { this.show() }, 200)
    }

    show () {
      if (this.tag !== W.tag()) return this.build()
      const gathering = new G.progress.Gathering(this.library, W.dayOf(Date.now()))
      this.files.forEach(function (one) { gathering.take(one.name, one.parsed) })
      this.gathering = gathering
      this.result = gathering.result(this.expected.split('\n').map(function (one) { return one.trim() }).filter(Boolean))
      const result = this.result
      this.tools.hidden = !result.rows.length
      if (!this.files.length) return this.out.replaceChildren()
      const rows = R.viewed(result.rows, this.view)
      const drawn = this.all ? rows : rows.slice(0, MOST)
      const titles = this.library.titles
      const choose = (/** @type {string} */ id) => {
        this.chosen = id
        this.show()
        const place = this.out.querySelector('#chosen')
        if (place) place.scrollIntoView()
      }
      const chosen = result.rows.filter((/** @type {any} */ row) => row.id === this.chosen)[0]
      this.out.replaceChildren(R.sums(result), R.troubles(result))
      if (!result.rows.length) return
      this.out.append(
        W.el('p', { hidden: rows.length === result.rows.length }, [W.say('shown-of', { n: rows.length, all: result.rows.length })]),
        R.table(['phase', 'done', 'share'], R.phases(rows).map(function (/** @type {any} */ one) { return [W.titled(titles, one.id), one.done + '\uff0f' + (one.total - one.na), R.percent(one.share)] }), W.say('by-phase')),
        R.units(drawn, choose),
        R.heat(result, drawn, choose, titles))
      if (drawn.length < rows.length) this.out.append(W.button('show-all', () => { this.all = true; this.show() }))
      if (chosen) this.out.append(W.el('section', { id: 'chosen', tabindex: '-1' }, [W.el('h2', {}, [R.nameOf(chosen)]), R.unit(chosen, gathering.list(chosen.kinds))]))
      this.out.append(R.notes(rows, titles))
    }

    save () {
      const rows = R.viewed(this.result.rows, this.view)
      const heads = ['unit', 'kind', 'field-first-day', 'done', 'state-doing', 'state-todo', 'state-not-applicable', 'share', 'late', 'undecided', 'sent-back', 'notes', 'oldest', 'newest', 'outdated', 'file'].map(function (key) { return W.say(key) })
      const tasks = this.result.columns.map((/** @type {any} */ one) => W.titled(this.library.titles, one.id))
      const columns = this.result.columns
      const lines = rows.map(function (/** @type {any} */ row) {
        const sum = row.summary
        return [row.name, R.kindsOf(row.kinds), row.firstDay, sum.done, sum.doing, sum.todo, sum['not-applicable'], R.percent(sum.share), sum.late.length, sum.undecided.length, sum.sentBack.length, row.noted.length,
          R.dayOfStamp(sum.oldest), R.dayOfStamp(sum.newest), row.outdated ? W.say('yes') : '', row.files.join(' ')].concat(columns.map(function (/** @type {any} */ one) { return row.states[one.id] === undefined ? '' : W.say('state-' + row.states[one.id]) }))
      })
      W.download(W.say('units') + '-' + W.dayOf(Date.now()) + '.csv', new Blob(['\ufeff', W.csv([heads.concat(tasks)].concat(lines))], { type: 'text/csv' }))
      W.announce(W.say('said-saved'))
    }
  }

  /** @param {any[]} rows @param {any} titles @returns {HTMLElement} what units wrote, and what they decided without a reason */
  R.notes = function (rows, titles) {
    const P = G.progress
    /** @type {any[]} */ const lines = []
    rows.forEach(function (row) {
      const undecided = row.summary.undecided.map(function (/** @type {string} */ id) { return W.titled(titles, id) })
      if (undecided.length) lines.push([R.nameOf(row), undecided.join(W.say('sep')), W.say('no-reason')])
      row.noted.forEach(function (/** @type {any} */ one) { lines.push([R.nameOf(row), W.titled(titles, one.task), P.shown(one.text + (one.by ? ' (' + one.by + ')' : ''))]) })
    })
    if (!lines.length) return W.el('div')
    return R.table(['unit', 'task', 'field-note'], lines.slice(0, 500), W.say('notes'))
  }

  function start () {
    const node = /** @type {HTMLElement | null} */ (document.querySelector('[data-rollup]'))
    const library = W.block(document.getElementById('rollup-list') ? 'rollup-list' : 'progress-list')
    if (!node || !library.kinds) return
    const desk = new Desk(node, library)
    document.querySelectorAll('.switch').forEach(function (one) { one.addEventListener('change', function () { desk.build() }) })
  }

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start)
  else start()
})(/** @type {any} */ (window))
