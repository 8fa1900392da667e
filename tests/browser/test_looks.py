"""The components look as they were left: a property that changed is told, with its component and mode."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tools.looks import DRAWN, PAGE, differences, full, kept, looks, short
from visits import NewPage


@pytest.fixture
def parts(bases: Mapping[str, str], new_page: NewPage) -> Page:
    page = new_page(bases["file"] + PAGE)
    page.wait_for_selector(DRAWN)
    return page


def test_the_components_look_as_they_were_left(parts: Page) -> None:
    found = looks(parts)
    assert len(found) > 100
    assert full(short(found)) == found
    assert [*differences(kept(), found)] == [], "meant so? run: make looks"


def test_a_changed_token_is_told_with_component_and_mode(parts: Page, site: Path) -> None:
    sheet = (site / "assets" / "site.css").read_text(encoding="utf-8")
    accent = re.search(r"(--\w+):#9b1c1f", sheet)
    assert accent
    parts.add_style_tag(content=f":root:root:root:root {{ {accent[1]}: #123456 }}")
    told = [*differences(kept(), looks(parts))]
    assert any(re.match(r"[\w-]+.*, light 1366: .*color was .*, is rgb\(18, 52, 86\)$", one) for one in told)


def test_a_component_that_goes_or_comes_is_told() -> None:
    one = {"light 1366": {"color": "rgb(0, 0, 0)"}}
    assert [*differences({"a": one, "b": one}, {"b": one, "c": one})] == ["a: is gone", "c: is new"]
