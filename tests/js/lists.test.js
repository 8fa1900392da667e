'use strict'
const test = require('node:test')
const assert = require('node:assert/strict')
const { asked, shows } = require('../../docs/assets/js/union.js')
const { side, sorted } = require('../../docs/assets/js/compare.js')

const KNOWN = ['organs', 'urban', 'rural']

test('an address asks for units, which come in the page\'s own order', () => {
  assert.deepEqual(asked('?units=rural,organs', KNOWN), ['organs', 'rural'])
  assert.deepEqual(asked('?q=1&units=urban', KNOWN), ['urban'])
  assert.deepEqual(asked('?units=rural%2Curban', KNOWN), ['urban', 'rural'])
})

test('what an address asks for and nobody knows is left out, and twice is once', () => {
  assert.deepEqual(asked('?units=rural,rural,moon', KNOWN), ['rural'])
  assert.deepEqual(asked('?units=', KNOWN), [])
  assert.deepEqual(asked('', KNOWN), [])
  assert.deepEqual(asked('?units=rur', KNOWN), [])
})

test('an item is shown if one of its units is chosen, and always while none is', () => {
  assert.ok(shows(['organs', 'rural'], ['rural']))
  assert.ok(shows(['organs'], ['rural', 'organs']))
  assert.ok(!shows(['organs'], ['rural']))
  assert.ok(!shows([], ['rural']))
  assert.ok(shows(['organs'], []))
})

test('a set of units is on both sides, on one, or on none', () => {
  assert.equal(side(['organs', 'rural'], 'organs', 'rural'), 'both')
  assert.equal(side(['organs', 'urban'], 'organs', 'rural'), 'a')
  assert.equal(side(['urban', 'rural'], 'organs', 'rural'), 'b')
  assert.equal(side(['urban'], 'organs', 'rural'), '')
  assert.equal(side(['organs'], 'organs', 'organs'), 'both')
})

test('what two lists have is sorted into both and only one, whatever else has it too', () => {
  const sets = [
    { units: ['organs', 'urban', 'rural'], rows: ['task-all', 'o-all'] },
    { units: ['rural'], rows: ['o-rural'] },
    { units: ['organs', 'urban'], rows: ['task-town'] },
    { units: ['urban'], rows: ['o-urban'] }
  ]
  assert.deepEqual(sorted(sets, 'organs', 'rural'), { both: ['task-all', 'o-all'], a: ['task-town'], b: ['o-rural'] })
  assert.deepEqual(sorted(sets, 'rural', 'organs'), { both: ['task-all', 'o-all'], a: ['o-rural'], b: ['task-town'] })
  assert.deepEqual(sorted(sets, 'rural', 'rural'), { both: ['task-all', 'o-all', 'o-rural'], a: [], b: [] })
})
