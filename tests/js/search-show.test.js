'use strict'
const test = require('node:test')
const assert = require('node:assert/strict')
const { S, prepare, numbers, entry } = require('./search-load.js')
const { opens } = require('../../docs/assets/js/search-open.js')
const { spots } = require('../../docs/assets/js/search-mark.js')

const TABLE = S.foldTable('群羣')
/** @param {string} text @param {string[]} words */
const needle = (text, words = []) => ({ text, whole: false, words })
/** @param {string} text @param {Array<[number, number]>} ranges @param {number} [room] */
const shown = (text, ranges, room) => S.snippet(text, ranges, room).map((piece) => piece.mark ? `[${piece.text}]` : piece.text).join('')

test('marks stand in the text\'s own script and over its own marks', () => {
  const text = '聽取羣眾、「群」的意見'
  const ranges = S.rangesOf(text, [needle('群')], TABLE)
  assert.deepEqual(ranges.map(([from, to]) => text.slice(from, to)), ['羣', '群'])
  assert.deepEqual(S.rangesOf('三個“代表”', [needle('個代表')], TABLE), [[1, 5]])
})

test('words are marked whole where they were taken for the typed one', () => {
  const text = 'The Party’s parties; a part.'
  assert.deepEqual(S.rangesOf(text, [needle('party', ['partys', 'parties'])], TABLE).map(([from, to]) => text.slice(from, to)), ['Party’s', 'parties'])
})

test('overlapping marks become one', () => {
  assert.deepEqual(S.rangesOf('甲乙丙', [needle('甲乙'), needle('乙丙')], TABLE), [[0, 3]])
})

test('a snippet shows the match, cut where no word is parted, with dots where more follows', () => {
  const text = 'one two three four five six seven eight nine ten'
  const at = text.indexOf('six')
  assert.equal(shown(text, [[at, at + 3]], 20), '…five [six] seven eight…')
})

test('a snippet never loses, repeats or changes a letter, and holds the first match', () => {
  const next = numbers(6)
  const alphabet = [...'ab 甲乙，.\u{20000}']
  for (let round = 0; round < 3000; round++) {
    const text = Array.from({ length: 1 + next(60) }, () => alphabet[next(alphabet.length)]).join('')
    const query = text.slice(next(text.length)).slice(0, 1 + next(3))
    const folded = S.fold(query, TABLE)
    const ranges = folded ? S.rangesOf(text, [needle(folded)], TABLE) : []
    const pieces = S.snippet(text, ranges, 5 + next(60))
    const inner = pieces.map((piece) => piece.text).join('').replace(/^…|…$/g, '')
    assert.ok(text.includes(inner), JSON.stringify([text, query, pieces]))
    if (ranges.length) {
      const [from, to] = ranges[0]
      assert.equal(pieces.find((piece) => piece.mark).text, text.slice(from, to))
    }
    assert.equal(pieces.map((piece) => piece.text).join('').isWellFormed?.() ?? true, true)
  }
})

const ENTRIES = [
  Object.assign(entry({ kind: 'paragraph', id: 'p1' }), { from: 1 }),
  Object.assign(entry({ kind: 'item', id: 'i1' }), { units: 1, phase: 0, from: 2 }),
  Object.assign(entry({ kind: 'step', id: 'i2' }), { units: 3, phase: 1, from: 3 }),
  entry({ kind: 'term', id: 't1' })
]
/** @param {number[]} order @returns {any[]} */
const hits = (order) => order.map((at) => ({ entry: at, score: 1, via: at === 3 ? 'other' : 'own' }))
/** @param {any} choice */
const left = (choice) => S.narrow(hits([3, 2, 0, 1]), ENTRIES, Object.assign(S.anything(), choice)).hits.map((hit) => ENTRIES[hit.entry].id)

test('a choice leaves what it names; a step is an item, too', () => {
  assert.deepEqual(left({}), ['t1', 'i2', 'p1', 'i1'])
  assert.deepEqual(left({ kind: 'item' }), ['i2', 'i1'])
  assert.deepEqual(left({ kind: 'step' }), ['i2'])
  assert.deepEqual(left({ unit: '1' }), ['i2'])
  assert.deepEqual(left({ phase: '0' }), ['i1'])
  assert.deepEqual(left({ in: 'other' }), ['t1'])
  assert.deepEqual(left({ text: '1' }), ['i2', 'i1'])
  assert.deepEqual(left({ text: '0', kind: 'paragraph' }), ['p1'])
  assert.deepEqual(left({ kind: 'item', unit: '0', phase: '1' }), ['i2'])
})

