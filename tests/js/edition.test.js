'use strict'
const test = require('node:test')
const assert = require('node:assert/strict')
const { choose } = require('../../docs/assets/js/edition.js')
const { carry } = require('../../docs/assets/js/language.js')

const DEFAULT = { view: 'reading', parallel: false }

test('the address comes before what was remembered, that before the default', () => {
  const remembered = { view: 'marked', parallel: true }
  assert.deepEqual(choose({ view: 'source', parallel: false }, remembered), { view: 'source', parallel: false })
  assert.deepEqual(choose(DEFAULT, remembered), DEFAULT)
  assert.deepEqual(choose(null, remembered), remembered)
  assert.deepEqual(choose(null, null), DEFAULT)
})

test('rubbish that was remembered counts as nothing', () => {
  assert.deepEqual(choose(null, { view: 7, parallel: 'yes' }), DEFAULT)
  assert.deepEqual(choose(null, 'marked'), DEFAULT)
})

test('a link to another language takes the place and the view along', () => {
  assert.equal(carry('../en/speech.html', '?view=source#p1'), '../en/speech.html?view=source#p1')
  assert.equal(carry('../en/speech.html?view=marked#p9', '#p1'), '../en/speech.html#p1')
})
