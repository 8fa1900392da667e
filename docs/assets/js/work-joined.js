// @ts-check
/* A unit that is two things works on the joined list of both: the page of all items, narrowed to its kinds. A state
 * belongs to the task, so what is ticked there is ticked on the list of each kind as well. */
(function (root) {
  'use strict'
  const G = root.Guidance
  const W = G.work

  /** @returns {string[]} kinds that are chosen on the page of all items, in alphabetical order */
  function chosen () {
    const boxes = /** @type {HTMLInputElement[]} */ (Array.from(document.querySelectorAll('[data-union] input')))
    // Before the form is shown, the address alone says what is chosen.
    const asked = document.querySelector('[data-union][hidden]') ? (new URLSearchParams(location.search).get('units') || '').split(',') : null
    return boxes.filter(function (one) { return asked ? asked.indexOf(one.value) >= 0 : one.checked }).map(function (one) { return one.value }).sort()
  }

  /**
   * @param {HTMLElement} node `[data-work]` @param {() => void} start called again once two kinds are chosen
   * @returns {string[]} the kinds that the page's list is for; none where that is not known yet
   */
  function kindsHere (node, start) {
    if (node.dataset.work) return node.dataset.work.split(' ')
    const kinds = chosen()
    const joined = kinds.length > 1
    const form = document.querySelector('[data-union]')
    node.hidden = !joined
    if (form) {
      form.addEventListener('change', function () {
        if (!joined) return start()
        // Another choice is another list.
        const search = '?units=' + chosen().join(',')
        if (location.search === search) location.reload()
        else location.search = search
      }, { once: true })
    }
    return joined ? kinds : []
  }

  /** @param {any} desk @returns {any[]} limits of a joined list, which stand there among the items */
  function joinedLimits (desk) {
    return desk.list.limits.map(function (/** @type {string} */ id) {
      const node = document.querySelector('li.item#' + CSS.escape(id) + ' > details')
      return node && new W.Limit(desk, node, id)
    }).filter(Boolean)
  }

  /**
   * Ways between a list and the joined one: to it, for a unit that is two things; into it, for a unit that is a part.
   * @param {any} desk @returns {HTMLElement[]}
   */
  function joinedLink (desk) {
    const node = /** @type {HTMLElement} */ (document.querySelector('[data-work]'))
    const kinds = desk.doc.unit.kinds
    const way = node.dataset.joined
    if (way) return kinds.length > 1 ? [W.el('a', { href: way + '?units=' + kinds.join(','), 'data-carry': true }, [W.say('joined')])] : []
    return desk.partial.map(function (/** @type {any} */ one) {
      const unit = G.progress.shown(one.name) || W.say('unit-unnamed')
      return W.el('button.button', { type: 'button', click: function () {
        desk.open(one.id)
        desk.change({ unit: { kinds: Array.from(new Set(desk.doc.unit.kinds.concat(desk.kinds))) } })
        W.announce(unit)
      } }, [W.say('unit-join', { unit })])
    })
  }

  const api = { kindsHere, joinedLimits, joinedLink, chosen }
  root.Guidance = Object.assign(G, { work: Object.assign(W, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
