// @ts-check
/* What the other scripts share: addresses, the paragraph being read, messages.
 * Classic script, one global: modules and fetch do not work from a folder. */
(function (root) {
  'use strict'

  /**
   * @typedef {{view: string, parallel: boolean}} State
   * @typedef {{id: string, state: State | null, inHash: boolean}} Address
   * @typedef {{top: number, bottom: number, id: string}} Box
   */

  const VIEWS = ['reading', 'source', 'marked']
  /** @type {State} */
  const DEFAULT = { view: 'reading', parallel: false }

  /** @param {string} text @returns {string} */
  function decode (text) {
    try { return decodeURIComponent(text) } catch (_) { return text }
  }

  /**
   * The state that some parameters tell, or null if they tell none.
   * A parameter left out has its default: a link shows what its sender saw.
   * @param {URLSearchParams} params @returns {State | null}
   */
  function stateOf (params) {
    if (!params.has('view') && !params.has('parallel')) return null
    const view = params.get('view') || ''
    return {
      view: VIEWS.indexOf(view) < 0 ? DEFAULT.view : view,
      parallel: params.get('parallel') === '1'
    }
  }

  /**
   * Reads `?view=source&parallel=1#p1` and `#p1;view=source;parallel=1`.
   * The hash wins: it is written only where the query cannot be.
   * @param {string} search @param {string} hash @returns {Address}
   */
  function parseAddress (search, hash) {
    const parts = decode(hash.replace(/^#/, '')).split(';')
    const id = parts[0].indexOf('=') < 0 ? /** @type {string} */ (parts.shift()) : ''
    const fromHash = stateOf(new URLSearchParams(parts.join('&')))
    return { id, state: fromHash || stateOf(new URLSearchParams(search)), inHash: !!fromHash }
  }

  /**
   * The inverse of parseAddress; other parameters of the query stay.
   * @param {string} id @param {State | null} state @param {string} search
   * @param {boolean} inHash @returns {string} a relative address, perhaps empty
   */
  function formatAddress (id, state, search, inHash) {
    const query = new URLSearchParams(search)
    query.delete('view')
    query.delete('parallel')
    let hash = encodeURIComponent(id)
    if (state && inHash) {
      hash += ';view=' + state.view + (state.parallel ? ';parallel=1' : '')
    } else if (state) {
      query.set('view', state.view)
      if (state.parallel) query.set('parallel', '1')
    }
    const text = query.toString()
    return (text ? '?' + text : '') + (hash ? '#' + hash : '')
  }

  /**
   * The paragraph being read: the named one while it is in sight, else the
   * first that reaches below the page's head; none at the top of the page.
   * @param {Box[]} boxes in page order @param {number} top @param {number} bottom
   * @param {string} named @returns {string}
   */
  function pickSegment (boxes, top, bottom, named) {
    const seen = boxes.filter(function (box) { return box.bottom > top + 16 && box.top < bottom })
    if (seen.some(function (box) { return box.id === named })) return named
    if (!seen.length) return named
    return seen[0] === boxes[0] && seen[0].top >= top ? '' : seen[0].id
  }

  /** @param {string} key @returns {any} */
  function recall (key) {
    try { return JSON.parse(localStorage.getItem('guidance.' + key) || 'null') } catch (_) { return null }
  }

  /** @param {string} key @param {any} value */
  function remember (key, value) {
    try { localStorage.setItem('guidance.' + key, JSON.stringify(value)) } catch (_) { /* a folder may refuse */ }
  }

  /** @param {string} address that takes the place of the page's own, where the way it was opened allows that */
  function readdress (address) {
    try { history.replaceState(history.state, '', address) } catch (_) { /* it stays out of the address */ }
  }

  /** @returns {any} the page's data, an empty object where there is none */
  function pageData () {
    const node = document.getElementById('edition-data')
    try { return JSON.parse((node && node.textContent) || '{}') } catch (_) { return {} }
  }

  /**
   * Makes an element; texts go in as text, never as markup.
   * @param {string} tag @param {Object<string, string>} attributes @param {string} [text]
   * @returns {HTMLElement}
   */
  function make (tag, attributes, text) {
    const node = document.createElement(tag)
    Object.keys(attributes).forEach(function (name) { node.setAttribute(name, attributes[name]) })
    if (text) node.textContent = text
    return node
  }

  /** @type {HTMLElement | null} */ let toast = null
  /** @type {number | undefined} */ let timer

  /** Shows a short message and has it read out. @param {string} text */
  function announce (text) {
    if (!toast) {
      toast = make('div', { class: 'toast', role: 'status' })
      document.body.appendChild(toast)
    }
    const node = toast
    clearTimeout(timer)
    // Emptied first, so that the same message twice is read twice.
    node.textContent = ''
    timer = window.setTimeout(function () {
      node.textContent = text
      timer = window.setTimeout(function () { node.textContent = '' }, 4000)
    }, 50)
  }

  /** The places a link can lead to, with their boxes. @returns {Box[]} */
  function places () {
    const nodes = document.querySelectorAll('.segment, .glossary__entry, table.apparatus tbody tr[id], .content :is(h2, h3)[id]')
    return Array.from(nodes).filter(function (node) {
      return node.getClientRects().length && (node.id ? !node.closest('.segment--head') : true)
    }).map(function (node) {
      const box = node.getBoundingClientRect()
      return { top: box.top, bottom: box.bottom, id: /** @type {HTMLElement} */ (node).dataset.segment || node.id }
    })
  }

  /** The height that bars kept in sight take. @returns {number} */
  function headHeight () {
    return Array.from(document.querySelectorAll('.bar, .edition-bar')).reduce(function (height, bar) {
      const box = bar.getBoundingClientRect()
      return box.top <= height + 1 && box.bottom > height ? box.bottom : height
    }, 0)
  }

  /** @returns {string} the id of the paragraph being read, or nothing */
  function currentPlace () {
    const address = parseAddress(location.search, location.hash)
    return pickSegment(places(), headHeight(), window.innerHeight, address.id)
  }

  const api = { VIEWS, DEFAULT, parseAddress, formatAddress, pickSegment, recall, remember, readdress, pageData, make, announce, places, headHeight, currentPlace }
  root.Guidance = Object.assign(root.Guidance || {}, api)
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
