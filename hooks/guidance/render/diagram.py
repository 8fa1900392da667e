"""Pictures as inline SVG: bars of time, and boxes with arrows. Sizes are in units of the view box."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

_WIDTH = 340
"""A phone's column: wider screens enlarge the picture, letters and all."""
_LETTER = 12
_LINE = 16
_PAD = 6
_GAP = 30
_LANE = 9
_WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
_PIECE = re.compile(rf"{_WIDE.pattern}|(?:(?!{_WIDE.pattern})\S)+|\s+")
_NARROW = 0.56
"""Width of a letter of an alphabet, in widths of a Han character."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """A stretch of time."""

    title: str
    begins: str
    ends: str
    x: float
    width: float
    y: float
    """Top of the bar; its title stands above, its ends below."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Timetable:
    """Bars below one another, and the stretch that all of them share."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    shared: tuple[float, float] | None
    """Left edge and width of what all bars share."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """A body."""

    id: str
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrow:
    """A numbered tie between two boxes."""

    number: int
    path: str
    """An SVG path."""
    x: float
    """Where the number stands."""
    y: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """Boxes in rows, each below all that lead to it."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def timetable(periods: Sequence[tuple[str, str, str, tuple[int, int]]]) -> Timetable:
    """Return bars for periods.

    Args:
        periods: title, words for the beginning and the end, and the span in hundredths of the width.
    """
    row = 4 * _LINE + 2 * _PAD
    bars = tuple(
        Bar(
            title=title,
            begins=begins,
            ends=ends,
            x=_at(span[0]),
            width=_at(span[1]) - _at(span[0]),
            y=number * row + _LINE + _PAD,
        )
        for number, (title, begins, ends, span) in enumerate(periods)
    )
    left = max((one.x for one in bars), default=0)
    right = min((one.x + one.width for one in bars), default=0)
    shared = (left, right - left) if len(bars) > 1 and right > left else None
    return Timetable(width=_WIDTH, height=len(bars) * row + _LINE, bars=bars, shared=shared)


def _at(hundredths: int) -> float:
    return round(hundredths * (_WIDTH - 2) / 100, 1)


def chart(bodies: Mapping[str, str], ties: Sequence[tuple[str, str]]) -> Chart:
    """Return boxes and arrows for bodies and what ties them.

    Args:
        bodies: id to title, in the order from left to right.
        ties: pairs of ids, from above to below, without a cycle.
    """
    ranks = _ranks(bodies, ties)
    skipping = [number for number, (one, other) in enumerate(ties) if ranks[other] - ranks[one] > 1]
    room = _WIDTH - _LANE * (len(skipping) + 1)
    rows = [
        [one for one in bodies if ranks[one] == rank] for rank in range(max(ranks.values(), default=-1) + 1)
    ]
    boxes: dict[str, Box] = {}
    top = 1.0
    for row in rows:
        width = min((room - _PAD * (len(row) - 1)) / len(row), room * 0.6)
        start = (room - width * len(row) - _PAD * (len(row) - 1)) / 2
        lines = [wrapped(bodies[one], (width - 2 * _PAD) / _LETTER) for one in row]
        height = max(map(len, lines)) * _LINE + 2 * _PAD
        for place, (one, text) in enumerate(zip(row, lines, strict=True)):
            x = round(start + place * (width + _PAD) + 1, 1)
            boxes[one] = Box(id=one, lines=text, x=x, y=top, width=round(width, 1), height=height)
        top += height + _GAP
    arrows = tuple(
        _round(boxes[one], boxes[other], number, room + _LANE * (skipping.index(number) + 1), boxes.values())
        if number in skipping
        else _straight(boxes[one], boxes[other], number)
        for number, (one, other) in enumerate(ties)
    )
    return Chart(width=_WIDTH, height=int(top - _GAP) + 2, boxes=tuple(boxes.values()), arrows=arrows)


def _ranks(bodies: Mapping[str, str], ties: Sequence[tuple[str, str]]) -> Mapping[str, int]:
    """Return how far down each body stands: one row below the lowest that leads to it."""
    ranks = dict.fromkeys(bodies, 0)
    for _ in bodies:
        for one, other in ties:
            ranks[other] = max(ranks[other], ranks[one] + 1)
    return ranks


def _straight(one: Box, other: Box, number: int) -> Arrow:
    x1, y1 = one.x + one.width / 2, one.y + one.height
    x2, y2 = other.x + other.width / 2, other.y
    # Arrows that end at one box come in side by side.
    x2 += max(-other.width / 3, min(other.width / 3, (x1 - x2) / 3))
    path = f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"
    return Arrow(number=number + 1, path=path, x=round((x1 + x2) / 2, 1), y=round((y1 + y2) / 2, 1))


def _round(one: Box, other: Box, number: int, lane: float, boxes: Collection[Box]) -> Arrow:
    """Return an arrow that goes around the rows between, and around what stands beside its ends."""
    if _outermost(one, boxes):
        y1 = one.y + one.height / 2
        path = f"M{one.x + one.width:.1f} {y1:.1f}H{lane:.1f}"
    else:
        y1 = one.y + one.height + _GAP / 4
        path = f"M{one.x + one.width - _PAD:.1f} {one.y + one.height:.1f}V{y1:.1f}H{lane:.1f}"
    if _outermost(other, boxes):
        y2 = other.y + other.height / 2
        path += f"V{y2:.1f}H{other.x + other.width:.1f}"
    else:
        y2 = other.y - _GAP / 2
        path += f"V{y2:.1f}H{other.x + other.width - _PAD:.1f}V{other.y:.1f}"
    return Arrow(number=number + 1, path=path, x=round(lane, 1), y=round((y1 + y2) / 2, 1))


def _outermost(one: Box, boxes: Collection[Box]) -> bool:
    """Return whether nothing stands to the right of a box in its row."""
    return all(other.x <= one.x for other in boxes if other.y == one.y)


def wrapped(text: str, room: float) -> tuple[str, ...]:
    """Return a text in lines.

    Args:
        text: Han characters may part anywhere, other words at blanks, and within if a line cannot hold them.
        room: how wide a line may be, in widths of a Han character.
    """
    lines = [""]
    longest = max(1, int(room / _NARROW))
    for piece in (part for whole in _PIECE.findall(text) for part in _cut(whole, longest)):
        if lines[-1] and _width(lines[-1] + piece.rstrip()) > room:
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return tuple(one.strip() for one in lines if one.strip())


def _cut(word: str, longest: int) -> Iterator[str]:
    return (word[start : start + longest] for start in range(0, len(word), longest))


def _width(text: str) -> float:
    return sum(1 if _WIDE.match(char) else _NARROW for char in text)
