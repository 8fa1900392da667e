// @ts-check
/* Marks the words that a search led to, which the address names (?h=…), at the place it leads to. */
(function (root) {
  'use strict'
  const G = root.Guidance
  /** A link of the search names no more words, and no longer ones. */
  const MOST = 8
  const LONGEST = 200

  /**
   * @param {string} text @param {string[]} words as they stand there
   * @returns {Array<[number, number]>} where they stand, in order, apart
   */
  function spots (text, words) {
    /** @type {Array<[number, number]>} */ const found = []
    words.filter(Boolean).forEach(function (word) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) found.push([at, at + word.length])
    })
    found.sort(function (one, other) { return one[0] - other[0] || other[1] - one[1] })
    return found.filter(function (range, at) {
      return found.slice(0, at).every(function (before) { return before[1] <= range[0] })
    })
  }

  /** @param {Element} scope @param {string[]} words */
  function mark (scope, words) {
    /** @type {Array<{node: Text, from: number}>} */ const nodes = []
    const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT)
    let text = ''
    while (walker.nextNode()) {
      const node = /** @type {Text} */ (walker.currentNode)
      if (node.parentElement && node.parentElement.closest('script, style')) continue
      nodes.push({ node, from: text.length })
      text += node.data
    }
    // From the end, so that what is cut leaves the places before it alone.
    spots(text, words).reverse().forEach(function (range) {
      for (let at = nodes.length - 1; at >= 0; at--) {
        const { node, from } = nodes[at]
        const start = Math.max(range[0] - from, 0)
        const end = Math.min(range[1] - from, node.length)
        if (start >= end) continue
        const part = start ? node.splitText(start) : node
        if (part.length > end - start) part.splitText(end - start)
        const box = G.make('mark', { class: 'found' })
        part.replaceWith(box)
        box.appendChild(part)
        if (!start) nodes[at] = { node: /** @type {any} */ ({ length: 0 }), from }
      }
    })
  }

  /** @param {Element} one @returns {boolean} */
  function seen (one) {
    return one.getClientRects().length > 0 && !one.closest('details:not([open]) > :not(summary)')
  }

  /**
   * Opens what hides the words, where all of them are hidden: a fold, or the other language of a paragraph.
   * @param {Element} scope
   */
  function reveal (scope) {
    const marks = Array.from(scope.querySelectorAll('mark.found'))
    if (!marks.length || marks.some(seen)) return
    for (let fold = marks[0].closest('details'); fold && scope.contains(fold); fold = fold.parentElement && fold.parentElement.closest('details')) fold.open = true
    const version = marks[0].closest('.segment__other, .segment__source')
    if (version && !seen(version)) version.classList.add('is-found')
  }

  function start () {
    const query = new URLSearchParams(location.search)
    const words = query.getAll('h').slice(0, MOST).filter(function (word) { return word.length <= LONGEST })
    if (!query.has('h')) return
    const target = document.getElementById(G.parseAddress(location.search, location.hash).id)
    const scope = (target && target.closest('.segment, .question')) || target || document.querySelector('.content')
    if (scope) {
      mark(scope, words)
      reveal(scope)
    }
    // A copied link or citation names the place, not what somebody searched.
    query.delete('h')
    const rest = query.toString()
    G.readdress(location.pathname + (rest ? '?' + rest : '') + location.hash)
    document.dispatchEvent(new Event('guidance:address'))
  }

  const api = { spots }
  root.Guidance = Object.assign(G || {}, api)
  if (typeof module !== 'undefined') module.exports = api
  if (typeof document !== 'undefined') start()
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
