"""What people do in a list besides ticking: decisions, limits, filters, dates, editions, joined lists."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject
from playwright.sync_api import BrowserContext, Locator, Page, expect
from visits import ROOT, NewPage
from works import FILE, STORE, opened

NewContext = Callable[..., BrowserContext]
REPORT = (ROOT / "site/rollup.html").as_uri()
SHARING = """window.asked = []
Object.assign(Navigator.prototype, {
  canShare (data) {
    window.asked.push(data.files[0].name)
    return window.passes !== '' && data.files[0].name.endsWith(window.passes)
  },
  async share (data) { window.passed = [data.files[0].name, await data.files[0].text()] }
})"""
TODAY = datetime.now(tz=UTC).astimezone().date()


def say(page: Page, key: str, values: Mapping[str, object] | None = None) -> str:
    """Return a word of the page, in the language that it shows."""
    found: str = page.evaluate("([key, values]) => Guidance.work.say(key, values)", [key, values or {}])
    return found


def tool(page: Page, key: str) -> Locator:
    """Open one of the tools, and return its panel."""
    page.locator(".work__tools .button", has_text=say(page, f"tool-{key}")).click()
    return page.locator(".work__panel")


def stored(page: Page) -> dict[str, Any]:
    """Return the one unit that is kept, once all is written."""
    page.evaluate("Guidance.work.desk.flush()")
    texts = page.evaluate(f"{STORE}.map(key => localStorage[key])")
    assert len(texts) == 1
    found: dict[str, Any] = json.loads(texts[0])
    return found


def restored(page: Page, unit: dict[str, Any]) -> None:
    """Put a unit in the place of the one that is kept, in the journal, too, and open the page anew."""
    text, key = json.dumps(unit), page.evaluate(f"{STORE}[0]")
    page.evaluate(
        """async ([key, text]) => {
          const journal = Guidance.work.desk.journal
          localStorage.setItem(key, text)
          await journal.write(key, text)
        }""",
        [key, text],
    )
    page.reload()


# --- the second axis


def test_a_decision_stands_apart_and_falls_with_a_change_of_the_state(new_page: NewPage) -> None:
    page = new_page(FILE)
    row = opened(page, 1)
    tags = row.locator(".task__state")
    row.locator(".states .choice-of").nth(2).click()
    review = row.locator(".review")
    review.locator("summary").click()
    said = review.locator(".review__said")
    expect(said).to_have_text(say(page, "review-none"))
    review.locator(".field--by input").fill("李")
    review.locator(".field--review-note input").fill("齊全")
    review.locator(".button", has_text=say(page, "review-accept")).click()
    expect(said).to_have_text(f"{say(page, 'accepted')} · 李 · {TODAY.isoformat()} · 齊全")
    expect(tags).to_contain_text(say(page, "accepted"))
    expect(row).to_have_attribute("data-state", "done")
    page.reload()
    row = opened(page, 1)
    expect(tags).to_contain_text(say(page, "accepted"))
    # The state changes: nobody has looked at this one.
    row.locator(".states .choice-of").nth(1).click()
    expect(said).to_have_text(say(page, "review-none"))
    expect(tags).not_to_contain_text(say(page, "accepted"))
    # Sent back with a note; the state stays what the unit says.
    row.locator(".states .choice-of").nth(2).click()
    if not review.evaluate("one => one.open"):
        review.locator("summary").click()
    review.locator(".field--by input").fill("李")
    review.locator(".field--review-note input").fill("缺名單")
    review.locator(".field--seen-on input").fill("2026-11-02")
    review.locator(".button", has_text=say(page, "review-send")).click()
    expect(said).to_have_text(f"{say(page, 'sent-back')} · 李 · 2026-11-02 · 缺名單")
    expect(row).to_have_attribute("data-state", "done")
    expect(row).to_have_attribute("data-marks", "sent-back")
    review.locator(".button", has_text=say(page, "review-back")).click()
    expect(said).to_have_text(say(page, "review-none"))


def test_a_limit_is_acknowledged_and_not_done(new_page: NewPage) -> None:
    page = new_page(FILE)
    count = page.locator(".work__count").inner_text()
    limit = page.locator("details.limit").first
    limit.locator("summary").click()
    assert limit.locator("[type=radio]").count() == 0
    limit.locator(".check").click()
    limit.locator(".field--by input").fill("王")
    assert limit.locator(".field--seen-on input").input_value() == TODAY.isoformat()
    expect(limit.locator(".limit__ack")).to_contain_text(say(page, "acknowledged"))
    limit.locator(".field--by input").blur()
    assert page.locator(".work__count").inner_text() == count
    assert [(one["by"], one["on"]) for one in stored(page)["limits"].values()] == [("王", TODAY.isoformat())]
    page.reload()
    expect(limit.locator(".limit__ack")).to_contain_text(say(page, "acknowledged"))
    limit.locator("summary").click()
    assert limit.locator(".field--by input").input_value() == "王"
    limit.locator(".check").click()
    expect(limit.locator(".limit__ack")).to_have_text("")
    expect(limit.locator(".fields")).to_be_hidden()


def test_a_task_with_all_points_ticked_offers_to_be_done(new_page: NewPage) -> None:
    page = new_page(FILE)
    row = opened(page, 1)
    ticks = row.locator(".point__tick")
    for at in range(ticks.count()):
        expect(row.locator(".offer")).to_be_hidden()
        ticks.nth(at).click()
    expect(row.locator(".offer")).to_be_visible()
    expect(row).to_have_attribute("data-state", "todo")
    expect(row.locator(".task__points")).to_have_text(
        say(page, "points", {"n": ticks.count(), "all": ticks.count()})
    )
    assert "tasks" not in stored(page) or stored(page)["tasks"] == {}
    row.locator(".offer button").click()
    expect(row).to_have_attribute("data-state", "done")
    expect(row.locator(".offer")).to_be_hidden()


def test_each_phase_says_how_far_it_is(new_page: NewPage) -> None:
    page = new_page(FILE)
    phases = page.locator(".phase:has(.row)")
    before = phases.locator("h2 small").all_inner_texts()
    page.locator(".row__tick").nth(0).click()
    first = phases.nth(0)
    rows = first.locator(".row").count()
    expect(first.locator("h2 small")).to_have_text(say(page, "done-of", {"n": 1, "all": rows}))
    opened(page, 1).locator(".states .choice-of").nth(3).click()
    expect(first.locator("h2 small")).to_have_text(say(page, "done-of", {"n": 1, "all": rows - 1}))
    page.locator("label[for=show-en]").click()
    expect(first.locator("h2 small")).to_have_text(f"1 of {rows - 1} done")
    page.locator("label[for=show-zh-Hant]").click()
    opened(page, 1).locator(".states .choice-of").nth(0).click()
    page.locator(".row__tick").nth(0).click()
    # Nothing is begun: how many there are is what one wants to know.
    expect(phases.locator("h2 small").first).to_have_text(before[0], use_inner_text=True)


# --- filters


@pytest.mark.parametrize("kind", ["single", "http"])
def test_a_list_narrows_by_state_who_group_and_phase(
    bases: Mapping[str, str], new_page: NewPage, kind: str
) -> None:
    page = new_page(FILE if kind == "single" else f"{bases['http']}units/rural.html")
    rows = page.locator(".row")
    page.locator(".row__tick").nth(0).click()
    opened(page, 2).locator(".states .choice-of").nth(1).click()
    panel = tool(page, "narrow")
    state, who, phase = (panel.locator(f"select[name={name}]") for name in ("state", "who", "phase"))

    def shown() -> list[int]:
        return [at for at in range(rows.count()) if rows.nth(at).is_visible()]

    everything = shown()
    assert len(everything) == rows.count()
    state.select_option("done")
    assert shown() == [0]
    state.select_option("doing")
    assert shown() == [2]
    # What is done meanwhile is shown until one chooses anew, so that nothing jumps away under one's hand.
    state.select_option("todo")
    assert shown() == [at for at in everything if at not in (0, 2)]
    state.select_option("")
    for value in phase.locator("option").evaluate_all("all => all.map(one => one.value).filter(Boolean)"):
        phase.select_option(value)
        found = [rows.nth(at).locator(".task").get_attribute("data-phase") for at in shown()]
        assert found
        assert {*found} == {value}
    phase.select_option("")
    for value in who.locator("option").evaluate_all("all => all.map(one => one.value).filter(Boolean)"):
        who.select_option(value)
        assert shown() == [
            at
            for at in everything
            if value in str(rows.nth(at).locator(".task").get_attribute("data-who")).split()
        ]
    who.select_option("")
    groups = panel.locator("[name=group]")
    for at in range(groups.count()):
        groups.nth(at).uncheck()
    without = [at for at in everything if not rows.nth(at).locator(".task").get_attribute("data-members")]
    assert len(without) < len(everything)
    assert shown() == without
    expect(page.locator(".worklist__count")).to_contain_text(str(len(without)))


# --- dates


def test_dates_are_worked_out_from_the_first_day_and_read_by_calendars(
    new_page: NewPage, tmp_path: Path
) -> None:
    page = new_page(FILE)
    panel = tool(page, "dates")
    # No date that no text supports.
    assert not re.search(r"\d{4}-\d\d-\d\d", panel.locator(".stretches").inner_text())
    assert panel.locator(".buttons").is_hidden()
    panel.locator(".field--first-day input").fill("2026-08-31")
    stretches = panel.locator(".stretches > li")
    windows = page.evaluate("Guidance.work.desk.list.windows")
    expect(stretches).to_have_count(len(windows))
    assert windows
    for at, one in enumerate(windows):
        text = stretches.nth(at).inner_text()
        assert "2026-08-31 – " in text
        assert one["quote"]["zh-Hant"] in text
        assert one["at"] in text
        assert (say(page, "about") in text) == one["about"]
        assert stretches.nth(at).locator("blockquote").get_attribute("lang") == "zh-Hant"
    # As the days are past, the lines are full.
    shares = "all => all.map(one => one.firstChild.offsetWidth / one.offsetWidth)"
    assert stretches.locator(".stretch").evaluate_all(shares) == pytest.approx([1] * len(windows), abs=0.02)
    with page.expect_download() as saved:
        panel.locator(".buttons .button").click()
    file = tmp_path / "dates.ics"
    saved.value.save_as(file)
    events = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    other = list(vobject.readOne(file.read_bytes().decode()).components())
    assert len(events) == len(other) == len(windows)
    for event, same, one in zip(events, other, windows, strict=True):
        # Two months from the last day of August: October has one.
        assert one["months"] == 2
        assert event.start == same.dtstart.value == date(2026, 8, 31)
        assert event.end == same.dtend.value == date(2026, 11, 1)
        assert event["summary"] == same.summary.value
        assert one["quote"]["zh-Hant"] in same.description.value
    # Open tasks of a stretch that is over are late; and one's own day counts before it.
    late = page.locator(".row[data-marks~=late]")
    expect(late).to_have_count(len({task for one in windows for task in one["tasks"]}))
    row = opened(page, 0)
    row.locator(".field--day input").fill((TODAY + timedelta(days=30)).isoformat())
    expect(row).not_to_have_attribute("data-marks", "late")
    panel.locator(".field--first-day input").fill(TODAY.isoformat())
    expect(late).to_have_count(0)
    row.locator(".field--day input").fill((TODAY - timedelta(days=1)).isoformat())
    expect(late).to_have_count(1)
    expect(page.locator(".work__next")).to_contain_text(say(page, "late"))


# --- new editions


def test_a_state_of_other_words_waits_to_be_looked_at_again(new_page: NewPage) -> None:
    page = new_page(FILE)
    for at in (0, 1):
        page.locator(".row__tick").nth(at).click()
    names = [str(page.locator(".row").nth(at).get_attribute("data-task")) for at in range(3)]
    unit = stored(page)
    # As if the first two had read otherwise, and the third had not been there.
    for name in names[:2]:
        unit["prints"][name] = "000000000000"
    del unit["prints"][names[2]]
    restored(page, unit)
    news = page.locator(".work__news")
    expect(news).to_be_visible()
    links = news.locator("a").evaluate_all("all => all.map(one => one.hash.slice(1))")
    assert links == [names[2], *names[:2]]
    rows = [page.locator(".row").nth(at) for at in range(2)]
    for row in rows:
        expect(row).to_have_attribute("data-state", "todo")
        expect(row).to_have_attribute("data-marks", "again")
        expect(row.locator(".task__state")).to_contain_text(say(page, "again"))
    for at, key in enumerate(("again-keep", "again-drop")):
        again = opened(page, at).locator(".work-top .again")
        expect(again).to_contain_text(say(page, "state-done"))
        again.locator("button", has_text=say(page, key)).click()
        expect(again).to_be_hidden()
    expect(rows[0]).to_have_attribute("data-state", "done")
    expect(rows[1]).to_have_attribute("data-state", "todo")
    news.locator("button").click()
    expect(news).to_be_hidden()
    page.reload()
    expect(rows[0]).to_have_attribute("data-state", "done")
    expect(news).to_be_hidden()


# --- a unit that is two things


def test_a_unit_that_is_two_things_works_on_its_joined_list(
    bases: Mapping[str, str], new_context: NewContext
) -> None:
    page = new_context().new_page()
    page.goto(f"{bases['http']}units/rural.html")
    page.locator(".row__tick").nth(0).click()
    task = str(page.locator(".row").nth(0).get_attribute("data-task"))
    page.locator(".work__unit").click()
    page.locator(".field--unit input").fill("甲")
    expect(page.locator("[data-carry]")).to_have_count(0)
    page.locator(".work__panel .states .choice-of").filter(
        has=page.locator("input:not(:disabled)")
    ).last.click()
    kinds = stored(page)["unit"]["kinds"]
    assert len(kinds) == 2
    page.locator("[data-carry]").click()
    page.wait_for_url("**/items.html?units=*")
    rows = page.locator(".row--worked")
    ids = page.evaluate("Guidance.work.desk.list.order")
    mine = page.evaluate("kind => Guidance.work.block('progress-list').kinds[kind].tasks", "rural")
    assert {*mine} < {*ids}
    expect(rows).to_have_count(len(ids))
    expect(page.locator(f"[data-task={task}] .row__tick input")).to_be_checked()
    expect(page.locator(".work__unit")).to_have_text("甲")
    # What is ticked here is ticked on the list of each kind: a state belongs to the task.
    both = next(one for one in ids if one in mine and one != task)
    page.locator(f"[data-task={both}] .row__tick").click()
    alone = next(one for one in ids if one not in mine)
    page.locator(f"[data-task={alone}] .row__tick").click()
    row = page.locator(f"[data-task={both}]")
    row.locator(".task > summary").click()
    row.locator(".point__tick").first.click()
    limit = page.locator("li.item:has(.limit__ack) > details").first
    limit.locator("summary").click()
    limit.locator(".check").click()
    assert len(stored(page)["limits"]) == 1
    point = str(row.locator(".point__tick input").first.get_attribute("id"))
    page.goto(f"{bases['http']}units/rural.html")
    expect(page.locator(f"[data-task={both}] .row__tick input")).to_be_checked()
    page.locator(f"[data-task={both}] .task > summary").click()
    expect(page.locator(f"[id={point}]")).to_be_checked()
    assert stored(page)["unit"]["kinds"] == kinds
    # What only the other kind has is not lost by work on this one.
    page.locator(f"[data-task={both}] .row__tick").click()
    page.goto(f"{bases['http']}items.html?units={','.join(kinds)}")
    expect(page.locator(f"[data-task={alone}] .row__tick input")).to_be_checked()
    expect(page.locator(f"[data-task={both}] .row__tick input")).not_to_be_checked()
    expect(page.locator(".work__news")).to_be_hidden()
    assert not stored(page).get("again")


def test_a_unit_of_one_kind_may_use_the_joined_list_from_there(
    bases: Mapping[str, str], new_context: NewContext
) -> None:
    page = new_context().new_page()
    page.goto(f"{bases['http']}units/rural.html")
    page.locator(".row__tick").nth(0).click()
    assert stored(page)["unit"]["kinds"] == ["rural"]
    page.goto(f"{bases['http']}items.html")
    boxes = page.locator("[data-union] input")
    expect(page.locator(".work")).to_be_hidden()
    boxes.and_(page.locator("[value=rural]")).check()
    expect(page.locator(".row__tick")).to_have_count(0)
    boxes.and_(page.locator("[value=organs]")).check()
    expect(page.locator(".row__tick").first).to_be_visible()
    assert page.locator(".row__tick input:checked").count() == 0
    page.locator(".work__unit").click()
    page.locator(".work__panel p > .button", has_text="（未命名）").click()
    expect(page.locator(".row__tick input:checked")).to_have_count(1)
    assert stored(page)["unit"]["kinds"] == ["organs", "rural"]
    # Another choice is another list.
    boxes.and_(page.locator("[value=urban]")).check()
    page.wait_for_url("**units=*urban*")
    expect(page.locator(".row__tick").first).to_be_visible()


# --- files that come in, clearing


def test_clearing_is_taken_back(new_page: NewPage) -> None:
    page = new_page(FILE)
    page.locator(".row__tick").nth(0).click()
    before = stored(page)
    page.locator(".work__unit").click()
    page.locator(".field--unit input").fill("甲村")
    page.locator(".work__panel .button", has_text=say(page, "clear")).click()
    expect(page.locator(".row__tick input").nth(0)).not_to_be_checked()
    expect(page.locator(".work__unit")).to_have_text("甲村")
    page.locator(".row__tick").nth(2).click()
    page.locator(".work__undo button").click()
    expect(page.locator(".row__tick input").nth(0)).to_be_checked()
    expect(page.locator(".row__tick input").nth(2)).to_be_checked()
    expect(page.locator(".work__undo")).to_be_hidden()
    after = stored(page)["tasks"]
    assert all(after[name] == one for name, one in before["tasks"].items())
    page.reload()
    expect(page.locator(".row__tick input").nth(0)).to_be_checked()


def test_what_is_no_progress_file_is_refused_with_its_reason_and_changes_nothing(
    new_page: NewPage, tmp_path: Path
) -> None:
    page = new_page(FILE)
    page.locator(".row__tick").nth(0).click()
    unit = stored(page)
    text = json.dumps(unit)
    deep: Any = {}
    for _ in range(30):
        deep = {"x": deep}
    large = tmp_path / "too-large.json"
    with large.open("wb") as out:
        out.truncate(50 * 1024 * 1024 + 1)
    files = {
        "not-json": text[: len(text) // 2].encode(),
        "too-deep": json.dumps({**unit, "tasks": deep}).encode(),
        "other-project": json.dumps({**unit, "project": "elsewhere"}).encode(),
        "not-progress": b'{"hello": "world"}',
        "not-utf8": b"\xff\xd8\xff\xe0JFIF",
        "newer-version": json.dumps({**unit, "version": 99}).encode(),
        "no-data-inside": b"<!doctype html><title>A page</title>",
        "empty": b"",
    }
    for code, data in files.items():
        (tmp_path / f"{code}.json").write_bytes(data)
    panel = tool(page, "in")
    for code in (*files, "too-large"):
        panel.locator("[type=file]").set_input_files(tmp_path / f"{code}.json")
        error = panel.locator(".incoming", has_text=f"{code}.json")
        expect(error).to_contain_text(say(page, f"flaw-{code}"))
        assert panel.locator(".incoming .button").count() == 0
    assert stored(page) == unit


def test_an_import_is_shown_item_by_item_before_it_changes_anything(
    new_page: NewPage, tmp_path: Path
) -> None:
    page = new_page(FILE)
    page.locator(".row__tick").nth(0).click()
    row = opened(page, 1)
    row.locator(".field--who input").fill("王")
    row.locator(".field--note textarea").fill("這裡寫的")
    row.locator(".field--note textarea").blur()
    mine = stored(page)
    name = str(row.get_attribute("data-task"))
    first = str(page.locator(".row").nth(0).get_attribute("data-task"))
    late = "2090-01-01T00:00:00.000Z other"
    theirs = json.loads(json.dumps(mine))
    theirs["seen"] = {"other": late[:24]}
    del theirs["tasks"][first]
    theirs["tasks"][name] |= {"who": "李", "state": "doing"}
    theirs["tasks"][name]["at"] = {"who": late, "state": late}
    theirs["tasks"][name]["notes"] = {"other": {"text": "<b>那裡</b>寫的", "by": "", "at": late}}
    file = tmp_path / "theirs.json"
    file.write_text(json.dumps(theirs), encoding="utf-8")
    panel = tool(page, "in")
    panel.locator("[type=file]").set_input_files(file)
    both = panel.locator(".incoming > ul .choice-of")
    expect(both).to_have_count(2)
    assert [one.locator("input").is_checked() for one in both.all()] == [False, True]
    others = panel.locator(".incoming details li").all_inner_texts()
    # An empty field clears nothing, a note stands beside a note.
    assert len(others) == 2
    assert any("<b>那裡</b>寫的" in one for one in others)
    assert any(say(page, "state-doing") in one for one in others)
    assert stored(page) == mine
    both.nth(0).click()
    panel.locator(".incoming .button", has_text=say(page, "take-over")).click()
    expect(row).to_have_attribute("data-state", "doing")
    assert row.locator(".field--who input").input_value() == "王"
    assert page.locator(".row__tick input").nth(0).is_checked()
    assert len(stored(page)["tasks"][name]["notes"]) == 2
    page.locator(".work__undo button").click()
    expect(row).to_have_attribute("data-state", "todo")
    after = stored(page)
    assert after["tasks"] == mine["tasks"]


# --- out of the browser


def test_the_page_says_when_the_state_was_carried_out_and_reminds_of_it(
    new_page: NewPage, tmp_path: Path
) -> None:
    page = new_page(FILE)
    where = page.locator(".work__where")
    expect(where).to_be_hidden()
    ticks = page.locator(".row__tick input")
    ticks.evaluate_all("all => all.slice(0, 19).forEach(one => one.click())")
    expect(where).to_contain_text(say(page, "out-never"))
    expect(where).not_to_contain_text(say(page, "remind", {"n": 19}))
    ticks.nth(19).click()
    expect(where).to_contain_text(say(page, "remind", {"n": 20}))
    before, _, _ = say(page, "out-at", {"time": "|"}).partition("|")
    with page.expect_download() as saved:
        where.locator("button").click()
    saved.value.save_as(tmp_path / "out.json")
    expect(where).to_contain_text(before)
    for key, values in (("out-never", None), ("remind", {"n": 20})):
        expect(where).not_to_contain_text(say(page, key, values))
    assert json.loads((tmp_path / "out.json").read_bytes()) == stored(page)
    page.reload()
    expect(where).to_contain_text(before)


@pytest.mark.parametrize("passes", [".json", ".txt", ""])
def test_a_phone_shares_the_very_file_that_it_lets_through(new_context: NewContext, passes: str) -> None:
    context = new_context()
    context.add_init_script(f"window.passes = {json.dumps(passes)}; {SHARING}")
    page = context.new_page()
    page.goto(FILE)
    page.locator(".row__tick").nth(0).click()
    button = tool(page, "out").locator(".ways .button", has_text=say(page, "share-file"))
    if not passes:
        expect(button).to_have_count(0)
        return
    button.click()
    page.wait_for_function("window.passed")
    name, text = page.evaluate("window.passed")
    assert name in page.evaluate("window.asked")
    assert name.endswith(passes)
    assert json.loads(text) == stored(page)
    expect(page.locator(".work__where")).not_to_contain_text(say(page, "out-never"))


# --- paper


def test_the_sheet_names_one_kind_its_pages_and_its_list(new_page: NewPage) -> None:
    page = new_page(FILE)
    page.locator("label[for=show-en]").click()
    page.locator(".row__tick").nth(0).click()
    address, code = "https://example.org/units/rural.html", "data:image/gif;base64,R0lGODlhAQABAAAAACw="
    page.evaluate(
        "given => { Object.assign(Guidance.work.data(), given) }", {"address": address, "code": code}
    )
    page.evaluate("window.print = () => {}")
    panel = tool(page, "print")
    panel.locator(".button", has_text=say(page, "print-sheet")).click()
    page.emulate_media(media="print")
    sheet = page.locator(".signoff")
    expect(sheet).to_be_visible()
    kind = page.evaluate("Guidance.work.titled(Guidance.work.data().kinds, 'rural')")
    assert sheet.locator("p").first.inner_text().endswith(f"· {kind}")
    last = sheet.locator(".signoff__edition").last
    assert last.inner_text().strip() == address
    assert last.locator("img").get_attribute("src") == code
    # Which page it is and of how many: the browser counts them.
    assert sheet.evaluate("one => getComputedStyle(one).page") == "signoff"
    feet = page.evaluate(
        """[...document.styleSheets].flatMap(one => [...one.cssRules])
          .filter(one => one.selectorText === 'signoff').map(one => one.cssText)"""
    )
    assert len(feet) == 1
    assert re.search(r"@bottom-center.*counter\(page\).*counter\(pages\)", feet[0], re.DOTALL)


# --- many units


@pytest.fixture
def report(new_page: NewPage, tmp_path: Path) -> Page:
    """Return the report over five units.

    甲 has nearly all done, 乙 is late, 丙 gives no reason, 丁 wrote a note, 戊 is on an older edition.
    """
    page = new_page(FILE)
    page.locator(".row__tick").nth(0).click()
    unit = stored(page)
    order = page.locator(".row").evaluate_all("all => all.map(one => one.dataset.task)")
    (entry,) = unit["tasks"].values()
    stamp = entry["at"]["state"]
    day = (TODAY - timedelta(days=1)).isoformat()
    done = dict.fromkeys(order, entry)
    open_ = {"state": "doing", "at": {"state": stamp}}
    late = {**open_, "due": day, "at": {"state": stamp, "due": stamp}}
    unfounded = {"state": "not-applicable", "at": {"state": stamp}}
    old = f"2026-01-05{stamp[10:]}"
    note = {**open_, "notes": {"pc": {"text": "缺名單", "by": "王", "at": stamp}}}
    units: dict[str, dict[str, Any]] = {
        "甲": {**done, order[0]: open_},
        "乙": {order[0]: late, order[1]: {"state": "done", "at": {"state": old}}},
        "丙": {order[0]: unfounded},
        "丁": {order[0]: note},
        "戊": {order[0]: entry},
    }
    files = []
    for at, (name, tasks) in enumerate(units.items()):
        made = json.loads(json.dumps({**unit, "tasks": tasks}))
        made["unit"] |= {"id": f"u{at}", "name": name}
        made["unit"]["at"]["name"] = made["unit"]["at"]["kinds"]
        if name == "戊":
            made["editions"] = {name: {**one, "sha256": "0" * 64} for name, one in made["editions"].items()}
        files.append(tmp_path / f"{at}.json")
        files[-1].write_text(json.dumps(made), encoding="utf-8")
    page.goto(REPORT)
    page.locator("[data-rollup] input[type=file]").set_input_files(files)
    expect(page.locator(".heat tbody tr")).to_have_count(len(units))
    return page


def test_a_report_tells_what_a_guidance_group_looks_for(report: Page) -> None:
    page, heat = report, report.locator(".heat tbody tr")
    every = page.locator(".heat thead th").count()
    # Nearly all is not all.
    tables = page.locator(".rollup__table")
    share = (every - 1) * 100 // every
    row = tables.nth(1).locator("tbody tr", has_text="甲")
    expect(row).to_contain_text(f"{every - 1}／{every}")
    expect(row).to_contain_text(f"{share} %")
    # Each phase over all units.
    counts = tables.nth(0).locator("td:nth-child(2)").all_inner_texts()
    assert len(counts) > 1
    totals = page.locator(".rollup__sums dd").all_inner_texts()
    assert sum(int(one.partition("／")[0]) for one in counts) == int(totals[1]) == every + 1
    # The age of the oldest and of the newest entry.
    row = tables.nth(1).locator("tbody tr", has_text="乙")
    expect(row).to_contain_text("2026-01-05")
    expect(row).to_contain_text(TODAY.isoformat())
    assert heat.filter(has_text="乙").locator("td").first.inner_text() == "…!"
    notes = tables.filter(has_text="缺名單").last
    expect(notes).to_contain_text("缺名單 (王)")
    expect(notes.locator("tr", has_text="丙")).to_contain_text(say(page, "no-reason"))
    # The chosen unit in full, linked to its row.
    heat.filter(has_text="丙").locator("button").click()
    expect(page.locator("#chosen h2")).to_have_text("丙")
    expect(page.locator("#chosen tbody tr")).to_have_count(every)


def test_a_report_narrows_and_is_sorted_and_saved(report: Page) -> None:
    page, heat = report, report.locator(".heat tbody tr")
    selects = page.locator(".rollup__tools select")
    for only, name in (("late", "乙"), ("undecided", "丙"), ("notes", "丁"), ("outdated", "戊")):
        selects.nth(1).select_option(only)
        expect(heat).to_have_count(1)
        expect(heat).to_contain_text(name)
    with page.expect_download() as saved:
        page.locator(".rollup__tools .button", has_text=say(page, "save-table")).click()
    lines = Path(saved.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("戊")
    selects.nth(1).select_option("")
    expect(heat).to_have_count(5)
    names = page.locator(".heat tbody th")
    selects.nth(2).select_option("share")
    expect(names.last).to_have_text("甲")
    selects.nth(2).select_option("late")
    expect(names.first).to_have_text("乙")
    selects.nth(2).select_option("oldest")
    expect(names.first).to_have_text("乙")
    page.locator(".rollup__tools input[type=search]").fill("丙")
    expect(heat).to_have_count(1)
