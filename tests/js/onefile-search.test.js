// @ts-check
'use strict'
const test = require('node:test')
const assert = require('node:assert/strict')
const { S } = require('./search-load.js')
const { find, pieces, place } = require('../../overrides/guidance/onefile-search.js')

/** @param {string} id @param {'task' | 'point' | 'segment'} kind @param {string} title @param {string} [more] */
function entry (id, kind, title, more = '') {
  const [named, text] = [title, `${title} ${more}`].map(one => S.fold(one, new Map()))
  return { id, kind, title: named, text }
}
const ENTRIES = [
  entry('s2', 'segment', 's2', '書要放回原處。書要放回原处。Books are put back in their place.'),
  entry('o-back', 'point', '放回原處', '放回原处 Put books back'),
  entry('t-back', 'task', '把書放回去', '把书放回去 Put the books back'),
  entry('s3', 'segment', 's3', '圖書館不開門的日子。The library is closed.')
]
/** @param {string} query */
const ids = query => find(ENTRIES, query).hits.map((/** @type {{entry: {id: string}}} */ one) => one.entry.id)

test('a query is cut into runs of Han characters and beginnings of words', () => {
  assert.deepEqual(pieces('放回books 原處'), ['放回', ' book', '原處'])
  assert.deepEqual(pieces(' ，。 '), [])
})

test('a word is found where one begins, also behind a Han character', () => {
  assert.equal(place('put books back', ' book'), 4)
  assert.equal(place('一本book', ' book'), 2)
  assert.equal(place('cookbook', ' book'), -1)
})

test('what has all of the query comes first by its title and its kind, in either script', () => {
  assert.deepEqual(ids('放回'), ['t-back', 'o-back', 's2'])
  assert.deepEqual(ids('原处'), ['o-back', 's2'])
  assert.deepEqual(ids('back books'), ['t-back', 'o-back', 's2'])
  assert.equal(find(ENTRIES, '放回').near, false)
})

test('inflected words are found by their beginning', () => {
  assert.deepEqual(ids('closes'), ['s3'])
})

test('where nothing has all, the nearest is told as such, rare pieces first', () => {
  const { near } = find(ENTRIES, '圖書館幾點開門')
  assert.equal(near, true)
  assert.deepEqual(ids('圖書館幾點開門'), ['s3'])
  assert.deepEqual(ids('天氣預報'), [])
})
