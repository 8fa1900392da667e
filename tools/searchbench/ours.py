"""Measures our search in a browser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page

SLOWER = 6
"""How many times slower the processor is made when the first opening is measured."""
FIRST_SCREEN = 8

_READY = "dialog.search[open]:not([aria-busy])"
_KEYSTROKE = """(text) => {
  const field = document.querySelector('dialog.search [role=combobox]')
  const from = performance.now()
  field.value = text
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  document.querySelector('dialog.search [role=listbox]').getBoundingClientRect()
  return performance.now() - from
}"""
_LONG_TASKS = """() => {
  window.longTasks = []
  new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((one) => one.duration)))
    .observe({ type: 'longtask' })
}"""
_ASK = """(query) => {
  const field = document.querySelector('dialog.search [role=combobox]')
  const from = performance.now()
  field.value = query
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  const time = performance.now() - from
  return [[...document.querySelectorAll('dialog.search [role=option]')].map((one) => {
    const url = new URL(one.href)
    return url.pathname.split('/site/')[1] + url.hash
  }), time]
}"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Opening:
    """What the first opening costs, in milliseconds of a slowed processor."""

    blocked: float
    """All tasks of 50 ms or more together."""
    longest: float
    until_shown: float


def opened(browser: Browser, address: str) -> Page:
    """Return a page on which the search has been opened."""
    page = browser.new_page()
    page.set_default_timeout(300_000)
    page.goto(address)
    page.keyboard.press("/")
    page.wait_for_selector(_READY)
    return page


def keystrokes(browser: Browser, address: str, queries: Sequence[str]) -> tuple[list[float], list[float]]:
    """Return what each keystroke takes until its results are laid out, in milliseconds.

    Args:
        browser: where it runs.
        address: a page of the site.
        queries: they are typed letter by letter.

    Returns:
        By the clock, and of the processor alone; on a busy machine the two are far apart.
    """
    page = opened(browser, address)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def used() -> float:
        metrics: Any = session.send("Performance.getMetrics")["metrics"]
        return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration")) * 1000

    by_clock, by_processor = [], []
    for query in queries:
        for size in range(1, len(query) + 1):
            before = used()
            by_clock.append(float(page.evaluate(_KEYSTROKE, query[:size])))
            by_processor.append(used() - before)
    page.close()
    return by_clock, by_processor


def opening(browser: Browser, address: str) -> Opening:
    """Return what the first opening of the search costs on a slow computer."""
    page = browser.new_page()
    page.goto(address, wait_until="networkidle")
    page.evaluate(_LONG_TASKS)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    start = page.evaluate("performance.now()")
    page.evaluate("document.querySelector('.search-open').click()")
    page.wait_for_selector("dialog.search[open]")
    shown = page.evaluate("performance.now()")
    page.wait_for_selector(_READY)
    page.wait_for_timeout(500)
    tasks: list[float] = page.evaluate("window.longTasks")
    page.close()
    return Opening(blocked=sum(tasks), longest=max(tasks, default=0), until_shown=shown - start)


def answers(browser: Browser, address: str, queries: Sequence[str]) -> list[tuple[list[str], float]]:
    """Return for each query where its shown hits lead, below ``site/``, and the time it took."""
    page = opened(browser, address)
    found: list[Any] = [page.evaluate(_ASK, query) for query in queries]
    page.close()
    return [(places, time) for places, time in found]
