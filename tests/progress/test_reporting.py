"""Reports, calendars, sheets and tables: they say what the files say, and nothing in them is alive."""

from __future__ import annotations

import base64
import csv
import io
import json
import os
import re
import sys
import threading
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import icalendar
import openpyxl
import pytest
from docx.oxml.ns import qn

import guidance.progress
from guidance.cli import main
from guidance.corpus import Corpus
from guidance.export import EXPORTERS
from guidance.export.rows import Lister
from guidance.progress.apply import (
    Context,
    FieldChange,
    LimitChange,
    NoteChange,
    PointChange,
    ReviewChange,
    apply,
    empty,
)
from guidance.progress.library import library
from guidance.progress.lists import task_list
from guidance.progress.model import Progress
from guidance.progress.page import code_of
from guidance.progress.reading import parse_bytes
from guidance.progress.rollup import Gathering
from guidance.progress.summary import Count
from guidance.progress.writing import write
from guidance.reporting.forms import as_csv, as_json, as_workbook
from guidance.reporting.reasons import REASONS
from guidance.reporting.report import Report, Voice
from guidance.reporting.sheet import sheet
from guidance.reporting.tables import Source, read_table

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "<b>x</b>", "a\u202eb", "https://example.org/"]
ROOT = Path(__file__).parents[2]
if os.name != "nt":
    import pty


@pytest.fixture(scope="module")
def lists(real: Corpus) -> dict[str, Any]:
    assert real.index
    return library(real, real.index, list(real.index.units), real.languages.shown)


@pytest.fixture(scope="module")
def voice(real: Corpus, lists: dict[str, Any]) -> Voice:
    assert real.index
    kinds = {name: one.title["en"] for name, one in real.index.units.items()}
    return Voice(tag="en", labels=real.labels("en"), kinds=kinds, titles=task_list(lists, [*kinds]))


@pytest.fixture(scope="module")
def unit(lists: dict[str, Any]) -> Callable[..., Progress]:
    """Return what makes a unit: a done task, one that does not apply, a decision, a note, a tick, a limit."""

    def make(id_: str = "u1", name: str = "Village", text: str = "as agreed") -> Progress:
        found = task_list(lists, ["rural"])
        context = Context(now=NOW, writer="pc", lists=found)
        doc = empty(
            lists["project"],
            id_,
            ["rural"],
            context,
            name=name,
            first_day="2026-03-01",
            editions=found.editions,
        )
        first, second, third, *_ = found.order
        for change in (
            FieldChange(task=first, field="state", value="done"),
            FieldChange(task=first, field="who", value=text),
            FieldChange(task=first, field="on", value="2026-03-05"),
            FieldChange(task=second, field="state", value="not-applicable"),
            NoteChange(task=third, note=text, by=text),
            PointChange(point=found.tasks[first].points[0], ticked=True),
            LimitChange(limit=found.limits[0], acknowledged=True, by=text),
            ReviewChange(task=first, verdict="accepted", note=text, by="G"),
        ):
            doc = apply(doc, change, context)
        return doc

    return make


@pytest.fixture(scope="module")
def report(lists: dict[str, Any], voice: Voice, unit: Callable[..., Progress]) -> Report:
    gathering = Gathering(lists, "2026-06-01")
    for number, text in enumerate(HOSTILE):
        gathering.add(f"u{number}.json", write(unit(f"u{number}", text, text)).encode())
    gathering.add("cut.json", b"{")
    return Report(
        rollup=gathering.result(["=1+1", "Nobody"]),
        refused=(),
        today="2026-06-01",
        voice=voice,
        list_of=gathering.list_of,
    )


def test_every_reason_has_words() -> None:
    source = "".join(
        path.read_text(encoding="utf-8") for path in Path(guidance.progress.__file__).parent.glob("*.py")
    )
    codes = set(re.findall(r'(?:_refused\(|flaw\(|code=)"([a-z0-9-]+)"', source))
    codes |= set(re.findall(r'"((?:bad|unknown|wrong|too|not)-[a-z0-9]+)"', source)) - {"not-applicable"}
    assert len(codes) >= 18
    assert codes <= {*REASONS}


