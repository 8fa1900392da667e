"""Suspect places as an editor meets them: in the edition's file, without those that are marked already."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from corpora import Copier
from guidance.cli import main
from guidance.corpus import Corpus, load
from guidance.problems import DefectiveInputError
from guidance.queries import UnknownNameError
from guidance.suspects import suspects
from guidance.suspects.habits import OWN, read_habits
from guidance.suspects.listing import listed, source_of

LINE = re.compile(r"(?P<file>[^:]+):(?P<line>\d+):(?P<column>\d+): (?P<kind>[a-z-]+): .+")


def test_the_source_is_the_verbatim_text(real: Corpus, docs: Path) -> None:
    edition = real.editions["speech"]
    source = source_of(docs.parent, edition, real.languages.written)
    text = (docs / "sources" / "speech.txt").read_text(encoding="utf-8")
    assert text.rstrip("\n").endswith(source.text)
    assert len(source.known) == len(edition.emendations)


def test_a_place_of_the_source_is_found_in_the_file(real: Corpus, docs: Path) -> None:
    source = source_of(docs.parent, real.editions["speech"], real.languages.written)
    lines = source.document.split("\n")
    for index in range(0, len(source.text), 97):
        if source.text[index] == "\n":
            continue
        place = source.place(index)
        assert lines[place.line - 1][place.column - 1] == source.text[index]


def test_a_slip_in_a_text_is_told_with_its_place(copied: Copier, tiny_docs: Path) -> None:
    docs = copied(tiny_docs)
    assert not [line for line in listed(load(docs), docs, "tale") if "充份" in line]
    edition = load(docs).editions["tale"]
    place = next(one for one in edition.segments if not one.level and not one.marks).place
    for name in (docs.parent / place.file, docs / "sources" / "tale.txt"):
        text = name.read_text(encoding="utf-8")
        segment = next(one for one in edition.segments if one.place == place)
        name.write_text(
            text.replace(segment.verbatim, "意見得到充份的尊重，" + segment.verbatim), encoding="utf-8"
        )
    record = docs / "sources" / "tale.yml"
    old = re.search(r"sha256: (\w+)", record.read_text(encoding="utf-8"))
    assert old
    new = hashlib.sha256((docs / "sources" / "tale.txt").read_bytes()).hexdigest()
    record.write_text(record.read_text(encoding="utf-8").replace(old[1], new), encoding="utf-8")
    (line,) = [line for line in listed(load(docs, locked=False), docs, "") if "[份]" in line]
    found = LINE.fullmatch(line)
    assert found
    assert (found["kind"], int(found["line"])) == ("wrong-character", place.line)
    text = (docs.parent / place.file).read_text(encoding="utf-8").split("\n")[place.line - 1]
    assert text[int(found["column"]) - 1] == "份"
    assert line.endswith("proposal: «分»")


def test_marked_places_are_not_told_again(real: Corpus, docs: Path) -> None:
    source = source_of(docs.parent, real.editions["speech"], real.languages.written)
    habits = read_habits(docs, docs.parent)
    found = suspects(source.text, "zh-Hant", habits)
    unmarked = [one for one in found if not any(known.meets(one) for known in source.known)]
    told = [line for line in listed(real, docs, "speech") if LINE.fullmatch(line)]
    assert 0 < len(told) == len(unmarked) < len(found)


def test_the_project_finds_most_errors_of_its_own_text(real: Corpus, docs: Path) -> None:
    """The issue's figures; `make bench-suspects` prints what is reached."""
    source = source_of(docs.parent, real.editions["speech"], real.languages.written)
    found = suspects(source.text, "zh-Hant", read_habits(docs, docs.parent))
    certain = [one for one in source.known if one.emendation.certain]
    met = [known for known in certain if any(known.meets(one) for one in found)]
    false = [one for one in found if not any(known.meets(one) for known in source.known)]
    assert len(met) >= 15
    assert len(false) <= 40


def test_an_unknown_text_is_told_with_the_nearest(
    real: Corpus, docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UnknownNameError, match="no text «speach»; nearest: «speech»"):
        list(listed(real, docs, "speach"))
    assert main(["--root", str(docs.parent), "suspects", "speach"]) == 2
    assert "nearest: «speech»" in capsys.readouterr().err


def test_the_command_prints_the_places(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(docs.parent), "suspects", "speech"]) == 0
    *places, summary = capsys.readouterr().out.splitlines()
    assert all(LINE.fullmatch(line) for line in places)
    assert summary.startswith(f"{len(places)} suspect places in docs/zh-Hant/speech.md")


def test_habits_that_cannot_be_read_are_a_defect(copied: Copier, tiny_docs: Path) -> None:
    docs = copied(tiny_docs)
    (docs / OWN).write_text("languages: [zh]\nlongest-clause: many\n", encoding="utf-8")
    with pytest.raises(DefectiveInputError, match=r"register/habits\.yml:2:17: wrong-type") as caught:
        list(listed(load(docs), docs, "tale"))
    assert "missing-key" in str(caught.value)
