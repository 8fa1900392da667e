"""All items on one page, the choice of a unit, and pages that show a part of a view."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

from guidance.pages import NONE, Pages
from guidance.register.worklist import worklist
from guidance.register.model import Gone, Tombstone
from rendering import HERE, TAGS, Shelf, misquoted, said, stub, target

pytestmark = pytest.mark.parametrize("tag", TAGS)


def listed(page: html.HtmlElement) -> list[str]:
    return [one.get("id") for one in page.find_class("item")]


def test_every_item_stands_once_with_its_quotes(shelf: Shelf, tag: str) -> None:
    page = shelf.page(tag, "items")
    phases = checklist(shelf.index, shelf.index.items.values())
    assert listed(page) == [item.id for phase in phases for item in phase.items]
    for node in page.find_class("item"):
        assert misquoted(shelf, tag, node, shelf.index.items[node.get("id")].cites) == []


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


def test_each_box_says_how_many_items_its_unit_has(shelf: Shelf, tag: str) -> None:
    boxes = shelf.page(tag, "items").xpath("//form[@data-union]//input")
    assert [one.get("value") for one in boxes] == list(shelf.index.units)
    counts = {one.get("value"): said(one.getparent()).rpartition("(")[2].rstrip(")") for one in boxes}
    assert counts == {unit: str(len(items)) for unit, items in shelf.index.by_unit.items()}


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
    cards = shelf.page(tag, "choice").find_class("card")
    pick = shelf.corpus.locale(tag).pick
    for card, (unit, items) in zip(cards, shelf.index.by_unit.items(), strict=True):
        count = shelf.word(tag, "items-count").replace("{n}", str(len(items)))
        assert said(card) == f"{pick(shelf.index.units[unit].title)} {count}"
        assert target(card.get("href")) == (shelf.pages.address("checklist", unit=unit), "")


def parts(shelf: Shelf, key: str) -> list[str]:
    register = shelf.index.register
    if key == "phase":
        return [one.id for one in register.phases]
    return [NONE, *(one.id for one in register.procedures)]


@pytest.mark.parametrize("key", ["phase", "procedure"])
@pytest.mark.parametrize("view", ["checklist", "items", "matrix"])
def test_parts_make_up_the_whole(shelf: Shelf, tag: str, view: str, key: str) -> None:
    unit = {"unit": next(iter(shelf.index.units))} if view == "checklist" else {}
    rows = "//tbody/tr[contains(@class, 'item--')]/th" if view == "matrix" else "//li[@id]"
    whole = [said(one) for one in shelf.page(tag, view, **unit).xpath(rows)]
    found = [
        said(one)
        for part in parts(shelf, key)
        for one in shelf.shown(tag, stub(view, **unit, **{key: part})).xpath(rows)
    ]
    assert sorted(found) == sorted(whole)
    if key == "phase":
        assert found == whole


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
        assert anchor in listed(split.shown(tag, shown))


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