def test_figures_are_those_of_the_files(report: Report) -> None:
    rollup = report.rollup
    assert [one.doc.unit.name for one in rollup.units] == HOSTILE
    assert [one.file for one in rollup.refused] == ["cut.json"]
    assert rollup.missing == ("Nobody",)
    total = len(rollup.units) * rollup.units[0].summary.count.total
    assert (rollup.count.done, rollup.count.not_applicable, rollup.count.total) == (7, 7, total)
    first = rollup.units[0].summary
    assert (first.accepted, first.notes, first.ticked, first.acknowledged) == (1, 1, 1, 1)
    assert len(first.late) == first.count.total - 2
    assert len(first.undecided) == 1


@pytest.mark.parametrize(("done", "of", "share"), [(199, 200, 99), (200, 200, 100), (1, 3, 33), (0, 0, None)])
def test_shares_are_cut(done: int, of: int, share: int | None) -> None:
    assert Count(done=done, todo=of - done, not_applicable=4).share == share


def test_nothing_in_a_workbook_is_a_formula_or_a_link(report: Report) -> None:
    data = as_workbook(report)
    assert as_workbook(report) == data
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet_ in book for row in sheet_.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    texts = {cell.value for cell in cells}
    assert {"=1+1", "@SUM(A1)", "a\u27e8U+202E\u27e9b", "https://example.org/"} <= texts
    assert "a\u202eb" not in texts
    assert {f"{n} {table.title}" for n, table in enumerate(report.tables(), start=1)} == set(book.sheetnames)


def test_rows_of_csv_are_inert_and_one_for_each_unit_and_task(report: Report) -> None:
    data = as_csv(report)
    assert data.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert len(rows) == report.rollup.count.total
    assert not [cell for row in (head, *rows) for cell in row if cell[:1] in tuple("=+-@")]


def test_json_has_the_same_figures(report: Report) -> None:
    data = json.loads(as_json(report))
    assert len(data["units"]) == len(HOSTILE)
    assert data["counts"]["done"] == sum(
        state == "done" for unit in data["units"] for state in unit["states"].values()
    )
    assert data["missing"] == ["Nobody"]


def test_two_files_of_one_unit_are_one_row(lists: dict[str, Any], unit: Callable[..., Progress]) -> None:
    gathering = Gathering(lists, "2026-06-01")
    doc = unit()
    found = task_list(lists, ["rural"])
    more = apply(
        doc,
        FieldChange(task=found.order[3], field="state", value="doing"),
        Context(now=NOW, writer="phone", lists=found),
    )
    for number, one in enumerate((doc, more, replace(doc, unit=replace(doc.unit, id="u2")))):
        gathering.add(f"{number}.json", write(one).encode())
    result = gathering.result()
    assert [one.files for one in result.units] == [("0.json", "1.json"), ("2.json",)]
    assert result.units[0].states[found.order[3]] == "doing"
    assert result.same_name == ("village",)


def test_a_file_of_an_older_edition_counts_and_is_told(
    lists: dict[str, Any], unit: Callable[..., Progress]
) -> None:
    doc = unit()
    (name, edition), *_ = doc.editions.items()
    old = replace(
        doc,
        editions={name: replace(edition, sha256="0" * 64)},
        prints={**doc.prints, next(iter(doc.tasks)): "000000000000"},
    )
    gathering = Gathering(lists, "2026-06-01")
    gathering.add("old.json", write(old).encode())
    (one,) = gathering.result().units
    assert one.outdated
    assert one.summary.again == (next(iter(doc.tasks)),)
    assert one.summary.count.done == 0


# --- the sheet


def test_a_sheet_says_what_is_known_and_has_the_same_bytes(
    lists: dict[str, Any], voice: Voice, unit: Callable[..., Progress]
) -> None:
    doc, found = unit(), task_list(lists, ["rural"])
    address = "https://example.org/units/rural.html"
    made = sheet(doc, found, voice, ["The speech"], address)
    assert sheet(doc, found, voice, ["The speech"], address) == made
    paper = docx.Document(io.BytesIO(made))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    said = [line for cell in cells for line in cell.split("\n")]
    (edition,) = found.editions.values()
    wanted = {"Village", edition.sha256, "2026-03-05", voice("report-done"), voice("report-seal")}
    assert wanted <= set(said)
    assert {voice.title(task) for task in found.order} <= set(said)
    assert {voice.title(limit) for limit in found.limits} <= set(said)
    assert len(paper.inline_shapes) == 1
    plain = docx.Document(io.BytesIO(sheet(doc, found, voice, ["The speech"], "")))
    assert len(plain.inline_shapes) == 0


