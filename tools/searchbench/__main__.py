"""Prints what the search costs and finds, each figure beside its target and the theme's own search."""

from __future__ import annotations

import functools
import shutil
import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, sync_playwright

from tools.searchbench import ours, stock
from tools.searchbench.corpus import covered, grown, read_data, write_data

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "site"
TAGS = {"zh-Hant": "", "zh-Hans": "zh-Hans/", "en": "en/"}
SIZES = {10_000: 16.0, 100_000: 50.0}
"""Number of paragraphs to the milliseconds within which 95 % of keystrokes have their results."""
OPENING = 200.0
RATIO = 1.3
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def main() -> int:
    """Measure everything, print it, and return 1 where a target is missed."""
    asked = yaml.safe_load((ROOT / "tests/search/questions.yml").read_text(encoding="utf-8"))
    # Each language's questions are asked on its own pages, one after the other.
    questions = sorted(asked, key=lambda one: [*TAGS].index(one["lang"]))
    missed = [*_sizes()]
    browser_path = (ROOT / ".cache/chromium").read_text(encoding="utf-8").strip()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=browser_path, args=_FLAGS)
        missed += [*_opening(browser), *_keystrokes(browser, Path(folder) / "grown", questions)]
        _beside_stock(browser, Path(folder) / "stock", questions)
        browser.close()
    for one in missed:
        print(f"missed: {one}")  # noqa: T201 - what the command is for
    return 1 if missed else 0


def _say(what: str, figure: str, target: str = "") -> None:
    print(f"{what:<58} {figure:>22}  {target}")  # noqa: T201 - what the command is for


def _sizes() -> Iterator[str]:
    for tag in TAGS:
        script = SITE / f"data/search/{tag}.js"
        texts = covered(read_data(script))
        ratio = script.stat().st_size / texts
        _say(
            f"data {tag}: bytes, to each byte of text", f"{script.stat().st_size} {ratio:.3f}", f"<= {RATIO}"
        )
        if ratio > RATIO:
            yield f"data {tag} {ratio:.3f}"


def _opening(browser: Browser) -> Iterator[str]:
    runs = [ours.opening(browser, f"{SITE.as_uri()}/{folder}speech.html") for folder in TAGS.values()]
    worst = max(runs, key=lambda one: one.blocked)
    figures = f"{worst.blocked:.0f} ({worst.longest:.0f}, {worst.until_shown:.0f})"
    what = f"first opening, {ours.SLOWER}x slower: ms blocked (longest, until shown)"
    _say(what, figures, f"<= {OPENING:.0f}")
    if worst.blocked > OPENING:
        yield f"first opening {worst.blocked:.0f} ms"


def _keystrokes(browser: Browser, folder: Path, questions: Sequence[Any]) -> Iterator[str]:
    shutil.copytree(SITE, folder)
    data = read_data(SITE / "data/search/zh-Hant.js")
    queries = [one["q"] for one in questions]
    for size, target in SIZES.items():
        write_data(grown(data, size), folder / "data/search/zh-Hant.js")
        by_clock, by_processor = ours.keystrokes(browser, f"{folder.as_uri()}/about.html", queries)
        most, processor = (statistics.quantiles(times, n=20)[-1] for times in (by_clock, by_processor))
        what = f"keystroke, {size} paragraphs: ms p95 (median, processor p95)"
        figures = f"{most:.1f} ({statistics.median(by_clock):.1f}, {processor:.1f})"
        _say(what, figures, f"<= {target:.0f} of {len(by_clock)}")
        if most > target:
            yield f"keystroke at {size} paragraphs {most:.1f} ms"


def _beside_stock(browser: Browser, folder: Path, questions: Sequence[Any]) -> None:
    folder.mkdir()
    site = stock.build(ROOT, folder)
    queries = [one["q"] for one in questions]
    with _served(site) as address:
        theirs = stock.ask(browser, address, site, queries)
    our = [answer for tag, folder in TAGS.items() for answer in _asked(browser, folder, questions, tag)]
    size = sum((SITE / f"data/search/{tag}.js").stat().st_size for tag in TAGS)
    print(f"\n{'the ' + str(len(questions)) + ' questions':<42} {'ours':>12} {'the theme’s':>12}")  # noqa: T201
    pairs = {
        "the place on the first screen": _right(questions, our, exact=True),
        "the page on the first screen": _right(questions, our, exact=False),
        "nothing for what is not there": _silent(questions, our),
    }
    others = (
        _right(questions, theirs.answers, exact=True),
        _right(questions, theirs.answers, exact=False),
        _silent(questions, theirs.answers),
    )
    for (what, count), other in zip(pairs.items(), others, strict=True):
        print(f"{what:<42} {count:>12} {other:>12}")  # noqa: T201 - what the command is for
    medians = [f"{statistics.median(time for _, time in one):.1f}" for one in (our, theirs.answers)]
    print(f"{'ms a question, median':<42} {medians[0]:>12} {medians[1]:>12}")  # noqa: T201
    print(f"{'bytes of data, all languages':<42} {size:>12} {theirs.size:>12}")  # noqa: T201
    print(f"their index says: {', '.join(stock.languages(site))}; made in {theirs.ready:.0f} ms")  # noqa: T201


def _asked(
    browser: Browser, folder: str, questions: Sequence[Any], tag: str
) -> Iterator[tuple[list[str], float]]:
    queries = [one["q"] for one in questions if one["lang"] == tag]
    yield from ours.answers(browser, f"{SITE.as_uri()}/{folder}about.html", queries)


def _right(questions: Sequence[Any], answers: Sequence[tuple[list[str], float]], *, exact: bool) -> str:
    """Return how many questions with an answer have it among the first hits."""
    asked = [(one, places) for one, (places, _) in zip(questions, answers, strict=True) if one["wants"]]
    good = 0
    for one, places in asked:
        folder = TAGS[one["lang"]]
        wants = {f"{folder}{want}" for want in one["wants"]}
        items = {want.split("#")[1] for want in one["wants"] if want.startswith("items.html#")}
        shown = places[: ours.FIRST_SCREEN]
        pages = {want.split("#")[0] for want in wants}
        # A step is an item on the page of its procedure.
        good += any(
            place in wants
            or place.rpartition("#")[2] in items
            or (not exact and place.split("#")[0] in pages)
            for place in shown
        )
    return f"{good} of {len(asked)}"


def _silent(questions: Sequence[Any], answers: Sequence[tuple[list[str], float]]) -> str:
    asked = [places for one, (places, _) in zip(questions, answers, strict=True) if not one["wants"]]
    return f"{sum(not places for places in asked)} of {len(asked)}"


@contextmanager
def _served(site: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    sys.exit(main())
