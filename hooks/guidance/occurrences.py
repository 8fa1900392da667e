"""Where the glossary's terms stand: in which segments, and in the quotes of which items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from guidance.model import Address, Edition, Term
from guidance.register import Index
from guidance.register.model import Obligation
from guidance.terms import find


def segments_of_terms(
    editions: Iterable[Edition], terms: Sequence[Term]
) -> Mapping[str, tuple[Address, ...]]:
    """Return the segments that have a term, each once, by the term's id."""
    found: dict[str, dict[Address, None]] = {term.id: {} for term in terms}
    for edition in editions:
        for segment in edition.segments:
            for one in find(segment.reading, terms, edition.original):
                found[one.term.id][edition.address(segment.id)] = None
    return {term: tuple(segments) for term, segments in found.items()}


def items_of_terms(index: Index, terms: Sequence[Term]) -> Mapping[str, tuple[Obligation, ...]]:
    """Return the items whose quotes have a term, in the register's order, by the term's id."""
    found: dict[str, dict[str, Obligation]] = {term.id: {} for term in terms}
    for item in index.items.values():
        for cite in item.cites:
            for one in find(cite.quote, terms, index.texts[cite.text].original):
                found[one.term.id][item.id] = item
    return {term: tuple(items.values()) for term, items in found.items()}
