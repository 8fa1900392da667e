"""Checklists: a unit's own, that of all items, and the choice of a unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from guidance.export import EXPORTERS
from guidance.register.checklist import PhaseGroup, checklist
from guidance.register.model import Modality, Obligation, Unit
from guidance.render.entry import Link, item_links, quotes, reason, short, unit_links
from guidance.render.page import Heading, Parts, Request


def choice_parts(request: Request) -> Parts:
    """Return the kinds of unit with the number of items on each list."""
    index = request.index
    units = [
        {
            "title": request.locale.pick(one.title),
            "href": request.links.to("checklist", unit=one.id),
            "count": len(index.by_unit[one.id]),
        }
        for one in index.units.values()
    ]
    return {"units": units}, []


def checklist_parts(request: Request) -> Parts:
    """Return a unit's list, or the part of it that the page asks for."""
    index, locale = request.index, request.locale
    unit = index.units[request.stub.keys["unit"]]
    reasons = index.reasons[unit.id]
    items = narrowed(request, index.by_unit[unit.id])
    phases = checklist(index, items)
    line = index.lineages[unit.id]
    scopes = [
        {
            "title": "" if one is unit else locale.pick(one.title),
            "quotes": quotes(request, one.scope),
            "note": locale.pick(one.note) if one.note else "",
        }
        for one in line
        if one.scope or one.note
    ]
    taken_off = _taken_off(request, unit)
    return {
        "unit": unit,
        "stale": any(one.id in request.corpus.stale.items for one in items),
        "scopes": scopes,
        "downloads": tuple(EXPORTERS),
        "counts": counts(items),
        "total": len(items),
        "phases": phases,
        "windows": windows(request, phases),
        "why": {one.id: reason(request, one, reasons[one.id]) for one in items},
        "taken_off": taken_off,
    }, [
        *([_heading(request, "scope")] if scopes else []),
        *headings(request, phases),
        *([_heading(request, "taken-off")] if taken_off else []),
    ]


def _taken_off(request: Request, unit: Unit) -> list[dict[str, str]]:
    """Return the items that a type of unit would inherit and does not, with the written reasons."""
    index = request.index
    named = dict.fromkeys(one.item for each in index.lineages[unit.id] for one in each.without)
    decided = [
        (item, index.why(item.id, unit.id)) for item in narrowed(request, [index.items[one] for one in named])
    ]
    return [
        {
            "title": request.locale.pick(item.title),
            "href": request.links.item(item),
            "why": reason(request, item, why),
        }
        for item, why in decided
        if not why.applies
    ]


def items_parts(request: Request) -> Parts:
    """Return all items, or the part that the page asks for, each with the units that have it."""
    index = request.index
    items = narrowed(request, tuple(index.items.values()))
    phases = checklist(index, items)
    graves = _graves(request)
    return {
        "phases": phases,
        "total": len(items),
        "units": [
            {"id": one.id, "title": short(request, one), "count": _on_list(request, items, one.id)}
            for one in index.units.values()
        ],
        "units_of": index.units_of,
        "unit_links": {one.id: unit_links(request, index.units_of[one.id], one) for one in items},
        "graves": graves,
    }, [*headings(request, phases), *([_heading(request, "gone")] if graves else [])]


def narrowed(request: Request, items: Sequence[Obligation]) -> tuple[Obligation, ...]:
    """Return those of some items that the page shows, which may show one phase or procedure only."""
    return request.stub.narrowed(items)


def counts(items: Iterable[Obligation]) -> Mapping[Modality, int]:
    """Return how many items there are of each modality, in the order of the modalities."""
    found = Counter(one.modality for one in items)
    return {one: found[one] for one in Modality if found[one]}


def headings(request: Request, phases: Iterable[PhaseGroup]) -> list[Heading]:
    """Return the headings of phases and of the procedures in them."""
    pick = request.locale.pick
    found = []
    for phase in phases:
        name = f"phase-{phase.phase.id}"
        found.append(Heading(level=2, id=name, title=pick(phase.phase.title)))
        found += [
            Heading(level=3, id=f"{name}-{one.procedure.id}", title=pick(one.procedure.title))
            for one in phase.groups
            if one.procedure
        ]
    return found


def windows(request: Request, phases: Iterable[PhaseGroup]) -> Mapping[str, Any]:
    """Return what the text says of the time of each phase, by the phase's id."""
    return {one.phase.id: quotes(request, one.phase.window) for one in phases}


def _heading(request: Request, key: str) -> Heading:
    return Heading(level=2, id=key, title=request.word(key))


def _on_list(request: Request, items: Iterable[Obligation], unit: str) -> int:
    reasons = request.index.reasons[unit]
    return sum(one.id in reasons for one in items)


def _graves(request: Request) -> list[dict[str, Any]]:
    """Return the items that are no more; they stand on the first page of items, whatever it shows."""
    first = request.pages.of("items")
    if first and first[0].keys != request.stub.keys:
        return []
    items = request.index.items
    graves = {one.id: one for one in request.index.register.tombstones}
    return [
        {
            "id": grave.id,
            "gone": grave.gone,
            "reason": request.locale.pick(grave.reason),
            "into": [
                *item_links(request, [one for one in grave.into if one in items]),
                *(Link(title=one, href=f"#{one}") for one in grave.into if one in graves),
            ],
        }
        for grave in graves.values()
    ]
