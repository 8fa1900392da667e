'use strict'
const test = require('node:test')
const assert = require('node:assert/strict')
const { citation, titleIn } = require('../../docs/assets/js/handle.js')

const DATA = {
  title: { zh: '講話', en: 'Speech' },
  date: '2025-11-23',
  hash: '1982dea1',
  strings: { note: '勘誤', edition: '本版日期', source: '原文 SHA-256' },
  segments: { 'p1-1': { zh: '正文', en: 'Text', notes: ['e02: 肯 → 具'] }, p2: { zh: '題', en: 'Head', notes: [] } }
}

test('a citation in one language', () => {
  assert.equal(citation(DATA, 'p1-1', ['zh'], 'speech.html#p1-1'), [
    '[p1-1] 正文', '— 講話, p1-1, 本版日期 2025-11-23, 原文 SHA-256 1982dea1', '勘誤: e02: 肯 → 具', 'speech.html#p1-1'
  ].join('\n'))
})

test('a citation in both languages has both texts and titles, and the rest once', () => {
  assert.equal(citation(DATA, 'p2', ['zh', 'en'], 'x'), [
    '[p2] 題', 'Head', '— 講話 / Speech, p2, 本版日期 2025-11-23, 原文 SHA-256 1982dea1', 'x'
  ].join('\n'))
})

test('what is not known is left out', () => {
  const data = { segments: { p1: { zh: '文' } } }
  assert.equal(citation(data, 'p1', ['zh'], ''), '[p1] 文\n— p1')
})

test('the title is in the page\'s own script where there is one', () => {
  const titles = { 'zh-Hant': '講話', 'zh-Hans': '讲话', en: 'Speech' }
  assert.equal(titleIn(titles, 'zh', 'zh-Hans'), '讲话')
  assert.equal(titleIn(titles, 'zh', 'en'), '講話')
  assert.equal(titleIn(titles, 'fr'), '')
})
