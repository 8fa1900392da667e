"""Where the text comes from."""

from __future__ import annotations

from collections import Counter

from guidance.render.entry import Link
from guidance.render.page import Parts, Request


def provenance_parts(request: Request) -> Parts:
    """Return what is known of the source."""
    edition = request.edition
    by_confidence = Counter(one.confidence for _, one in edition.emendations if not one.variant)
    kind = f"text-{edition.kind or 'text'}"
    return {
        "edition": edition,
        "by_confidence": by_confidence,
        "variants": sum(one.variant for _, one in edition.emendations),
        "has_register": request.corpus.index is not None,
        "kind": request.labels.get(kind, ""),
        "relations": [
            (request.word(f"is-{one.kind}"), _related(request, one.of)) for one in edition.relations
        ],
    }, []


def _related(request: Request, id_: str) -> Link:
    """Return the link to a text, or to a document that is named."""
    pick, index = request.locale.pick, request.corpus.index
    if id_ in request.corpus.editions:
        return Link(title=pick(request.corpus.editions[id_].title), href=request.links.text(id_))
    documents = {one.id: one for one in index.register.documents} if index else {}
    return Link(title=pick(documents[id_].title), href=request.links.document(id_))
