// @ts-check
/* The view and parallel reading: CSS shows them; this remembers them, keeps
 * them in the address, and keeps the reader at the same paragraph. */
(function (root) {
  'use strict'
  const G = root.Guidance

  /**
   * The address comes before what was remembered, that before the default.
   * @param {import('./common.js').State | null} address @param {any} remembered
   * @returns {import('./common.js').State}
   */
  function choose (address, remembered) {
    const state = address || remembered || {}
    return {
      view: ['source', 'marked'].indexOf(state.view) < 0 ? 'reading' : state.view,
      parallel: state.parallel === true
    }
  }

  function start () {
    const edition = /** @type {HTMLElement | null} */ (document.querySelector('.edition'))
    const parallel = /** @type {HTMLInputElement | null} */ (document.getElementById('parallel'))
    if (!edition || !parallel) return
    const box = edition
    const both = parallel
    const views = /** @type {HTMLInputElement[]} */ (Array.from(box.querySelectorAll('input[name="view"]')))
    /** @type {{node: Element, top: number} | null} */ let anchor = null

    function current () {
      const on = views.filter(function (input) { return input.checked })[0]
      return { view: on ? on.value : 'reading', parallel: both.checked }
    }

    /** @param {import('./common.js').State} state */
    function apply (state) {
      views.forEach(function (input) { input.checked = input.value === state.view })
      both.checked = state.parallel
    }

    function write () {
      const id = G.parseAddress(location.search, location.hash).id
      const state = current()
      G.inHash = false
      try {
        history.replaceState(history.state, '', G.formatAddress(id, state, location.search, false))
      } catch (_) {
        // Some ways of opening a file allow no query: the choice goes behind the hash.
        G.inHash = true
        const hash = G.formatAddress(id, state, '', true)
        try { history.replaceState(history.state, '', hash) } catch (_) { location.replace(hash) }
      }
      document.dispatchEvent(new Event('guidance:address'))
    }

    /** @param {string} id */
    function scrollTo (id) {
      const node = id && document.getElementById(id)
      if (!node) return
      box.querySelectorAll('.is-target').forEach(function (old) { old.classList.remove('is-target') })
      const shown = node.getClientRects().length ? node : node.closest('.segment')
      if (!shown) return
      // Behind a hash that carries the view, the browser itself finds no target.
      if (G.inHash) shown.classList.add('is-target')
      shown.scrollIntoView()
    }

    // Where the reader is must be known before the view changes under the text.
    function note () {
      const id = box.getBoundingClientRect().top > 0 ? '' : G.currentPlace()
      const node = id && box.querySelector('[data-segment="' + CSS.escape(id) + '"]')
      anchor = node ? { node, top: node.getBoundingClientRect().top } : null
    }
    box.addEventListener('pointerdown', note, true)
    box.addEventListener('keydown', note, true)

    box.addEventListener('change', function (event) {
      const input = /** @type {HTMLElement} */ (event.target)
      if (!input.classList.contains('edition-switch')) return
      if (anchor) window.scrollBy(0, anchor.node.getBoundingClientRect().top - anchor.top)
      G.remember('edition', current())
      write()
    })

    window.addEventListener('hashchange', function () {
      const address = G.parseAddress(location.search, location.hash)
      if (address.inHash && address.state) apply(address.state)
      else if (G.inHash) write()
      if (address.inHash || G.inHash) scrollTo(address.id)
    })

    const bar = /** @type {HTMLElement | null} */ (box.querySelector('.edition-bar'))
    if (bar && window.ResizeObserver) {
      new ResizeObserver(function () { box.style.setProperty('--bar-height', bar.offsetHeight + 'px') }).observe(bar)
      box.style.setProperty('--bar-height', bar.offsetHeight + 'px')
    }

    const address = G.parseAddress(location.search, location.hash)
    const state = choose(address.state, G.recall('edition'))
    G.inHash = address.inHash
    G.editionState = current
    apply(state)
    if (!address.state && (state.parallel || state.view !== 'reading')) write()
    if (address.id && (address.inHash || state.parallel || state.view !== 'reading')) {
      scrollTo(address.id)
      window.addEventListener('load', function () { scrollTo(address.id) })
    }
  }

  const api = { choose }
  root.Guidance = Object.assign(G || {}, api)
  if (typeof module !== 'undefined') module.exports = api
  if (typeof document !== 'undefined') start()
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
