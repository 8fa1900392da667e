"""Looks through an edition's text and tells the suspect places as an editor meets them: in its file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from guidance.corpus import Corpus
from guidance.model import Edition, Emendation
from guidance.problems import DefectiveInputError, Place, Problem, nearest, place_of
from guidance.queries import UnknownNameError
from guidance.readers.blocks import cut
from guidance.readers.critic import CriticReader
from guidance.readers.text import read_text
from guidance.suspects import suspects
from guidance.suspects.habits import read_habits
from guidance.suspects.model import Suspect

POINT = 6
"""Characters up to which a suspect place is a point and no clause; as many are shown on either side."""
_BREAK = "\n\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """A place of the source that the edition has marked."""

    start: int
    """Index of its first character in the source."""
    end: int
    """Index after its last character; equal to ``start`` where something is missing."""
    emendation: Emendation

    def meets(self, one: Suspect) -> bool:
        """Whether a suspect is this place: a clause is so only where something was lost."""
        touches = one.start <= self.end and one.end >= self.start
        return touches and (one.end - one.start <= POINT or not self.emendation.source)


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A source's text as its edition's file has it, with every edit rejected."""

    file: str
    document: str
    """Text of the whole file."""
    text: str
    """The source's own characters, paragraphs parted by an empty line."""
    offsets: tuple[tuple[int, int], ...]
    """Index in the text and offset in the file of the beginning of each piece."""
    known: tuple[Known, ...]

    def place(self, index: int) -> Place:
        """Return where a character of the text stands in the file."""
        piece = bisect_right(self.offsets, (index, len(self.document))) - 1
        start, offset = self.offsets[max(0, piece)]
        return place_of(self.file, self.document, offset + index - start)


def source_of(root: Path, edition: Edition, languages: Iterable[str]) -> Source:
    """Return an edition's source as its file has it.

    Args:
        root: folder that the edition's places are relative to.
        edition: a sound edition, with at least one segment.
        languages: those of the notes, in their order.

    Raises:
        DefectiveInputError: the file changed meanwhile and cannot be read any more.
    """
    file = edition.segments[0].place.file
    problems: list[Problem] = []
    document = read_text(root, root / file, problems.append) or ""
    blocks = cut(file, document, problems.append)
    reader = CriticReader(file=file, document=document, languages=tuple(languages), report=problems.append)
    text = ""
    offsets: list[tuple[int, int]] = []
    known: list[Known] = []
    for block in blocks:
        text += "" if block.run_on or not text else _BREAK
        for piece in reader.pieces(block.start, block.end):
            offsets.append((len(text), piece.offset))
            if piece.emendation:
                end = len(text) + len(piece.text)
                known.append(Known(start=len(text), end=end, emendation=piece.emendation))
            text += piece.text
    if problems:
        raise DefectiveInputError(problems)
    return Source(file=file, document=document, text=text, offsets=tuple(offsets), known=tuple(known))


def listed(corpus: Corpus, docs: Path, name: str) -> Iterator[str]:
    """Yield the suspect places of a text that its edition has not marked yet, one on a line.

    Args:
        corpus: all texts; the others serve as evidence of what is usual.
        docs: the documents' folder.
        name: id of the text; may be empty where there is one.

    Raises:
        UnknownNameError: there is no such text.
        DefectiveInputError: the habits or the text cannot be read.
    """
    edition = _edition(corpus, name)
    habits = read_habits(docs, docs.parent)
    source = source_of(docs.parent, edition, corpus.languages.written)
    others = [
        segment.reading
        for one in corpus.editions.values()
        if one.id != edition.id and one.original == edition.original
        for segment in one.segments
    ]
    found = [
        one
        for one in suspects(source.text, edition.original, habits, others)
        if not any(known.meets(one) for known in source.known)
    ]
    for one in found:
        yield line(source.place(one.start), source.text, one)
    marked = len(source.known)
    places = "1 suspect place" if len(found) == 1 else f"{len(found)} suspect places"
    yield f"{places} in {source.file}" + (
        f"; its {marked} emended places are not told again" if marked else ""
    )


def line(place: Place, text: str, one: Suspect) -> str:
    """Return a suspect place on one line: where, which kind, why, the place in its context, the proposal."""
    if one.end - one.start <= POINT:
        before, after = text[max(0, one.start - POINT) : one.start], text[one.end : one.end + POINT]
        shown = f"{_behind(before)}[{text[one.start : one.end]}]{_ahead(after)}"
    else:
        shown = text[one.start : one.end]
    told = f"{place}: {one.kind}: {one.reason}: «{shown}»"
    return f"{told}; proposal: «{one.proposal}»" if one.proposal else told


def _behind(text: str) -> str:
    return re.split(r"\n", text)[-1]


def _ahead(text: str) -> str:
    return re.split(r"\n", text)[0]


def _edition(corpus: Corpus, name: str) -> Edition:
    if not name and len(corpus.editions) == 1:
        return next(iter(corpus.editions.values()))
    if name not in corpus.editions:
        near = nearest(name, list(corpus.editions))
        hint = f"; nearest: «{near}»" if near else f"; there are: {', '.join(corpus.editions)}"
        raise UnknownNameError(f"there is no text «{name}»{hint}")
    return corpus.editions[name]
