// @ts-check
/* Makes a list one that people work in. Without scripts it stays a list to read and print. */
(function (root) {
  'use strict'
  const G = root.Guidance
  const W = G.work

  /** A file that stands alone takes its colours from the system, and says that scripts run. */
  function dress () {
    if (!W.data().file) return
    const html = document.documentElement
    const dark = root.matchMedia('(prefers-color-scheme: dark)')
    const follow = function () { html.dataset.scheme = dark.matches ? 'dark' : 'light' }
    html.classList.replace('no-js', 'js')
    if (root.matchMedia('(prefers-contrast: more)').matches) html.dataset.contrast = 'high'
    dark.addEventListener('change', follow)
    follow()
  }

  function start () {
    dress()
    begin()
  }

  function begin () {
    const node = /** @type {HTMLElement | null} */ (document.querySelector('[data-work]'))
    const library = W.block('progress-list')
    if (!node || !library.kinds) return
    const P = G.progress
    const kinds = W.kindsHere ? W.kindsHere(node, begin) : (node.dataset.work || '').split(' ')
    if (!kinds.length) return
    const keep = new W.Keep(library.project, W.localStore(), P.storeKey(library.project, ''))
    const journal = new W.Journal('guidance-' + library.project)
    const desk = new W.Desk(library, kinds, keep, journal, Date.now)
    const rows = Array.from(document.querySelectorAll('.row[data-task]')).filter(function (/** @type {any} */ one) { return P.own(desk.list.tasks, one.dataset.task) }).map(function (one) { return new W.Row(desk, one) })
    const limits = Array.from(document.querySelectorAll('details.limit')).map(function (one) { return new W.Limit(desk, one) })
      .concat(W.kindsHere ? W.joinedLimits(desk) : [])
    // Filters are a form that the page came with.
    const narrow = document.querySelector('[data-narrow]')
    const head = new W.Head(desk, node, W.PANELS.filter(function (/** @type {any} */ one) { return narrow || one.key !== 'narrow' }))
    /** @type {any} */ let frame = 0

    function show () {
      frame = 0
      const summary = desk.summary()
      const late = new Set(summary.late)
      rows.forEach(function (one) { one.show(late) })
      limits.forEach(function (one) { one.show() })
      head.show(summary)
      document.dispatchEvent(new CustomEvent('guidance:states'))
    }
    /** Several changes are shown at once. */
    function soon () { if (!frame) frame = requestAnimationFrame(show) }

    desk.on(function (/** @type {string} */ event) {
      if (event === 'store' || event === 'undo') head.show(desk.summary())
      else if (event === 'unit') show()
      else soon()
    })
    const inside = P.parse(P.OPENING + ((document.getElementById('progress-saved') || {}).textContent || '') + P.CLOSING, library.project)
    desk.start(inside.doc || (W.arrived ? W.arrived(library.project) : null))
    if (W.cross) W.cross(desk)
    show()
    root.addEventListener('beforeprint', function () { W.fillPaper(desk) })
    root.addEventListener('storage', function (/** @type {StorageEvent} */ event) { desk.heard(event) })
    root.addEventListener('pagehide', function () { desk.flush() })
    document.addEventListener('visibilitychange', function () { if (document.visibilityState === 'hidden') desk.flush() })
    document.querySelectorAll('.switch').forEach(function (one) { one.addEventListener('change', show) })
    root.addEventListener('beforeunload', function (/** @type {BeforeUnloadEvent} */ event) {
      // What no store takes is lost with the page: the one case in which it asks.
      if (keep.condition !== 'kept' && desk.meta.changes) event.preventDefault()
    })
    W.desk = desk
  }

  W.PANELS = ['unit', 'out', 'in', 'dates', 'print', 'narrow'].map(function (key) { return { key, build: W[key + 'Panel'] } })
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start)
  else start()
})(/** @type {any} */ (window))
