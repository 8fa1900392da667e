"""One browser for all tests; the built site in a folder with an awkward name, from disk and over HTTP."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from foxes import Marionette, forget, launched
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tools.browser import FLAGS, recorded
from tools.fileserver import serving
from tools.machine import MissingError
from visits import ROOT, TRANSPORTS, NewPage


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the built site in a folder with spaces and Chinese in its name."""
    built = ROOT / "site"
    if not (built / "index.html").is_file():
        pytest.fail("site/ is not built; run: make site", pytrace=False)
    return Path(shutil.copytree(built, tmp_path_factory.mktemp("browser") / "我的 資料 夾" / "講話 (copy)"))


@pytest.fixture(scope="session")
def edition(site: Path) -> dict[str, Any]:
    """Return the speech as the site gives it to others."""
    loaded: dict[str, Any] = json.loads((site / "data/editions/speech.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="session")
def bases(site: Path) -> Iterator[Mapping[str, str]]:
    """Return the site's address for each transport."""
    with serving(site.parent) as top:
        yield {"file": f"{site.as_uri()}/", "http": f"{top}{quote(site.name)}/"}


@pytest.fixture(params=TRANSPORTS)
def base(request: pytest.FixtureRequest, bases: Mapping[str, str]) -> str:
    """Return the site's address, once from disk and once over HTTP."""
    return bases[request.param]


def path_of(name: str) -> str:
    """Return the path of a browser, as ``make browser`` left it."""
    try:
        return recorded(name)
    except MissingError as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return the one browser of the session."""
    path = path_of("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Return a function that makes a reader who was never here; all are gone after the test."""
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:  # noqa: ANN401 -- the browser's own options
        settings: dict[str, Any] = {
            "viewport": {"width": 1280, "height": 800},
            "reduced_motion": "reduce",
            # Waiting for an expression needs eval; test_every_page and test_content_policy keep it on.
            "bypass_csp": True,
            **options,
        }
        context = browser.new_context(**settings)
        # Only what never comes waits so long: a slow machine is no defect.
        context.set_default_timeout(20_000)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def new_page(new_context: Callable[..., BrowserContext]) -> NewPage:
    """Return a function that opens an address as a new reader."""

    def make(address: str, **options: Any) -> Page:  # noqa: ANN401 -- the browser's own options
        page = new_context(**options).new_page()
        page.goto(address)
        return page

    return make


@pytest.fixture(scope="session")
def one_firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Marionette]:
    """Return the one Firefox of the session; tests take ``firefox``."""
    with launched(path_of("firefox"), tmp_path_factory.mktemp("firefox")) as running:
        yield running


@pytest.fixture
def firefox(one_firefox: Marionette) -> Marionette:
    """Return Firefox as a reader has it who was never here: one empty tab, nothing stored."""
    forget(one_firefox)
    return one_firefox
