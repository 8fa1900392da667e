"""The same in a real browser: a list of 1,000 tasks on a slow computer, and 500 files opened at once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from guidance.corpus import load
from guidance.progress.page import rollup_scripts, work_data, work_scripts

_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_ROUNDS = 5
_ROW = """<div class="row" data-task="{id}"><details class="task" id="{id}" data-who="a" data-phase="first">
<summary><span class="task__box"></span><span class="task__title">Task {id}: what is to be done</span>
<span class="task__facts"><span class="task__who">a</span> <span class="task__points">4 points</span></span>
<span class="task__state"></span><span class="task__sign"></span></summary>
<div class="task__body"><ol class="points">{points}</ol></div></details></div>"""
_POINT = '<li id="{id}" class="point"><p class="point__head"><b>Point {id}</b></p></li>'
# Usable: every row has its box, and the browser has drawn them.
_USABLE = """() => new Promise(done => {
  const look = () => (window.Guidance?.work?.desk) && document.querySelectorAll('.row__tick').length
    ? requestAnimationFrame(() => setTimeout(() => done(performance.now()))) : setTimeout(look, 5)
  look()
})"""
# From the press until what it changed is drawn: the box, the state, the sums.
_TICK = """at => new Promise(done => {
  const start = performance.now()
  document.querySelectorAll('.row__tick input')[at].click()
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))))
})"""
_MANY = """() => new Promise(done => {
  const input = document.querySelector('[data-rollup] input[type=file]')
  input.addEventListener('change', () => { window.begun = performance.now() }, { capture: true })
  const told = () => done(performance.now() - window.begun)
  const look = () => document.querySelectorAll('.heat tbody tr').length
    ? requestAnimationFrame(() => setTimeout(told)) : setTimeout(look, 10)
  look()
})"""


def in_browser(
    root: Path, folder: Path, large: Mapping[str, Any], many: Mapping[str, Any], slower: int
) -> tuple[float, float, float]:
    """Return milliseconds until a large list can be used, until a tick shows, and until files are a report.

    Args:
        root: the project's folder; its site is built, for the styles.
        folder: where the pages go, and where the many files are, in ``many``.
        large: the list of many tasks.
        many: the list that the many files are of.
        slower: how many times the computer is slowed down for the list; the files are read at full speed.
    """
    executable = (root / ".cache" / "chromium").read_text(encoding="utf-8").strip()
    scripts = root / "docs" / "assets" / "js"
    words = json.dumps(work_data(load(root / "docs"), ["en"], many=True))
    rows = [
        _ROW.format(id=one["id"], points="".join(_POINT.format(id=point) for point in one["points"]))
        for one in large["tasks"]
    ]
    body = (
        '<section class="work" data-work="kind"></section><section class="phase">'
        f'<h2 id="phase-first">First <small></small></h2><div class="tasks">{"".join(rows)}</div></section>'
    )
    listed = _page(folder / "large.html", root, body, "progress-list", large, words, scripts, work_scripts())
    report = _page(
        folder / "many.html",
        root,
        "<div data-rollup></div>",
        "rollup-list",
        many,
        words,
        scripts,
        rollup_scripts(),
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=_FLAGS)
        usable, tick = _worked(browser, listed, slower)
        page = browser.new_page()
        page.goto(report.as_uri())
        page.evaluate(f"() => {{ window.waited = ({_MANY})() }}")
        page.locator("[data-rollup] input[type=file]").set_input_files(sorted((folder / "many").iterdir()))
        found: float = page.evaluate("window.waited")
        browser.close()
    return usable, tick, found


def _worked(browser: Browser, path: Path, slower: int) -> tuple[float, float]:
    """Return the median of some rounds: a machine that does something else meanwhile is not measured."""
    usable, ticks = [], []
    for _ in range(_ROUNDS):
        page: Page = browser.new_context().new_page()
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.goto(path.as_uri(), wait_until="commit")
        usable.append(page.evaluate(_USABLE))
        page.wait_for_timeout(500)
        for at in range(_ROUNDS):
            ticks.append(page.evaluate(_TICK, at))
            page.wait_for_timeout(700)
        page.context.close()
    return _middle(usable), _middle(ticks)


def _middle(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


def _page(  # noqa: PLR0913, PLR0917 -- what a page is made of
    path: Path,
    root: Path,
    body: str,
    name: str,
    library: Mapping[str, Any],
    words: str,
    scripts: Path,
    names: Sequence[str],
) -> Path:
    styles = "".join(
        f'<link rel="stylesheet" href="{one.as_uri()}">'
        for one in sorted((root / "docs" / "assets" / "css").glob("*.css"))
    )
    run = "".join(f'<script defer src="{(scripts / one).as_uri()}"></script>' for one in names)
    path.write_text(
        f'<!doctype html><html lang="en" class="js"><meta charset="utf-8"><title>Bench</title>{styles}'
        f'<main class="worklist content">{body}'
        f'<script type="application/json" id="{name}">{json.dumps(library)}</script>'
        f'<script type="application/json" id="work-data">{words}</script>{run}</main>',
        encoding="utf-8",
    )
    return path
