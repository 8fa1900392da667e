'use strict'
const test = require('node:test')
const assert = require('node:assert/strict')
const { parseChoice, formatChoice, concerns } = require('../../docs/assets/js/worklist.js')

const ACTORS = ['', 'committee', 'office']
const GROUPS = ['mobile', 'laid-off', 'old']

test('an address names who reads and the groups that a unit has not', () => {
  assert.deepEqual(parseChoice('?who=office&without=mobile,old', ACTORS, GROUPS), { who: 'office', without: ['mobile', 'old'] })
  assert.deepEqual(parseChoice('?without=old%2Cmobile', ACTORS, GROUPS), { who: '', without: ['old', 'mobile'] })
  assert.deepEqual(parseChoice('', ACTORS, GROUPS), { who: '', without: [] })
})

test('names that the list does not have count for nothing', () => {
  const hostile = '?who=constructor&without=moon,,__proto__,old'
  assert.deepEqual(parseChoice(hostile, ACTORS, GROUPS), { who: '', without: ['old'] })
  assert.deepEqual(parseChoice('?who=off', ACTORS, GROUPS), { who: '', without: [] })
})

test('a choice goes into the address and comes back, and the rest of the address stays', () => {
  assert.equal(formatChoice({ who: '', without: [] }, ''), '')
  assert.equal(formatChoice({ who: '', without: [] }, '?who=office&without=old'), '')
  assert.equal(formatChoice({ who: 'office', without: ['mobile', 'old'] }, '?h=words'), '?h=words&who=office&without=mobile,old')
  for (const who of ACTORS) {
    for (const without of [[], ['old'], ['mobile', 'laid-off']]) {
      assert.deepEqual(parseChoice(formatChoice({ who, without }, '?h=1&who=x'), ACTORS, GROUPS), { who, without })
    }
  }
})

test('a task is shown to those who act in it', () => {
  const row = { actors: ['committee', 'office'], members: [] }
  assert.ok(concerns(row, { who: '', without: [] }))
  assert.ok(concerns(row, { who: 'office', without: ['mobile', 'laid-off', 'old'] }))
  assert.ok(!concerns(row, { who: 'group', without: [] }))
})

test('a task for groups of members is left out when the unit has none of them', () => {
  const row = { actors: ['office'], members: ['mobile', 'old'] }
  assert.ok(concerns(row, { who: '', without: ['mobile'] }))
  assert.ok(!concerns(row, { who: '', without: ['mobile', 'old'] }))
  assert.ok(!concerns(row, { who: 'committee', without: [] }))
})