@pytest.mark.parametrize("tag", ["zh-Hant", "zh-Hans", "en"])
def test_each_page_of_a_sheet_says_which_it_is_and_of_how_many(
    real: Corpus, lists: dict[str, Any], voice: Voice, unit: Callable[..., Progress], tag: str
) -> None:
    labels, found = real.labels(tag), task_list(lists, ["rural"])
    made = sheet(unit(), found, replace(voice, tag=tag, labels=labels), ["The speech"], "")
    foot = docx.Document(io.BytesIO(made)).sections[0].footer.paragraphs[0]._p  # noqa: SLF001 -- has fields
    # What a word processor puts in the place of each field, in the order in which it is read.
    said = ""
    for one in foot:
        words = "".join(text.text or "" for text in one.iter(qn("w:t")))
        said += f"[{one.get(qn('w:instr'))}]" if one.tag == qn("w:fldSimple") else words
    assert said.strip() == labels["file-page"].format(page="[PAGE]", pages="[NUMPAGES]")


def test_the_code_on_a_sheet_leads_to_the_list(
    lists: dict[str, Any], voice: Voice, unit: Callable[..., Progress]
) -> None:
    found = task_list(lists, ["rural"])
    for address in ("https://example.org/units/rural.html", "https://example.org/units/organs.html"):
        made = sheet(unit(), found, voice, ["The speech"], address)
        with zipfile.ZipFile(io.BytesIO(made)) as parts:
            (name,) = (one for one in parts.namelist() if one.startswith("word/media/"))
            picture = parts.read(name)
        assert f"data:image/png;base64,{base64.b64encode(picture).decode()}" == code_of(address)


# --- tables that come back


@pytest.fixture(scope="module")
def source(real: Corpus, lists: dict[str, Any]) -> Source:
    return Source(corpus=real, library=lists, now=NOW, name="Village")


@pytest.mark.parametrize("tag", ["zh-Hant", "zh-Hans", "en"])
def test_the_list_that_was_filled_in_comes_back(real: Corpus, source: Source, tag: str) -> None:
    assert real.index
    listing = Lister(real, real.index, real.locale(tag)).listing("rural")
    book = openpyxl.load_workbook(io.BytesIO(EXPORTERS[".xlsx"]()(listing)))
    page = book.worksheets[0]
    at = {cell.value: cell.column for cell in page[4]}
    rows = {row[at[listing.word("file-id")] - 1].value: row[0].row for row in page.iter_rows(min_row=5)}
    task, other = listing.tasks[0], listing.tasks[1]

    def fill(name: str, key: str, value: object) -> None:
        page.cell(rows[name], at[listing.word(key)]).value = value

    fill(task.id, "file-status", listing.word("file-done"))
    fill(task.id, "file-date", datetime(2026, 3, 5))  # noqa: DTZ001 -- as spreadsheets have it
    fill(task.id, "file-person", "=1+1")
    fill(other.id, "file-status", listing.word("file-not-applicable"))
    fill(task.points[0], "file-status", listing.word("file-done"))
    fill(task.points[1], "file-person", "Wang")
    out = io.BytesIO()
    page.cell(rows[task.id], at[listing.word("file-person")]).data_type = "s"
    book.save(out)
    doc, flaws = read_table("list.xlsx", ".xlsx", out.getvalue(), source)
    assert flaws == ()
    assert doc
    assert doc.unit.kinds == ("rural",)
    assert doc.tasks[task.id].values == {"state": "done", "who": "=1+1", "on": "2026-03-05"}
    assert doc.tasks[other.id].values == {"state": "not-applicable"}
    assert [*doc.points] == [task.points[0]]
    (note,) = doc.tasks[task.id].notes.values()
    assert note.text.endswith(": Wang")
    assert {*doc.tasks} == {task.id, other.id}
    again, _ = read_table("list.xlsx", ".xlsx", out.getvalue(), source)
    assert again == doc


