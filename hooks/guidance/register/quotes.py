"""Finds what a quote that is not in its paragraph was meant to be, and what differs."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from guidance.register.coverage import Span

_LEAST_LIKENESS = 60.0
_SLACK = 3
"""How many characters an alignment may be off at either end."""
_LONGEST = 2_000
"""Longer quotes are compared with nothing; a paragraph is a tenth of that."""
_SHOWN = 4


def nearest_passage(quote: str, text: str) -> Span | None:
    """Return where the passage most like a quote stands in a text, or None where none is near."""
    if not quote or not text or len(quote) > _LONGEST:
        return None
    # The shorter of the two is slid along the longer, so a quote longer than its paragraph is the text.
    if len(quote) > len(text):
        return (0, len(text)) if fuzz.ratio(quote, text) >= _LEAST_LIKENESS else None
    found = fuzz.partial_ratio_alignment(quote, text, score_cutoff=_LEAST_LIKENESS)
    if found is None:
        return None
    starts = range(max(0, found.dest_start - _SLACK), min(len(text), found.dest_start + _SLACK) + 1)
    ends = range(max(0, found.dest_end - _SLACK), min(len(text), found.dest_end + _SLACK) + 1)
    spans = [(start, end) for start in starts for end in ends if start < end]
    return min(spans, key=lambda span: (Levenshtein.distance(quote, text[span[0] : span[1]]), span))


def differences(quote: str, passage: str) -> str:
    """Return the differing characters of a quote and the passage it was meant to be, in words."""
    shown = list(_differences(quote, passage))
    more = f" and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
    return ", ".join(shown[:_SHOWN]) + more


def _differences(quote: str, passage: str) -> Iterator[str]:
    for step in Levenshtein.opcodes(quote, passage):
        has = quote[step.src_start : step.src_end]
        wants = passage[step.dest_start : step.dest_end]
        if step.tag == "replace":
            yield f"“{has}” for “{wants}”"
        elif step.tag == "delete":
            yield f"“{has}” too much"
        elif step.tag == "insert":
            yield f"“{wants}” missing"
