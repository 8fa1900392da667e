"""Firefox for tests: it starts, opens the site from disk and over HTTP, and forgets between tests."""

from __future__ import annotations

import pytest
from foxes import Marionette

NEVER_HERE = "return localStorage.getItem('mark')"
REMEMBER = "localStorage.setItem('mark', 'here'); return localStorage.getItem('mark')"


@pytest.mark.parametrize("time", ["first", "second"])
def test_nothing_stored_outlives_a_test(base: str, firefox: Marionette, time: str) -> None:
    firefox.navigate(f"{base}index.html")
    assert "Firefox" in firefox.execute_script("return navigator.userAgent")
    assert firefox.execute_script(NEVER_HERE) is None, time
    assert firefox.execute_script(REMEMBER) == "here"
    firefox.navigate(f"{base}index.html")
    assert firefox.execute_script(NEVER_HERE) == "here"


@pytest.mark.parametrize("time", ["first", "second"])
def test_no_tab_outlives_a_test(firefox: Marionette, time: str) -> None:
    assert len(firefox.window_handles) == 1, time
    firefox.open(type="tab", focus=True)
    assert len(firefox.window_handles) == 2
