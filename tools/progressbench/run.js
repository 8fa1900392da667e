'use strict'
/* Measures the scripts of progress files in Node: `node run.js FOLDER` reads the files that Python made. */
const fs = require('node:fs')
const path = require('node:path')

const SCRIPTS = path.join(__dirname, '..', '..', 'docs', 'assets', 'js')
for (const name of ['core', 'list', 'parse', 'apply', 'merge', 'migrate', 'windows', 'sum', 'rollup']) require(path.join(SCRIPTS, `progress-${name}.js`))
const P = globalThis.Guidance.progress
const folder = process.argv[2]

/** @param {string} name @returns {any} */
function json (name) { return JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')) }

/** @param {() => void} work @param {number} times @returns {number[]} milliseconds, the shortest first */
function taken (work, times) {
  return Array.from({ length: times }, () => {
    const from = performance.now()
    work()
    return performance.now() - from
  }).sort((one, other) => one - other)
}

/** @param {() => void} work @param {number} times @returns {number} median milliseconds */
function median (work, times) { return taken(work, times)[Math.floor(times / 2)] }

const library = json('many.library.json')
const files = fs.readdirSync(path.join(folder, 'many')).map((name) => ({ name, text: fs.readFileSync(path.join(folder, 'many', name), 'utf8') }))
// The shortest: what other programs take off in whole seconds is not the work's own.
const [rollup] = taken(() => {
  const found = P.rollup(files, library, '2026-06-01')
  if (found.rows.length !== files.length) throw new Error(JSON.stringify(found.refused[0]))
}, 5)

const large = json('large.library.json')
const list = P.listOf(large, ['kind'])
const text = fs.readFileSync(path.join(folder, 'large.json'), 'utf8')
const read = P.parse(text)
const doc = P.migrate(read.doc, list).doc
let turn = 0
const tick = median(() => {
  const value = turn++ % 2 ? 'done' : 'doing'
  const next = P.apply(doc, { task: list.order[turn % 1000], field: 'state', value }, { now: Date.UTC(2026, 5, 1) + turn, writer: 'pc', list })
  P.summarise(next, list, '2026-06-01')
}, 101)
const saved = median(() => P.write(doc), 21)
const opened = median(() => { P.summarise(P.migrate(P.parse(text).doc, P.listOf(large, ['kind'])).doc, list, '2026-06-01') }, 21)
process.stdout.write(JSON.stringify({ rollup, tick, saved, opened, bytes: files.reduce((sum, one) => sum + one.text.length, 0) }))
