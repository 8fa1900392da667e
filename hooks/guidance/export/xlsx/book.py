"""A workbook in the making: its sheets, its formats, and how every sheet is printed."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from guidance.export.listing import Listing
from guidance.labels import filled

KIND_PROPERTY = "guidance-unit"
"""Name of the property in which a workbook says which kind of unit its list is for."""
_A4 = 9
_MARGIN = 0.35
_FOOT_MARGIN = 0.6
_MOST_IN_A_CELL = 32_767
_MOST_IN_A_NAME = 31
_MOST_OF_A_UNIT = 100
_MOST_IN_A_FOOTER = 255
_NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_FONT = {"font_name": "Arial", "font_size": 10}
"""Widely held, or replaced by a font of the same widths; Han characters fall back to the system's."""
_WIDE_LINE, _NARROW_LINE = 16.0, 13.0
"""Heights of a line with Han characters and of one without, in points."""
_NARROW = 0.95
"""Width of a letter, in characters as columns count them, with what wrapping at words loses."""
_FEW = 0.2
"""Share of wide characters up to which they are but signs among letters."""
_MOST_HEIGHT = 409.0
"""Programs allow no more, in points."""
_LINE = {"border": 1, "border_color": "#BFBFBF"}
_TOP = {"text_wrap": True, "valign": "top"}
_FORMATS: Mapping[str, Mapping[str, object]] = {
    "title": {"bold": True, "font_size": 14},
    "note": {**_TOP, "italic": True},
    "count": {"bold": True, "align": "right"},
    "label": {"align": "left"},
    "head": {**_LINE, "bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#E7E6E6"},
    "text": _TOP,
    "ruled": {**_TOP, **_LINE},
    "ruled-number": {**_TOP, **_LINE, "align": "left"},
    "heading": {**_TOP, **_LINE, "bold": True},
    "bold": {"bold": True},
    "plain": {},
    "strong": {**_TOP, "bold": True},
    "number": {"valign": "top", "align": "center"},
    "date": {"valign": "top", "align": "left", "num_format": "yyyy-mm-dd"},
    "link": {**_TOP, "font_color": "#0563C1", "underline": 1},
    # Formats that depend on a cell's value; each draws the lines too, as some programs apply one alone.
    "line": _LINE,
    # A task stands out from its points.
    "task": {**_TOP, "bold": True, "bg_color": "#DDEBF7"},
    "task-plain": {**_TOP, "bg_color": "#DDEBF7"},
    "task-date": {"valign": "top", "align": "left", "num_format": "yyyy-mm-dd", "bg_color": "#DDEBF7"},
    "done": {**_LINE, "italic": True, "font_color": "#595959", "bg_color": "#E2EFDA"},
    "forbidden": {**_LINE, "bold": True, "bg_color": "#FBE5E1"},
}


class Book:
    """A workbook of one list; sheets are added in the order in which they show."""

    def __init__(self, listing: Listing) -> None:
        """Begin a workbook about a list."""
        self.listing = listing
        self._out = io.BytesIO()
        # In memory the parts have a fixed time; written to files they would have those files' modes.
        # A copy of the font, since the library writes into what it is given: the next book would differ.
        self._workbook = Workbook(self._out, {"in_memory": True, "default_format_properties": dict(_FONT)})
        self._formats = {name: self._workbook.add_format(one) for name, one in _FORMATS.items()}
        # Who reads the list filled in has to know of which kind of unit it is.
        self._workbook.set_custom_property(KIND_PROPERTY, listing.unit.id, "text")
        self._workbook.set_properties(
            {
                "title": self.title,
                "subject": listing.word("list-comma").join(
                    listing.locale.pick(one.title) for one in listing.editions
                ),
                "comments": listing.word("file-ours"),
                "created": datetime.fromisoformat(listing.date),
            }
        )

    @property
    def title(self) -> str:
        """What the workbook is."""
        return filled(self.listing.word("file-what"), unit=self.listing.unit.title)

    def format(self, name: str) -> Format:
        """Return a format by its name in the table."""
        return self._formats[name]

    def sheet_name(self, number: int, key: str) -> str:
        """Return the name of a sheet: its number keeps it apart from others, whatever the words are.

        Args:
            number: its place, from 1.
            key: key of the interface's word for it.
        """
        return f"{number} {self.listing.word(key)}".translate(_NOT_IN_A_NAME)[:_MOST_IN_A_NAME].strip()

    def sheet(self, number: int, key: str, widths: Sequence[int], head: int) -> Worksheet:
        """Return a new sheet that prints on A4, landscape, as wide as a page.

        Args:
            number: its place, from 1.
            key: key of the interface's word for it.
            widths: widths of its columns, in characters.
            head: index of the row that is printed on every page and stays in sight.
        """
        sheet = self._workbook.add_worksheet(self.sheet_name(number, key))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width, self.format("text"))
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=_MARGIN, right=_MARGIN, top=_MARGIN, bottom=_FOOT_MARGIN)
        sheet.set_footer(self._footer())
        sheet.repeat_rows(head)
        return sheet

    def head(self, sheet: Worksheet, row: int, keys: Sequence[str], widths: Sequence[int]) -> None:
        """Write the header of a sheet: one word of the interface in each column.

        Args:
            sheet: the sheet.
            row: index of its row.
            keys: keys of the words.
            widths: widths of the columns, in characters.
        """
        labels = [self.listing.word(key) for key in keys]
        sheet.set_row(row, height(zip(labels, widths, strict=True)))
        for column, label in enumerate(labels):
            sheet.write_string(row, column, label, self.format("head"))

    def closed(self) -> bytes:
        """Finish the workbook and return it."""
        self._workbook.close()
        return self._out.getvalue()

    def _footer(self) -> str:
        word, date = self.listing.word, self.listing.date
        unit = _plain(self.listing.unit.title[:_MOST_OF_A_UNIT])
        page = filled(_plain(word("file-page")), page="&P", pages="&N")
        footer = f"&L{unit}&C{page}&R{_plain(word('prov-date'))} {date}"
        return footer if len(footer) <= _MOST_IN_A_FOOTER else f"&L{unit}&C&P / &N&R{date}"


def _plain(text: str) -> str:
    """Return a text as a footer shows it: an ampersand begins a code there; two are one."""
    return text.replace("&", "&&")


def fitting(text: str) -> str:
    """Return a text as far as a cell can hold it; a cut shows."""
    return text if len(text) <= _MOST_IN_A_CELL else text[: _MOST_IN_A_CELL - 1] + "…"


def height(cells: Iterable[tuple[str, int]]) -> float:
    """Return the height of a row, in points, that shows all of its texts as far as a row may grow.

    Only Excel makes room for wrapped text by itself; other programs take the height as it stands.

    Args:
        cells: each text with the width of its column, in characters.
    """
    return min(max(_text_height(text, width) for text, width in cells), _MOST_HEIGHT)


def _text_height(text: str, width: int) -> float:
    """Return about how high a text stands in a column."""
    # In UTF-8 a wide character has three bytes where a letter has one.
    wide = (len(text.encode()) - len(text)) / 2 / max(len(text), 1)
    each = 2 * wide + _NARROW * (1 - wide)
    lines = sum(max(1, math.ceil(len(line) * each / width)) for line in text.split("\n"))
    return lines * (_WIDE_LINE if wide > _FEW else _NARROW_LINE)
