"""What editors write in Markdown, as readers meet it: without scripts, by keyboard, on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from visits import NewPage

SHOWN = "all => all.map(one => one.checkVisibility() && one.getBoundingClientRect().height > 0)"


@pytest.fixture
def guide(bases: dict[str, str], new_page: NewPage) -> Page:
    """Return the guide in a browser that runs no scripts."""
    return new_page(bases["file"] + "guide.html", java_script_enabled=False)


def test_a_choice_shows_one_of_its_blocks(guide: Page) -> None:
    choice = guide.locator(".tabbed-set").last
    blocks, labels = choice.locator("> .tabbed-content"), choice.locator("> label")
    count = labels.count()
    assert count > 2
    for chosen in (1, count - 1, 0):
        labels.nth(chosen).click()
        assert blocks.evaluate_all(SHOWN) == [one == chosen for one in range(count)]
    choice.locator("> input").first.focus()
    guide.keyboard.press("ArrowRight")
    assert blocks.evaluate_all(SHOWN) == [one == 1 for one in range(count)]
    assert labels.nth(1).evaluate("one => getComputedStyle(one).outlineStyle") == "solid"


def test_a_fold_opens_and_paper_shows_everything(guide: Page) -> None:
    folds = guide.locator(".content > details:not([class])")
    inner = guide.locator(".content > details:not([class]) > p, .tabbed-content > :first-child")
    assert folds.count() > 3
    assert not folds.first.locator("p").is_visible()
    folds.first.locator("summary").click()
    assert folds.first.locator("p").is_visible()
    shown = inner.evaluate_all(SHOWN)
    assert True in shown
    assert False in shown
    guide.emulate_media(media="print")
    assert {*inner.evaluate_all(SHOWN)} == {True}
    assert {*guide.locator(".tabbed-set > label").evaluate_all(SHOWN)} == {True}


def test_boxes_to_go_through_are_no_controls(guide: Page) -> None:
    item = guide.locator(".task-list-item").first
    assert item.locator("input").evaluate("one => getComputedStyle(one).display") == "none"
    assert item.evaluate("one => getComputedStyle(one, '::before').content") == '"☐"'
