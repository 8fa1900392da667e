"""Reads CriticMarkup: one file that holds the source, the corrections and their reasons.

An edit is ``{~~old~>new~~}``, ``{++new++}`` or ``{--old--}``, followed at once by its note,
``{>>id kind confidence | reason | reason<<}``, with one reason for each language in order. Behind the
confidence may stand ``witness`` and the ids of further copies of the text that have the reading; a
variant, which is no more than such a reading, has to name one and stays a conjecture.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass

from guidance.model import Confidence, Emendation, Kind
from guidance.problems import Problem, nearest, place_of
from guidance.readers.text import Report

_CLOSERS = {"{~~": "~~}", "{++": "++}", "{--": "--}", "{>>": "<<}", "{==": "==}"}
_ANY_MARK = re.compile("|".join(re.escape(mark) for mark in (*_CLOSERS, *_CLOSERS.values())))
_ARROW = "~>"
_HEAD_WORDS = 3
_WITNESS = "witness"
"""What stands before the ids of the copies that have a reading."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A run of text as the source has it, or an emendation in its place."""

    text: str
    """Source characters; for an emendation the same as its ``source``."""
    offset: int
    """Index of its first character in the file."""
    emendation: Emendation | None


@dataclass(slots=True)
class CriticReader:
    """Cuts a block of marked-up text into pieces."""

    file: str
    """Path shown in reports."""
    document: str
    """Text of the whole file, for line and column."""
    languages: Sequence[str]
    """Languages of the reasons, in their order in a note."""
    report: Report

    def pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        """Return the pieces between two offsets of the file.

        Malformed markup is reported as ``critic-malformed``, ``critic-nested``,
        ``critic-without-note``, ``unknown-kind``, ``unknown-confidence``, ``reason-missing``,
        ``variant-without-witness`` or ``variant-certain``, and reading goes on behind it.
        """
        return tuple(self._scan(start, end))

    def _scan(self, start: int, end: int) -> Iterator[Piece]:
        text = self.document
        at = start
        while at < end:
            opener = self._next_opener(at, end)
            if opener > at:
                yield Piece(text=text[at:opener], offset=at, emendation=None)
            if opener == end:
                return
            at = yield from self._edit(opener, end)

    def _next_opener(self, at: int, end: int) -> int:
        found = _ANY_MARK.search(self.document, at, end)
        return found.start() if found else end

    def _edit(self, at: int, end: int) -> Generator[Piece, None, int]:
        mark = self.document[at : at + 3]
        if mark not in _CLOSERS:
            self._problem(at, "critic-malformed", "this closes an edit that was never opened", mark)
            return at + 3
        closed = self._body(at, end)
        if closed is None:
            return end
        body, after = closed
        sides = self._sides(at, mark, body)
        if sides is None:
            # The note of an unreadable edit is no second defect.
            skipped = self._body(after, end) if self._is_note(after) else None
            return skipped[1] if skipped else after
        old, new = sides
        noted = self._note(at, after, end)
        if noted is None:
            yield Piece(text=old, offset=at + 3, emendation=None)
            return after
        note, behind = noted
        yield Piece(text=old, offset=at + 3, emendation=self._emendation(at, after + 3, old, new, note))
        return behind

    def _note(self, at: int, after: int, end: int) -> tuple[str, int] | None:
        """Return the note that follows an edit, and the offset behind it."""
        if self._is_note(after):
            return self._body(after, end)
        hint = "{>>e99 misread certain | … | …<<}"
        message = "an edit needs its note: id, kind, confidence and reasons"
        self._problem(at, "critic-without-note", message, self.document[at:after], hint)
        return None

    def _is_note(self, at: int) -> bool:
        return self.document.startswith("{>>", at)

    def _body(self, at: int, end: int) -> tuple[str, int] | None:
        """Return what stands between an opener and its closer, and the offset behind it."""
        opener = self.document[at : at + 3]
        closer = _CLOSERS[opener]
        close = self.document.find(closer, at + 3, end)
        if close < 0:
            fragment = self.document[at : min(end, at + 30)]
            self._problem(at, "critic-malformed", f"“{opener}” is never closed", fragment, closer)
            return None
        body = self.document[at + 3 : close]
        inner = min((index for one in _CLOSERS if (index := body.find(one)) >= 0), default=None)
        if inner is not None:
            message = "an edit stands inside another; end the first before the second begins"
            self._problem(at + 3 + inner, "critic-nested", message, body[inner : inner + 3])
            return None
        return body, close + 3

    def _sides(self, at: int, mark: str, body: str) -> tuple[str, str] | None:
        edit = f"{mark}{body}{_CLOSERS[mark]}"
        if mark == "{>>":
            self._problem(at, "critic-malformed", "a note must stand right behind its edit", body)
            return None
        if mark == "{++":
            sides = ("", body)
        elif mark == "{--":
            sides = (body, "")
        elif mark == "{~~" and body.count(_ARROW) == 1:
            old, _, new = body.partition(_ARROW)
            sides = (old, new)
        else:
            message = "this edit is none of {~~old~>new~~}, {++new++} and {--old--}"
            self._problem(at, "critic-malformed", message, edit, "{~~old~>new~~}")
            return None
        if sides[0] == sides[1]:
            self._problem(at, "critic-malformed", "this edit changes nothing", edit)
            return None
        return sides

    def _emendation(self, at: int, note_at: int, old: str, new: str, note: str) -> Emendation | None:
        head, *reasons = (part.strip() for part in note.split("|"))
        words = head.split()
        extra = words[_HEAD_WORDS:]
        if len(words) < _HEAD_WORDS or (extra and (extra[0] != _WITNESS or len(extra) == 1)):
            message = "a note begins with id, kind and confidence; “witness” and ids of copies may follow"
            self._problem(note_at, "critic-malformed", message, head, "e99 misread certain")
            return None
        spots = [note_at + word.start() for word in re.finditer(r"\S+", note)]
        known = self._choice(spots[1], "unknown-kind", words[1], Kind)
        sure = self._choice(spots[2], "unknown-confidence", words[2], Confidence)
        if len(reasons) != len(self.languages) or not all(reasons):
            message = f"a note gives a reason in each of: {', '.join(self.languages)}"
            self._problem(note_at, "reason-missing", message, note)
            return None
        if known is None or sure is None or not self._sound(spots, words):
            return None
        return Emendation(
            id=words[0],
            source=old,
            reading=new,
            kind=Kind(known),
            confidence=Confidence(sure),
            reason=dict(zip(self.languages, reasons, strict=True)),
            place=place_of(self.file, self.document, at),
            witnesses=tuple(extra[1:]),
        )

    def _sound(self, spots: Sequence[int], words: Sequence[str]) -> bool:
        """Return whether a variant is one: what some copy has, and nobody holds to be the text."""
        if words[1] != Kind.VARIANT:
            return True
        witnessed, certain = len(words) > _HEAD_WORDS, words[2] == Confidence.CERTAIN
        if not witnessed:
            message = "a variant is what a further copy has; say which"
            hint = f"{words[0]} {words[1]} {Confidence.CONJECTURE} {_WITNESS} …"
            self._problem(spots[1], "variant-without-witness", message, " ".join(words), hint)
        if certain:
            message = "a variant never enters the reading text; what does is of another kind"
            self._problem(spots[2], "variant-certain", message, words[2], Confidence.CONJECTURE)
        return witnessed and not certain

    def _choice(self, at: int, code: str, word: str, allowed: type[Kind | Confidence]) -> str | None:
        names = [str(one) for one in allowed]
        if word in names:
            return word
        message = f"this is none of: {', '.join(names)}"
        self._problem(at, code, message, word, nearest(word, names))
        return None

    def _problem(self, at: int, code: str, message: str, fragment: str, suggestion: str = "") -> None:
        place = place_of(self.file, self.document, at)
        problem = Problem(place=place, code=code, message=message, fragment=fragment, suggestion=suggestion)
        self.report(problem)
