'use strict'
const test = require('node:test')
const assert = require('node:assert/strict')
const { S, numbers } = require('./search-load.js')

const TABLE = S.foldTable('群羣')
/** @param {string} input */
const terms = (input) => S.parseQuery(input, TABLE).terms
/** @param {string} input */
const texts = (input) => terms(input).map((term) => (term.not ? '-' : '') + term.text)

test('spaces of any kind part terms, and so does a change of script', () => {
  assert.deepEqual(texts('羣眾 plan　工作'), ['群眾', 'plan', '工作'])
  assert.deepEqual(texts('工作plan'), ['工作', 'plan'])
})

test('quotes of any kind make a phrase', () => {
  for (const query of ['"guiding ideology"', '“guiding ideology”', '「guiding ideology」', '『guiding　ideology』']) {
    const [term, ...rest] = terms(query)
    assert.deepEqual([term.words, term.whole, rest.length], [['guiding', 'ideology'], true, 0], query)
  }
  assert.deepEqual(texts('“民主 評議”'), ['民主評議'])
})

test('a phrase that is still being typed ends in the beginning of a word', () => {
  const [term] = terms('"guiding ideol')
  assert.deepEqual([term.text, term.quoted, term.whole], ['guiding ideol', true, false])
})

test('quotation marks copied with the text are only punctuation', () => {
  assert.deepEqual(texts('“三個代表”重要思想'), ['三個代表重要思想'])
  assert.deepEqual(texts('要“貫穿一條主線”。'), ['要貫穿一條主線'])
})

test('a minus before a word or phrase leaves it out; elsewhere it is a hyphen', () => {
  assert.deepEqual(texts('plan -city －羣眾 -"leading group"'), ['plan', '-city', '-群眾', '-leading group'])
  assert.deepEqual(texts('county-level'), ['county level'])
  assert.deepEqual(texts('a - b'), ['a', 'b'])
})

test('marks alone ask for nothing', () => {
  for (const query of ['', '   ', '""', '-', '，。', '“', '<>']) assert.deepEqual(terms(query), [], query)
})

test('words run together may be pinyin, unless quoted or no letters', () => {
  assert.equal(S.soundOf(S.parseQuery("min zhu ping'yi", TABLE)), 'minzhupingyi')
  assert.equal(S.soundOf(S.parseQuery('lǜ -plan', TABLE)), 'lu')
  assert.equal(S.soundOf(S.parseQuery('lv', TABLE)), 'lu')
  assert.equal(S.soundOf(S.parseQuery('"min zhu"', TABLE)), '')
  assert.equal(S.soundOf(S.parseQuery('群', TABLE)), '')
  assert.equal(S.soundOf(S.parseQuery('p4', TABLE)), '')
})

test('anything typed is read without fail, and nothing in it is empty', () => {
  const next = numbers(3)
  const alphabet = [...'a群 -"“”「」\'<>&，.\\*[(\u{20000}\ud800']
  for (let round = 0; round < 5000; round++) {
    const input = Array.from({ length: next(12) }, () => alphabet[next(alphabet.length)]).join('')
    for (const term of terms(input)) {
      assert.ok(term.text.trim() === term.text && term.text)
      if (term.kind === 'words') assert.ok(term.words.length && term.words.every(Boolean))
    }
  }
})

test('of a long query its beginning is looked for, and it says so', () => {
  for (const long of ['a'.repeat(41), 'x '.repeat(101), '字'.repeat(201), '"' + 'a'.repeat(4000) + '"', 'a'.repeat(100000)]) {
    const query = S.parseQuery(long, TABLE)
    assert.equal(query.shortened, true, long.slice(0, 20))
    assert.ok(query.text.length <= 200)
    for (const term of query.terms) assert.ok(term.words.every((word) => word.length <= 40), term.text)
  }
  for (const short of ['a'.repeat(40), '字'.repeat(200), 'plan 工作', '']) assert.equal(S.parseQuery(short, TABLE).shortened, false)
})

test('no more of a query is kept than tells that it was too long', () => {
  const kept = S.bounded('字'.repeat(100000))
  assert.equal(S.parseQuery(kept, TABLE).shortened, true)
  assert.equal(S.readAsked('?q=' + 'a'.repeat(100000)).q.length, kept.length)
  assert.deepEqual(S.recent(['a'.repeat(100000), 'b'], 'c'), ['c', 'b'])
})
