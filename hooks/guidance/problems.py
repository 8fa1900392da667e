"""Defects of the input, told to people: where, which kind, what is wrong, what would be right.

Readers and validators yield problems; whoever called them decides how grave each is. All
problems of a run are shown together, so that one run is enough to mend a file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

_LONGEST_FRAGMENT = 80
_BEFORE = 20
"""How much of what both have in common is shown before the difference."""
_LEAST_LIKENESS = 55.0
_LONGEST_WORD = 2_000
"""Longer texts are near nothing, and take long to compare."""


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Place:
    """A spot in a file that an editor can go to."""

    file: str
    """Path relative to the project's root, with forward slashes."""
    line: int = 1
    """Line number, from 1."""
    column: int = 1
    """Column in characters, from 1."""

    def __str__(self) -> str:
        """Return ``file:line:column``, the form that editors turn into a link."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Problem:
    """One defect of the input."""

    place: Place
    """Where it stands."""
    code: str
    """Its kind in kebab case, such as ``unknown-unit``; each code has a test case of its own."""
    message: str
    """What is wrong, in a sentence without a final stop."""
    fragment: str = ""
    """The offending piece of the input; empty where there is nothing to show."""
    suggestion: str = ""
    """The nearest right thing, ready to be typed; empty where none is near."""

    def __str__(self) -> str:
        """Return the whole report on one line."""
        return f"{self.place}: {self.line_without_place}"

    @property
    def line_without_place(self) -> str:
        """The report for those who show the place in a way of their own."""
        return f"{self.code}: {self.line_without_code}"

    @property
    def line_without_code(self) -> str:
        """What is wrong, the fragment and the nearest right thing."""
        text = self.message
        fragment, suggestion = self.shown
        if fragment:
            text += f": «{fragment}»"
        if suggestion:
            text += f"; nearest: «{suggestion}»"
        return text

    @property
    def shown(self) -> tuple[str, str]:
        """The fragment and the suggestion as a line can show them, each perhaps empty."""
        fragment, suggestion = _window(flat(self.fragment), flat(self.suggestion))
        # What was written is no advice.
        return fragment, suggestion if self.suggestion != self.fragment else ""


class DefectiveInputError(Exception):
    """The input cannot be used; carries every problem found in the run."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems sorted by place, each once."""
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def gathered(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return problems in order, those that say the same of one file as one with the other lines.

    A slip where a thing is named shows wherever the name is used; one line tells it better than twenty.
    """
    alike: dict[tuple[str, str, str, str, str], list[Problem]] = {}
    for one in problems:
        key = (one.place.file, one.code, one.message, one.fragment, one.suggestion)
        alike.setdefault(key, []).append(one)
    found = []
    for one, *others in alike.values():
        lines = ", ".join(dict.fromkeys(str(other.place.line) for other in others))
        more = f" (also on line {lines})" if len(others) == 1 else f" (also on lines {lines})"
        found.append(replace(one, message=one.message + more) if others and one.fragment else one)
        if others and not one.fragment:
            found += others
    return tuple(sorted(found))


def nearest(word: str, candidates: Sequence[str]) -> str:
    """Return the candidate most like ``word``, or an empty string where none is near.

    Args:
        word: what was written.
        candidates: what may be written there.
    """
    if len(word) > _LONGEST_WORD:
        return ""
    found = process.extractOne(word, candidates, scorer=fuzz.ratio, score_cutoff=_LEAST_LIKENESS)
    return found[0] if found else ""


def place_of(file: str, text: str, offset: int) -> Place:
    """Return the place of a character offset in a text.

    Args:
        file: path shown in the report.
        text: the whole text of the file.
        offset: index of a character, from 0.
    """
    starts = _line_starts(text)
    line = bisect_right(starts, offset)
    return Place(file=file, line=line, column=offset - starts[line - 1] + 1)


def _line_starts(text: str) -> tuple[int, ...]:
    """Return the offset of each line's first character; kept, since a file has many places.

    Kept for the very string and not for an equal one: to compare two long texts takes longer than all else.
    """
    kept = _KEPT.get(id(text))
    if kept is None or kept[0] is not text:
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        kept = _KEPT[id(text)] = text, (0, *(match.end() for match in re.finditer("\n", text)))
    return kept[1]


_MOST_KEPT = 8
_KEPT: dict[int, tuple[str, tuple[int, ...]]] = {}


def flat(text: str) -> str:
    """Return a text that is safe in one line of a report: what cannot be printed is escaped."""
    return "".join(ch if ch.isprintable() else ch.encode("unicode_escape").decode() for ch in text)


def _window(fragment: str, suggestion: str) -> tuple[str, str]:
    """Return both cut to what a line can show, so that where they begin to differ can be seen."""
    if not suggestion or max(len(fragment), len(suggestion)) <= _LONGEST_FRAGMENT:
        return _cut(fragment, 0), _cut(suggestion, 0)
    same = next(
        (at for at, pair in enumerate(zip(fragment, suggestion, strict=False)) if len({*pair}) > 1), 0
    )
    start = same - _BEFORE if same > _LONGEST_FRAGMENT - _BEFORE else 0
    return _cut(fragment, start), _cut(suggestion, start)


def _cut(text: str, start: int) -> str:
    shown = f"…{text[start + 1 :]}" if start else text
    return shown if len(shown) <= _LONGEST_FRAGMENT else shown[: _LONGEST_FRAGMENT - 1] + "…"
