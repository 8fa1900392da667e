"""A page that says how: its steps, its limits, who acts, and what it rests on."""

from __future__ import annotations

from guidance.render.entry import Link, quotes, unit_links
from guidance.render.page import Heading, Parts, Request
from guidance.terms import find


def procedure_parts(request: Request) -> Parts:
    """Return the steps and the limits of a procedure, in the register's order."""
    index, locale, links = request.index, request.locale, request.links
    name = request.stub.keys["procedure"]
    items = index.by_procedure.get(name, ())
    limits = [one for one in items if one.bounds]
    steps = [one for one in items if not one.bounds]
    segments = dict.fromkeys(cite.at for one in items for cite in one.cites)
    terms = {
        found.term.id: Link(title=locale(found.term.names[locale.base][0]), href=links.term(found.term))
        for one in items
        for cite in one.cites
        for found in find(cite.quote, request.corpus.terms, index.edition.original)
    }
    groups = {one.id: one for one in index.register.members}
    members = dict.fromkeys(one for item in items for one in item.members)
    found = [("limits", limits), ("steps", steps), ("rests", items)]
    return {
        "steps": steps,
        "limits": limits,
        "unit_links": {one.id: unit_links(request, index.units_of[one.id], one) for one in items},
        "segments": [Link(title=one, href=links.segment(one)) for one in segments],
        "terms": list(terms.values()),
        "members": [(locale.pick(groups[one].title), quotes(request, groups[one].cites)) for one in members],
        "emendations": [
            Link(title=each.id, href=links.emendation(each.id))
            for one in segments
            for each in index.segments[one].emendations
        ],
    }, [Heading(level=2, id=id_, title=request.word(id_)) for id_, some in found if some]
