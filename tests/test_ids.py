"""An id that was given is never lost without a word, whatever kind of thing had it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from guidance.corpus import Corpus
from guidance.ids import IDS_NAME, check_ids_kept, present, record
from guidance.problems import Problem


@pytest.fixture
def docs(tiny_docs: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    (folder / "register").mkdir(parents=True)
    shutil.copyfile(tiny_docs / "register" / IDS_NAME, folder / "register" / IDS_NAME)
    return folder


@pytest.fixture
def told(docs: Path) -> Callable[[Corpus], list[Problem]]:
    def tell(corpus: Corpus) -> list[Problem]:
        problems: list[Problem] = []
        check_ids_kept(docs.parent, docs, corpus, problems.append)
        return problems

    return tell


def lines(docs: Path) -> list[str]:
    return (docs / "register" / IDS_NAME).read_text(encoding="utf-8").splitlines()


def without(corpus: Corpus, kind: str) -> tuple[Corpus, str]:
    """Return a corpus in which the first thing of a kind has another id, and the old one."""
    if kind == "terms":
        first, *rest = corpus.terms
        return replace(corpus, terms=(replace(first, id=f"{first.id}s"), *rest)), first.id
    assert corpus.index
    register = corpus.index.register
    first, *rest = getattr(register, kind)
    renamed = replace(register, **{kind: (replace(first, id=f"{first.id}s"), *rest)})
    return replace(corpus, index=replace(corpus.index, register=renamed)), first.id


def test_what_is_on_record_is_there(told: Callable[[Corpus], list[Problem]], tiny: Corpus) -> None:
    assert told(tiny) == []


@pytest.mark.parametrize(
    "kind",
    ["terms", "units", "actors", "phases", "procedures", "documents", "tasks", "bodies", "ideas", "periods"],
)
def test_a_renamed_id_is_told_with_the_new_one(
    told: Callable[[Corpus], list[Problem]], tiny: Corpus, docs: Path, kind: str
) -> None:
    corpus, lost = without(tiny, kind)
    line = lines(docs).index(f"{kind} {lost}") + 1
    assert [(one.code, one.place.line, one.fragment, one.suggestion) for one in told(corpus)] == [
        ("id-gone", line, lost, f"{lost}s")
    ]


def test_what_is_gone_on_purpose_is_not_told(
    told: Callable[[Corpus], list[Problem]], tiny: Corpus, docs: Path
) -> None:
    corpus, lost = without(tiny, "ideas")
    path = docs / "register" / IDS_NAME
    path.write_text(
        path.read_text(encoding="utf-8").replace(f"ideas {lost}\n", f"ideas {lost} now {lost}s\n")
    )
    assert told(corpus) == []
    # Nor does the next record bring it back.
    assert record(docs.parent, docs, corpus) == 1
    assert f"ideas {lost} now {lost}s" in lines(docs)
    assert f"ideas {lost}" not in lines(docs)


def test_a_line_that_says_too_little_is_told(
    told: Callable[[Corpus], list[Problem]], tiny: Corpus, docs: Path
) -> None:
    path = docs / "register" / IDS_NAME
    path.write_text("<<<<<<<\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert [(one.code, one.place.line) for one in told(tiny)] == [("ids-line", 1)]


def test_all_is_recorded_once(tiny: Corpus, docs: Path) -> None:
    (docs / "register" / IDS_NAME).unlink()
    assert record(docs.parent, docs, tiny) == len(present(tiny))
    before = lines(docs)
    assert record(docs.parent, docs, tiny) == 0
    assert lines(docs) == before
