'use strict'
const test = require('node:test')
const assert = require('node:assert/strict')
const { clampStep, STEPS } = require('../../docs/assets/js/reading.js')
const { tally, matches, countText } = require('../../docs/assets/js/filter.js')
const { placeNote } = require('../../docs/assets/js/notes.js')

test('text sizes go step by step and hold at the ends', () => {
  assert.deepEqual(STEPS, [18, 22, 26, 30])
  assert.equal(clampStep(18, 1), 22)
  assert.equal(clampStep(18, -1), 18)
  assert.equal(clampStep(30, 1), 30)
  assert.equal(clampStep(26, 0), 26)
})

test('a size that is no step counts as the smallest', () => {
  assert.equal(clampStep(NaN, 0), 18)
  assert.equal(clampStep(1000, 1), 22)
})

test('values are counted in order of appearance', () => {
  const items = [{ kind: 'misread' }, { kind: 'lost' }, { kind: 'misread' }, {}]
  assert.deepEqual([...tally(items, 'kind')], [['misread', 2], ['lost', 1]])
})

test('an item is shown if it meets every choice', () => {
  const item = { kind: 'lost', confidence: 'certain' }
  assert.ok(matches(item, { kind: '', confidence: '' }))
  assert.ok(matches(item, { kind: 'lost', confidence: 'certain' }))
  assert.ok(!matches(item, { kind: 'lost', confidence: 'conjecture' }))
})

test('the count is put into the page\'s own words', () => {
  assert.equal(countText('{n} of {total} shown', 3, 9), '3 of 9 shown')
})

test('a note stays in the window, below its mark or above it', () => {
  const view = { width: 360, height: 600 }
  const note = { width: 300, height: 100 }
  assert.deepEqual(placeNote({ left: 20, top: 80, bottom: 100 }, note, view), { left: 20, top: 104 })
  assert.deepEqual(placeNote({ left: 340, top: 80, bottom: 100 }, note, view), { left: 52, top: 104 })
  assert.deepEqual(placeNote({ left: 0, top: 500, bottom: 520 }, note, view), { left: 8, top: 396 })
})
