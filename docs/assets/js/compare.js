// @ts-check
/* Sets two lists beside one another: what both have, and what only one has. The page holds tasks, and items
 * of no task, by the very set of units that have them; a comparison sorts those sets into three lists.
 * Of a task that both have, a point that only one has says so.
 * The choice lives in the address (?a=…&b=…). Without scripts the sets and the table of pairs stay. */
(function (root) {
  'use strict'
  const G = root.Guidance

  /** @param {Array<string>} units @param {string} a @param {string} b @returns {'both' | 'a' | 'b' | ''} */
  function side (units, a, b) {
    const here = units.indexOf(a) >= 0
    const there = units.indexOf(b) >= 0
    return here && there ? 'both' : here ? 'a' : there ? 'b' : ''
  }

  /**
   * Sorts the tasks and items of the sets into what both lists have and what only one has.
   * @template T @param {Array<{units: Array<string>, rows: Array<T>}>} sets @param {string} a @param {string} b
   * @returns {{both: T[], a: T[], b: T[]}}
   */
  function sorted (sets, a, b) {
    /** @type {{both: T[], a: T[], b: T[]}} */ const found = { both: [], a: [], b: [] }
    sets.forEach(function (set) {
      const where = side(set.units, a, b)
      if (where) found[where].push(...set.rows)
    })
    return found
  }

  /** @param {HTMLElement} node @returns {string[]} */
  function unitsOf (node) { return (node.dataset.units || '').split(' ') }

  /** @param {HTMLElement} row @returns {number} where it, or a task's first point, stands on the list of all */
  function placeOf (row) {
    const placed = row.dataset.place ? row : /** @type {HTMLElement} */ (row.querySelector('[data-place]'))
    return Number(placed.dataset.place)
  }

  /** @param {HTMLFormElement} form */
  function build (form) {
    const page = /** @type {HTMLElement} */ (form.closest('.compare'))
    const count = /** @type {HTMLElement} */ (page.querySelector('[role="status"]'))
    const result = /** @type {HTMLElement} */ (page.querySelector('.compare__result'))
    const whole = /** @type {HTMLElement} */ (page.querySelector('.compare__sets'))
    const first = /** @type {HTMLSelectElement} */ (form.elements.namedItem('a'))
    const second = /** @type {HTMLSelectElement} */ (form.elements.namedItem('b'))
    const words = form.dataset
    const sets = Array.from(whole.querySelectorAll('section')).map(function (set) {
      const rows = /** @type {HTMLElement[]} */ (Array.from(set.querySelectorAll(':scope > ul > li')))
      return { units: unitsOf(set), rows }
    })

    /** @param {HTMLSelectElement} select @returns {string} */
    function titleOf (select) { return select.selectedOptions[0].textContent || '' }

    /** @param {HTMLSelectElement} select @returns {string} */
    function onlyFor (select) { return (words.labelOnly || '{unit}').replace('{unit}', titleOf(select)) }

    /**
     * Leaves of a task's points those that the two lists have, and says which of them only one has.
     * @param {HTMLElement} task @param {string} where
     */
    function narrow (task, where) {
      const points = /** @type {HTMLElement[]} */ (Array.from(task.querySelectorAll('[data-units]')))
      let both = 0
      let shown = 0
      points.forEach(function (point) {
        const here = side(unitsOf(point), first.value, second.value)
        const note = point.querySelector('.brief__units')
        if (note) note.remove()
        if (!here) { point.remove(); return }
        shown++
        if (here === 'both') both++
        else if (where === 'both') {
          const text = onlyFor(here === 'a' ? first : second)
          const line = /** @type {HTMLElement} */ (point.lastElementChild)
          line.append(' ', G.make('small', { class: 'brief__units' }, text))
        }
      })
      if (where !== 'both' || both === shown) return
      const part = (words.labelPart || '{n} / {all}').replace('{n}', String(both)).replace('{all}', String(shown))
      const summary = /** @type {HTMLElement} */ (task.querySelector('summary'))
      summary.append(' ', G.make('small', {}, part))
    }

    /** @param {HTMLElement[]} rows @returns {string} how many tasks, and items of none, there are */
    function counted (rows) {
      const tasks = rows.filter(function (row) { return row.dataset.task }).length
      /** @type {string[]} */ const told = []
      if (tasks) told.push((words.labelTasks || '{n}').replace('{n}', String(tasks)))
      if (rows.length > tasks) told.push((words.labelItems || '{n}').replace('{n}', String(rows.length - tasks)))
      return told.join(words.labelSep || ' ') || '0'
    }

    function update () {
      const found = sorted(sets, first.value, second.value)
      result.textContent = ''
      /** @type {Array<['a' | 'b' | 'both', string]>} */
      const heads = [['a', onlyFor(first)], ['b', onlyFor(second)], ['both', words.labelShared || '']]
      /** @type {string[]} */ const told = []
      heads.forEach(function (head) {
        const rows = found[head[0]].sort(function (one, other) { return placeOf(one) - placeOf(other) })
        const section = G.make('section', { class: 'compare__side' })
        const title = head[1] + ' (' + counted(rows) + ')'
        told.push(title)
        section.appendChild(G.make('h2', {}, title))
        const list = G.make('ul', { class: 'brief' })
        rows.forEach(function (row) {
          const shown = /** @type {HTMLElement} */ (row.cloneNode(true))
          if (shown.dataset.task) narrow(shown, head[0])
          list.appendChild(shown)
        })
        section.appendChild(list)
        result.appendChild(section)
      })
      whole.hidden = true
      // The lists are long: read out is only how much each has.
      count.textContent = told.join('\n')
    }

    form.addEventListener('change', function () {
      G.readdress(location.pathname + '?a=' + first.value + '&b=' + second.value)
      update()
    })
    form.addEventListener('submit', function (event) { event.preventDefault() })
    const params = new URLSearchParams(location.search)
    second.selectedIndex = Math.min(1, second.options.length - 1)
    ;[[first, 'a'], [second, 'b']].forEach(function (pair) {
      const select = /** @type {HTMLSelectElement} */ (pair[0])
      const asked = Array.from(select.options).find(function (one) { return one.value === params.get(/** @type {string} */ (pair[1])) })
      if (asked) select.value = asked.value
    })
    form.hidden = false
    update()
  }

  const api = { side, sorted }
  root.Guidance = Object.assign(G || {}, api)
  if (typeof module !== 'undefined') module.exports = api
  if (typeof document !== 'undefined') document.querySelectorAll('[data-compare]').forEach(function (form) { build(/** @type {HTMLFormElement} */ (form)) })
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
