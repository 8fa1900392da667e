"""Sizes, room, colours and print: what readers with old eyes, thick fingers or paper need."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from facts import CONTRAST, COVERED, CUT, PHONE, SMALL, SPACED, TARGETS, WIDE, WIDTHS
from playwright.sync_api import BrowserContext, Page
from visits import LANGUAGES, ROOT, NewPage, settings


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


def test_a_wide_page_is_found(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}index.html", viewport=PHONE)
    page.evaluate("document.querySelector('.content p').style.width = '500px'")
    assert page.evaluate(WIDE)


def test_a_text_on_another_is_found_and_one_beside_it_is_not(
    bases: Mapping[str, str], new_page: NewPage
) -> None:
    page = new_page(f"{bases['file']}speech.html", viewport={"width": WIDTHS[-1], "height": 768})
    before = page.evaluate(COVERED)
    assert before["count"] > 100
    assert before["found"] == []
    page.add_style_tag(content="#p1-1 { height: 0 }")
    found = page.evaluate(COVERED)["found"]
    text = page.locator("#p1-1 .segment__text").inner_text()
    assert any(one in text for pair in found for one in pair)


@pytest.mark.parametrize("language", [*LANGUAGES, "all"])
def test_no_text_covers_another_in_a_single_file(new_page: NewPage, language: str) -> None:
    page = new_page((ROOT / "dist" / "rural.html").as_uri())
    page.locator(f"label[for='show-{language}']").click()
    covered = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 768})
        covered[width] = page.evaluate(COVERED)
    assert all(one["count"] > 100 for one in covered.values())
    assert {width: one["found"][:5] for width, one in covered.items() if one["found"]} == {}


def test_a_box_without_room_for_wider_spaces_is_found(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}index.html", viewport=PHONE)
    page.evaluate(
        "() => { const p = document.querySelector('.content p');"
        "p.style.cssText = `overflow: hidden; height: ${p.clientHeight}px` }"
    )
    assert page.evaluate(CUT) == []
    page.evaluate(SPACED)
    assert page.evaluate(CUT)


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