def test_a_list_that_was_filled_in_counts_on_the_command_line(
    real: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert real.index
    listing = Lister(real, real.index, real.locale("zh-Hant")).listing("rural")
    book = openpyxl.load_workbook(io.BytesIO(EXPORTERS[".xlsx"]()(listing)))
    page = book.worksheets[0]
    at = {cell.value: cell.column for cell in page[4]}
    rows = {row[at[listing.word("file-id")] - 1].value: row[0].row for row in page.iter_rows(min_row=5)}
    task = listing.tasks[0].id
    page.cell(rows[task], at[listing.word("file-status")]).value = listing.word("file-done")
    page.cell(rows[task], at[listing.word("file-person")]).value = "王"
    file, out = tmp_path / "甲村.xlsx", tmp_path / "甲村.json"
    book.save(file)
    asked = ["--root", str(ROOT), "progress", "read", str(file), "--filled-in", "2026-03-05"]
    assert main([*asked, "--out", str(out)]) == 0
    doc = parse_bytes(out.read_bytes()).doc
    assert doc
    assert (doc.unit.name, doc.unit.kinds) == ("甲村", ("rural",))
    assert doc.tasks[task].values == {"state": "done", "who": "王"}
    # The table itself counts among the files of many units, and goes onto paper.
    report = tmp_path / "report.json"
    asked = ["--root", str(ROOT), "rollup", str(file), "--today", "2026-06-01", "--out", str(report)]
    assert main(asked) == 0
    (row,) = json.loads(report.read_text(encoding="utf-8"))["units"]
    assert row["name"] == "甲村"
    assert main(["--root", str(ROOT), "sheet", str(file), "--out", str(tmp_path / "sheet.docx")]) == 0
    # What is no state is refused with its cell, and nothing is written.
    page.cell(rows[task], at[listing.word("file-status")]).value = "好像完成"
    book.save(file)
    out.unlink()
    capsys.readouterr()
    assert main(["--root", str(ROOT), "progress", "read", str(file), "--out", str(out)]) == 1
    assert f":{rows[task]}:{at[listing.word('file-status')]}: unknown-state: " in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "big5", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_rows_of_csv_come_back_in_any_encoding(source: Source, encoding: str, delimiter: str) -> None:
    labels, task = source.corpus.labels("zh-Hant"), source.library["tasks"][0]["id"]
    title = source.library["titles"][task]["zh-Hant"]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(labels[key] for key in ("report-task", "report-state", "report-on", "report-who"))
    writer.writerow([title, labels["report-doing"], "2026年3月5日", "'=王，負責組織學習"])
    doc, flaws = read_table(
        "a.csv", ".csv", out.getvalue().encode(encoding), replace(source, kinds=("rural",))
    )
    assert flaws == ()
    assert doc
    assert doc.tasks[task].values == {"state": "doing", "on": "2026-03-05", "who": "=王，負責組織學習"}


def test_every_defect_of_a_table_is_told_with_its_place(source: Source) -> None:
    rows = "Item,State,Done on\ntask-pass-onn,Done,\ntask-pass-on,Dome,2026-02-30\n"
    doc, flaws = read_table("a.csv", ".csv", rows.encode(), replace(source, kinds=("rural",)))
    assert doc is None
    assert [str(one).split(": «")[0] for one in flaws] == [
        "a.csv:2:1: unknown-task: the list has no task with this id",
        "a.csv:3:2: unknown-state: no state has this name",
        "a.csv:3:3: bad-date: the calendar has no such day; write it as 2026-01-31",
    ]
    assert "nearest: «task-pass-on»" in str(flaws[0])


@pytest.mark.parametrize(
    ("suffix", "data", "code"),
    [
        (".xlsx", b"PK\x03\x04", "not-xlsx"),
        (".xlsx", b"", "not-xlsx"),
        (".csv", b"", "no-kind"),
        (".csv", b"\x00\x01\x02", "not-text"),
        (".csv", b"a,b\n", "no-kind"),
    ],
)
def test_what_is_no_table_is_refused(source: Source, suffix: str, data: bytes, code: str) -> None:
    doc, flaws = read_table("a", suffix, data, source)
    assert doc is None
    assert [one.code for one in flaws] == [code]


# --- the commands


def test_commands_work_together(
    tmp_path: Path, unit: Callable[..., Progress], capsys: pytest.CaptureFixture[str]
) -> None:
    root = ["--root", str(ROOT)]
    (tmp_path / "in").mkdir()
    file = tmp_path / "in" / "a.json"
    file.write_text(write(unit()), encoding="utf-8")
    (tmp_path / "in" / "cut.json").write_text("{", encoding="utf-8")
    (tmp_path / "names.txt").write_text("Village\nTown\n", encoding="utf-8")
    asked = ["rollup", str(tmp_path / "in"), "--today", "2026-06-01"]
    assert main([*root, *asked, "--expected", str(tmp_path / "names.txt"), "--language", "en"]) == 0
    out, err = capsys.readouterr()
    assert "2 files read: 1 units, 1 files refused" in out
    assert "Not reported\nUnit\nTown\n" in out
    assert f"{(tmp_path / 'in' / 'cut.json').as_posix()}:1:1: not-json: " in err
    for suffix in (".xlsx", ".csv", ".json"):
        assert main([*root, *asked, "--out", str(tmp_path / f"report{suffix}")]) == 0
        assert (tmp_path / f"report{suffix}").stat().st_size > 100
    assert main([*root, "sheet", str(file), "--out", str(tmp_path / "sheet.docx")]) == 0
    assert main([*root, "calendar", str(file), "--out", str(tmp_path / "a.ics"), "--language", "en"]) == 0
    (event,) = icalendar.Calendar.from_ical((tmp_path / "a.ics").read_bytes()).walk("VEVENT")
    assert event.start.isoformat() == "2026-03-01"
    assert event.end.isoformat() == "2026-05-02"
    assert "(p4-2)" in event["description"]
    assert main([*root, "progress", "read", str(file), "--out", str(tmp_path / "b.json")]) == 0
    assert (tmp_path / "b.json").read_bytes() == file.read_bytes()
    assert parse_bytes((tmp_path / "b.json").read_bytes()).doc == unit()


@pytest.mark.skipif(os.name == "nt", reason="this system has no pseudo-terminal")
@pytest.mark.parametrize("terminal", [True, False], ids=["terminal", "plain"])
def test_a_terminal_gets_a_bar_and_a_log_plain_lines(
    tmp_path: Path, unit: Callable[..., Progress], monkeypatch: pytest.MonkeyPatch, *, terminal: bool
) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name in ("a", "b"):
        (tmp_path / f"{name}.json").write_text(write(unit(name, name)), encoding="utf-8")
    (tmp_path / "cut.json").write_text("{", encoding="utf-8")
    ours, theirs = pty.openpty() if terminal else os.pipe()
    said: list[bytes] = []
    reader = threading.Thread(target=_drain, args=(ours, said))
    reader.start()
    with open(theirs, "w", encoding="utf-8") as err:  # noqa: PTH123 -- it is a descriptor
        monkeypatch.setattr(sys, "stderr", err)
        asked = ["--root", str(ROOT), "rollup", str(tmp_path), "--today", "2026-06-01"]
        assert main([*asked, "--out", str(tmp_path / "report.csv")]) == 0
    reader.join(10)
    os.close(ours)
    text = b"".join(said).decode()
    assert f"{(tmp_path / 'cut.json').as_posix()}:1:1: not-json: " in text
    assert ("\x1b" in text) == terminal
    assert ("3/3" in text) == terminal
    assert terminal or text.count("\n") == 1


def _drain(source: int, into: list[bytes]) -> None:
    """Read what is written until nobody writes any more: on Linux a terminal ends with an error."""
    with suppress(OSError):
        while data := os.read(source, 65536):
            into.append(data)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["rollup", "nowhere.json"], 1, "nowhere.json:1:1: unreadable: "),
        (["calendar", "--kind", "rurl", "--first-day", "2026-01-01"], 2, "nearest: «rural»"),
        (["calendar", "--kind", "rural"], 2, "no-first-day: "),
        (["calendar"], 2, "no-kind: "),
        (["progress", "read", "nowhere.json", "--language", "fr"], 2, "unknown-language: "),
    ],
)
def test_what_cannot_be_done_is_said(
    words: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(ROOT), *words]) == code
    assert said in capsys.readouterr().err
