"""The matrix and the comparison: every cell and every figure against the register."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

from guidance.register.worklist import worklist
from guidance.register.model import Audience, Reach
from rendering import TAGS, Shelf, said, target

pytestmark = pytest.mark.parametrize("tag", TAGS)

Grid = list[tuple[str, list[tuple[str, str] | None]]]


def grid(page: html.HtmlElement) -> Grid:
    """Return each row's item and where each of its cells leads."""
    return [
        (
            target(row.xpath("./th/a/@href")[0])[1],
            [target(cell.find("a").get("href")) if cell.xpath("./a") else None for cell in row.iter("td")],
        )
        for row in page.xpath("//tbody/tr[contains(@class, 'item--')]")
    ]


def grid_due(shelf: Shelf) -> Grid:
    return [
        (
            item.id,
            [
                (shelf.pages.address("checklist", unit=unit), item.id)
                if shelf.index.why(item.id, unit).applies
                else None
                for unit in shelf.index.units
            ],
        )
        for phase in checklist(shelf.index, shelf.index.items.values())
        for item in phase.items
    ]


def test_every_cell_says_what_the_register_says(shelf: Shelf, tag: str) -> None:
    assert grid(shelf.page(tag, "matrix")) == grid_due(shelf)


def test_another_audience_gives_another_cell(tiny_shelf: Shelf, tag: str) -> None:
    first, *rest = tiny_shelf.index.register.obligations
    wider = replace(first, units=Audience(reach=Reach.ALL))
    other = tiny_shelf.with_register(obligations=(wider, *rest))
    found, due = grid(other.page(tag, "matrix")), grid_due(tiny_shelf)
    assert [one for one, _ in found] == [one for one, _ in due]
    assert [one for (one, cells), (_, wanted) in zip(found, due, strict=True) if cells != wanted] == [
        first.id
    ]


def test_the_heads_count_their_columns(shelf: Shelf, tag: str) -> None:
    page = shelf.page(tag, "matrix")
    heads = page.xpath("//thead//a")
    filled = [sum(cells[at] is not None for _, cells in grid(page)) for at in range(len(heads))]
    assert [int(one.find("b").text) for one in heads] == filled
    assert [target(one.get("href"))[0] for one in heads] == [
        shelf.pages.address("checklist", unit=unit) for unit in shelf.index.units
    ]


def test_a_cell_has_a_name_for_who_does_not_see_it(shelf: Shelf, tag: str) -> None:
    page = shelf.page(tag, "matrix")
    titles = page.xpath("//thead//a/span/text()")
    pick = shelf.corpus.locale(tag).pick
    for row in page.xpath("//tbody/tr[contains(@class, 'item--')]"):
        item = target(row.xpath("./th/a/@href")[0])[1]
        for title, unit, cell in zip(titles, shelf.index.units, row.iter("td"), strict=True):
            reason = shelf.index.why(item, unit).reason
            name = title if cell.xpath("./a") else shelf.word(tag, "not-here")
            assert cell.xpath(".//@aria-label") == [name]
            assert reason is None or said(cell).endswith(pick(reason))


def sets(page: html.HtmlElement) -> dict[tuple[str, ...], list[str]]:
    return {
        tuple(one.get("data-units").split()): [target(link.get("href"))[1] for link in one.xpath("./li/a")]
        for one in page.xpath("//*[@class='compare__sets']//ul")
    }


def test_sets_of_units_part_the_items(shelf: Shelf, tag: str) -> None:
    found = sets(shelf.page(tag, "compare"))
    assert sorted(item for items in found.values() for item in items) == sorted(shelf.index.items)
    for units, items in found.items():
        for item in items:
            assert units == tuple(one for one in shelf.index.units if shelf.index.why(item, one).applies)


def test_a_set_says_how_many_it_has_and_of_whom(shelf: Shelf, tag: str) -> None:
    page = shelf.page(tag, "compare")
    for one in page.xpath("//*[@class='compare__sets']/section"):
        count = shelf.word(tag, "items-count").replace("{n}", str(len(one.find("ul"))))
        assert one.find("h2").find("small").text == count
        units = one.find("ul").get("data-units").split()
        links = [target(link.get("href"))[0] for link in one.find("h2").iter("a")]
        if len(units) == len(shelf.index.units):
            assert said(one.find("h2")).startswith(shelf.word(tag, "all-units"))
        else:
            assert links == [shelf.pages.address("checklist", unit=unit) for unit in units]


def pairs(page: html.HtmlElement) -> dict[str, int]:
    return {one.get("href"): int(one.text) for one in page.xpath("//table[contains(@class, 'pairs')]//td/a")}


def pairs_due(shelf: Shelf) -> dict[str, int]:
    have = {unit: {item.id for item in items} for unit, items in shelf.index.by_unit.items()}
    return {f"?a={one}&b={other}": len(have[one] & have[other]) for one in have for other in have}


def test_pairs_are_the_sizes_of_intersections(shelf: Shelf, tag: str) -> None:
    assert pairs(shelf.page(tag, "compare")) == pairs_due(shelf)


def test_a_wrong_pair_is_found(tiny_shelf: Shelf, tag: str) -> None:
    fewer = tiny_shelf.with_register(obligations=tiny_shelf.index.register.obligations[1:])
    assert pairs(fewer.page(tag, "compare")) != pairs_due(tiny_shelf)


def test_lists_can_be_chosen_by_their_names(shelf: Shelf, tag: str) -> None:
    pick = shelf.corpus.locale(tag).pick
    titles = {unit: pick(one.short or one.title) for unit, one in shelf.index.units.items()}
    for select in shelf.page(tag, "compare").iter("select"):
        assert {one.get("value"): one.text for one in select.iter("option")} == titles


def test_items_are_numbered_as_the_register_has_them(shelf: Shelf, tag: str) -> None:
    rows = shelf.page(tag, "compare").xpath("//*[@class='compare__sets']//li")
    places = {target(one.find("a").get("href"))[1]: int(one.get("data-place")) for one in rows}
    assert sorted(places, key=places.__getitem__) == list(shelf.index.items)
