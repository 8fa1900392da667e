"""Numbers of Chinese documents make pieces with ids."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from corpora import TESTS
from guidance.corpus import Corpus
from guidance.importing.document import Document, Line
from guidance.importing.numbering import DEFAULT, OWN, Scheme, head, inside, read_schemes, value_of
from guidance.importing.outline import Outline, outline
from guidance.importing.plain import lines_of
from guidance.problems import DefectiveInputError

CASES = yaml.safe_load((TESTS / "importing" / "outlines.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def schemes() -> tuple[Scheme, ...]:
    return read_schemes(Path("nowhere"), TESTS.parent)


def cut(text: str, schemes: tuple[Scheme, ...]) -> tuple[Outline, list[str]]:
    lines, notes = lines_of(text, schemes)
    document = Document(format="text", encoding="utf_8", certainty=1.0, lines=lines, notes=notes)
    found = outline(document, schemes)
    return found, [one.what for one in (*notes, *found.notes)]


@pytest.mark.parametrize("case", CASES, ids=[one["name"] for one in CASES])
def test_a_text_is_cut_by_its_numbers(case: dict[str, object], schemes: tuple[Scheme, ...]) -> None:
    found, notes = cut(str(case["text"]), schemes)
    wanted = case["pieces"]
    assert isinstance(wanted, list)
    assert [(one.id, f"{one.level}{'+' if one.run_on else ''}") for one in found.pieces] == [
        (id_, str(level)) for id_, level, _ in wanted
    ]
    for piece, (_, _, begin) in zip(found.pieces, wanted, strict=True):
        assert piece.text.startswith(begin)
    expected = case.get("notes", [])
    assert isinstance(expected, list)
    assert len(notes) == len(expected)
    assert all(any(word in note for note in notes) for word in expected)


@pytest.mark.parametrize("case", CASES, ids=[one["name"] for one in CASES])
def test_no_character_is_lost_and_no_id_stands_twice(
    case: dict[str, object], schemes: tuple[Scheme, ...]
) -> None:
    found, _ = cut(str(case["text"]), schemes)
    text = re.sub(r"- 2 -|\s", "", str(case["text"]))
    assert re.sub(r"\s", "", "".join(one.text for one in found.pieces)) == text
    ids = [one.id for one in found.pieces]
    assert len(ids) == len(set(ids))


def test_the_speech_gets_the_ids_that_its_editors_gave(
    real: Corpus, docs: Path, schemes: tuple[Scheme, ...]
) -> None:
    """An independent witness: the ids of the speech were given by hand."""
    edition = real.editions["speech"]
    source = (docs / "sources" / "speech.txt").read_text(encoding="utf-8").split("\n")
    found, _ = cut("\n".join(source[edition.provenance.first_line - 1 :]), schemes)
    given = {one.id: (one.level, one.verbatim) for one in edition.segments}
    assert len(found.pieces) > 30
    for one in found.pieces:
        level, verbatim = given[one.id]
        assert (one.level, one.text.startswith(verbatim)) == (level, True), one.id


@pytest.mark.parametrize(
    ("digits", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("廿三", 23),
        ("一百零五", 105),
        ("〇", 0),
        ("12", 12),
        ("１２", 12),
        ("一二", 12),
        ("x", 0),
    ],
)
def test_numbers_have_their_value(digits: str, value: int) -> None:
    assert value_of(digits) == value


def test_a_number_within_a_line_needs_its_successor(schemes: tuple[Scheme, ...]) -> None:
    assert not list(inside(schemes, "要做的事很多。一是登記。"))
    assert [one.number for one in inside(schemes, "要做兩件事：一是登記，二是歸還。")] == [1, 2]
    assert not list(inside(schemes, "唯一是他，二是她。"))


def test_a_year_or_a_decimal_is_no_number(schemes: tuple[Scheme, ...]) -> None:
    assert head(schemes, "1.5 公尺") is None
    assert head(schemes, "2004年") is None
    assert head(schemes, "一個人") is None


def test_headings_that_the_file_marks_have_ids_too(schemes: tuple[Scheme, ...]) -> None:
    lines = tuple(
        Line(text=text, number=number, level=level)
        for number, (level, text) in enumerate(
            [
                (1, "花園"),
                (2, "開門"),
                (0, "六點開門。"),
                (3, "冬天"),
                (0, "八點開門。"),
                (2, "關門"),
                (0, "九點。"),
            ]
        )
    )
    document = Document(format="docx", encoding="", certainty=1.0, lines=lines, notes=())
    assert [(one.id, one.level) for one in outline(document, schemes).pieces] == [
        ("p0", 1),
        ("p1", 2),
        ("p1-0-1", 0),
        ("p1-1", 3),
        ("p1-1-1", 0),
        ("p2", 2),
        ("p2-1", 0),
    ]


def test_the_schemes_of_the_documents_come_first(tmp_path: Path) -> None:
    own = tmp_path / OWN
    own.parent.mkdir()
    own.write_text("schemes:\n  - {forms: [條n], numbers: han, at: line}\n", encoding="utf-8")
    (only,) = read_schemes(tmp_path, tmp_path)
    assert only.mark("條三　安靜。")
    assert (
        len(read_schemes(tmp_path / "nowhere", tmp_path))
        == DEFAULT.read_text(encoding="utf-8").count("at: ") - 2
    )


def test_schemes_that_cannot_be_read_are_a_defect(tmp_path: Path) -> None:
    own = tmp_path / OWN
    own.parent.mkdir()
    own.write_text("schemes:\n  - {forms: [第n], numbers: roman, at: page}\n", encoding="utf-8")
    with pytest.raises(DefectiveInputError) as caught:
        read_schemes(tmp_path, tmp_path)
    assert [one.code for one in caught.value.problems] == ["unknown-choice", "unknown-choice"]
