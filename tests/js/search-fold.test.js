'use strict'
const test = require('node:test')
const assert = require('node:assert/strict')
const { S, numbers } = require('./search-load.js')

const TABLE = S.foldTable('为為爲 群羣 里裡裏 会會')
/** @param {string} text */
const fold = (text) => S.fold(text, TABLE)

test('variants and the forms of both scripts are one', () => {
  assert.equal(new Set(['为', '為', '爲'].map(fold)).size, 1)
  assert.equal(fold('羣裏爲會'), fold('群里为会'))
  assert.notEqual(fold('群'), fold('里'))
})

test('full-width letters, digits and spaces are as half-width ones', () => {
  assert.equal(fold('Ａｂ３　ｃ'), 'ab3 c')
  assert.equal(fold('⒈㈠'), fold('1一'))
})

test('punctuation of any kind parts words and leaves Han characters side by side', () => {
  assert.equal(fold('“三个”，代 表'), '三个代表')
  assert.equal(fold('county-level, cities'), 'county level cities')
  assert.equal(fold('  a -- b. '), 'a b')
  assert.equal(fold('a群 b'), 'a群b')
})

test('case and accents do not matter, however an accent is written', () => {
  assert.equal(fold('Mínzhǔ ÉTÉ'), 'minzhu ete')
  assert.equal(fold('e\u0301te\u0301'), fold('été'))
})

test('an apostrophe within a word is no end of it', () => {
  assert.equal(fold('unit’s plan'), 'units plan')
  assert.equal(fold("members' 'plan'"), 'members plan')
})

const ALPHABET = [...'aZé9 ’\'-，。「群羣為里x\u{20000}⒈\u0301Ａ\n']

test('every stretch of a folded text leads back to a stretch of the text that folds to it', () => {
  const next = numbers(1)
  for (let round = 0; round < 3000; round++) {
    const text = Array.from({ length: next(14) }, () => ALPHABET[next(ALPHABET.length)]).join('')
    const places = []
    const folded = S.fold(text, TABLE, places)
    assert.equal(places.length, folded.length)
    for (let start = 0; start < folded.length; start++) {
      for (let end = start + 1; end <= folded.length; end++) {
        const stretch = folded.slice(start, end)
        if (/^[\udc00-\udfff ]|[\ud800-\udbff ]$/.test(stretch)) continue
        const [from, to] = S.unfold(text, places, start, end)
        assert.ok(from >= 0 && to > from && to <= text.length)
        assert.ok(fold(text.slice(from, to)).includes(stretch), JSON.stringify([text, stretch, text.slice(from, to)]))
      }
    }
  }
})

test('folding what is folded changes nothing', () => {
  const next = numbers(2)
  for (let round = 0; round < 2000; round++) {
    const text = Array.from({ length: next(14) }, () => ALPHABET[next(ALPHABET.length)]).join('')
    assert.equal(fold(fold(text)), fold(text))
  }
})
