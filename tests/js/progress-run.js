'use strict'
/* Plays a scenario in the scripts of pages; tests/progress/scenario.py plays the same in Python.
 * Run as a program it takes a list of scenarios as JSON and prints what each gives. */
const { P, library: LIBRARY, MORNING } = require('./progress-load.js')

/** @param {any} patch @returns {any} the library with some of its parts replaced key by key; null takes a key away */
function patched (patch) {
  const library = Object.assign({}, LIBRARY)
  for (const part of Object.keys(patch)) {
    const values = patch[part]
    if (Array.isArray(values)) { library[part] = values; continue }
    const merged = Object.assign({}, library[part], values)
    library[part] = Object.fromEntries(Object.entries(merged).filter((pair) => pair[1] !== null))
  }
  // An id that is no more is on no list: the register's check sees to that.
  /** @param {string} id @returns {boolean} */
  const living = (id) => !(id in library.gone)
  library.tasks = library.tasks.filter((/** @type {any} */ one) => living(one.id))
  for (const part of ['prints', 'points']) library[part] = Object.fromEntries(Object.entries(library[part]).filter((pair) => living(pair[0])))
  library.kinds = Object.fromEntries(Object.entries(library.kinds).map(([kind, ids]) =>
    [kind, Object.fromEntries(Object.entries(ids).map(([part, some]) => [part, some.filter(living)]))]))
  return library
}

/** @param {any} scenario @returns {any} all that it gives, by name */
function play (scenario) {
  /** @type {any} */ const docs = {}
  /** @type {any} */ const told = {}
  for (const step of scenario.steps) {
    const name = step.make
    const list = P.listOf(patched(step.library || {}), step.kinds || ['hut'])
    const context = { now: MORNING + (step.minute || 0) * 60000, writer: step.writer || 'pc', list }
    if (step.merge) {
      const shown = P.preview(docs[step.merge[0]], docs[step.merge[1]], step.choices, context)
      docs[name] = shown.doc
      told[name + ' steps'] = shown.steps
    } else if (step.migrate) {
      const moved = P.migrate(docs[step.migrate], list)
      docs[name] = moved.doc
      told[name + ' migrated'] = { fresh: moved.fresh, reworded: moved.reworded, moved: moved.moved, outdated: moved.outdated }
    } else if (step.parse !== undefined) {
      const read = P.parse(typeof step.parse === 'string' ? step.parse : JSON.stringify(step.parse), step.project)
      told[name + ' flaws'] = read.flaws.map((/** @type {any} */ one) => ({ code: one.code, at: one.at }))
      if (!read.doc) continue
      docs[name] = read.doc
    } else docs[name] = worked(docs, step, list, context, told)
    told[name] = P.write(docs[name])
    told[name + ' inside'] = P.writeInside(docs[name])
    told[name + ' sum'] = P.summarise(docs[name], list, step.today || '2026-05-01')
    told[name + ' calendar'] = P.calendar(list, docs[name], { tag: 'zh-Hant', about: '約：', sentence: '原文：' })
  }
  return told
}

/** @param {any} docs @param {any} step @param {any} list @param {any} context @param {any} told @returns {any} */
function worked (docs, step, list, context, told) {
  let doc = step.from ? docs[step.from] : P.empty({ project: 'demo', id: step.id || 'u1', name: step.name === undefined ? 'Hut' : step.name, kinds: step.kinds || ['hut'] }, context)
  ;(step.changes || []).forEach((/** @type {any} */ change, /** @type {number} */ number) => {
    try {
      doc = P.apply(doc, change, Object.assign({}, context, { now: context.now + number * 60000 }))
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      told[step.make + ' refused ' + number] = true
    }
  })
  return doc
}

module.exports = { play }
if (require.main === module) {
  const scenarios = JSON.parse(require('node:fs').readFileSync(0, 'utf8'))
  process.stdout.write(JSON.stringify(scenarios.map(play)))
}
