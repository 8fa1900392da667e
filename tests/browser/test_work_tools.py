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
from visits import NewPage
from works import FILE, STORE, opened

NewContext = Callable[..., BrowserContext]
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
