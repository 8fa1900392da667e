// @ts-check
/* A paragraph's handle: a menu to copy its link or a citation of it. */
(function (root) {
  'use strict'
  const G = root.Guidance

  /**
   * What is copied as a citation: id and text, title, edition, source, notes, link.
   * @param {any} data the page's `#edition-data` @param {string} id of a segment
   * @param {string[]} tags of one or more of its languages @param {string} link
   * @returns {string}
   */
  function citation (data, id, tags, link) {
    const segment = data.segments[id]
    const lines = tags.filter(function (tag) { return segment.texts[tag] }).map(function (tag, at) {
      return (at ? '' : '[' + id + '] ') + segment.texts[tag]
    })
    const titles = tags.map(function (tag) { return (data.title || {})[tag] })
    const words = data.strings || {}
    const source = [
      titles.filter(Boolean).join(' / '),
      id,
      data.date && ((words.edition || '') + ' ' + data.date).trim(),
      data.hash && (words.source || 'SHA-256') + ' ' + data.hash
    ]
    lines.push('— ' + source.filter(Boolean).join(', '))
    ;(segment.notes || []).forEach(function (/** @type {string} */ note) {
      lines.push((words.note ? words.note + ': ' : '') + note)
    })
    if (link) lines.push(link)
    return lines.join('\n')
  }

  /** @param {string} text @returns {boolean} */
  function copyOld (text) {
    const area = /** @type {HTMLTextAreaElement} */ (G.make('textarea', { readonly: '', class: 'visually-hidden' }))
    const before = /** @type {HTMLElement | null} */ (document.activeElement)
    area.value = text
    document.body.appendChild(area)
    area.select()
    let done = false
    try { done = document.execCommand('copy') } catch (_) { /* the dialog follows */ }
    area.remove()
    if (before) before.focus({ preventScroll: true })
    return done
  }

  /** @param {string} text @param {any} strings */
  function copyByHand (text, strings) {
    const dialog = /** @type {HTMLDialogElement} */ (G.make('dialog', { class: 'copy-dialog', 'aria-label': strings.copyFailed }))
    if (!dialog.showModal) { window.prompt(strings.copyFailed, text); return }
    const area = /** @type {HTMLTextAreaElement} */ (G.make('textarea', { readonly: '', 'aria-label': strings.copyFailed }))
    const close = G.make('button', { type: 'button' }, strings.close)
    area.value = text
    close.addEventListener('click', function () { dialog.close() })
    dialog.addEventListener('close', function () { dialog.remove() })
    dialog.append(G.make('p', {}, strings.copyFailed), area, close)
    document.body.appendChild(dialog)
    dialog.showModal()
    area.select()
  }

  /** @param {string} text @param {any} strings @returns {Promise<void>} */
  async function copy (text, strings) {
    let done = false
    try {
      await navigator.clipboard.writeText(text)
      done = true
    } catch (_) { done = copyOld(text) }
    if (done) G.announce(strings.copied)
    else copyByHand(text, strings)
  }

  function start () {
    const data = G.pageData()
    const strings = data.strings
    if (!data.segments || !strings) return
    /** @type {HTMLElement | null} */ let menu = null
    /** @type {HTMLElement | null} */ let opener = null

    /** @param {boolean} back whether the focus goes back to the handle */
    function close (back) {
      if (!menu || !opener) return
      menu.remove()
      opener.setAttribute('aria-expanded', 'false')
      if (back) opener.focus()
      menu = opener = null
    }

    /** @param {string} id @returns {string} */
    function linkTo (id) {
      const state = G.editionState ? G.editionState() : null
      return location.href.split(/[?#]/)[0] + G.formatAddress(id, state, '', !!G.inHash)
    }

    /** @param {HTMLElement} handle */
    function open (handle) {
      const id = decodeURIComponent((handle.getAttribute('href') || '').slice(1))
      if (!data.segments[id]) return false
      const link = linkTo(id)
      /** @type {Array<[string, string]>} */ const copies = data.copies.filter(function (/** @type {[string, string]} */ copy) {
        return data.segments[id].texts[copy[0]]
      })
      const box = G.make('div', { class: 'handle-menu', role: 'menu', 'aria-label': id })
      /** @type {Array<[string, () => string]>} */
      const items = [
        [strings.copyLink, function () { return link }]
      ]
      copies.forEach(function (copy) {
        items.push([copy[1], function () { return citation(data, id, [copy[0]], link) }])
      })
      if (copies.length > 1) {
        const tags = copies.map(function (copy) { return copy[0] })
        items.push([strings.copyAll, function () { return citation(data, id, tags, link) }])
      }
      items.forEach(function (item) {
        const button = G.make('button', { type: 'button', role: 'menuitem', tabindex: '-1' }, item[0])
        button.addEventListener('click', function () { close(true); copy(item[1](), strings) })
        box.appendChild(button)
      })
      box.addEventListener('keydown', function (/** @type {KeyboardEvent} */ event) {
        const buttons = Array.from(box.querySelectorAll('button'))
        const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement))
        /** @type {Object<string, number>} */
        const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }
        if (event.key in moves) {
          event.preventDefault()
          buttons[(moves[event.key] + buttons.length) % buttons.length].focus()
        } else if (event.key === 'Escape') {
          event.stopPropagation()
          close(true)
        } else if (event.key === 'Tab') close(false)
      })
      menu = box
      opener = handle
      handle.setAttribute('aria-expanded', 'true')
      handle.after(box)
      box.querySelector('button').focus()
      return true
    }

    document.querySelectorAll('.segment__handle a').forEach(function (node) {
      const handle = /** @type {HTMLElement} */ (node)
      handle.setAttribute('aria-haspopup', 'menu')
      handle.setAttribute('aria-expanded', 'false')
      handle.setAttribute('role', 'button')
      handle.addEventListener('click', function (event) {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        const again = opener === handle
        close(false)
        if (again || open(handle)) event.preventDefault()
      })
      handle.addEventListener('keydown', function (event) {
        if (event.key !== ' ' && event.key !== 'ArrowDown') return
        event.preventDefault()
        close(false)
        open(handle)
      })
    })
    document.addEventListener('pointerdown', function (event) {
      const target = /** @type {Node} */ (event.target)
      if (menu && opener && !menu.contains(target) && !opener.contains(target)) close(false)
    })
  }

  const api = { citation }
  root.Guidance = Object.assign(G || {}, api)
  if (typeof module !== 'undefined') module.exports = api
  if (typeof document !== 'undefined') start()
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
