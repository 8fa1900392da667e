"""The sheet that people work in: a row for each task, its points grouped below it, then all the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from xlsxwriter.url import Url
from xlsxwriter.utility import xl_col_to_name, xl_range_abs

from guidance.export.listing import Item, Listing, Row, TaskLine
from guidance.export.xlsx.book import Book, fitting, height
from guidance.export.xlsx.paragraphs import FIRST_PARAGRAPH, PARAGRAPHS
from guidance.model import Address
from guidance.register.model import Modality

_NOTE_ROW, _COUNT_ROW, _HEAD_ROW = 1, 2, 3
_FIRST = _HEAD_ROW + 1
_STATES = ("file-open", "file-begun", "file-done", "file-not-applicable")
_DONE = 2
"""Place of the state that is done."""
_PEN_HEIGHT = 30.0
"""Least height of an item's row, in points: room to write by hand."""
_EARLIEST = date(1900, 1, 1)
_COUNT_COLUMNS = (0, 3, 5, 7, 9, 11)
"""Columns of the counts; to the right of each there is room for what it counts."""
_FURTHER_WIDTH = 10
"""Width of the columns for a second paragraph, a third and so on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column of the sheet."""

    width: int
    """In characters."""
    text: Callable[[Item], str] | None = None
    """What stands in it; None where people fill it in, or it is the row's and not the item's."""


COLUMNS: Mapping[str, Column] = {
    "number": Column(width=5),
    "file-status": Column(width=10),
    "file-title": Column(width=30, text=lambda item: f"{item.title}\n{item.detail}".rstrip("\n")),
    "file-force": Column(width=9, text=lambda item: item.force),
    "file-quote": Column(width=32, text=lambda item: "\n".join(one.words for one in item.quotes)),
    "paragraph": Column(width=12, text=lambda item: " ".join(_cited(item))),
    "file-actor": Column(width=18, text=lambda item: item.actor.title),
    "file-members": Column(width=11, text=lambda item: "\n".join(one.title for one in item.members)),
    "file-phase": Column(width=11, text=lambda item: item.phase.title),
    "file-procedure": Column(width=13, text=lambda item: item.procedure.title if item.procedure else ""),
    "file-evidence": Column(width=16),
    "file-person": Column(width=9),
    "file-date": Column(width=11),
    "file-why": Column(width=24),
    "file-id": Column(width=20, text=lambda item: item.id),
}
"""Key of the header's word to the column, from left to right."""
_AT: Mapping[str, int] = {key: number for number, key in enumerate(COLUMNS)}
_LAST_PRINTED = _AT["file-date"]
_SPECIAL = frozenset([_AT["file-title"], _AT["file-force"], _AT["paragraph"]])


@dataclass(frozen=True, kw_only=True, slots=True)
class Prepared:
    """The cells of an item, the same in every workbook of a language."""

    height: float
    """Height of the row, in points."""
    title: str
    detail: str
    """With the break before it; empty where there is none."""
    cited: str
    plain: tuple[tuple[int, str], ...]
    """Columns and texts of the other cells that hold something."""


class Cells:
    """Prepares the cells of items, each item once."""

    def __init__(self) -> None:
        """Begin without any."""
        self._found: dict[str, Prepared] = {}

    def of(self, item: Item) -> Prepared:
        """Return the cells of an item."""
        if item.id not in self._found:
            self._found[item.id] = _prepared(item)
        return self._found[item.id]


def _prepared(item: Item) -> Prepared:
    texts = {_AT[key]: fitting(column.text(item)) for key, column in COLUMNS.items() if column.text}
    needed = height((texts[_AT[key]], column.width) for key, column in COLUMNS.items() if column.text)
    return Prepared(
        height=max(needed, _PEN_HEIGHT),
        title=item.title,
        detail=texts[_AT["file-title"]].removeprefix(item.title),
        cited=texts[_AT["paragraph"]],
        plain=tuple((at, text) for at, text in texts.items() if text and at not in _SPECIAL),
    )


def write_work(book: Book, cells: Cells) -> None:
    """Add the sheet to a workbook.

    The second paragraph of an item and those after it stand to the right of what is printed, since a
    cell holds one link; the printed cell names all.

    Args:
        book: the workbook.
        cells: the cells of items in the list's language.
    """
    sheet = _Work(book, cells)
    sheet.write_top()
    for number, line in enumerate(lines(book.listing), start=_FIRST):
        if isinstance(line, TaskLine):
            sheet.write_task(number, line)
        else:
            sheet.write_row(number, line)
    sheet.set_rules()


