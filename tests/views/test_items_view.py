"""All items on one page, the choice of a unit, and pages that show a part of a view."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

from guidance.pages import NONE, Pages
from guidance.register.model import Audience, Gone, Reach, Tombstone
from guidance.register.worklist import worklist
from rendering import HERE, TAGS, Shelf, misquoted, said, stub, target

pytestmark = pytest.mark.parametrize("tag", TAGS)


def listed(page: html.HtmlElement) -> list[str]:
    return [one.get("id") for one in page.find_class("item")]


def test_every_item_stands_once_with_its_quotes(shelf: Shelf, tag: str) -> None:
    page = shelf.page(tag, "items")
    found = worklist(shelf.index, shelf.index.items.values())
    assert listed(page) == [one.id for one in found.items]
    for task in found.tasks:
        node = page.get_element_by_id(task.task.id)
        assert listed(node) == [one.id for one in task.points]
        assert said(node.find("summary")).startswith(shelf.corpus.locale(tag).pick(task.task.title))
    for node in page.find_class("item"):
        assert misquoted(shelf, tag, node, shelf.index.items[node.get("id")].cites) == []


def test_a_task_s_row_says_who_how_much_and_whether_it_is_bounded(shelf: Shelf, tag: str) -> None:
    pick = shelf.corpus.locale(tag).pick
    page = shelf.page(tag, "items")
    for one in worklist(shelf.index, shelf.index.items.values()).tasks:
        node = page.get_element_by_id(one.task.id)
        assert "open" not in node.attrib
        row = node.find("summary")
        lead = shelf.index.actors[one.task.lead]
        sign = shelf.word(tag, "open-sign") if lead.open else ""
        count = len(one.points)
        words = shelf.word(tag, "point-count" if count == 1 else "points-count")
        assert said(row.find_class("task__who")[0]) == f"{pick(lead.short or lead.title)}{sign}"
        legend = page.xpath("//*[@id='legend']")
        assert not lead.open or legend
        assert said(row.find_class("task__points")[0]) == words.replace("{n}", str(count))
        assert bool(row.find_class("task__limited")) is bool(one.limits)
        assert one.task.result
        assert said(node.find_class("task__result")[0]).endswith(pick(one.task.result.says))
        limits = [link.get("href") for line in node.find_class("task__limits") for link in line.iter("a")]
        assert limits == [f"#{each.id}" for each in one.limits]


def test_what_a_row_shortens_is_told_once_in_full(real_shelf: Shelf, tag: str) -> None:
    pick = real_shelf.corpus.locale(tag).pick
    (legend,) = real_shelf.page(tag, "items").find_class("legend")
    lines = [said(one) for one in legend]
    leads = dict.fromkeys(one.lead for one in real_shelf.index.register.tasks)
    actors = [real_shelf.index.actors[lead] for lead in leads]
    short = [one for one in actors if one.short and pick(one.short) != pick(one.title)]
    assert len(lines) == len(short)
    for one in short:
        sign = real_shelf.word(tag, "open-sign") if one.open else ""
        assert f"{pick(one.short)}{sign} {' '.join(pick(one.title).split())}" in lines


def units_said(page: html.HtmlElement) -> dict[str, list[tuple[str, tuple[str, str]]]]:
    """Return for each item the units that it names, each with where its link leads."""
    return {
        node.get("id"): [
            (one.get("data-unit"), target(one.get("href")))
            for one in node.find_class("item__units")[0].iter("a")
        ]
        for node in page.find_class("item")
    }


def units_due(shelf: Shelf) -> dict[str, list[tuple[str, tuple[str, str]]]]:
    return {
        item: [
            (unit, (shelf.pages.address("checklist", unit=unit), item))
            for unit in shelf.index.units
            if shelf.index.why(item, unit).applies
        ]
        for item in shelf.index.items
    }


def test_an_item_names_the_units_that_have_it(shelf: Shelf, tag: str) -> None:
    page = shelf.page(tag, "items")
    assert units_said(page) == units_due(shelf)
    for node in page.find_class("item"):
        assert node.get("data-units").split() == [unit for unit, _ in units_said(page)[node.get("id")]]


def test_another_audience_is_said_otherwise(tiny_shelf: Shelf, tag: str) -> None:
    units = [replace(one, without=()) for one in tiny_shelf.index.register.units]
    other = tiny_shelf.with_register(units=tuple(units))
    assert units_said(other.page(tag, "items")) != units_due(tiny_shelf)
    assert units_said(other.page(tag, "items")) == units_due(other)


def test_each_box_says_how_many_tasks_its_unit_has(shelf: Shelf, tag: str) -> None:
    boxes = shelf.page(tag, "items").xpath("//form[@data-union]//input")
    assert [one.get("value") for one in boxes] == list(shelf.index.units)
    counts = {one.get("value"): said(one.getparent()).rpartition("(")[2].rstrip(")") for one in boxes}
    tasks = {unit: worklist(shelf.index, items).tasks for unit, items in shelf.index.by_unit.items()}
    assert counts == {unit: str(len(some)) for unit, some in tasks.items()}


def test_without_tasks_each_box_says_how_many_items_its_unit_has(real_shelf: Shelf, tag: str) -> None:
    bare = real_shelf.with_register(tasks=())
    boxes = bare.page(tag, "items").xpath("//form[@data-union]//input")
    counts = {one.get("value"): said(one.getparent()).rpartition("(")[2].rstrip(")") for one in boxes}
    assert counts == {unit: str(len(items)) for unit, items in bare.index.by_unit.items()}


def test_what_became_of_an_item_is_told(tiny_shelf: Shelf, tag: str) -> None:
    page = tiny_shelf.page(tag, "items")
    (dt,) = page.xpath("//dt[@id='o-compensate']")
    dd = dt.getnext()
    register = tiny_shelf.index.register
    pick = tiny_shelf.corpus.locale(tag).pick
    assert tiny_shelf.word(tag, "gone-merged") in said(dt)
    assert pick(register.tombstones[0].reason) in said(dd)
    (link,) = dd.iter("a")
    assert link.text == pick(tiny_shelf.index.items["o-pay"].title)
    assert target(link.get("href")) == ("items.html", "o-pay")
    assert page.get_element_by_id("o-pay") is not None


def test_a_grave_may_lead_to_another_grave(tiny_shelf: Shelf, tag: str) -> None:
    reason = {"zh-Hant": "為測試", "en": "for a test"}
    grave = Tombstone(
        id="o-older", place=HERE, places={}, gone=Gone.MERGED, into=("o-compensate",), reason=reason
    )
    graves = (*tiny_shelf.index.register.tombstones, grave)
    page = tiny_shelf.with_register(tombstones=graves).page(tag, "items")
    (link,) = page.xpath("//dt[@id='o-older']/following-sibling::dd[1]//a")
    assert link.get("href") == "#o-compensate"


def test_without_graves_there_is_no_head_for_them(tiny_shelf: Shelf, tag: str) -> None:
    bare = tiny_shelf.with_register(tombstones=())
    block = bare.block(tag, bare.pages.of("items")[0])
    assert "gone" not in [one.id for one in block.headings]
    assert 'class="graves"' not in block.html


def test_the_choice_counts_and_leads_to_every_unit(shelf: Shelf, tag: str) -> None:
    *cards, joined = shelf.page(tag, "choice").find_class("card")
    assert target(joined.get("href"))[0] == shelf.pages.address("items")
    pick = shelf.corpus.locale(tag).pick
    for card, (unit, items) in zip(cards, shelf.index.by_unit.items(), strict=True):
        tasks = len(worklist(shelf.index, items).tasks)
        words = shelf.word(tag, "tasks-count" if tasks else "items-count")
        text = f"{pick(shelf.index.units[unit].title)} {words.replace('{n}', str(tasks or len(items)))}"
        assert said(card) == text
        assert target(card.get("href")) == (shelf.pages.address("checklist", unit=unit), "")


def test_the_choice_says_which_lists_have_the_same_tasks(real_shelf: Shelf, tag: str) -> None:
    pick = real_shelf.corpus.locale(tag).pick
    (line,) = real_shelf.page(tag, "choice").find_class("choice__same")
    pilots = [
        real_shelf.index.units[one] for one in ("organs", "urban", "rural", "enterprises", "institutions")
    ]
    assert all(pick(one.short or one.title) in said(line) for one in pilots)
    scopes = [one for one in real_shelf.index.items if one.startswith("o-scope-")]
    assert len(scopes) == 4
    assert all(pick(real_shelf.index.items[one].title) in said(line) for one in scopes)
    other = tuple(
        replace(one, units=Audience(reach=Reach.ONLY, ids=("rural",))) if one.id == "o-agenda" else one
        for one in real_shelf.index.register.obligations
    )
    (changed,) = real_shelf.with_register(obligations=other).page(tag, "choice").find_class("choice__same")
    assert pick(real_shelf.index.units["rural"].short) not in said(changed)


def parts(shelf: Shelf, key: str) -> list[str]:
    register = shelf.index.register
    if key == "phase":
        return [one.id for one in register.phases]
    return [NONE, *(one.id for one in register.procedures)]


@pytest.mark.parametrize("key", ["phase", "procedure"])
@pytest.mark.parametrize("view", ["checklist", "items", "matrix"])
def test_parts_make_up_the_whole(shelf: Shelf, tag: str, view: str, key: str) -> None:
    unit = {"unit": next(iter(shelf.index.units))} if view == "checklist" else {}
    rows = (
        "//tbody/tr[contains(@class, 'item--')]/th"
        if view == "matrix"
        else "//*[starts-with(@id, 'o-')][not(self::dt)]"
    )

    def shows(page: html.HtmlElement) -> list[str]:
        # A limit on a unit's list names those of its tasks that stand on the same page.
        return [one.get("id") if view == "checklist" else said(one) for one in page.xpath(rows)]

    whole = shows(shelf.page(tag, view, **unit))
    found = [
        one
        for part in parts(shelf, key)
        for one in shows(shelf.shown(tag, stub(view, **unit, **{key: part})))
    ]
    assert sorted(found) == sorted(whole)


@pytest.mark.parametrize("view", ["checklist", "items"])
def test_an_address_leads_to_the_part_that_has_the_item(tiny_shelf: Shelf, tag: str, view: str) -> None:
    keys = {"unit": "child"} if view == "checklist" else {}
    some = tuple(
        stub(view, f"{part}.md", phase=part, **keys) for part in reversed(parts(tiny_shelf, "phase"))
    )
    split = replace(tiny_shelf, pages=Pages(some))
    for item in tiny_shelf.index.by_unit["child"]:
        address = split.pages.listed(item, "child") if keys else split.pages.item(item)
        path, _, anchor = address.partition(".html#")
        (shown,) = [one for one in some if one.path == f"{path}.md"]
        assert split.shown(tag, shown).xpath("//*[@id=$id]", id=anchor)


def test_graves_stand_on_one_part_only(tiny_shelf: Shelf, tag: str) -> None:
    some = tuple(stub("items", f"{part}.md", phase=part) for part in parts(tiny_shelf, "phase"))
    split = replace(tiny_shelf, pages=Pages(some))
    assert [len(split.shown(tag, one).find_class("graves")) for one in some] == [1, 0]


def test_where_no_page_shows_a_thing_there_is_no_link(tiny_shelf: Shelf, tag: str) -> None:
    views = (
        "choice",
        "checklist",
        "items",
        "matrix",
        "compare",
        "plan",
        "procedure",
        "coverage",
        "documents",
    )
    for view in views:
        shown = tiny_shelf.pages.of(view)[0]
        alone = replace(tiny_shelf, pages=Pages((shown,)))
        links = alone.shown(tag, shown).xpath("//a[@href='' or @href='#']")
        assert [html.tostring(one) for one in links] == [], view
