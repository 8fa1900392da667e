"""Who has which item and why, and what covers the text."""

from __future__ import annotations

import pytest

from guidance.model import Edition
from guidance.register import Index, index
from guidance.register.coverage import find, sentences
from guidance.register.crossref import Rule, Why
from guidance.register.cycles import cycles

from .huts import Read


@pytest.fixture
def found(read: Read, text: Edition) -> Index:
    register, problems = read()
    assert problems == []
    return index(register, {text.id: text})


def test_bases_are_no_units(found: Index) -> None:
    assert list(found.units) == ["hut", "shelter", "office"]


def test_items_of_each_unit(found: Index) -> None:
    assert {unit: [one.id for one in items] for unit, items in found.by_unit.items()} == {
        "hut": ["o-guest-book", "o-stove", "o-show-way"],
        "shelter": ["o-guest-book", "o-water", "o-show-way"],
        "office": ["o-weather", "o-show-way"],
    }
    assert found.units_of["o-guest-book"] == ("hut", "shelter")


def test_what_forbids_and_what_says_so_is_a_limit(found: Index) -> None:
    assert [one.id for one in found.items.values() if one.limit] == ["o-stove", "o-water"]


def test_a_task_is_on_the_lists_of_its_points(found: Index) -> None:
    assert {item: task.id for item, task in found.task_of.items()} == {
        "o-guest-book": "task-keep-hut",
        "o-weather": "task-keep-hut",
        "o-show-way": "task-guide",
    }
    # The base “house” is no unit; the office has the weather, the huts have the guest book.
    assert found.units_of_task == {
        "task-keep-hut": ("hut", "shelter", "office"),
        "task-guide": ("hut", "shelter", "office"),
    }


@pytest.mark.parametrize(
    ("item", "unit", "expected"),
    [
        ("o-show-way", "office", Why(applies=True, rule=Rule.ALL)),
        ("o-stove", "hut", Why(applies=True, rule=Rule.OWN, via="hut")),
        ("o-guest-book", "shelter", Why(applies=True, rule=Rule.BASE, via="house")),
        ("o-weather", "office", Why(applies=True, rule=Rule.BUT)),
        ("o-weather", "shelter", Why(applies=False, rule=Rule.BUT, via="house")),
        ("o-water", "hut", Why(applies=False, rule=Rule.OTHERS)),
        (
            "o-stove",
            "shelter",
            Why(
                applies=False,
                rule=Rule.WITHOUT,
                via="shelter",
                reason={"ja": "ストーブがない。", "en": "It has no stove."},
            ),
        ),
    ],
)
def test_every_rule_gives_its_reason(found: Index, item: str, unit: str, expected: Why) -> None:
    assert found.why(item, unit) == expected


def test_items_by_segment(found: Index) -> None:
    assert {at.segment: [one.id for one in items] for at, items in found.by_segment.items()} == {
        "s1": ["o-guest-book", "o-stove"],
        "s2": ["o-water", "o-weather"],
        "s3": ["o-show-way"],
    }


def test_coverage_sentence_by_sentence(found: Index) -> None:
    coverage = found.coverage
    assert (len(coverage.sentences), coverage.covered, coverage.waived, coverage.open) == (8, 5, 3, 0)
    one = coverage.sentences[3]
    assert (one.segment, one.number, one.items) == ("s2", 1, ("o-water",))
    assert one.text == "避難小屋には番人がいない；水は登山者が自分で運ぶこと。"


def test_a_scope_or_window_covers_nothing(found: Index) -> None:
    window = next(one for one in found.coverage.sentences if "四月" in one.text)
    assert window.items == ()
    assert window.waiver is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一。二；三。", ["一。", "二；三。"]),
        ("他說：“好。”走了。", ["他說：“好。”", "走了。"]),
        ("題", ["題"]),
        ("一！？ 二", ["一！？", "二"]),
        ("Keep 1.5 m off. Go!  Now?", ["Keep 1.5 m off.", "Go!", "Now?"]),
        ("", []),
        (" \n", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_an_empty_quote_is_nowhere() -> None:
    assert find("", "text") is None


def test_cycles_of_a_long_chain() -> None:
    ways = {str(n): [str(n + 1)] for n in range(20_000)}
    assert list(cycles(ways)) == []
    path = list(cycles({**ways, "20000": ["19998", "20000"]}))
    assert path == [("19998", "19999", "20000", "19998"), ("20000", "20000")]


def test_cycles_are_told_once_each() -> None:
    assert list(cycles({"a": ["b", "c"], "b": ["a"], "c": ["a"], "d": ["a"]})) == [
        ("a", "b", "a"),
        ("a", "c", "a"),
    ]
