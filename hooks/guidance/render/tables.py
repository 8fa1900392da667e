"""Items against kinds of unit: the matrix of all, and two lists side by side."""

from __future__ import annotations

from dataclasses import dataclass

from guidance.register.checklist import checklist
from guidance.register.model import Obligation
from guidance.render.entry import reason, short, unit_links
from guidance.render.lists import headings, narrowed
from guidance.render.page import Parts, Request


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """An item on a unit's list, or not."""

    here: bool
    href: str
    """Link to its place on the list; empty where no page shows the list."""
    reason: str
    """The written reason, where the item was taken off; else empty."""


def matrix_parts(request: Request) -> Parts:
    """Return every item with its place on each unit's list, by phase."""
    index = request.index
    items = narrowed(request, tuple(index.items.values()))
    phases = checklist(index, items)
    units = list(index.units.values())
    return {
        "units": [
            {
                "title": short(request, one),
                "href": request.links.to("checklist", unit=one.id),
                "count": sum(item.id in index.reasons[one.id] for item in items),
            }
            for one in units
        ],
        "phases": phases,
        "cells": {item.id: [_cell(request, item, one.id) for one in units] for item in items},
        "total": len(items),
    }, [one for one in headings(request, phases) if one.level == 2]  # noqa: PLR2004 -- phases only


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
    items = narrowed(request, tuple(index.items.values()))
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
    return {"groups": shown, "places": places, "pairs": pairs, "titles": titles}, []
