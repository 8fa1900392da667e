// @ts-check
/* Above the rows: the unit, how far it is, what is next, what is late, where the data is; and the tools, each of
 * which opens a panel. */
(function (root) {
  'use strict'
  const G = root.Guidance
  const W = G.work

  /** After so many changes the page reminds of the file. */
  const MANY = 20

  /** What heads of phases say, and what they said at first. @type {WeakMap<Element, any>} */
  const heads = new WeakMap()

  /** @param {any} summary @returns {boolean} */
  function isBegun (summary) { return summary.todo < summary.total }

  /** @typedef {{key: string, build: (desk: any, head: Head) => {node: HTMLElement, show?: () => void}}} Panel */

  class Head {
    /** @param {any} desk @param {HTMLElement} node `[data-work]` @param {Panel[]} panels */
    constructor (desk, node, panels) {
      this.desk = desk
      this.node = node
      this.panels = panels
      this.tag = ''
      this.open = ''
      this.attic = W.el('div', { hidden: true })
      node.after(this.attic)
      const form = document.querySelector('[data-narrow]')
      if (form) this.attic.append(form)
      /** @type {any} */ this.built = null
    }

    build () {
      this.tag = W.tag()
      this.unit = W.el('button.work__unit', { type: 'button', click: () => { this.toggle('unit') } })
      this.count = W.el('span.work__count')
      this.bar = W.el('span')
      this.next = W.el('p.work__next')
      this.where = W.el('p.work__where')
      this.notice = W.el('div.work__notice', { role: 'alert', hidden: true })
      this.undo = W.el('p.work__undo', { hidden: true })
      this.news = W.el('div.work__news', { hidden: true })
      this.place = W.el('div.work__panel', { hidden: true })
      this.buttons = this.panels.map((one) => ({
        key: one.key,
        node: W.el('button.button', { type: 'button', 'aria-expanded': 'false', click: () => { this.toggle(one.key) } }, [W.say('tool-' + one.key)])
      }))
      this.node.replaceChildren(
        this.notice,
        W.el('div.work__line', {}, [this.unit, this.count, W.el('span.work__bar', { 'aria-hidden': 'true' }, [this.bar])]),
        this.next, this.news, this.undo,
        W.el('div.work__tools', {}, this.buttons.filter(function (one) { return one.key !== 'unit' }).map(function (one) { return one.node })),
        this.place, this.where)
      if (this.open) this.fill()
    }

    /** @param {string} key */
    toggle (key) {
      this.open = this.open === key ? '' : key
      this.fill()
      if (!this.open) return
      const first = this.place.querySelector('h2')
      if (first) first.focus({ preventScroll: true })
    }

    fill () {
      const panel = this.panels.filter((one) => one.key === this.open)[0]
      this.built = panel ? panel.build(this.desk, this) : null
      this.place.hidden = !panel
      // A form that the page came with stays in it.
      const form = this.place.querySelector('[data-narrow]')
      if (form && (!panel || panel.key !== 'narrow')) this.attic.append(form)
      this.place.replaceChildren()
      if (panel) {
        this.place.append(W.el('div.work__head', {}, [W.el('h2', { tabindex: '-1' }, [W.say('tool-' + panel.key)]),
          W.el('button.quiet', { type: 'button', click: () => { this.close(panel.key) } }, [W.say('close')])]), this.built.node)
        if (this.built.show) this.built.show()
      }
      this.unit.setAttribute('aria-expanded', String(this.open === 'unit'))
      this.buttons.forEach((/** @type {any} */ one) => { one.node.setAttribute('aria-expanded', String(one.key === this.open)) })
    }

    /** @param {string} key */
    close (key) {
      this.open = ''
      this.fill()
      const back = key === 'unit' ? this.unit : (this.buttons.filter(function (/** @type {any} */ one) { return one.key === key })[0] || {}).node
      if (back) back.focus()
    }

    /** @param {any} summary */
    show (summary) {
      if (this.tag !== W.tag()) this.build()
      const doc = this.desk.doc
      const name = G.progress.shown(doc.unit.name)
      this.unit.textContent = name || W.say('unit-none')
      this.unit.classList.toggle('work__unit--none', !name)
      const left = summary.total - summary['not-applicable']
      this.count.textContent = W.say('done-of', { n: summary.done, all: left })
      this.bar.style.inlineSize = (summary.share || 0) + '%'
      this.showPhases(summary)
      this.showNext(summary)
      this.showUndo()
      this.showNews()
      this.showStore()
      if (this.built && this.built.show) this.built.show()
    }

    /** How far each phase is stands in its head, in the place of how many tasks it has. @param {any} summary */
    showPhases (summary) {
      const begun = isBegun(summary)
      summary.phases.forEach(function (/** @type {any} */ one) {
        const said = document.querySelector('#phase-' + CSS.escape(one.id) + ' small')
        if (!said) return
        const text = begun ? W.say('done-of', { n: one.done, all: one.total - one['not-applicable'] }) : ''
        if (!heads.has(said)) heads.set(said, { text: '', plain: Array.from(said.childNodes) })
        const head = heads.get(said)
        if (head.text === text) return
        head.text = text
        said.replaceChildren.apply(said, text ? [text] : head.plain)
      })
    }

    /** @param {any} summary */
    showNext (summary) {
      const begun = isBegun(summary)
      /** @type {string[][]} */ const parts = []
      if (begun && !this.showFirst(summary.next) && summary.next) parts.push([W.say('next'), summary.next])
      summary.late.slice(0, 3).forEach(function (/** @type {string} */ id) { parts.push([W.say('late'), id]) })
      this.next.hidden = !parts.length
      this.next.replaceChildren.apply(this.next, parts.map((one) => W.el('span', {}, [
        W.el('i', {}, [one[0] + ' ']), W.el('a', { href: '#' + one[1] }, [W.titled(this.desk.list.titles, one[1])])
      ])))
      if (!summary.next && summary.total) {
        this.next.hidden = false
        this.next.replaceChildren(W.say('all-done'))
      }
    }

    /**
     * Once something is done, the box at the top says what is next.
     * @param {string} id @returns {boolean} whether the page has such a box
     */
    showFirst (id) {
      const box = /** @type {HTMLElement | null} */ (document.querySelector('.worklist__first'))
      if (!box) return false
      box.hidden = !id
      if (!id) return true
      const who = document.querySelector('#' + CSS.escape(id) + ' .task__who')
      const shown = W.el('span')
      if (who) shown.append.apply(shown, Array.from(who.cloneNode(true).childNodes))
      box.replaceChildren(W.el('i', {}, [W.say('next')]), ' ', W.el('a', { href: '#' + id }, [W.titled(this.desk.list.titles, id)]), ' ', shown)
      return true
    }

    showUndo () {
      const before = this.desk.before
      this.undo.hidden = !before
      if (before) this.undo.replaceChildren(W.say(before.key) + ' ', W.button('undo', () => { this.desk.undo(); W.announce(W.say('undone')) }))
      else this.undo.replaceChildren()
    }

    /** What is new for who worked here before. */
    showNews () {
      const news = this.desk.news
      this.news.hidden = !news || !(news.fresh.length || news.reworded.length || news.moved.length)
      if (!news) return
      const titles = this.desk.list.titles
      /** @param {string} key @param {string[]} ids */
      const line = function (key, ids) {
        if (!ids.length) return null
        return W.el('li', {}, [W.say(key) + ' '].concat(ids.map(function (id, at) {
          return W.el('span', {}, [at ? W.say('sep') : '', document.getElementById(id) ? W.el('a', { href: '#' + id }, [W.titled(titles, id)]) : W.titled(titles, id)])
        })))
      }
      this.news.replaceChildren(W.el('p', {}, [W.el('b', {}, [W.say('news')])]), W.el('ul', {}, [
        line('news-fresh', news.fresh), line('news-reworded', news.reworded),
        line('news-moved', news.moved.map(function (/** @type {any} */ one) { return one.from }))
      ]), W.button('news-seen', () => {
        this.desk.news = null
        this.desk.write()
        this.show(this.desk.summary())
      }))
    }

    /** Where the data is, and what stands in its way. */
    showStore () {
      const desk = this.desk
      const keep = desk.keep
      const problem = desk.cleared ? 'cleared-store' : keep.condition === 'kept' ? (desk.spoilt.length ? 'spoilt' : '') : keep.condition
      this.notice.hidden = !problem
      if (this.noticed !== problem + this.tag) {
        this.noticed = problem + this.tag
        this.notice.replaceChildren()
        if (problem) {
          this.notice.append(W.el('p', {}, [W.el('b', {}, [W.say('store-' + problem)]), ' ', W.say('store-way-' + problem)]),
            W.el('p.buttons', {}, problem === 'spoilt' ? [W.button('spoilt-save', () => { W.saveSpoilt(desk) }), W.button('spoilt-away', () => { W.dropSpoilt(desk); this.show(desk.summary()) })]
              : [W.button('save-file', () => { W.saveFile(desk) }), W.canSavePage() && W.button('save-page', () => { W.savePage(desk) }),
                  problem === 'cleared-store' && W.button('store-again', () => { desk.cleared = false; desk.keep.written.delete(desk.doc.unit.id); desk.write() })]))
        }
      }
      const meta = desk.meta
      const now = desk.now()
      const apart = W.isApart && W.isApart()
      // What the page for maintainers shows is nobody's record, and has no time.
      this.where.hidden = (!meta.at && !meta.changes && !apart) || !!this.where.closest('.parts-page')
      const many = meta.changes >= MANY
      this.where.classList.toggle('work__where--remind', many)
      this.where.replaceChildren(
        meta.at && keep.condition === 'kept' ? W.say('saved-at', { time: W.momentOf(meta.at, now) }) + ' ' : '',
        meta.out ? W.say('out-at', { time: W.momentOf(meta.out, now) }) : W.say('out-never'), ' ',
        many ? W.say('remind', { n: meta.changes }) + ' ' : '',
        W.el('button.quiet', { type: 'button', click: () => { W.saveFile(desk) } }, [W.say('save-file')]),
        apart ? ' ' + W.say('apart') : '')
    }
  }

  const api = { Head }
  root.Guidance = Object.assign(G, { work: Object.assign(W, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
