"""Reads web pages: the blocks of their main part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from guidance.importing.document import Line, Note

_NAMED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_HEAD = 4096
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
"""What pages call an encoding to the one that takes in what they really hold."""
_LOOKS = re.compile(r"<(?:!doctype\s+html|html|head|body|p|div|h[1-6]|article|table)\b", re.IGNORECASE)
_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "div",
            "dl",
            "dt",
            "fieldset",
        ),
        *(
            "figcaption",
            "figure",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "html",
            "li",
            "main",
            "ol",
            "p",
            "pre",
        ),
        *("section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
_SILENT = frozenset(("script", "style", "head", "template", "noscript", "title"))
_FRAME = frozenset(
    ("nav", "header", "footer", "aside", "form", "button", "select", "iframe", "object", "svg")
)
_MAIN = ("//article", "//main", "//*[@role='main']", "//body")
_CELLS = "\u3000"
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def looks_like_page(text: str) -> bool:
    """Whether a text is a web page's source rather than a plain text."""
    return text.lstrip("\ufeff \t\r\n").startswith("<") and bool(_LOOKS.search(text[:_HEAD]))


def named_encoding(raw: bytes) -> str:
    """Return the encoding that a page says it is in, as Python knows it; empty where it says none."""
    found = _NAMED.search(raw[:_HEAD])
    name = found[1].decode("ascii").lower() if found else ""
    return _WIDER.get(name, name)


def lines_of(text: str) -> tuple[tuple[Line, ...], tuple[Note, ...]]:
    """Return the paragraphs of a page's main part, and what was left out.

    Args:
        text: the page's source.
    """
    parser = html.HTMLParser(encoding="utf-8")
    root = html.document_fromstring(text.encode("utf-8"), parser=parser)
    bodies = [one for path in _MAIN for one in root.xpath(path)]
    reader = _Reader()
    reader.block(bodies[0] if bodies else root)
    reader.flush(0)
    return tuple(reader.lines), tuple(reader.notes)


@dataclass(slots=True)
class _Reader:
    """Goes through a page and keeps what it finds; places are lines of the page's source."""

    lines: list[Line] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    _open: str = ""
    _number: int = 1

    def flush(self, level: int) -> None:
        """End the paragraph that is open."""
        text = re.sub(r"[ \t\r\n\f\u00a0]+", " ", self._open).strip(" \u3000")
        # A line break in the source, between two Han characters, is no space.
        text = re.sub(r"(?<=[\u2e80-\uffef]) (?=[\u2e80-\uffef])", "", text) if " " in text else text
        self._open = ""
        if text:
            self.lines.append(Line(text=text, number=self._number, level=level))

    def block(self, element: etree._Element) -> None:
        """Read an element that stands in a paragraph of its own."""
        if element.tag == "tr":
            self._row(element)
            return
        level = _HEADINGS.get(str(element.tag), 0)
        self._say(element.text, element)
        for child in element:
            self._child(child, level)
            self._say(child.tail, child)
        self.flush(level)

    def _child(self, child: etree._Element, level: int) -> None:
        tag = str(child.tag)
        if not isinstance(child.tag, str) or tag in _SILENT:
            return
        if tag in _FRAME:
            self._leave_out(child, tag)
        elif tag == "br":
            self.flush(level)
        elif tag == "img":
            self._note(child, "a picture: left out", child.get("alt") or "")
        elif tag in _BLOCKS:
            self.flush(level)
            if tag == "table":
                self._note(child, "a table: its rows stand as paragraphs, cells parted by a wide space", "")
            if tag == "ol":
                self._note(child, "the page numbers this list itself: the numbers are not in the text", "")
            self.block(child)
        else:
            self._say(child.text, child)
            for inner in child:
                self._child(inner, level)
                self._say(inner.tail, inner)

    def _row(self, row: etree._Element) -> None:
        self.flush(0)
        cells = [" ".join(_text(cell).split()) for cell in row if str(cell.tag) in {"td", "th"}]
        self._say(_CELLS.join(one for one in cells if one), row)
        self.flush(0)

    def _say(self, text: str | None, element: etree._Element) -> None:
        if text and text.strip():
            if not self._open:
                self._number = int(element.sourceline or 1)
            self._open += text
        elif text and self._open:
            self._open += " "

    def _leave_out(self, element: etree._Element, tag: str) -> None:
        text = " ".join(_text(element).split())
        if text:
            self._note(element, f"<{tag}> is no part of the text: left out", text)

    def _note(self, element: etree._Element, what: str, text: str) -> None:
        self.notes.append(Note(number=int(element.sourceline or 1), what=what, text=text))


def _text(element: etree._Element) -> str:
    return "".join(_words(element))


def _words(element: etree._Element) -> Iterator[str]:
    if isinstance(element.tag, str) and element.tag not in _SILENT:
        yield element.text or ""
        for child in element:
            yield from _words(child)
            yield child.tail or ""
