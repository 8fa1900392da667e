"""The sheet that says what the workbook is, on which text it stands, and what in it is the project's."""

from __future__ import annotations

from collections.abc import Iterator

from guidance.export.xlsx.book import Book, fitting, height

_WIDTHS = (30, 110)


def write_about(book: Book) -> None:
    """Add the sheet to a workbook."""
    sheet = book.sheet(3, "file-about", _WIDTHS, 0)
    sheet.write_string(0, 0, book.title, book.format("title"))
    for row, (label, value) in enumerate(_lines(book), start=1):
        sheet.set_row(row, height(zip((label, str(value)), _WIDTHS, strict=True)))
        sheet.write_string(row, 0, label, book.format("heading"))
        if isinstance(value, int):
            sheet.write_number(row, 1, value, book.format("ruled-number"))
        else:
            sheet.write_string(row, 1, fitting(value), book.format("ruled"))


def _lines(book: Book) -> Iterator[tuple[str, str | int]]:
    """Yield labels and values, from top to bottom."""
    listing, word = book.listing, book.listing.word
    yield word("file-whose"), word("file-ours")
    yield word("file-use"), word("file-use-text")
    for edition in listing.editions:
        yield word("file-text"), listing.locale.pick(edition.title)
        yield word("prov-date"), edition.date
        yield word("cite-source"), edition.provenance.sha256
    for quote in listing.scope:
        yield word("file-scope"), f"{quote.words} ({quote.place})"
        yield word("file-translation"), quote.translation
    if listing.note:
        yield word("file-note"), listing.note
    yield word("file-counts"), len(listing.rows)
    for modality, count in listing.counts.items():
        yield word(f"modality-{modality}"), count
