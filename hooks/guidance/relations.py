"""Checks what texts are to one another and to the documents that the register names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from guidance.model import Edition, RelationKind
from guidance.problems import Problem, nearest
from guidance.register.cycles import cycles
from guidance.register.model import Document


def check_relations(
    editions: Mapping[str, Edition], documents: Mapping[str, Document], unread: frozenset[str]
) -> Iterator[Problem]:
    """Yield relations to what is not there or in a circle, and documents whose state is told wrongly.

    Args:
        editions: the texts that could be read, by id.
        documents: the register's documents by id.
        unread: ids of the texts that could not be read; relations to them are let be.
    """
    known = [*editions, *documents, *unread]
    for edition in editions.values():
        for one in edition.relations:
            if one.of not in known and "" not in unread:
                message = "no text and no document has this id"
                near = nearest(one.of, known)
                yield Problem(
                    place=one.place, code="unknown-text", message=message, fragment=one.of, suggestion=near
                )
    for kind in RelationKind:
        yield from _circular(kind, editions)
    for document in documents.values():
        yield from _held(document, editions, unread)


def _circular(kind: RelationKind, editions: Mapping[str, Edition]) -> Iterator[Problem]:
    ways = {
        name: tuple(one.of for one in edition.relations if one.kind is kind)
        for name, edition in editions.items()
    }
    for path in cycles({name: some for name, some in ways.items() if some}):
        message = f"“{kind}” leads back to where it began"
        place = next(
            one.place for one in editions[path[0]].relations if (one.kind, one.of) == (kind, path[1])
        )
        yield Problem(place=place, code="relation-cycle", message=message, fragment=" → ".join(path))


def _held(document: Document, editions: Mapping[str, Edition], unread: frozenset[str]) -> Iterator[Problem]:
    held = document.held
    if held and held not in editions and not {held, ""} & unread:
        message = "no text of the corpus has this id"
        near = nearest(held, list(editions))
        yield Problem(
            place=document.spot("held"),
            code="unknown-text",
            message=message,
            fragment=held,
            suggestion=near,
        )
    elif document.id in editions and not held:
        message = "a text of the corpus has this id; say that it is this document"
        yield Problem(
            place=document.spot("id"),
            code="document-held",
            message=message,
            fragment=document.id,
            suggestion=f"held: {document.id}",
        )
