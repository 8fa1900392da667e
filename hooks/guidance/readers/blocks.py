"""Cuts an edition's Markdown into blocks, each with its permanent id."""

from __future__ import annotations

import re
from dataclasses import dataclass

from guidance.problems import Problem, place_of
from guidance.readers.text import Report

FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_HEADING = re.compile(r"(?P<hashes>#{1,6}) (?P<text>.*?) \{ #(?P<id>[^\s:}]+)(?P<classes>[^}]*) \}")
_PARAGRAPH = re.compile(r"(?P<text>[^\n]*)\n\{ #(?P<id>[^\s:}]+)(?P<classes>[^}]*) \}")
_GAP = re.compile(r"(?P<text>)\{ #(?P<id>[^\s:}]+)(?P<classes>[^}]*) \}")
_ID_LINE = re.compile(r"^\{ #[^}]*\}$", re.MULTILINE)
_RUN_ON = ".run-on"


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A heading or paragraph of an edition's file."""

    id: str
    level: int
    """Heading level; 0 for a paragraph."""
    run_on: bool
    start: int
    """Offset of its text in the file."""
    end: int
    named: int
    """Offset of its id in the file, where reports about the id point."""


def cut(file: str, document: str, report: Report, *, gaps: bool = False) -> tuple[Block, ...]:
    """Return the blocks of a document in their order.

    Args:
        file: path shown in reports.
        document: text of the whole file.
        report: takes ``block-form`` for anything that is no heading or paragraph with an id,
            and ``id-twice``.
        gaps: whether an id may stand alone, for a paragraph that is still to be written.
    """
    front = FRONT_MATTER.match(document)
    blocks: list[Block] = []
    seen: dict[str, int] = {}
    for found in _BLOCK.finditer(document, front.end() if front else 0):
        block = _block(found, gaps=gaps)
        place = place_of(file, document, found.start())
        if block is None:
            message = "a paragraph is one line with its id on the next; a heading has its id behind it"
            fragment = found.group()
            near = "" if _ID_LINE.search(fragment) else "{ #… }"
            report(
                Problem(place=place, code="block-form", message=message, fragment=fragment, suggestion=near)
            )
            continue
        place = place_of(file, document, block.named)
        if block.id in seen:
            message = f"this id stands twice, first on line {seen[block.id]}"
            report(Problem(place=place, code="id-twice", message=message, fragment=block.id))
            continue
        seen[block.id] = place.line
        blocks.append(block)
    return tuple(blocks)


def _block(found: re.Match[str], *, gaps: bool) -> Block | None:
    text = found.group()
    match = _HEADING.fullmatch(text) or _PARAGRAPH.fullmatch(text) or (gaps and _GAP.fullmatch(text))
    if not match:
        return None
    groups = match.groupdict()
    return Block(
        id=groups["id"],
        level=len(groups.get("hashes") or ""),
        run_on=_RUN_ON in groups["classes"].split(),
        start=found.start() + match.start("text"),
        end=found.start() + match.end("text"),
        named=found.start() + match.start("id"),
    )
