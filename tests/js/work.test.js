'use strict'
/* What a worked list does without a page: a unit that goes along in an address. */
const assert = require('node:assert')
const test = require('node:test')
globalThis.Guidance = Object.assign(globalThis.Guidance || {}, { work: {} })
const { packed, unpacked, withUnit, unitIn } = require('../../docs/assets/js/work-cross.js')

const TEXT = '{"name":"甲村 <b>&;#=%","note":"\u202eabc 😀"}'

test('a unit goes into an address and comes out of it, whatever it says', () => {
  assert.match(packed(TEXT), /^[\w-]+$/)
  assert.strictEqual(unpacked(packed(TEXT)), TEXT)
  for (const href of ['../en/units/rural.html', 'rural.html#task-a', 'rural.html?who=a#task-a;view=source']) {
    const address = withUnit(href, TEXT)
    assert.strictEqual(unitIn(new URL(address, 'file:///x/').hash), TEXT)
    assert.ok(address.startsWith(href))
    assert.strictEqual(withUnit(address, TEXT), withUnit(href, TEXT))
  }
})

test('an address without a unit, or with one cut off, brings none', () => {
  for (const hash of ['', '#task-a', '#;progress=', '#;progress=A', '#;progress=_-8', '#xprogress=' + packed(TEXT)]) assert.strictEqual(unitIn(hash), '')
})

test('what no browser takes as an address is left out of it', () => {
  assert.strictEqual(withUnit('rural.html#task-a', 'x'.repeat(600000)), 'rural.html#task-a')
})
