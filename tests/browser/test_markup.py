"""Whatever stands in a field is text: no page parses it, and nothing in it runs."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import BrowserContext, Page
from visits import NewPage

from projects import assemble, built

PAYLOAD = """<b/class="hx"/title='x'>&lt</b><script>ran=1</script><img/src=x/onerror=ran=1>"""
"""One word, as titles are counted in words; without signs that the texts' own notation uses."""
SHOWN = "&lt</b><script>ran=1"
"""A piece of it as it is to be read on the page: neither parsed nor escaped twice."""
LANGUAGES = {"zh-Hant", "en"}
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one of the program: it takes a question mark in braces for what it is."""
STATE = f"""() => {{
    const text = document.documentElement.textContent;
    const parsed = document.querySelectorAll(".hx").length;
    return [globalThis.ran, parsed, text.includes("&amp;lt"), text.includes({SHOWN!r})];
}}"""
"""What ran, how much was parsed, whether something was escaped twice, whether it can be read."""
NewContext = Callable[..., BrowserContext]


def hostile(value: Any) -> Any:  # noqa: ANN401 -- whatever YAML holds
    """Return a value in which every text in several languages carries markup."""
    if isinstance(value, list):
        return [hostile(one) for one in value]
    if not isinstance(value, dict):
        return value
    if set(value) == LANGUAGES:
        return {tag: f"{text}{PAYLOAD}" for tag, text in value.items()}
    # What a word of a reader's stands for has to stand in a text.
    return {key: one if key == "words" else hostile(one) for key, one in value.items()}


def quoted(text: str) -> str:
    """Return a text as YAML quotes it."""
    return yaml.safe_dump(text, allow_unicode=True, default_style="'", width=10_000).strip()


def change(path: Path, pattern: str, by: Callable[[re.Match[str]], str]) -> None:
    """Change what a pattern finds in a file, which has to be something."""
    text, count = re.subn(pattern, by, path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert count, path
    path.write_text(text, encoding="utf-8")


def spoil(project: Path) -> None:
    """Put markup into every field of every file that may hold free text."""
    docs = project / "docs"
    register = docs / "register"
    for path in [*register.glob("*.yml"), docs / "sources" / "tale.yml"]:
        value = hostile(yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER))  # noqa: S506 -- a safe one
        path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")
    # The text itself, a quote of it, a term in it, and what is said of an emendation.
    words = f"請大家愛惜{PAYLOAD}圖書"
    for text in (docs / "sources" / "tale.txt", docs / "zh-Hant" / "tale.md"):
        change(text, "請大家愛惜圖書", lambda _: words)
    for name in ("ideas", "obligations"):
        change(register / f"{name}.yml", "quote: 請大家愛惜圖書", lambda _: f"quote: {quoted(words)}")
    change(docs / "zh-Hant" / "tale.md", r" \|([^|<]*)", lambda found: f"{found[0]}{PAYLOAD} ")
    change(docs / "en" / "tale.md", "with care", lambda _: f"with {PAYLOAD} care")
    with (register / "glossary.yml").open("a", encoding="utf-8") as glossary:
        term = {"id": "t-hx", "kind": "place", "meaning": dict.fromkeys(sorted(LANGUAGES), PAYLOAD)}
        yaml.safe_dump([{**term, **dict.fromkeys(sorted(LANGUAGES), PAYLOAD)}], glossary)
    sha = hashlib.sha256((docs / "sources" / "tale.txt").read_bytes()).hexdigest()
    change(docs / "sources" / "tale.yml", "[0-9a-f]{64}", lambda _: sha)
    # Front matter, the site's name, the names of the menu.
    described = f"\ndescription: {quoted(PAYLOAD)}"
    for page in (path for tag in sorted(LANGUAGES) for path in (docs / tag).rglob("*.md")):
        change(page, "^title: (.*)$", lambda found: f"title: {quoted(found[1] + PAYLOAD)}{described}")
    change(project / "mkdocs.yml", "(site_name: )(.+)", lambda found: found[1] + quoted(found[2] + PAYLOAD))
    change(project / "mkdocs.yml", "清單: *", lambda _: f"{quoted(f'清單{PAYLOAD}')}: ")


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = assemble(tmp_path_factory.mktemp("markup") / "project")
    spoil(project)
    return built(project)


@pytest.fixture(scope="module")
def pages(spoilt: Path) -> list[Path]:
    found = [*spoilt.rglob("*.html"), *(spoilt.parent / "dist").glob("*.html")]
    assert len(found) > 50
    return sorted(found)


def faults(page: Page, paths: Iterable[Path]) -> dict[str, object]:
    """Return what is wrong with pages that ought to show markup as text, by their names."""
    found = {}
    for path in paths:
        page.goto(path.as_uri())
        ran, parsed, twice, shown = page.evaluate(STATE)
        if ran or parsed or twice or not shown:
            found[path.name] = {"ran": ran, "parsed": parsed, "twice": twice, "shown": shown}
    return found


def test_no_page_parses_or_runs_what_stands_in_a_field(pages: list[Path], new_context: NewContext) -> None:
    assert faults(new_context().new_page(), pages) == {}


def test_the_search_shows_it_as_text(spoilt: Path, new_page: NewPage) -> None:
    page = new_page((spoilt / "en" / "index.html").as_uri())
    page.keyboard.press("/")
    page.locator("dialog input").first.fill("script")
    page.locator("dialog mark").first.wait_for()
    ran, parsed, twice, _ = page.evaluate(STATE)
    assert (ran, parsed, twice) == (None, 0, False)


@pytest.mark.parametrize(
    ("put", "fault"), [(PAYLOAD, "parsed"), (escape(escape(PAYLOAD)), "twice"), ("", "shown")]
)
def test_a_page_that_does_not_is_seen(tmp_path: Path, new_context: NewContext, put: str, fault: str) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<!doctype html><title>x</title>{put}", encoding="utf-8")
    found = faults(new_context().new_page(), [page])
    assert fault in {name for name, value in found["page.html"].items() if value} or not put
