"""What scripts add: notes, the menu of a paragraph's handle, filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from visits import LANGUAGES, NewPage

POPOVER = ".note-popover"


def conjecture(edition: Mapping[str, Any]) -> dict[str, Any]:
    """Return the first emendation that is a conjecture."""
    every = (one for segment in edition["segments"] for one in segment["emendations"])
    return next(one for one in every if one["confidence"] == "conjecture")


@pytest.mark.parametrize("way", ["click", "Enter", "Space", "hover", "tap"])
@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_conjecture_opens_its_note(
    bases: Mapping[str, str], new_page: NewPage, edition: dict[str, Any], tag: str, way: str
) -> None:
    page = new_page(f"{bases['file']}{LANGUAGES[tag]}speech.html", has_touch=way == "tap")
    address = page.url
    one = conjecture(edition)
    mark = page.locator(f".segment__text .em[data-note={one['id']}]").first
    expect(page.locator(POPOVER)).to_have_count(0)
    if way in {"Enter", "Space"}:
        mark.focus()
        page.keyboard.press(way)
    else:
        getattr(mark, way)()
    note = page.locator(POPOVER)
    expect(note).to_be_visible()
    expect(note).to_contain_text(one["reason"][tag])
    assert page.url == address
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)
    if way != "hover":
        assert mark.evaluate("one => one === document.activeElement")


def test_without_scripts_a_conjecture_leads_to_the_apparatus(
    bases: Mapping[str, str], new_page: NewPage, edition: dict[str, Any]
) -> None:
    page = new_page(f"{bases['file']}speech.html", java_script_enabled=False)
    one = conjecture(edition)
    page.locator(f".segment__text .em[data-note={one['id']}]").click()
    assert page.url == f"{bases['file']}apparatus.html#{one['id']}"


def test_a_term_opens_its_meaning(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}speech.html")
    page.locator(".segment__text a.term").first.click()
    expect(page.locator(POPOVER)).to_be_visible()
    expect(page.locator(f"{POPOVER} a.note-popover__more")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(POPOVER)).to_have_count(0)


# --- the handle


def open_menu(page: Page, id_: str) -> Locator:
    """Open the menu of a paragraph's handle and return its items."""
    page.locator(f".segment__handle a[href='#{id_}']").click()
    items = page.locator(".handle-menu button")
    expect(items).to_have_count(4)
    return items


def assert_citation(text: str, segment: Mapping[str, Any], edition: Mapping[str, Any], tag: str) -> None:
    """Check what every citation holds besides the text."""
    lines = text.split("\n")
    assert lines[0].startswith(f"[{segment['id']}] ")
    source = next(line for line in lines if line.startswith("— "))
    assert edition["date"] in source
    assert edition["source"]["sha256"] in source
    assert segment["id"] in source
    for one in segment["emendations"]:
        assert one["reason"][tag] in text or one["id"] in text, one["id"]
    assert lines[-1].endswith(f"#{segment['id']}")


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_handle_copies_link_and_citations(
    base: str, new_context: Callable[..., BrowserContext], edition: dict[str, Any], tag: str
) -> None:
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{base}{LANGUAGES[tag]}speech.html")
    segment = next(one for one in edition["segments"] if len(one["emendations"]) > 1)
    chinese = segment["reading"]["zh-Hans" if tag == "zh-Hans" else "zh-Hant"]
    english = segment["reading"]["en"]
    texts = []
    for at in range(4):
        page.evaluate("navigator.clipboard.writeText('')")
        open_menu(page, segment["id"]).nth(at).click()
        expect(page.locator(".toast")).not_to_be_empty()
        texts.append(page.evaluate("navigator.clipboard.readText()"))
        page.wait_for_timeout(20)
    link, zh, en, both = texts
    assert link.startswith(f"{base}{LANGUAGES[tag]}speech.html")
    assert link.endswith(f"#{segment['id']}")
    for text in (zh, en, both):
        assert_citation(text, segment, edition, tag)
    assert (chinese in zh, english in zh) == (True, False)
    assert (chinese in en, english in en) == (False, True)
    assert (chinese in both, english in both) == (True, True)


def test_a_copied_link_shows_what_the_sender_saw(
    base: str, new_context: Callable[..., BrowserContext], new_page: NewPage
) -> None:
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{base}speech.html")
    page.locator("label[for=view-marked]").click()
    open_menu(page, "p2-1").first.click()
    expect(page.locator(".toast")).not_to_be_empty()
    other = new_page(page.evaluate("navigator.clipboard.readText()"))
    assert other.locator("input[name=view]:checked").get_attribute("value") == "marked"
    assert other.url.endswith("#p2-1")


NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"
NO_COPYING = f"{NO_CLIPBOARD}; Document.prototype.execCommand = () => false"


def test_without_a_clipboard_the_old_command_copies(
    bases: Mapping[str, str], new_context: Callable[..., BrowserContext]
) -> None:
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{bases['file']}speech.html")
    page.evaluate("window.paste = navigator.clipboard.readText.bind(navigator.clipboard)")
    page.evaluate(NO_CLIPBOARD)
    open_menu(page, "p1-1").first.click()
    expect(page.locator(".toast")).not_to_be_empty()
    assert page.evaluate("window.paste()").endswith("#p1-1")


