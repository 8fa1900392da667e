"""Where the text comes from."""

from __future__ import annotations

from collections import Counter

from guidance.render.page import Parts, Request


def provenance_parts(request: Request) -> Parts:
    """Return what is known of the source."""
    edition = request.edition
    by_confidence = Counter(one.confidence for _, one in edition.emendations)
    return {"edition": edition, "by_confidence": by_confidence}, []
