"""The page of components shows a row in every state that it can have, and is the same for whoever looks."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from visits import LANGUAGES, NewPage

ROWS = """() => Array.from(document.querySelectorAll('.tasks > [data-marks]'),
  one => [one.dataset.state, one.dataset.marks])"""
STATES = {"todo", "doing", "done", "not-applicable"}
MARKS = {"late", "accepted", "sent-back", "again"}
CLOCK = re.compile(r"\d\d:\d\d")


@pytest.mark.parametrize("folder", LANGUAGES.values(), ids=LANGUAGES)
def test_a_row_stands_in_every_state(bases: Mapping[str, str], new_page: NewPage, folder: str) -> None:
    page = new_page(f"{bases['file']}{folder}about/parts.html")
    page.wait_for_selector(".tasks > [data-marks]")
    rows = page.evaluate(ROWS)
    assert {state for state, _ in rows} == STATES
    assert {mark for _, marks in rows for mark in marks.split()} == MARKS
    assert any(not marks for state, marks in rows if state == "todo")


@pytest.mark.parametrize("folder", LANGUAGES.values(), ids=LANGUAGES)
def test_the_page_tells_no_time_and_stays_the_same(
    bases: Mapping[str, str], new_page: NewPage, folder: str
) -> None:
    page = new_page(f"{bases['file']}{folder}about/parts.html")
    page.wait_for_selector(".tasks > [data-marks]")
    words = page.locator("main").inner_text()
    assert CLOCK.findall(words) == []
    page.reload()
    page.wait_for_selector(".tasks > [data-marks]")
    assert page.locator("main").inner_text() == words


def test_the_sample_is_nobody_s_list(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}about/parts.html")
    page.wait_for_selector(".tasks > [data-marks]")
    page.goto(f"{bases['file']}index.html")
    assert page.locator("[data-mine]").is_hidden()
    page.goto(f"{bases['file']}units/rural.html")
    page.wait_for_selector(".tasks > [data-marks]")
    assert {state for state, _ in page.evaluate(ROWS)} == {"todo"}
