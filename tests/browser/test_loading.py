"""Every page loads by itself: no other host, no failure, no complaint, and little weight."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from playwright.sync_api import BrowserContext
from visits import LANGUAGES, NAMES, PAGES, NewPage, Recorder

PER_PAGE = 150_000
EMPTY_SITE = 600_000


def test_every_kind_of_page_is_tested(site: Path) -> None:
    """Lists and procedures are alike among themselves; of all other pages each is tested."""
    found = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert {*PAGES, "404.html"} <= found
    alike = ("/units/", "/procedures/")
    assert {one for one in found if not any(word in f"/{one}" for word in alike)} <= {*PAGES, "404.html"}
    assert all(any(word in f"/{one}" for one in PAGES) for word in alike)


def test_pages_ask_no_other_host_and_raise_no_error(
    base: str, new_context: Callable[..., BrowserContext]
) -> None:
    recorder = Recorder(base=base)
    page = recorder.watch(new_context().new_page())
    for name in (*PAGES, "404.html"):
        page.goto(base + name, wait_until="networkidle" if name == PAGES[0] else "load")
        # The scripts work on after the page has loaded.
        page.wait_for_timeout(60)
    assert recorder.faults == []
    assert len(recorder.requests) > len(PAGES)


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


def test_language_is_told_on_every_page(
    base: str, site: Path, new_context: Callable[..., BrowserContext]
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    for tag, folder in LANGUAGES.items():
        for name in NAMES:
            page.goto(f"{base}{folder}{name}.html")
            assert page.locator("html").get_attribute("lang") == tag
            for links in ("head link[rel~='alternate'][hreflang]", "a.language-link[hreflang]"):
                found = page.locator(links).evaluate_all("all => all.map(one => [one.hreflang, one.href])")
                expected = {other: f"{base}{LANGUAGES[other]}{name}.html" for other in LANGUAGES}
                assert dict(found) == expected, (page.url, links)
                assert len(found) == len(expected)
                assert all((site / unquote(href.removeprefix(base))).is_file() for _, href in found)


HAN_WITHOUT_LANGUAGE = """() => {
  const found = []
  const walker = document.createTreeWalker(document.querySelector('.content'), NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement
    if (parent.closest('script, style')) continue
    const text = walker.currentNode.textContent
    if (/\\p{Script=Han}/u.test(text) && !/^zh-/.test(parent.closest('[lang]').lang)) found.push(text)
  }
  return found
}"""


@pytest.mark.parametrize("name", NAMES)
def test_chinese_in_english_pages_is_marked_as_chinese(
    bases: Mapping[str, str], new_page: NewPage, name: str
) -> None:
    page = new_page(f"{bases['file']}en/{name}.html", java_script_enabled=False)
    assert page.evaluate(HAN_WITHOUT_LANGUAGE) == []


def test_a_page_loads_little(
    bases: Mapping[str, str], site: Path, new_context: Callable[..., BrowserContext]
) -> None:
    base = bases["http"]
    sizes = {}
    recorder = Recorder(base=base)
    page = recorder.watch(new_context().new_page())
    for name in PAGES:
        # What the cache answers is recorded, too.
        recorder.requests.clear()
        page.goto(base + name)
        files = {site / unquote(url.removeprefix(base)) for url in recorder.requests}
        assert len(files) > 5
        assert sum(path.suffix in {".css", ".js"} for path in files) > 10
        sizes[name] = sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in files)
    assert {name: size for name, size in sizes.items() if size > PER_PAGE} == {}


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
    icons = page.locator("link[rel~=icon]").evaluate_all("all => all.map(one => one.href)")
    asked = {*recorder.requests, *(urljoin(base, icon) for icon in icons)}
    assets = {path.relative_to(site).as_posix() for path in (site / "assets").rglob("*") if path.is_file()}
    images = {name for name in assets if name.endswith((".png", ".jpg", ".webp"))}
    licences = {name for name in assets if name.endswith(".txt")}
    assert assets - images - licences - {unquote(url.removeprefix(base)) for url in asked} == set()
