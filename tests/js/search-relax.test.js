'use strict'
/* The second answer: what a query is parted into, what is weighed, what is told of it. */
const test = require('node:test')
const assert = require('node:assert/strict')
const { S, tools, prepare, entry, load } = require('./search-load.js')

const READINGS = 'gang崗刚 xia下 ping评平 yi议 min民 zhu主 zu组 zhang长涨'
const DATA = {
  terms: [['g.html', [['t-group', ['蹲點組'], ['guidance group'], '', '']]]],
  vocabulary: [[['檢查組', 'inspectors'], 't-group', '', 'wider'], [['打工', 'away from home'], '流動', 'mobile']],
  fillers: ['怎麼辦', '嗎', 'how', 'do', 'we']
}

/** @param {any[]} entries @returns {any} a book of a few entries */
function book (entries) {
  const made = prepare(entries, '评評 议議 组組 长長 点點 动動 党黨 员員 检檢 岗崗', '')
  const index = Object.assign(made.index, { readings: S.readingTable(READINGS, made.table) })
  return { ...made, index, data: DATA, known: S.vocabulary(DATA, made.table, tools.stem) }
}

const BOOK = book([
  entry({ id: 'p1', body: '市委派出蹲點組。', otherBody: 'The committee sends guidance groups.' }),
  entry({ id: 'p2', body: '流動黨員由流入地組織。', otherBody: 'Mobile members are organized where they are.' }),
  entry({ id: 'p3', body: '開展民主評議，吸收群眾。', otherBody: 'Democratic appraisal with the masses.' }),
  entry({ id: 'p4', body: '組長由書記擔任。', otherBody: 'The secretary is the head.' })
])

/** @param {string} typed @returns {any} */
function relax (typed) {
  const { index, entries, known, table } = BOOK
  return S.relax(typed, index, entries, known, table)
}

/** @param {string} typed @returns {string} the id of what comes nearest */
function first (typed) {
  const { hits } = relax(typed)
  return hits.length ? BOOK.entries[hits[0].entry].id : ''
}

test('a query is parted into what is looked for, what stands for something and what only asks', () => {
  const parts = S.partsOf(S.fold('檢查組來了怎麼辦', BOOK.table), BOOK.known, tools.stem)
  assert.deepEqual(parts.map((one) => [one.means.length, one.filler]), [[1, false], [0, false], [0, true]])
})

test('a term is never parted, whatever words stand in it', () => {
  const known = S.vocabulary({ ...DATA, vocabulary: [[['點'], 't-group', '']] }, BOOK.table, tools.stem)
  assert.equal(S.partsOf(S.fold('蹲點組', BOOK.table), known, tools.stem).length, 1)
})

test('what people say leads to what the texts say, in both languages, and says so', () => {
  for (const typed of ['檢查組', '檢查組怎麼辦', 'inspectors', 'how do we inspectors']) assert.equal(first(typed), 'p1', typed)
  for (const typed of ['打工', 'away from home']) assert.equal(first(typed), 'p2', typed)
  assert.deepEqual(relax('檢查組').through.map((one) => [one.said, one.shown, one.note]), [['檢查組', '蹲點組', 'wider']])
  assert.deepEqual(relax('蹲點組').through, [])
})

test('a character of the same sound is mended, and one that is off between right ones', () => {
  assert.equal(first('民主平議'), 'p3')
  assert.equal(relax('民主平議').slips.length, 1)
  assert.equal(first('組涨'), 'p4')
  assert.equal(first('吸收裙眾'), 'p3')
  assert.deepEqual(relax('民主評議').slips, [])
})

test('a slip in a word of four letters is forgiven here, in three it is not', () => {
  assert.equal(first('haed'), 'p4')
  assert.equal(first('teh'), '')
})

test('what stands nowhere is named, as it was typed', () => {
  assert.deepEqual(relax('評議 鯨魚').missing, ['鯨魚'])
  assert.deepEqual(relax('masses Chocolate').missing, ['Chocolate'])
})

test('what has little of the query is no answer', () => {
  assert.equal(relax('民主評議').enough, true)
  assert.equal(relax('鯨魚 chocolate bicycle 評議').enough, false)
})

test('the second answer comes only where the first is little, and never with quotes or a minus', () => {
  assert.notEqual(S.respond('檢查組', BOOK, 200).relaxed, null)
  for (const typed of ['"檢查組"', '蹲點組 -市委', '']) assert.equal(S.respond(typed, BOOK, 200).relaxed, null, typed)
  const site = siteBook('zh-Hant')
  assert.equal(S.respond('試點', site, 200).relaxed, null)
  const { told, relaxed } = S.respond('離退休黨員參加嗎', site, 200)
  assert.equal(told, 'silent')
  assert.ok(relaxed.hits.length > 3)
  // The nearest question is one that the texts do not answer, but not what was asked.
  const far = S.respond('孩子上學怎麼辦', site, 200)
  assert.notEqual(site.entries[far.relaxed.hits[0].entry].answer, 'said')
  assert.equal(far.told, 'none')
})

test('anything typed has an answer without fail', () => {
  for (const typed of ['constructor', '__proto__ toString', '的'.repeat(150), 'a'.repeat(4000), '\ud83d\ude00', '組'.repeat(60)]) {
    assert.ok(S.respond(typed, BOOK, 200))
  }
})

test('words that only make a question are not marked beside others, but alone they are', () => {
  const marked = (/** @type {string} */ typed) => S.respond(typed, BOOK, 200).answered.needles.map((one) => one.text)
  assert.deepEqual(marked('how do we masses'), ['masses'])
  assert.deepEqual(marked('how do'), ['how', 'do'])
  assert.deepEqual(marked('masses "we"'), ['masses', 'we'])
})

/** @param {string} tag @returns {any} the book of a language as its pages have it */
function siteBook (tag) {
  const site = load(tag)
  site.known = S.vocabulary(site.data, site.table, site.index.tools.stem)
  site.index.readings = S.readingTable(site.data.sounds + ' ' + site.data.readings, site.table)
  return site
}

test('what a hit with all of the query has is not said to be missing', () => {
  const site = siteBook('en')
  const typed = 'bad apples in the party'
  assert.deepEqual(S.relax(typed, site.index, site.entries, site.known, site.table).missing, ['apples'])
  const { hits, relaxed } = S.respond(typed, site, 200)
  assert.ok(hits.length > 0)
  assert.deepEqual(relaxed.missing, [])
})

test('documents that may have the answer are named only where a near question names them', () => {
  const site = siteBook('zh-Hant')
  const named = (/** @type {string} */ typed) => S.mayAnswer(S.respond(typed, site, 200), site).length
  assert.equal(named('黨員可以炒股嗎'), 0)
  assert.ok(named('六個問題是哪六個') > 0)
})

test('a paragraph that a hit before it quotes is a way into that hit', () => {
  const entries = [entry({ id: 'p1' }), { ...entry({ id: 'o-1', kind: 'item' }), quotes: [{ entry: 0, text: '', own: true }] }, entry({ id: 'p2' })]
  const hit = (/** @type {number} */ at) => ({ entry: at, score: 1, via: 'own' })
  assert.deepEqual(S.grouped([hit(1), hit(0), hit(2)], entries).map((one) => [one.hit.entry, one.ways]), [[1, [0]], [2, []]])
  assert.deepEqual(S.grouped([hit(0), hit(1)], entries).map((one) => one.hit.entry), [0, 1])
})
