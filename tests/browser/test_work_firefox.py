"""Lists that people work in, in Firefox: over HTTP, in the single file, where a file has its own store."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from foxes import PREFERENCES, Marionette, Mortal
from works import FILE, NOTE, STORE, WORDS, told_of

from conftest import path_of

TICKED = "[...document.querySelectorAll('.row__tick input')].slice(0, 3).map(one => one.checked).join()"
KEPT = f"{STORE}.filter(key => localStorage[key].includes('\"done\"')).length"
READY = "document.readyState === 'complete' && !!document.querySelector('.row__tick input')"
NOTICED = "!document.querySelector('.work__notice').hidden"

# The page's own scripts are seen through a wrapper only.
SAY = "window.wrappedJSObject.Guidance.work.say"
TOLD = f"document.querySelector('.work__where').textContent.includes({SAY}('apart'))"
SECOND = "document.querySelectorAll('.row')[1]"
FILL = """let size = 1 << 20, at = 0
while (size > 200) {
  try { localStorage.setItem('filler' + at++, 'x'.repeat(size)) } catch (_) { size >>= 1 }
}"""


def _until(firefox: Marionette, condition: str) -> None:
    for _ in range(200):
        if firefox.execute_script(f"return {condition}"):
            return
        time.sleep(0.05)
    pytest.fail(f"never true: {condition}", pytrace=False)


def _open(firefox: Marionette, address: str) -> None:
    firefox.navigate(address)
    _until(firefox, READY)


def _tick(firefox: Marionette, at: int) -> None:
    firefox.execute_script(f"document.querySelectorAll('.row__tick input')[{at}].click()")


def _note(firefox: Marionette) -> None:
    """Open the second task and put the caret into its note."""
    firefox.execute_script(f"{SECOND}.querySelector('.task').open = true")
    _until(firefox, f"{SECOND}.querySelector('.field--note textarea')")
    firefox.execute_script(f"{SECOND}.querySelector('.field--note textarea').focus()")


def _noted(firefox: Marionette) -> str:
    _note(firefox)
    found: str = firefox.execute_script(f"return {SECOND}.querySelector('.field--note textarea').value")
    return found


@pytest.fixture(params=["single", "http", "folder"])
def address(request: pytest.FixtureRequest, bases: Mapping[str, str]) -> str:
    """Return a unit's list: the single file, over HTTP, and in the folder from disk."""
    bases = {**bases, "folder": bases["file"]}
    return FILE if request.param == "single" else f"{bases[request.param]}units/rural.html"


def test_each_local_file_has_a_store_of_its_own(bases: Mapping[str, str], firefox: Marionette) -> None:
    for name, value in PREFERENCES.items():
        assert firefox.get_pref(name) == value
    firefox.navigate(f"{bases['file']}units/rural.html")
    firefox.execute_script("localStorage.setItem('mark', 'here')")
    firefox.navigate(f"{bases['file']}units/organs.html")
    assert firefox.execute_script("return localStorage.getItem('mark')") is None


def test_what_is_entered_is_there_after_a_reload(address: str, firefox: Marionette) -> None:
    _open(firefox, address)
    _tick(firefox, 0)
    _until(firefox, KEPT)
    firefox.refresh()
    _until(firefox, f"{TICKED} === 'true,false,false'")
    # One store for all its languages, or for all pages: nothing to be told.
    assert firefox.execute_script(f"return {TOLD}") == ("/units/" in address and address.startswith("file:"))


def test_a_reload_at_any_moment_loses_nothing(address: str, firefox: Marionette) -> None:
    _open(firefox, address)
    for number, wait in enumerate((0, 0, 1, 5, 20, 60, 119, 121, 200, 290, 310, 450)):
        text = f"note {number}"
        _note(firefox)
        firefox.execute_script(
            f"""const note = {SECOND}.querySelector('.field--note textarea')
            note.value = arguments[0]
            note.dispatchEvent(new InputEvent('input', {{ bubbles: true }}))
            document.querySelectorAll('.row__tick input')[0].click()
            document.documentElement.id = 'old'
            setTimeout(() => location.reload(), arguments[1])""",
            script_args=(text, wait),
        )
        _until(firefox, f"document.documentElement?.id !== 'old' && {READY}")
        assert _noted(firefox) == text, wait
        ticked = firefox.execute_script(f"return {TICKED}").split(",")[0]
        assert ticked == ("false" if number % 2 else "true"), wait


def test_two_tabs_agree(address: str, firefox: Marionette) -> None:
    _open(firefox, address)
    one = firefox.current_window_handle
    other = firefox.open(type="tab")["handle"]
    firefox.switch_to_window(other)
    _open(firefox, address)
    firefox.switch_to_window(one)
    _tick(firefox, 0)
    firefox.switch_to_window(other, focus=False)
    _until(firefox, f"{TICKED} === 'true,false,false'")
    _tick(firefox, 2)
    firefox.switch_to_window(one, focus=False)
    _until(firefox, f"{TICKED} === 'true,false,true'")
    _tick(firefox, 0)
    firefox.switch_to_window(other, focus=False)
    _until(firefox, f"{TICKED} === 'false,false,true'")
    # One unit, not two.
    assert firefox.execute_script(f"return {STORE}.length") == 1


