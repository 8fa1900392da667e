// @ts-check
/* What the panel shows where there are no results: before a query, and when one brings none. */
(function (root) {
  'use strict'
  const G = root.Guidance
  const S = G.search

  /** @param {string} text @param {() => void} act @returns {HTMLElement} */
  function button (text, act) {
    const made = G.make('button', { type: 'button', class: 'search__button' }, text)
    made.addEventListener('click', act)
    return made
  }

  /**
   * @param {HTMLElement} box @param {string} title @param {string[]} texts @param {(text: string) => void} act
   */
  function addChoices (box, title, texts, act) {
    if (!texts.length) return
    box.appendChild(G.make('h3', { class: 'search__title' }, title))
    const list = G.make('ul', { class: 'search__choices' })
    texts.forEach(function (text) {
      const item = G.make('li', {})
      item.appendChild(button(text, function () { act(text) }))
      list.appendChild(item)
    })
    box.appendChild(list)
  }

  /**
   * Before a query: how to ask, and what was asked of late.
   * @param {HTMLElement} box is emptied @param {any} words @param {string[]} recent
   * @param {{ask: (text: string) => void, wipe: () => void, index: string}} ways
   */
  function showStart (box, words, recent, ways) {
    box.replaceChildren(G.make('p', {}, words.help))
    addChoices(box, words.recent, recent, ways.ask)
    if (recent.length) box.appendChild(button(words.wipe, ways.wipe))
    box.appendChild(G.make('a', { class: 'search__browse', href: ways.index }, words.browse))
  }

  /**
   * Nothing found: what was looked for, in which forms, what comes nearest, a way on.
   * @param {HTMLElement} box is emptied @param {any} words
   * @param {import('./search-query.js').Query} query
   * @param {{entries: any[], table: Map<string, string>, index: any}} library
   * @param {{ask: (text: string) => void, index: string}} ways
   */
  function showNothing (box, words, query, library, ways) {
    box.replaceChildren(G.make('p', { class: 'search__none' }, S.say(words.none, { q: query.text.trim() })))
    const forms = S.formsOf(query, library.index)
    if (forms.length) {
      box.appendChild(G.make('h3', { class: 'search__title' }, words.looked))
      const list = G.make('ul', {})
      forms.forEach(function (/** @type {any} */ one) {
        list.appendChild(G.make('li', {}, S.say(words.form, { raw: one.raw, form: one.form, n: one.found })))
      })
      box.appendChild(list)
    }
    addChoices(box, words.nearest, S.nearest(query, library.entries, library.table, 6), ways.ask)
    box.appendChild(G.make('a', { class: 'search__browse', href: ways.index }, words.browse))
  }

  /**
   * Before the hits that come near: whether the texts answer at all, what was taken for what was typed, what
   * stands nowhere, and the documents not held that may have the answer.
   * @param {HTMLElement} box is emptied @param {any} words @param {import('./search-answer.js').Reply} reply
   * @param {import('./search-answer.js').Book} book @param {string} site path to the site's root
   */
  function showTold (box, words, reply, book, site) {
    const { relaxed } = reply
    box.replaceChildren()
    // Where nothing has all of it, the line that counts says so.
    if (reply.told && reply.hits.length) box.append(G.make('p', { class: 'search__told' }, words['told-' + reply.told]))
    if (relaxed) {
      relaxed.through.forEach(function (/** @type {any} */ one) {
        const said = S.say(words['through-said'], one)
        box.append(G.make('p', { class: 'search__cut' }, one.note ? said + ' ' + one.note : said))
      })
      relaxed.slips.forEach(function (/** @type {any} */ one) {
        box.append(G.make('p', { class: 'search__cut' }, S.say(words.slip, one)))
      })
      if (relaxed.missing.length) {
        box.append(G.make('p', { class: 'search__cut' }, S.say(words.missing, { parts: relaxed.missing.join(words.comma || ', ') })))
      }
    }
    const documents = reply.told ? S.mayAnswer(reply, book) : []
    if (!documents.length) return
    const line = G.make('p', { class: 'search__cut' }, words['may-answer'] + ' ')
    documents.forEach(function (/** @type {any} */ one, /** @type {number} */ at) {
      const folder = book.data.own === book.data.original ? '' : book.data.own + '/'
      const href = one.href[0] === '#' ? one.href : site + folder + one.href
      line.append(at ? '; ' : '', G.make('a', { href }, one.texts[0]))
    })
    box.append(line)
  }

  Object.assign(S, { showStart, showNothing, showTold, button })
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
