"""Every page, visited a few times and measured: what it asks for, its languages, sizes, room and colours.

A visit takes most of the time, so each brings all that can be measured in it, and the tests read the facts.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from facts import (
    BODY,
    CONTRAST,
    COVERED,
    CUT,
    HAN_WITHOUT_LANGUAGE,
    LANGUAGE,
    LEAST,
    NOTES,
    PHONE,
    SIZES,
    SMALL,
    SPACED,
    TARGETS,
    WIDE,
    WIDE_SCREEN,
    WIDTHS,
    ZOOMED,
)
from playwright.sync_api import Browser, BrowserContext, Page
from visits import LANGUAGES, NAMES, PAGES, Recorder, settings

LEAST_MEASURED = 10
"""Places whose colours are looked at; the page of many units has the fewest, as it waits for files."""
PER_PAGE = 150_000
SIZES_OF_WINDOW = {"phone": PHONE, "zoomed": ZOOMED}
VIEWS = ("speech.html?view=marked&parallel=1", "en/speech.html?view=source&parallel=1")
"""The text in its widest forms."""
COLOURED = (
    "speech.html?view=source",
    "speech.html?view=marked&parallel=1#p1-1",
    "en/speech.html",
    *(f"{one}.html" for one in NAMES),
)
SCHEMES = ("light", "dark")
CONTRASTS = {"normal": False, "high": True}

# What the buttons for reading change; pressed on the first page, and each page has to remember them.
STATE = """() => {
  const { text, scheme, contrast } = document.documentElement.dataset
  return [text, scheme, contrast]
}"""
CHOSEN = ["30", "dark", "high"]
SET = """([text, scheme, contrast]) => {
  const set = document.documentElement.dataset
  if (text) set.text = text; else delete set.text
  if (contrast) set.contrast = contrast; else delete set.contrast
  set.scheme = scheme
}"""


@dataclass(kw_only=True)
class Walk:
    """What was seen on a walk through all pages."""

    base: str
    recorder: Recorder
    language: dict[str, Any] = field(default_factory=dict)
    """Page to what it says of its language and of its other languages."""
    facts: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Page to what else was measured."""


Measure = Callable[[Page, str], dict[str, Any]]


@pytest.fixture(scope="module")
def walked(browser: Browser) -> Iterator[Callable[..., Walk]]:
    """Return a function that visits pages as one reader, who chose all that can be chosen on the first."""
    contexts: list[BrowserContext] = []

    def walk(base: str, measure: Measure, names: tuple[str, ...] = PAGES, **options: Any) -> Walk:  # noqa: ANN401 -- the browser's own options
        contexts.append(browser.new_context(reduced_motion="reduce", **options))
        page = contexts[-1].new_page()
        page.set_default_timeout(5000)
        scripts = options.get("java_script_enabled", True)
        if scripts:
            page.goto(base + names[0])
            settings(page, *["[data-text-step='1']"] * 3, "[data-dark]", "[data-contrast]")
        found = Walk(base=base, recorder=Recorder(base=base))
        found.recorder.watch(page)
        for name in names:
            # What the cache answers is recorded, too.
            found.recorder.requests.clear()
            page.goto(base + name)
            if scripts:
                assert page.evaluate(STATE) == CHOSEN, name
            found.language[name] = page.evaluate(LANGUAGE)
            found.facts[name] = measure(page, name)
            found.facts[name]["requests"] = {*found.recorder.requests}
        return found

    yield walk
    for context in contexts:
        context.close()


def roomy(page: Page) -> dict[str, Any]:
    """Look for texts that cover each other, at all widths, and for what lacks room on the narrowest."""
    covered = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 768})
        covered[width] = page.evaluate(COVERED)
    page.set_viewport_size(LEAST)
    least = page.evaluate(WIDE)
    page.evaluate(SPACED)
    covered["spaced"] = page.evaluate(COVERED)
    return {"covered": covered, "least": least, "spaced": [*page.evaluate(WIDE), *page.evaluate(CUT)]}


@pytest.fixture(scope="module")
def narrow(bases: Mapping[str, str], walked: Callable[..., Walk]) -> Walk:
    """Walk with a phone, and with a window zoomed to twice its size, from disk."""

    def measure(page: Page, name: str) -> dict[str, Any]:
        wide = {}
        for size, window in SIZES_OF_WINDOW.items():
            page.set_viewport_size(window)
            for text in ("30", ""):
                page.evaluate(SET, [text, "light", ""])
                wide[size, text] = page.evaluate(WIDE)
        page.set_viewport_size(PHONE)
        targets = page.locator(TARGETS)
        seen = {"targets": targets.count(), "small": targets.evaluate_all(SMALL)}
        # Both Chinese trees have one layout.
        room = {} if name.startswith("zh-Hans/") else roomy(page)
        return {"wide": wide, **seen, **room}

    return walked(bases["file"], measure, (*PAGES, *VIEWS), viewport=PHONE, has_touch=True)


@pytest.fixture(scope="module")
def coloured(bases: Mapping[str, str], walked: Callable[..., Walk]) -> Walk:
    """Walk with a wide window and all colours; they do not depend on the language."""

    def measure(page: Page, _: str) -> dict[str, Any]:
        found = {}
        for scheme in SCHEMES:
            for contrast, high in CONTRASTS.items():
                page.evaluate(SET, ["", scheme, "high" if high else ""])
                found[scheme, contrast] = page.evaluate(CONTRAST, 7 if high else 4.5)
        return {"contrast": found}

    return walked(bases["file"], measure, COLOURED, viewport=WIDE_SCREEN)


