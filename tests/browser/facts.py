"""What is measured in a page: sizes of text, room for fingers, width, contrast, languages."""

from __future__ import annotations

PHONE = {"width": 360, "height": 740}
ZOOMED = {"width": 683, "height": 384}
WIDE_SCREEN = {"width": 1280, "height": 800}

BODY = ".content :is(p, li, dd.meaning):not(.segment__handle, .ours, .ours-note, .answer__kind, .worklist__foot *, .segment__notes *, .heat__key, .heat__notes *):visible"  # noqa: E501
"""What is read as running text: no tags, no notes on what is ours, nothing in the margin or below a table."""
NOTES = ".content :is(.segment__notes li, .heat__key, .heat__notes li):visible"
"""What stands in the margin or below a table, a size smaller."""
SIZES = """all => all.map(one => {
  const style = getComputedStyle(one)
  return [parseFloat(style.fontSize), parseFloat(style.lineHeight) / parseFloat(style.fontSize),
    one.textContent.trim().slice(0, 20)]
})"""
"""Size and height of line of each, and how it begins."""

TARGETS = ".content button, .place, .menu > summary, .menu__box :is(a, button), .edition-bar label, .segment__handle a, .filter-bar label, .all-pages :is(a, summary), .card, .content :is(summary, select), .content :is(.tally-phases, .downloads, .item__facts, .item__units, .item__how, .rests, .brief, .matrix, .pairs, .sentence p, .plan dt, .taken-off, h3) a"  # noqa: E501
"""What is pressed."""
SMALL = """all => all.filter(one => one.checkVisibility({visibilityProperty: true})).map(one => {
  const box = one.getBoundingClientRect()
  return [one.outerHTML.slice(0, 80), box.width, box.height]
}).filter(one => one[1] && (one[1] < 43.9 || one[2] < 43.9))"""
"""Those that are too small for a finger."""

# Wider than the window, and not in a box that scrolls by itself.
WIDE = """() => {
  const width = document.documentElement.clientWidth
  const found = Array.from(document.querySelectorAll('.content *')).filter(one => {
    const box = one.getBoundingClientRect()
    if (box.right <= width + 1 && box.left >= -1 || box.width < 2) return false
    if (!one.checkVisibility() || one.closest('svg')) return false
    for (let up = one; up; up = up.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(up).overflowX) && up.closest('.content')) return false
    }
    return true
  }).map(one => one.outerHTML.slice(0, 90)).slice(0, 3)
  const all = document.scrollingElement.scrollWidth
  return all > width ? [`the page is ${all} px wide`, ...found] : found
}"""

WIDTHS = (360, 683, 1024, 1200, 1366)
"""Widths of window, in px, at which texts are looked at: the layouts and where they change."""
LEAST = {"width": 320, "height": 640}
"""The narrowest window that WCAG 1.4.10 asks for."""

COVERED = """() => {
  const clips = new Map()
  const clip = node => {
    if (!node) return [-Infinity, -Infinity, Infinity, Infinity]
    if (!clips.has(node)) {
      let [left, top, right, bottom] = clip(node.parentElement)
      const style = getComputedStyle(node)
      if (style.overflowX !== 'visible' || style.clipPath !== 'none') {
        const box = node.getBoundingClientRect()
        left = Math.max(left, box.left); right = Math.min(right, box.right)
        top = Math.max(top, box.top); bottom = Math.min(bottom, box.bottom)
      }
      clips.set(node, [left, top, right, bottom])
    }
    return clips.get(node)
  }
  const layers = new Map()
  const layer = node => {
    if (!node) return null
    if (!layers.has(node)) {
      const lifted = /fixed|sticky/.test(getComputedStyle(node).position)
      layers.set(node, lifted ? node : layer(node.parentElement))
    }
    return layers.get(node)
  }
  const lines = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  while (walker.nextNode()) {
    const node = walker.currentNode
    const parent = node.parentElement
    if (!node.data.trim() || parent.closest('script, style, noscript, option, rt')) continue
    if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
    const size = parseFloat(getComputedStyle(parent).fontSize)
    const [left, top, right, bottom] = clip(parent)
    range.selectNodeContents(node)
    for (const box of range.getClientRects()) {
      // What is drawn fills some four fifths of the letters' size, whatever the face says of its height.
      const middle = (box.top + box.bottom) / 2
      const line = {
        left: Math.max(left, box.left + 1), right: Math.min(right, box.right - 1),
        top: Math.max(top, middle - 0.4 * size), bottom: Math.min(bottom, middle + 0.4 * size),
        node, layer: layer(parent),
      }
      if (line.right - line.left > 2 && line.bottom - line.top > 4) lines.push(line)
    }
  }
  lines.sort((one, two) => one.top - two.top)
  const found = []
  lines.forEach((one, at) => {
    for (let next = at + 1; next < lines.length && lines[next].top < one.bottom - 2; next++) {
      const two = lines[next]
      const wide = Math.min(one.right, two.right) - Math.max(one.left, two.left)
      if (wide <= 2 || one.node === two.node || one.layer !== two.layer) continue
      found.push([one, two].map(each => each.node.data.trim().slice(0, 20)))
    }
  })
  return { count: lines.length, found }
}"""
"""The lines of text, and pairs that lie on each other; what floats above the page is looked at by itself."""

