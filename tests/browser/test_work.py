"""Lists that people work in: what is ticked and written is there again, whatever the browser does."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from tools.browser import FLAGS
from visits import ROOT, NewPage, Recorder
from works import FILE, NOTE, STORE, WORDS, opened, told_of

NewContext = Callable[..., BrowserContext]
DENIED = """for (const name of ["localStorage", "indexedDB"]) {
    Object.defineProperty(window, name, { get () { throw new DOMException("denied", "SecurityError") } })
}"""
FULL = """Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError") }"""


@pytest.fixture(params=["site-file", "site-http", "single"])
def address(request: pytest.FixtureRequest, bases: Mapping[str, str]) -> str:
    """Return a unit's list: on the site from disk and over HTTP, and the single file."""
    if request.param == "single":
        return FILE
    return f"{bases[request.param.removeprefix('site-')]}units/rural.html"


def worked(page: Page) -> None:
    """Tick the first task; put the second in progress with a point, a note and a name."""
    page.locator(".row__tick").nth(0).click()
    row = opened(page, 1)
    row.locator(".point__tick").nth(0).click()
    row.locator(".choice-of").nth(1).click()
    row.locator(".field--note textarea").fill(NOTE)
    row.locator(".field--who input").fill("王")
    # The browser that is killed keeps to the policy, under which no text is run to wait for.
    for _ in range(100):
        if page.evaluate(f"{STORE}.some(key => localStorage[key].includes('王'))"):
            return
        page.wait_for_timeout(50)
    pytest.fail("nothing was kept")


def told(page: Page) -> dict[str, object]:
    """Return what the page shows of what was entered."""
    row = opened(page, 1)
    return {
        "first": page.locator(".row__tick input").nth(0).is_checked(),
        "second": row.get_attribute("data-state"),
        "points": row.locator(".point__tick input").evaluate_all("all => all.map(one => one.checked)"),
        "note": row.locator(".field--note textarea").input_value(),
        "who": row.locator(".field--who input").input_value(),
        "hit": page.evaluate("window.hit || 0"),
    }


DUE = {"first": True, "second": "doing", "points": [True, False], "note": NOTE, "who": "王", "hit": 0}


def test_what_is_entered_is_there_after_a_reload_and_counts(address: str, new_page: NewPage) -> None:
    page = new_page(address)
    tasks = page.locator(".row").count()
    before = page.locator(".work__count").inner_text()
    worked(page)
    expect(page.locator(".work__count")).not_to_have_text(before)
    assert [int(one) for one in before.replace("／", " ").split() if one.isdigit()] == [0, tasks]
    page.reload()
    assert told(page) == DUE
    # By keyboard as by pointer; a tick taken back is taken back.
    page.locator(".row__tick input").nth(0).focus()
    page.keyboard.press("Space")
    expect(page.locator(".work__count")).to_have_text(before)


def test_two_tabs_agree(bases: Mapping[str, str], new_context: NewContext) -> None:
    context = new_context()
    one, other = context.new_page(), context.new_page()
    for page in (one, other):
        page.goto(f"{bases['http']}units/rural.html")
    one.bring_to_front()
    worked(one)
    other.bring_to_front()
    expect(other.locator(".row__tick input").nth(0)).to_be_checked()
    assert told(other) == DUE
    one.locator(".row__tick").nth(2).click()
    expect(other.locator(".row__tick input").nth(2)).to_be_checked()
    other.locator(".row__tick").nth(2).click()
    expect(one.locator(".row__tick input").nth(2)).not_to_be_checked()


@pytest.mark.parametrize("script", [DENIED, FULL], ids=["denied", "full"])
def test_a_store_that_takes_nothing_is_told_before_the_first_tick(
    new_context: NewContext, script: str, tmp_path: Path
) -> None:
    context = new_context()
    context.add_init_script(script)
    page = context.new_page()
    page.goto(FILE)
    notice = page.locator(".work__notice")
    expect(notice).to_be_visible()
    assert notice.get_attribute("role") == "alert"
    page.locator(".row__tick").nth(0).click()
    expect(page.locator(".row__tick input").nth(0)).to_be_checked()
    with page.expect_download() as saved:
        notice.locator("button").nth(1).click()
    copy = tmp_path / "copy.html"
    saved.value.save_as(copy)
    fresh = new_context().new_page()
    fresh.goto(copy.as_uri())
    expect(fresh.locator(".row__tick input").nth(0)).to_be_checked()


