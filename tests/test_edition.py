"""The edition gives back its source, and only certain emendations enter the reading."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora import Copier, Reporter
from guidance.corpus import Corpus
from guidance.model import Edition
from guidance.problems import Problem
from guidance.readers.critic import CriticReader
from guidance.readers.edition import rejected
from guidance.script import Standard

PLAIN = st.text("甲乙丙,。ab (", max_size=8)
EDITS = st.lists(
    st.tuples(PLAIN, PLAIN, PLAIN, st.booleans()).filter(lambda edit: edit[1] != edit[2]), max_size=6
)


@pytest.fixture(params=["real", "tiny"])
def edition(request: pytest.FixtureRequest) -> Edition:
    corpus: Corpus = request.getfixturevalue(request.param)
    (one,) = corpus.editions.values()
    return one


def source_of(edition: Edition, docs: Path, tiny_docs: Path) -> str:
    folder = docs if edition.id == "speech" else tiny_docs
    return (folder / edition.provenance.file).read_bytes().decode("utf-8")


def test_every_edit_rejected_gives_the_source(edition: Edition, docs: Path, tiny_docs: Path) -> None:
    source = source_of(edition, docs, tiny_docs)
    first = edition.provenance.first_line
    assert rejected(edition.segments) == "\n".join(source.removesuffix("\n").split("\n")[first - 1 :])


def test_front_lines_and_body_are_the_whole_file(edition: Edition, docs: Path, tiny_docs: Path) -> None:
    source = source_of(edition, docs, tiny_docs)
    front = {one.line: one.text for one in edition.provenance.front}
    head = "".join(front.get(line, "") + "\n" for line in range(1, edition.provenance.first_line))
    assert head + rejected(edition.segments) == source.removesuffix("\n")


def test_certain_emendations_enter_the_reading_and_conjectures_never(edition: Edition) -> None:
    standard = Standard(
        down="t2s",
        up="s2tw",
        keep=("闡明了", "寫明了"),
        punctuation=dict(zip(",;()", "，；（）", strict=True)),
    )
    for segment in edition.segments:
        verbatim, reading, at, before = segment.verbatim, "", 0, 0
        for mark in segment.marks:
            one = mark.emendation
            same = mark.start - before
            assert verbatim.startswith(one.source, at + same)
            reading += verbatim[at : at + same]
            assert len(reading) == mark.start
            reading += one.reading if one.certain else one.source
            assert len(reading) == mark.end
            at, before = at + same + len(one.source), mark.end
        assert segment.reading == standard.convert(reading + verbatim[at:])


def test_ids_are_unique_and_the_translation_has_all_in_order(edition: Edition) -> None:
    ids = [one.id for one in edition.segments]
    assert len(ids) == len({*ids})
    numbers = [[int(part) for part in one[1:].split("-")] for one in ids]
    assert all(one < other for one, other in pairwise(numbers))
    emendations = [one.id for _, one in edition.emendations]
    assert len(emendations) == len({*emendations})
    assert all([*one] == ids for one in edition.translations.values())


@given(EDITS, PLAIN)
def test_marked_up_text_comes_back(edits: list[tuple[str, str, str, bool]], tail: str) -> None:
    document = source = reading = ""
    for number, (before, old, new, sure) in enumerate(edits):
        confidence = "certain" if sure else "conjecture"
        document += f"{before}{{~~{old}~>{new}~~}}{{>>e{number} lost {confidence} | a | b<<}}"
        source += before + old
        reading += before + (new if sure else old)
    document, source, reading = document + tail, source + tail, reading + tail
    problems: list[Problem] = []
    reader = CriticReader(file="x", document=document, languages=("zh", "en"), report=problems.append)
    pieces = reader.pieces(0, len(document))
    assert not problems
    assert "".join(piece.text for piece in pieces) == source
    assert reading == "".join(
        one.reading if (one := piece.emendation) and one.certain else piece.text for piece in pieces
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("zh-Hant/speech.md", "剛才,大家", "剛才,大", "source-mismatch"),
        ("zh-Hant/speech.md", " .run-on", "", "source-mismatch"),
        ("zh-Hant/speech.md", "{ #p0-2 }", "{ #p0-1 }", "id-twice"),
        ("zh-Hant/speech.md", ">>e02 ", ">>e01 ", "emendation-twice"),
        ("sources/speech.txt", "剛才", "剛纔", "source-changed"),
        ("en/speech.md", "{ #p0-2 }", "{ #p0-9 }", "id-missing"),
        ("en/speech.md", "[?e01]", "", "doubt-missing"),
        ("en/speech.md", "Central Committee", "centre", "term-untranslated"),
    ],
)
def test_damage_to_the_speech_is_seen(  # noqa: PLR0913, PLR0917 -- a row of the table and fixtures
    file: str, old: str, new: str, code: str, copied: Copier, docs: Path, report: Reporter
) -> None:
    target = copied(docs)
    text = (target / file).read_bytes().decode("utf-8")
    assert old in text
    (target / file).write_bytes(
        text.replace(old, new, -1 if code == "term-untranslated" else 1).encode("utf-8")
    )
    assert f": {code}: " in report(target)
