"""All items on one page, tasks first, each item with the units that have it."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from guidance.progress.library import library, library_json
from guidance.progress.page import work_data, work_scripts
from guidance.register.worklist import Worklist, worklist
from guidance.render.checklist import who
from guidance.render.entry import Link, item_links, unit_links
from guidance.render.groups import framed
from guidance.render.page import Heading, Parts, Request


def items_parts(request: Request) -> Parts:
    """Return all items, or the part that the page asks for, each with the units that have it."""
    index, pick = request.index, request.locale.pick
    items = request.stub.narrowed(index.items.values())
    found = worklist(index, items)
    graves = _graves(request)
    frame = framed(request, found)
    leads = {one.task.id: who(request, one.task.lead) for one in found.tasks}
    people = {one.id: one for one in leads.values()}
    return {
        "found": found,
        "frame": frame,
        "total": len(items),
        "leads": leads,
        # A row has room for a short title only; the whole one stands once, at the end.
        "legend": [one for one in people.values() if one.whole != one.title],
        "results": {one.task.id: pick(one.task.result.says) for one in found.tasks if one.task.result},
        "units": [
            {"id": one.id, "title": pick(one.short or one.title), "count": _on_list(request, found, one.id)}
            for one in index.units.values()
        ],
        "units_of": index.units_of,
        "unit_links": {one.id: unit_links(request, index.units_of[one.id], one) for one in items},
        "graves": graves,
        "progress": Markup(  # noqa: S704 -- JSON that ends no script
            library_json(library(request.corpus, index, list(index.units), [request.locale.tag]))
        ),
        "work_data": Markup(library_json(work_data(request.corpus, [request.locale.tag]))),  # noqa: S704 -- the same
        "scripts": work_scripts(),
    }, [
        *(Heading(level=2, id=f"phase-{one.phase.id}", title=pick(one.phase.title)) for one in found.phases),
        *(Heading(level=2, id=one.id, title=one.title) for one in frame),
        *([Heading(level=2, id="gone", title=request.word("gone"))] if graves else []),
    ]


def _on_list(request: Request, found: Worklist, unit: str) -> int:
    """Return how many tasks of the page a unit has; items, where there are no tasks."""
    reasons = request.index.reasons[unit]
    if found.tasks:
        return sum(any(point.id in reasons for point in one.points) for one in found.tasks)
    return sum(one.id in reasons for one in found.items)


def _graves(request: Request) -> list[dict[str, Any]]:
    """Return the items that are no more; they stand on the first page of items, if need be on a part."""
    if request.pages.address("items") != request.stub.address:
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
