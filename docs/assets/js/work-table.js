// @ts-check
/* A unit's state as a table for a spreadsheet. A cell that a spreadsheet would take for a formula is made text. */
(function (root) {
  'use strict'
  const G = root.Guidance
  const W = G.work

  /** @param {string} text @returns {string} */
  function cell (text) {
    const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text
    return /[",\n\r]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe
  }

  /** @param {Array<Array<string | number>>} rows @returns {string} */
  function csv (rows) { return rows.map(function (row) { return row.map(function (one) { return cell(G.progress.shown(String(one))) }).join(',') + '\r\n' }).join('') }

  /** @param {any} entry @returns {string} all notes, one below the other */
  function notesOf (entry) {
    return entry ? Object.keys(entry.notes).sort().map(function (slot) { return entry.notes[slot].text + (entry.notes[slot].by ? ' (' + entry.notes[slot].by + ')' : '') }).join('\n') : ''
  }

  /** @param {any} desk @returns {string} */
  function table (desk) {
    const P = G.progress
    const doc = desk.doc
    const titles = desk.list.titles
    const heads = ['phase', 'task', 'state', 'field-reason', 'field-who', 'field-due', 'field-on', 'field-proof', 'field-note', 'points-ticked', 'review', 'field-by', 'field-seen-on', 'field-review-note', 'id']
    /** @type {Array<Array<string | number>>} */ const rows = [heads.map(function (key) { return W.say(key) })]
    desk.list.order.forEach(function (/** @type {string} */ id) {
      const task = desk.list.tasks[id]
      const entry = P.own(doc.tasks, id)
      const review = P.lookedAt(entry)
      /** @param {string} name */
      const value = function (name) { return (entry && P.own(entry.values, name)) || '' }
      const ticked = task.points.filter(function (/** @type {string} */ one) { return P.own(doc.points, one) }).length
      rows.push([W.titled(titles, task.phase), W.titled(titles, id), W.say('state-' + P.stateOf(entry)), value('reason'), value('who'), value('due'), value('on'), value('proof'),
        notesOf(entry), task.points.length ? ticked + ' / ' + task.points.length : '', review ? W.say(review.verdict) : '', review ? review.by : '', review ? review.on : '', review ? review.note : '', id])
    })
    return csv(rows)
  }

  const api = { cell, csv, table, notesOf }
  root.Guidance = Object.assign(G, { work: Object.assign(W, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
