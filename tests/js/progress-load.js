'use strict'
/* Loads the scripts of progress files as a page does, and a small list for them. */
const path = require('node:path')

const SCRIPTS = path.join(__dirname, '..', '..', 'docs', 'assets', 'js')
for (const name of ['core', 'list', 'parse', 'apply', 'merge', 'migrate', 'windows', 'sum', 'rollup']) require(path.join(SCRIPTS, `progress-${name}.js`))
const P = globalThis.Guidance.progress
const library = require('../progress/library.json')
const MORNING = Date.UTC(2026, 2, 1, 8)

/** @param {number} minutes since the morning of 1 March 2026 @param {string} [writer] @returns {any} */
function at (minutes, writer = 'pc') { return { now: MORNING + minutes * 60000, writer, list: P.listOf(library, ['hut']) } }

/** @param {any[]} changes @param {any} [from] @param {string} [writer] @param {number} [minutes] @returns {any} */
function worked (changes, from, writer = 'pc', minutes = 1) {
  const start = from || P.empty({ project: 'demo', id: 'u1', name: 'Hut', kinds: ['hut'] }, at(0, writer))
  return changes.reduce((doc, change, index) => P.apply(doc, change, at(minutes + index, writer)), start)
}

module.exports = { P, library, at, worked, MORNING }