def lines(listing: Listing) -> Iterator[TaskLine | Row]:
    """Yield the lines of the sheet: each task before its points, then what is a point of none."""
    tasks = {one.points[0]: one for one in listing.tasks}
    for row in listing.rows:
        if row.item.id in tasks:
            yield tasks[row.item.id]
        yield row


class _Work:
    """The sheet in the making; what every row needs is made once."""

    def __init__(self, book: Book, cells: Cells) -> None:
        rows, word = book.listing.rows, book.listing.word
        further = max((len(row.item.cited) for row in rows), default=1) - 1
        widths = [*(column.width for column in COLUMNS.values()), *[_FURTHER_WIDTH] * further]
        self._book = book
        self._cells = cells
        self._states = [word(key) for key in _STATES]
        self._forces = {one: word(f"modality-{one}") for one in Modality}
        self._forces[Modality.MUST_NOT] = word("file-forbidden")
        self._places = _places(book)
        self._named = {one.address: one.place for one in book.listing.paragraphs}
        self._urls: dict[tuple[Address, str], Url] = {}
        self._last = _HEAD_ROW + len(rows) + len(book.listing.tasks)
        self._right = len(widths) - 1
        self._sheet = book.sheet(1, "file-list", widths, _HEAD_ROW)
        book.head(self._sheet, _HEAD_ROW, [*COLUMNS, *["paragraph"] * further], widths)
        self._link, self._number = book.format("link"), book.format("number")
        self._strong, self._text = book.format("strong"), book.format("text")
        self._bold, self._plain = book.format("bold"), book.format("plain")

    def write_top(self) -> None:
        """Write what the sheet is, what in it is ours, and counts that follow filters and ticks."""
        book, sheet, word = self._book, self._sheet, self._book.listing.word
        sheet.write_string(0, 0, book.title, book.format("title"))
        sheet.merge_range(_NOTE_ROW, 0, _NOTE_ROW, _LAST_PRINTED, word("file-ours"), book.format("note"))
        printed = sum(column.width for column in list(COLUMNS.values())[: _LAST_PRINTED + 1])
        sheet.set_row(_NOTE_ROW, height([(word("file-ours"), printed)]))
        total = len(book.listing.rows) + len(book.listing.tasks)
        asked = len(book.listing.tasks) + sum(_stands_alone(row.item) for row in book.listing.rows)
        numbers, states = self._range("file-title"), self._range("file-status")
        # 103 counts what is neither empty nor filtered out; every line has a title.
        counts = [
            (f"=SUBTOTAL(103,{numbers})", total, word("file-shown")),
            (f"=ROWS({numbers})", total, word("total")),
            *(
                (f"=COUNTIF({states},{_literal(one)})", asked if one == self._states[0] else 0, one)
                for one in self._states
            ),
        ]
        for column, (formula, value, label) in zip(_COUNT_COLUMNS, counts, strict=True):
            sheet.write_formula(_COUNT_ROW, column, formula, book.format("count"), value)
            sheet.write_string(_COUNT_ROW, column + 1, label, book.format("label"))

    def write_task(self, number: int, task: TaskLine) -> None:
        """Write a task into a row of the sheet, from 0; its points stand below it, one level in."""
        sheet, word = self._sheet, self._book.listing.word
        texts = {
            "file-status": self._states[0],
            "file-force": word("file-task"),
            "file-quote": f"{word('task-result')} {task.result}",
            "paragraph": " ".join(dict.fromkeys(one.place for one in task.carrier)),
            "file-actor": task.lead.title,
            "file-members": "\n".join(one.title for one in task.members),
            "file-phase": task.phase.title,
            "file-id": task.id,
        }
        widths = [(text, COLUMNS[key].width) for key, text in texts.items()]
        tall = height([(task.title, COLUMNS["file-title"].width), *widths])
        sheet.set_row(number, max(tall, _PEN_HEIGHT), self._book.format("task-plain"))
        for key in COLUMNS:
            look = self._book.format("task-date" if key == "file-date" else "task-plain")
            sheet.write_blank(number, _AT[key], None, look)
        sheet.write_string(number, _AT["file-title"], task.title, self._book.format("task"))
        for key, text in texts.items():
            sheet.write_string(number, _AT[key], fitting(text), self._book.format("task-plain"))

    def write_row(self, number: int, row: Row) -> None:
        """Write an item into a row of the sheet, from 0."""
        sheet, item, cells = self._sheet, row.item, self._cells.of(row.item)
        sheet.set_row(number, cells.height, None, {"level": 1} if item.task else {})
        sheet.write_number(number, _AT["number"], row.number, self._number)
        if _stands_alone(item):
            sheet.write_string(number, _AT["file-status"], self._states[0])
        if cells.detail:
            fragments = (self._bold, cells.title, self._plain, cells.detail)
            sheet.write_rich_string(number, _AT["file-title"], *fragments, self._text)
        else:
            sheet.write_string(number, _AT["file-title"], cells.title, self._strong)
        sheet.write_string(number, _AT["file-force"], self._forces[item.modality])
        self._write_link(number, _AT["paragraph"], item.cited[0], cells.cited)
        for at, text in cells.plain:
            sheet.write_string(number, at, text)
        sheet.write_string(number, _AT["file-why"], row.why)
        for at, paragraph in enumerate(item.cited[1:], start=len(COLUMNS)):
            self._write_link(number, at, paragraph, self._named[paragraph])

    def set_rules(self) -> None:
        """Set what is filtered, printed, chosen and checked, and how what is done or forbidden looks."""
        book, sheet, word, last = self._book, self._sheet, self._book.listing.word, self._last
        # The task stands above its points, so the sign that folds them belongs there, too.
        sheet.outline_settings(symbols_below=False)
        sheet.freeze_panes(_FIRST, _AT["file-title"] + 1)
        sheet.autofilter(_HEAD_ROW, 0, last, self._right)
        sheet.print_area(0, 0, last, _LAST_PRINTED)
        status, day = _AT["file-status"], _AT["file-date"]
        sheet.set_column(day, day, COLUMNS["file-date"].width, book.format("date"))
        choice = {"validate": "list", "source": self._states, "error_message": word("file-choose")}
        sheet.data_validation(_FIRST, status, last, status, choice)
        dated = {
            "validate": "date",
            "criteria": ">=",
            "value": _EARLIEST,
            "error_message": word("file-enter-date"),
        }
        sheet.data_validation(_FIRST, day, last, day, dated)
        for criteria, name in (
            (f"={_cell('file-force')}={_literal(self._forces[Modality.MUST_NOT])}", "forbidden"),
            (f"={_cell('file-status')}={_literal(self._states[_DONE])}", "done"),
            (f'={_cell("file-title")}<>""', "line"),
        ):
            rule = {"type": "formula", "criteria": criteria, "format": book.format(name)}
            sheet.conditional_format(_FIRST, 0, last, self._right, rule)

    def _write_link(self, row: int, column: int, at: Address, text: str) -> None:
        """Write a link to a paragraph; rows that show it alike share one, as making one is slow."""
        url = self._urls.get((at, text))
        if url is None:
            url = self._urls[at, text] = Url(self._places[at])
            url.text = text
        self._sheet.write_url(row, column, url, self._link)  # type: ignore[call-overload]  # it takes a Url, too

    def _range(self, key: str) -> str:
        """Return all cells of a column, as a formula names them."""
        return xl_range_abs(_FIRST, _AT[key], self._last, _AT[key])


def _cited(item: Item) -> Iterator[str]:
    """Return what people are told of the paragraphs that an item quotes, each once."""
    return iter(dict.fromkeys(one.place for one in item.quotes))


def _stands_alone(item: Item) -> bool:
    """Whether a state is kept of an item itself: it is to be done, and no task has the state for it."""
    return item.role.worked and item.task is None


def _cell(key: str) -> str:
    """Return the first row's cell in a column, as a rule for all rows names it."""
    return f"${xl_col_to_name(_AT[key])}{_FIRST + 1}"


def _literal(text: str) -> str:
    """Return a text as a formula writes it."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _places(book: Book) -> Mapping[Address, str]:
    """Return the place of each paragraph in the workbook."""
    name = book.sheet_name(*PARAGRAPHS)
    return {
        one.address: f"internal:'{name}'!A{number + 1}"
        for number, one in enumerate(book.listing.paragraphs, start=FIRST_PARAGRAPH)
    }
