"""Reads plain text: lines, hard-wrapped or not, as paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from guidance.importing.document import Line, Note
from guidance.importing.numbering import Scheme, head

_BREAKS = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_INDENT = " \t\u3000\u00a0\ufeff\u200b"
_PAGE = re.compile(
    r"[-\u2014\u2013\u2500\u00b7 ]*\d{1,4}[-\u2014\u2013\u2500\u00b7 ]*|\u7b2c ?\d+ ?[\u9801\u9875].*"
)
"""A line that holds a page number only."""
_LEAST_WRAPPED = 4
"""Lines of full width from which a text is taken for hard-wrapped."""
_NARROWEST = 30
"""Columns below which no line is full."""
_ENDS = "\u3002\uff01\uff1f\uff1b\uff1a.!?;:"
_SLACK = 3
"""Columns by which a full line may fall short: a mark may not begin the next."""


def lines_of(text: str, schemes: Sequence[Scheme]) -> tuple[tuple[Line, ...], tuple[Note, ...]]:
    """Return the paragraphs of a plain text, and what was done to get them.

    Args:
        text: the whole text.
        schemes: the ways to number, since a line with a number begins a paragraph.
    """
    notes: list[Note] = []
    raw = _BREAKS.split(text.replace("\x1a", ""))
    width = _full_width(raw)
    found: list[Line] = []
    joined = 0
    is_open = False
    for number, line in enumerate(raw, 1):
        stripped = line.strip(_INDENT)
        if not stripped:
            is_open = False
            continue
        if _PAGE.fullmatch(stripped):
            notes.append(Note(number=number, what="a page number: left out", text=stripped))
            continue
        indented = line[0] in "\u3000 \t"
        if is_open and not indented and not head(schemes, stripped):
            before = found.pop()
            glue = " " if before.text[-1].isascii() and stripped[0].isascii() else ""
            found.append(Line(text=f"{before.text}{glue}{stripped}", number=before.number))
            joined += 1
        else:
            found.append(Line(text=stripped, number=number))
        is_open = (
            bool(width)
            and _columns(line.rstrip(_INDENT)) >= width - _SLACK
            and line.rstrip()[-1] not in _ENDS
        )
    if joined:
        what = f"the text is wrapped at {width} columns: {joined} lines were joined to the ones before them"
        notes.append(Note(number=1, what=what))
    return tuple(found), tuple(notes)


def _full_width(raw: Sequence[str]) -> int:
    """Return at how many columns a text is wrapped; 0 where it is not."""
    widths = sorted((_columns(line.rstrip(_INDENT)) for line in raw if line.strip(_INDENT)), reverse=True)
    if not widths or widths[0] < _NARROWEST:
        return 0
    full = [one for one in widths if one >= widths[0] - _SLACK]
    return widths[0] if len(full) >= max(_LEAST_WRAPPED, len(widths) // 3) else 0


def _columns(line: str) -> int:
    """Return the width of a line in columns: two for a full-width character."""
    return sum(2 if unicodedata.east_asian_width(one) in "WFA" else 1 for one in line)
