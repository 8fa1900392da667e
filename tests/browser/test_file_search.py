"""The search of a unit's single file, opened from disk without anything beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from visits import NewPage

ROOT = Path(__file__).parent.parent.parent
FILE = (ROOT / "dist/rural.html").as_uri()


@pytest.mark.parametrize(
    ("language", "query", "first"),
    [
        (0, "轉組織關係", "o-mobile-formalities"),
        (1, "流动党员", "task-mobile"),
        (2, "laid-off unemployed", "task-laid-off"),
    ],
    ids=["zh-Hant", "zh-Hans", "en"],
)
def test_what_is_looked_for_is_found_and_opened(
    new_page: NewPage, language: int, query: str, first: str
) -> None:
    page = new_page(FILE, viewport={"width": 360, "height": 740})
    page.locator(".languages label").nth(language).click()
    page.keyboard.press("/")
    page.keyboard.type(query)
    found = page.locator("#find li")
    assert found.count() >= 1
    hrefs = found.locator("a").evaluate_all("all => all.map(one => one.hash.slice(1))")
    assert first in hrefs[:2]
    assert str(found.count()) in page.locator("#find [role=status]").inner_text()
    # In the language that is shown, once.
    tag = page.locator(".languages label").nth(language).get_attribute("lang")
    shown = found.first.locator("a [lang]:visible").evaluate_all("all => all.map(one => one.lang)")
    assert shown == [tag]
    assert found.first.locator("mark").is_visible()
    page.keyboard.press("Enter")
    assert page.url.endswith(f"#{hrefs[0]}")
    assert page.locator("#find").is_hidden()
    assert page.locator(f"#{hrefs[0]}").is_visible()


def test_what_stands_nowhere_is_told_and_escape_leads_back(new_page: NewPage) -> None:
    page = new_page(FILE)
    page.get_by_role("button", name="搜尋").click()
    page.keyboard.type("zzzz")
    assert page.locator("#find li").count() == 0
    assert "zzzz" in page.locator("#find [role=status]").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#find").is_hidden()
    assert page.evaluate("document.activeElement.matches('[data-find]')")


def test_without_scripts_no_search_is_offered(new_page: NewPage) -> None:
    page = new_page(FILE, java_script_enabled=False)
    assert page.locator("[data-find]").is_hidden()
    assert page.locator("#find").is_hidden()
