// @ts-check
/* A unit's list: opens the task that an address names, narrows by who acts and by groups of members,
 * opens all, prints the short or the long form. Without it everything is there, closed. */
(function (root) {
  'use strict'

  /** @typedef {{who: string, text: string, without: string[], state?: string, phase?: string}} Choice */
  /** @typedef {{actors: string[], texts: string[], members: string[], states?: string[], phase?: string}} Row */

  /**
   * Reads `?who=a&text=b&without=c,d`; names that the list does not have count for nothing.
   * @param {string} search @param {string[]} actors @param {string[]} texts @param {string[]} groups @returns {Choice}
   */
  function parseChoice (search, actors, texts, groups) {
    const params = new URLSearchParams(search)
    const who = params.get('who') || ''
    const without = (params.get('without') || '').split(',').filter((one) => groups.indexOf(one) >= 0)
    const text = params.get('text') || ''
    return { who: actors.indexOf(who) >= 0 ? who : '', text: texts.indexOf(text) >= 0 ? text : '', without }
  }

  /** The inverse; other parameters stay. @param {Choice} choice @param {string} search @returns {string} */
  function formatChoice (choice, search) {
    const params = new URLSearchParams(search)
    params.delete('who')
    params.delete('text')
    params.delete('without')
    if (choice.who) params.set('who', choice.who)
    if (choice.text) params.set('text', choice.text)
    if (choice.without.length) params.set('without', choice.without.join(','))
    const text = params.toString().replace(/%2C/g, ',')
    return text ? '?' + text : ''
  }

  /**
   * Whether a task is for a reader: somebody who acts in it, of a text that is meant, and not only for
   * members whom the unit has not.
   * @param {Row} row @param {Choice} choice @returns {boolean}
   */
  function concerns (row, choice) {
    if (choice.state && (row.states || []).indexOf(choice.state) < 0) return false
    if (choice.phase && row.phase !== choice.phase) return false
    if (choice.who && row.actors.indexOf(choice.who) < 0) return false
    if (choice.text && row.texts.indexOf(choice.text) < 0) return false
    return !row.members.length || row.members.some((one) => choice.without.indexOf(one) < 0)
  }

  const api = { parseChoice, formatChoice, concerns }
  if (typeof module === 'object' && module.exports) module.exports = api
  if (!root.document) return
  const document = root.document

  /** Takes the choice back: a link to a task goes before what hides it. */
  let widen = () => {}

  /** Opens every fold around the place that the address names, and brings it into view. */
  function reveal () {
    let id = root.location.hash.slice(1).split(';')[0]
    try { id = decodeURIComponent(id) } catch (_) { /* as it stands */ }
    const target = id && document.getElementById(id)
    if (!target || !target.closest('details')) return
    if (target.closest('.task[hidden]')) widen()
    for (let one = target.closest('details'); one; one = one.parentElement && one.parentElement.closest('details')) {
      one.open = true
    }
    target.scrollIntoView()
  }

  /** @param {string} words @returns {string[]} */
  function list (words) { return words.split(' ').filter(Boolean) }

  function start () {
    root.addEventListener('hashchange', reveal)
    narrow()
    reveal()
  }

  function narrow () {
    const box = /** @type {HTMLElement | null} */ (document.querySelector('.worklist'))
    const form = /** @type {HTMLFormElement | null} */ (box && box.querySelector('[data-narrow]'))
    if (!box || !form) return
    const rows = /** @type {HTMLDetailsElement[]} */ ([].slice.call(box.querySelectorAll('details.task')))
    const phases = /** @type {HTMLElement[]} */ ([].slice.call(box.querySelectorAll('.phase')))
    const select = /** @type {HTMLSelectElement} */ (form.elements.namedItem('who'))
    const which = /** @type {HTMLSelectElement | null} */ (form.elements.namedItem('text'))
    const groups = /** @type {HTMLInputElement[]} */ ([].slice.call(form.querySelectorAll('[name="group"]')))
    const count = /** @type {HTMLElement} */ (box.querySelector('.worklist__count'))

    /** @param {Choice} choice */
    function show (choice) {
      let shown = 0
      rows.forEach((row) => {
        const around = /** @type {HTMLElement} */ (row.closest('.row') || row)
        const data = {
          actors: list(row.dataset.who || ''),
          texts: list(row.dataset.texts || ''),
          members: list(row.dataset.members || ''),
          phase: row.dataset.phase,
          states: list((around.dataset.state || 'todo') + ' ' + (around.dataset.marks || ''))
        }
        row.hidden = around.hidden = !concerns(data, choice)
        if (!row.hidden) shown++
      })
      phases.forEach((one) => {
        one.hidden = !one.querySelector('.task:not([hidden]), .loose')
        // The count in its head is that of the whole list.
        const said = /** @type {HTMLElement | null} */ (one.querySelector('h2 small'))
        if (said) said.hidden = Boolean(one.querySelector('.task[hidden]'))
      })
      const all = shown === rows.length
      count.textContent = all ? '' : (form.dataset.labelCount || '')
        .replace('{n}', String(shown)).replace('{all}', String(rows.length))
    }

    /** @param {HTMLSelectElement | null} one @returns {string[]} */
    const values = (one) => one ? [].map.call(one.options, (/** @type {HTMLOptionElement} */ option) => option.value) : []
    const choice = parseChoice(root.location.search, values(select), values(which), groups.map((one) => one.value))
    select.value = choice.who
    if (which) which.value = choice.text
    groups.forEach((one) => { one.checked = choice.without.indexOf(one.value) < 0 })
    form.hidden = false
    show(choice)

    /** @param {string} name @returns {string} what is chosen in a field that a tool may have added */
    function also (name) {
      const field = /** @type {HTMLSelectElement | null} */ (form && form.elements.namedItem(name))
      return field ? field.value : ''
    }

    function update () {
      const now = {
        who: select.value,
        text: which ? which.value : '',
        without: groups.filter((one) => !one.checked).map((one) => one.value),
        state: also('state'),
        phase: also('phase')
      }
      show(now)
      const address = root.location.pathname + formatChoice(now, root.location.search) + root.location.hash
      // Some browsers refuse this on file://; the choice holds all the same.
      try { root.history.replaceState(null, '', address) } catch (_) { /* stays out of the address */ }
    }
    form.addEventListener('change', update)
    widen = () => {
      form.querySelectorAll('select').forEach((one) => { one.value = '' })
      groups.forEach((one) => { one.checked = true })
      update()
    }
    form.addEventListener('submit', (event) => event.preventDefault())

    const open = /** @type {HTMLButtonElement} */ (form.querySelector('[data-open]'))
    const words = [open.textContent || '', open.dataset.labelClose || '']
    open.addEventListener('click', () => {
      const opening = rows.some((one) => !one.hidden && !one.open)
      rows.forEach((one) => { one.open = opening && !one.hidden })
      open.textContent = words[opening ? 1 : 0]
    })
    box.querySelectorAll('.worklist__buttons').forEach((one) => { /** @type {HTMLElement} */ (one).hidden = false })
    root.document.querySelectorAll('[data-print]:is(button)').forEach((/** @type {Element} */ one) => {
      one.addEventListener('click', () => {
        document.documentElement.dataset.print = /** @type {HTMLElement} */ (one).dataset.print || ''
        root.print()
      })
    })
  }

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start)
  else start()
})(typeof window === 'undefined' ? /** @type {any} */ ({}) : window)
