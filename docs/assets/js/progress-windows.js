// @ts-check
/* Stretches of time that the texts give, worked out from a unit's own first day; and the calendar of them. */
(function (root) {
  'use strict'
  if (typeof require !== 'undefined') require('./progress-core.js')
  const P = root.Guidance.progress

  /**
   * @typedef {import('./progress-list.js').List} List
   * @typedef {{id: string, first: string, last: string, about: boolean, text: string, at: string, quote: Object<string, string>, tasks: string[]}} Stretch
   *   both days belong to it; `quote` are the words that give it, by language
   */

  /**
   * The day some months and days on: of a month that is shorter, its last day.
   * @param {string} day @param {number} months @param {number} days @returns {string}
   */
  function onward (day, months, days) {
    const [year, month, date] = day.split('-').map(Number)
    const first = new Date(Date.UTC(2000, 0, 1))
    first.setUTCFullYear(year, month - 1 + months, 1)
    const length = new Date(Date.UTC(2000, 0, 1))
    length.setUTCFullYear(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)
    first.setUTCDate(Math.min(date, length.getUTCDate()) + days)
    return first.toISOString().slice(0, 10)
  }

  /** @param {List} list @param {string} firstDay empty where the unit gave none @returns {Stretch[]} */
  function stretches (list, firstDay) {
    if (!firstDay || firstDay > '9900') return []
    return list.windows.map(function (one) {
      return { id: one.id, first: firstDay, last: onward(firstDay, one.months, one.days), about: one.about, text: one.text, at: one.at, quote: one.quote, tasks: one.tasks }
    })
  }

  /** @param {List} list @param {string} firstDay @returns {Object<string, string>} task to the last day of its stretch */
  function lastDays (list, firstDay) {
    /** @type {Object<string, string>} */ const found = {}
    stretches(list, firstDay).forEach(function (one) {
      one.tasks.forEach(function (id) { if (!found[id] || one.last < found[id]) found[id] = one.last })
    })
    return found
  }

  /** @param {string} text @returns {string} as iCalendar writes it */
  function escaped (text) { return P.shown(text).replace(/\\/g, '\\\\').replace(/;/g, '\\;').replace(/,/g, '\\,').replace(/\r?\n/g, '\\n') }

  /**
   * No line has more than 75 bytes; none parts a character, nor a sign from what escapes it.
   * @param {string} line @returns {string}
   */
  function folded (line) {
    /** @type {string[]} */ const done = []
    /** @type {string[]} */ let open = []
    let size = 0
    for (const sign of line) {
      const code = /** @type {number} */ (sign.codePointAt(0))
      const bytes = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
      if (open.length && size + bytes >= 75) {
        const last = open[open.length - 1]
        const kept = open.length > 1 && (last === '\\' || last === '^') ? [/** @type {string} */ (open.pop())] : []
        done.push(open.join(''))
        open = kept
        size = kept.length
      }
      open.push(sign)
      size += bytes
    }
    return done.concat(open.join('')).join('\r\n ') + '\r\n'
  }

  /**
   * The stretches as an iCalendar file. The same input gives the same bytes, and the same event its name: a calendar
   * that takes it in twice has it once.
   * @param {List} list @param {import('./progress-core.js').Progress} doc
   * @param {{tag: string, about: string, sentence: string}} words language of titles and quotes; what stands before
   *   the title of a stretch that the text gives as “about”; what stands before the sentence
   * @returns {string}
   */
  function calendar (list, doc, words) {
    const edition = Object.keys(list.editions).map(function (id) { return list.editions[id].date }).sort().pop() || '1970-01-01'
    const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//' + list.project + '//guidance//EN', 'CALSCALE:GREGORIAN']
    stretches(list, doc.unit.firstDay).forEach(function (one) {
      const title = (list.titles[one.id] || {})[words.tag] || one.id
      const name = doc.unit.name ? ' · ' + doc.unit.name : ''
      lines.push('BEGIN:VEVENT',
        'SUMMARY:' + escaped((one.about ? words.about : '') + title + name),
        'DTSTART;VALUE=DATE:' + one.first.replace(/-/g, ''),
        'DTEND;VALUE=DATE:' + onward(one.last, 0, 1).replace(/-/g, ''),
        'DTSTAMP:' + edition.replace(/-/g, '') + 'T000000Z',
        'UID:' + one.id + '-' + P.hash(P.nameKey(doc.unit.name) + '\n' + doc.unit.kinds.join(' ')) + '@' + list.project,
        'DESCRIPTION:' + escaped(words.sentence + (one.quote[words.tag] || '') + ' (' + one.at + ')'),
        'TRANSP:TRANSPARENT',
        'END:VEVENT')
    })
    lines.push('END:VCALENDAR')
    return lines.map(folded).join('')
  }

  const api = { onward, stretches, lastDays, calendar }
  root.Guidance = Object.assign(root.Guidance || {}, { progress: Object.assign((root.Guidance || {}).progress || {}, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
