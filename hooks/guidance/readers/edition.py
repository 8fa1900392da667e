"""Reads an edition: the source, its emended text, and its translations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from guidance.model import Edition, Emendation, Mark, Provenance, Relation, Segment, Texts, Witness
from guidance.problems import Place, Problem, place_of
from guidance.readers.blocks import Block, cut
from guidance.readers.critic import CriticReader, Piece
from guidance.readers.text import Counted, Report, read_text, shown_path
from guidance.readers.translation import Expected, read_translation
from guidance.readers.witnesses import check_witnesses
from guidance.script import Standard, changed

_RESYNC = 6
_SHOWN = 20


class About(TypedDict):
    """What the corpus says of a text as a whole; the fields are those of an edition."""

    id: str
    title: Texts
    short: Texts
    kind: str
    issuer: Texts
    issued: str
    date: str
    bare: bool
    draft: bool
    taken_up: bool
    relations: tuple[Relation, ...]
    witnesses: tuple[Witness, ...]
    place: Place


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionFiles:
    """Where an edition's parts stand, and in which languages."""

    about: About
    original: str
    text: Path
    """The emended text, with its marks."""
    translations: Mapping[str, Path]
    standard: Standard
    provenance: Provenance
    languages: Sequence[str]
    """In which reasons are given, that of the original first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Read:
    """A block with its pieces, still tied to the file."""

    block: Block
    pieces: tuple[Piece, ...]
    sound: bool
    """Whether its markup could be read to the end."""

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
    """Return an edition, or None where its text cannot be read to the end or is not the source's.

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
    counted = Counted(report)
    reader = CriticReader(file=name, document=document, languages=files.languages, report=counted)
    blocks = cut(name, document, counted)
    # A paragraph that has no id of its own would be missed in the source and in each translation.
    whole = not counted.count
    read = []
    for block in blocks:
        before = counted.count
        pieces = reader.pieces(block.start, block.end)
        read.append(_Read(block=block, pieces=pieces, sound=counted.count == before))
    if whole:
        _check_source(name, document, read, source, counted)
    segments = tuple(_segment(name, document, one, files.standard) for one in read)
    _check_emendations(segments, report)
    for problem in check_witnesses(segments, files.about["witnesses"]):
        counted(problem)
    unsure = frozenset(one.block.id for one in read if not one.sound) if whole else None
    translations = {
        language: read_translation(
            root, path, segments, report, Expected(unsure=unsure, whole=not files.about["draft"])
        )
        for language, path in files.translations.items()
    }
    accepted = ["".join(_accepted(piece) for piece in one.pieces) for one in read]
    if counted.count:
        return None
    return Edition(
        **files.about,
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
        if found == expected and one.sound:
            at += len(expected)
            continue
        lead = len(expected) - len(one.verbatim)
        same = next((n for n, (a, b) in enumerate(zip(expected, found, strict=False)) if a != b), len(found))
        spot = one.offset(max(0, same - lead))
        if one.sound:
            report(
                _break(name, document, one, source, at)
                or (_short(name, document, read[index - 1], source[at:]) if lead and not same else None)
                or _mismatch(name, document, one, spot, source[at + same :])
            )
        following = read[index + 1].verbatim[:_RESYNC] if index + 1 < len(read) else ""
        again = source.find(following, at + same) if following else len(source)
        if again < 0:
            return
        at = again - (0 if index + 1 == len(read) or read[index + 1].block.run_on else 2)
    # A line end behind the last line belongs to the file, not to the text.
    if source[at:].strip("\n"):
        place = place_of(name, document, read[-1].block.end if read else len(document))
        message = "the text ends before the source does"
        left = source[at:].strip("\n")[:_SHOWN]
        report(Problem(place=place, code="source-mismatch", message=message, suggestion=left))


def _mismatch(name: str, document: str, one: _Read, spot: int, source: str) -> Problem:
    return Problem(
        place=place_of(name, document, spot),
        code="source-mismatch",
        message=f"with every edit rejected, “{one.block.id}” is not what the source has here",
        fragment=document[spot : min(one.block.end, spot + _SHOWN)],
        suggestion=source[:_SHOWN],
    )


def _short(name: str, document: str, before: _Read, source: str) -> Problem:
    """Return a problem where the source goes on behind a segment that was right so far."""
    return Problem(
        place=place_of(name, document, before.block.end),
        code="source-mismatch",
        message=f"“{before.block.id}” ends before the source's paragraph does",
        suggestion=source.partition("\n\n")[0][:_SHOWN],
    )


def _break(name: str, document: str, one: _Read, source: str, at: int) -> Problem | None:
    """Return a problem where a segment departs from the source only in the break before it."""
    unbroken = at + 2 if source.startswith("\n\n", at) else at
    if not at or not source.startswith(one.verbatim, unbroken):
        return None
    message = (
        "the source begins a paragraph here, so this is no “.run-on”"
        if one.block.run_on
        else "the source begins no paragraph here, so this needs “.run-on”"
    )
    wanted = f"{{ #{one.block.id} }}" if one.block.run_on else f"{{ #{one.block.id} .run-on }}"
    return Problem(
        place=place_of(name, document, one.block.named),
        code="source-mismatch",
        message=message,
        fragment=one.block.id,
        suggestion=wanted,
    )


def _check_emendations(segments: Sequence[Segment], report: Report) -> None:
    seen: dict[str, Emendation] = {}
    for segment in segments:
        for one in segment.emendations:
            if one.id in seen:
                message = f"this emendation id stands twice, first on line {seen[one.id].place.line}"
                report(Problem(place=one.place, code="emendation-twice", message=message, fragment=one.id))
            seen.setdefault(one.id, one)
