"""Pictures: boxes and bars keep to their places, words to their boxes, arrows to their boxes' edges."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.render.diagram import Arrow, Box, Chart, chart, timetable, wrapped
from rendering import TAGS, Shelf

LETTER = 12
LINE = 16
Point = tuple[float, float]


def points(path: str) -> list[Point]:
    """Return the corners of a path of absolute straight lines."""
    found: list[Point] = []
    for kind, rest in re.findall(r"([MLHV])([^MLHV]*)", path):
        numbers = [float(one) for one in rest.split()]
        x, y = found[-1] if found else (0.0, 0.0)
        found.append(
            (numbers[0], y) if kind == "H" else (x, numbers[0]) if kind == "V" else (numbers[0], numbers[1])
        )
    return found


def on_edge(point: Point, box: Box) -> bool:
    x, y = point
    inside = box.x - 0.1 <= x <= box.x + box.width + 0.1 and box.y - 0.1 <= y <= box.y + box.height + 0.1
    edges = (x - box.x, x - box.x - box.width, y - box.y, y - box.y - box.height)
    return inside and min(abs(one) for one in edges) < 0.11


def crosses(one: Point, other: Point, box: Box) -> bool:
    """Return whether a line has a point inside a box: sampled, which is fine enough for boxes this big."""
    steps = 200
    for step in range(steps + 1):
        x = one[0] + (other[0] - one[0]) * step / steps
        y = one[1] + (other[1] - one[1]) * step / steps
        if box.x + 0.2 < x < box.x + box.width - 0.2 and box.y + 0.2 < y < box.y + box.height - 0.2:
            return True
    return False


def faults(found: Chart, ties: Sequence[tuple[str, str]]) -> list[str]:
    """Return what is wrong with a chart."""
    boxes = {one.id: one for one in found.boxes}
    out = [
        f"overlap: {one.id}, {other.id}"
        for one, other in combinations(found.boxes, 2)
        if one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    ]
    for box in found.boxes:
        if box.x < 0 or box.y < 0 or box.x + box.width > found.width or box.y + box.height > found.height:
            out.append(f"outside: {box.id}")
        if len(box.lines) * LINE > box.height:
            out.append(f"too low: {box.id}")
    for number, (arrow, (one, other)) in enumerate(zip(found.arrows, ties, strict=True), start=1):
        line = points(arrow.path)
        if arrow.number != number:
            out.append(f"number: {number}")
        if not on_edge(line[0], boxes[one]) or not on_edge(line[-1], boxes[other]):
            out.append(f"ends: {number}")
        if any(crosses(*part, box) for part in pairwise(line) for box in found.boxes):
            out.append(f"crosses: {number}")
        if not all(0 <= x <= found.width and 0 <= y <= found.height for x, y in line):
            out.append(f"leaves: {number}")
    return out


def of_shelf(shelf: Shelf, tag: str) -> tuple[Mapping[str, str], list[tuple[str, str]]]:
    pick = shelf.corpus.locale(tag).pick
    bodies = shelf.index.register.bodies
    return {one.id: pick(one.title) for one in bodies}, [
        (one.id, tie.to) for one in bodies for tie in one.ties
    ]


@pytest.mark.parametrize("tag", TAGS)
def test_the_site_s_chart_is_sound(shelf: Shelf, tag: str) -> None:
    bodies, ties = of_shelf(shelf, tag)
    found = chart(bodies, ties)
    assert faults(found, ties) == []
    assert [one.id for one in found.boxes] != []
    assert {one.id: "".join(one.lines).replace(" ", "") for one in found.boxes} == {
        one: title.replace(" ", "") for one, title in bodies.items()
    }


NAMES = "abcdef"
TIES = st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda one: one[0] < one[1]))
TITLES = st.lists(
    st.text("試點單位 committee", min_size=1, max_size=24).map(str.strip).filter(bool), min_size=6, max_size=6
)


@given(ties=TIES, titles=TITLES)
def test_any_chart_is_sound(ties: set[tuple[str, str]], titles: list[str]) -> None:
    found = sorted(ties)
    assert faults(chart(dict(zip(NAMES, titles, strict=True)), found), found) == []


def test_a_defective_chart_is_found() -> None:
    ties = [("a", "b")]
    found = chart({"a": "甲", "b": "乙"}, ties)
    one, other = found.boxes
    (arrow,) = found.arrows

    def like(boxes: tuple[Box, ...] = found.boxes, path: str = arrow.path) -> Chart:
        arrows = (Arrow(number=1, path=path, x=0, y=0),)
        return Chart(width=found.width, height=found.height, boxes=boxes, arrows=arrows)

    def moved(y: float, lines: tuple[str, ...] = ("乙",)) -> Box:
        return Box(id="b", lines=lines, x=other.x, y=y, width=other.width, height=other.height)

    assert faults(like(), ties) == []
    assert "overlap: a, b" in faults(like(boxes=(one, moved(one.y + 3))), ties)
    assert "outside: b" in faults(like(boxes=(one, moved(other.y + 9))), ties)
    assert "too low: b" in faults(like(boxes=(one, moved(other.y, ("乙",) * 9))), ties)
    assert "ends: 1" in faults(like(path="M0.0 0.0L5.0 5.0"), ties)
    middle = one.x + one.width / 2
    assert "crosses: 1" in faults(like(path=f"M{middle} {one.y}L{middle} {other.y}"), ties)


@given(st.text("試點單位黨 （）abc defgh", max_size=40), st.floats(2, 20))
def test_lines_hold_all_words_and_are_no_wider_than_their_room(text: str, room: float) -> None:
    lines = wrapped(text, room)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(one == one.strip() != "" for one in lines)
    for one in lines:
        wide = sum(ch > "\u2e80" for ch in one)
        assert wide + 0.56 * (len(one) - wide) <= room + 1e-9


@given(st.lists(st.text("abcde", min_size=1, max_size=6), min_size=1, max_size=9), st.floats(4, 20))
def test_words_that_fit_stay_whole(words: list[str], room: float) -> None:
    assert " ".join(wrapped(" ".join(words), room)).split() == words


def test_lines_are_as_full_as_they_can_be() -> None:
    assert wrapped("試點單位黨委", 4) == ("試點單位", "黨委")
    assert wrapped("the unit committee", 10) == ("the unit", "committee")
    assert wrapped("", 10) == ()


@pytest.mark.parametrize("tag", TAGS)
def test_bars_stand_where_the_register_puts_them(shelf: Shelf, tag: str) -> None:
    pick = shelf.corpus.locale(tag).pick
    periods = shelf.index.register.periods
    found = timetable([(pick(one.title), pick(one.begins), pick(one.ends), one.span) for one in periods])
    for bar, period in zip(found.bars, periods, strict=True):
        assert bar.title == pick(period.title)
        assert (bar.begins, bar.ends) == (pick(period.begins), pick(period.ends))
        assert 0 <= bar.x < bar.x + bar.width <= found.width
        assert bar.width / found.width == pytest.approx((period.span[1] - period.span[0]) / 100, abs=0.01)
    assert all(other.y - one.y >= 4 * LINE for one, other in pairwise(found.bars))


def test_bars_share_what_lies_in_all_of_them() -> None:
    found = timetable([("a", "", "", (1, 40)), ("b", "", "", (12, 100))])
    assert found.shared
    left, width = found.shared
    assert left == found.bars[1].x
    assert left + width == pytest.approx(found.bars[0].x + found.bars[0].width)
    assert timetable([("a", "", "", (1, 40)), ("b", "", "", (41, 100))]).shared is None
    assert timetable([("a", "", "", (1, 40))]).shared is None
