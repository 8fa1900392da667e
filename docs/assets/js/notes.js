// @ts-check
/* Emendation marks and terms open their note: by tap or click, by Enter or
 * Space, and on hover. Without scripts they are links to the page of notes. */
(function (root) {
  'use strict'
  const G = root.Guidance
  const MARKS = '[data-note], a.term[data-term]'

  /**
   * Where the note goes: below its mark, or above if only there is room.
   * @param {{left: number, top: number, bottom: number}} mark
   * @param {{width: number, height: number}} note @param {{width: number, height: number}} view
   * @returns {{left: number, top: number}} in the window, px
   */
  function placeNote (mark, note, view) {
    const below = mark.bottom + 4
    const above = mark.top - note.height - 4
    return {
      left: Math.max(8, Math.min(mark.left, view.width - note.width - 8)),
      top: below + note.height > view.height && above > 0 ? above : below
    }
  }

  function start () {
    const strings = G.pageData().strings || {}
    /** @type {HTMLElement | null} */ let note = null
    /** @type {HTMLElement | null} */ let owner = null
    /** @type {number | undefined} */ let timer

    /** @param {HTMLElement} mark @returns {HTMLElement | null} */
    function contentOf (mark) {
      return document.getElementById(mark.dataset.note ? 'note-' + mark.dataset.note : 'tip-' + mark.dataset.term)
    }

    /** @param {boolean} back */
    function close (back) {
      clearTimeout(timer)
      if (!note || !owner) return
      const mark = owner
      note.remove()
      mark.setAttribute('aria-expanded', 'false')
      note = owner = null
      if (back) mark.focus()
    }

    function later () {
      clearTimeout(timer)
      // Time enough for the pointer to cross from the mark into the note.
      timer = window.setTimeout(function () {
        if (note && !note.contains(document.activeElement)) close(false)
      }, 300)
    }

    /** @param {HTMLElement} mark @param {boolean} focus */
    function open (mark, focus) {
      const content = contentOf(mark)
      if (!content) return false
      if (owner !== mark) {
        close(false)
        const box = G.make('div', { class: 'note-popover', role: 'dialog', tabindex: '-1', 'aria-label': mark.textContent || '' })
        const text = G.make('div', {})
        Array.from(content.childNodes).forEach(function (node) { text.appendChild(node.cloneNode(true)) })
        text.querySelectorAll('[id]').forEach(function (/** @type {Element} */ node) { node.removeAttribute('id') })
        box.appendChild(text)
        const href = mark.getAttribute('href') || mark.dataset.href
        if (href) {
          box.appendChild(G.make('a', { class: 'note-popover__more', href }, strings.more || '→'))
        }
        box.addEventListener('pointerenter', function () { clearTimeout(timer) })
        box.addEventListener('pointerleave', later)
        // The note stands at the end of the page, but belongs to its mark: Tab goes on from there.
        box.addEventListener('keydown', function (/** @type {KeyboardEvent} */ event) {
          if (event.key !== 'Tab') return
          const links = box.querySelectorAll('a')
          const edge = event.shiftKey ? links[0] : links[links.length - 1]
          const outside = !edge || document.activeElement === edge || (event.shiftKey && document.activeElement === box)
          if (!outside) return
          if (event.shiftKey) event.preventDefault()
          close(true)
        })
        box.addEventListener('focusout', function (/** @type {FocusEvent} */ event) {
          if (event.relatedTarget && !box.contains(/** @type {Node} */ (event.relatedTarget))) close(false)
        })
        document.body.appendChild(box)
        const rects = mark.getClientRects()
        const rect = rects[rects.length - 1] || mark.getBoundingClientRect()
        const place = placeNote(rect, { width: box.offsetWidth, height: box.offsetHeight },
          { width: document.documentElement.clientWidth, height: window.innerHeight })
        box.style.left = place.left + window.scrollX + 'px'
        box.style.top = place.top + window.scrollY + 'px'
        mark.setAttribute('aria-expanded', 'true')
        note = box
        owner = mark
      }
      if (focus && note) note.focus({ preventScroll: true })
      return true
    }

    document.querySelectorAll(MARKS).forEach(function (node) {
      const mark = /** @type {HTMLElement} */ (node)
      if (!contentOf(mark)) return
      mark.setAttribute('aria-haspopup', 'dialog')
      mark.setAttribute('aria-expanded', 'false')
      if (mark.tagName !== 'A') {
        mark.tabIndex = 0
        mark.setAttribute('role', 'button')
      }
      mark.addEventListener('click', function (event) {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        if (open(mark, true)) event.preventDefault()
      })
      mark.addEventListener('keydown', function (event) {
        if (event.key !== ' ' && !(event.key === 'Enter' && mark.tagName !== 'A')) return
        event.preventDefault()
        open(mark, true)
      })
      mark.addEventListener('pointerenter', function (event) {
        if (event.pointerType !== 'mouse') return
        clearTimeout(timer)
        // Not at once: a pointer on its way elsewhere opens nothing.
        timer = window.setTimeout(function () { open(mark, false) }, 250)
      })
      mark.addEventListener('pointerleave', later)
    })
    document.addEventListener('keydown', function (event) {
      if (event.key === 'Escape' && note) close(note.contains(document.activeElement) || document.activeElement === owner)
    })
    document.addEventListener('pointerdown', function (event) {
      const target = /** @type {Node} */ (event.target)
      if (note && owner && !note.contains(target) && !owner.contains(target)) close(false)
    })
    document.addEventListener('change', function () { close(false) })
  }

  const api = { placeNote }
  root.Guidance = Object.assign(G || {}, api)
  if (typeof module !== 'undefined') module.exports = api
  if (typeof document !== 'undefined') start()
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
