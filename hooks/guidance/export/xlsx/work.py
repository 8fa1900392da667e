"""The sheet that people work in: one row for each item, with room for what was done about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from xlsxwriter.utility import xl_col_to_name, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from guidance.export.rows import Row
from guidance.export.xlsx.book import Book, fitting
from guidance.export.xlsx.paragraphs import FIRST_PARAGRAPH, PARAGRAPHS
from guidance.register.model import Modality

_NOTE_ROW, _COUNT_ROW, _HEAD_ROW = 1, 2, 3
_FIRST = _HEAD_ROW + 1
_NOTE_HEIGHT = 30
_STATES = ("file-open", "file-begun", "file-done")
_EARLIEST = date(1900, 1, 1)
_COUNT_COLUMNS = (0, 3, 5, 7, 9)
"""Columns of the counts; to the right of each there is room for what it counts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column of the sheet."""

    width: float
    """In characters."""
    text: Callable[[Row], str] | None = None
    """What stands in it; None where it is for people to fill in, or is written in a way of its own."""
    printed: bool = True


COLUMNS: Mapping[str, Column] = {
    "number": Column(width=5),
    "file-status": Column(width=10),
    "file-title": Column(width=30),
    "file-force": Column(width=8, text=lambda row: row.item.force),
    "file-quote": Column(width=32, text=lambda row: "\n".join(one.words for one in row.item.quotes)),
    "paragraph": Column(width=8),
    "file-actor": Column(width=14, text=lambda row: row.item.actor.title),
    "file-members": Column(width=11, text=lambda row: "\n".join(one.title for one in row.item.members)),
    "file-phase": Column(width=9, text=lambda row: row.item.phase.title),
    "file-procedure": Column(
        width=12, text=lambda row: row.item.procedure.title if row.item.procedure else ""
    ),
    "file-evidence": Column(width=16),
    "file-person": Column(width=9),
    "file-date": Column(width=11),
    "file-why": Column(width=24, text=lambda row: row.why, printed=False),
}
"""Key of the header's word to the column, from left to right."""
_TEXTS = [(number, column.text) for number, column in enumerate(COLUMNS.values()) if column.text]
_AT: Mapping[str, int] = {key: number for number, key in enumerate(COLUMNS)}
_PRINTED = sum(column.printed for column in COLUMNS.values())
_FURTHER_WIDTH = 8
"""Width of the columns for a second paragraph, a third and so on."""


def write_work(book: Book) -> None:
    """Add the sheet to a workbook.

    The second paragraph of an item and those after it stand to the right of what is printed, since a
    cell holds one link; the printed cell names all.
    """
    rows = book.listing.rows
    further = max((len(row.item.quotes) for row in rows), default=1) - 1
    widths = [*(column.width for column in COLUMNS.values()), *[_FURTHER_WIDTH] * further]
    sheet = book.sheet(1, "file-list", widths, _HEAD_ROW)
    last = _HEAD_ROW + len(rows)
    _write_top(book, sheet, last)
    book.head(sheet, _HEAD_ROW, [*COLUMNS, *["paragraph"] * further])
    links = _links(book)
    for number, row in enumerate(rows, start=_FIRST):
        _write_row(book, sheet, number, row, links)
    sheet.set_column(_AT["file-date"], _AT["file-date"], COLUMNS["file-date"].width, book.format("date"))
    sheet.freeze_panes(_FIRST, _AT["file-title"] + 1)
    sheet.autofilter(_HEAD_ROW, 0, last, len(widths) - 1)
    sheet.print_area(0, 0, last, _PRINTED - 1)
    _set_rules(book, sheet, last, len(widths) - 1)


