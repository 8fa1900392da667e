// @ts-check
/* Joins the lists of several kinds of unit: tasks and items stand once, and an item says from which it comes.
 * A task is shown while some point of it is.
 * The choice lives in the address (?units=a,b), so that it can be sent. Without scripts all is shown. */
(function (root) {
  'use strict'
  const G = root.Guidance

  /** @param {string} search @param {Array<string>} known @returns {Array<string>} the units asked for, in the known order */
  function asked (search, known) {
    const words = (new URLSearchParams(search).get('units') || '').split(',')
    return known.filter(function (one) { return words.indexOf(one) >= 0 })
  }

  /** @param {Array<string>} units @param {Array<string>} chosen @returns {boolean} with nothing chosen all is shown */
  function shows (units, chosen) {
    return !chosen.length || chosen.some(function (one) { return units.indexOf(one) >= 0 })
  }

  /** @param {HTMLFormElement} form */
  function build (form) {
    const list = /** @type {HTMLElement} */ (form.closest('.checklist'))
    const boxes = /** @type {HTMLInputElement[]} */ (Array.from(form.querySelectorAll('input')))
    const items = /** @type {HTMLElement[]} */ (Array.from(list.querySelectorAll('.item')))
    const tasks = /** @type {HTMLElement[]} */ (Array.from(list.querySelectorAll('.task')))
    const count = /** @type {HTMLElement} */ (form.querySelector('[role="status"]'))
    const known = boxes.map(function (box) { return box.value })

    function update () {
      const chosen = boxes.filter(function (box) { return box.checked }).map(function (box) { return box.value })
      let shown = 0
      items.forEach(function (item) {
        item.hidden = !shows((item.dataset.units || '').split(' '), chosen)
        if (!item.hidden) shown++
        item.querySelectorAll('[data-unit]').forEach(function (/** @type {HTMLElement} */ link) {
          link.toggleAttribute('data-off', chosen.length > 0 && chosen.indexOf(link.dataset.unit || '') < 0)
        })
      })
      list.querySelectorAll('.items, .task, .phase').forEach(function (/** @type {HTMLElement} */ group) {
        group.hidden = !group.querySelector('.item:not([hidden])')
        const head = group.previousElementSibling
        if (head instanceof HTMLHeadingElement) head.hidden = group.hidden
      })
      const open = tasks.filter(function (task) { return !task.hidden }).length
      const told = [G.countText(form.dataset.labelCount || '{n} / {total}', shown, items.length)]
      if (tasks.length) told.unshift(G.countText(form.dataset.labelTasks || '{n} / {total}', open, tasks.length))
      count.textContent = told.join(form.dataset.labelSep || ' ')
      return chosen
    }

    form.addEventListener('change', function () {
      const chosen = update()
      G.readdress(location.pathname + (chosen.length ? '?units=' + chosen.join(',') : '') + location.hash)
    })
    form.addEventListener('submit', function (event) { event.preventDefault() })
    const first = asked(location.search, known)
    boxes.forEach(function (box) { box.checked = first.indexOf(box.value) >= 0 })
    form.hidden = false
    update()

    // A link to a task or an item that the choice hides shows all again.
    function reveal () {
      const target = document.getElementById(G.parseAddress('', location.hash).id)
      if (!target || !target.hidden || items.concat(tasks).indexOf(target) < 0) return
      boxes.forEach(function (box) { box.checked = false })
      update()
      target.scrollIntoView()
    }
    window.addEventListener('hashchange', reveal)
    reveal()
  }

  const api = { asked, shows }
  root.Guidance = Object.assign(G || {}, api)
  if (typeof module !== 'undefined') module.exports = api
  if (typeof document !== 'undefined') document.querySelectorAll('[data-union]').forEach(function (form) { build(/** @type {HTMLFormElement} */ (form)) })
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
