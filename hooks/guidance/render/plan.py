"""What the text fixes: scope, times, bodies and ideas; and the documents that it names."""

from __future__ import annotations

from guidance.render.diagram import chart, timetable
from guidance.render.entry import Link, item_links, quotes, translations
from guidance.render.page import Heading, Parts, Request
from guidance.render.questions import question_links


def plan_parts(request: Request) -> Parts:
    """Return the scope of each type of unit, the times, the bodies and the guiding ideas."""
    index, pick = request.index, request.locale.pick
    register = index.register
    bodies = {one.id: pick(one.title) for one in register.bodies}
    ties = [(one, tie) for one in register.bodies for tie in one.ties]
    context = {
        "scopes": [
            {
                "title": pick(unit.title),
                "href": request.links.to("checklist", unit=unit.id) if unit.id in index.units else "",
                "quotes": quotes(request, unit.scope),
                "note": pick(unit.note) if unit.note else "",
            }
            for unit in register.units
            if unit.scope
        ],
        "times": timetable(
            [(pick(one.title), pick(one.begins), pick(one.ends), one.span) for one in register.periods]
        ),
        "periods": [
            (pick(one.title), pick(one.note) if one.note else "", quotes(request, one.cites))
            for one in register.periods
        ],
        "chart": chart(bodies, [(one.id, tie.to) for one, tie in ties]),
        "ties": [
            (bodies[one.id], pick(tie.says), bodies[tie.to], quotes(request, [tie.cite])[0])
            for one, tie in ties
        ],
        "bodies": [(bodies[one.id], quotes(request, one.cites)) for one in register.bodies if one.cites],
        "ideas": [
            {
                "title": pick(one.title),
                "quotes": quotes(request, one.cites),
                "items": item_links(
                    request,
                    dict.fromkeys(
                        item.id for cite in one.cites for item in index.by_segment.get(cite.address, ())
                    ),
                ),
            }
            for one in register.ideas
        ],
    }
    filled = (
        ("scope", context["scopes"]),
        ("times", register.periods),
        ("bodies", bodies),
        ("ideas", register.ideas),
    )
    return context, [
        Heading(level=2, id=id_, title=request.word(f"plan-{id_}")) for id_, some in filled if some
    ]


def documents_parts(request: Request) -> Parts:
    """Return the documents that the texts name; of one that is held, the text that it is."""
    pick = request.locale.pick
    documents = request.index.register.documents
    return {
        "documents": [
            {
                "id": one.id,
                "title": pick(one.title),
                "text": Link(
                    title=pick(request.corpus.editions[one.held].title), href=request.links.text(one.held)
                )
                if one.held
                else None,
                "said": pick(one.said),
                "questions": question_links(request, request.corpus.asking.of("documents", one.id)),
                "quotes": quotes(request, one.cites),
                "translations": translations(request, dict.fromkeys(cite.address for cite in one.cites)),
            }
            for one in documents
        ],
    }, [Heading(level=2, id=one.id, title=pick(one.title)) for one in documents]
