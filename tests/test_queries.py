"""What the command line answers about the register, and how it refuses what it does not know."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpora import Copier, Reporter
from guidance.cli import main
from guidance.corpus import Corpus
from guidance.queries import UnknownNameError, coverage, unit_list, why

ROOT = Path(__file__).resolve().parent.parent


def test_the_register_is_sound_and_whole(real: Corpus) -> None:
    assert real.index is not None
    found = real.index.coverage
    assert found.open == 0
    assert found.covered + found.waived == len(found.sentences)
    assert len(real.index.items) >= 60
    readings = {one.id: one.reading for one in real.editions["speech"].segments}
    for item in real.index.items.values():
        assert item.cites
        for cite in item.cites:
            assert cite.quote in readings[cite.at], item.id


def test_a_list_names_every_task_and_item_and_counts_them(real: Corpus) -> None:
    assert real.index is not None
    *lines, total = unit_list(real, "rural")
    ids = [line.split("\t")[0] for line in lines]
    tasks = [one for one in ids if one.startswith("task-")]
    items = [one.strip() for one in ids if not one.startswith("task-")]
    assert total == f"{len(tasks)} tasks, {len(items)} items"
    assert sorted(items) == sorted(real.index.reasons["rural"])
    assert sorted(tasks) == sorted(one for one, units in real.index.units_of_task.items() if "rural" in units)
    # Points stand indented below their task.
    task = ""
    for one in ids:
        task = one if one.startswith("task-") else task
        assert one.startswith("  ") == (one.strip() in real.index.task_of)
        if one.startswith("  "):
            assert real.index.task_of[one.strip()].id == task


def test_why_tells_yes_and_no(real: Corpus) -> None:
    assert list(why(real, "o-scope-rural", "rural")) == ["yes, by the rule “own” (rural)"]
    (answer,) = why(real, "o-scope-rural", "urban")
    assert answer.startswith("no, ")


def test_why_tells_the_task_of_a_point(real: Corpus) -> None:
    answer, task = why(real, "o-head", "rural")
    assert answer.startswith("yes, ")
    assert task == "a point of the task task-leading-body: 建立試點工作領導機構"


def test_why_tells_which_points_bring_a_task(tiny: Corpus) -> None:
    # A child returns and puts back; what is lost, others pay for.
    first, *points = why(tiny, "task-give-back", "child")
    assert first == "yes, by 2 of its 3 points"
    assert [line.split(":")[0].strip() for line in points] == ["o-return", "o-put-back"]
    assert list(why(tiny, "task-give-back", "library")) == ["no, none of its points is on the list"]


def test_coverage_names_the_task_beside_the_item(tiny: Corpus) -> None:
    lines = list(coverage(tiny))
    assert any(line.endswith("\to-return (task-give-back), o-pay (task-give-back)") for line in lines)
    assert any("o-dates" in line and "o-dates (" not in line for line in lines)


def test_coverage_ends_with_totals_that_add_up(real: Corpus) -> None:
    assert real.index is not None
    *lines, totals = coverage(real)
    assert len(lines) == len(real.index.coverage.sentences)
    assert totals.startswith(f"{len(lines)} sentences: ")


def test_an_unknown_name_is_told_with_the_nearest(
    real: Corpus, tiny: Corpus, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(ROOT), "list", "rurl"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "unknown-unit: there is no unit with this id: «rurl»; nearest: «rural»\n"
    with pytest.raises(UnknownNameError, match="unknown-item"):
        list(why(real, "o-nothing-of-the-kind", "rural"))
    with pytest.raises(UnknownNameError, match="no-register"):
        list(coverage(replace(tiny, index=None)))


def test_a_quote_that_is_wrong_by_one_character_stops_the_load(copied: Copier, report: Reporter) -> None:
    docs = copied(ROOT / "docs")
    path = docs / "register" / "obligations.yml"
    text = path.read_text(encoding="utf-8")
    assert "早打招呼" in text
    path.write_text(text.replace("早打招呼", "早反招呼"), encoding="utf-8")
    assert ": quote-not-in-paragraph: " in report(docs)


def test_a_register_takes_up_texts_that_are_there(copied: Copier, report: Reporter) -> None:
    docs = copied(ROOT / "docs")
    path = docs / "register" / "corpus.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("editions:\n", "register: speach\neditions:\n"),
        encoding="utf-8",
    )
    assert (
        report(docs)
        .splitlines()[0]
        .endswith("unknown-text: the register takes up a text that is not here: «speach»; nearest: «speech»")
    )
