// @ts-check
/* The way into the search, on every page: the button, the keys, ?q= in the address.
 * All else is loaded on first use. Without this script the button is a link to the index. */
(function (root) {
  'use strict'
  const G = root.Guidance

  const SCRIPTS = [
    'vendor/uFuzzy.iife.min', 'vendor/wink-porter2-stemmer', 'search-fold', 'search-query', 'search-sound', 'search-data',
    'search-index', 'search-match', 'search-rank', 'search-vocabulary', 'search-slip', 'search-relax', 'search-group', 'search-answer', 'search-snippet', 'search-tools', 'search-near', 'search-facets', 'search-address',
    'search-options', 'search-nothing', 'search-frame', 'search-panel'
  ]

  /**
   * Whether a key opens the search: Ctrl or Cmd with K anywhere, / and s where nothing is typed.
   * @param {{key: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean, isComposing: boolean}} event
   * @param {boolean} typing whether the key goes into a field @returns {boolean}
   */
  function opens (event, typing) {
    if (event.isComposing || event.altKey) return false
    if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === 'k' && event.ctrlKey !== event.metaKey
    return !typing && (event.key === '/' || event.key === 's')
  }

  /** @param {EventTarget | null} target @returns {boolean} */
  function isField (target) {
    return target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName) &&
      !/^(?:radio|checkbox|button|submit)$/.test(/** @type {HTMLInputElement} */ (target).type))
  }

  function start () {
    const found = /** @type {HTMLAnchorElement | null} */ (document.querySelector('a.search-open'))
    if (!found || typeof HTMLDialogElement === 'undefined') return
    const button = found
    const site = button.dataset.root || ''
    /** @type {Promise<any> | null} */ let loaded = null

    /** @param {string} address @param {number} place @returns {Promise<void>} */
    function add (address, place) {
      return new Promise(function (resolve, reject) {
        const script = document.createElement('script')
        script.src = address
        // In their order, as each builds on those before it.
        script.async = false
        script.onload = function () { resolve() }
        script.onerror = reject
        // One by one: all at once would hold up a slow computer noticeably.
        setTimeout(function () { document.head.appendChild(script) }, place)
      })
    }

    function load () {
      const addresses = SCRIPTS.map(function (name) { return site + 'assets/js/' + name + '.js' })
      addresses.unshift(site + 'data/search/' + document.documentElement.lang + '.js')
      return Promise.all(addresses.map(add)).then(function () {
        return new Promise(function (resolve) {
          setTimeout(function () { resolve(G.search.makePanel(root.GuidanceSearch, site, button)) }, 0)
        })
      })
    }

    /** @param {boolean} fromAddress */
    function open (fromAddress) {
      button.setAttribute('aria-busy', 'true')
      loaded = loaded || load()
      loaded.then(function (panel) {
        button.removeAttribute('aria-busy')
        setTimeout(fromAddress ? panel.sync : panel.open, 0)
      }, function () {
        button.removeAttribute('aria-busy')
        // The next try may find the connection there again.
        loaded = null
        // A page on disk has its index beside it; over HTTP the way there may be the browser's own error.
        if (location.protocol !== 'file:') G.announce(button.dataset.away || '')
        else if (!fromAddress) location.href = button.href
      })
    }

    function asked () { return new URLSearchParams(location.search).has('q') }

    button.setAttribute('role', 'button')
    button.setAttribute('aria-haspopup', 'dialog')
    button.addEventListener('click', function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      open(false)
    })
    button.addEventListener('keydown', function (event) {
      if (event.key !== ' ') return
      event.preventDefault()
      open(false)
    })
    document.addEventListener('keydown', function (event) {
      if (!opens(event, isField(event.target)) || document.querySelector('dialog[open]')) return
      event.preventDefault()
      open(false)
    })
    window.addEventListener('popstate', function () { if (loaded || asked()) open(true) })
    window.addEventListener('pageshow', function () { if (asked()) open(true) })
  }

  const api = { opens }
  root.Guidance = Object.assign(G || {}, api)
  if (typeof module !== 'undefined') module.exports = api
  if (typeof document !== 'undefined') start()
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
