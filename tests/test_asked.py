"""The questions in people's own words: what the two halves are made of, and that what they name exists."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml

from guidance.corpus import Corpus

Question: TypeAlias = Mapping[str, Any]

FOLDER = Path(__file__).resolve().parent / "search"
HALVES = ("asked-a.yml", "asked-b.yml")
IN_HALF = {
    ("plain", "zh-Hant"): 25,
    ("plain", "zh-Hans"): 25,
    ("plain", "en"): 30,
    ("slip", "zh-Hant"): 3,
    ("slip", "zh-Hans"): 3,
    ("slip", "en"): 4,
    ("unanswerable", "zh-Hant"): 3,
    ("unanswerable", "zh-Hans"): 3,
    ("unanswerable", "en"): 4,
}
"""Kind and language to the number of questions in one half."""
ASKERS = {"unit", "member", "group", "office", "visitor"}
"""Who asks."""
SECTIONS = {"plan.html": {"scope", "times", "bodies", "ideas"}}
"""Sections that a template makes."""


def questions(name: str) -> list[Question]:
    """Read the questions of one file."""
    found: list[Question] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def halves() -> dict[str, list[Question]]:
    """Return the two halves by their file's name."""
    return {name: questions(name) for name in HALVES}


def composition(asked: Iterable[Question]) -> Counter[tuple[str, str]]:
    """Count the questions by kind and language."""
    return Counter((one["kind"], one["lang"]) for one in asked)


def misshapen(asked: Iterable[Question]) -> list[str]:
    """Name the questions that have another form than their kind."""
    common = {"q", "lang", "kind", "asker", "wants"}
    return [
        one["q"]
        for one in asked
        if set(one) != (common | {"nearest"} if one["kind"] == "unanswerable" else common)
        or one["asker"] not in ASKERS
        or bool(one["wants"]) == (one["kind"] == "unanswerable")
        or any(len(set(one.get(key, []))) != len(one.get(key, [])) for key in ("wants", "nearest"))
    ]


def twice(asked: Iterable[Question], corpus: Corpus) -> list[str]:
    """Name the questions that stand twice, in whichever script, case or punctuation."""
    convert = corpus.languages.converter.convert
    bare = Counter(
        re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", convert(one["q"])).casefold()) for one in asked
    )
    return [text for text, times in bare.items() if times > 1]


def unknown(addresses: Iterable[str], corpus: Corpus, docs: Path) -> list[str]:
    """Name the addresses that lead nowhere: no such page, or no such id on it."""
    assert corpus.index is not None
    register = corpus.index.register
    ids: dict[str, set[str]] = {
        "speech.html": {one.id for one in corpus.editions["speech"].segments},
        "items.html": set(corpus.index.items) | {one.id for one in register.tasks},
        "glossary.html": {one.id for one in corpus.terms},
        "documents.html": {one.id for one in register.documents},
        **SECTIONS,
    }
    wrong = []
    for address in addresses:
        name, _, fragment = address.partition("#")
        page = docs / "en" / Path(name).with_suffix(".md")
        text = page.read_text(encoding="utf-8") if page.is_file() else ""
        if not text or (fragment and fragment not in ids.get(name, ()) and f"{{ #{fragment} }}" not in text):
            wrong.append(address)
    return wrong


def named(asked: Iterable[Question]) -> list[str]:
    """Return every address that the questions name."""
    return [address for one in asked for key in ("wants", "nearest") for address in one.get(key, [])]


@pytest.mark.parametrize("name", HALVES)
def test_a_half_is_made_up_as_said(halves: dict[str, list[Question]], name: str) -> None:
    assert composition(halves[name]) == IN_HALF
    assert misshapen(halves[name]) == []


def test_together_they_are_two_hundred_by_all_who_ask(halves: dict[str, list[Question]]) -> None:
    whole: Sequence[Question] = [one for half in halves.values() for one in half]
    assert len(whole) == sum(IN_HALF.values()) * len(HALVES) == 200
    assert {(one["asker"], name) for name, half in halves.items() for one in half} == {
        (asker, name) for asker in ASKERS for name in HALVES
    }


def test_no_question_stands_twice_nor_among_those_the_search_was_made_with(
    halves: dict[str, list[Question]], real: Corpus
) -> None:
    whole = [one for half in halves.values() for one in half]
    assert twice(whole, real) == []
    others = {one["q"]: one for one in questions("questions.yml")}
    assert twice([*whole, *others.values()], real) == twice(others.values(), real)


def test_every_place_exists(halves: dict[str, list[Question]], real: Corpus, docs: Path) -> None:
    for half in halves.values():
        assert unknown(named(half), real, docs) == []


def test_only_the_half_that_is_kept_says_so_before_its_first_question() -> None:
    heads = {name: (FOLDER / name).read_text(encoding="utf-8").partition("- q:")[0] for name in HALVES}
    assert [name for name, head in heads.items() if "NOBODY TUNES ON THIS HALF" in head] == ["asked-b.yml"]


def test_the_checks_see_what_is_wrong(real: Corpus, docs: Path) -> None:
    sound: dict[str, Any] = {
        "q": "跟誰說",
        "lang": "zh-Hant",
        "kind": "plain",
        "asker": "unit",
        "wants": ["speech.html#p4-5"],
    }
    assert misshapen([sound]) == []
    wrong = [
        {**sound, "wants": []},
        {**sound, "kind": "unanswerable", "nearest": []},
        {**sound, "kind": "unanswerable", "wants": []},
        {**sound, "asker": "somebody"},
        {**sound, "wants": sound["wants"] * 2},
    ]
    assert len(misshapen(wrong)) == len(wrong)
    assert twice([sound, {**sound, "q": "跟谁说？"}], real)
    assert composition([sound, {**sound, "lang": "en"}]) != composition([sound, sound])
    lost = [
        "speech.html#p9-9",
        "items.html#p4-5",
        "nowhere.html",
        "plan.html#weather",
        "documents.html#o-head",
    ]
    assert unknown(lost, real, docs) == lost
