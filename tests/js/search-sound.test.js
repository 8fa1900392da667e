'use strict'
/* Pinyin: how characters are read from what the data say of them. */
const test = require('node:test')
const assert = require('node:assert/strict')
const { readingTable } = require('../../docs/assets/js/search-sound.js')

test('common characters are told by how many are read alike, others by themselves', () => {
  const read = readingTable('a2 ai13 an9 du督 lv绿', new Map([['埃', '塵']]))
  assert.deepEqual([...read].slice(0, 3), [['啊', ['a']], ['阿', ['a']], ['塵', ['ai']]])
  assert.deepEqual(['隘', '鞍', '案'].map((one) => read.get(one)), [['ai'], ['an'], ['an']])
  assert.deepEqual(['督', '绿', '肮'].map((one) => read.get(one)), [['du'], ['lu'], undefined])
  assert.equal(read.size, 2 + 13 + 9 + 2)
})
