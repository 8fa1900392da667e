'use strict'
const test = require('node:test')
const assert = require('node:assert/strict')
const { S, load } = require('./search-load.js')

const MARKS = [['e1', 1, 2, '己', 1, '', 'why', 'warum'], ['e2', 3, 3, '', 0, '丁', 'why', 'warum']]
const DATA = {
  own: 'zh-Hant',
  other: 'en',
  original: 'zh-Hant',
  modalities: ['must'],
  phases: [['ready', 'Ready']],
  units: [['u1', 'units/u1.html', '單位', 'unit', '', '']],
  procedures: [['how', 'procedures/how.html', '辦法', 'how to']],
  editions: [['speech.html', 'apparatus.html', [
    ['p0', 1, '題', 'title'],
    ['p1', 2, '甲', 'one'],
    ['p1-1', 0, '甲乙丙', 'abc', MARKS],
    ['p1-1-2', 0, '下', 'below'],
    ['p2', 2, '乙', 'two'],
    ['p2-9', 0, '丙', 'three']
  ]]],
  items: [['i1', 'items.html', 1, 0, 0, -1, '條', 'item', '', ''], ['i2', 'items.html', 1, 0, 0, 0, '步', 'step', '', '']],
  terms: [['glossary.html', [['t1', ['名', '又名'], ['name'], '義', 'meaning']]]],
  documents: ['', [['d1', '文', 'document', '', '']]]
}
const { entries } = S.library(DATA)
/** @param {string} id */
const byId = (id) => entries.find((/** @type {any} */ one) => one.id === id)
/** @param {string} id @returns {string} id of what it stands under */
const above = (id) => (entries[byId(id).up] || { id: '' }).id

test('each kind leads to its place', () => {
  const places = Object.fromEntries(entries.map((/** @type {any} */ one) => [one.id, `${one.kind} ${one.href}`]))
  assert.deepEqual(places, {
    p0: 'heading speech.html#p0',
    p1: 'heading speech.html#p1',
    'p1-1': 'paragraph speech.html#p1-1',
    e1: 'emendation apparatus.html#e1',
    e2: 'emendation apparatus.html#e2',
    'p1-1-2': 'paragraph speech.html#p1-1-2',
    p2: 'heading speech.html#p2',
    'p2-9': 'paragraph speech.html#p2-9',
    i1: 'item items.html#i1',
    i2: 'step procedures/how.html#i2',
    t1: 'term glossary.html#t1',
    how: 'page procedures/how.html',
    u1: 'page units/u1.html'
  })
})

test('a paragraph stands under the one its id begins with, else under the heading above', () => {
  assert.deepEqual(['p1', 'p1-1', 'p1-1-2', 'e1', 'p2', 'p2-9', 'p0'].map(above), ['p0', 'p1', 'p1-1', 'p1-1', 'p0', 'p2', ''])
})

test('the source\'s wording is the reading text with the certain emendations undone', () => {
  assert.equal(byId('p1-1').texts[4], '甲己丙')
  assert.equal(byId('p1-1-2').texts[4], '')
  assert.deepEqual(byId('p1-1').changes, [{ id: 'e1', source: '己', reading: '乙' }, { id: 'e2', source: '', reading: '丁' }])
  assert.equal(byId('e1').texts[0], '己 → 乙')
  assert.equal(byId('e2').texts[0], '∅ → 丁')
})

test('in the translation\'s data the emendations are of the text in the other language', () => {
  const turned = { ...DATA, own: 'en', other: 'zh-Hant', editions: [['speech.html', 'apparatus.html', [['p1-1', 0, 'abc', '甲乙丙', MARKS]]]] }
  const [paragraph, first] = S.library(turned).entries
  assert.equal(paragraph.texts[4], '甲己丙')
  assert.deepEqual([first.texts[0], first.texts[2]], ['', '己 → 乙'])
})

test('what stands on no page is not found', () => {
  assert.equal(byId('d1'), undefined)
  const bare = { ...DATA, editions: [['', '', DATA.editions[0][2]]], terms: [['', DATA.terms[0][1]]], items: [], units: [], procedures: [] }
  assert.deepEqual(S.library(bare).entries, [])
})

test('undoing the emendations gives the source, in every language\'s data', () => {
  const sources = ['zh-Hant', 'zh-Hans', 'en'].map((tag) => {
    const { entries: all, table } = load(tag)
    return all.map((/** @type {any} */ one) => S.fold(one.texts[4], table)).filter(Boolean)
  })
  assert.ok(sources[0].length > 10)
  assert.deepEqual(sources[1], sources[0])
  assert.deepEqual(sources[2], sources[0])
})
