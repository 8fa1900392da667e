"""What tests of worked lists share: where the lists are, what is in a store, and typing until the end."""

from __future__ import annotations

from playwright.sync_api import Locator, Page
from visits import ROOT

FILE = (ROOT / "dist/rural.html").as_uri()
"""The single file of one kind of unit."""
NOTE = '<img src=x onerror="window.hit = 1"> =1+1 \u202eabc'
STORE = "Object.keys(localStorage).filter(key => key.startsWith('guidance.progress.'))"
"""The keys of the units in a browser's store."""
WORDS = [f"{number:03} " for number in range(200)]
"""What is typed, so that what is there again says how far one came."""


def opened(page: Page, at: int) -> Locator:
    """Return a row, open, with its form: the browser tells the page that a fold is open only after it is."""
    row = page.locator(".row").nth(at)
    if not row.locator(".task").evaluate("one => one.open"):
        row.locator(".task > summary").click()
    row.locator(".states").wait_for()
    return row


def told_of(text: str, typed: list[float], died: float) -> float:
    """Return how many seconds of typing are lost.

    Args:
        text: what is there again.
        typed: when each of ``WORDS`` was typed.
        died: when the browser was killed.
    """
    kept = "".join(WORDS)[: len(text)]
    if text != kept:
        raise ValueError(f"«{text}» was never typed")
    whole = len(text) // len(WORDS[0])
    return died - typed[whole] if whole < len(typed) else 0.0
