"""Reads tables that come back filled in: a unit's list as a workbook, or rows of CSV.

Columns and states are known by the site's words for them, in any of its languages; rows by the id that
stands in them, else by the title of the task.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from openpyxl import load_workbook

from guidance.corpus import Corpus
from guidance.export.xlsx.book import KIND_PROPERTY
from guidance.importing.encodings import Undecoded, decode
from guidance.problems import Place, Problem, nearest
from guidance.progress.apply import (
    BadChangeError,
    Change,
    Context,
    FieldChange,
    NoteChange,
    PointChange,
    apply,
    empty,
)
from guidance.progress.lists import TaskList, task_list
from guidance.progress.model import Progress, State
from guidance.progress.reading import is_day
from guidance.progress.stamps import clean, digest, name_key

SUFFIXES = (".xlsx", ".csv")
WRITER = "table"
_MOST_UNPACKED = 200 * 1024 * 1024
_MOST_ROWS = 100_000
_MOST_COLUMNS = 200
_DELIMITERS = ",;\t"
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("file-id", "work-id"),
    "title": ("file-title", "work-task", "report-task"),
    "state": ("file-status", "work-state", "report-state"),
    "reason": ("work-field-reason", "report-reason"),
    "who": ("file-person", "work-field-who", "report-who"),
    "due": ("work-field-due", "report-due"),
    "on": ("file-date", "work-field-on", "report-on"),
    "proof": ("file-evidence", "work-field-proof", "report-proof"),
    "note": ("work-field-note", "report-note"),
}
"""What a column holds to the keys of the words that may stand above it."""
_STATES: Mapping[State, tuple[str, ...]] = {
    State.TODO: ("file-open", "work-state-todo", "report-todo"),
    State.DOING: ("file-begun", "work-state-doing", "report-doing"),
    State.DONE: ("file-done", "work-state-done", "report-done"),
    State.NOT_APPLICABLE: (
        "file-not-applicable",
        "work-state-not-applicable",
        "report-not-applicable",
    ),
}
_SIGNS = re.compile(r"^[\W_]+|[\W_]+$")
_DATE = re.compile(r"(\d{4})[-/.\u5e74](\d{1,2})[-/.\u6708](\d{1,2})\u65e5?", re.ASCII)

Row = Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Source:
    """What a table is held against."""

    corpus: Corpus
    library: Mapping[str, Any]
    now: datetime
    """When the table was filled in."""
    kinds: tuple[str, ...] = ()
    """Kinds of unit that the table is of, where it does not say."""
    name: str = ""
    """The unit's own name."""
    first_day: str = ""

    @property
    def project(self) -> str:
        """Name of the corpus."""
        return str(self.library["project"])

    @cached_property
    def columns(self) -> Mapping[str, tuple[str, int]]:
        """Words above a column, folded, to what the column holds, and the rank of the word."""
        found: dict[str, tuple[str, int]] = {}
        for column, keys in _COLUMNS.items():
            for rank, key in enumerate(keys):
                for word in self._words([key]):
                    found.setdefault(_folded(word), (column, rank))
        return found

    @cached_property
    def states(self) -> Mapping[str, State]:
        """Words for a state, folded, to the state."""
        words = {_folded(word): state for state, keys in _STATES.items() for word in self._words(keys)}
        return {**words, **{_folded(state): state for state in State}}

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """Titles in any language, folded, to ids of tasks."""
        tasks = {one["id"] for one in self.library["tasks"]}
        return {
            _folded(title): name
            for name, titles in self.library["titles"].items()
            if name in tasks
            for title in titles.values()
        }

    @cached_property
    def corpus_items(self) -> frozenset[str]:
        """Ids of all items of the register."""
        return frozenset(self.corpus.index.items if self.corpus.index else ())

    def _words(self, keys: Iterable[str]) -> Iterator[str]:
        for tag in self.corpus.languages.shown:
            labels = self.corpus.labels(tag)
            yield from (labels[key] for key in keys if key in labels)


