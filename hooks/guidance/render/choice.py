"""The choice of a unit: what is on each list, and in what the lists differ."""

from __future__ import annotations

from guidance.labels import filled
from guidance.pages import GIST
from guidance.register.model import Modality
from guidance.register.worklist import worklist
from guidance.render.entry import Link, Quote, quotes, short
from guidance.render.page import Parts, Request


def choice_parts(request: Request) -> Parts:
    """Return the kinds of unit with what is on each list, and which of them have the same tasks."""
    index, pick = request.index, request.locale.pick
    lists = {one: worklist(index, items) for one, items in index.by_unit.items()}
    units = [
        {
            "title": pick(one.title),
            "href": request.links.to("checklist", unit=one.id),
            "tasks": len(lists[one.id].tasks),
            "items": len(index.by_unit[one.id]),
        }
        for one in index.units.values()
    ]
    return {
        "units": units,
        "same": _same(request),
        "gist": _gist(request),
        "limits": [
            Link(title=pick(one.title), href=request.links.item(one))
            for one in index.items.values()
            if one.limit and one.modality is Modality.MUST_NOT
        ],
    }, []


def _gist(request: Request) -> list[tuple[str, Link, Quote]]:
    """Return what the text says in a line each: the word for it, the item, and the words it rests on."""
    found = []
    for key in GIST:
        if key in request.stub.keys:
            item = request.index.items[request.stub.keys[key]]
            link = Link(title=request.locale.pick(item.title), href=request.links.item(item))
            found.append((key, link, quotes(request, item.cites[:1])[0]))
    return found


def _same(request: Request) -> list[str]:
    """Return a sentence for each set of units whose lists have the same acts and manners.

    It names what the lists of the set differ in.
    """
    index, separator = request.index, request.word("list-comma")
    sets: dict[frozenset[str], list[str]] = {}
    for unit, items in index.by_unit.items():
        worked = frozenset(one.id for one in items if one.role.worked)
        sets.setdefault(worked, []).append(unit)
    sentences = []
    for worked, units in sets.items():
        if not worked or len(units) == 1:
            continue
        some = set().union(*(index.reasons[one] for one in units))
        apart = [
            request.locale.pick(index.items[one].title)
            for one in index.items
            if one in some and not all(one in index.reasons[unit] for unit in units)
        ]
        names = separator.join(short(request, index.units[one]) for one in units)
        sentence = filled(request.word("choice-same"), units=names, n=str(len(units)))
        differ = filled(request.word("choice-differ"), titles=separator.join(apart)) if apart else ""
        sentences.append(sentence + differ)
    return sentences
