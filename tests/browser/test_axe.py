"""No page has what axe calls a violation, in light and dark, with every fold open; nor has a single file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from visits import NAMES, NewPage

OPEN = """scheme => {
  document.documentElement.dataset.scheme = scheme
  for (const one of document.querySelectorAll('details')) one.open = true
}"""
FILE = "rural.html"
PLACES = (
    *(f"{one}.html" for one in NAMES),
    "rollup.html",
    "speech.html?view=marked&parallel=1",
    "en/speech.html",
)


def violations(page: Page, *, but: str = "") -> list[str]:
    """Return what axe finds on a page, each with the first places.

    Args:
        page: the page.
        but: a rule that is not asked.
    """
    options = {"resultTypes": ["violations"], "rules": {but: {"enabled": False}} if but else {}}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {[each['html'][:110] for each in one['nodes'][:3]]}" for one in found]


@pytest.fixture
def reader(new_page: NewPage) -> Page:
    """Return a page that stays the same for all addresses of a test."""
    return new_page("about:blank", viewport={"width": 1366, "height": 768})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(bases: Mapping[str, str], reader: Page, scheme: str) -> None:
    found = {}
    for place in PLACES:
        reader.goto(bases["file"] + place)
        reader.evaluate(OPEN, scheme)
        found[place] = violations(reader)
    assert {place: one for place, one in found.items() if one} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_single_file(new_page: NewPage, scheme: str) -> None:
    path = Path(__file__).resolve().parents[2] / "dist" / FILE
    page = new_page(path.as_uri(), viewport={"width": 1366, "height": 768}, color_scheme=scheme)
    page.evaluate("() => { for (const one of document.querySelectorAll('details')) one.open = true }")
    # The switches of its languages stand before all else, so that it works without scripts.
    assert violations(page, but="region") == []


def test_axe_sees_a_flaw(bases: Mapping[str, str], reader: Page) -> None:
    reader.goto(bases["file"] + "about.html")
    reader.evaluate("() => { document.querySelector('h1').innerHTML = '<button></button>' }")
    assert any(one.startswith("button-name") for one in violations(reader))
