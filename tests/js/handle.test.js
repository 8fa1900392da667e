'use strict'
const test = require('node:test')
const assert = require('node:assert/strict')
const { citation } = require('../../docs/assets/js/handle.js')

const DATA = {
  title: { 'zh-Hans': '讲话', en: 'Speech', fr: 'Discours' },
  date: '2025-11-23',
  hash: '1982dea1',
  strings: { note: '勘誤', edition: '本版日期', source: '原文 SHA-256' },
  segments: {
    'p1-1': { texts: { 'zh-Hans': '正文', en: 'Text' }, notes: ['e02: 肯 → 具'] },
    p2: { texts: { 'zh-Hans': '题', en: 'Head', fr: 'Titre' }, notes: [] }
  }
}

test('a citation in one language', () => {
  assert.equal(citation(DATA, 'p1-1', ['zh-Hans'], 'speech.html#p1-1'), [
    '[p1-1] 正文', '— 讲话, p1-1, 本版日期 2025-11-23, 原文 SHA-256 1982dea1', '勘誤: e02: 肯 → 具', 'speech.html#p1-1'
  ].join('\n'))
})

test('a citation in several languages has all texts and titles, and the rest once', () => {
  assert.equal(citation(DATA, 'p2', ['zh-Hans', 'en', 'fr'], 'x'), [
    '[p2] 题', 'Head', 'Titre', '— 讲话 / Speech / Discours, p2, 本版日期 2025-11-23, 原文 SHA-256 1982dea1', 'x'
  ].join('\n'))
})

test('what is not known is left out', () => {
  const data = { segments: { p1: { texts: { ja: '文' } } } }
  assert.equal(citation(data, 'p1', ['ja'], ''), '[p1] 文\n— p1')
})

test('a language that the paragraph lacks is left out', () => {
  const data = { segments: { p1: { texts: { ja: '文' } } } }
  assert.equal(citation(data, 'p1', ['ja', 'en'], ''), '[p1] 文\n— p1')
})
