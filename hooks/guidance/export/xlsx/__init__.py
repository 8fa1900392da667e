"""Lists as workbooks to work in: tick, filter, sort, print and hand in."""

from __future__ import annotations

from guidance.export.listing import Listing
from guidance.export.xlsx.about import write_about
from guidance.export.xlsx.book import Book
from guidance.export.xlsx.paragraphs import write_paragraphs
from guidance.export.xlsx.work import Cells, write_work

__all__ = ["Workbooks"]


class Workbooks:
    """Makes the workbooks of one language's lists; the cells of an item are made once."""

    def __init__(self) -> None:
        """Begin without any."""
        self._cells = Cells()

    def __call__(self, listing: Listing) -> bytes:
        """Return a unit's list as a workbook of three sheets: the list, what it cites, what it is.

        The bytes depend on the list alone. Nothing in it is protected, and it has no macros.
        """
        book = Book(listing)
        write_work(book, self._cells)
        write_paragraphs(book)
        write_about(book)
        return book.closed()