SPACED = """() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`)
  document.adoptedStyleSheets = [sheet]
}"""
"""Sets the spaces that a reader may choose by WCAG 1.4.12."""
CUT = """() => Array.from(document.querySelectorAll('.content *')).filter(one => {
  const style = getComputedStyle(one)
  if (!one.checkVisibility() || one.closest('svg, .visually-hidden') || one.clientWidth < 2) return false
  return /hidden|clip/.test(style.overflowX + style.overflowY) &&
    (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
}).map(one => one.outerHTML.slice(0, 90)).slice(0, 3)"""
"""What hides a part of its text, as it has no room for it."""

# The contrast of each visible text, its marks included, with what lies behind it.
CONTRAST = """least => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const rgba = text => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = text
    canvas.fillRect(0, 0, 1, 1)
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data
    return [r, g, b, a / 255]
  }
  const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3]))
  const light = colour => {
    const [r, g, b] = colour.slice(0, 3).map(value => {
      const part = value / 255
      return part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4)
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const ratio = (one, two) => {
    const [high, low] = [light(one), light(two)].sort((a, b) => b - a)
    return (high + 0.05) / (low + 0.05)
  }
  const known = new Map()
  const behind = node => {
    if (!node) return [255, 255, 255]
    if (!known.has(node)) {
      const own = rgba(getComputedStyle(node).backgroundColor)
      known.set(node, own[3] === 1 ? own.slice(0, 3) : over(own, behind(node.parentElement)))
    }
    return known.get(node)
  }
  const faint = node => {
    let opacity = 1
    for (let up = node; up; up = up.parentElement) opacity *= Number(getComputedStyle(up).opacity)
    return opacity
  }
  const found = new Set()
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  let count = 0
  const look = (node, colour, text) => {
    const ink = rgba(colour)
    ink[3] *= faint(node)
    const value = ratio(over(ink, behind(node)), behind(node))
    count++
    if (value < least) found.add(`${value.toFixed(2)} ${node.tagName}.${node.className} ${colour} ${text}`)
  }
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement
    const text = walker.currentNode.textContent.trim()
    if (!text || !node.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
    if (node.closest('[aria-disabled=true], script, style')) continue
    look(node, getComputedStyle(node).color, text.slice(0, 12))
    const after = getComputedStyle(node, '::after')
    if (!/^(none|normal|"")$/.test(after.content)) look(node, after.color, '::after ' + after.content)
  }
  return { count, found: Array.from(found) }
}"""

HAN_WITHOUT_LANGUAGE = """() => {
  const found = []
  const walker = document.createTreeWalker(document.querySelector('.content'), NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement
    if (parent.closest('script, style')) continue
    const text = walker.currentNode.textContent
    if (/\\p{Script=Han}/u.test(text) && !/^zh-/.test(parent.closest('[lang]').lang)) found.push(text)
  }
  return found
}"""
"""Chinese that is not marked as such."""

LANGUAGE = """() => [
  document.documentElement.lang,
  ...["head link[rel~='alternate'][hreflang]", 'a.language-link[hreflang]'].map(
    links => Array.from(document.querySelectorAll(links)).map(one => [one.hreflang, one.href]))
]"""
"""The page's language, and the address in each language by its head and by its links."""
