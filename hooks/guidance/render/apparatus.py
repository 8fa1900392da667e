"""The table of emendations."""

from __future__ import annotations

from collections import Counter

from guidance.corpus import Locale
from guidance.model import Confidence, Emendation, Kind, Segment
from guidance.render.page import Parts, Request

_CONTEXT = 6
"""Characters of the source shown on either side of an emendation."""


def apparatus_parts(request: Request) -> Parts:
    """Return the emendations with their context and their counts."""
    edition = request.edition
    counts = Counter((one.kind, one.confidence) for _, one in edition.emendations)
    by_confidence = Counter(one.confidence for _, one in edition.emendations if not one.variant)
    rows = [
        {
            "segment": segment,
            "href": request.links.segment(edition.address(segment.id)),
            "one": one,
            "shown": shown(one, request.locale),
            "context": _around(segment, one),
        }
        for segment, one in edition.emendations
    ]
    return {
        "edition": edition,
        "witnesses": {one.id: one for one in edition.witnesses},
        "rows": rows,
        "counts": counts,
        # Where there are no copies to compare, a row of variants would only be a row of noughts.
        "kinds": [one for one in Kind if one is not Kind.VARIANT or edition.witnesses],
        "confidences": list(Confidence),
        "by_confidence": by_confidence,
    }, []


def _around(segment: Segment, one: Emendation) -> tuple[str, str]:
    """Return the source's characters before and behind an emendation."""
    at = 0
    shift = 0
    # A mark's place is in the reading text; each certain edit before it moved the verbatim text.
    for mark in segment.marks:
        at = mark.start + shift
        if mark.emendation.id == one.id:
            break
        shift += len(mark.emendation.source) - (mark.end - mark.start)
    end = at + len(one.source)
    return segment.verbatim[max(0, at - _CONTEXT) : at], segment.verbatim[end : end + _CONTEXT]


def shown(one: Emendation, locale: Locale) -> dict[str, str]:
    """Return both readings of an emendation and its reason, in the words of a page."""
    return {
        "source": one.source,
        "reading": locale(one.reading),
        "reason": locale.pick(one.reason),
    }
