'use strict'
const test = require('node:test')
const assert = require('node:assert/strict')
const { P, library, at, worked } = require('./progress-load.js')

const LIST = P.listOf(library, ['hut'])

test('a change goes into a new document and leaves the old as it was', () => {
  const before = worked([])
  const text = P.write(before)
  const after = P.apply(before, { task: 'task-sweep', field: 'state', value: 'doing' }, at(5))
  assert.equal(P.write(before), text)
  assert.equal(P.stateOf(after.tasks['task-sweep']), 'doing')
  assert.equal(P.apply(after, { task: 'task-sweep', field: 'state', value: 'doing' }, at(6)), after)
  assert.throws(() => P.apply(after, { task: 'task-sweep', field: 'state', value: 'perhaps' }, at(7)), RangeError)
  assert.throws(() => P.apply(after, { task: 'task-sweep', field: 'on', value: '2026-02-30' }, at(7)), RangeError)
})

test('a clock that runs backwards does not put a change before those it knows', () => {
  const doc = worked([{ task: 'task-sweep', field: 'state', value: 'done' }])
  const back = P.apply(doc, { task: 'task-sweep', field: 'state', value: 'doing' }, { now: 0, writer: 'pc', list: LIST })
  assert.ok(back.tasks['task-sweep'].at.state > doc.tasks['task-sweep'].at.state)
})

test('a change of the state takes the group’s decision back, and so it stays when an older file comes in', () => {
  const done = worked([{ task: 'task-sweep', field: 'state', value: 'done' }])
  const accepted = P.apply(done, { task: 'task-sweep', review: { verdict: 'accepted', by: 'G' } }, at(9, 'group'))
  assert.equal(P.lookedAt(accepted.tasks['task-sweep']).verdict, 'accepted')
  const states = ['doing', 'done']
  const again = states.reduce((doc, value, n) => P.apply(doc, { task: 'task-sweep', field: 'state', value }, at(20 + n)), accepted)
  assert.equal(P.lookedAt(again.tasks['task-sweep']), null)
  assert.equal(P.lookedAt(P.merge(again, accepted).tasks['task-sweep']), null)
})

test('“not looked at” never takes the place of a decision', () => {
  const done = worked([{ task: 'task-sweep', field: 'state', value: 'done' }])
  const accepted = P.apply(done, { task: 'task-sweep', review: { verdict: 'accepted' } }, at(9, 'group'))
  const more = P.apply(done, { task: 'task-open', field: 'state', value: 'doing' }, at(30))
  const elsewhere = worked([{ task: 'task-sweep', field: 'state', value: 'done' }], undefined, 'phone', 60)
  for (const other of [done, more, elsewhere]) {
    assert.equal(P.lookedAt(P.merge(accepted, other).tasks['task-sweep']).verdict, 'accepted')
    assert.equal(P.lookedAt(P.merge(other, accepted).tasks['task-sweep']).verdict, 'accepted')
  }
})

test('only what changed apart is there to choose, and a choice stays', () => {
  const start = worked([{ task: 'task-sweep', field: 'who', value: 'Wang' }])
  const mine = worked([{ task: 'task-sweep', field: 'who', value: 'Li' }], start, 'pc', 10)
  const theirs = worked([{ task: 'task-sweep', field: 'who', value: 'Zhao' }], start, 'phone', 20)
  assert.deepEqual(P.preview(start, mine).steps.map((one) => one.kind), ['newer'])
  assert.deepEqual(P.preview(mine, start).steps, [])
  assert.deepEqual(P.preview(mine, theirs).steps, [{ path: 'tasks/task-sweep/who', kind: 'both', mine: 'Li', theirs: 'Zhao', result: 'Zhao' }])
  const chosen = P.merge(mine, theirs, { 'tasks/task-sweep/who': 'mine' }, at(30))
  assert.equal(chosen.tasks['task-sweep'].values.who, 'Li')
  assert.equal(P.write(P.merge(chosen, theirs)), P.write(chosen))
  assert.equal(P.merge(theirs, chosen).tasks['task-sweep'].values.who, 'Li')
})

test('notes stay side by side; what was known and written anew does not come back', () => {
  const start = worked([{ task: 'task-sweep', note: 'one' }])
  const longer = worked([{ task: 'task-sweep', note: 'one and two' }], start, 'pc', 10)
  const apart = worked([{ task: 'task-sweep', note: 'three', slot: 'pc' }], start, 'phone', 20)
  assert.deepEqual(texts(P.merge(longer, start)), ['one and two'])
  assert.deepEqual(texts(P.merge(longer, apart)), ['one and two', 'three'])
  assert.equal(P.write(P.merge(apart, longer)), P.write(P.merge(longer, apart)))
})

/** @param {any} doc @returns {string[]} */
function texts (doc) { return Object.values(doc.tasks['task-sweep'].notes).map((/** @type {any} */ one) => one.text).sort() }

test('an empty field never clears one that is filled', () => {
  const full = worked([{ task: 'task-sweep', field: 'proof', value: 'photo' }, { point: 'o-broom', ticked: true }, { limit: 'o-no-fire', acknowledged: true, by: 'W' }])
  const cleared = worked([{ task: 'task-sweep', field: 'proof', value: '' }, { point: 'o-broom', ticked: false }, { limit: 'o-no-fire', acknowledged: false }], full, 'pc', 50)
  assert.deepEqual([cleared.tasks, cleared.points, cleared.limits], [{}, {}, {}])
  const merged = P.merge(full, cleared)
  assert.equal(merged.tasks['task-sweep'].values.proof, 'photo')
  assert.ok(merged.points['o-broom'] && merged.limits['o-no-fire'])
})

test('import of an export changes nothing, from a file and from a page that carries it', () => {
  const doc = worked([{ task: 'task-sweep', field: 'proof', value: '</script><b>“=1+1”' }, { task: 'task-sweep', note: '早' }, { point: 'o-broom', ticked: true }])
  for (const text of [P.write(doc), '\ufeff' + P.write(doc), '<!doctype html>\n<p>' + P.OPENING + P.writeInside(doc) + P.CLOSING]) {
    const read = P.parse(text, 'demo')
    assert.deepEqual(read.flaws, [])
    assert.deepEqual(read.doc, doc)
    assert.equal(P.write(P.merge(doc, read.doc)), P.write(doc))
  }
})