@pytest.fixture(scope="module")
def served(bases: Mapping[str, str], walked: Callable[..., Walk]) -> Walk:
    """Walk over HTTP."""

    def measure(page: Page, _: str) -> dict[str, Any]:
        # The scripts work on after the page has loaded.
        page.wait_for_timeout(60)
        return {}

    return walked(bases["http"], measure, (*PAGES, "404.html"), viewport=WIDE_SCREEN)


@pytest.fixture(scope="module")
def plain(bases: Mapping[str, str], walked: Callable[..., Walk]) -> Walk:
    """Walk without scripts, from disk."""

    def measure(page: Page, name: str) -> dict[str, Any]:
        sizes, notes = {}, {}
        for size, window in {"wide": WIDE_SCREEN, "phone": PHONE}.items():
            page.set_viewport_size(window)
            sizes[size] = page.locator(BODY).evaluate_all(SIZES)
            notes[size] = page.locator(NOTES).evaluate_all(SIZES)
        chinese = page.evaluate(HAN_WITHOUT_LANGUAGE) if name.startswith("en/") else []
        return {"sizes": sizes, "notes": notes, "chinese": chinese}

    return walked(bases["file"], measure, java_script_enabled=False)


@pytest.mark.parametrize("name", ["narrow", "served"])
def test_pages_ask_no_other_host_and_raise_no_error(request: pytest.FixtureRequest, name: str) -> None:
    walk: Walk = request.getfixturevalue(name)
    assert walk.recorder.faults == []
    assert len(walk.facts) > len(LANGUAGES) * 10
    assert all(facts["requests"] for facts in walk.facts.values())


def test_a_page_loads_little(served: Walk, site: Path) -> None:
    sizes = {}
    for name in PAGES:
        files = {site / unquote(url.removeprefix(served.base)) for url in served.facts[name]["requests"]}
        assert len(files) > 5
        assert sum(path.suffix in {".css", ".js"} for path in files) > 10
        sizes[name] = sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in files)
    assert {name: size for name, size in sizes.items() if size > PER_PAGE} == {}


@pytest.mark.parametrize("walk", ["narrow", "served", "plain"])
def test_language_is_told_on_every_page(request: pytest.FixtureRequest, site: Path, walk: str) -> None:
    seen: Walk = request.getfixturevalue(walk)
    base = seen.base
    for tag, folder in LANGUAGES.items():
        for name in NAMES:
            language, *links = seen.language[f"{folder}{name}.html"]
            assert language == tag
            expected = {other: f"{base}{LANGUAGES[other]}{name}.html" for other in LANGUAGES}
            for found in links:
                assert dict(found) == expected, (folder, name)
                assert len(found) == len(expected)
                assert all((site / unquote(href.removeprefix(base))).is_file() for _, href in found)


def test_chinese_in_english_pages_is_marked_as_chinese(plain: Walk) -> None:
    assert {name: found["chinese"] for name, found in plain.facts.items() if found["chinese"]} == {}


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_body_text_is_large_enough(plain: Walk, size: str) -> None:
    small = {}
    for name, found in plain.facts.items():
        sizes = found["sizes"][size]
        assert sizes, name
        small[name] = [one for one in sizes if one[0] < 18 or one[1] < 1.6 - 0.001]
    assert {name: found[:5] for name, found in small.items() if found} == {}


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_notes_are_large_enough(plain: Walk, size: str) -> None:
    notes = {name: found["notes"][size] for name, found in plain.facts.items()}
    assert notes["speech.html"]
    assert notes["coverage.html"]
    small = {
        name: [one for one in found if one[0] < 16 or one[1] < 1.6 - 0.001] for name, found in notes.items()
    }
    assert {name: found[:5] for name, found in small.items() if found} == {}


def test_targets_are_large_enough_for_a_finger(narrow: Walk) -> None:
    assert {name for name, found in narrow.facts.items() if found["targets"] <= 3} == set()
    assert {name: found["small"] for name, found in narrow.facts.items() if found["small"]} == {}


@pytest.mark.parametrize("size", SIZES_OF_WINDOW)
@pytest.mark.parametrize("text", ["", "30"], ids=["normal", "large"])
def test_nothing_is_wider_than_the_window(narrow: Walk, size: str, text: str) -> None:
    wide = {name: found["wide"][size, text] for name, found in narrow.facts.items()}
    assert {name: found for name, found in wide.items() if found} == {}


@pytest.mark.parametrize("width", [*WIDTHS, "spaced"])
def test_no_text_covers_another(narrow: Walk, width: int | str) -> None:
    covered = {name: found["covered"][width] for name, found in narrow.facts.items() if "covered" in found}
    assert len(covered) > len(NAMES)
    assert [name for name, found in covered.items() if found["count"] < 8] == []
    assert {name: found["found"][:5] for name, found in covered.items() if found["found"]} == {}


@pytest.mark.parametrize("spaces", ["least", "spaced"])
def test_nothing_lacks_room_at_320_px(narrow: Walk, spaces: str) -> None:
    found = {name: one[spaces] for name, one in narrow.facts.items() if spaces in one}
    assert len(found) > len(NAMES)
    assert {name: one for name, one in found.items() if one} == {}


@pytest.mark.parametrize("contrast", CONTRASTS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_colours_have_contrast(coloured: Walk, scheme: str, contrast: str) -> None:
    found = {name: one["contrast"][scheme, contrast] for name, one in coloured.facts.items()}
    assert [name for name, one in found.items() if one["count"] <= LEAST_MEASURED] == []
    assert {name: one["found"][:5] for name, one in found.items() if one["found"]} == {}