test('the best come first, between equals the order of the text, however many are put in order', () => {
  const next = numbers(7)
  for (let round = 0; round < 300; round++) {
    const all = Array.from({ length: next(30) }, (_, at) => ({ entry: at, score: next(5), via: 'own' }))
    const sorted = all.slice().sort((one, other) => other.score - one.score || one.entry - other.entry)
    for (const count of [1, 5, 29, 30, 100]) {
      const best = S.best(all, count)
      assert.deepEqual(best.slice(0, count), sorted.slice(0, count))
      assert.equal(new Set(best).size, all.length)
    }
  }
})

test('a choice that leaves everything is known as such', () => {
  assert.ok(S.isAnything(S.anything()))
  for (const one of [{ kind: 'item' }, { text: '0' }, { unit: '0' }, { phase: '0' }, { in: 'own' }]) assert.ok(!S.isAnything({ ...S.anything(), ...one }))
})

test('a count is how many a choice would leave', () => {
  for (const chosen of [{}, { kind: 'item' }, { text: '1' }, { unit: '0' }, { phase: '1', in: 'own' }]) {
    const { counts } = S.narrow(hits([0, 1, 2, 3]), ENTRIES, Object.assign(S.anything(), chosen))
    for (const facet of S.FACETS) {
      for (const value of Object.keys(counts[facet])) {
        assert.equal(counts[facet][value], left({ ...chosen, [facet]: value }).length, `${JSON.stringify(chosen)} ${facet}=${value}`)
      }
    }
  }
})

test('an address is read back, whatever was asked', () => {
  const asked = { q: '"a&b" -群<x>#?', kind: 'item', text: 'plan', unit: 'rural', phase: '', in: '', sort: 'text' }
  const address = S.writeAsked(asked, '?view=source')
  assert.deepEqual(S.readAsked(address), asked)
  assert.ok(address.startsWith('?view=source&q='))
  assert.equal(S.writeAsked({ ...asked, q: '' }, address), '?view=source')
})

test('recent searches: the newest first, each once, eight at most, nothing but texts', () => {
  assert.deepEqual(S.recent(['b', 'a'], 'a'), ['a', 'b'])
  assert.deepEqual(S.recent(null, 'a'), ['a'])
  assert.deepEqual(S.recent({ x: 1 }, ''), [])
  assert.deepEqual(S.recent([1, '', 'b'], ''), ['b'])
  assert.equal(S.recent([...'abcdefghijk'], 'x').length, 8)
})

test('a hit leads to its place with the words to mark there', () => {
  assert.equal(S.withMarks('speech.html#p1', ['群眾', 'a b', '群眾']), 'speech.html?h=%E7%BE%A4%E7%9C%BE&h=a+b#p1')
  assert.equal(S.withMarks('units/a.html', ['x']), 'units/a.html?h=x')
  assert.equal(S.withMarks('a.html#b', []), 'a.html#b')
})

test('words to mark are found where they stand, the longer before the shorter', () => {
  assert.deepEqual(spots('甲乙甲', ['甲']), [[0, 1], [2, 3]])
  assert.deepEqual(spots('甲乙丙', ['甲', '甲乙', '丙']), [[0, 2], [2, 3]])
  assert.deepEqual(spots('甲', ['', '丁']), [])
})

test('the keys that open the search, and those that do not', () => {
  const key = (/** @type {any} */ given) => ({ key: '', ctrlKey: false, metaKey: false, altKey: false, isComposing: false, ...given })
  for (const one of [{ key: '/' }, { key: 's' }, { key: 'k', ctrlKey: true }, { key: 'K', metaKey: true }]) assert.ok(opens(key(one), false))
  assert.ok(opens(key({ key: 'k', ctrlKey: true }), true))
  for (const one of [{ key: 'x' }, { key: 'k' }, { key: 's', ctrlKey: true }, { key: '/', isComposing: true }, { key: 'k', ctrlKey: true, altKey: true }]) assert.ok(!opens(key(one), false))
  for (const one of [{ key: '/' }, { key: 's' }]) assert.ok(!opens(key(one), true))
})

test('nothing found: the forms looked for, and the names that share most', () => {
  const library = prepare([entry({ kind: 'term', title: '民主評議', otherTitle: 'democratic appraisal' }), entry({ kind: 'term', title: '方案', otherTitle: 'plan' })], '议議', '')
  const query = S.parseQuery('民主議會 plan', library.table)
  assert.deepEqual(S.nearest(query, library.entries, library.table, 9), ['plan', '民主評議'])
  assert.deepEqual(S.formsOf(query, library.index), [
    { raw: '民主議會', form: '民主议會', found: 0 },
    { raw: 'plan', form: 'plan', found: 1 }
  ])
})
