"""Every defect is told, at its place, and never by a traceback; what means nothing is not told.

A sample runs each time; ``make mutants`` runs them all and prints the table.
"""

from __future__ import annotations

import os
import random
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from guidance.cli import UNFORESEEN, main
from guidance.problems import DefectiveInputError, Problem
from guidance.survey import survey
from mutants.defects import Defect
from mutants.everything import built, defects, harmless
from projects import assemble

ALL = "MUTANTS" in os.environ
SAMPLE, BUILT_SAMPLE, HARMLESS_SAMPLE = 40, 2, 12
LEAST_CAUGHT, LEAST_PLACED = 0.97, 0.95
"""Shares of each class that have to be told, and told at the right place."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return assemble(tmp_path_factory.mktemp("mutants") / "project")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a defect."""

    defect: Defect
    caught: bool
    placed: bool
    traceback: str


def surveyed(project: Path) -> tuple[list[Problem], str]:
    """Return what a survey tells, and how it broke off if it did."""
    try:
        corpus = survey(project)
    except DefectiveInputError as error:
        return list(error.problems), ""
    except Exception as error:  # noqa: BLE001 -- what it must never do
        return [], f"{type(error).__name__}: {error}"
    return [one.problem for one in corpus.stale.translations], ""


def outcome(project: Path, defect: Defect, *, build: bool = False) -> Outcome:
    path = project / defect.file
    kept = path.read_bytes()
    defect.apply(path)
    try:
        assert not path.is_file() or path.is_symlink() or path.read_bytes() != kept, defect
        problems, broken = surveyed(project)
        if build and not problems and not broken:
            problems, broken = of_build(project)
    finally:
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink(missing_ok=True)
        path.write_bytes(kept)
    return Outcome(
        defect=defect,
        caught=bool(problems),
        placed=any(is_place(one, defect) for one in problems),
        traceback=broken,
    )


def of_build(project: Path) -> tuple[list[Problem], str]:
    told: list[Problem] = []

    def keep(problems: tuple[Problem, ...], *_: object) -> None:
        told.extend(problems)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("guidance.cli.told", keep)
        patched.setenv("PYTHONPATH", str(project / "hooks"))
        code = main(["--root", str(project), "site"])
    return told, "exit 70" if code == UNFORESEEN else ""


def is_place(problem: Problem, defect: Defect) -> bool:
    place = problem.place
    if place.file == defect.file:
        return defect.lines is None or place.line in defect.lines
    return place.file in defect.also


def table(outcomes: list[Outcome]) -> str:
    """Return a row for each class: how many, caught, at the right place, tracebacks."""
    rows = [f"{'class':<14}{'n':>5}{'caught':>9}{'placed':>9}{'traceback':>11}"]
    kinds = sorted({one.defect.kind for one in outcomes})
    for kind in [*kinds, ""]:
        of_it = [one for one in outcomes if one.defect.kind == kind or not kind]
        sums = [sum(getattr(one, name) for one in of_it) for name in ("caught", "placed")]
        broken = sum(bool(one.traceback) for one in of_it)
        rows.append(f"{kind or 'all':<14}{len(of_it):>5}{sums[0]:>9}{sums[1]:>9}{broken:>11}")
    return "\n".join(rows)


def shortfalls(outcomes: list[Outcome]) -> Iterator[str]:
    """Yield what keeps a class below what is asked, and every traceback."""
    yield from (f"{one.defect}: {one.traceback}" for one in outcomes if one.traceback)
    total = Counter(one.defect.kind for one in outcomes)
    for least, name in ((LEAST_CAUGHT, "caught"), (LEAST_PLACED, "placed")):
        missed: Mapping[str, list[Outcome]] = {
            kind: [one for one in outcomes if one.defect.kind == kind and not getattr(one, name)]
            for kind in total
        }
        for kind, some in missed.items():
            if len(some) > (1 - least) * total[kind]:
                yield from (f"not {name}: {one.defect}" for one in some)


def test_there_are_enough(project: Path) -> None:
    assert len(list(defects(project))) + len(list(built(project))) >= 300
    assert len(list(harmless(project))) >= 50


def test_defects_are_told_at_their_places(project: Path) -> None:
    found = list(defects(project))
    chosen = found if ALL else random.Random(1).sample(found, SAMPLE)  # noqa: S311
    outcomes = [outcome(project, one) for one in chosen]
    if ALL:
        print(f"\n{table(outcomes)}")  # noqa: T201 -- the table is what somebody asked for
    assert list(shortfalls(outcomes)) == []


def test_defects_of_built_pages_are_told_at_their_places(project: Path) -> None:
    found = list(built(project))
    chosen = found if ALL else found[:: len(found) // BUILT_SAMPLE][:BUILT_SAMPLE]
    outcomes = [outcome(project, one, build=True) for one in chosen]
    if ALL:
        print(f"\n{table(outcomes)}")  # noqa: T201
    assert list(shortfalls(outcomes)) == []


def test_what_means_nothing_is_not_told(project: Path) -> None:
    found = list(harmless(project))
    chosen = found if ALL else random.Random(2).sample(found, HARMLESS_SAMPLE)  # noqa: S311
    told = {}
    for name, file, change in chosen:
        path = project / file
        kept = path.read_bytes()
        path.write_bytes(change(kept.decode()).encode())
        problems, broken = surveyed(project)
        path.write_bytes(kept)
        if problems or broken:
            told[f"{name}: {file}"] = [*map(str, problems), broken]
    assert told == {}


def test_a_shortfall_is_seen(project: Path) -> None:
    defect = next(iter(defects(project)))
    silent = Outcome(defect=defect, caught=False, placed=False, traceback="")
    broken = Outcome(defect=defect, caught=True, placed=True, traceback="KeyError: 'x'")
    assert len(list(shortfalls([silent]))) == 2
    assert len(list(shortfalls([broken]))) == 1
    shutil.rmtree(project / ".build", ignore_errors=True)
