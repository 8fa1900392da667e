"""Each rule finds its kind in sentences of its own, leaves right ones alone, and is needed for it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import NotRequired, TypedDict

import pytest
import yaml

import guidance.suspects as package
from corpora import TESTS
from guidance.suspects import ANY, CHINESE, suspects
from guidance.suspects.habits import Habits, read_habits
from guidance.suspects.model import Rule


class Case(TypedDict):
    """A sentence with what is found in it, or a clean one."""

    kind: str
    text: NotRequired[str]
    at: NotRequired[str]
    proposal: NotRequired[str]
    clean: NotRequired[str]


CASES: Sequence[Case] = yaml.safe_load((TESTS / "suspects" / "cases.yml").read_text(encoding="utf-8"))
WRONG = [one for one in CASES if "text" in one]
CLEAN = [one for one in CASES if "clean" in one]
RULES = {
    "lost-characters": "lost",
    "mojibake": "mojibake",
    "wrong-script": "wrong_script",
    "set-phrase": "set_phrases",
    "wrong-character": "wrong_characters",
    "rare-character": "rare",
    "repeated-level": "repeated_levels",
    "broken-construction": "broken_constructions",
    "run-on-clause": "run_on",
    "unbalanced-mark": "unbalanced",
}


@pytest.fixture(scope="module")
def habits() -> Habits:
    return read_habits(Path("nowhere"), TESTS.parent)


def found(text: str, kind: str, habits: Habits) -> list[tuple[str, str]]:
    return [
        (text[one.start : one.end], one.proposal)
        for one in suspects(text, "zh-Hant", habits)
        if one.kind == kind
    ]


@pytest.mark.parametrize("case", WRONG, ids=[one.get("at") for one in WRONG])
def test_a_rule_finds_its_kind(case: Case, habits: Habits) -> None:
    (place, proposal), *more = found(case["text"], case["kind"], habits)
    assert place == case["at"]
    assert proposal == case.get("proposal", proposal)
    assert not more


@pytest.mark.parametrize("case", CLEAN, ids=[one["kind"] for one in CLEAN])
def test_a_rule_leaves_right_sentences_alone(case: Case, habits: Habits) -> None:
    assert not found(case["clean"], case["kind"], habits)


def test_every_rule_has_both_sorts_of_cases() -> None:
    names = {rule.__name__ for rule in (*ANY, *CHINESE)}
    assert names == set(RULES.values())
    assert set(RULES) == {one["kind"] for one in WRONG} == {one["kind"] for one in CLEAN}


@pytest.mark.parametrize("case", WRONG, ids=[one.get("at") for one in WRONG])
def test_without_the_rule_nothing_is_found(
    case: Case, habits: Habits, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without(rules: Sequence[Rule]) -> tuple[Rule, ...]:
        return tuple(rule for rule in rules if rule.__name__ != RULES[case["kind"]])

    monkeypatch.setattr(package, "ANY", without(ANY))
    monkeypatch.setattr(package, "CHINESE", without(CHINESE))
    assert not found(case["text"], case["kind"], habits)


def test_a_text_in_another_language_is_looked_through_for_damage_and_marks(habits: Habits) -> None:
    text = "He said “come back and went. CafÃ© \ufffd"
    assert {one.kind for one in suspects(text, "en", habits)} == {
        "unbalanced-mark",
        "mojibake",
        "lost-characters",
    }


def test_what_other_texts_say_is_no_suspect(habits: Habits) -> None:
    text = "這條河的水很青澈，可以看見魚。"
    assert suspects(text, "zh-Hant", habits)
    assert not suspects(text, "zh-Hant", habits, [text, text])


def test_a_measure_word_is_at_home_behind_its_numeral(habits: Habits) -> None:
    text = "他家門前這條河的水很深。"
    assert not suspects(text, "zh-Hant", habits)
    bare = dataclasses.replace(habits, measures=())
    assert suspects(text, "zh-Hant", bare)


def test_the_habits_of_the_documents_come_first(tmp_path: Path, habits: Habits) -> None:
    own = tmp_path / "docs" / "register" / "habits.yml"
    own.parent.mkdir(parents=True)
    text = (Path(package.__file__).parent / "habits.yml").read_text(encoding="utf-8")
    own.write_text(text.replace("longest-clause: 32", "longest-clause: 5"), encoding="utf-8")
    assert habits.longest_clause == 32
    assert read_habits(tmp_path / "docs", tmp_path).longest_clause == 5
