// @ts-check
/* Filters over the apparatus and the glossary. Without scripts all is shown.
 * The container names its facets (data-filter="kind confidence") and brings the
 * words: data-label-all, data-label-count ("{n} of {total}"); a facet's name is
 * its column's head or data-label-kind, a value's name its cell or group's head. */
(function (root) {
  'use strict'
  const G = root.Guidance

  /**
   * @param {Array<Object<string, string | undefined>>} items @param {string} facet
   * @returns {Map<string, number>} how often each value occurs, in order of appearance
   */
  function tally (items, facet) {
    const counts = new Map()
    items.forEach(function (item) {
      const value = item[facet]
      if (value) counts.set(value, (counts.get(value) || 0) + 1)
    })
    return counts
  }

  /**
   * @param {Object<string, string | undefined>} item @param {Object<string, string>} choice empty: any value
   * @returns {boolean}
   */
  function matches (item, choice) {
    return Object.keys(choice).every(function (facet) { return !choice[facet] || item[facet] === choice[facet] })
  }

  /** @param {string} pattern @param {number} shown @param {number} total @returns {string} */
  function countText (pattern, shown, total) {
    return pattern.replace('{n}', String(shown)).replace('{total}', String(total))
  }

  /** @param {Element | null | undefined} node @returns {string} */
  function textOf (node) {
    return ((node && node.textContent) || '').trim()
  }

  /**
   * @param {HTMLElement} container @param {string} facet
   * @returns {HTMLTableCellElement | null} the head of the column that shows a facet
   */
  function columnOf (container, facet) {
    return container.querySelector('thead th[data-label="' + facet + '"]')
  }

  /**
   * @param {HTMLElement} container @param {HTMLElement} item @param {string} facet
   * @returns {string} what the page calls the item's value
   */
  function nameOf (container, item, facet) {
    const column = columnOf(container, facet)
    const group = item.closest('dl')
    const node = column ? item.children[column.cellIndex] : group && group.previousElementSibling
    return textOf(node) || item.dataset[facet] || ''
  }

  /** @param {HTMLElement} container @param {number} number */
  function build (container, number) {
    const items = /** @type {HTMLElement[]} */ (Array.from(container.querySelectorAll('[data-kind]')))
    const words = container.dataset
    const data = items.map(function (item) { return item.dataset })
    /** @type {Object<string, string>} */ const choice = {}
    const bar = G.make('form', { class: 'filter-bar', role: 'search' })
    const count = G.make('p', { class: 'filter-bar__count', role: 'status' })

    function update () {
      let shown = 0
      items.forEach(function (item) {
        item.hidden = !matches(item.dataset, choice)
        if (!item.hidden) shown++
      })
      container.querySelectorAll('dl').forEach(function (group) {
        const empty = !group.querySelector('[data-kind]:not([hidden])')
        group.hidden = empty
        if (group.previousElementSibling instanceof HTMLHeadingElement) group.previousElementSibling.hidden = empty
      })
      count.textContent = countText(words.labelCount || '{n} / {total}', shown, items.length)
    }

    ;(words.filter || '').split(' ').forEach(function (facet) {
      const counts = tally(data, facet)
      if (counts.size < 2) return
      const field = G.make('fieldset', {})
      const label = textOf(columnOf(container, facet)) || container.getAttribute('data-label-' + facet)
      if (label) field.appendChild(G.make('legend', {}, label))
      choice[facet] = ''
      /** @param {string} value @param {string} text @param {number} times */
      function add (value, text, times) {
        const option = G.make('label', {})
        const input = G.make('input', { type: 'radio', name: 'filter-' + number + '-' + facet, value, autocomplete: 'off' })
        input.checked = !value
        input.addEventListener('change', function () { choice[facet] = value; update() })
        option.append(input, text + ' (' + times + ')')
        field.appendChild(option)
      }
      add('', words.labelAll || '*', items.length)
      counts.forEach(function (times, value) {
        const first = items.filter(function (item) { return item.dataset[facet] === value })[0]
        add(value, nameOf(container, first, facet), times)
      })
      bar.appendChild(field)
    })
    if (!bar.firstChild) return
    bar.addEventListener('submit', function (event) { event.preventDefault() })
    bar.appendChild(count)
    container.insertAdjacentElement(container.tagName === 'TABLE' ? 'beforebegin' : 'afterbegin', bar)
    update()

    // A link to an item that the filter hides shows all again.
    window.addEventListener('hashchange', function () {
      const target = document.getElementById(G.parseAddress('', location.hash).id)
      if (!target || !target.hidden || items.indexOf(target) < 0) return
      bar.querySelectorAll('input[value=""]').forEach(function (/** @type {HTMLInputElement} */ input) { input.checked = true })
      Object.keys(choice).forEach(function (facet) { choice[facet] = '' })
      update()
      target.scrollIntoView()
    })
  }

  function start () {
    document.querySelectorAll('[data-filter]').forEach(function (node, number) {
      build(/** @type {HTMLElement} */ (node), number)
    })
  }

  const api = { tally, matches, countText }
  root.Guidance = Object.assign(G || {}, api)
  if (typeof module !== 'undefined') module.exports = api
  if (typeof document !== 'undefined') start()
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
