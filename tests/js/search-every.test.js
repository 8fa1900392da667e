'use strict'
/* Every run of two to six Han characters of every paragraph finds that paragraph, in every
 * language's search, typed in the script of either. */
const test = require('node:test')
const assert = require('node:assert/strict')
const { S, load } = require('./search-load.js')

const TAGS = ['zh-Hant', 'zh-Hans', 'en']
const LIBRARIES = Object.fromEntries(TAGS.map((tag) => [tag, load(tag)]))
const RUN = /[\u3400-\u9fff]{2,}/g
const FEW = 10000

/** @param {string} tag @returns {Map<string, string>} paragraph or heading to its text in Han characters */
function texts (tag) {
  return new Map(LIBRARIES[tag].entries.filter((one) => one.kind === 'paragraph' || one.kind === 'heading')
    .map((one) => [one.id, one.texts[0] + one.texts[1]]))
}

/** @param {string} text @returns {Set<string>} its runs of two to six Han characters */
function runs (text) {
  const found = new Set()
  for (const [whole] of text.matchAll(RUN)) {
    for (let from = 0; from < whole.length; from++) {
      for (let length = 2; length <= 6 && from + length <= whole.length; length++) found.add(whole.slice(from, from + length))
    }
  }
  return found
}

for (const script of ['zh-Hant', 'zh-Hans']) {
  for (const tag of TAGS) {
    test(`every run in ${script} finds its paragraph in the search of ${tag}`, () => {
      const { entries, index, table } = LIBRARIES[tag]
      const places = new Map(entries.map((one, at) => [one.kind === 'paragraph' || one.kind === 'heading' ? one.id : '', at]))
      /** @type {Map<string, Uint8Array>} */ const asked = new Map()
      let queries = 0
      for (const [id, text] of texts(script)) {
        const base = places.get(id) * S.WIDTH
        for (const run of runs(text)) {
          queries++
          if (!asked.has(run)) {
            const { terms } = S.parseQuery(run, table)
            assert.equal(terms.length, 1)
            asked.set(run, S.findTerm(index, terms[0]).levels)
          }
          const levels = asked.get(run)
          assert.ok(levels.subarray(base, base + S.WIDTH).some(Boolean), `${run} does not find ${id}`)
        }
      }
      assert.ok(queries > FEW, `only ${queries} queries`)
    })
  }
}

test('every whole run, and every paragraph without its punctuation, finds its paragraph', () => {
  const library = LIBRARIES['zh-Hans']
  for (const [id, text] of texts('zh-Hant')) {
    for (const query of [...(text.match(RUN) || []), text.replace(/[^\p{L}\p{N}]/gu, '')]) {
      const { hits } = library.ask(query)
      assert.ok(hits.some((hit) => library.entries[hit.entry].id === id), `${query} does not find ${id}`)
    }
  }
})

test('what is marked in a paragraph is what was typed, in the page\'s own script', () => {
  const library = LIBRARIES['zh-Hans']
  let marked = 0
  for (const [id, text] of texts('zh-Hant')) {
    for (const run of [...runs(text)].filter((_, at) => at % 50 === 0)) {
      const { hits, needles } = library.ask(run)
      const hit = hits.find((one) => library.entries[one.entry].id === id)
      const own = library.entries[hit.entry].texts[0] || library.entries[hit.entry].texts[1]
      const [range] = S.rangesOf(own, needles, library.table)
      assert.equal(S.fold(own.slice(...range), library.table), S.fold(run, library.table))
      marked++
    }
  }
  assert.ok(marked > 100)
})

test('a run that is not in the texts is not found', () => {
  const library = LIBRARIES['zh-Hant']
  const all = [...texts('zh-Hant').values()].join('\n')
  const backwards = [...runs(all)].map((run) => [...run].reverse().join('')).filter((run) => run.length > 3)
  const absent = backwards.filter((run) => !library.index.runs.flat().some((one) => one.joined.includes(S.fold(run, library.table))))
  assert.ok(absent.length > 500)
  for (const run of absent.slice(0, 500)) {
    const { terms } = S.parseQuery(run, library.table)
    assert.equal(S.findTerm(library.index, terms[0]).any, false, run)
  }
})
