"""Prints what a visit costs whoever serves the site, by the server example: requests and bytes of each page.

Run as ``python -m tools.visitbench`` or ``make bench-visits``; the figures go into ``bench.json``, too.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from playwright.sync_api import Page, Request, sync_playwright

from tools.browser import FLAGS, recorded
from tools.figures import keep
from tools.machine import MissingError, fail
from tools.nginx import EXAMPLE, HOST, served

ROOT = Path(__file__).resolve().parent.parent
_NOT_MODIFIED = 304
PAGES = ("index.html", "units/rural.html", "speech.html", "items.html", "find.html")
"""The first page of a visit, a list, a text, the largest page, the search without scripts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """What one page asked of the server."""

    page: str
    """Its path, and how it was visited."""
    requests: int
    unchanged: int
    """Requests answered with nothing but that what the browser holds is good."""
    transferred: int
    """Bytes of all answers, packed, their headers included."""


def main() -> int:
    """Measure, print, keep, and return the exit code."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            found = [*_visits(Path(folder))]
    except MissingError as error:
        return fail(error)
    files = [path for path in (ROOT / "site").rglob("*") if path.is_file()]
    weight = sum(path.stat().st_size for path in files)
    pages = sum(path.suffix == ".html" for path in files)
    sys.stdout.write(f"site/: {pages} pages in {len(files)} files, {weight / 1e6:.1f} MB\n\n")
    sys.stdout.write(f"{'':<46} {'requests':>8} {'unchanged':>9} {'kB':>8}\n")
    for one in found:
        kilobytes = one.transferred / 1000
        sys.stdout.write(f"{one.page:<46} {one.requests:>8} {one.unchanged:>9} {kilobytes:>8.1f}\n")
    total = {"files": len(files), "pages": pages, "bytes": weight}
    keep("visits", {**total, "visits": [asdict(one) for one in found]})
    return 0


def _visits(folder: Path) -> Iterator[Visit]:
    example = EXAMPLE.read_text(encoding="utf-8")
    with served(ROOT, folder, example) as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=recorded("chromium"), args=FLAGS)
        for name in PAGES:
            page = browser.new_context().new_page()
            yield _visit(page, port, name, "by a new reader")
        page = browser.new_context().new_page()
        _visit(page, port, PAGES[0], "")
        for name in PAGES[1:3]:
            yield _visit(page, port, name, "from the first page")
        yield _visit(page, port, PAGES[0], "again")
        browser.close()


def _visit(page: Page, port: int, name: str, how: str) -> Visit:
    asked: list[Request] = []

    def note(request: Request) -> None:
        asked.append(request)

    page.on("requestfinished", note)
    page.goto(f"http://{HOST}:{port}/{name}", wait_until="networkidle")
    page.remove_listener("requestfinished", note)
    sent = [one for one in asked if one.url.startswith("http") and not _is_kept(one)]
    sizes = [one.sizes() for one in sent]
    answers = [one.response() for one in sent]
    return Visit(
        page=f"{name}, {how}",
        requests=len(sent),
        unchanged=sum(one is not None and one.status == _NOT_MODIFIED for one in answers),
        transferred=sum(one["responseHeadersSize"] + one["responseBodySize"] for one in sizes),
    )


def _is_kept(request: Request) -> bool:
    """Return whether the browser answered by what it holds, without asking."""
    return request.timing["responseStart"] < 0


if __name__ == "__main__":
    sys.exit(main())
