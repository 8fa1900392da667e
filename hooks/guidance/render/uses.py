"""What stands on a segment, and on a term: the links back from the text to all that cites it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from guidance.model import Segment, Term
from guidance.register.model import Obligation
from guidance.render.entry import Link, OfTask, by_task, procedure_link, segment_links
from guidance.render.page import Request
from guidance.terms import find


@dataclass(frozen=True, kw_only=True, slots=True)
class Uses:
    """What stands on a place of the text."""

    items: tuple[OfTask, ...] = ()
    """The items, task by task."""
    procedures: tuple[Link, ...] = ()
    terms: tuple[Link, ...] = ()
    emendations: tuple[Link, ...] = ()
    bearings: tuple[tuple[str, Link], ...] = ()
    """What the segment is to those of other texts, in words, with the other."""

    @property
    def count(self) -> int:
        """How many things there are."""
        items = sum(len(one.items) for one in self.items)
        others = (self.procedures, self.terms, self.emendations, self.bearings)
        return items + sum(len(one) for one in others)


def uses_of_segment(request: Request, segment: Segment) -> Uses:
    """Return what stands on a segment of the page's text."""
    locale, links = request.locale, request.links
    cited = request.corpus.index
    here = request.edition.address(segment.id)
    items = cited.by_segment.get(here, ()) if cited else ()
    terms = {
        one.term.id: one.term for one in find(segment.reading, request.corpus.terms, request.edition.original)
    }
    return Uses(
        items=by_task(request, [one.id for one in items]),
        procedures=_procedures(request, items),
        terms=tuple(
            Link(title=locale(one.names[locale.base][0]), href=links.term(one)) for one in terms.values()
        ),
        emendations=tuple(
            Link(title=one.id, href=links.emendation(request.edition.id, one.id))
            for one in segment.emendations
        ),
        bearings=tuple(
            (
                request.word(f"bears-{bond}" if outward else f"borne-{bond}"),
                segment_links(request, [other])[0],
            )
            for bond, other, outward in (cited.bearings.get(here, ()) if cited else ())
        ),
    )


def uses_of_terms(request: Request, terms: Iterable[Term]) -> Mapping[str, Uses]:
    """Return the items whose quotes have a term, and their procedures, by the term's id, if there are any."""
    quoting = request.corpus.items_of_terms
    return {
        one.id: Uses(
            items=by_task(request, [item.id for item in quoting[one.id]]),
            procedures=_procedures(request, quoting[one.id]),
        )
        for one in terms
        if quoting.get(one.id)
    }


def _procedures(request: Request, items: Iterable[Obligation]) -> tuple[Link, ...]:
    named = {one.procedure for one in items}
    if not named - {""}:
        return ()
    procedures = request.index.register.procedures
    return tuple(procedure_link(request, one) for one in procedures if one.id in named)
