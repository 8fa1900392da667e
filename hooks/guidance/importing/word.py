"""Reads Word documents: paragraphs as they are seen, with the numbers that Word sets before them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from guidance.importing.document import Line, Note
from guidance.importing.wordlists import Lists

MAIN = "word/document.xml"
"""What makes an archive a Word document."""
MOST = 200_000_000
"""Bytes that an archive may unfold to; more is no text."""
_HEADING = "heading "
_TITLES = ("title",)
_LEFT_OUT = {"footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments"}
_INDENT = " \t\u3000\u00a0"
_CELLS = "\u3000"
"""What parts the cells of a table's row."""


class NoWordDocumentError(Exception):
    """The bytes are no Word document; the message says why."""


def lines_of(raw: bytes) -> tuple[tuple[Line, ...], tuple[Note, ...]]:
    """Return the paragraphs of a Word document, and what was left out or made up.

    Args:
        raw: the file.

    Raises:
        NoWordDocumentError: it cannot be read as one.
    """
    document = _open(raw)
    reader = _Reader(document)
    reader.read()
    return tuple(reader.lines), tuple(reader.notes)


def _open(raw: bytes) -> WordDocument:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            what = _unfit(archive)
        if not what:
            return docx.Document(io.BytesIO(raw))
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, KeyError, etree.XMLSyntaxError) as error:
        raise NoWordDocumentError(f"the archive is damaged: {error}") from error
    raise NoWordDocumentError(what)


def _unfit(archive: zipfile.ZipFile) -> str:
    """Return why an archive is no Word document that can be read; empty where it is one."""
    if MAIN not in archive.namelist():
        return "the archive holds no Word document"
    if sum(one.file_size for one in archive.infolist()) > MOST:
        return f"the archive unfolds to more than {MOST // 1_000_000} MB"
    if any(one.flag_bits & 1 for one in archive.infolist()):
        return "the archive is locked with a password"
    return ""


@dataclass(slots=True)
class _Reader:
    """Goes through a document and keeps what it finds."""

    document: WordDocument
    lines: list[Line] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    number: int = 0

    def read(self) -> None:
        lists = Lists(self.document)
        for one in self.document.iter_inner_content():
            if isinstance(one, Table):
                self._table(one)
            else:
                self._paragraph(one, lists)
        self._left_out()

    def _paragraph(self, paragraph: Paragraph, lists: Lists) -> None:
        self.number += 1
        label = lists.label(paragraph)
        level = _level(paragraph)
        element = paragraph._p  # noqa: SLF001 -- python-docx has no public way to tracked changes
        text = "".join(_characters(element))
        for at, piece in enumerate(text.split("\n")):
            stripped = piece.strip(_INDENT)
            if not stripped:
                continue
            self.lines.append(
                Line(text=label + stripped if not at else stripped, number=self.number, level=level)
            )
            if label and not at:
                what = f"Word sets the number “{label}” itself: it was written out"
                self.notes.append(Note(number=self.number, what=what, text=stripped))
        if element.findall(f".//{qn('w:ins')}") or element.findall(f".//{qn('w:del')}"):
            what = "tracked changes: taken as accepted"
            self.notes.append(Note(number=self.number, what=what, text=text.strip()))
        if element.findall(f".//{qn('w:drawing')}") or element.findall(f".//{qn('w:pict')}"):
            self.notes.append(
                Note(number=self.number, what="a picture or text box: left out", text=text.strip())
            )

    def _table(self, table: Table) -> None:
        self.number += 1
        count = 0
        for row in table.rows:
            cells: list[str] = []
            seen: list[object] = []
            for cell in row.cells:
                # A cell that spans several columns is met once for each.
                if cell._tc in seen:  # noqa: SLF001 -- the same
                    continue
                seen.append(cell._tc)  # noqa: SLF001 -- the same
                cells.append(" ".join(cell.text.split()))
            text = _CELLS.join(one for one in cells if one)
            if text:
                count += 1
                self.lines.append(Line(text=text, number=self.number))
        what = f"a table: its {count} rows stand as paragraphs, cells parted by a wide space"
        self.notes.append(Note(number=self.number, what=what, text=self.lines[-1].text if count else ""))

    def _left_out(self) -> None:
        for part in self.document.part.package.iter_parts():
            name = str(part.partname).rpartition("/")[2].removesuffix(".xml")
            if name in _LEFT_OUT:
                tree = etree.fromstring(part.blob)
                text = " ".join("".join(_characters(tree)).split())
                if text:
                    self.notes.append(
                        Note(number=self.number, what=f"{_LEFT_OUT[name]}: left out", text=text)
                    )


def _level(paragraph: Paragraph) -> int:
    """Return the level of a heading by its style: a title 1, the outermost heading 2."""
    style = paragraph.style
    while style is not None:
        name = (style.name or "").lower()
        if name in _TITLES:
            return 1
        digits = name.removeprefix(_HEADING)
        if name.startswith(_HEADING) and digits.isdecimal():
            return min(6, int(digits) + 1)
        style = style.base_style
    return 0


def _characters(element: etree._Element) -> Iterator[str]:
    """Yield the characters of an element as they are seen: what was deleted or stands in boxes is not."""
    for child in element:
        if child.tag in {qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent"), qn("w:instrText"), qn("w:pict")}:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag == qn("w:tab"):
            yield "\t"
        elif child.tag in {qn("w:br"), qn("w:cr")}:
            yield "\n"
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"
        elif child.tag == qn("w:pPr"):
            continue
        else:
            yield from _characters(child)
