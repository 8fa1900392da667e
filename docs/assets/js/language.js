// @ts-check
/* The links to the other languages lead to the paragraph being read, as it is shown. */
(function (root) {
  'use strict'
  const G = root.Guidance

  /**
   * @param {string} href of the page in the other language @param {string} rest query and hash
   * @returns {string}
   */
  function carry (href, rest) {
    return href.split(/[?#]/)[0] + rest
  }

  function start () {
    const links = document.querySelectorAll('a.language-link[hreflang], a[hreflang][data-language], link[rel~="alternate"][hreflang]')
    function update () {
      const address = G.parseAddress(location.search, location.hash)
      const rest = G.formatAddress(G.currentPlace(), address.state, location.search, address.inHash)
      links.forEach(function (link) { link.setAttribute('href', carry(link.getAttribute('href') || '', rest)) })
    }
    update()
    window.addEventListener('hashchange', update)
    document.addEventListener('guidance:address', update)
    // The reader has scrolled since: look again whenever a link may be used.
    links.forEach(function (link) {
      ['pointerenter', 'pointerdown', 'focus', 'click'].forEach(function (kind) { link.addEventListener(kind, update) })
    })
  }

  const api = { carry }
  root.Guidance = Object.assign(G || {}, api)
  if (typeof module !== 'undefined') module.exports = api
  if (typeof document !== 'undefined') start()
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
