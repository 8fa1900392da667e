// @ts-check
/* Text size, contrast and colours: applied as soon as this runs (in the head, before anything is drawn),
 * changed by the buttons of .reading-tools, remembered. Needs no other script. */
(function (root) {
  'use strict'

  const STEPS = [18, 22, 26, 30]

  /**
   * The size next to the present one; the ends hold.
   * @param {number} size in px, unknown counts as the smallest @param {number} delta -1, 0 or 1
   * @returns {number}
   */
  function clampStep (size, delta) {
    const at = Math.max(0, STEPS.indexOf(size)) + delta
    return STEPS[Math.min(STEPS.length - 1, Math.max(0, at))]
  }

  /** @param {string} key @param {string} [value] @returns {string} */
  function stored (key, value) {
    try {
      if (value !== undefined) localStorage.setItem('guidance.' + key, value)
      return localStorage.getItem('guidance.' + key) || ''
    } catch (_) { return '' }
  }

  /** @param {string} query @returns {boolean} */
  function prefers (query) { return !!(root.matchMedia && root.matchMedia(query).matches) }

  function start () {
    const html = document.documentElement
    html.classList.remove('no-js')
    html.classList.add('js')
    /** @param {number} size */
    function setSize (size) {
      if (size === STEPS[0]) delete html.dataset.text
      else html.dataset.text = String(size)
    }
    /** @param {boolean} high */
    function setContrast (high) {
      if (high) html.dataset.contrast = 'high'
      else delete html.dataset.contrast
    }
    /** @param {boolean} dark */
    function setDark (dark) { html.dataset.scheme = dark ? 'dark' : 'light' }

    setSize(clampStep(Number(stored('text')), 0))
    setContrast(stored('contrast') ? stored('contrast') === 'high' : prefers('(prefers-contrast: more)'))
    const system = root.matchMedia && root.matchMedia('(prefers-color-scheme: dark)')
    function chosen () { return stored('scheme') ? stored('scheme') === 'dark' : !!(system && system.matches) }
    setDark(chosen())
    // Until the reader chooses, the page goes with the system from day to night.
    if (system && system.addEventListener) system.addEventListener('change', function () { setDark(chosen()) })

    function wire () {
      const tools = /** @type {HTMLElement | null} */ (document.querySelector('.reading-tools'))
      if (!tools) return
      const box = tools
      function show () {
        const size = Number(html.dataset.text || STEPS[0])
        box.querySelectorAll('[data-text-step]').forEach(function (button) {
          const delta = Number(/** @type {HTMLElement} */ (button).dataset.textStep)
          // Not `disabled`: that would take the focus away from a button just used.
          button.setAttribute('aria-disabled', String(clampStep(size, delta) === size))
        })
        box.querySelectorAll('[data-contrast]').forEach(function (button) {
          button.setAttribute('aria-pressed', String(html.dataset.contrast === 'high'))
        })
        box.querySelectorAll('[data-dark]').forEach(function (button) {
          button.setAttribute('aria-pressed', String(html.dataset.scheme === 'dark'))
        })
      }
      box.addEventListener('click', function (event) {
        const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('button'))
        if (!button) return
        if (button.dataset.textStep) {
          const size = clampStep(Number(html.dataset.text || STEPS[0]), Number(button.dataset.textStep))
          setSize(size)
          stored('text', String(size))
        } else if (button.dataset.dark !== undefined) {
          setDark(html.dataset.scheme !== 'dark')
          stored('scheme', html.dataset.scheme || 'light')
        } else {
          setContrast(html.dataset.contrast !== 'high')
          stored('contrast', html.dataset.contrast || 'normal')
        }
        show()
      })
      show()
      const menu = /** @type {HTMLElement} */ (box.closest('details') || box)
      menu.hidden = false
    }
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', wire)
    else wire()
  }

  const api = { STEPS, clampStep }
  root.Guidance = Object.assign(root.Guidance || {}, api)
  if (typeof module !== 'undefined') module.exports = api
  if (typeof document !== 'undefined') start()
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
