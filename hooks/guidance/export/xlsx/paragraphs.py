"""The sheet of what the list cites: each paragraph whole, under its headings, with its translation."""

from __future__ import annotations

from collections.abc import Mapping

from guidance.export.xlsx.book import Book, fitting, height
from guidance.model import Address

PARAGRAPHS = (2, "file-paragraphs")
"""Place of the sheet, and key of its name."""
FIRST_PARAGRAPH = 1
"""Index of the row with the first paragraph."""
_HEAD = ("paragraph", "file-reading", "file-translation", "file-doubts", "file-numbers")
_WIDTHS = (10, 62, 62, 32, 14)


def write_paragraphs(book: Book) -> None:
    """Add the sheet to a workbook."""
    sheet = book.sheet(*PARAGRAPHS, _WIDTHS, 0)
    book.head(sheet, 0, _HEAD, _WIDTHS)
    sheet.freeze_panes(FIRST_PARAGRAPH, 1)
    numbers = _numbers(book)
    for row, one in enumerate(book.listing.paragraphs, start=FIRST_PARAGRAPH):
        look = book.format("heading" if one.level else "ruled")
        notes, cited_by = "\n".join(one.notes), numbers.get(one.address, "")
        texts = [fitting(text) for text in (one.place, one.original, one.translation, notes, cited_by)]
        sheet.set_row(row, height(zip(texts, _WIDTHS, strict=True)))
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, look)


def _numbers(book: Book) -> Mapping[Address, str]:
    """Return the numbers of the rows that cite each segment, as one text."""
    found: dict[Address, list[str]] = {}
    for row in book.listing.rows:
        for at in row.item.cited:
            found.setdefault(at, []).append(str(row.number))
    return {at: ", ".join(numbers) for at, numbers in found.items()}
