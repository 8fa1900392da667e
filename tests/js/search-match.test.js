'use strict'
const test = require('node:test')
const assert = require('node:assert/strict')
const { S, tools, prepare, numbers, entry } = require('./search-load.js')

const LIBRARY = prepare([
  entry({ kind: 'term', id: 't-lamp', title: '燈塔', body: '看守的人要寫日誌', otherTitle: 'lighthouse', otherBody: 'its keeper keeps a diary' }),
  entry({ id: 'p1', body: '守夜的人記下浪高，每夜兩次。', otherBody: 'The keeper writes down the height of the swell, twice a night.', source: '守夜的人己下浪高，每夜兩次。' }),
  entry({ id: 'p1-2', body: '有霧時敲鐘。', otherBody: 'In fog the bells are rung; studies of fog are carried on.' }),
  entry({ kind: 'heading', id: 'p2', title: '一、潮汐與燈塔', otherTitle: 'I. Tides and the lighthouse' })
], '灯燈 夜亱 记記', 'deng灯燈 ta塔 chao潮 xi汐 yi一 yu与與')
/** @param {string} query @returns {string[]} ids in their order */
const found = (query) => LIBRARY.ask(query).hits.map((hit) => LIBRARY.entries[hit.entry].id)

test('a run of Han characters is found anywhere, in either script, across punctuation', () => {
  assert.deepEqual(found('灯塔').sort(), ['p2', 't-lamp'])
  assert.deepEqual(found('人記下浪'), ['p1'])
  assert.deepEqual(found('人记下浪'), ['p1'])
  assert.deepEqual(found('浪高每亱'), ['p1'])
  assert.deepEqual(found('高,每夜'), ['p1'])
})

test('all terms must occur, in whichever language, and excluded ones must not', () => {
  assert.deepEqual(found('守夜 swell'), ['p1'])
  assert.deepEqual(found('守夜 bell'), [])
  assert.deepEqual(found('lighthouse -tides'), ['t-lamp'])
  assert.deepEqual(found('燈塔 -潮汐'), ['t-lamp'])
  assert.deepEqual(found('-tides'), [])
})

test('word beginnings, inflections, case and accents match; parts within a word do not', () => {
  assert.deepEqual(found('Light').sort(), ['p2', 't-lamp'])
  assert.deepEqual(found('study'), ['p1-2'])
  assert.deepEqual(found('bell ringing'), [])
  assert.deepEqual(found('carrying'), ['p1-2'])
  assert.deepEqual(found('diaries'), ['t-lamp'])
  assert.deepEqual(found('house'), [])
})

test('one slip in five letters or more is forgiven, not two, not in a short word', () => {
  for (const slip of ['lighthose', 'lighthouuse', 'lighthpuse', 'lihgthouse', 'kighthouse']) {
    assert.deepEqual(found(slip).sort(), ['p2', 't-lamp'], slip)
  }
  assert.deepEqual(found('lghthose'), [])
  assert.deepEqual(found('fag'), [])
})

test('a phrase keeps its words together and whole', () => {
  assert.deepEqual(found('"height of the swell"'), ['p1'])
  assert.deepEqual(found('"height swell"'), [])
  assert.deepEqual(found('"the swel"'), [])
  assert.deepEqual(found('"the swel'), ['p1'])
  assert.deepEqual(found('"in fog"'), ['p1-2'])
  assert.deepEqual(found('"n fog"'), [])
})

test('the source\'s own wording is found, and said to be that', () => {
  const { hits } = LIBRARY.ask('人己下')
  assert.deepEqual(hits.map((hit) => [LIBRARY.entries[hit.entry].id, hit.via]), [['p1', 'source']])
})

test('titles are found by pinyin, in full, unfinished and by first letters', () => {
  for (const typed of ['dengta', 'deng ta', 'dengt', 'dt', 'dēngtǎ']) {
    const { hits, sound } = LIBRARY.ask(typed)
    assert.ok(hits.some((hit) => LIBRARY.entries[hit.entry].id === 't-lamp' && hit.via === 'sound'), typed)
    assert.ok(sound)
  }
  assert.deepEqual(found('chaoxi'), ['p2'])
  assert.deepEqual(found('dengxi'), [])
})

