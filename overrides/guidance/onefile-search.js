// @ts-check
/* The search of a unit's single file: it looks through what the file shows, in all its languages, without any data
 * beside it. Han characters are found as they stand, words of other scripts by their beginning. What has all of the
 * query comes first; where nothing has, what has most of it, rare pieces counting more. */
(function (root) {
  'use strict'

  const S = /** @type {any} */ (root).Guidance.search
  const NONE = new Map()
  const MOST = 60
  const AROUND = 18
  const WEIGHTS = { task: 6, point: 5, limit: 5, question: 4, segment: 3 }
  const ENDING = /(?:ing|ed|es|s|ly)$/

  /**
   * @typedef {Object} Entry
   * @property {string} id
   * @property {keyof typeof WEIGHTS} kind
   * @property {string} title in all languages, folded
   * @property {string} text in all languages, with the title, folded
   */

  /** @param {string} word in another script than Han @returns {string} what a word of the same stem begins with */
  function beginning (word) {
    const cut = word.replace(ENDING, '')
    return cut.length > 3 ? cut : word
  }

  /** @param {string} query @returns {string[]} pieces that are looked for, folded; a word leads with a space */
  function pieces (query) {
    const folded = S.fold(query, NONE)
    const found = query.split(/\s+/).flatMap(function (part) {
      const whole = S.fold(part, NONE)
      const words = S.wordsOf(whole)
      const runs = whole.split(S.WORD).map((/** @type {string} */ one) => one.replace(/ /g, ''))
      return [...runs.filter(Boolean), ...words.map((/** @type {string} */ one) => ' ' + beginning(one))]
    })
    return folded ? Array.from(new Set(found)) : []
  }

  /** @param {string} text folded @param {string} piece @returns {number} where the piece stands; -1 where nowhere */
  function place (text, piece) {
    if (piece[0] !== ' ') return text.indexOf(piece)
    for (let at = text.indexOf(piece.slice(1)); at >= 0; at = text.indexOf(piece.slice(1), at + 1)) {
      const before = text[at - 1] || ' '
      if (before === ' ' || S.hasHan(before)) return at
    }
    return -1
  }

  /** @param {string[]} all @returns {string[]} the same in the smallest pieces that still tell something */
  function smaller (all) {
    return Array.from(new Set(all.flatMap(function (piece) {
      if (piece[0] === ' ') return piece.length > 3 ? [piece] : []
      return piece.length < 3 ? [piece] : Array.from(piece).slice(1).map((one, at) => Array.from(piece)[at] + one)
    })))
  }

  /**
   * @param {Entry[]} entries @param {string} query
   * @returns {{near: boolean, hits: {entry: Entry, found: string[]}[]}} the best first; `near` where none has all
   */
  function find (entries, query) {
    const asked = pieces(query)
    if (!asked.length) return { near: false, hits: [] }
    const whole = S.fold(query, NONE)
    const exact = entries.filter(one => asked.every(piece => place(one.text, piece) >= 0))
      .map(function (entry) {
        const named = asked.filter(piece => place(entry.title, piece) >= 0).length / asked.length
        return { entry, found: asked, weight: WEIGHTS[entry.kind] + 8 * named + (entry.text.includes(whole) ? 4 : 0) }
      })
    if (exact.length) return { near: false, hits: best(exact) }
    const parts = smaller(asked)
    const rarity = new Map(parts.map(function (piece) {
      return [piece, 1 / (1 + entries.filter(one => place(one.text, piece) >= 0).length)]
    }))
    const total = parts.reduce((sum, piece) => sum + (rarity.get(piece) || 0), 0)
    const near = entries.map(function (entry) {
      const found = parts.filter(piece => place(entry.text, piece) >= 0)
      const share = found.reduce((sum, piece) => sum + (rarity.get(piece) || 0), 0) / total
      return { entry, found, weight: share * 10 + found.length / parts.length + WEIGHTS[entry.kind] / 100 }
    }).filter(one => one.found.length * 3 >= parts.length)
    return { near: true, hits: best(near).slice(0, 12) }
  }

  /**
   * @template {{weight: number}} T
   * @param {T[]} found @returns {T[]}
   */
  function best (found) {
    return found.map((one, at) => ({ one, at })).sort((a, b) => b.one.weight - a.one.weight || a.at - b.at)
      .map(both => both.one)
  }

  const api = { find, pieces, place }
  if (typeof module !== 'undefined') module.exports = api
  if (typeof document === 'undefined') return

  const QUOTED = '.point__head b, .limit__title, .point__detail, blockquote'
  const KINDS = /** @type {[keyof typeof WEIGHTS, string, string, string][]} */ ([
    ['task', 'details.task', '.task__title', '.task__title, .task__result'],
    ['point', '.point[id]', '.point__head b', QUOTED], ['limit', 'details.limit', '.limit__title', QUOTED],
    ['question', 'details.question', 'summary', ''], ['segment', '.segment[id]', '.number', '']
  ])

  /** @param {Element} node @returns {Element[]} the pieces of a node in one language each, of an own level */
  function voices (node) {
    return Array.from(node.querySelectorAll('[lang]')).filter(one => !(one.parentElement && one.parentElement.closest('[lang]') && node.contains(one.parentElement.closest('[lang]'))))
  }

  /** @returns {(Entry & {node: Element, name: Element})[]} */
  function gather () {
    return KINDS.flatMap(function ([kind, where, name, words]) {
      return Array.from(document.querySelectorAll(where)).flatMap(function (node) {
        const title = node.querySelector(name)
        if (!title) return []
        // A task is found by its own words; its points are found by theirs. What is worked in does not count.
        const of = words ? Array.from(node.querySelectorAll(words)).filter(one => kind !== 'task' || !one.closest('.point')) : [node]
        const text = of.map(one => S.fold(one.textContent || '', NONE)).join(' ')
        return [{ id: node.id, kind, title: S.fold(title.textContent || '', NONE), text, node, name: title }]
      })
    })
  }

  /** @param {Element} node @param {string[]} found @returns {HTMLElement | null} the words around what was found, marked */
  function snippet (node, found) {
    const shown = voices(node).filter(one => getComputedStyle(one).display !== 'none')
    for (const one of [...shown, ...voices(node)]) {
      const text = (one.textContent || '').replace(/\s+/g, ' ')
      /** @type {number[]} */ const places = []
      const folded = S.fold(text, NONE, places)
      for (const piece of found) {
        const at = place(folded, piece)
        if (at < 0) continue
        const [start, end] = S.unfold(text, places, at, at + piece.trim().length)
        const line = document.createElement('span')
        line.className = 'find__words'
        line.lang = one.getAttribute('lang') || ''
        const mark = document.createElement('mark')
        mark.textContent = text.slice(start, end)
        line.append((start > AROUND ? '…' : '') + text.slice(Math.max(0, start - AROUND), start), mark, text.slice(end, end + 2 * AROUND) + (end + 2 * AROUND < text.length ? '…' : ''))
        return line
      }
    }
    return null
  }

  function start () {
    const form = /** @type {HTMLFormElement | null} */ (document.getElementById('find'))
    const button = /** @type {HTMLButtonElement | null} */ (document.querySelector('[data-find]'))
    if (!form || !button) return
    const field = /** @type {HTMLInputElement} */ (form.querySelector('input'))
    const told = /** @type {HTMLElement} */ (form.querySelector('[role=status]'))
    const list = /** @type {HTMLElement} */ (form.querySelector('ol'))
    /** @type {ReturnType<typeof gather>} */ let entries = []
    button.hidden = false

    /** @param {boolean} open */
    function show (open) {
      if (!form || !button) return
      form.hidden = !open
      button.setAttribute('aria-expanded', String(open))
      if (open) {
        entries = gather()
        field.focus()
        field.select()
      }
    }

    /** @param {string} key @param {number} n */
    function say (key, n) {
      if (!form) return
      told.replaceChildren()
      const words = /** @type {HTMLTemplateElement | null} */ (form.querySelector(`template[data-said="${key}"]`))
      if (!words) return
      const copy = /** @type {DocumentFragment} */ (words.content.cloneNode(true))
      copy.querySelectorAll('[lang]').forEach(function (one) {
        one.textContent = (one.textContent || '').replace('{n}', String(n)).replace('{q}', field.value.trim())
      })
      told.append(copy)
    }

    function look () {
      const query = field.value.slice(0, 200)
      const { near, hits } = find(entries, query)
      list.replaceChildren(...hits.slice(0, MOST).map(function ({ entry, found }) {
        const one = /** @type {ReturnType<typeof gather>[number]} */ (entry)
        const item = document.createElement('li')
        const link = document.createElement('a')
        link.href = '#' + one.id
        link.append(...Array.from(one.name.cloneNode(true).childNodes))
        link.querySelectorAll('a').forEach(inner => inner.replaceWith(...Array.from(inner.childNodes)))
        item.append(link)
        const words = snippet(one.node, found)
        if (words) item.append(' ', words)
        return item
      }))
      if (!query.trim()) told.replaceChildren()
      else say(!hits.length ? 'none' : near ? 'near' : hits.length === 1 ? 'one' : 'many', hits.length)
    }

    button.addEventListener('click', () => show(form.hidden))
    field.addEventListener('input', look)
    form.addEventListener('submit', function (event) {
      event.preventDefault()
      const first = /** @type {HTMLElement | null} */ (list.querySelector('a'))
      if (first) first.click()
    })
    list.addEventListener('click', function (event) {
      if (/** @type {Element} */ (event.target).closest('a')) show(false)
    })
    document.addEventListener('keydown', function (event) {
      const at = /** @type {HTMLElement} */ (event.target)
      if (event.key === 'Escape' && !form.hidden) {
        show(false)
        button.focus()
      } else if (event.key === '/' && !at.closest('input:not([type=radio], [type=checkbox]), textarea, select') && !event.ctrlKey && !event.metaKey) {
        event.preventDefault()
        show(true)
      }
    })
  }

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start)
  else start()
})(typeof window === 'undefined' ? globalThis : window)
