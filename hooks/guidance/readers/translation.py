"""Reads a translation and holds it against the original, segment by segment."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from guidance.model import Doubt, Segment, TranslatedSegment
from guidance.problems import Place, Problem, nearest, place_of
from guidance.readers.blocks import Block, cut
from guidance.readers.text import Counted, Report, read_text, shown_path

_DOUBT = re.compile(r"\[\?(?P<id>[^\]]+)\]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Expected:
    """What a translation is held against besides the original's segments."""

    unsure: frozenset[str] | None
    """Ids of segments whose emendations could not be read; None where segments are missing altogether,
    so that ids cannot be held against them."""
    whole: bool
    """Whether each segment has to be translated; not so in a draft, nor has the file to be there."""


def read_translation(
    root: Path, path: Path, segments: Sequence[Segment], report: Report, expected: Expected
) -> dict[str, TranslatedSegment]:
    """Return the segments of a translation by id, in the translation's order.

    Args:
        root: folder that reported paths are relative to.
        path: the translation's file.
        segments: those of the original.
        report: takes ``translation-orphan``, ``translation-empty``, ``heading-level``,
            ``doubt-missing``, ``doubt-unknown``, ``id-missing`` and ``id-order`` besides the
            problems of text and blocks.
        expected: what else it is held against.
    """
    if not expected.whole and not path.exists():
        return {}
    unsure = expected.unsure
    document = read_text(root, path, report)
    if document is None:
        return {}
    name = shown_path(root, path)
    known = {segment.id: segment for segment in segments}
    found: dict[str, TranslatedSegment] = {}
    counted = Counted(report)
    for block in cut(name, document, counted, gaps=not expected.whole):
        if block.id not in known and unsure is None:
            continue
        place = place_of(name, document, block.named)
        if block.id not in known:
            message = "the original has no paragraph with this id"
            near = nearest(block.id, list(known))
            report(
                Problem(
                    place=place,
                    code="translation-orphan",
                    message=message,
                    fragment=block.id,
                    suggestion=near,
                )
            )
            continue
        translated = _translated(name, document, block)
        if not expected.whole and not translated.text.strip():
            # A skeleton has the ids of what is still to be translated.
            continue
        found[block.id] = translated
        _check_text(known[block.id], translated, place, report)
        if block.id not in (unsure or ()):
            _check_doubts(name, document, known[block.id], block, report)
    if expected.whole and not counted.count:
        _check_missing(name, document, list(known), found, report)
    _check_order(list(known), found, report)
    return found


def _translated(name: str, document: str, block: Block) -> TranslatedSegment:
    text = ""
    doubts: list[Doubt] = []
    at = block.start
    for match in _DOUBT.finditer(document, block.start, block.end):
        text += document[at : match.start()]
        doubts.append(Doubt(start=len(text), emendation=match["id"]))
        at = match.end()
    text += document[at : block.end]
    return TranslatedSegment(
        id=block.id,
        level=block.level,
        text=text,
        doubts=tuple(doubts),
        place=place_of(name, document, block.start),
    )


def _check_text(segment: Segment, translated: TranslatedSegment, place: Place, report: Report) -> None:
    if translated.level != segment.level:
        wanted, found = (
            f"a heading of level {n}" if n else "a paragraph" for n in (segment.level, translated.level)
        )
        message = f"this is {found}, in the original {wanted}"
        start = Place(file=place.file, line=translated.place.line)
        report(Problem(place=start, code="heading-level", message=message, fragment=segment.id))
    if not translated.text.strip():
        message = "this paragraph has no translation"
        report(Problem(place=place, code="translation-empty", message=message, fragment=segment.id))


def _check_doubts(name: str, document: str, segment: Segment, block: Block, report: Report) -> None:
    conjectures = [one.id for one in segment.emendations if not one.certain]
    # What another copy has makes the text itself no less certain.
    due = [one.id for one in segment.emendations if not one.certain and not one.variant]
    marks = list(_DOUBT.finditer(document, block.start, block.end))
    for one in due:
        if one not in [mark["id"] for mark in marks]:
            message = "the original is uncertain here and the translation does not show it"
            place = place_of(name, document, block.start)
            wanted = f"[?{one}]"
            report(
                Problem(
                    place=place, code="doubt-missing", message=message, fragment=segment.id, suggestion=wanted
                )
            )
    for mark in marks:
        if mark["id"] not in conjectures:
            message = "the original has no conjecture with this id in this paragraph"
            place = place_of(name, document, mark.start("id"))
            near = nearest(mark["id"], conjectures)
            report(
                Problem(
                    place=place, code="doubt-unknown", message=message, fragment=mark["id"], suggestion=near
                )
            )


def _check_missing(
    name: str, document: str, ids: Sequence[str], found: Mapping[str, TranslatedSegment], report: Report
) -> None:
    """Report ids that the translation lacks, as ``id-missing``, where they are due."""
    place = place_of(name, document, len(document.rstrip()))
    message = "the translation lacks this paragraph, due here at the end"
    for one in reversed(ids):
        if one in found:
            place = found[one].place
            message = f"the translation lacks this paragraph, due before “{one}”"
        else:
            report(Problem(place=place, code="id-missing", message=message, fragment=one))


def _check_order(ids: Sequence[str], found: Mapping[str, TranslatedSegment], report: Report) -> None:
    """Report ids that stand in another order than in the original, as ``id-order``."""
    position = {one: index for index, one in enumerate(ids)}
    for before, after in pairwise(found.values()):
        if position[before.id] > position[after.id]:
            message = f"this paragraph stands behind “{before.id}”, in the original before it"
            report(Problem(place=after.place, code="id-order", message=message, fragment=after.id))
