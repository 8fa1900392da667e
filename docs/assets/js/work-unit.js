// @ts-check
/* The unit at hand: its name, its first day, the others kept on this device, another one. */
(function (root) {
  'use strict'
  const G = root.Guidance
  const W = G.work

  /** @param {any} desk @param {any} head */
  function unitPanel (desk, head) {
    const P = G.progress
    const name = W.el('input', { type: 'text', maxlength: 200, autocomplete: 'organization' })
    const bound = W.bind(name, function () { return desk.doc.unit.name }, function (/** @type {string} */ text) { desk.change({ unit: { name: text } }) })
    const list = W.el('ul.units')
    const more = W.el('p.buttons', {}, [
      W.button('unit-new', function () { desk.begin(''); name.focus(); W.announce(W.say('said-unit-new')) }),
      W.button('clear', function () { desk.clear(); W.announce(W.say('cleared')) }),
      W.button('unit-forget', function () { ask.hidden = false })
    ])
    const ask = W.el('p.ask', { hidden: true }, [W.say('unit-forget-sure') + ' ', W.button('unit-forget-yes', function () { ask.hidden = true; desk.forget() }), ' ', W.button('cancel', function () { ask.hidden = true })])

    function show () {
      bound.show()
      const units = desk.units()
      list.hidden = units.length < 2
      list.replaceChildren.apply(list, units.map(function (/** @type {any} */ one) {
        const title = P.shown(one.name) || W.say('unit-unnamed')
        return W.el('li', {}, [one.id === desk.doc.unit.id ? W.el('b', {}, [title + ' ' + W.say('unit-here')])
          : W.el('button.quiet', { type: 'button', click: function () { desk.open(one.id); W.announce(title) } }, [title])])
      }))
    }
    return { node: W.el('div', {}, [W.field('unit', name), W.el('p.hint', {}, [W.say('unit-hint')]), list, more, ask]), show }
  }

  const api = { unitPanel }
  root.Guidance = Object.assign(G, { work: Object.assign(W, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
