"""The mark of a stale translation beside the original is shown with the translation, and only then."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from visits import NewPage

MARK = """document.querySelector('.segment__other').insertAdjacentHTML(
  'afterend', '<p class="stale stale--other" hidden>!</p>')"""
WIDTHS = (360, 1366)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_mark_comes_and_goes_with_the_translation(
    bases: Mapping[str, str], new_page: NewPage, width: int
) -> None:
    page = new_page(f"{bases['file']}speech.html", viewport={"width": width, "height": 800})
    page.evaluate(MARK)
    mark, other = page.locator(".stale"), page.locator(".segment__other").first
    assert not mark.is_visible()
    page.locator("label[for=parallel]").click()
    assert mark.is_visible()
    # Below the text it speaks of, in the same column.
    above, below = other.bounding_box(), mark.bounding_box()
    assert above
    assert below
    assert below["y"] >= above["y"] + above["height"]
    assert abs(below["x"] - above["x"]) < 1
    page.locator("label[for=parallel]").click()
    assert not mark.is_visible()
