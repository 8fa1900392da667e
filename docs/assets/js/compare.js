// @ts-check
/* Sets two lists beside one another: what both have, and what only one has. The page holds the items
 * by the very set of units that have them; a comparison sorts those sets into three lists.
 * The choice lives in the address (?a=…&b=…). Without scripts the sets and the table of pairs stay. */
(function (root) {
  'use strict'
  const G = root.Guidance

  /** @param {Array<string>} units @param {string} a @param {string} b @returns {'both' | 'a' | 'b' | ''} */
  function side (units, a, b) {
    const here = units.indexOf(a) >= 0
    const there = units.indexOf(b) >= 0
    return here && there ? 'both' : here ? 'a' : there ? 'b' : ''
  }

  /** @param {HTMLFormElement} form */
  function build (form) {
    const page = /** @type {HTMLElement} */ (form.closest('.compare'))
    const count = /** @type {HTMLElement} */ (page.querySelector('[role="status"]'))
    const result = /** @type {HTMLElement} */ (page.querySelector('.compare__result'))
    const sets = /** @type {HTMLElement[]} */ (Array.from(page.querySelectorAll('.compare__sets [data-units]')))
    const whole = /** @type {HTMLElement} */ (page.querySelector('.compare__sets'))
    const first = /** @type {HTMLSelectElement} */ (form.elements.namedItem('a'))
    const second = /** @type {HTMLSelectElement} */ (form.elements.namedItem('b'))

    /** @param {HTMLSelectElement} select @returns {string} */
    function titleOf (select) { return select.selectedOptions[0].textContent || '' }

    function update () {
      /** @type {Object<string, HTMLElement[]>} */ const found = { both: [], a: [], b: [] }
      sets.forEach(function (set) {
        const where = side((set.dataset.units || '').split(' '), first.value, second.value)
        if (where) found[where].push(.../** @type {HTMLElement[]} */ (Array.from(set.querySelectorAll('[data-place]'))))
      })
      result.textContent = ''
      const only = form.dataset.labelOnly || '{unit}'
      const heads = [
        ['a', only.replace('{unit}', titleOf(first))],
        ['b', only.replace('{unit}', titleOf(second))],
        ['both', form.dataset.labelShared || '']
      ]
      /** @type {string[]} */ const told = []
      heads.forEach(function (head) {
        const items = found[head[0]].sort(function (one, other) { return Number(one.dataset.place) - Number(other.dataset.place) })
        const section = G.make('section', { class: 'compare__side' })
        const title = head[1] + ' (' + items.length + ')'
        told.push(title)
        section.appendChild(G.make('h2', {}, title))
        const list = G.make('ul', { class: 'brief' })
        let task = ''
        items.forEach(function (item) {
          const own = item.dataset.task || ''
          if (own && own !== task) list.appendChild(G.make('li', { class: 'brief__task' }, own))
          task = own
          list.appendChild(item.cloneNode(true))
        })
        section.appendChild(list)
        result.appendChild(section)
      })
      whole.hidden = true
      // The lists are long: read out is only how many items each has.
      count.textContent = told.join('\n')
    }

    form.addEventListener('change', function () {
      history.replaceState(null, '', location.pathname + '?a=' + first.value + '&b=' + second.value)
      update()
    })
    form.addEventListener('submit', function (event) { event.preventDefault() })
    const words = new URLSearchParams(location.search)
    second.selectedIndex = Math.min(1, second.options.length - 1)
    ;[[first, 'a'], [second, 'b']].forEach(function (pair) {
      const select = /** @type {HTMLSelectElement} */ (pair[0])
      const asked = Array.from(select.options).find(function (one) { return one.value === words.get(/** @type {string} */ (pair[1])) })
      if (asked) select.value = asked.value
    })
    form.hidden = false
    update()
  }

  const api = { side }
  root.Guidance = Object.assign(G || {}, api)
  if (typeof module !== 'undefined') module.exports = api
  if (typeof document !== 'undefined') document.querySelectorAll('[data-compare]').forEach(function (form) { build(/** @type {HTMLFormElement} */ (form)) })
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
