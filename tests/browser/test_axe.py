"""No page has what axe calls a violation, in all colours, with every fold open; nor has a single file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from visits import NAMES, NewPage

OPEN = """() => {
  for (const one of document.querySelectorAll('details')) one.open = true
}"""
# Colours take axe six times as long as all its other rules, and what stands often in the same place looks the
# same: of each kind of element, with the kinds of all that it lies in, the first two are enough.
FEW = """() => {
  const seen = new Map()
  const kinds = new Map([[document.documentElement, '']])
  const needed = new Set()
  const all = document.querySelectorAll('body, body *')
  for (const one of all) {
    const { state = '', kind = '' } = one.dataset
    const own = [one.tagName, one.getAttribute('class'), state, kind]
    const chain = [kinds.get(one.parentElement), ...own].join(' ')
    kinds.set(one, chain)
    seen.set(chain, (seen.get(chain) ?? 0) + 1)
    if (seen.get(chain) > 2) continue
    for (let up = one; up && !needed.has(up); up = up.parentElement) needed.add(up)
  }
  for (const one of all) if (!needed.has(one)) one.remove()
}"""
COLOURS = "color-contrast"
SCHEMES = tuple(
    {"scheme": scheme, "contrast": contrast} for contrast in ("", "high") for scheme in ("light", "dark")
)
FILE = "rural.html"
PLACES = (
    *(f"{one}.html" for one in NAMES),
    "rollup.html",
    "speech.html?view=marked&parallel=1",
    "en/speech.html",
)


def violations(page: Page, *, but: str = "", schemes: Sequence[Mapping[str, str]] = ({},)) -> list[str]:
    """Return what axe finds on a page, each with the first places; the page has lost its repetitions then.

    Args:
        page: the page.
        but: a rule that is not asked.
        schemes: what ``<html>`` says for each set of colours, all other rules asked in the first alone.
    """
    found = []
    for place, scheme in enumerate(schemes):
        page.evaluate("scheme => Object.assign(document.documentElement.dataset, scheme)", dict(scheme))
        if not place:
            rules = {one: {"enabled": False} for one in (COLOURS, but) if one}
            found += asked(page, {"rules": rules})
            page.evaluate(FEW)
        found += asked(page, {"runOnly": [COLOURS]})
    return found


def asked(page: Page, options: dict[str, object]) -> list[str]:
    """Return what axe finds by some of its rules."""
    found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [f"{one['id']}: {[each['html'][:110] for each in one['nodes'][:3]]}" for one in found]


@pytest.fixture
def reader(new_page: NewPage) -> Page:
    """Return a page that stays the same for all addresses of a test, and whose colours change at once."""
    size = {"width": 1366, "height": 768}
    return new_page("about:blank", viewport=size, reduced_motion="reduce")


@pytest.mark.parametrize("places", [PLACES[::2], PLACES[1::2]], ids=["even", "odd"])
def test_axe_finds_nothing(bases: Mapping[str, str], reader: Page, places: Sequence[str]) -> None:
    found = {}
    for place in places:
        reader.goto(bases["file"] + place)
        reader.evaluate(OPEN)
        found[place] = violations(reader, schemes=SCHEMES)
    assert {place: one for place, one in found.items() if one} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_single_file(new_page: NewPage, scheme: str) -> None:
    path = Path(__file__).resolve().parents[2] / "dist" / FILE
    page = new_page(path.as_uri(), viewport={"width": 1366, "height": 768}, color_scheme=scheme)
    page.evaluate(OPEN)
    # The switches of its languages stand before all else, so that it works without scripts.
    assert violations(page, but="region") == []


def test_axe_sees_a_flaw(bases: Mapping[str, str], reader: Page) -> None:
    reader.goto(bases["file"] + "about.html")
    reader.evaluate("() => { document.querySelector('h1').innerHTML = '<button></button>' }")
    assert any(one.startswith("button-name") for one in violations(reader))


def test_axe_sees_a_colour_among_many(bases: Mapping[str, str], reader: Page) -> None:
    reader.goto(bases["file"] + "items.html")
    reader.add_style_tag(content=".task__title { color: #999; background: #fff }")
    assert any(one.startswith(COLOURS) for one in violations(reader))
