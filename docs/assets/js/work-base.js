// @ts-check
/* What the scripts of a worked list share: the page's data, its words in the language shown, small makers.
 * Texts go into the page as text, never as markup. */
(function (root) {
  'use strict'

  /**
   * @typedef {{tags: string[], words: Object<string, Object<string, string>>, unit: string, file: boolean,
   *   kinds: Object<string, Object<string, string>>, quoted: Object<string, string>, address?: string, code?: string}} WorkData
   *   `words` and titles of `kinds` by language, `quoted` the language of what is quoted; the list's address on the
   *   web and a picture of it as a code, where the site has one
   */

  /** @param {string} id @returns {any} what an inert block holds, an empty object where there is none */
  function block (id) {
    const node = document.getElementById(id)
    try { return JSON.parse((node && node.textContent) || '{}') } catch (_) { return {} }
  }

  /** @type {WorkData | null} */ let known = null
  /** @returns {WorkData} */
  function data () {
    known = known || block('work-data')
    return /** @type {WorkData} */ (known)
  }

  /** @returns {string} the language that the page shows at the moment */
  function tag () {
    const chosen = document.querySelector('.switch:checked')
    const wanted = chosen ? chosen.id.replace(/^show-/, '') : document.documentElement.lang
    return data().tags.indexOf(wanted) >= 0 ? wanted : data().tags[0]
  }

  /**
   * @param {string} key without its beginning `work-` @param {Object<string, string | number>} [values]
   * @returns {string} a word of the interface; `{name}` in it gives way to a value
   */
  function say (key, values) {
    const words = data().words[tag()] || {}
    return fill(words[key] || key, values)
  }

  /** @param {string} text @param {Object<string, string | number>} [values] @returns {string} */
  function fill (text, values) {
    return values ? text.replace(/\{(\w+)\}/g, function (all, name) { return name in values ? String(values[name]) : all }) : text
  }

  /**
   * @param {string} name `tag.class.class` @param {Object<string, any>} [attributes] booleans set or leave out; functions listen
   * @param {Array<Node | string | null | undefined | false>} [children] @returns {any} an element
   */
  function el (name, attributes, children) {
    const parts = name.split('.')
    const node = document.createElement(parts[0])
    if (parts.length > 1) node.className = parts.slice(1).join(' ')
    Object.keys(attributes || {}).forEach(function (key) {
      const value = /** @type {any} */ (attributes)[key]
      if (typeof value === 'function') node.addEventListener(key, value)
      else if (key === 'value') /** @type {any} */ (node).value = value
      else if (value === true) node.setAttribute(key, '')
      else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, String(value))
    })
    ;(children || []).forEach(function (one) { if (one) node.append(one) })
    return node
  }

  /** @param {number} time @returns {string} a day such as 2026-11-25, by the clock of the device */
  function dayOf (time) {
    const at = new Date(time)
    return [at.getFullYear(), pad(at.getMonth() + 1), pad(at.getDate())].join('-')
  }

  /** @param {number} number @returns {string} */
  function pad (number) { return String(number).padStart(2, '0') }

  /** @param {number} time @param {number} now @returns {string} the time of today, else the day as well */
  function momentOf (time, now) {
    const at = new Date(time)
    const clock = pad(at.getHours()) + ':' + pad(at.getMinutes())
    return dayOf(time) === dayOf(now) ? clock : dayOf(time) + ' ' + clock
  }

  /** @param {Object<string, Object<string, string>>} titles @param {string} id @returns {string} in the language shown */
  function titled (titles, id) {
    const found = Object.prototype.hasOwnProperty.call(titles, id) ? titles[id] : {}
    return found[tag()] || id
  }

  /** @param {string} key @returns {HTMLButtonElement} */
  function button (key, /** @type {() => void} */ press, /** @type {string} */ kind) {
    return el('button.button' + (kind ? '.button--' + kind : ''), { type: 'button', click: press }, [say(key)])
  }

  /** @type {HTMLElement | null} */ let status = null
  /** Has a message read out, and shows it where there is a place for it. @param {string} text */
  function announce (text) {
    if (!status) {
      status = /** @type {HTMLElement} */ (el('p.visually-hidden', { role: 'status' }))
      document.body.appendChild(status)
    }
    const place = status
    // Emptied first, so that the same message twice is read twice.
    place.textContent = ''
    setTimeout(function () { place.textContent = text }, 50)
  }

  const api = { block, data, tag, say, fill, el, dayOf, momentOf, titled, button, announce }
  root.Guidance = Object.assign(root.Guidance || {}, { work: Object.assign((root.Guidance || {}).work || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
