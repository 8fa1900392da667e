"""The numbers that Word sets before paragraphs and that stand in no paragraph's text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree

_DIGITS = "\u3007\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d"
_TEN = "\u5341"
_CIRCLED = 0x2460
_MOST_CIRCLED = 20
_ALPHABET = 26


def han(number: int) -> str:
    """Return a number up to 99 in Han digits; beyond, digit by digit."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    if tens >= len(_DIGITS):
        return "".join(_DIGITS[int(one)] for one in str(number))
    return (_DIGITS[tens] if tens > 1 else "") + _TEN + (_DIGITS[ones] if ones else "")


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % _ALPHABET)


def _circled(number: int) -> str:
    return chr(_CIRCLED + number - 1) if number <= _MOST_CIRCLED else str(number)


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalFullWidth": lambda number: "".join(chr(ord(one) + 0xFEE0) for one in str(number)),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "chineseCounting": han,
    "chineseCountingThousand": han,
    "ideographDigital": han,
    "japaneseCounting": han,
    "taiwaneseCounting": han,
    "taiwaneseCountingThousand": han,
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
}
"""Formats of numbers that are written out; bullets and others are none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Level:
    """How one level of a list is numbered."""

    format: str
    text: str
    """The label, in which %1 stands for the number of the outermost level."""
    start: int


@dataclass(slots=True)
class Lists:
    """The lists of a document, counted as its paragraphs come."""

    document: WordDocument
    _levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the definitions; a document without lists has none."""
        try:
            root = self.document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {_value(one, "abstractNumId"): one for one in root.findall(qn("w:abstractNum"))}
        for num in root.findall(qn("w:num")):
            name = num.get(qn("w:numId")) or ""
            link = num.find(qn("w:abstractNumId"))
            of = abstract.get(link.get(qn("w:val")) or "" if link is not None else "")
            for level in of.findall(qn("w:lvl")) if of is not None else ():
                self._levels[name, int(level.get(qn("w:ilvl")) or 0)] = _Level(
                    format=_inner(level, "numFmt") or "decimal",
                    text=_inner(level, "lvlText"),
                    start=int(_inner(level, "start") or 1),
                )

    def label(self, paragraph: Paragraph) -> str:
        """Return the label of a paragraph, counting it; empty where Word sets none that is a number."""
        found = _list_of(paragraph)
        if found is None:
            return ""
        name, depth = found
        level = self._levels.get((name, depth))
        if level is None or level.format not in _FORMATS:
            return ""
        counts = self._counts.setdefault(name, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]

        def number(match: re.Match[str]) -> str:
            outer = int(match[1]) - 1
            its = self._levels.get((name, outer), level)
            return _FORMATS.get(its.format, str)(counts.get(outer, its.start))

        return re.sub(r"%(\d)", number, level.text)


def _list_of(paragraph: Paragraph) -> tuple[str, int] | None:
    """Return the list that a paragraph is in, by itself or by its style, and how deep; None for none."""
    properties = [paragraph._p.pPr]  # noqa: SLF001 -- python-docx has no public way to lists
    style = paragraph.style
    while style is not None:
        properties.append(style.element.find(qn("w:pPr")))
        style = style.base_style
    for one in properties:
        found = one.find(qn("w:numPr")) if one is not None else None
        if found is not None and _inner(found, "numId"):
            name = _inner(found, "numId")
            return None if name == "0" else (name, int(_inner(found, "ilvl") or 0))
    return None


def _inner(element: etree._Element, name: str) -> str:
    found = element.find(qn(f"w:{name}"))
    return (found.get(qn("w:val")) or "") if found is not None else ""


def _value(element: etree._Element, name: str) -> str:
    return element.get(qn(f"w:{name}")) or ""