def test_where_nothing_copies_the_text_is_selected(
    bases: Mapping[str, str], new_page: NewPage, edition: dict[str, Any]
) -> None:
    page = new_page(f"{bases['file']}speech.html")
    page.evaluate(NO_COPYING)
    open_menu(page, "p1-1").nth(1).click()
    area = page.locator("dialog[open] textarea")
    expect(area).to_be_visible()
    selected = area.evaluate("one => one.value.slice(one.selectionStart, one.selectionEnd)")
    segment = next(one for one in edition["segments"] if one["id"] == "p1-1")
    assert_citation(selected, segment, edition, "zh-Hant")
    assert segment["reading"]["zh-Hant"] in selected
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)


def test_the_menu_works_by_keyboard(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}speech.html")
    handle = page.locator(".segment__handle a[href='#p1-1']")
    handle.focus()
    page.keyboard.press("Enter")
    items = page.locator(".handle-menu button")
    focused = "one => one === document.activeElement"
    assert items.nth(0).evaluate(focused)
    page.keyboard.press("ArrowDown")
    assert items.nth(1).evaluate(focused)
    page.keyboard.press("Escape")
    expect(items).to_have_count(0)
    assert handle.evaluate(focused)


def test_without_scripts_the_handle_is_a_link(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}speech.html", java_script_enabled=False)
    page.locator(".segment__handle a[href='#p1-1']").click()
    assert page.url == f"{bases['file']}speech.html#p1-1"


# --- filters

ALL = {"zh-Hant": "全部", "zh-Hans": "全部", "en": "All"}


def emendations(edition: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return every emendation of the edition."""
    return [one for segment in edition["segments"] for one in segment["emendations"]]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_apparatus_is_filtered(
    bases: Mapping[str, str], new_page: NewPage, edition: dict[str, Any], tag: str
) -> None:
    page = new_page(f"{bases['file']}{LANGUAGES[tag]}apparatus.html")
    every = emendations(edition)
    rows = page.locator("table.apparatus tbody tr:visible")
    count = page.locator(".filter-bar__count")
    expect(rows).to_have_count(len(every))
    labels = page.locator(".filter-bar label").all_inner_texts()
    assert [one.strip() for one in labels].count(f"{ALL[tag]} ({len(every)})") == 2
    for kind, times in Counter(one["kind"] for one in every).items():
        page.locator(f".filter-bar input[value={kind}]").check()
        expect(rows).to_have_count(times)
        assert str(times) in count.inner_text()
        assert str(len(every)) in count.inner_text()
    page.locator(".filter-bar input[value=lost]").check()
    page.locator(".filter-bar input[value=conjecture]").check()
    both = [one for one in every if (one["kind"], one["confidence"]) == ("lost", "conjecture")]
    expect(rows).to_have_count(len(both))
    for first in page.locator(".filter-bar input[value='']").all():
        first.check()
    expect(rows).to_have_count(len(every))


def test_the_apparatus_counts_right(
    bases: Mapping[str, str], new_page: NewPage, edition: dict[str, Any]
) -> None:
    page = new_page(f"{bases['file']}apparatus.html", java_script_enabled=False)
    every = emendations(edition)
    assert page.locator("table.apparatus tbody tr:visible").count() == len(every)
    assert page.locator(".filter-bar").count() == 0
    total = page.locator("table.counts .total td").all_inner_texts()
    by_confidence = Counter(one["confidence"] for one in every)
    assert [int(one) for one in total] == [
        by_confidence["certain"],
        by_confidence["conjecture"],
        len(every),
    ]
    sums = [
        int(one) for one in page.locator("table.counts tbody tr:not(.total) td:last-child").all_inner_texts()
    ]
    assert sorted(one for one in sums if one) == sorted(Counter(one["kind"] for one in every).values())


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_glossary_is_filtered(bases: Mapping[str, str], new_page: NewPage, tag: str) -> None:
    page = new_page(f"{bases['file']}{LANGUAGES[tag]}glossary.html")
    entries = page.locator(".glossary__entry:visible")
    total = entries.count()
    of_kind = page.locator(".glossary__entry[data-kind=unit]").count()
    assert 0 < of_kind < total
    assert f"{ALL[tag]} ({total})" in [
        one.strip() for one in page.locator(".filter-bar label").all_inner_texts()
    ]
    page.locator(".filter-bar input[value=unit]").check()
    expect(entries).to_have_count(of_kind)
    expect(page.locator("h2:visible")).to_have_count(1)
    # A link to what is filtered away shows it.
    page.evaluate("location.hash = document.querySelector('.glossary__entry[hidden]').id")
    expect(entries).to_have_count(total)


def test_without_scripts_the_whole_glossary_is_shown(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}glossary.html", java_script_enabled=False)
    entries = page.locator(".glossary__entry")
    assert entries.count() > 20
    assert entries.count() == page.locator(".glossary__entry:visible").count()
