'use strict'
/* Loads the scripts of the search as a page does, and the data of a language. */
const fs = require('node:fs')
const path = require('node:path')
const vm = require('node:vm')

const ROOT = path.join(__dirname, '..', '..')
const SCRIPTS = path.join(ROOT, 'docs', 'assets', 'js')
const VENDOR = ['uFuzzy.iife.min.js', 'wink-porter2-stemmer.js']
const PURE = ['fold', 'query', 'sound', 'data', 'match', 'rank', 'snippet', 'tools', 'near']

VENDOR.forEach((name) => vm.runInThisContext(fs.readFileSync(path.join(SCRIPTS, 'vendor', name), 'utf8')))
const S = Object.assign({}, ...PURE.map((name) => require(path.join(SCRIPTS, `search-${name}.js`))))
const tools = S.makeTools(globalThis.uFuzzy, globalThis.winkPorter2Stemmer)

/** @param {string} file a data script @returns {any} */
function read (file) {
  return vm.runInNewContext(`${fs.readFileSync(file, 'utf8')};GuidanceSearch`)
}

/** @param {any} data of a language @returns {{entries: any[], table: Map<string, string>, index: any, ask: (text: string) => any}} */
function prepare (data) {
  const { entries } = S.library(data)
  const table = S.foldTable(data.fold)
  const index = S.buildIndex(entries, table, S.readingTable(data.readings, table), tools)
  return { entries, table, index, ask: (text) => S.ask(S.parseQuery(text, table), index, entries) }
}

module.exports = { ROOT, S, tools, read, prepare }
