"""What readers ask of their system holds on every kind of page: no motion, and its own colours, at 400 %."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser, Page
from visits import NAMES, ROOT

ZOOM_400 = {"width": 320, "height": 256}
"""A window of 1280 by 1024 px at 400 %."""
FILE = (ROOT / "dist" / "rural.html").as_uri()
PLACES = (*(f"{one}.html" for one in NAMES), "en/speech.html?view=marked&parallel=1")

MOVING = """() => {
  const long = text => text.split(',').some(one => parseFloat(one) > 0)
  const found = []
  const seen = new Set()
  for (const one of document.querySelectorAll('*')) {
    const kind = [one.tagName, one.getAttribute('class'), one.parentElement?.className].join(' ')
    if (seen.has(kind)) continue
    seen.add(kind)
    for (const pseudo of ['', '::before', '::after']) {
      const style = getComputedStyle(one, pseudo || null)
      const smooth = !pseudo && style.scrollBehavior === 'smooth'
      if (long(style.transitionDuration) || style.animationName !== 'none' || smooth) {
        found.push(`${one.tagName}.${one.className}${pseudo}`)
      }
    }
  }
  return found.slice(0, 3)
}"""
"""What would move by itself; one of each kind is enough, as of what is pressed below."""

# Colours that the system gives are drawn as they are; a box that the page keeps out of them is not.
BLIND = """() => {
  const found = []
  const pressed = Array.from(document.querySelectorAll('a[href], button, summary, input, select, textarea'))
  const seen = new Set()
  for (const one of pressed) {
    const kind = [one.tagName, one.type, one.className, one.parentElement.className].join(' ')
    if (seen.has(kind)) continue
    if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
    one.focus({ preventScroll: true, focusVisible: true })
    if (document.activeElement !== one) continue
    seen.add(kind)
    let shown = false
    // A switch that is not seen shows its focus on its label.
    for (const each of [one, ...(one.labels || [])]) {
      const style = getComputedStyle(each)
      shown ||= style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 &&
        style.outlineColor !== getComputedStyle(document.body).backgroundColor
    }
    if (!shown) found.push(one.outerHTML.slice(0, 90))
  }
  return { count: pressed.length, found: found.slice(0, 3) }
}"""
"""What can be focused without being seen to be."""


@pytest.fixture(scope="module")
def wishes(browser: Browser) -> Iterator[Page]:
    """Return the page of a reader who wants no motion, and whose system has colours of its own."""
    context = browser.new_context(
        forced_colors="active", reduced_motion="reduce", viewport=ZOOM_400, bypass_csp=True
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def found(bases: Mapping[str, str], wishes: Page) -> dict[str, dict[str, object]]:
    """Return what was measured of each kind of page and of a single file."""
    told = {}
    for address in (*(bases["file"] + one for one in PLACES), FILE):
        wishes.goto(address)
        moving, blind = wishes.evaluate(MOVING), wishes.evaluate(BLIND)
        told[address.rpartition("/")[2] if address == FILE else address.removeprefix(bases["file"])] = {
            "moving": moving,
            "blind": blind["found"] if blind["count"] > 5 else ["nothing to press"],
        }
    return told


@pytest.mark.parametrize("what", ["moving", "blind"])
def test_what_the_system_asks_for_holds(found: Mapping[str, Mapping[str, object]], what: str) -> None:
    assert len(found) > len(NAMES)
    assert {name: one[what] for name, one in found.items() if one[what]} == {}


def test_a_motion_and_a_focus_that_is_not_seen_are_told(bases: Mapping[str, str], wishes: Page) -> None:
    wishes.goto(bases["file"] + "about.html")
    wishes.add_style_tag(
        content=".content a { transition: color 1s } .content a:focus { outline: none !important }"
    )
    assert wishes.evaluate(MOVING)
    assert wishes.evaluate(BLIND)["found"]
