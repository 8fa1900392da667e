"""What the site ships: every kind of page is tested, faults are found, nothing lies there unused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from playwright.sync_api import BrowserContext
from visits import PAGES, Recorder

EMPTY_SITE = 600_000


def test_every_kind_of_page_is_tested(site: Path) -> None:
    """Lists and procedures are alike among themselves; of all other pages each is tested."""
    found = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert {*PAGES, "404.html"} <= found
    alike = ("/units/", "/procedures/")
    assert {one for one in found if not any(word in f"/{one}" for word in alike)} <= {*PAGES, "404.html"}
    assert all(any(word in f"/{one}" for one in PAGES) for word in alike)


@pytest.mark.parametrize(
    ("markup", "fault"),
    [
        ('<img src="http://127.0.0.2:9/x.png">', "elsewhere: http://127.0.0.2:9/x.png"),
        ('<img src="not-there.png">', "not-there.png"),
        ("<script>nothing()</script>", "nothing is not defined"),
    ],
)
def test_a_defective_page_is_found(
    site: Path, base: str, new_context: Callable[..., BrowserContext], markup: str, fault: str
) -> None:
    mutant = site / "mutant.html"
    text = (site / "index.html").read_text(encoding="utf-8")
    mutant.write_text(text.replace("</body>", f"{markup}</body>"), encoding="utf-8")
    try:
        recorder = Recorder(base=base)
        recorder.watch(new_context().new_page()).goto(f"{base}mutant.html")
    finally:
        mutant.unlink()
    assert any(fault in one for one in recorder.faults)


def test_an_empty_site_is_small(site: Path) -> None:
    own = [path for path in (site / "assets").rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in [*own, site / "404.html"]) <= EMPTY_SITE


def test_nothing_is_shipped_that_no_page_uses(site: Path) -> None:
    names = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    useless = ("lunr", "workers/", "search/search_index", "sitemap")
    assert [one for one in names if one.endswith(".map") or any(word in one for word in useless)] == []
    texts = [path for path in (site / "assets").rglob("*") if path.suffix in {".js", ".css"}]
    assert texts
    assert [p.name for p in texts if "sourceMappingURL=" in p.read_text(encoding="utf-8")] == []


def test_every_asset_is_asked_for(
    bases: Mapping[str, str], site: Path, new_context: Callable[..., BrowserContext]
) -> None:
    base = bases["http"]
    recorder = Recorder(base=base)
    page = recorder.watch(new_context().new_page())
    page.goto(f"{base}speech.html")
    # What the search is made of is asked for on first use.
    page.keyboard.press("/")
    page.wait_for_selector("dialog.search[open]")
    # What only lists need, and the table of many units' work.
    page.goto(f"{base}units/rural.html")
    page.goto(f"{base}rollup.html")
    icons = page.locator("link[rel~=icon]").evaluate_all("all => all.map(one => one.href)")
    asked = {*recorder.requests, *(urljoin(base, icon) for icon in icons)}
    assets = {path.relative_to(site).as_posix() for path in (site / "assets").rglob("*") if path.is_file()}
    images = {name for name in assets if name.endswith((".png", ".jpg", ".webp"))}
    licences = {name for name in assets if name.endswith(".txt")}
    assert assets - images - licences - {unquote(url.removeprefix(base)) for url in asked} == set()
