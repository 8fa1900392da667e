// @ts-check
/* The panel's parts, and the choices that narrow it. */
(function (root) {
  'use strict'
  const G = root.Guidance
  const S = G.search

  /** The values of the facets, in the order they are offered. */
  const KINDS = ['question', 'paragraph', 'heading', 'task', 'item', 'step', 'term', 'emendation', 'document', 'page']
  const WAYS = ['own', 'other', 'source', 'sound']

  /**
   * @param {any} words @param {any} data
   * @returns {any} the parts by name
   */
  function makeFrame (words, data) {
    // Modal by its attribute and its keys: `showModal` styles the whole page anew, which takes a slow computer long.
    const dialog = G.make('dialog', { class: 'search', 'aria-label': words.label, 'aria-modal': 'true', lang: data.own })
    const veil = G.make('div', { class: 'search-veil', hidden: '' })
    const bar = G.make('div', { class: 'search__bar', role: 'search' })
    const input = G.make('input', {
      class: 'search__input',
      type: 'text',
      inputmode: 'search',
      enterkeyhint: 'go',
      role: 'combobox',
      'aria-label': words.label,
      'aria-autocomplete': 'list',
      'aria-haspopup': 'listbox',
      'aria-expanded': 'false',
      'aria-controls': 'search-list',
      placeholder: words.placeholder,
      autocomplete: 'off',
      autocapitalize: 'off',
      autocorrect: 'off',
      spellcheck: 'false'
    })
    const close = G.make('button', { type: 'button', class: 'search__close', 'aria-label': words.close, title: words.close }, '✕')
    bar.append(input, close)
    const narrow = G.make('details', { class: 'search__narrow' })
    const choices = G.make('div', { class: 'search__facets' })
    narrow.append(G.make('summary', {}, words.narrow), choices)
    /** @type {Object<string, HTMLSelectElement>} */ const selects = {}
    S.FACETS.concat('sort').forEach(function (/** @type {string} */ facet) {
      const label = G.make('label', {}, facet === 'sort' ? words.sort : words['facet-' + facet])
      selects[facet] = /** @type {HTMLSelectElement} */ (G.make('select', { name: facet }))
      label.appendChild(selects[facet])
      // With one text, there is nothing to choose.
      if (facet !== 'text' || (data.texts || []).length) choices.appendChild(label)
    })
    selects.sort.append(new Option(words['by-relevance'], ''), new Option(words['by-text'], 'text'))
    const count = G.make('p', { class: 'search__count', role: 'status' })
    const scroll = G.make('div', { class: 'search__scroll' })
    const list = G.make('div', { class: 'search__list', role: 'listbox', id: 'search-list', 'aria-label': words.results })
    // What has all of the query, and what comes near; options may stand in groups of a listbox.
    const boxes = [words.results, words.near].map(function (label) {
      return G.make('div', { class: 'search__group', role: 'group', 'aria-label': label, hidden: '' })
    })
    list.append(...boxes)
    const aside = G.make('div', { class: 'search__aside' })
    const more = G.make('button', { type: 'button', class: 'search__button', hidden: '' })
    scroll.append(aside, list, more)
    dialog.append(bar, narrow, count, scroll)
    return { dialog, veil, input, close, narrow, choices, selects, count, list, boxes, aside, more }
  }

  /**
   * Keeps the focus in the panel: behind its last part comes the first.
   * @param {HTMLElement} dialog @param {KeyboardEvent} event
   */
  function keepFocus (dialog, event) {
    if (event.key !== 'Tab') return
    const parts = /** @type {HTMLElement[]} */ (Array.from(dialog.querySelectorAll('input, button, summary, select, a:not([tabindex])')))
      .filter(function (part) { return part.getClientRects().length })
    const edge = event.shiftKey ? parts[0] : parts[parts.length - 1]
    if (document.activeElement !== edge && dialog.contains(document.activeElement)) return
    event.preventDefault()
    ;(event.shiftKey ? parts[parts.length - 1] : parts[0]).focus()
  }

  /**
   * @param {string} facet @param {any} data
   * @returns {Array<{value: string, key: string, name: string}>} value in the address, key in the counts, name
   */
  function valuesOf (facet, data) {
    const words = data.words
    if (facet === 'kind') return KINDS.map(function (one) { return { value: one, key: one, name: words['kind-' + one] } })
    if (facet === 'in') return WAYS.map(function (one) { return { value: one, key: one, name: words['in-' + one] } })
    if (facet === 'unit') return data.units.map(function (/** @type {any[]} */ row, /** @type {number} */ at) { return { value: row[0], key: String(at), name: row[2] } })
    if (facet === 'text') return (data.texts || []).map(function (/** @type {any[]} */ row, /** @type {number} */ at) { return { value: row[0], key: String(at), name: row[1] } })
    return data.phases.map(function (/** @type {any[]} */ row, /** @type {number} */ at) { return { value: row[0], key: String(at), name: row[1] } })
  }

  /**
   * @param {any} parts @param {any} data @param {Object<string, Object<string, number>>} counts
   * @param {import('./search-address.js').Asked} asked
   */
  function fillFacets (parts, data, counts, asked) {
    S.FACETS.forEach(function (/** @type {string} */ facet) {
      const chosen = /** @type {any} */ (asked)[facet]
      const options = [new Option(data.words.all, '', true, !chosen)]
      valuesOf(facet, data).forEach(function (one) {
        const times = counts[facet][one.key] || 0
        if (!times && one.value !== chosen) return
        options.push(new Option(one.name + ' (' + times + ')', one.value, false, one.value === chosen))
      })
      parts.selects[facet].replaceChildren(...options)
      if (chosen) parts.narrow.open = true
    })
    parts.selects.sort.value = asked.sort === 'text' ? 'text' : ''
  }

  /**
   * @param {import('./search-address.js').Asked} asked @param {any} data
   * @returns {import('./search-facets.js').Choice} ids as places; what is unknown narrows nothing
   */
  function choiceOf (asked, data) {
    const choice = S.anything()
    S.FACETS.forEach(function (/** @type {string} */ facet) {
      const value = /** @type {any} */ (asked)[facet]
      const known = valuesOf(facet, data).filter(function (one) { return one.value === value })[0]
      if (known) choice[facet] = known.key
    })
    return choice
  }

  Object.assign(S, { makeFrame, keepFocus, fillFacets, choiceOf })
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
