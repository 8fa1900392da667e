// @ts-check
/* The filters of the list as one of its tools, with two more: by state and by phase. */
(function (root) {
  'use strict'
  const G = root.Guidance
  const W = G.work

  /** @param {string} name @param {string} label @param {Array<[string, string]>} options @param {string} value @returns {HTMLElement} */
  function select (name, label, options, value) {
    return W.el('label', { 'data-more': name }, [label + ' ', W.el('select', { name, autocomplete: 'off' }, [['', W.say('all')]].concat(/** @type {any} */ (options)).map(function (one) {
      return W.el('option', { value: one[0], selected: one[0] === value }, [one[1]])
    }))])
  }

  /** @param {any} desk */
  function narrowPanel (desk) {
    const form = /** @type {HTMLFormElement} */ (document.querySelector('[data-narrow]'))
    /** @param {string} name @returns {string} */
    const chosen = function (name) {
      const old = /** @type {any} */ (form.elements.namedItem(name))
      const value = old ? old.value : ''
      if (old) old.closest('label').remove()
      return value
    }
    const states = G.progress.STATES.map(function (/** @type {string} */ one) { return [one, W.say('state-' + one)] })
      .concat([['late', W.say('late')], ['sent-back', W.say('sent-back')], ['again', W.say('again')]])
    const phases = desk.list.phases.map(function (/** @type {any} */ one) { return [one.id, W.titled(desk.list.titles, one.id)] })
    const [state, phase] = [chosen('state'), chosen('phase')]
    form.prepend(select('state', W.say('state'), states, state), select('phase', W.say('phase'), phases, phase))
    return { node: form }
  }

  const api = { narrowPanel }
  root.Guidance = Object.assign(G, { work: Object.assign(W, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
