'use strict'
const test = require('node:test')
const assert = require('node:assert/strict')
const { parseAddress, formatAddress, pickSegment } = require('../../docs/assets/js/common.js')

const SOURCE = { view: 'source', parallel: true }

test('an address tells the paragraph, the view and parallel reading', () => {
  assert.deepEqual(parseAddress('?view=source&parallel=1', '#p4-3-2'), { id: 'p4-3-2', state: SOURCE, inHash: false })
})

test('the form behind the hash tells the same, percent signs or not', () => {
  const expected = { id: 'p4-3-2', state: SOURCE, inHash: true }
  assert.deepEqual(parseAddress('', '#p4-3-2;view=source;parallel=1'), expected)
  assert.deepEqual(parseAddress('', '#p4-3-2%3Bview%3Dsource%3Bparallel%3D1'), expected)
})

test('the hash wins over the query, being written only where a query cannot be', () => {
  assert.equal(parseAddress('?view=source', '#p1;view=marked').state.view, 'marked')
})

test('an address that names no state leaves it open', () => {
  assert.deepEqual(parseAddress('?q=1', '#p1'), { id: 'p1', state: null, inHash: false })
  assert.deepEqual(parseAddress('', ''), { id: '', state: null, inHash: false })
  assert.deepEqual(parseAddress('', '#view=marked'), { id: '', state: { view: 'marked', parallel: false }, inHash: true })
})

test('what an address leaves out or gets wrong has its default', () => {
  assert.deepEqual(parseAddress('?parallel=1', '').state, { view: 'reading', parallel: true })
  assert.deepEqual(parseAddress('?view=nonsense&parallel=yes', '').state, { view: 'reading', parallel: false })
  assert.equal(parseAddress('', '#%E0%A4%A').id, '%E0%A4%A')
})

test('a formatted address is read back, in both forms', () => {
  for (const view of ['reading', 'source', 'marked']) {
    for (const parallel of [true, false]) {
      for (const inHash of [true, false]) {
        for (const id of ['', 'p1', 'p4-3-2', '段']) {
          const [query, hash = ''] = formatAddress(id, { view, parallel }, '', inHash).split('#')
          assert.deepEqual(parseAddress(query, '#' + hash), { id, state: { view, parallel }, inHash })
        }
      }
    }
  }
})

test('the forms are as documented, and other parameters stay', () => {
  assert.equal(formatAddress('p4-3-2', SOURCE, '', false), '?view=source&parallel=1#p4-3-2')
  assert.equal(formatAddress('p4-3-2', SOURCE, '', true), '#p4-3-2;view=source;parallel=1')
  assert.equal(formatAddress('p1', { view: 'marked', parallel: false }, '?q=a&parallel=1', false), '?q=a&view=marked#p1')
  assert.equal(formatAddress('', null, '', false), '')
})

const BOXES = [{ id: 'p0', top: 100, bottom: 200 }, { id: 'p1', top: 200, bottom: 300 }, { id: 'p2', top: 300, bottom: 400 }]
/** @param {number} by */
const scrolled = (by) => BOXES.map((box) => ({ ...box, top: box.top - by, bottom: box.bottom - by }))

test('the paragraph being read is the first below the head', () => {
  assert.equal(pickSegment(scrolled(180), 50, 600, ''), 'p1')
  assert.equal(pickSegment(scrolled(60), 50, 600, ''), 'p0')
})

test('at the top of the page no paragraph is named', () => {
  assert.equal(pickSegment(BOXES, 50, 600, ''), '')
})

test('a named paragraph counts while it is in sight', () => {
  assert.equal(pickSegment(scrolled(180), 50, 600, 'p2'), 'p2')
  assert.equal(pickSegment(scrolled(320), 50, 600, 'p0'), 'p2')
  assert.equal(pickSegment([], 50, 600, 'p9'), 'p9')
})
