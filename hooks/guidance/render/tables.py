"""Tasks and items against kinds of unit: the matrix of all, and two lists side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from guidance.export.rows import filled
from guidance.register.model import Obligation
from guidance.register.worklist import ListedTask, worklist
from guidance.render.entry import reason, short, unit_links
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


def matrix_parts(request: Request) -> Parts:
    """Return every task and item with its place on each unit's list."""
    index, pick = request.index, request.locale.pick
    items = request.stub.narrowed(index.items.values())
    found = worklist(index, items)
    units = list(index.units.values())
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
                "count": sum(item.id in index.reasons[one.id] for item in items),
            }
            for one in units
        ],
        "groups": groups,
        "task_cells": {
            one.task.id: [_task_cell(request, one, unit.id) for unit in units] for one in found.tasks
        },
        "task_links": {one.task.id: request.links.task(one.task, one.points[0]) for one in found.tasks},
        "cells": {item.id: [_cell(request, item, one.id) for one in units] for item in items},
        "total": len(items),
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
    """Return the items by the very set of units that have them, and the figures of each pair.

    Any comparison of two lists is a choice among these sets.
    """
    index = request.index
    items = worklist(index, request.stub.narrowed(index.items.values())).items
    groups: dict[tuple[str, ...], list[Obligation]] = {}
    for item in items:
        groups.setdefault(index.units_of[item.id], []).append(item)
    order = sorted(groups, key=lambda units: (-len(units), [*index.units].index(units[0])))
    shown = [
        {
            "id": f"set-{number}",
            "units": units,
            "links": unit_links(request, units),
            "items": groups[units],
        }
        for number, units in enumerate(order, start=1)
    ]
    places = {item.id: number for number, item in enumerate(items)}
    pairs = {
        one: {
            other: sum(len(found) for units, found in groups.items() if one in units and other in units)
            for other in index.units
        }
        for one in index.units
    }
    titles = {one.id: short(request, one) for one in index.units.values()}
    tasks = {item: request.locale.pick(task.title) for item, task in index.task_of.items()}
    return {"groups": shown, "places": places, "pairs": pairs, "titles": titles, "tasks": tasks}, []