def read_table(
    file: str, suffix: str, data: bytes, source: Source
) -> tuple[Progress | None, tuple[Problem, ...]]:
    """Return what a table says, or every reason why it does not count.

    Args:
        file: what it is called in reports.
        suffix: one of ``SUFFIXES``.
        data: its bytes.
        source: what it is held against.
    """
    found = _workbook(file, data) if suffix == ".xlsx" else _csv(file, data)
    if isinstance(found, Problem):
        return None, (found,)
    kinds = source.kinds or tuple(one for one in found.kinds if one in source.library["kinds"])
    if not kinds:
        known = ", ".join(source.library["kinds"])
        message = f"the table does not say of which kind the unit is; say --kind, one of: {known}"
        return None, (Problem(place=Place(file=file), code="no-kind", message=message),)
    reading = _Reading(file, source, task_list(source.library, kinds))
    doc = reading.read(found.rows)
    return (None, tuple(reading.problems)) if reading.problems else (doc, ())


@dataclass(frozen=True, kw_only=True, slots=True)
class _Table:
    rows: tuple[Row, ...]
    kinds: tuple[str, ...] = ()


def _csv(file: str, data: bytes) -> _Table | Problem:
    decoded = decode(data)
    if isinstance(decoded, Undecoded):
        return Problem(
            place=Place(file=file), code=decoded.code, message=decoded.message, fragment=decoded.fragment
        )
    text = clean(decoded.text.removeprefix("\ufeff"))
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        rows = tuple(
            tuple(map(_unguarded, row)) for row in csv.reader(io.StringIO(text), delimiter=delimiter)
        )
    except csv.Error as error:
        return Problem(place=Place(file=file), code="not-csv", message=f"this is no CSV: {error}")
    return _Table(rows=rows)


def _unguarded(cell: str) -> str:
    """Return a cell without the apostrophe that keeps spreadsheets from taking it for a formula."""
    return cell[1:] if re.match(r"'\s*[=+\-@\uff1d\uff0b\uff0d\uff20]", cell) else cell


def _workbook(file: str, data: bytes) -> _Table | Problem:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(one.file_size for one in archive.infolist()) > _MOST_UNPACKED:
                message = "unpacked, the workbook is larger than 200 MB"
                return Problem(place=Place(file=file), code="too-large", message=message)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        kinds = tuple(str(one.value) for one in book.custom_doc_props.props if one.name == KIND_PROPERTY)
        sheet = book.worksheets[0]
        rows = tuple(
            tuple(map(_text, row))
            for row in sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True)
        )
    except Exception as error:  # noqa: BLE001 -- a damaged book may fail anywhere in the library
        message = "this is no workbook that can be read; it may be cut, locked or of another kind"
        return Problem(
            place=Place(file=file), code="not-xlsx", message=message, fragment=type(error).__name__
        )
    return _Table(rows=rows, kinds=kinds)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return clean(str(value))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Line:
    """A row below the heads."""

    place: Place
    cells: Mapping[str, str]
    """What a column holds to what stands in it."""
    columns: Mapping[str, int]

    @property
    def title(self) -> str:
        """The title in it; a detail stands below."""
        return self.cells.get("title", "").split("\n")[0]

    @property
    def said(self) -> list[str]:
        """What was filled in besides a state."""
        return [self.cells[key] for key in ("who", "on", "due", "proof", "note") if self.cells.get(key)]

    def at(self, column: str) -> Place:
        """Return the place of a cell."""
        return replace(self.place, column=self.columns.get(column, 0) + 1)


