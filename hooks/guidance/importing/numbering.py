"""Knows a number at the head of a line or a sentence: its scheme, its rank among the schemes, its value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from guidance.problems import DefectiveInputError, Problem
from guidance.readers.text import Report
from guidance.readers.yaml import Fields, Node, members, read_yaml

DEFAULT = Path(__file__).with_name("numbering.yml")
"""The schemes that hold where the documents have none of their own."""
OWN = Path("register") / "numbering.yml"
"""Where documents may have their own, below their folder."""
_PLACES = ("line", "sentence")
_NUMBERS = {
    "han": r"[\u3007\u96f6\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d"
    r"\u5341\u767e\u5eff\u5345]{1,6}",
    "arabic": r"[0-9\uff10-\uff19]{1,4}",
}
"""Kind of numbers to what they are written with."""
_WIDTHS = {
    "\uff08": r"[(\uff08]",
    "\uff09": r"[)\uff09]",
    ".": r"[.\uff0e](?![0-9\uff10-\uff19])",
    "\uff0c": r"[,\uff0c]",
}
"""Marks of a form to what may stand for them; a full stop before a digit is a decimal point."""
_BEHIND = re.compile(r"(?<=[\u3002\uff1b\uff1a\uff01\uff1f\uff0c;:!?,\u201d\u300d\u2026])")
"""Where a sentence or clause ends, so that one with a number may begin."""
_TEN = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """A number that begins a piece of text."""

    scheme: int
    """Rank of its scheme, from 0 for the outermost."""
    number: int
    start: int
    """Index in the line at which it stands."""
    end: int
    """Index behind it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Scheme:
    """One way to number."""

    rank: int
    pattern: re.Pattern[str]
    """Matches a number; the group ``n`` is its value, unless there are values."""
    values: tuple[tuple[str, ...], ...]
    """Signs or words for 1, 2, 3 and so on."""
    inside: bool
    """Whether it counts within a line, too."""

    @property
    def is_sign(self) -> bool:
        """Whether its numbers are single signs that stand for nothing else."""
        return bool(self.values) and all(len(one) == 1 for variants in self.values for one in variants)

    def mark(self, line: str, at: int = 0) -> Mark | None:
        """Return its number at a place of a line."""
        found = self.pattern.match(line, at)
        if not found:
            return None
        if self.values:
            number = next(n for n, one in enumerate(self.values, 1) if found.group() in one)
        else:
            number = value_of(found["n"])
        return Mark(scheme=self.rank, number=number, start=at, end=found.end()) if number else None


def value_of(digits: str) -> int:
    """Return the value of a number in Han or Arabic digits; 0 where it is none."""
    values = [int(unicodedata.numeric(one, -1)) for one in digits]
    if any(one < 0 for one in values):
        return 0
    if all(one < _TEN for one in values):
        return int("".join(map(str, values)))
    total = 0
    before = 0
    for one in values:
        if one in {_TEN, _TEN * _TEN}:
            total += max(before, 1) * one
            before = 0
        elif one > _TEN:
            # A sign for twenty or thirty.
            total += one
        else:
            before = one
    return total + before


def read_schemes(docs: Path, root: Path) -> tuple[Scheme, ...]:
    """Return the schemes of a documents folder, or the package's own where it has none.

    Args:
        docs: the documents.
        root: folder that reported paths are relative to.

    Raises:
        DefectiveInputError: the documents' own cannot be read.
    """
    own = docs / OWN
    problems: list[Problem] = []
    node = read_yaml(root, own if own.is_file() else DEFAULT, problems.append)
    found: tuple[Scheme, ...] = ()
    if node:
        listed = Fields(node, ("schemes",), problems.append).members("schemes")
        found = tuple(_scheme(rank, one, problems.append) for rank, one in enumerate(listed))
    if problems:
        raise DefectiveInputError(problems)
    return found


def _scheme(rank: int, node: Node, report: Report) -> Scheme:
    fields = Fields(node, ("forms", "numbers", "signs", "words", "at"), report)
    inside = fields.choice("at", _PLACES) == "sentence"
    values: tuple[tuple[str, ...], ...] = tuple((one,) for one in fields.text("signs", required=False))
    words = fields.node("words", required=False)
    if words:
        values = tuple(_variants(one, report) for one in members(words, report))
    if values:
        pattern = "|".join(re.escape(one) for variants in values for one in variants)
    else:
        numbers = _NUMBERS.get(fields.choice("numbers", tuple(_NUMBERS)), "")
        pattern = "|".join(
            "".join(f"(?P<n>{numbers})" if one == "n" else _WIDTHS.get(one, re.escape(one)) for one in form)
            for form in fields.words("forms")
        )
        # A group's name may stand once, so that the forms of a scheme share the number's place.
        pattern = _shared(fields.words("forms"), numbers) if pattern.count("(?P<n>") > 1 else pattern
    return Scheme(rank=rank, pattern=re.compile(pattern or "(?!)"), values=values, inside=inside)


def _variants(node: Node, report: Report) -> tuple[str, ...]:
    return tuple(str(one.value) for one in members(node, report))


def _shared(forms: Sequence[str], numbers: str) -> str:
    heads = "|".join(dict.fromkeys(_written(form.partition("n")[0]) for form in forms))
    tails = "|".join(dict.fromkeys(_written(form.partition("n")[2]) for form in forms))
    return f"(?:{heads})(?P<n>{numbers})(?:{tails})"


def _written(marks: str) -> str:
    return "".join(_WIDTHS.get(one, re.escape(one)) for one in marks)


def head(schemes: Sequence[Scheme], line: str) -> Mark | None:
    """Return the number that a line begins with."""
    return next((found for one in schemes if (found := one.mark(line))), None)


def inside(schemes: Sequence[Scheme], line: str) -> Iterator[Mark]:
    """Yield the numbers within a line that part it, in their order: each series from 1 on, with a second.

    A number counts only if the one before it in its scheme stands in the line as well.
    """
    places = [0, *(found.start() for found in _BEHIND.finditer(line))]
    for scheme in schemes:
        if not scheme.inside:
            continue
        series: list[Mark] = []
        # A sign parts the text by itself; words and numbers do so only where a sentence may begin.
        own = [found.start() for found in scheme.pattern.finditer(line)] if scheme.is_sign else places
        for at in own:
            found = scheme.mark(line, at)
            if found and found.number == len(series) + 1:
                series.append(found)
        if len(series) > 1:
            yield from series
            return
