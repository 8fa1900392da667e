// @ts-check
/* Dates: worked out from the unit's own first day where a text gives a stretch, with the sentence; no others. */
(function (root) {
  'use strict'
  const G = root.Guidance
  const W = G.work

  /** @param {string} day @param {string} first @param {string} last @returns {number} how far a day lies in a stretch, 0 to 100 */
  function shareOf (day, first, last) {
    const [at, from, to] = [day, first, last].map(function (one) { return Date.parse(one) })
    return to > from ? Math.max(0, Math.min(100, (at - from) / (to - from) * 100)) : 100
  }

  /** @param {any} desk */
  function datesPanel (desk) {
    const P = G.progress
    const input = W.el('input', { type: 'date', autocomplete: 'off' })
    const bound = W.bind(input, function () { return desk.doc.unit.firstDay }, function (/** @type {string} */ text) { desk.change({ unit: { firstDay: text } }) })
    const list = W.el('ul.stretches')
    const save = W.button('save-calendar', function () {
      const words = { tag: W.tag(), about: W.say('about'), sentence: W.say('sentence') }
      W.download(W.fileName(desk, '.ics'), new Blob([P.calendar(desk.list, desk.doc, words)], { type: 'text/calendar' }))
      W.announce(W.say('said-saved'))
    })
    const buttons = W.el('p.buttons', {}, [save])
    let shown = ''

    function show () {
      bound.show()
      const today = W.dayOf(desk.now())
      // Whatever is saved shows every panel: what is the same stays, and with it what one has selected in it.
      const key = [W.tag(), today, desk.doc.unit.firstDay].join(' ')
      if (key === shown) return
      shown = key
      const found = P.stretches(desk.list, desk.doc.unit.firstDay)
      buttons.hidden = !found.length
      list.replaceChildren.apply(list, desk.list.windows.map(function (/** @type {any} */ one) {
        const stretch = found.filter(function (/** @type {any} */ each) { return each.id === one.id })[0]
        const bar = stretch && W.el('span.stretch', { 'aria-hidden': 'true' }, [W.el('span')])
        if (bar) bar.firstChild.style.inlineSize = shareOf(today, stretch.first, stretch.last) + '%'
        return W.el('li', {}, [
          W.el('b', {}, [W.titled(desk.list.titles, one.id)]), ' ',
          stretch ? stretch.first + ' – ' + (stretch.about ? W.say('about') : '') + stretch.last : W.say('no-first-day'), bar || null,
          W.el('blockquote.said', { lang: W.data().quoted[W.tag()] }, [one.quote[W.tag()] || '', ' ', W.el('cite', {}, [one.at])])
        ])
      }))
    }
    return { node: W.el('div', {}, [W.field('first-day', input), W.el('p.hint', {}, [W.say('dates-hint')]), list, buttons]), show }
  }

  const api = { datesPanel, shareOf }
  root.Guidance = Object.assign(G, { work: Object.assign(W, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