class _Reading:
    """Turns rows into changes, and gathers what cannot be one."""

    def __init__(self, file: str, source: Source, found: TaskList) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._source = source
        self._list = found
        self._context = Context(now=source.now, writer=WRITER, lists=found)
        self._notes: dict[str, list[str]] = {}
        self._homes = {point: task.id for task in found.tasks.values() for point in task.points}

    def read(self, rows: Sequence[Row]) -> Progress | None:
        head = next((number for number, row in enumerate(rows) if self._is_head(row)), None)
        if head is None:
            message = "no row has the words that stand above a list: state, and item or task"
            self.problems.append(Problem(place=Place(file=self._file), code="no-header", message=message))
            return None
        columns = self._columns(rows[head])
        given = self._source
        doc = empty(
            given.project,
            f"t{digest(name_key(given.name))}{digest(' '.join(self._list.kinds))}",
            self._list.kinds,
            self._context,
            name=given.name,
            first_day=given.first_day,
            editions=self._list.editions,
        )
        for number, row in enumerate(rows[head + 1 :], start=head + 2):
            cells = {key: row[at].strip() for key, at in columns.items() if at < len(row)}
            line = _Line(place=Place(file=self._file, line=number), cells=cells, columns=columns)
            for change in self._changes(line):
                doc = self._applied(doc, change, line)
        for task, texts in self._notes.items():
            doc = apply(doc, NoteChange(task=task, note="\n".join(texts)), self._context)
        return doc

    def _columns(self, row: Row) -> Mapping[str, int]:
        """Return what each column holds; of two for one thing that whose word ranks first."""
        found: dict[str, tuple[int, int]] = {}
        for at, cell in enumerate(row):
            column, rank = self._source.columns.get(_folded(cell), ("", 0))
            if column:
                found[column] = min(found.get(column, (rank, at)), (rank, at))
        return {column: at for column, (_, at) in found.items()}

    def _is_head(self, row: Row) -> bool:
        found = self._columns(row)
        return "state" in found and bool({"id", "title"} & {*found})

    def _applied(self, doc: Progress, change: Change, line: _Line) -> Progress:
        try:
            return apply(doc, change, self._context)
        except BadChangeError as error:
            self._problem(line.place, "bad-value", str(error))
            return doc

    def _changes(self, line: _Line) -> Iterator[Change]:
        name = line.cells.get("id", "") or self._source.ids.get(_folded(line.title), "")
        if not name:
            return
        state = self._state(line)
        if name in self._list.tasks:
            yield from self._of_task(name, state, line)
        elif name in self._homes:
            if state is State.DONE:
                yield PointChange(point=name, ticked=True)
            # A task has who, when and proof once; what stands at a point becomes a note of its task.
            if line.said:
                note = f"{line.title or name}: {', '.join(line.said)}"
                self._notes.setdefault(self._homes[name], []).append(note)
        elif line.said or state:
            self._elsewhere(name, line)

    def _of_task(self, name: str, state: State | None, line: _Line) -> Iterator[Change]:
        if state and state is not State.TODO:
            yield FieldChange(task=name, field="state", value=state)
        for field in ("reason", "who", "proof"):
            if line.cells.get(field):
                yield FieldChange(task=name, field=field, value=line.cells[field])
        for field in ("due", "on"):
            day = self._day(line, field) if line.cells.get(field) else ""
            if day:
                yield FieldChange(task=name, field=field, value=day)
        if line.cells.get("note"):
            self._notes.setdefault(name, []).append(line.cells["note"])

    def _elsewhere(self, name: str, line: _Line) -> None:
        # Limits, aims and facts stand on the list, too; nothing is kept of them.
        if name not in self._source.corpus_items:
            near = nearest(name, list(self._list.tasks))
            self._problem(line.at("id"), "unknown-task", "the list has no task with this id", name, near)

    def _state(self, line: _Line) -> State | None:
        word = line.cells.get("state", "")
        state = self._source.states.get(_folded(word))
        if word and state is None:
            near = nearest(_folded(word), list(self._source.states))
            self._problem(line.at("state"), "unknown-state", "no state has this name", word, near)
        return state

    def _day(self, line: _Line, field: str) -> str:
        text = line.cells[field]
        match = _DATE.match(text)
        day = "-".join((match[1], match[2].zfill(2), match[3].zfill(2))) if match else ""
        if is_day(day):
            return day
        message = "the calendar has no such day; write it as 2026-01-31"
        self._problem(line.at(field), "bad-date", message, text)
        return ""

    def _problem(self, place: Place, code: str, message: str, fragment: str = "", near: str = "") -> None:
        found = Problem(place=place, code=code, message=message, fragment=fragment, suggestion=near)
        self.problems.append(found)


def _folded(word: str) -> str:
    """Return a word without the signs around it and without regard to width and case."""
    return _SIGNS.sub("", name_key(word))
