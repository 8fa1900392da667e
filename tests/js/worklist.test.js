'use strict'
const test = require('node:test')
const assert = require('node:assert/strict')
const { parseChoice, formatChoice, concerns } = require('../../docs/assets/js/worklist.js')

const ACTORS = ['', 'committee', 'office']
const TEXTS = ['', 'speech', 'plan']
const GROUPS = ['mobile', 'laid-off', 'old']

test('an address names who reads and the groups that a unit has not', () => {
  assert.deepEqual(parseChoice('?who=office&without=mobile,old', ACTORS, TEXTS, GROUPS), { who: 'office', text: '', without: ['mobile', 'old'] })
  assert.deepEqual(parseChoice('?without=old%2Cmobile', ACTORS, TEXTS, GROUPS), { who: '', text: '', without: ['old', 'mobile'] })
  assert.deepEqual(parseChoice('', ACTORS, TEXTS, GROUPS), { who: '', text: '', without: [] })
})

test('names that the list does not have count for nothing', () => {
  const hostile = '?who=constructor&without=moon,,__proto__,old'
  assert.deepEqual(parseChoice(hostile, ACTORS, TEXTS, GROUPS), { who: '', text: '', without: ['old'] })
  assert.deepEqual(parseChoice('?who=off', ACTORS, TEXTS, GROUPS), { who: '', text: '', without: [] })
})

test('a choice goes into the address and comes back, and the rest of the address stays', () => {
  assert.equal(formatChoice({ who: '', text: '', without: [] }, ''), '')
  assert.equal(formatChoice({ who: '', text: '', without: [] }, '?who=office&without=old'), '')
  assert.equal(formatChoice({ who: 'office', text: '', without: ['mobile', 'old'] }, '?h=words'), '?h=words&who=office&without=mobile,old')
  for (const who of ACTORS) {
    for (const without of [[], ['old'], ['mobile', 'laid-off']]) {
      assert.deepEqual(parseChoice(formatChoice({ who, text: 'plan', without }, '?h=1&who=x'), ACTORS, TEXTS, GROUPS), { who, text: 'plan', without })
    }
  }
})

test('a task is shown to those who act in it', () => {
  const row = { actors: ['committee', 'office'], texts: ['plan'], members: [] }
  assert.ok(concerns(row, { who: '', text: '', without: [] }))
  assert.ok(concerns(row, { who: 'office', text: '', without: ['mobile', 'laid-off', 'old'] }))
  assert.ok(!concerns(row, { who: 'group', text: '', without: [] }))
})

test('a task for groups of members is left out when the unit has none of them', () => {
  const row = { actors: ['office'], texts: ['plan'], members: ['mobile', 'old'] }
  assert.ok(concerns(row, { who: '', text: '', without: ['mobile'] }))
  assert.ok(!concerns(row, { who: '', text: '', without: ['mobile', 'old'] }))
  assert.ok(!concerns(row, { who: 'committee', text: '', without: [] }))
})

test('a task is shown where a text that is meant says it', () => {
  const row = { actors: ['office'], texts: ['speech', 'plan'], members: [] }
  assert.ok(concerns(row, { who: '', text: 'plan', without: [] }))
  assert.ok(!concerns(row, { who: '', text: 'rules', without: [] }))
  assert.deepEqual(parseChoice('?text=rules', ACTORS, TEXTS, GROUPS), { who: '', text: '', without: [] })
})
