"""Prints what the search costs and finds, each figure beside its target and the theme's own search."""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, sync_playwright

from tools.browser import FLAGS, recorded
from tools.figures import keep
from tools.fileserver import serving
from tools.searchbench import ours, stock
from tools.searchbench.asked import HALVES, halves
from tools.searchbench.corpus import covered, grown, paragraphs_of, read_data, write_data

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "site"
TAGS = {"zh-Hant": "", "zh-Hans": "zh-Hans/", "en": "en/"}
SIZES = {10_000: 16.0, 100_000: 50.0}
"""Number of paragraphs to the milliseconds within which 95 % of keystrokes have their results."""
LONG = 300_000
"""Number of characters of a long text, which is measured as the sizes are, with the target of the least."""
RELAXED = (10_000, 30.0)
"""Number of paragraphs, and the milliseconds within which 95 % of whole questions are answered."""
OPENING = 200.0
RATIO = 1.4
MISSED = 10.0
"""So many of a hundred questions in people's own words may have the right place later than second."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """Something measured, with its limit."""

    name: str
    value: float
    limit: float
    more: str
    """What else the run says of it."""

    @property
    def reached(self) -> bool:
        """Whether the value keeps to its limit."""
        return self.value <= self.limit


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """The same of our search and of the theme's own."""

    name: str
    ours: str
    theirs: str


def main() -> None:
    """Measure everything, print it, and write it into ``bench.json``; a missed target is told."""
    asked = yaml.safe_load((ROOT / "tests/search/questions.yml").read_text(encoding="utf-8"))
    # Each language's questions are asked on its own pages, one after the other.
    questions = sorted(asked, key=lambda one: [*TAGS].index(one["lang"]))
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=recorded("chromium"), args=FLAGS)
        figures = [
            *_sizes(),
            _opening(browser),
            *_keystrokes(browser, Path(folder) / "grown", questions),
        ]
        figures += _in_own_words(browser)
        pairs = _beside_stock(browser, Path(folder) / "stock", questions)
        browser.close()
    sys.stdout.write("".join(f"{line}\n" for line in _table(figures, pairs)))
    _write(figures, pairs)


def _table(figures: Sequence[Figure], pairs: Sequence[Pair]) -> Iterator[str]:
    for one in figures:
        verdict = "reached" if one.reached else "MISSED"
        yield f"{one.name:<52} {one.value:9.2f} at most {one.limit:6.1f}  {verdict}  {one.more}"
    yield ""
    yield f"{'':<52} {'ours':>12} {'the theme’s':>12}"
    yield from (f"{one.name:<52} {one.ours:>12} {one.theirs:>12}" for one in pairs)


def _write(figures: Sequence[Figure], pairs: Sequence[Pair]) -> None:
    """Put the figures beside those of the register, where there are any."""
    found = [{**asdict(one), "reached": one.reached} for one in figures]
    keep("search", {"figures": found, "beside": [asdict(one) for one in pairs]})


def _sizes() -> Iterator[Figure]:
    for tag in TAGS:
        script = SITE / f"data/search/{tag}.js"
        size = script.stat().st_size
        ratio = size / covered(read_data(script))
        yield Figure(name=f"search data {tag}, to the text", value=ratio, limit=RATIO, more=f"{size} bytes")


def _opening(browser: Browser) -> Figure:
    runs = [ours.opening(browser, f"{SITE.as_uri()}/{folder}speech.html") for folder in TAGS.values()]
    worst = max(runs, key=lambda one: one.blocked)
    return Figure(
        name=f"first opening, {ours.SLOWER}x slower, ms blocked",
        value=worst.blocked,
        limit=OPENING,
        more=f"longest task {worst.longest:.0f}, shown after {worst.until_shown:.0f}",
    )


def _keystrokes(browser: Browser, folder: Path, questions: Sequence[Any]) -> Iterator[Figure]:
    shutil.copytree(SITE, folder)
    data = read_data(SITE / "data/search/zh-Hant.js")
    queries = [one["q"] for one in questions]
    long = paragraphs_of(data, LONG)
    for size, target in {long: SIZES[min(SIZES)], **SIZES}.items():
        write_data(grown(data, size), folder / "data/search/zh-Hant.js")
        by_clock, by_processor = ours.keystrokes(browser, f"{folder.as_uri()}/about.html", queries)
        most, processor = (statistics.quantiles(times, n=20)[-1] for times in (by_clock, by_processor))
        text = f"text of {LONG} characters" if size == long else f"{size} paragraphs"
        yield Figure(
            name=f"keystroke, {text}, ms p95",
            value=most,
            limit=target,
            more=f"median {statistics.median(by_clock):.1f}, processor p95 {processor:.1f}, "
            f"of {len(by_clock)}",
        )
        if size == RELAXED[0]:
            yield _relaxed(browser, f"{folder.as_uri()}/about.html")


def _relaxed(browser: Browser, address: str) -> Figure:
    """Return what questions in people's own words take, most of which need the second answer."""
    asked: list[Any] = yaml.safe_load((ROOT / "tests/search" / HALVES[0]).read_text(encoding="utf-8"))
    queries = [one["q"] for one in asked if one["lang"] != "en"]
    times = [time for _, time in ours.answers(browser, address, queries)]
    return Figure(
        name=f"question in people's own words, {RELAXED[0]} paragraphs",
        value=statistics.quantiles(times, n=20)[-1],
        limit=RELAXED[1],
        more=f"ms p95; median {statistics.median(times):.1f}, of {len(times)}",
    )


def _in_own_words(browser: Browser) -> Iterator[Figure]:
    """Yield the figures of the two halves; the first was tuned on and tells nothing by itself."""
    for half in halves(browser, ROOT, TAGS):
        missed = half.answerable - half.right
        yield Figure(
            name=f"{half.name}: right place not first or second, %",
            value=100 * missed / half.answerable,
            limit=MISSED,
            more=f"{half.right} of {half.answerable} right, {half.alone} without the second answer",
        )
        yield Figure(
            name=f"{half.name}: nothing found, not told",
            value=half.empty + half.unanswerable - half.told,
            limit=0,
            more=f"{half.empty} find nothing; {half.told} of {half.unanswerable} unanswerable ones told",
        )


def _beside_stock(browser: Browser, folder: Path, questions: Sequence[Any]) -> list[Pair]:
    folder.mkdir()
    site = stock.build(ROOT, folder)
    queries = [one["q"] for one in questions]
    with serving(site) as address:
        theirs = stock.ask(browser, address, site, queries)
    our = [answer for tag, inner in TAGS.items() for answer in _asked(browser, inner, questions, tag)]
    size = sum((SITE / f"data/search/{tag}.js").stat().st_size for tag in TAGS)
    medians = [f"{statistics.median(time for _, time in one):.1f}" for one in (our, theirs.answers)]
    return [
        Pair(
            name="the place on the first screen",
            ours=_right(questions, our, exact=True),
            theirs=_right(questions, theirs.answers, exact=True),
        ),
        Pair(
            name="the page on the first screen",
            ours=_right(questions, our, exact=False),
            theirs=_right(questions, theirs.answers, exact=False),
        ),
        Pair(
            name="nothing for what is not there",
            ours=_silent(questions, our),
            theirs=_silent(questions, theirs.answers),
        ),
        Pair(name="ms a question, median", ours=medians[0], theirs=medians[1]),
        Pair(name="bytes of data, all languages", ours=str(size), theirs=str(theirs.size)),
    ]


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


if __name__ == "__main__":
    main()
