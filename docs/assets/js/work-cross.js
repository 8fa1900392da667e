// @ts-check
/* A browser that keeps one store for each local file shows nothing of a list on its page in another language: there
 * the address takes the unit along. From one local file to another nothing else crosses. */
(function (root) {
  'use strict'
  const G = root.Guidance
  const W = G.work

  /** Browsers take addresses of a million characters; a unit with all there is has about fifty thousand. */
  const MOST = 500000
  const PLACE = /[#;]progress=([\w-]+)/

  /** @param {string} text @returns {string} its UTF-8 in signs that an address may have */
  function packed (text) {
    let bytes = ''
    new TextEncoder().encode(text).forEach(function (byte) { bytes += String.fromCharCode(byte) })
    return btoa(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
  }

  /** The inverse of packed. @param {string} text @returns {string} empty where it cannot be read */
  function unpacked (text) {
    try {
      const bytes = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
      return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes, function (sign) { return sign.charCodeAt(0) }))
    } catch (_) { return '' }
  }

  /**
   * @param {string} href @param {string} text of a unit @returns {string} an address that takes it along, the very one if it is too long
   */
  function withUnit (href, text) {
    const data = packed(text)
    const bare = href.replace(PLACE, '')
    return data.length > MOST ? bare : bare + (bare.indexOf('#') < 0 ? '#' : '') + ';progress=' + data
  }

  /** @param {string} hash @returns {string} the unit's text in an address, empty where there is none */
  function unitIn (hash) {
    const found = PLACE.exec(hash)
    return found ? unpacked(found[1]) : ''
  }

  /** @returns {boolean} whether this is a page of a folder in a browser with a store for each file: so does Firefox */
  function isApart () { return location.protocol === 'file:' && !W.data().file && CSS.supports('-moz-appearance', 'none') }

  /** Takes what the address brings, and leaves the address as it was meant. @param {string} project @returns {any} a document or null */
  function arrived (project) {
    if (!isApart() || !PLACE.test(location.hash)) return null
    const text = unitIn(location.hash)
    location.replace(location.hash.replace(PLACE, '') || '#')
    return text ? G.progress.parse(text, project).doc : null
  }

  /** @param {any} desk */
  function cross (desk) {
    if (!isApart()) return
    /** @param {Event} event */
    const take = function (event) {
      const link = /** @type {Element} */ (event.target).closest('a.language-link, a[data-carry]')
      if (!link || link.hasAttribute('aria-current') || !desk.kept && !desk.meta.changes) return
      desk.flush()
      link.setAttribute('href', withUnit(link.getAttribute('href') || '', G.progress.writeInside(desk.doc)))
    }
    // Behind what the link itself listens for, which writes its address anew.
    document.addEventListener('click', take)
    document.addEventListener('auxclick', take)
  }

  const api = { packed, unpacked, withUnit, unitIn, isApart, arrived, cross }
  root.Guidance = Object.assign(G || {}, { work: Object.assign(W || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
