"""Reads an edition: the source, its emended text, and its translations."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from guidance.model import Doubt, Edition, Emendation, Mark, Provenance, Segment, TranslatedSegment
from guidance.problems import Problem, nearest, place_of
from guidance.readers.blocks import Block, cut
from guidance.readers.critic import CriticReader, Piece
from guidance.readers.text import Report, read_text, shown_path
from guidance.script import Standard, changed

_DOUBT = re.compile(r"\[\?(?P<id>[^\]]+)\]")
_RESYNC = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionFiles:
    """Where an edition's parts stand, and in which languages."""

    id: str
    title: Mapping[str, str]
    date: str
    original: str
    text: Path
    """The emended text, with its marks."""
    translations: Mapping[str, Path]
    standard: Standard
    provenance: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class _Read:
    """A block with its pieces, still tied to the file."""

    block: Block
    pieces: tuple[Piece, ...]

    @property
    def verbatim(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def offset(self, index: int) -> int:
        """Return the offset in the file of a character of the verbatim text."""
        for piece in self.pieces:
            if index < len(piece.text):
                return piece.offset + index
            index -= len(piece.text)
        return self.block.end


def read_edition(root: Path, files: EditionFiles, source: str, report: Report) -> Edition | None:
    """Return an edition, or None where its text cannot be read at all.

    Args:
        root: folder that reported paths are relative to.
        files: where its parts stand.
        source: the verbatim text from the provenance's first line on.
        report: takes every defect of the text and its translations.
    """
    document = read_text(root, files.text, report)
    if document is None:
        return None
    name = shown_path(root, files.text)
    reader = CriticReader(file=name, document=document, languages=tuple(files.title), report=report)
    read = [
        _Read(block=block, pieces=reader.pieces(block.start, block.end))
        for block in cut(name, document, report)
    ]
    _check_source(name, document, read, source, report)
    segments = tuple(_segment(name, document, one, files.standard) for one in read)
    _check_emendations(segments, report)
    translations = {
        language: _translation(root, path, segments, report) for language, path in files.translations.items()
    }
    accepted = ["".join(_accepted(piece) for piece in one.pieces) for one in read]
    return Edition(
        id=files.id,
        title=files.title,
        date=files.date,
        original=files.original,
        provenance=files.provenance,
        segments=segments,
        translations=translations,
        standardised=sum(changed(text, files.standard.script(text)) for text in accepted),
        repunctuated=sum(changed(text, files.standard.marks(text)) for text in accepted),
    )


def rejected(segments: Sequence[Segment]) -> str:
    """Return the source text: every edit rejected, the segments joined."""
    out = ""
    for segment in segments:
        out += ("" if segment.run_on or not out else "\n\n") + segment.verbatim
    return out


def _accepted(piece: Piece) -> str:
    emendation = piece.emendation
    return emendation.reading if emendation and emendation.certain else piece.text


def _segment(name: str, document: str, read: _Read, standard: Standard) -> Segment:
    text = ""
    spans: list[tuple[int, int, Emendation]] = []
    for piece in read.pieces:
        start = len(text)
        text += _accepted(piece)
        if piece.emendation:
            spans.append((start, len(text), piece.emendation))
    return Segment(
        id=read.block.id,
        level=read.block.level,
        run_on=read.block.run_on,
        verbatim=read.verbatim,
        reading=standard.convert(text),
        marks=tuple(Mark(start=start, end=end, emendation=one) for start, end, one in spans),
        place=place_of(name, document, read.block.start),
    )


def _check_source(name: str, document: str, read: Sequence[_Read], source: str, report: Report) -> None:
    """Report each segment whose rejected text departs from the source, as ``source-mismatch``."""
    at = 0
    for index, one in enumerate(read):
        expected = ("" if one.block.run_on or not index else "\n\n") + one.verbatim
        found = source[at : at + len(expected)]
        if found == expected:
            at += len(expected)
            continue
        lead = len(expected) - len(one.verbatim)
        same = next((n for n, (a, b) in enumerate(zip(expected, found, strict=False)) if a != b), len(found))
        spot = one.offset(max(0, same - lead))
        report(
            Problem(
                place=place_of(name, document, spot),
                code="source-mismatch",
                message=f"with every edit rejected, “{one.block.id}” is not what the source has here",
                fragment=document[spot : spot + 20],
                suggestion=source[at + same : at + same + 20],
            )
        )
        following = read[index + 1].verbatim[:_RESYNC] if index + 1 < len(read) else ""
        again = source.find(following, at + same) if following else len(source)
        if again < 0:
            return
        at = again - (0 if index + 1 == len(read) or read[index + 1].block.run_on else 2)
    if at < len(source):
        place = place_of(name, document, len(document))
        message = "the text ends before the source does"
        report(
            Problem(place=place, code="source-mismatch", message=message, suggestion=source[at:].strip()[:40])
        )


def _check_emendations(segments: Sequence[Segment], report: Report) -> None:
    seen: dict[str, Emendation] = {}
    for segment in segments:
        for one in segment.emendations:
            if one.id in seen:
                message = f"this emendation id stands twice, first on line {seen[one.id].place.line}"
                report(Problem(place=one.place, code="emendation-twice", message=message, fragment=one.id))
            seen.setdefault(one.id, one)


def _translation(
    root: Path, path: Path, segments: Sequence[Segment], report: Report
) -> dict[str, TranslatedSegment]:
    document = read_text(root, path, report)
    if document is None:
        return {}
    name = shown_path(root, path)
    known = {segment.id: segment for segment in segments}
    found: dict[str, TranslatedSegment] = {}
    for block in cut(name, document, report):
        place = place_of(name, document, block.start)
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
        found[block.id] = translated = _translated(name, document, block)
        _check_translated(known[block.id], translated, report)
    _check_ids(name, document, list(known), found, report)
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


def _check_translated(segment: Segment, translated: TranslatedSegment, report: Report) -> None:
    conjectures = [one.id for one in segment.emendations if not one.certain]
    marked = [doubt.emendation for doubt in translated.doubts]
    if translated.level != segment.level:
        message = f"the original has heading level {segment.level} here, the translation {translated.level}"
        report(Problem(place=translated.place, code="heading-level", message=message, fragment=translated.id))
    if not translated.text.strip():
        message = "this paragraph has no translation"
        report(
            Problem(place=translated.place, code="translation-empty", message=message, fragment=translated.id)
        )
    for one in conjectures:
        if one not in marked:
            message = "the original is uncertain here and the translation does not show it"
            problem = Problem(
                place=translated.place,
                code="doubt-missing",
                message=message,
                fragment=translated.id,
                suggestion=f"[?{one}]",
            )
            report(problem)
    for one in marked:
        if one not in conjectures:
            message = "the original has no conjecture with this id in this paragraph"
            near = nearest(one, conjectures)
            report(
                Problem(
                    place=translated.place,
                    code="doubt-unknown",
                    message=message,
                    fragment=one,
                    suggestion=near,
                )
            )


def _check_ids(
    name: str, document: str, ids: Sequence[str], found: Mapping[str, TranslatedSegment], report: Report
) -> None:
    """Report ids that the translation lacks (``id-missing``) or has in another order (``id-order``)."""
    place = place_of(name, document, max(0, len(document.rstrip()) - 1))
    for missing in (one for one in ids if one not in found):
        message = "the translation lacks this paragraph"
        report(Problem(place=place, code="id-missing", message=message, fragment=missing))
    position = {one: index for index, one in enumerate(ids)}
    for before, after in pairwise(found.values()):
        if position[before.id] > position[after.id]:
            message = f"this paragraph stands behind “{before.id}”, in the original before it"
            report(Problem(place=after.place, code="id-order", message=message, fragment=after.id))
