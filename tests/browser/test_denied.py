"""A store that is denied or spoilt, an address that cannot be written, a query of any size."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from visits import Recorder, settings

from guidance.readers.words import defaults

NAMES = ("en/index", "en/speech", "en/units/rural", "en/items", "en/compare", "en/glossary", "en/find")
DENIED = """for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
    Object.defineProperty(window, name, { get () { throw new DOMException("denied", "SecurityError") } })
}"""
FULL = """Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError") }"""
FIXED = """for (const name of ["replaceState", "pushState"]) {
    History.prototype[name] = () => { throw new DOMException("not here", "SecurityError") }
}"""
OURS = "Object.keys(localStorage).filter((key) => key.startsWith('guidance.'))"
SPOILT = ("{", "null", "[]", "7", '"x"', '{"view":7,"parallel":"x","color":1}', "[[],{},7]")

NewContext = Callable[..., BrowserContext]


def used(page: Page, base: str) -> None:
    """Go through pages and use what they remember."""
    for name in NAMES:
        page.goto(f"{base}{name}.html")
    page.goto(f"{base}en/speech.html")
    page.locator('label[for="view-marked"]').click()
    settings(page, "[data-text-step='1']")
    page.keyboard.press("/")
    page.locator("dialog input").first.fill("pilot")
    page.locator("dialog [role=option]").first.click()


def watched(context: BrowserContext, base: str) -> tuple[Page, Recorder]:
    recorder = Recorder(base=base)
    return recorder.watch(context.new_page()), recorder


@pytest.mark.parametrize("script", [FULL, FIXED], ids=["full", "fixed"])
def test_what_a_browser_denies_takes_nothing_away(
    bases: dict[str, str], new_context: NewContext, script: str
) -> None:
    context = new_context()
    context.add_init_script(script)
    page, recorder = watched(context, bases["file"])
    used(page, bases["file"])
    assert recorder.faults == []


def test_a_spoilt_store_takes_nothing_away(bases: dict[str, str], new_context: NewContext) -> None:
    page, recorder = watched(new_context(), bases["file"])
    used(page, bases["file"])
    assert page.evaluate(f"{OURS}.length") >= 3
    for value in SPOILT:
        for name in ("en/speech", "en/units/rural"):
            page.evaluate(f"for (const key of {OURS}) localStorage.setItem(key, {json.dumps(value)})")
            page.goto(f"{bases['file']}{name}.html")
        page.keyboard.press("/")
        page.locator("dialog .search__browse").wait_for()
    assert recorder.faults == []


def test_a_search_that_cannot_be_loaded_leaves_the_page(
    bases: dict[str, str], new_context: NewContext
) -> None:
    context = new_context()
    page = context.new_page()
    page.goto(f"{bases['http']}en/units/rural.html")
    address = page.url
    context.set_offline(offline=True)
    for use in (lambda: page.keyboard.press("/"), lambda: page.locator("a.search-open").click()):
        use()
        expect(page.locator(".toast")).to_have_text(defaults()["search-away"]["en"])
        expect(page.locator("a.search-open")).not_to_have_attribute("aria-busy", "true")
        # Said again only where it was emptied before.
        expect(page.locator(".toast")).to_be_empty()
    assert page.url == address
    assert page.locator("h1").count() == 1
    context.set_offline(offline=False)
    page.keyboard.press("/")
    expect(page.locator("dialog .search__browse")).to_be_visible()


def test_the_comparison_follows_where_the_address_cannot(
    bases: dict[str, str], new_context: NewContext
) -> None:
    context = new_context()
    context.add_init_script(FIXED)
    page, recorder = watched(context, bases["file"])
    page.goto(f"{bases['file']}en/compare.html")
    before = page.locator(".compare__side h2").all_text_contents()
    page.locator("[data-compare] select").first.select_option(index=4)
    assert page.locator(".compare__side h2").all_text_contents() != before
    assert recorder.faults == []


@pytest.mark.parametrize(
    "text", ["x" * 4000, "(a+)+$" * 700, "字" * 100_000], ids=["letters", "signs", "characters"]
)
def test_a_query_of_any_size_is_answered(bases: dict[str, str], new_context: NewContext, text: str) -> None:
    page, recorder = watched(new_context(), bases["file"])
    page.goto(f"{bases['file']}en/index.html")
    page.keyboard.press("/")
    page.locator("dialog input").first.fill(text)
    page.locator("dialog .search__cut").filter(has_text="200").wait_for()
    assert recorder.faults == []
