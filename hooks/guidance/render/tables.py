"""Tasks and items against kinds of unit: the matrix of all, and two lists side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guidance.labels import filled
from guidance.register.model import Obligation
from guidance.register.worklist import ListedTask, Worklist, worklist
from guidance.render.entry import Link, reason, short, unit_links
from guidance.render.groups import framed
from guidance.render.page import Heading, Parts, Request


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """An item on a unit's list, or not."""

    here: bool
    href: str
    """Link to its place on the list; empty where no page shows the list."""
    reason: str
    """The written reason, where the item was taken off; else empty."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskCell:
    """How much of a task is on a unit's list."""

    points: int
    href: str
    """Link to its place on the list; empty where there is none."""
    label: str
    """The same in words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MatrixGroup:
    """Rows of one phase, or of one role."""

    id: str
    title: str
    tasks: Sequence[ListedTask]
    items: Sequence[Obligation]
    """Items of no task."""


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitSet:
    """What just these units have."""

    id: str
    units: tuple[str, ...]
    links: tuple[Link, ...]
    tasks: tuple[ListedTask, ...]
    items: tuple[Obligation, ...]
    """Items of no task."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shared:
    """How much two lists have in common."""

    tasks: int
    items: int


def matrix_parts(request: Request) -> Parts:
    """Return every task and item with its place on each unit's list."""
    index, pick = request.index, request.locale.pick
    items = request.stub.narrowed(index.items.values())
    found = worklist(index, items)
    units = list(index.units.values())
    having = _having(request, found)
    groups = [
        *(
            MatrixGroup(
                id=f"phase-{one.phase.id}", title=pick(one.phase.title), tasks=one.tasks, items=one.loose
            )
            for one in found.phases
        ),
        *(
            MatrixGroup(id=one.id, title=one.title, tasks=(), items=one.items)
            for one in framed(request, found)
        ),
    ]
    return {
        "units": [
            {
                "title": short(request, one),
                "href": request.links.to("checklist", unit=one.id),
                "tasks": sum(one.id in has for has in having.values()),
                "items": sum(item.id in index.reasons[one.id] for item in items),
            }
            for one in units
        ],
        "groups": groups,
        "task_cells": {
            one.task.id: [_task_cell(request, one, unit.id) for unit in units] for one in found.tasks
        },
        "task_links": {one.task.id: request.links.task(one.task, one.points[0]) for one in found.tasks},
        "cells": {item.id: [_cell(request, item, one.id) for one in units] for item in items},
        "total": {"tasks": len(found.tasks), "items": len(items)},
    }, [Heading(level=2, id=one.id, title=one.title) for one in groups]


def _task_cell(request: Request, listed: ListedTask, unit: str) -> TaskCell:
    index = request.index
    here = [one for one in listed.points if one.id in index.reasons[unit]]
    title = short(request, index.units[unit])
    if not here:
        return TaskCell(points=0, href="", label=request.word("not-here"))
    label = filled(request.word("points-of"), n=str(len(here)), all=str(len(listed.points)), unit=title)
    return TaskCell(points=len(here), href=request.links.listed_task(listed.task, here[0], unit), label=label)


def _cell(request: Request, item: Obligation, unit: str) -> Cell:
    index = request.index
    if item.id in index.reasons[unit]:
        return Cell(here=True, href=request.links.listed(item, unit), reason="")
    why = index.why(item.id, unit)
    return Cell(here=False, href="", reason=reason(request, item, why) if why.reason else "")


def compare_parts(request: Request) -> Parts:
    """Return tasks and items of no task by the very set of units that have them, and each pair’s figures.

    Any comparison of two lists is a choice among these sets. A task stands with all units that have some
    point of it; a point that not all of them have says which do.
    """
    index = request.index
    found = worklist(index, request.stub.narrowed(index.items.values()))
    having = _having(request, found)
    tasks: dict[tuple[str, ...], list[ListedTask]] = {}
    for one in found.tasks:
        tasks.setdefault(having[one.task.id], []).append(one)
    items: dict[tuple[str, ...], list[Obligation]] = {}
    points = {point.id for one in found.tasks for point in one.points}
    for item in found.items:
        if item.id not in points:
            items.setdefault(index.units_of[item.id], []).append(item)
    order = sorted({**tasks, **items}, key=lambda units: (-len(units), [*index.units].index(units[0])))
    shown = [
        UnitSet(
            id=f"set-{number}",
            units=units,
            links=unit_links(request, units),
            tasks=tuple(tasks.get(units, ())),
            items=tuple(items.get(units, ())),
        )
        for number, units in enumerate(order, start=1)
    ]
    # Where some units lack a point that others of its task have, the page says who has it.
    apart = {
        point.id: unit_links(request, index.units_of[point.id])
        for one in found.tasks
        for point in one.points
        if index.units_of[point.id] != having[one.task.id]
    }
    return {
        "groups": shown,
        "apart": apart,
        "units_of": index.units_of,
        "places": {item.id: number for number, item in enumerate(found.items)},
        "pairs": _pairs(request, found, having),
        "titles": {one.id: short(request, one) for one in index.units.values()},
    }, []


def _having(request: Request, found: Worklist) -> Mapping[str, tuple[str, ...]]:
    """Return task id to the units that have some point of it that is shown."""
    reasons = request.index.reasons
    return {
        one.task.id: tuple(
            unit for unit in request.index.units if any(point.id in reasons[unit] for point in one.points)
        )
        for one in found.tasks
    }


def _pairs(
    request: Request, found: Worklist, having: Mapping[str, tuple[str, ...]]
) -> Mapping[str, Mapping[str, Shared]]:
    """Return for each unit and each other how much both have."""
    index = request.index
    tasks, items = Counter(having.values()), Counter(index.units_of[one.id] for one in found.items)
    return {
        one: {
            other: Shared(tasks=_of_both(tasks, one, other), items=_of_both(items, one, other))
            for other in index.units
        }
        for one in index.units
    }


def _of_both(sets: Mapping[tuple[str, ...], int], one: str, other: str) -> int:
    return sum(number for units, number in sets.items() if one in units and other in units)