def test_a_spoilt_store_is_left_alone_and_a_cleared_one_is_told(
    bases: Mapping[str, str], new_context: NewContext
) -> None:
    context = new_context()
    page = context.new_page()
    page.goto(f"{bases['http']}units/rural.html")
    worked(page)
    key = page.evaluate(f"{STORE}[0]")
    other = context.new_page()
    other.goto(f"{bases['http']}units/organs.html")
    other.evaluate("localStorage.clear()")
    expect(page.locator(".work__notice")).to_be_visible()
    page.locator(".work__notice button").last.click()
    assert page.evaluate(f"{STORE}.length") == 1
    other.evaluate(
        "async () => (await indexedDB.databases()).forEach(one => indexedDB.deleteDatabase(one.name))"
    )
    other.evaluate("key => localStorage.setItem(key, '{\"format')", key)
    fresh = context.new_page()
    fresh.goto(f"{bases['http']}units/rural.html")
    expect(fresh.locator(".work__notice")).to_be_visible()
    assert fresh.evaluate("key => localStorage.getItem(key)", key) == '{"format'


def test_the_file_writes_itself_out_and_in_again(new_context: NewContext, tmp_path: Path) -> None:
    page = new_context().new_page()
    page.goto(FILE)
    worked(page)
    page.locator(".work__unit").click()
    page.locator(".field--unit input").fill("</script><b>甲")
    page.locator("label[for=show-en]").click()
    assert told(page) == DUE
    page.locator(".work__tools .button").first.click()
    names: list[Path] = []
    for at in (0, 1, 0):
        with page.expect_download() as saved:
            page.locator(".ways .button").nth(at).click()
        names.append(tmp_path / f"{len(names)}{Path(saved.value.suggested_filename).suffix}")
        saved.value.save_as(names[-1])
    assert names[0].read_bytes() == names[2].read_bytes()
    recorder = Recorder(base=tmp_path.as_uri())
    copy = recorder.watch(new_context(offline=True).new_page())
    copy.goto(names[1].as_uri())
    assert told(copy) == DUE
    assert "甲" in copy.locator(".work__unit").inner_text()
    assert recorder.faults == []
    # Saved once more, the page is the same.
    copy.locator(".work__tools .button").first.click()
    with copy.expect_download() as saved:
        copy.locator(".ways .button").nth(1).click()
    saved.value.save_as(tmp_path / "again.html")
    assert (tmp_path / "again.html").read_bytes() == names[1].read_bytes()