def _write_top(book: Book, sheet: Worksheet, last: int) -> None:
    """Write what the sheet is, what in it is ours, and the counts, which follow filters and ticks."""
    word, total = book.listing.word, len(book.listing.rows)
    sheet.write_string(0, 0, book.title, book.format("title"))
    sheet.merge_range(_NOTE_ROW, 0, _NOTE_ROW, _PRINTED - 1, word("file-ours"), book.format("note"))
    sheet.set_row(_NOTE_ROW, _NOTE_HEIGHT)
    numbers = xl_range_abs(_FIRST, _AT["number"], last, _AT["number"])
    states = xl_range_abs(_FIRST, _AT["file-status"], last, _AT["file-status"])
    asked = sum(row.item.modality is not Modality.DEFINES for row in book.listing.rows)
    # 103 counts what is neither empty nor filtered out.
    counts = [
        (f"=SUBTOTAL(103,{numbers})", total, word("file-shown")),
        (f"=ROWS({numbers})", total, word("total")),
    ]
    for key in _STATES:
        state = word(key)
        counts.append((f"=COUNTIF({states},{_literal(state)})", asked if key == _STATES[0] else 0, state))
    for number, (formula, value, label) in enumerate(counts):
        column = _COUNT_COLUMNS[number]
        sheet.write_formula(_COUNT_ROW, column, formula, book.format("count"), value)
        sheet.write_string(_COUNT_ROW, column + 1, label, book.format("label"))


def _write_row(book: Book, sheet: Worksheet, number: int, row: Row, links: Mapping[str, str]) -> None:
    item = row.item
    sheet.write_number(number, _AT["number"], row.number, book.format("number"))
    if item.modality is not Modality.DEFINES:
        sheet.write_string(number, _AT["file-status"], book.listing.word(_STATES[0]))
    title = _AT["file-title"]
    if item.detail:
        detail = fitting(f"\n{item.detail}")
        sheet.write_rich_string(number, title, book.format("bold"), item.title, detail, book.format("text"))
    else:
        sheet.write_string(number, title, item.title, book.format("strong"))
    for at, text in _TEXTS:
        words = text(row)
        if words:
            sheet.write_string(number, at, fitting(words))
    link = book.format("link")
    cited = [one.at for one in item.quotes]
    sheet.write_url(number, _AT["paragraph"], links[cited[0]], link, ", ".join(cited))
    for column, one in enumerate(cited[1:], start=len(COLUMNS)):
        sheet.write_url(number, column, links[one], link, one)


def _set_rules(book: Book, sheet: Worksheet, last: int, right: int) -> None:
    """Let ticks and dates be chosen or checked, and make what is done or forbidden look so."""
    word = book.listing.word
    status, day = _AT["file-status"], _AT["file-date"]
    choice = {
        "validate": "list",
        "source": [word(key) for key in _STATES],
        "error_message": word("file-choose"),
    }
    sheet.data_validation(_FIRST, status, last, status, choice)
    dated = {
        "validate": "date",
        "criteria": ">=",
        "value": _EARLIEST,
        "error_message": word("file-enter-date"),
    }
    sheet.data_validation(_FIRST, day, last, day, dated)
    forbidden = word(f"modality-{Modality.MUST_NOT}")
    for criteria, name in (
        (_equal("file-force", forbidden), "forbidden"),
        (_equal("file-status", word(_STATES[-1])), "done"),
        (f'=${xl_col_to_name(_AT["number"])}{_FIRST + 1}<>""', "line"),
    ):
        rule = {"type": "formula", "criteria": criteria, "format": book.format(name)}
        sheet.conditional_format(_FIRST, 0, last, right, rule)


def _equal(key: str, text: str) -> str:
    """Return the condition that a row's cell in a column holds a text."""
    return f"=${xl_col_to_name(_AT[key])}{_FIRST + 1}={_literal(text)}"


def _literal(text: str) -> str:
    """Return a text as a formula writes it."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _links(book: Book) -> Mapping[str, str]:
    """Return the address of each paragraph in the workbook, by its id."""
    name = book.sheet_name(*PARAGRAPHS)
    return {
        one.at: f"internal:'{name}'!A{number + 1}"
        for number, one in enumerate(book.listing.paragraphs, start=FIRST_PARAGRAPH)
    }
