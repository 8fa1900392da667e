"""The speech page: three views and parallel reading show exactly the edition, with scripts and without."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page
from visits import LANGUAGES, NewPage

VIEWS = ("reading", "source", "marked")

# The text of each part of each segment as a reader sees it: nothing hidden, nothing clipped away.
SHOWN = """() => {
  const clipped = node => getComputedStyle(node).clipPath === 'inset(50%)'
  const seen = (node, skip = 'none') => {
    let text = ''
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    while (walker.nextNode()) {
      if (walker.currentNode.parentElement.closest(skip)) continue
      range.selectNodeContents(walker.currentNode)
      // A blank at the end of a line has no box of its own.
      const blank = !walker.currentNode.textContent.trim()
      const boxed = blank ? walker.currentNode.parentElement : range
      if (boxed.getClientRects().length) text += walker.currentNode.textContent
    }
    return text
  }
  const all = {}
  document.querySelectorAll('[data-segment]').forEach(segment => {
    const parts = {}
    for (const part of ['text', 'source', 'other']) {
      const node = segment.querySelector('.segment__' + part)
      if (clipped(node) || !node.getClientRects().length) continue
      parts[part] = {
        lang: node.closest('[lang]').lang,
        all: seen(node, '.em--doubt'),
        kept: seen(node, '.em--doubt, .em--certain del, .em--conjecture ins'),
        garbled: Array.from(node.querySelectorAll('.em--garbled')).map(em => [em.dataset.note, seen(em)]),
        changes: Array.from(node.querySelectorAll('.em[data-note]:not(.em--doubt)')).map(
          em => [em.dataset.note, seen(em.querySelector('del')), seen(em.querySelector('ins'))])
      }
    }
    all[segment.dataset.segment] = parts
  })
  return all
}"""


Parts = dict[str, tuple[str, str]]


def expected(segment: Mapping[str, Any], tag: str, view: str, *, parallel: bool) -> Parts:
    """Return the language and text of each part of a segment that a view shows."""
    reading = segment["reading"]
    parts: Parts = {}
    if tag == "en":
        parts["text"] = ("en", reading["en"])
        if view == "source":
            parts["source"] = ("zh-Hant", segment["verbatim"])
        elif view == "marked" or parallel:
            parts["other"] = ("zh-Hant", reading["zh-Hant"])
    else:
        if view == "source":
            parts["source"] = ("zh-Hant", segment["verbatim"])
        else:
            parts["text"] = (tag, reading[tag])
        if parallel:
            parts["other"] = ("en", reading["en"])
    return parts


def garbled(
    segment: Mapping[str, Any], tag: str, name: str, part: Mapping[str, Any]
) -> list[tuple[str, str]]:
    """Return the surely wrong words of a part as they are shown, each with what the source has."""
    wrong = {
        one["id"]: one
        for one in segment["emendations"]
        if one["kind"] == "misread" and one["confidence"] == "conjecture"
    }
    shown = dict(part["garbled"])
    assert set(shown) == (set(wrong) if name != "source" and part["lang"] != "en" else set())
    if tag != "zh-Hans":
        assert all(shown[id_] == f"{wrong[id_]['source']}〔{wrong[id_]['reading']}？〕" for id_ in shown)
    return [(words, wrong[id_]["source"]) for id_, words in shown.items()]


def state(page: Page) -> tuple[str, bool]:
    """Return the view and whether the other language is shown."""
    view = page.locator("input[name=view]:checked").get_attribute("value") or ""
    return view, page.locator("#parallel").is_checked()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("tag", LANGUAGES)
def test_each_view_shows_the_edition(
    bases: Mapping[str, str], new_page: NewPage, edition: dict[str, Any], tag: str, *, scripts: bool
) -> None:
    page = new_page(f"{bases['file']}{LANGUAGES[tag]}speech.html", java_script_enabled=scripts)
    assert state(page) == ("reading", False)
    for parallel in (False, True):
        if parallel:
            page.locator("label[for=parallel]").click()
        for view in VIEWS:
            page.locator(f"label[for=view-{view}]").click()
            assert state(page) == (view, parallel)
            shown = page.evaluate(SHOWN)
            assert list(shown) == [one["id"] for one in edition["segments"]]
            for segment in edition["segments"]:
                found = shown[segment["id"]]
                parts = {name: (part["lang"], part["kept"]) for name, part in found.items()}
                where = (segment["id"], view, parallel)
                assert parts == expected(segment, tag, view, parallel=parallel), where
                for name, part in found.items():
                    if view == "marked":
                        continue
                    # Only what is surely wrong shows more than the text: its probable reading, in brackets.
                    extra = sum(
                        len(words) - len(source) for words, source in garbled(segment, tag, name, part)
                    )
                    assert len(part["all"]) == len(part["kept"]) + extra, where


@pytest.mark.parametrize("tag", LANGUAGES)
def test_changes_are_shown_where_they_are_marked(
    bases: Mapping[str, str], new_page: NewPage, edition: dict[str, Any], tag: str
) -> None:
    page = new_page(f"{bases['file']}{LANGUAGES[tag]}speech.html", java_script_enabled=False)
    page.locator("label[for=view-marked]").click()
    shown = page.evaluate(SHOWN)
    count = 0
    for segment in edition["segments"]:
        found = shown[segment["id"]]["other" if tag == "en" else "text"]["changes"]
        assert sorted(one[0] for one in found) == sorted(one["id"] for one in segment["emendations"])
        by_id = {name: (old, new) for name, old, new in found}
        for one in segment["emendations"]:
            old, new = by_id[one["id"]]
            count += 1
            if one["confidence"] == "certain":
                assert old == one["source"]
            reading = one["reading"] if one["confidence"] == "certain" else f"〔{one['reading']}？〕"
            if tag != "zh-Hans":
                assert new == reading
            assert bool(new) == bool(one["reading"])
    assert count == sum(len(one["emendations"]) for one in edition["segments"])


def test_a_changed_text_is_found(
    bases: Mapping[str, str], new_page: NewPage, edition: dict[str, Any]
) -> None:
    page = new_page(f"{bases['file']}speech.html")
    page.evaluate("document.querySelector('#p0-1 .em--conjecture ins').removeAttribute('hidden')")
    segment = edition["segments"][1]
    part = page.evaluate(SHOWN)[segment["id"]]["text"]
    assert part["all"] != part["kept"]
    page.evaluate("document.querySelector('#p0-1 .segment__text').append('。')")
    assert page.evaluate(SHOWN)[segment["id"]]["text"]["kept"] != segment["reading"]["zh-Hant"]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_views_change_by_keyboard(bases: Mapping[str, str], new_page: NewPage, *, scripts: bool) -> None:
    page = new_page(f"{bases['file']}speech.html", java_script_enabled=scripts)
    page.locator("#view-reading").focus()
    for view in ("source", "marked", "reading"):
        page.keyboard.press("ArrowDown")
        assert state(page) == (view, False)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert state(page) == ("reading", True)
    assert (
        page.locator("label[for=parallel]").evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    )


def test_the_choice_is_in_the_address_and_comes_back(
    base: str, new_page: NewPage, new_context: Callable[..., BrowserContext]
) -> None:
    context = new_context()
    page = context.new_page()
    page.goto(f"{base}speech.html#p3-2")
    page.locator("label[for=view-source]").click()
    page.locator("label[for=parallel]").click()
    assert state(page) == ("source", True)
    address = page.url
    assert "view=source" in address
    assert "parallel=1" in address
    assert "#p3-2" in address
    page.reload()
    assert state(page) == ("source", True)
    assert page.url == address
    elsewhere = new_page(address)
    assert state(elsewhere) == ("source", True)
    assert in_sight(elsewhere, "p3-2")
    later = context.new_page()
    later.goto(f"{base}speech.html")
    assert state(later) == ("source", True)
    assert "view=source" in later.url
    other = context.new_page()
    other.goto(f"{base}speech.html?view=reading")
    assert state(other) == ("reading", False)


def test_a_link_with_the_view_behind_the_hash_is_understood(base: str, new_page: NewPage) -> None:
    page = new_page(f"{base}speech.html#p5-2;view=marked;parallel=1")
    assert state(page) == ("marked", True)
    assert in_sight(page, "p5-2")


def test_a_reader_who_was_never_here_sees_the_reading_text(base: str, new_page: NewPage) -> None:
    assert state(new_page(f"{base}speech.html?view=nonsense")) == ("reading", False)


def in_sight(page: Page, id_: str) -> bool:
    """Return whether the beginning of a segment is in the window."""
    page.wait_for_timeout(150)
    box = page.locator(f"[data-segment='{id_}']").bounding_box()
    size = page.viewport_size
    return bool(box and size and -5 <= box["y"] < size["height"] * 0.7)


@pytest.mark.parametrize("place", ["#p3-2", "?view=source#p3-2", "?view=marked&parallel=1#p4-3-2"])
@pytest.mark.parametrize("tag", ["en", "zh-Hans"])
def test_the_language_switch_keeps_paragraph_and_view(
    base: str, new_page: NewPage, tag: str, place: str
) -> None:
    page = new_page(f"{base}speech.html{place}")
    before = state(page)
    switch(page, tag)
    assert page.url == f"{base}{LANGUAGES[tag]}speech.html{place}"
    assert state(page) == before
    assert in_sight(page, place.partition("#")[2])


def test_the_language_switch_keeps_the_paragraph_scrolled_to(base: str, new_page: NewPage) -> None:
    page = new_page(f"{base}en/speech.html")
    page.locator("[id='p4-7']").evaluate("one => one.scrollIntoView()")
    switch(page, "zh-Hant")
    assert page.url == f"{base}speech.html#p4-7"
    assert in_sight(page, "p4-7")


def test_the_language_switch_keeps_a_term(base: str, new_page: NewPage) -> None:
    page = new_page(f"{base}glossary.html#t-pilot")
    switch(page, "en")
    assert page.url == f"{base}en/glossary.html#t-pilot"


def switch(page: Page, tag: str) -> None:
    """Choose a language as a reader with a mouse does."""
    page.locator(".languages > summary").click()
    page.locator(f"a.language-link[hreflang={tag}]").click()
    page.wait_for_function("tag => document.documentElement.lang === tag", arg=tag)
    page.wait_for_load_state()
