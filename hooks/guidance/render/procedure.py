"""A page that says how: its steps, its limits, who acts, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from guidance.register.model import Obligation
from guidance.register.worklist import worklist
from guidance.render.entry import Link, quotes, unit_links
from guidance.render.page import Heading, Parts, Request
from guidance.terms import find


@dataclass(frozen=True, kw_only=True, slots=True)
class Steps:
    """The steps of one task."""

    task: Link | None
    """None for what belongs to no task: aims and facts."""
    items: tuple[Obligation, ...]


def procedure_parts(request: Request) -> Parts:
    """Return the steps and the limits of a procedure, in the order of the tasks."""
    index, locale, links = request.index, request.locale, request.links
    name = request.stub.keys["procedure"]
    items = index.by_procedure.get(name, ())
    found = worklist(index, items)
    limits = list(found.limits)
    groups = [
        Steps(
            task=Link(title=locale.pick(one.task.title), href=links.task(one.task, one.points[0])),
            items=one.points,
        )
        for one in found.tasks
    ]
    rest = (*(one for phase in found.phases for one in phase.loose), *found.aims, *found.facts)
    if rest:
        groups.append(Steps(task=None, items=rest))
    steps = [one for group in groups for one in group.items]
    segments = dict.fromkeys(cite.at for one in items for cite in one.cites)
    terms = {
        found.term.id: Link(title=locale(found.term.names[locale.base][0]), href=links.term(found.term))
        for one in items
        for cite in one.cites
        for found in find(cite.quote, request.corpus.terms, index.edition.original)
    }
    members = dict.fromkeys(one for item in items for one in item.members)
    parts = [("limits", limits), ("steps", steps), ("rests", items)]
    return {
        "groups": groups,
        "limits": limits,
        "unit_links": {one.id: unit_links(request, index.units_of[one.id], one) for one in items},
        "segments": [Link(title=one, href=links.segment(one)) for one in segments],
        "terms": list(terms.values()),
        "members": [
            (locale.pick(index.groups[one].title), quotes(request, index.groups[one].cites))
            for one in members
        ],
        "emendations": [
            Link(title=each.id, href=links.emendation(each.id))
            for one in segments
            for each in index.segments[one].emendations
        ],
    }, [Heading(level=2, id=id_, title=request.word(id_)) for id_, some in parts if some]
