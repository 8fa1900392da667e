// @ts-check
/* A state that was given to other words, beside the words of today: it waits for a decision. */
(function (root) {
  'use strict'
  const G = root.Guidance
  const W = G.work

  /** @param {any} old @returns {string} the old state in words */
  function told (old) {
    const P = G.progress
    const parts = []
    if (old.task) {
      parts.push(W.say('state-' + P.stateOf(old.task)))
      ;['reason', 'who', 'due', 'on', 'proof'].forEach(function (name) { if (P.own(old.task.values, name)) parts.push(P.shown(old.task.values[name])) })
      if (old.task.review) parts.push(W.say(old.task.review.verdict))
    }
    if (old.tick) parts.push(W.say('ticked'))
    if (old.limit) parts.push([W.say('acknowledged'), old.limit.by, old.limit.on].filter(Boolean).map(P.shown).join(' '))
    return parts.join(' · ')
  }

  /** @param {any} desk @param {string} id @param {HTMLElement} node where it is shown */
  function showAgain (desk, id, node) {
    const waiting = G.progress.own(desk.doc.again, id)
    node.hidden = !waiting
    if (!waiting) {
      if (node.firstChild) node.replaceChildren()
      return
    }
    node.replaceChildren.apply(node, Object.keys(waiting).sort().map(function (from) {
      const old = waiting[from]
      /** @param {boolean} keep */
      const decide = function (keep) { return function () { desk.change({ again: id, from, keep }) } }
      return W.el('p', {}, [
        W.el('b', {}, [W.say('again')]), W.say('again-' + old.why, { title: from === id ? '' : W.titled(desk.list.titles, from) }) + ' ', told(old), ' ',
        W.button('again-keep', decide(true)), ' ', W.button('again-drop', decide(false))
      ])
    }))
  }

  const api = { showAgain, told }
  root.Guidance = Object.assign(G, { work: Object.assign(W, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
