"""Holds the further copies of a text against the readings that the apparatus says they have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from guidance.model import Emendation, Segment, Witness
from guidance.problems import Problem, nearest

_AROUND = 12
"""Characters on either side of an emendation that tell its place in a copy."""
_LEAST_LIKENESS = 60.0


def check_witnesses(segments: Sequence[Segment], witnesses: Sequence[Witness]) -> Iterator[Problem]:
    """Yield emendations that name a copy which is not there, or has not the reading.

    Args:
        segments: the segments of the base.
        witnesses: its further copies.
    """
    by_id = {one.id: one for one in witnesses}
    for segment in segments:
        for mark in segment.marks:
            for name in mark.emendation.witnesses:
                if name not in by_id:
                    message = "the text has no further copy with this id"
                    near = nearest(name, list(by_id))
                    yield Problem(
                        place=mark.emendation.place,
                        code="unknown-witness",
                        message=message,
                        fragment=name,
                        suggestion=near,
                    )
                else:
                    before, behind = segment.reading[: mark.start], segment.reading[mark.end :]
                    yield from _mismatch(before, mark.emendation, behind, by_id[name])


def _mismatch(before: str, one: Emendation, behind: str, witness: Witness) -> Iterator[Problem]:
    """Yield that a copy does not have a reading where the text around it stands."""
    lead, tail = before[-_AROUND:], behind[:_AROUND]
    wanted = lead + one.reading + tail
    text = "".join(witness.text.split("\n"))
    found = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=_LEAST_LIKENESS) if wanted else None
    has = text[found.dest_start : found.dest_end] if found else ""
    # The nearest characters decide; further off the copy may have slips of its own.
    close = lead[-1:] + one.reading + tail[:1]
    if close not in has:
        message = f"the copy “{witness.id}” does not have this reading here"
        yield Problem(
            place=one.place,
            code="witness-mismatch",
            message=message,
            fragment=one.reading or one.source,
            suggestion=has,
        )
