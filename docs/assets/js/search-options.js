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
   * @param {import('./search-rank.js').Hit} hit @param {number} number @param {View} view
   * @returns {HTMLElement}
   */
  function makeOption (hit, number, view) {
    const entry = view.entries[hit.entry]
    const { data } = view
    const words = data.words
    const [title, body, otherTitle, otherBody, source] = entry.texts
    const option = G.make('a', { role: 'option', class: 'search-hit', id: 'search-hit-' + number, tabindex: '-1', 'aria-selected': 'false' })
    option.appendChild(G.make('span', { class: 'search-hit__kind' }, words['kind-' + entry.kind]))
    let marks = addText(option, 'title', title || (body ? '' : otherTitle), title ? data.own : data.other, view, 600)
    if (hit.via !== 'source') marks = marks.concat(addText(option, 'text', body, data.own, view))
    if (hit.via === 'other') {
      const inTitle = S.rangesOf(otherTitle, view.answer.needles, view.table).length > 0
      marks = marks.concat(addText(option, 'text', inTitle ? otherTitle : otherBody, data.other, view))
    }
    if (hit.via === 'source') {
      const found = addText(option, 'text', source, data.original, view)
      changesIn(entry, found).forEach(function (change) {
        const values = { id: change.id, source: change.source || '∅', reading: change.reading || '∅' }
        option.appendChild(G.make('span', { class: 'search-hit__note' }, say(words.change, values)))
      })
      marks = marks.concat(found)
    }
    const via = hit.via === 'own' ? '' : say(words['via-' + hit.via], { q: view.answer.sound })
    const where = G.make('span', { class: 'search-hit__where' }, trailOf(entry, view))
    if (via) where.appendChild(G.make('span', { class: 'search-hit__via' }, via))
    option.appendChild(where)
    const folder = data.own === data.original ? '' : data.own + '/'
    option.setAttribute('href', view.root + folder + S.withMarks(entry.href, marks))
    return option
  }

  Object.assign(S, { say, makeOption })
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
