"""Lists as CSV: for any spreadsheet, and for programs that know no better."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence

from guidance.export.listing import Item, Listing, Named

COLUMNS: Mapping[str, Callable[[Item], str]] = {
    "file-id": lambda item: item.id,
    "file-task-id": lambda item: item.task.id if item.task else "",
    "file-task": lambda item: item.task.title if item.task else "",
    "file-role": lambda item: item.part,
    "file-phase": lambda item: item.phase.title,
    "file-procedure": lambda item: item.procedure.title if item.procedure else "",
    "file-title": lambda item: item.title,
    "file-detail": lambda item: item.detail,
    "file-actor": lambda item: item.actor.title,
    "file-members": lambda item: _titles(item.members),
    "file-force": lambda item: item.force,
    "file-quote": lambda item: "\n".join(one.words for one in item.quotes),
    "paragraph": lambda item: "\n".join(one.place for one in item.quotes),
    "file-translation": lambda item: "\n".join(one.translation for one in item.quotes),
    "file-after": lambda item: _titles(item.after),
    "file-see": lambda item: _titles(item.see),
}
"""Key of the header's word to what stands below it, between the number and the reason."""
# Some spreadsheets of East Asia read the wide and the small forms of the signs as the plain ones.
_FORMULA = re.compile("[\t\r\n]|\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]")


class CsvLists:
    """Makes the CSV of one language's lists; the cells of an item are made once."""

    def __init__(self) -> None:
        """Begin without any."""
        self._cells: dict[str, tuple[str, ...]] = {}

    def __call__(self, listing: Listing) -> bytes:
        """Return a unit's list as CSV (RFC 4180), one item in a row, the header in the list's language.

        It is UTF-8 with a byte order mark, without which Excel takes Han characters for Latin ones. A
        cell with several members has each on a line of its own; quotes, paragraphs and translations
        stand in the same order.
        """
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(guarded(listing.word(key)) for key in ("number", *COLUMNS, "file-why"))
        writer.writerows((row.number, *self._of(row.item), guarded(row.why)) for row in listing.rows)
        return out.getvalue().encode("utf-8-sig")

    def _of(self, item: Item) -> tuple[str, ...]:
        if item.id not in self._cells:
            self._cells[item.id] = tuple(guarded(cell(item)) for cell in COLUMNS.values())
        return self._cells[item.id]


def guarded(text: str) -> str:
    """Return a text so that no spreadsheet takes it for a formula.

    What could be taken for one gets an apostrophe in front, by which spreadsheets know a text.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def _titles(members: Sequence[Named]) -> str:
    return "\n".join(one.title for one in members)
