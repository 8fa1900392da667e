"""Walks three ways through the lists as new users would, and takes the README's pictures of them.

usage: python -m tools.journeys

A secretary has a phone and one file; a clerk has a PC and the site; a guidance group has ten units' files.
Each step waits for what a reader would see, and fails where it does not come.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from tools.browser import FLAGS, recorded

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "assets" / "pictures"
FILE = ROOT / "dist" / "rural.html"
LIST = ROOT / "site" / "units" / "rural.html"
REPORT = ROOT / "site" / "rollup.html"
FIRST = datetime(2026, 12, 1, 9, tzinfo=UTC)
"""An invented first day: pictures do not depend on the day on which they are taken."""
NAMES = "甲乙丙丁戊己庚辛壬癸"


def main() -> None:
    """Walk all ways, and say what came of each."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        browser = playwright.chromium.launch(executable_path=recorded("chromium"), args=FLAGS)
        for walk in (secretary, clerk, group):
            sys.stdout.write(f"{walk.__name__}: {walk(browser, Path(name))}\n")
        browser.close()


def secretary(browser: Browser, folder: Path) -> str:
    """Tick, note and save on a phone; close, open again; hand over."""
    context = _context(browser, 360, 740, FIRST)
    page = _opened(context, FILE)
    page.locator(".row__tick").nth(0).click()
    row = _row(page, 1)
    row.locator(".states .choice-of").nth(1).click()
    row.locator(".point__tick").nth(0).click()
    row.locator(".field--who input").fill("王")
    row.locator(".field--note textarea").fill("名單星期五前交齊")
    row.locator(".field--note textarea").blur()
    page.close()
    page = _opened(context, FILE)
    expect(page.locator(".row__tick input").nth(0)).to_be_checked()
    row = _row(page, 1)
    expect(row.locator(".field--note textarea")).to_have_value("名單星期五前交齊")
    page.evaluate("window.scrollBy(0, document.querySelector('.work').getBoundingClientRect().top - 60)")
    _take(page, "journey-phone")
    saved = _saved(page, lambda: page.locator(".work__where button").click(), folder / "secretary.json")
    _tool(page, "out")
    copy = _saved(page, lambda: page.locator(".ways .button").nth(1).click(), folder / "secretary.html")
    other = _opened(_context(browser, 360, 740, FIRST), copy)
    expect(other.locator(".row__tick input").nth(0)).to_be_checked()
    expect(_row(other, 1).locator(".field--note textarea")).to_have_value("名單星期五前交齊")
    return f"handed over {saved.stat().st_size} bytes as a file, {copy.stat().st_size} as a page"


def clerk(browser: Browser, folder: Path) -> str:
    """Work for a fortnight on a PC; print the sheet to be signed; save the dates."""
    context = _context(browser, 1200, 760, FIRST)
    page = _opened(context, LIST)
    page.locator(".work__unit").click()
    page.locator(".field--unit input").fill("甲村")
    _tool(page, "dates")
    page.locator(".work__panel .field--first-day input").fill(FIRST.date().isoformat())
    dates = _saved(page, lambda: page.locator(".work__panel .buttons .button").click(), folder / "dates.ics")
    page.close()
    for day in range(14):
        context.clock.set_fixed_time(FIRST + timedelta(days=day))
        page = _opened(context, LIST)
        row = _row(page, day)
        row.locator(".states .choice-of").nth(2 if day % 3 else 1).click()
        row.locator(".field--who input").fill("李" if day % 2 else "王")
        row.locator(".field--day input").fill((FIRST + timedelta(days=day)).date().isoformat())
        row.locator(".field--day input").blur()
        page.close()
    page = _opened(context, LIST)
    expect(page.locator(".row[data-state=done]")).to_have_count(9)
    page.evaluate("window.print = () => {}")
    _tool(page, "print")
    page.locator(".ways .button").nth(2).click()
    page.set_viewport_size({"width": 794, "height": 1120})
    page.emulate_media(media="print")
    expect(page.locator(".signoff")).to_be_visible()
    _take(page, "journey-sheet")
    return f"9 tasks done in 14 days, {dates.read_text(encoding='utf-8').count('BEGIN:VEVENT')} dates"


def group(browser: Browser, folder: Path) -> str:
    """Open the files of ten units, and look at one of them."""
    page = _opened(_context(browser, 1200, 760, FIRST), LIST)
    page.locator(".row__tick").nth(0).click()
    one = _saved(page, lambda: page.locator(".work__where button").click(), folder / "one.json")
    unit = json.loads(one.read_bytes())
    (entry,) = unit["tasks"].values()
    order = page.locator(".row").evaluate_all("all => all.map(one => one.dataset.task)")
    files = []
    for at, name in enumerate(NAMES):
        unit["unit"] |= {"id": f"u{at}", "name": f"{name}村"}
        unit["unit"]["at"]["name"] = unit["unit"]["at"]["kinds"]
        done = order[: 3 + at * 2]
        states = ["doing" if one == done[-1] else "done" for one in done]
        unit["tasks"] = {one: {**entry, "state": state} for one, state in zip(done, states, strict=True)}
        files.append(folder / f"{name}村.json")
        files[-1].write_text(json.dumps(unit), encoding="utf-8")
    page.goto(REPORT.as_uri())
    page.locator("[data-rollup] input[type=file]").set_input_files(files)
    expect(page.locator(".heat tbody tr")).to_have_count(len(files))
    page.evaluate("window.scrollBy(0, document.querySelector('.heat').getBoundingClientRect().top - 90)")
    _take(page, "journey-report")
    return f"{len(files)} units in one report"


def _context(browser: Browser, width: int, height: int, now: datetime) -> BrowserContext:
    context = browser.new_context(viewport={"width": width, "height": height}, timezone_id="UTC")
    context.clock.set_fixed_time(now)
    return context


def _opened(context: BrowserContext, path: Path) -> Page:
    page = context.new_page()
    page.goto(path.as_uri())
    page.locator(".row__tick").first.wait_for()
    return page


def _row(page: Page, at: int) -> Locator:
    row = page.locator(".row").nth(at)
    row.locator(".task > summary").click()
    row.locator(".states").wait_for()
    return row


def _tool(page: Page, key: str) -> None:
    word = page.evaluate("key => Guidance.work.say('tool-' + key)", key)
    page.locator(".work__tools .button", has_text=word).click()


def _saved(page: Page, press: Callable[[], None], path: Path) -> Path:
    with page.expect_download() as saved:
        press()
    saved.value.save_as(path)
    return path


def _take(page: Page, name: str) -> None:
    page.screenshot(path=PICTURES / f"readme-{name}.png")


if __name__ == "__main__":
    main()
