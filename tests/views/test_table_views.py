"""The matrix and the comparison: every cell and every figure against the register."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

from guidance.register.model import Audience, Reach
from guidance.register.worklist import worklist
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
        for item in worklist(shelf.index, shelf.index.items.values()).items
    ]


def test_every_cell_says_what_the_register_says(shelf: Shelf, tag: str) -> None:
    assert grid(shelf.page(tag, "matrix")) == grid_due(shelf)


def test_a_task_s_row_counts_its_points_on_each_list(shelf: Shelf, tag: str) -> None:
    page = shelf.page(tag, "matrix")
    tasks = worklist(shelf.index, shelf.index.items.values()).tasks
    rows = page.find_class("matrix__task")
    assert [target(row.find("th").find("a").get("href"))[1] for row in rows] == [one.task.id for one in tasks]
    for row, one in zip(rows, tasks, strict=True):
        for cell, unit in zip(row.iter("td"), shelf.index.units, strict=True):
            here = [point.id for point in one.points if shelf.index.why(point.id, unit).applies]
            assert said(cell) == (str(len(here)) if here else "–")
            links = [target(link.get("href")) for link in cell.iter("a")]
            assert links == ([(shelf.pages.address("checklist", unit=unit), one.task.id)] if here else [])
        below = [target(tr.find("th").find("a").get("href"))[1] for tr in row.getparent().xpath("./tr")[1:]]
        assert below == [point.id for point in one.points]


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
    tasks = [
        sum(bool(list(row.iter("td"))[at].xpath("./a")) for row in page.find_class("matrix__task"))
        for at in range(len(heads))
    ]
    assert [int(one.find("small").text) for one in heads] == filled
    assert [int(one.find("b").text) for one in heads] == tasks
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


def test_the_matrix_counts_what_the_lists_have(real_shelf: Shelf, tag: str) -> None:
    heads = real_shelf.page(tag, "matrix").xpath("//thead//a")
    tasks = {unit: int(one.find("b").text) for unit, one in zip(real_shelf.index.units, heads, strict=True)}
    assert tasks == {
        **dict.fromkeys(("organs", "urban", "rural", "enterprises", "institutions"), 23),
        "guidance-groups": 12,
        "leading-groups": 3,
    }


Sets = dict[tuple[str, ...], tuple[dict[str, list[str]], list[str]]]


def anchor(node: html.HtmlElement) -> str:
    """Return the id of the item to which a row leads."""
    return target(node.xpath("./span/a/@href")[0])[1]


def sets(page: html.HtmlElement) -> Sets:
    """Return what each set of units has: tasks with their points, and items of no task."""
    return {
        tuple(one.get("data-units").split()): (
            {
                task.get("data-task"): [anchor(point) for point in task.xpath("./details/ul/li")]
                for task in one.xpath("./ul/li[@data-task]")
            },
            [anchor(item) for item in one.xpath("./ul/li[not(@data-task)]")],
        )
        for one in page.xpath("//*[@class='compare__sets']/section")
    }


def sets_due(shelf: Shelf) -> Sets:
    found: Sets = {}
    tasks = {one.task.id: one for one in worklist(shelf.index, shelf.index.items.values()).tasks}
    for task in tasks.values():
        having = tuple(
            one
            for one in shelf.index.units
            if any(shelf.index.why(point.id, one).applies for point in task.points)
        )
        found.setdefault(having, ({}, []))[0][task.task.id] = [point.id for point in task.points]
    for item in worklist(shelf.index, shelf.index.items.values()).items:
        if not item.role.worked:
            having = tuple(one for one in shelf.index.units if shelf.index.why(item.id, one).applies)
            found.setdefault(having, ({}, []))[1].append(item.id)
    return found


def test_sets_of_units_part_tasks_and_items(shelf: Shelf, tag: str) -> None:
    found = sets(shelf.page(tag, "compare"))
    assert found == sets_due(shelf)
    shown = [
        item
        for tasks, items in found.values()
        for item in (*(one for points in tasks.values() for one in points), *items)
    ]
    assert sorted(shown) == sorted(shelf.index.items)


def test_a_point_that_some_lack_says_who_has_it(shelf: Shelf, tag: str) -> None:
    for one in shelf.page(tag, "compare").xpath("//*[@class='compare__sets']/section"):
        for point in one.xpath("./ul/li[@data-task]//li"):
            units = [unit for unit in shelf.index.units if shelf.index.why(anchor(point), unit).applies]
            assert point.get("data-units").split() == units
            apart = [
                target(link.get("href"))
                for note in point.find_class("brief__units")
                for link in note.iter("a")
            ]
            due = [(shelf.pages.address("checklist", unit=unit), "") for unit in units]
            assert apart == ([] if one.get("data-units").split() == units else due)


def test_some_points_are_not_on_all_lists_of_their_task(real_shelf: Shelf, tag: str) -> None:
    """Of summing up, some is for the pilot units, and one point for the guidance groups alone."""
    (task,) = real_shelf.page(tag, "compare").xpath("//li[@data-task='task-sum-up']")
    apart = {anchor(one): one.get("data-units").split() for one in task.iter("li") if one is not task}
    sizes = {len(units) for units in apart.values()}
    assert sizes == {1, 5, 6}
    assert ["guidance-groups"] in apart.values()


def test_a_set_says_how_many_it_has_and_of_whom(shelf: Shelf, tag: str) -> None:
    page = shelf.page(tag, "compare")
    for one in page.xpath("//*[@class='compare__sets']/section"):
        tasks, items = sets(page)[tuple(one.get("data-units").split())]
        counts = [
            shelf.word(tag, key).replace("{n}", str(len(some)))
            for key, some in (("tasks-number", tasks), ("items-besides", items))
            if some
        ]
        assert one.find("h2").find("small").text == shelf.word(tag, "sep").join(counts)
        units = one.get("data-units").split()
        links = [target(link.get("href"))[0] for link in one.find("h2").iter("a")]
        if len(units) == len(shelf.index.units):
            assert said(one.find("h2")).startswith(shelf.word(tag, "all-units"))
        else:
            assert links == [shelf.pages.address("checklist", unit=unit) for unit in units]


Pairs = dict[str, tuple[int, int]]


def pairs(page: html.HtmlElement) -> Pairs:
    """Return how many tasks, and how many items, each two lists share."""
    return {
        one.get("href"): (int(one.text), int(one.find("small").text))
        for one in page.xpath("//table[contains(@class, 'pairs')]//td/a")
    }


def pairs_due(shelf: Shelf) -> Pairs:
    have = {unit: {item.id for item in items} for unit, items in shelf.index.by_unit.items()}
    tasks = {
        unit: {one.id for one in shelf.index.register.tasks if {*one.points} & items}
        for unit, items in have.items()
    }
    return {
        f"?a={one}&b={other}": (len(tasks[one] & tasks[other]), len(have[one] & have[other]))
        for one in have
        for other in have
    }


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


def test_items_are_numbered_task_by_task(shelf: Shelf, tag: str) -> None:
    rows = shelf.page(tag, "compare").xpath("//*[@class='compare__sets']//li[@data-place]")
    places = {anchor(one): int(one.get("data-place")) for one in rows}
    order = worklist(shelf.index, shelf.index.items.values()).items
    assert sorted(places, key=places.__getitem__) == [one.id for one in order]


def test_a_task_is_named_by_its_title(shelf: Shelf, tag: str) -> None:
    pick = shelf.corpus.locale(tag).pick
    for one in shelf.page(tag, "compare").xpath("//li[@data-task]"):
        title = pick(shelf.index.tasks[one.get("data-task")].title)
        assert said(one.find("details").find("summary")) == " ".join(title.split())
        assert "open" not in one.find("details").attrib
