"""Lists as CSV: for any spreadsheet, and for programs that know no better."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence

from guidance.export.rows import Listing, Named, Row

COLUMNS: Mapping[str, Callable[[Row], str]] = {
    "number": lambda row: str(row.number),
    "file-id": lambda row: row.item.id,
    "file-phase": lambda row: row.item.phase.title,
    "file-procedure": lambda row: row.item.procedure.title if row.item.procedure else "",
    "file-title": lambda row: row.item.title,
    "file-detail": lambda row: row.item.detail,
    "file-actor": lambda row: row.item.actor.title,
    "file-members": lambda row: _titles(row.item.members),
    "file-force": lambda row: row.item.force,
    "file-quote": lambda row: "\n".join(one.words for one in row.item.quotes),
    "paragraph": lambda row: "\n".join(one.at for one in row.item.quotes),
    "file-translation": lambda row: "\n".join(one.translation for one in row.item.quotes),
    "file-why": lambda row: row.why,
    "file-after": lambda row: _titles(row.item.after),
    "file-see": lambda row: _titles(row.item.see),
}
"""Key of the header's word to what stands below it."""
# Some spreadsheets of East Asia read the wide and the small forms of the signs as the plain ones.
_FORMULA = re.compile("[\t\r\n]|\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]")


def checklist_csv(listing: Listing) -> bytes:
    """Return a unit's list as CSV (RFC 4180), one item in a row, the header in the list's language.

    It is UTF-8 with a byte order mark, without which Excel takes Han characters for Latin ones. A cell
    with several members has each on a line of its own; quotes, paragraphs and translations stand in
    the same order.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(guarded(listing.word(key)) for key in COLUMNS)
    writer.writerows([guarded(cell(row)) for cell in COLUMNS.values()] for row in listing.rows)
    return out.getvalue().encode("utf-8-sig")


def guarded(text: str) -> str:
    """Return a text so that no spreadsheet takes it for a formula.

    What could be taken for one gets an apostrophe in front, by which spreadsheets know a text.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def _titles(members: Sequence[Named]) -> str:
    return "\n".join(one.title for one in members)
