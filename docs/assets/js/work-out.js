// @ts-check
/* Out of the browser: a file, a table, this page with its data inside, or through what the phone shares with. */
(function (root) {
  'use strict'
  const G = root.Guidance
  const W = G.work

  /** A name that every system takes. @param {string} text @returns {string} */
  function safeName (text) {
    return text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"*/:<>?\\|]+/g, ' ').replace(/\s+/g, ' ').replace(/^[. ]+|[. ]+$/g, '').slice(0, 60)
  }

  /** @param {any} desk @param {string} ending @returns {string} */
  function fileName (desk, ending) {
    const title = safeName(desk.doc.unit.name) || desk.kinds.join('-')
    return [title, W.say('file-word'), W.dayOf(desk.now())].join('-').replace(/ /g, '_') + ending
  }

  /** @param {string} name @param {Blob} blob */
  function download (name, blob) {
    const address = URL.createObjectURL(blob)
    const link = W.el('a', { href: address, download: name })
    document.body.append(link)
    link.click()
    link.remove()
    setTimeout(function () { URL.revokeObjectURL(address) }, 60000)
  }

  /** @param {any} desk */
  function saveFile (desk) {
    desk.flush()
    download(fileName(desk, '.json'), new Blob([G.progress.write(desk.doc)], { type: 'application/json' }))
    desk.carried()
    W.announce(W.say('said-saved'))
  }

  /** @param {any} desk */
  function saveTable (desk) {
    download(fileName(desk, '.csv'), new Blob(['\ufeff', W.table(desk)], { type: 'text/csv' }))
    W.announce(W.say('said-saved'))
  }

  /** The page as it was delivered, before any script touched it. @type {string} */ let pristine = ''

  /** Remembers the single file's own markup; it writes itself out from it. */
  function keepPage () {
    if (W.data().file) pristine = document.documentElement.outerHTML
  }

  /** @returns {boolean} */
  function canSavePage () { return !!pristine }

  /** @param {string} page markup with an inert block for data @param {any} doc @returns {string} with the document in it */
  function pageWith (page, doc) {
    const P = G.progress
    const start = page.indexOf(P.OPENING)
    const end = page.indexOf(P.CLOSING, start)
    if (start < 0 || end < 0) throw new Error('the page has no place for data')
    return '<!doctype html>\n' + page.slice(0, start + P.OPENING.length) + P.writeInside(doc) + page.slice(end) + '\n'
  }

  /** @param {any} desk */
  function savePage (desk) {
    desk.flush()
    download(fileName(desk, '.html'), new Blob([pageWith(pristine, desk.doc)], { type: 'text/html' }))
    desk.carried()
    W.announce(W.say('said-saved'))
  }

  /** The very file that may be shared; some phones pass on plain text only. @param {any} desk @returns {File | null} */
  function shareable (desk) {
    const share = root.navigator && root.navigator.canShare
    if (!share || typeof File === 'undefined') return null
    const text = G.progress.write(desk.doc)
    const kinds = [['.json', 'application/json'], ['.txt', 'text/plain']]
    for (const [ending, type] of kinds) {
      const file = new File([text], fileName(desk, ending), { type })
      try { if (root.navigator.canShare({ files: [file] })) return file } catch (_) { /* the next */ }
    }
    return null
  }

  /** @param {any} desk */
  async function shareFile (desk) {
    const file = shareable(desk)
    if (!file) return
    try {
      await root.navigator.share({ files: [file] })
      desk.carried()
    } catch (error) {
      if (/** @type {any} */ (error).name !== 'AbortError') saveFile(desk)
    }
  }

  /** @param {any} desk */
  function outPanel (desk) {
    /** @param {string} key @param {() => void} press */
    const line = function (key, press) { return W.el('li', {}, [W.button(key, press), W.el('span.hint', {}, [W.say(key + '-hint')])]) }
    const node = W.el('ul.ways', {}, [
      line('save-file', function () { saveFile(desk) }),
      canSavePage() && line('save-page', function () { savePage(desk) }),
      shareable(desk) && line('share-file', function () { shareFile(desk) }),
      line('save-table', function () { saveTable(desk) })
    ])
    return { node: W.el('div', {}, [node, W.el('p.hint', {}, [W.say('nothing-leaves')])]) }
  }

  /** @param {any} desk */
  function saveSpoilt (desk) {
    desk.spoilt.forEach(function (/** @type {any} */ one) { download(one.id + '.txt', new Blob([one.text], { type: 'text/plain' })) })
  }

  /** @param {any} desk */
  function dropSpoilt (desk) {
    desk.spoilt.forEach(function (/** @type {any} */ one) { desk.keep.remove(one.id) })
    desk.spoilt = []
  }

  // Before any other script touches the page.
  if (typeof document !== 'undefined') keepPage()

  const api = { safeName, fileName, download, saveFile, saveTable, canSavePage, pageWith, savePage, shareable, outPanel, saveSpoilt, dropSpoilt }
  root.Guidance = Object.assign(G, { work: Object.assign(W, api) })
  if (typeof module !== 'undefined') module.exports = api
})(/** @type {any} */ (typeof window === 'undefined' ? globalThis : window))