def test_a_denied_store_is_told_before_the_first_tick(address: str, firefox: Marionette) -> None:
    # 2: no cookies, and no stores.
    with firefox.using_prefs({"network.cookie.cookieBehavior": 2}):
        firefox.navigate("about:blank")
        _open(firefox, address)
        denied = firefox.execute_script("try { return !localStorage } catch (_) { return true }")
        assert denied
        assert firefox.execute_script(f"return {NOTICED}")
        assert firefox.execute_script(
            f"return document.querySelector('.work__notice').textContent.includes({SAY}('store-denied'))"
        )
        _tick(firefox, 0)
        _until(firefox, f"{TICKED} === 'true,false,false'")


def test_a_full_store_is_told_and_the_page_goes_out_with_its_data(
    firefox: Marionette, tmp_path: Path
) -> None:
    _open(firefox, FILE)
    firefox.execute_script(FILL)
    firefox.refresh()
    _until(firefox, f"{READY} && {NOTICED}")
    _tick(firefox, 0)
    _note(firefox)
    firefox.execute_script(
        f"""const note = {SECOND}.querySelector('.field--note textarea')
        note.value = arguments[0]
        note.dispatchEvent(new Event('input', {{ bubbles: true }}))
        note.dispatchEvent(new Event('change', {{ bubbles: true }}))""",
        script_args=(NOTE,),
    )
    copy = _saved(firefox, ".work__notice button:nth-of-type(2)", tmp_path / "進度 (copy)")
    assert copy.suffix == ".html"
    firefox.execute_script("localStorage.clear()")
    _open(firefox, copy.as_uri())
    _until(firefox, f"{TICKED} === 'true,false,false'")
    assert _noted(firefox) == NOTE
    assert not firefox.execute_script(f"return {NOTICED}")
    assert firefox.execute_script("return window.wrappedJSObject.hit || 0") == 0
    # What the page was opened with is kept here, and goes on from here.
    _tick(firefox, 2)
    _until(firefox, KEPT)
    firefox.refresh()
    _until(firefox, f"{READY} && {TICKED} === 'true,false,true'")


def _saved(firefox: Marionette, button: str, folder: Path) -> Path:
    """Press what saves a file, and return the file."""
    folder.mkdir()
    wanted = {"browser.download.folderList": 2, "browser.download.dir": str(folder)}
    with firefox.using_prefs(wanted):
        firefox.execute_script(f"document.querySelector({json.dumps(button)}).click()")
        for _ in range(200):
            found = [*folder.iterdir()]
            if len(found) == 1 and found[0].suffix != ".part" and found[0].stat().st_size:
                return found[0]
            time.sleep(0.05)
    pytest.fail(f"nothing was saved, but {found}", pytrace=False)


def test_what_cannot_be_read_is_left_alone_and_told(address: str, firefox: Marionette) -> None:
    _open(firefox, address)
    _tick(firefox, 0)
    _until(firefox, KEPT)
    key = firefox.execute_script(f"return {STORE}[0]")
    spoilt = [key + "x", '{"format":"guidance-progress","version":1']
    firefox.execute_script("localStorage.setItem(arguments[0], arguments[1])", script_args=spoilt)
    firefox.refresh()
    _until(firefox, f"{READY} && {NOTICED}")
    assert (
        firefox.execute_script("return localStorage.getItem(arguments[0])", script_args=spoilt[:1])
        == spoilt[1]
    )
    assert firefox.execute_script(f"return {TICKED}") == "true,false,false"
    # What the unit at hand had is in the journal, too.
    firefox.execute_script("localStorage.setItem(arguments[0], '{')", script_args=[key])
    firefox.refresh()
    _until(firefox, f"{READY} && {TICKED} === 'true,false,false'")


def test_a_change_of_language_in_the_folder_takes_the_unit_along(
    bases: Mapping[str, str], firefox: Marionette
) -> None:
    def other(tag: str) -> None:
        firefox.execute_script(f"document.querySelector('a.language-link[hreflang={tag}]').click()")
        _until(firefox, f"document.documentElement?.lang === '{tag}' && document.readyState === 'complete'")

    firefox.navigate(f"{bases['file']}units/rural.html")
    assert firefox.execute_script(f"return {TOLD}")
    _tick(firefox, 0)
    other("en")
    _until(firefox, f"{TICKED} === 'true,false,false'")
    assert "progress" not in firefox.execute_script("return location.hash")
    _tick(firefox, 2)
    other("zh-Hant")
    _until(firefox, f"{TICKED} === 'true,false,true'")
    # Taken back here, it is not brought in again by what the other page still has.
    _tick(firefox, 0)
    other("en")
    _until(firefox, f"{TICKED} === 'false,false,true'")
    # Kept on this page, too, not in the address alone.
    firefox.navigate(f"{bases['file']}en/units/rural.html")
    _until(firefox, f"{TICKED} === 'false,false,true'")


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[Mortal]:
    """Return a Firefox that may be killed."""
    one = Mortal(path_of("firefox"), tmp_path / "profile")
    yield one
    one.kill()


def test_a_browser_killed_while_one_types_loses_at_most_a_second(address: str, mortal: Mortal) -> None:
    firefox = mortal.start()
    _open(firefox, address)
    _tick(firefox, 0)
    _note(firefox)
    place = firefox.find_element("css selector", ".row:nth-child(2) .field--note textarea")
    typed: list[float] = []
    end = time.monotonic() + 4
    # Without a pause, and without an end.
    while time.monotonic() < end:
        place.send_keys(WORDS[len(typed)])
        typed.append(time.monotonic())
        time.sleep(0.05)
    died = time.monotonic()
    mortal.kill()
    firefox = mortal.start()
    _open(firefox, address)
    _until(firefox, f"{TICKED} === 'true,false,false'")
    assert told_of(_noted(firefox), typed, died) <= 1
