"""What differs between two states of a corpus."""

from __future__ import annotations

from pathlib import Path

from corpora import Copier
from guidance.changes import changes
from guidance.corpus import Corpus, load


def spoil(docs: Path, file: str, find: str, put: str) -> None:
    path = docs / file
    before = path.read_text(encoding="utf-8")
    assert before.count(find) >= 1, (file, find)
    path.write_text(before.replace(find, put, 1), encoding="utf-8")


def told(before: Corpus | None, after: Corpus) -> list[str]:
    return [f"{one.matter} {one.fate} {one.id}" for one in changes(before, after)]


def test_nothing_differs_from_itself(tiny: Corpus) -> None:
    assert told(tiny, tiny) == []


def test_at_first_all_is_new_and_a_text_is_told_whole(tiny: Corpus) -> None:
    found = told(None, tiny)
    assert {one.split()[1] for one in found} == {"new"}
    assert [one for one in found if one.startswith(("text", "paragraph", "translation"))] == [
        f"text new {one}" for one in tiny.editions
    ]


def test_what_is_altered_new_or_gone_is_told_by_its_id(tiny: Corpus, tiny_docs: Path, copied: Copier) -> None:
    docs = copied(tiny_docs)
    spoil(docs, "register/tasks.yml", "en: Come and borrow", "en: Come and read")
    spoil(docs, "register/questions.yml", "- id: q-come\n", "- id: q-children\n")
    spoil(docs, "en/tale.md", "the date of return is written out on the wall", "the date is on the wall")
    spoil(
        docs,
        "register/questions.yml",
        "the date of return is written out on the wall",
        "the date is on the wall",
    )
    assert told(tiny, load(docs, locked=False)) == [
        "translation altered tale:s1-1/en",
        "task altered task-borrow",
        "question new q-children",
        "question gone q-come",
    ]
    assert [one.title for one in changes(tiny, load(docs, locked=False))][1:3] == ["來借書", "孩子可以來嗎？"]
