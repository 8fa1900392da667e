// @ts-check
/* The frame: its menus close when one looks elsewhere, and "my list" leads to the list last chosen on this device. */
(function (root) {
  'use strict'
  const G = root.Guidance

  /**
   * Where "my list" leads: to the list kept on this device if the site has it, else to the choice.
   * @param {any} kept what was remembered @returns {string} an address below the language's folder, or nothing
   */
  function listOf (kept) {
    const path = kept && typeof kept.path === 'string' ? kept.path : ''
    return /^[\w-]+(?:\/[\w-]+)*\.html$/.test(path) ? path : ''
  }

  function start () {
    const menus = /** @type {HTMLDetailsElement[]} */ (Array.from(document.querySelectorAll('details.menu')))
    document.addEventListener('pointerdown', function (event) {
      menus.forEach(function (one) { if (!one.contains(/** @type {Node} */ (event.target))) one.open = false })
    })
    menus.forEach(function (one) {
      one.addEventListener('keydown', function (event) {
        if (event.key !== 'Escape' || !one.open) return
        one.open = false
        const summary = one.querySelector('summary')
        if (summary) summary.focus()
      })
      one.addEventListener('focusout', function (event) {
        const to = /** @type {Node | null} */ (event.relatedTarget)
        if (to && !one.contains(to)) one.open = false
      })
    })
    const contents = /** @type {HTMLDetailsElement | null} */ (document.querySelector('details.contents'))
    // Beside the text it stands open; above it, it would push the text out of sight.
    if (contents && root.matchMedia && root.matchMedia('(min-width: 76em)').matches) contents.open = true
    keep()
    const place = /** @type {HTMLAnchorElement | null} */ (document.querySelector('.place--list'))
    const path = listOf(G.recall('unit'))
    if (place && path) place.setAttribute('href', (place.getAttribute('href') || '').replace(/index\.html(#.*)?$/, path))
  }

  /** Keeps the list that was chosen, or the first that was opened; on the choice, shows which it is. */
  function keep () {
    const cards = /** @type {HTMLAnchorElement[]} */ (Array.from(document.querySelectorAll('.choice .card:not(.card--more)[href]')))
    /** @param {HTMLAnchorElement} card */
    function pathOf (card) { return (card.getAttribute('href') || '').split(/[?#]/)[0] }
    cards.forEach(function (card) {
      card.addEventListener('click', function () { G.remember('unit', { path: pathOf(card) }) })
    })
    const list = document.querySelector('.worklist[data-unit]')
    // The page for maintainers shows a list that is nobody's.
    const here = list && !list.closest('.parts-page') && location.pathname.split('/').slice(-2).join('/')
    if (here && !listOf(G.recall('unit'))) G.remember('unit', { path: here })
    const mine = /** @type {HTMLElement | null} */ (document.querySelector('[data-mine]'))
    const kept = listOf(G.recall('unit'))
    const card = cards.filter(function (one) { return pathOf(one) === kept })[0]
    const link = mine && mine.querySelector('a')
    const other = mine && mine.querySelector('[data-other]')
    if (!mine || !card || !link || !other) return
    link.setAttribute('href', kept)
    link.textContent = (card.querySelector('strong') || card).textContent
    card.setAttribute('aria-current', 'true')
    mine.hidden = false
    other.addEventListener('click', function () { cards[0].focus() })
  }

  const api = { listOf }
  root.Guidance = Object.assign(G || {}, api)
  if (typeof module !== 'undefined') module.exports = api
  if (typeof document !== 'undefined') start()
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
