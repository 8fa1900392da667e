// @ts-check
/* A hit as an option of the list: its kind, its title, the text with what was found marked, its place. */
(function (root) {
  'use strict'
  const G = root.Guidance
  const S = G.search

  /**
   * @typedef {object} View
   * @property {import('./search-data.js').Entry[]} entries
   * @property {any} data @property {Map<string, string>} table of folding
   * @property {import('./search-rank.js').Answer} answer @property {string} root path to the site's root
   * @property {import('./search-relax.js').Relaxed['through']} through
   */

  /** @param {string} pattern @param {Object<string, string | number>} values @returns {string} */
  function say (pattern, values) {
    return (pattern || '').replace(/\{(\w+)\}/g, function (whole, name) {
      return name in values ? String(values[name]) : whole
    })
  }

  /**
   * @param {HTMLElement} box @param {string} part class @param {string} text @param {string} lang
   * @param {View} view @param {number} [room] @returns {string[]} what was marked
   */
  function addText (box, part, text, lang, view, room) {
    if (!text) return []
    const ranges = S.rangesOf(text, view.answer.needles, view.table)
    const line = G.make('span', { class: 'search-hit__' + part, lang })
    S.snippet(text, ranges, room).forEach(function (/** @type {any} */ piece) {
      line.append(piece.mark ? G.make('mark', {}, piece.text) : piece.text)
    })
    box.appendChild(line)
    return ranges.map(function (/** @type {number[]} */ range) { return text.slice(range[0], range[1]) })
  }

  /** @param {import('./search-data.js').Entry} entry @param {View} view @returns {string} part › item */
  function trailOf (entry, view) {
    /** @type {string[]} */ const trail = []
    for (let up = entry.up; up >= 0; up = view.entries[up].up) {
      const above = view.entries[up]
      // The title of the whole text stands above everything in it.
      if (above.kind === 'heading' && above.up < 0) break
      const title = above.texts[0] || above.texts[1]
      trail.unshift(title.length > 60 ? S.snippet(title, [], 60).map(function (/** @type {any} */ one) { return one.text }).join('') : title)
    }
    if (entry.phase >= 0) trail.push(view.data.phases[entry.phase][1])
    if (entry.under) trail.push(entry.under)
    if (entry.modality) trail.push(entry.modality)
    if (entry.actor) trail.push(entry.actor)
    if (entry.kind === 'paragraph' || entry.kind === 'emendation') trail.push(entry.id)
    return trail.join(' › ')
  }

  /**
   * @param {import('./search-data.js').Entry} entry @param {string[]} marks found in the source
   * @returns {Array<{id: string, source: string, reading: string}>} the emendations that are meant
   */
  function changesIn (entry, marks) {
    const meant = entry.changes.filter(function (change) {
      return change.source && marks.some(function (mark) { return mark.indexOf(change.source) >= 0 || change.source.indexOf(mark) >= 0 })
    })
    return meant.length ? meant : entry.changes
  }

  /**
   * The words of the text on which something stands, each with the place that has them.
   * @param {HTMLElement} box @param {import('./search-data.js').Entry} entry @param {View} view @returns {string[]} what was marked
   */
  function addQuotes (box, entry, view) {
    /** @type {string[]} */ let marks = []
    entry.quotes.forEach(function (quote) {
      const ranges = S.rangesOf(quote.text, view.answer.needles, view.table)
      const line = G.make('span', { class: 'search-hit__quote', lang: quote.own ? view.data.own : view.data.original })
      S.snippet(quote.text, ranges, Infinity).forEach(function (/** @type {any} */ piece) {
        line.append(piece.mark ? G.make('mark', {}, piece.text) : piece.text)
      })
      line.append(' ', G.make('small', {}, view.entries[quote.entry].id))
      box.appendChild(line)
      marks = marks.concat(ranges.map(function (/** @type {number[]} */ range) { return quote.text.slice(range[0], range[1]) }))
    })
    return marks
  }

  /**
   * A question with its answer: the first wording, what the text does with it, its words, the note.
   * @param {HTMLElement} option @param {import('./search-data.js').Entry} entry @param {View} view @returns {string[]} what was marked
   */
  function addAnswer (option, entry, view) {
    const words = view.data.words
    const marks = addText(option, 'title', entry.texts[0].split(S.NAMES)[0], view.data.own, view, 600)
    if (entry.answer !== 'said') option.appendChild(G.make('span', { class: 'search-hit__note' }, words['answer-' + entry.answer]))
    const found = addQuotes(option, entry, view)
    entry.quotes.forEach(function (quote) {
      const other = quote.other || ''
      S.rangesOf(other, view.answer.needles, view.table).forEach(function (/** @type {number[]} */ range) { found.push(other.slice(range[0], range[1])) })
    })
    if (entry.note) option.appendChild(G.make('span', { class: 'search-hit__ours' }, words.ours + ' ' + entry.note))
    return marks.concat(found)
  }

  /**
   * @param {import('./search-data.js').Entry} entry @param {View} view
   * @returns {string} what the texts say for a word of the query that the entry has not, for people; empty where there is none
   */
  function throughOf (entry, view) {
    const texts = S.fold(entry.texts.slice(0, 4).join(' '), view.table)
    const led = view.through.filter(function (one) { return one.forms.some(function (form) { return texts.indexOf(form) >= 0 }) })
    return led.map(function (one) { return say(view.data.words.through, one) }).join(' ')
  }

  /**
   * @param {import('./search-rank.js').Hit} hit @param {number} number @param {View} view
   * @returns {HTMLElement}
   */
  function makeOption (hit, number, view) {
    const entry = view.entries[hit.entry]
    const { data } = view
    const words = data.words
    const [title, body, otherTitle, otherBody, source] = entry.texts
    const option = G.make('a', { role: 'option', class: 'search-hit search-hit--' + entry.kind, id: 'search-hit-' + number, tabindex: '-1', 'aria-selected': 'false' })
    option.appendChild(G.make('span', { class: 'search-hit__kind' }, words['kind-' + entry.kind]))
    /** @type {string[]} */ let marks = []
    if (entry.kind === 'question') marks = addAnswer(option, entry, view)
    else {
      marks = addText(option, 'title', title || (body ? '' : otherTitle), title ? data.own : data.other, view, 600)
      if (hit.via !== 'source') marks = marks.concat(addText(option, 'text', body, data.own, view))
      // The sentence itself spares the way to it; in another language it would only stand in the way.
      if (entry.quotes.length && entry.quotes[0].own) marks = marks.concat(addQuotes(option, entry, view))
    }
    if (hit.via === 'other') {
      const has = function (/** @type {string} */ text) { return S.rangesOf(text, view.answer.needles, view.table).length > 0 }
      const wording = otherTitle.split(S.NAMES).filter(has)[0]
      marks = marks.concat(addText(option, 'text', wording || otherBody, data.other, view))
    }
    if (hit.via === 'source') {
      const found = addText(option, 'text', source, data.original, view)
      changesIn(entry, found).forEach(function (change) {
        const values = { id: change.id, source: change.source || '∅', reading: change.reading || '∅' }
        option.appendChild(G.make('span', { class: 'search-hit__note' }, say(words.change, values)))
      })
      marks = marks.concat(found)
    }
    const via = hit.via === 'own' || hit.via === 'relaxed' ? '' : say(words['via-' + hit.via], { q: view.answer.sound })
    const where = G.make('span', { class: 'search-hit__where' }, trailOf(entry, view))
    const said = entry.kind === 'question' ? '' : throughOf(entry, view)
    ;[via, said].filter(Boolean).forEach(function (one) { where.appendChild(G.make('span', { class: 'search-hit__via' }, one)) })
    option.appendChild(where)
    option.setAttribute('href', hrefOf(entry, marks, view))
    return option
  }

  /** @param {import('./search-data.js').Entry} entry @param {string[]} marks @param {View} view @returns {string} */
  function hrefOf (entry, marks, view) {
    if (entry.href[0] === '#') return entry.href
    const folder = view.data.own === view.data.original ? '' : view.data.own + '/'
    return view.root + folder + S.withMarks(entry.href, marks)
  }

  /**
   * A hit, and a line for each further way into it.
   * @param {import('./search-group.js').Listed} listed @param {number} number of the first @param {View} view
   * @returns {HTMLElement[]}
   */
  function makeOptions (listed, number, view) {
    const made = [makeOption(listed.hit, number, view)]
    listed.ways.forEach(function (/** @type {number} */ at) {
      const entry = view.entries[at]
      const option = G.make('a', { role: 'option', class: 'search-hit search-hit--way', id: 'search-hit-' + (number + made.length), tabindex: '-1', 'aria-selected': 'false' })
      option.append(say(view.data.words.way, { place: [trailOf(entry, view)].join('') }))
      const marks = S.rangesOf(entry.texts[1], view.answer.needles, view.table).map(function (/** @type {number[]} */ range) { return entry.texts[1].slice(range[0], range[1]) })
      option.setAttribute('href', hrefOf(entry, marks, view))
      made.push(option)
    })
    return made
  }

  /** @param {any} words @returns {HTMLElement} the line between what has all of the query and what comes near */
  function line (words) {
    return G.make('p', { class: 'search__line', 'aria-hidden': 'true' }, words.near)
  }

  /**
   * @param {import('./search-answer.js').Reply} reply @param {any} book with the path to the site's root @returns {View}
   */
  function viewOf (reply, book) {
    const { relaxed } = reply
    const needles = reply.answered.needles.concat(relaxed ? relaxed.needles : [])
    return Object.assign({}, book, { answer: Object.assign({}, reply.answered, { needles }), through: relaxed ? relaxed.through : [] })
  }

  Object.assign(S, { say, makeOption, makeOptions, line, viewOf })
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
