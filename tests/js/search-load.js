'use strict'
/* Loads the scripts of the search as a page does, and the data that was built for a language. */
const fs = require('node:fs')
const path = require('node:path')
const vm = require('node:vm')

const ROOT = path.join(__dirname, '..', '..')
const SCRIPTS = path.join(ROOT, 'docs', 'assets', 'js')
const VENDOR = ['uFuzzy.iife.min.js', 'wink-porter2-stemmer.js']
const PURE = ['fold', 'query', 'sound', 'data', 'match', 'rank', 'snippet', 'tools', 'near', 'facets', 'address', 'vocabulary', 'slip', 'relax', 'group', 'answer']

VENDOR.forEach((name) => vm.runInThisContext(fs.readFileSync(path.join(SCRIPTS, 'vendor', name), 'utf8')))
PURE.forEach((name) => require(path.join(SCRIPTS, `search-${name}.js`)))
const S = globalThis.Guidance.search
const tools = S.makeTools(globalThis.uFuzzy, globalThis.winkPorter2Stemmer)

/** @param {string} tag @returns {any} the data of a language, as its script assigns it */
function read (tag) {
  const file = path.join(ROOT, 'site', 'data', 'search', `${tag}.js`)
  if (!fs.existsSync(file)) throw new Error(`${file} is not built; run: make site`)
  return vm.runInThisContext(`(() => {${fs.readFileSync(file, 'utf8')};return GuidanceSearch})()`)
}

/**
 * @param {any[]} entries @param {string} fold groups of characters @param {string} readings
 * @returns {{entries: any[], table: Map<string, string>, index: any, ask: (text: string) => any}}
 */
function prepare (entries, fold, readings) {
  const table = S.foldTable(fold)
  const index = S.buildIndex(entries, table, S.readingTable(readings, table), tools)
  const ask = (/** @type {string} */ text) => {
    const answer = S.ask(S.parseQuery(text, table), index, entries)
    return { ...answer, hits: S.best(answer.hits, answer.hits.length) }
  }
  return { entries, table, index, ask }
}

/** @param {string} tag @returns {ReturnType<typeof prepare> & {data: any}} what a page in a language searches */
function load (tag) {
  const data = read(tag)
  return Object.assign(prepare(S.library(data).entries, data.fold, data.readings), { data })
}

/** @param {number} seed @returns {(below: number) => number} whole numbers that are the same in every run */
function numbers (seed) {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor(state / 2 ** 32 * below)
  }
}

/** @param {Partial<{kind: string, id: string, title: string, body: string, otherTitle: string, otherBody: string, source: string}>} given */
function entry (given) {
  const { title = '', body = '', otherTitle = '', otherBody = '', source = '' } = given
  return { kind: given.kind || 'paragraph', id: given.id || 'x', href: 'x.html', texts: [title, body, otherTitle, otherBody, source], up: -1, units: 0, phase: -1, from: 0, modality: '', under: '', changes: [], actor: '', quotes: [], answer: '', note: '', documents: [] }
}

module.exports = { S, tools, load, read, prepare, numbers, entry }
