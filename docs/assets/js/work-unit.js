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
    // On the list of one kind, the unit may be another kind as well.
    const boxes = Object.keys(W.data().kinds).map(function (kind) {
      const own = desk.kinds.indexOf(kind) >= 0
      /** @type {any} */ const box = W.el('input', { type: 'checkbox', autocomplete: 'off', disabled: own, change: function () {
        desk.change({ unit: { kinds: boxes.filter(function (one) { return one.box.checked }).map(function (one) { return one.kind }) } })
      } })
      return { kind, box, node: W.el('label.choice-of', {}, [box, W.titled(W.data().kinds, kind)]) }
    })
    const joined = W.el('p')
    const more = W.el('p.buttons', {}, [
      W.button('unit-new', function () { desk.begin(''); name.focus(); W.announce(W.say('said-unit-new')) }),
      W.button('clear', function () { desk.clear(); W.announce(W.say('cleared')) }),
      W.button('unit-forget', function () { ask.hidden = false })
    ])
    const ask = W.el('p.ask', { hidden: true }, [W.say('unit-forget-sure') + ' ', W.button('unit-forget-yes', function () { ask.hidden = true; desk.forget() }), ' ', W.button('cancel', function () { ask.hidden = true })])

    function show () {
      bound.show()
      const units = desk.units()
      boxes.forEach(function (one) { one.box.checked = desk.doc.unit.kinds.indexOf(one.kind) >= 0 })
      if (W.joinedLink) joined.replaceChildren.apply(joined, W.joinedLink(desk))
      list.hidden = units.length < 2
      list.replaceChildren.apply(list, units.map(function (/** @type {any} */ one) {
        const title = P.shown(one.name) || W.say('unit-unnamed')
        return W.el('li', {}, [one.id === desk.doc.unit.id ? W.el('b', {}, [title + ' ' + W.say('unit-here')])
          : W.el('button.quiet', { type: 'button', click: function () { desk.open(one.id); W.announce(title) } }, [title])])
      }))
    }
    return { node: W.el('div', {}, [W.field('unit', name), W.el('p.hint', {}, [W.say('unit-hint')]), list,
      W.el('fieldset.states', {}, [W.el('legend.hint', {}, [W.say('kinds')])].concat(boxes.map(function (one) { return one.node }))), joined, more, ask]), show }
  }

  const api = { unitPanel }
  root.Guidance = Object.assign(G, { work: Object.assign(W, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
