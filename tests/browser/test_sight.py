"""Sizes, room, colours and print: what readers with old eyes, thick fingers or paper need."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page
from visits import NAMES, PAGES, NewPage, settings

PHONE = {"width": 360, "height": 740}
ZOOMED = {"width": 683, "height": 384}
BODY = ".content :is(p, li, dd.meaning):not(.segment__handle, .ours, .ours-note, .worklist__foot *):visible"
SIZES = """all => all.map(one => {
  const style = getComputedStyle(one)
  return [parseFloat(style.fontSize), parseFloat(style.lineHeight) / parseFloat(style.fontSize),
    one.textContent.trim().slice(0, 20)]
})"""


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 800}, PHONE], ids=["wide", "phone"])
def test_body_text_is_large_enough(
    bases: Mapping[str, str], new_context: Callable[..., BrowserContext], viewport: dict[str, int]
) -> None:
    page = new_context(viewport=viewport, java_script_enabled=False).new_page()
    for name in PAGES:
        page.goto(bases["file"] + name)
        sizes = page.locator(BODY).evaluate_all(SIZES)
        assert sizes
        small = [one for one in sizes if one[0] < 18 or one[1] < 1.6 - 0.001]
        assert small == [], name


def largest(page: Page) -> None:
    """Press the button for larger text until it holds."""
    settings(page, *["[data-text-step='1']"] * 3)


def test_large_text_goes_to_30_and_is_remembered(
    base: str, new_context: Callable[..., BrowserContext]
) -> None:
    context = new_context()
    page = context.new_page()
    page.goto(f"{base}speech.html")
    size = "one => getComputedStyle(one).fontSize"
    text = page.locator("#p1-1 .segment__text")
    assert text.evaluate(size) == "18px"
    largest(page)
    assert text.evaluate(size) == "30px"
    other = context.new_page()
    other.goto(f"{base}en/speech.html")
    assert other.locator("#p1-1 .segment__text").evaluate(size) == "30px"


TARGETS = ".content button, .place, .menu > summary, .menu__box :is(a, button), .edition-bar label, .segment__handle a, .filter-bar label, .all-pages :is(a, summary), .card, .content :is(summary, select), .content :is(.tally-phases, .downloads, .item__facts, .item__units, .item__how, .rests, .brief, .matrix, .pairs, .sentence p, .plan dt, .taken-off, h3) a"  # noqa: E501
SMALL = """all => all.filter(one => one.checkVisibility({visibilityProperty: true})).map(one => {
  const box = one.getBoundingClientRect()
  return [one.outerHTML.slice(0, 80), box.width, box.height]
}).filter(one => one[1] && (one[1] < 43.9 || one[2] < 43.9))"""


@pytest.mark.parametrize("name", PAGES)
def test_targets_are_large_enough_for_a_finger(
    bases: Mapping[str, str], new_page: NewPage, name: str
) -> None:
    page = new_page(bases["file"] + name, viewport=PHONE, has_touch=True)
    targets = page.locator(TARGETS)
    assert targets.count() > 3
    assert targets.evaluate_all(SMALL) == []


def test_the_menu_of_a_handle_is_large_enough_and_in_the_window(
    bases: Mapping[str, str], new_page: NewPage
) -> None:
    page = new_page(f"{bases['file']}speech.html", viewport=PHONE)
    largest(page)
    page.locator(".segment__handle a[href='#p1-1']").click()
    for button in page.locator(".handle-menu button").all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 43.9
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]


def test_a_small_target_is_found(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}speech.html", viewport=PHONE)
    page.add_style_tag(content=".segment__handle a { min-height: 20px !important }")
    assert page.locator(TARGETS).evaluate_all(SMALL)


# Wider than the window, and not in a box that scrolls by itself.
WIDE = """() => {
  const width = document.documentElement.clientWidth
  const found = Array.from(document.querySelectorAll('.content *')).filter(one => {
    if (!one.checkVisibility() || one.closest('svg')) return false
    const box = one.getBoundingClientRect()
    if (box.right <= width + 1 && box.left >= -1 || box.width < 2) return false
    for (let up = one; up; up = up.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(up).overflowX) && up.closest('.content')) return false
    }
    return true
  }).map(one => one.outerHTML.slice(0, 90)).slice(0, 3)
  const all = document.scrollingElement.scrollWidth
  return all > width ? [`the page is ${all} px wide`, ...found] : found
}"""


@pytest.mark.parametrize("size", [PHONE, ZOOMED], ids=["phone", "zoomed"])
@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
def test_nothing_is_wider_than_the_window(
    bases: Mapping[str, str], new_context: Callable[..., BrowserContext], size: dict[str, int], *, large: bool
) -> None:
    page = new_context(viewport=size).new_page()
    page.goto(bases["file"] + PAGES[0])
    if large:
        largest(page)
    extra = ("speech.html?view=marked&parallel=1", "en/speech.html?view=source&parallel=1")
    wide = {}
    for name in (*PAGES, *extra):
        page.goto(bases["file"] + name)
        assert page.locator("html").get_attribute("data-text") == ("30" if large else None)
        found = page.evaluate(WIDE)
        if found:
            wide[name] = found
    assert wide == {}


def test_a_wide_page_is_found(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}index.html", viewport=PHONE)
    page.evaluate("document.querySelector('.content p').style.width = '500px'")
    assert page.evaluate(WIDE)


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


@pytest.mark.parametrize("high", [False, True], ids=["normal", "high"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_colours_have_contrast(
    bases: Mapping[str, str], new_context: Callable[..., BrowserContext], *, dark: bool, high: bool
) -> None:
    page = new_context().new_page()
    page.goto(f"{bases['file']}speech.html")
    if dark:
        settings(page, "[data-dark]")
    if high:
        settings(page, "[data-contrast]")
    faint = {}
    names = ("speech.html?view=source", "speech.html?view=marked&parallel=1#p1-1", "en/speech.html")
    for name in (*names, *(f"{one}.html" for one in NAMES)):
        page.goto(bases["file"] + name)
        assert page.locator("html").get_attribute("data-scheme") == ("dark" if dark else "light")
        assert page.locator("html").get_attribute("data-contrast") == ("high" if high else None)
        result = page.evaluate(CONTRAST, 7 if high else 4.5)
        assert result["count"] > 20
        if result["found"]:
            faint[name] = result["found"][:5]
    assert faint == {}


def test_a_faint_text_is_found(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}speech.html")
    page.add_style_tag(content="#p1-1 .segment__text { color: #999 !important; background: #fff }")
    found = page.evaluate(CONTRAST, 4.5)["found"]
    assert found
    assert all(one.startswith("2.85 ") for one in found)


FURNITURE = ".bar, .foot, .contents, .edition-bar, .edition-switch, .filter-bar, .skip"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_paper_gets_text_and_ids_alone(
    bases: Mapping[str, str], new_page: NewPage, edition: dict[str, Any], *, scripts: bool
) -> None:
    page = new_page(f"{bases['file']}speech.html?parallel=1", java_script_enabled=scripts)
    if not scripts:
        page.locator("label[for=parallel]").click()
    furniture = page.locator(FURNITURE)
    assert furniture.count() > 3
    shown = "all => all.filter(one => one.checkVisibility()).map(one => one.className)"
    assert furniture.evaluate_all(shown)
    page.emulate_media(media="print")
    assert furniture.evaluate_all(shown) == []
    ids = page.locator(".segment__handle a:visible").all_inner_texts()
    assert ids == [one["id"] for one in edition["segments"]]
    assert page.locator(".segment__text:visible").count() == len(ids)
    assert page.locator(".segment__other:visible").count() == len(ids)
    assert page.locator(".segment__source:visible").count() == 0


def test_a_page_prints_on_a4(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}speech.html")
    paper = page.pdf(prefer_css_page_size=True)
    boxes = {
        tuple(round(float(one)) for one in box.split())
        for box in re.findall(rb"/MediaBox\s*\[([^\]]+)\]", paper)
    }
    assert boxes == {(0, 0, 595, 842)}
    assert 4 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= 30
