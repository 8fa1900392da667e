// @ts-check
/* What a guidance group sees of many units: sums, a table of units, a map of units by tasks, and one unit in full. */
(function (root) {
  'use strict'
  const G = root.Guidance
  const W = G.work

  /** Signs of the map, so that no state is told by colour alone. @type {Object<string, string>} */
  const SIGNS = { todo: '', doing: '\u2026', done: '\u2713', 'not-applicable': '\u2013' }

  /** @param {string} stamp @returns {string} its day */
  function dayOfStamp (stamp) { return stamp ? W.dayOf(Date.parse(stamp.slice(0, 24))) : '' }

  /** @param {number | null} share @returns {string} */
  function percent (share) { return share === null ? '\u2013' : share + ' %' }

  /** @param {string[]} kinds @returns {string} */
  function kindsOf (kinds) { return kinds.map(function (one) { return W.titled(W.data().kinds, one) }).join(W.say('sep')) }

  /** @param {any} row @returns {string} */
  function nameOf (row) { return G.progress.shown(row.name) || W.say('unit-unnamed') }

  /** @param {string[]} heads keys of words @param {any[]} rows of cells @param {string} caption @returns {HTMLElement} */
  function table (heads, rows, caption) {
    return W.el('div.table-scroll', { tabindex: '0', role: 'region', 'aria-label': caption }, [W.el('table.rollup__table', {}, [
      W.el('caption', {}, [caption]),
      W.el('thead', {}, [W.el('tr', {}, heads.map(function (key) { return W.el('th', { scope: 'col' }, [W.say(key)]) }))]),
      W.el('tbody', {}, rows.map(function (cells) { return W.el('tr', {}, cells.map(function (/** @type {any} */ cell, /** @type {number} */ at) { return W.el(at ? 'td' : 'th', at ? {} : { scope: 'row' }, [cell instanceof Node ? cell : String(cell)]) })) }))
    ])])
  }

  /** @param {any} result @returns {HTMLElement} */
  function sums (result) {
    const total = result.total
    /** @param {string} key @param {string | number} value */
    const one = function (key, value) { return W.el('div', {}, [W.el('dt', {}, [W.say(key)]), W.el('dd', {}, [String(value)])]) }
    return W.el('dl.rollup__sums', {}, [one('units', result.rows.length), one('state-done', total.done), one('state-doing', total.doing), one('state-todo', total.todo), one('state-not-applicable', total['not-applicable']), one('share', percent(total.share))])
  }

  /** @param {any} result @returns {HTMLElement} who is missing, what was refused, names that stand twice */
  function troubles (result) {
    const P = G.progress
    /** @type {any[]} */ const parts = []
    if (result.missing.length) parts.push(W.el('p', {}, [W.el('b', {}, [W.say('missing')]), result.missing.map(P.shown).join(W.say('sep'))]))
    if (result.sameName.length) parts.push(W.el('p', {}, [W.el('b', {}, [W.say('same-name')]), result.sameName.map(P.shown).join(W.say('sep'))]))
    if (result.refused.length) {
      parts.push(W.el('details', { open: result.refused.length < 6 }, [W.el('summary', {}, [W.say('refused-files', { n: result.refused.length })]),
        W.el('ul', {}, result.refused.map(function (/** @type {any} */ one) { return W.el('li', {}, [W.el('b', {}, [P.shown(one.file)]), W.say('colon') + one.flaws.slice(0, 3).map(W.flawOf).join(W.say('sep'))]) }))]))
    }
    return W.el('div.rollup__troubles', { hidden: !parts.length }, parts)
  }

  /** @param {any[]} rows @param {(id: string) => void} choose @returns {HTMLElement} */
  function units (rows, choose) {
    return table(['unit', 'kind', 'done', 'share', 'state-doing', 'late', 'undecided', 'sent-back', 'notes', 'oldest', 'newest', 'outdated'], rows.map(function (row) {
      const sum = row.summary
      return [W.el('button.quiet', { type: 'button', click: function () { choose(row.id) } }, [nameOf(row)]), kindsOf(row.kinds), sum.done + '\uff0f' + (sum.total - sum['not-applicable']), percent(sum.share),
        sum.doing || '', sum.late.length || '', sum.undecided.length || '', sum.sentBack.length || '', row.noted.length || '', dayOfStamp(sum.oldest), dayOfStamp(sum.newest), row.outdated ? W.say('yes') : '']
    }), W.say('units'))
  }

  /** @param {any} result @param {any[]} rows @param {(id: string, task?: string) => void} choose @param {any} titles @returns {HTMLElement} */
  function heat (result, rows, choose, titles) {
    const head = W.el('tr', {}, [W.el('td')].concat(result.columns.map(function (/** @type {any} */ one) { return W.el('th.heat__task', { scope: 'col' }, [W.el('span', {}, [W.titled(titles, one.id)])]) })))
    const body = document.createElement('tbody')
    rows.forEach(function (row) {
      const line = document.createElement('tr')
      line.append(W.el('th', { scope: 'row' }, [W.el('button.quiet', { type: 'button', click: function () { choose(row.id) } }, [nameOf(row)])]))
      result.columns.forEach(function (/** @type {any} */ one) {
        const state = row.states[one.id]
        const cell = document.createElement('td')
        if (state === undefined) cell.className = 'heat__none'
        else {
          cell.dataset.state = state
          cell.textContent = SIGNS[state] + (row.summary.late.indexOf(one.id) >= 0 ? '!' : '')
          cell.title = nameOf(row) + W.say('colon') + W.titled(titles, one.id) + W.say('colon') + W.say('state-' + state)
        }
        line.append(cell)
      })
      body.append(line)
    })
    const foot = W.el('tr', {}, [W.el('th', { scope: 'row' }, [W.say('share')])].concat(result.columns.map(function (/** @type {any} */ one) { return W.el('td', {}, [one.share === null ? '\u2013' : String(one.share)]) })))
    const key = ['todo', 'doing', 'done', 'not-applicable'].map(function (state) { return W.el('span', { 'data-state': state }, [(SIGNS[state] || '\u3000') + ' ' + W.say('state-' + state)]) })
    return W.el('div', {}, [W.el('p.heat__key', {}, key.concat([W.el('span', {}, ['! ' + W.say('late')])])),
      W.el('div.table-scroll', { tabindex: '0', role: 'region', 'aria-label': W.say('map') }, [W.el('table.heat', {}, [W.el('caption', {}, [W.say('map')]), W.el('thead', {}, [head]), body, W.el('tfoot', {}, [foot])])])])
  }

  /** @param {any} row @param {any} list @returns {HTMLElement} one unit in full */
  function unit (row, list) {
    const P = G.progress
    const rows = list.order.map(function (/** @type {string} */ id) {
      const entry = P.own(row.doc.tasks, id)
      const review = P.lookedAt(entry)
      /** @param {string} name */
      const value = function (name) { return P.shown((entry && P.own(entry.values, name)) || '') }
      const state = P.stateOf(entry)
      return [W.titled(list.titles, id), [W.say('state-' + state), value('reason'), row.summary.late.indexOf(id) >= 0 ? W.say('late') : ''].filter(Boolean).join(W.say('colon')), value('who'), value(P.closed(state) ? 'on' : 'due'), value('proof'), P.shown(W.notesOf(entry)),
        review ? [W.say(review.verdict), review.by, review.on, review.note].filter(Boolean).map(P.shown).join(' ') : '']
    })
    return table(['task', 'state', 'field-who', 'day', 'field-proof', 'field-note', 'review'], rows, nameOf(row))
  }

  const api = { sums, troubles, units, heat, unit, table, percent, dayOfStamp, kindsOf, nameOf }
  root.Guidance = Object.assign(G, { rollup: Object.assign(G.rollup, api) })
})(/** @type {any} */ (window))
