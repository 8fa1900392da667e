"""The CSV reads back as it was meant, and no spreadsheet runs what it holds."""

from __future__ import annotations

import codecs
import csv
import io

import pytest

from guidance.corpus import Corpus
from guidance.export.csv_ import COLUMNS, CsvLists, guarded

from .lists import Lists, with_first


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def test_it_reads_back(corpus: Corpus, lists: Lists) -> None:
    for (_, tag), listing in lists.items():
        header, *rows = read(CsvLists()(listing))
        words = corpus.labels(tag)
        assert header == [words[key] for key in ("number", *COLUMNS, "file-why")]
        assert len(rows) == len(listing.rows)
        for cells, row in zip(rows, listing.rows, strict=True):
            found = dict(zip(("number", *COLUMNS, "why"), cells, strict=True))
            assert (found["number"], found["why"]) == (str(row.number), row.why)
            item = row.item
            assert (found["file-id"], found["file-title"]) == (item.id, item.title)
            assert (found["file-detail"], found["file-force"]) == (item.detail, item.force)
            assert (found["file-phase"], found["file-actor"]) == (item.phase.title, item.actor.title)
            assert found["file-procedure"] == (item.procedure.title if item.procedure else "")
            assert found["file-quote"].split("\n") == [one.words for one in item.quotes]
            assert found["paragraph"].split("\n") == [one.at for one in item.quotes]
            assert found["file-translation"].split("\n") == [one.translation for one in item.quotes]
            for key, named in (
                ("file-members", item.members),
                ("file-after", item.after),
                ("file-see", item.see),
            ):
                assert found[key] == "\n".join(one.title for one in named)


def test_lines_and_encoding_are_what_spreadsheets_expect(lists: Lists) -> None:
    for listing in lists.values():
        data = CsvLists()(listing)
        assert data.startswith(codecs.BOM_UTF8)
        assert data.endswith(b"\r\n")
        assert data.count(b"\r\n") == len(listing.rows) + 1
        assert data.count(b"\r") == data.count(b"\r\n")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\uff1d", "\uff0b", "\ufe66"])
def test_what_could_be_a_formula_is_none(lists: Lists, start: str) -> None:
    title = f"{start}HYPERLINK(1)"
    assert guarded(title) == f"'{title}"
    listing = with_first(next(iter(lists.values())), title=title)
    (_, first, *_) = read(CsvLists()(listing))
    assert f"'{title}" in first
    assert title not in first


@pytest.mark.parametrize("text", ["", "a=b", "1-2", "\u2014\u2014", "(=)", "'=1"])
def test_what_is_no_formula_stays(text: str) -> None:
    assert guarded(text) == text


def test_no_cell_of_the_corpora_is_touched(lists: Lists) -> None:
    cells = [cell for one in lists.values() for line in read(CsvLists()(one)) for cell in line]
    assert cells
    assert [cell for cell in cells if cell.startswith("'")] == []


def test_the_same_exporter_makes_the_same_of_each_list(lists: Lists) -> None:
    shared = {tag: CsvLists() for _, tag in lists}
    for (_, tag), listing in lists.items():
        assert shared[tag](listing) == CsvLists()(listing)