def test_an_import_shows_conflicts_changes_nothing_before_and_is_taken_back(
    bases: Mapping[str, str], new_page: NewPage, tmp_path: Path
) -> None:
    page = new_page(f"{bases['http']}units/rural.html")
    worked(page)
    stored = page.evaluate(f"localStorage[{STORE}[0]]")
    theirs = json.loads(stored)
    task = next(name for name, one in theirs["tasks"].items() if one.get("state") == "doing")
    stamp = "2090-01-01T00:00:00.000Z other"
    theirs["tasks"][task]["state"] = "done"
    theirs["tasks"][task]["at"]["state"] = stamp
    theirs["seen"] = {"other": stamp[:24]}
    file = tmp_path / "theirs.json"
    file.write_text(json.dumps(theirs), encoding="utf-8")
    # What is changed here since makes it a conflict.
    row = page.locator(".row").nth(1)
    row.locator(".choice-of").nth(3).click()
    page.wait_for_function(
        "key => !localStorage[key].includes('\"doing\"')", arg=page.evaluate(f"{STORE}[0]")
    )
    stored = page.evaluate(f"localStorage[{STORE}[0]]")
    bad = tmp_path / "bad.json"
    bad.write_text(stored[: len(stored) // 2], encoding="utf-8")
    page.locator(".work__tools .button").nth(1).click()
    chooser = page.locator(".work__panel input[type=file]")
    chooser.set_input_files(bad)
    expect(page.locator(".incoming .error")).to_be_visible()
    chooser.set_input_files(file)
    expect(page.locator(".incoming .error")).to_be_hidden()
    choices = page.locator(".incoming .choice-of")
    expect(choices).to_have_count(2)
    assert page.evaluate(f"localStorage[{STORE}[0]]") == stored
    choices.nth(1).locator("input").check()
    page.locator(".incoming .buttons .button").first.click()
    expect(row).to_have_attribute("data-state", "done")
    page.locator(".row__tick").nth(2).click()
    page.locator(".work__undo button").click()
    expect(row).to_have_attribute("data-state", "not-applicable")
    assert page.locator(".row__tick input").nth(2).is_checked()


@pytest.fixture
def killed(tmp_path: Path) -> Iterator[Callable[[str], subprocess.Popen[bytes]]]:
    """Return a function that starts a browser of its own on one profile, to be killed."""
    chromium = (ROOT / ".cache/chromium").read_text(encoding="utf-8").strip()
    started: list[subprocess.Popen[bytes]] = []

    def start(port: str) -> subprocess.Popen[bytes]:
        profile = tmp_path / "profile"
        started.append(
            subprocess.Popen(
                [
                    chromium,
                    *FLAGS,
                    "--headless=new",
                    f"--user-data-dir={profile}",
                    f"--remote-debugging-port={port}",
                    "about:blank",
                ],
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        )
        return started[-1]

    yield start
    for one in started:
        if one.poll() is None:
            os.killpg(one.pid, signal.SIGKILL)
            one.wait()


def _page_of(browser: Browser, port: str) -> Page:
    for _ in range(100):
        try:
            other = browser.browser_type.connect_over_cdp(f"http://127.0.0.1:{port}")
            page = other.contexts[0].new_page()
        except Exception:  # noqa: BLE001 -- it is not up yet
            time.sleep(0.1)
        else:
            return page
    pytest.fail("the browser does not answer")


@pytest.mark.parametrize("kind", ["single", "http", "file"])
def test_a_browser_killed_while_one_types_loses_at_most_a_second(
    killed: Callable[[str], subprocess.Popen[bytes]], browser: Browser, bases: Mapping[str, str], kind: str
) -> None:
    port = str(20000 + os.getpid() % 20000)
    address = FILE if kind == "single" else f"{bases[kind]}units/rural.html"
    process = killed(port)
    page = _page_of(browser, port)
    page.goto(address)
    worked(page)
    page.locator(".row").nth(2).locator(".task > summary").click()
    place_of(page).focus()
    typed: list[float] = []
    end = time.monotonic() + 4
    # Without a pause, and without an end.
    while time.monotonic() < end:
        page.keyboard.type(WORDS[len(typed)])
        typed.append(time.monotonic())
        time.sleep(0.03)
    died = time.monotonic()
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    killed(port)
    page = _page_of(browser, port)
    page.goto(address)
    expect(page.locator(".row__tick input").nth(0)).to_be_checked()
    assert told(page) == DUE
    page.locator(".row").nth(2).locator(".task > summary").click()
    assert told_of(place_of(page).input_value(), typed, died) <= 1


def place_of(page: Page) -> Locator:
    """Return the note of the third task."""
    return page.locator(".row").nth(2).locator(".field--note textarea")


def test_many_units_become_one_report(bases: Mapping[str, str], new_page: NewPage, tmp_path: Path) -> None:
    page = new_page(f"{bases['http']}units/rural.html")
    worked(page)
    stored = json.loads(page.evaluate(f"localStorage[{STORE}[0]]"))
    files: list[Path] = []
    for name in ("甲村", "乙村", "丙村"):
        stored["unit"] |= {"id": f"u{len(files)}", "name": name}
        stored["unit"]["at"]["name"] = stored["unit"]["at"]["kinds"]
        files.append(tmp_path / f"{name}.json")
        files[-1].write_text(json.dumps(stored), encoding="utf-8")
    files.append(tmp_path / "bad.json")
    files[-1].write_bytes(b"\xff\xfe{")
    for address in (f"{bases['file']}rollup.html", (ROOT / "dist/guidance-groups.html").as_uri()):
        page.goto(address)
        page.locator(".rollup__expected summary").click()
        page.locator(".field--expected textarea").fill("甲村\n丁村")
        page.locator("[data-rollup] input[type=file]").set_input_files(files)
        expect(page.locator(".heat tbody tr")).to_have_count(3)
        sums = page.locator(".rollup__sums dd").all_inner_texts()
        assert sums[:3] == ["3", "3", "3"]
        assert "丁村" in page.locator(".rollup__troubles").inner_text()
        assert "bad.json" in page.locator(".rollup__troubles").inner_text()
        assert page.locator(".heat [data-state=done]").all_inner_texts() == ["✓"] * 3
        page.locator(".heat tbody button").nth(1).click()
        assert NOTE[:20] in page.locator("#chosen").inner_text()
        assert page.evaluate("window.hit || 0") == 0
        with page.expect_download() as saved:
            page.locator(".rollup__tools .button").first.click()
        table = Path(saved.value.path()).read_text(encoding="utf-8-sig")
        assert table.count("\n") == 4


@pytest.mark.parametrize("kind", ["short", "sheet"])
def test_paper_has_the_states(bases: Mapping[str, str], new_page: NewPage, kind: str) -> None:
    page = new_page(f"{bases['file']}units/rural.html")
    worked(page)
    page.evaluate("window.print = () => {}")
    page.locator(".work__tools .button").nth(3).click()
    page.locator(".ways .button").nth({"short": 0, "sheet": 2}[kind]).click()
    page.emulate_media(media="print")
    if kind == "short":
        box = "one => getComputedStyle(one, '::before').content"
        boxes = page.locator(".task__box")
        assert [boxes.nth(at).evaluate(box) for at in (0, 1, 2)] == ['"✓"', '"…"', "none"]
        assert page.locator(".row").nth(1).locator("[data-value]").get_attribute("data-value") == "王"
    else:
        assert page.locator(".bar").is_hidden()
        sheet = page.locator(".signoff").inner_text()
        assert "王" in sheet
        assert "U+202E" in sheet
        assert "SHA-256" in sheet
        assert page.locator(".signoff tbody tr").count() > page.locator(".row").count()