test('an id is found, as it is written on the page', () => {
  assert.deepEqual(found('p1'), ['p1'])
  assert.deepEqual(found('P1-2'), ['p1-2'])
  assert.deepEqual(found('ｐ１－２'), ['p1-2'])
})

test('what is the title goes before what has it in the title, and that before the text', () => {
  assert.deepEqual(found('燈塔'), ['t-lamp', 'p2'])
  assert.deepEqual(found('lighthouse'), ['t-lamp', 'p2'])
  assert.deepEqual(found('fog'), ['p1-2'])
})

test('a run that stands nowhere is cut into pieces that stand together', () => {
  const answer = LIBRARY.ask('燈塔日誌')
  assert.deepEqual(answer.cut, ['灯塔', '日誌'])
  assert.deepEqual(answer.hits.map((hit) => LIBRARY.entries[hit.entry].id), ['t-lamp'])
  assert.deepEqual(LIBRARY.ask('燈塔獎金'), { hits: [], needles: LIBRARY.ask('燈塔獎金').needles, cut: [], sound: '' })
})

test('every forgiven slip of every word is forgiven', () => {
  const words = ['keeper', 'writes', 'height', 'swell', 'twice', 'night', 'lighthouse', 'studies', 'carried']
  const next = numbers(4)
  for (let round = 0; round < 2000; round++) {
    const word = words[next(words.length)]
    const at = next(word.length)
    const letter = String.fromCharCode(97 + next(26))
    const slips = [word.slice(0, at) + word.slice(at + 1), word.slice(0, at) + letter + word.slice(at), word.slice(0, at) + letter + word.slice(at + 1)]
    if (at) slips.push(word.slice(0, at - 1) + word[at] + word[at - 1] + word.slice(at + 1))
    for (const slip of slips) {
      if (slip.length < 5) continue
      const taken = [...S.taken(LIBRARY.index, slip, false).keys()].map((number) => LIBRARY.index.words[number])
      // A slip that makes another word of the texts, or its beginning, is no slip.
      const other = LIBRARY.index.words.some((one) => one !== word && (one.startsWith(slip) || tools.stem(one) === tools.stem(slip)))
      assert.ok(other || taken.includes(word), `${slip} for ${word}`)
    }
  }
})

test('names that every object has are words like others', () => {
  for (const word of ['constructor', 'toString', 'hasOwnProperty', '__proto__', 'valueOf']) {
    assert.deepEqual(found(word), [], word)
    assert.equal(typeof tools.stem(word.toLowerCase()), 'string')
  }
})

test('the found are the same as by looking through all texts one by one', () => {
  const next = numbers(5)
  const alphabet = '甲乙丙丁'
  const run = (/** @type {number} */ length) => Array.from({ length }, () => alphabet[next(4)]).join('')
  for (let round = 0; round < 300; round++) {
    const entries = Array.from({ length: 1 + next(8) }, (_, at) => entry({ id: `e${at}`, title: run(next(3)), body: run(next(7)), otherBody: run(next(4)) }))
    const library = prepare(entries, '', '')
    const query = run(1 + next(3))
    const by = S.findText(library.index, query).levels
    entries.forEach((one, at) => one.texts.forEach((text, slot) => {
      assert.equal(by[at * S.WIDTH + slot] > 0, text.includes(query), JSON.stringify([query, one.texts]))
    }))
  }
})

test('neither a long query nor a long word in the texts breaks the search', () => {
  const long = 'ab'.repeat(5000)
  const library = prepare([entry({ id: 'long', title: long, body: '字'.repeat(40000), otherTitle: 'bell' })], '', '')
  for (const query of [long, long.slice(0, 2000), 'x'.repeat(4000), '字'.repeat(4000), '(a+)+$'.repeat(400), 'a '.repeat(2000), 'ﷺ'.repeat(200)]) {
    assert.ok(library.ask(query).hits.length <= 1)
  }
  assert.deepEqual(library.ask('bell').hits.length, 1)
  assert.deepEqual(library.ask(long).hits.length, 1)
})
