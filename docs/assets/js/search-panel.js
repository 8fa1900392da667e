// @ts-check
/* The panel: a dialog with a combobox and its listbox. What is asked stands in the address. */
(function (root) {
  'use strict'
  const G = root.Guidance
  const S = G.search

  const STEP = 10
  /** How many hits are put in order at first; the rest when somebody goes so far. */
  const ORDERED = 200
  /** Milliseconds of work after which the browser gets its turn while the index is made. */
  const SLICE = 8
  /** Milliseconds without a keystroke after which the address is written: browsers refuse to write it too often. */
  const PAUSE = 300
  const RECENT = 'searches'

  /**
   * @param {any} data what the data script assigned @param {string} site path to the site's root
   * @param {HTMLAnchorElement} opener the button, which leads to the index
   */
  function makePanel (data, site, opener) {
    const { words } = data
    /** @type {any} */ let index = null
    /** @type {import('./search-data.js').Entry[]} */ let entries = []
    /** @type {Map<string, string>} */ let table = new Map()
    const parts = S.makeFrame(words, data)
    const { dialog, input, list, boxes, count, aside, more } = parts
    /** @type {any} */ let view = null
    /** @type {any} */ let reply = null
    /** @type {any[]} */ let listed = []
    /** @type {any} */ let counts = null
    /** @type {any} */ let known = null
    let found = 0
    let shown = 0
    let made = 0
    /** @type {any} */ let asked = S.readAsked('')
    let active = -1
    let pushed = false
    let ordered = 0
    let started = false
    /** @type {number | undefined} */ let timer

    /** Reads the data and makes the index in slices; what is asked meanwhile is answered at the end. */
    function * prepare () {
      entries = S.library(data).entries
      yield
      table = S.foldTable(data.fold)
      yield
      const readings = S.readingTable(data.readings, table)
      const tools = S.makeTools(root.uFuzzy, root.winkPorter2Stemmer)
      index = yield * S.indexing(entries, table, readings, tools)
      index.readings = S.readingTable(data.sounds + ' ' + data.readings, table)
      yield
      known = S.vocabulary(data, table, tools.stem)
    }

    /** @param {Generator} steps */
    function work (steps) {
      const until = performance.now() + SLICE
      let done = steps.next().done
      while (!done && performance.now() < until) done = steps.next().done
      if (!done) { setTimeout(work, 0, steps); return }
      dialog.removeAttribute('aria-busy')
      if (dialog.open && input.value.trim()) answer()
    }

    /** @returns {HTMLElement[]} what can be chosen, in its order */
    function options () {
      return Array.from(/** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll('[role="option"]')))
    }

    /** Shows a further stretch of the results. */
    function grow () {
      if (shown + STEP > ordered && ordered < found) {
        arrange(found)
      }
      listed.slice(shown, shown + STEP).forEach(function (one) {
        const box = boxes[one.near ? 1 : 0]
        if (one.near && !box.childElementCount && reply.hits.length) box.append(S.line(words))
        S.makeOptions(one, made, view).forEach(function (/** @type {HTMLElement} */ option) {
          box.appendChild(option)
          made++
        })
        box.hidden = false
        shown++
      })
      const left = listed.length - shown
      more.hidden = left <= 0
      more.textContent = S.say(words.more, { n: Math.min(left, STEP) })
    }

    /** @param {number} next which option is active; -1 for none */
    function activate (next) {
      let all = options()
      const old = all[active]
      if (old) old.setAttribute('aria-selected', 'false')
      if (next >= all.length && shown < listed.length) {
        grow()
        all = options()
      }
      const now = all[next]
      active = now ? next : -1
      if (!now) { input.removeAttribute('aria-activedescendant'); return }
      now.setAttribute('aria-selected', 'true')
      input.setAttribute('aria-activedescendant', now.id)
      now.scrollIntoView({ block: 'nearest' })
    }

    /**
     * Puts hits in order and together: those that have all of the query, then those that come near.
     * @param {number} count how many are to be in order
     */
    function arrange (count) {
      const choice = S.choiceOf(asked, data)
      const all = S.isAnything(choice) && !parts.narrow.open
      // Counting takes longer than finding: it is done where somebody looks.
      const narrowed = all ? { hits: reply.hits, counts: null } : S.narrow(reply.hits, entries, choice)
      const near = reply.relaxed ? (all ? reply.relaxed.hits : S.narrow(reply.relaxed.hits, entries, choice).hits) : []
      const inOrder = asked.sort === 'text'
      const sorted = all && count === ORDERED ? reply.hits : S.best(narrowed.hits, count)
      const hits = inOrder ? S.inTextOrder(narrowed.hits) : sorted
      ordered = inOrder ? hits.length : Math.min(hits.length, count)
      found = hits.length
      const first = hits.slice(0, ordered).concat(near)
      // Where somebody narrows, the numbers are those of the choices.
      const together = inOrder || !all ? first.map(function (/** @type {any} */ hit) { return { hit, ways: [] } }) : S.grouped(first, entries)
      const plain = hits.slice(ordered).map(function (/** @type {any} */ hit) { return { hit, ways: [] } })
      const isNear = new Set(near)
      listed = together.map(function (/** @type {any} */ one) { return Object.assign(one, { near: isNear.has(one.hit) }) }).concat(plain)
      counts = narrowed.counts
    }

    /** Answers what is in the field and the choices. */
    function answer () {
      const empty = !asked.q.trim()
      // What is known comes last: before, whatever is asked waits.
      if (!known && !empty) return
      const nothing = { query: S.parseQuery('', table), answered: { hits: [], needles: [], cut: [], sound: '' }, hits: [], relaxed: null, told: '' }
      reply = empty ? nothing : S.respond(asked.q, { entries, data, table, index, known }, ORDERED)
      arrange(ORDERED)
      view = S.viewOf(reply, { entries, data, table, root: site })
      boxes.forEach(function (box) {
        box.replaceChildren()
        box.hidden = true
      })
      aside.replaceChildren()
      active = -1
      shown = 0
      made = 0
      input.removeAttribute('aria-activedescendant')
      grow()
      if (counts) S.fillFacets(parts, data, counts, asked)
      list.hidden = !listed.length
      input.setAttribute('aria-expanded', String(listed.length > 0))
      const whole = listed.filter(function (one) { return !one.near }).length
      count.textContent = empty ? '' : whole ? S.countOf(whole, words) : listed.length ? words[reply.told ? 'told-' + reply.told : 'near'] : ''
      count.classList.toggle('search__told', !whole && listed.length > 0 && !!reply.told)
      explain(empty)
    }

    /** Says before the results, or in their place, what they are and what they are not. */
    function explain (/** @type {boolean} */ empty) {
      const ways = { ask, wipe, index: opener.href }
      const { query } = reply
      const some = reply.hits.length + (reply.relaxed ? reply.relaxed.hits.length : 0)
      if (empty) S.showStart(aside, words, S.recent(G.recall(RECENT), ''), ways)
      else if (!some) S.showNothing(aside, words, query, { entries, table, index }, ways)
      else if (!listed.length) {
        aside.append(G.make('p', {}, S.say(words.filtered, { n: some })), S.button(words.unfilter, unfilter))
      } else S.showTold(aside, words, reply, { entries, data, table, index, known }, site)
      if (query.shortened) aside.prepend(G.make('p', { class: 'search__cut' }, words.shortened))
    }

    /** Writes what is asked into the address: a new entry of the history at first, the same afterwards. */
    function write () {
      clearTimeout(timer)
      timer = undefined
      const address = location.pathname + S.writeAsked(asked, location.search) + location.hash
      try {
        if (pushed || new URLSearchParams(location.search).has('q')) history.replaceState(history.state, '', address)
        else if (asked.q) {
          history.pushState({ search: true }, '', address)
          pushed = true
        }
        document.dispatchEvent(new Event('guidance:address'))
      } catch (_) { /* some ways of opening a file allow no change of the address */ }
    }

    /** Takes what is in the field. */
    function take () {
      asked.q = S.bounded(input.value)
      clearTimeout(timer)
      timer = window.setTimeout(write, PAUSE)
      answer()
    }

    /** @param {string} text */
    function ask (text) {
      asked.q = text
      input.value = text
      write()
      answer()
      input.focus()
    }

    function wipe () {
      G.remember(RECENT, [])
      answer()
      input.focus()
    }

    function unfilter () {
      asked = Object.assign(S.readAsked(''), { q: asked.q, sort: asked.sort })
      ask(asked.q)
    }

    function leave () {
      write()
      G.remember(RECENT, S.recent(G.recall(RECENT), asked.q.trim()))
    }

    function show () {
      parts.veil.hidden = false
      dialog.show()
      if (!started) setTimeout(work, 0, prepare())
      started = true
    }

    /** Shows what the address asks for, or closes where it asks for nothing. */
    function sync () {
      const given = S.readAsked(location.search)
      pushed = !!(history.state && history.state.search)
      if (!given.q) { hide(); return }
      if (dialog.open && given.q === asked.q && input.value === asked.q) return
      asked = given
      input.value = asked.q
      answer()
      if (!dialog.open) show()
    }

    function open () {
      if (dialog.open) return
      asked = S.readAsked('')
      input.value = ''
      answer()
      show()
      input.focus()
    }

    function hide () {
      dialog.close()
      parts.veil.hidden = true
    }

    function close () {
      clearTimeout(timer)
      hide()
      opener.focus()
      if (!new URLSearchParams(location.search).has('q')) return
      if (pushed) {
        pushed = false
        history.back()
      } else {
        asked.q = ''
        write()
      }
    }

    input.addEventListener('input', function (/** @type {any} */ event) {
      if (!event.isComposing) take()
    })
    input.addEventListener('compositionend', take)
    input.addEventListener('keydown', function (/** @type {KeyboardEvent} */ event) {
      // 229: a browser that tells of a composition only so.
      if (event.isComposing || event.keyCode === 229) return
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        const step = event.key === 'ArrowDown' ? 1 : -1
        const size = options().length + (shown < listed.length ? 1 : 0)
        activate(active < 0 ? (step > 0 ? 0 : options().length - 1) : active + step >= size ? 0 : active + step)
      } else if (event.key === 'Enter') {
        const option = options()[Math.max(active, 0)]
        if (option) option.click()
      } else return
      event.preventDefault()
    })
    list.addEventListener('click', function (event) {
      if (!(/** @type {Element} */ (event.target).closest('a'))) return
      leave()
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      hide()
    })
    more.addEventListener('click', grow)
    parts.narrow.addEventListener('toggle', function () { if (parts.narrow.open) answer() })
    parts.choices.addEventListener('change', function (/** @type {any} */ event) {
      asked[event.target.name] = event.target.value
      write()
      answer()
    })
    parts.close.addEventListener('click', close)
    parts.veil.addEventListener('click', close)
    dialog.addEventListener('keydown', function (/** @type {KeyboardEvent} */ event) {
      if (event.key === 'Escape' && !event.isComposing) {
        event.preventDefault()
        close()
      } else S.keepFocus(dialog, event)
    })
    document.body.append(parts.veil, dialog)
    dialog.setAttribute('aria-busy', 'true')
    return { open, sync, close }
  }

  Object.assign(S, { makePanel })
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
