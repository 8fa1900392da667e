"""Every sentence of the text and what became of it, with a map by part and unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guidance.model import Address
from guidance.register.coverage import PART_LEVEL, Coverage, Sentence
from guidance.register.model import Obligation
from guidance.render.entry import OfTask, by_task, original_locale, reason, short
from guidance.render.page import Heading, Parts, Request, plain

_SHADES = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A sentence."""

    id: str
    at: str
    """What the page calls the segment."""
    href: str
    text: str
    items: tuple[OfTask, ...]
    waiver: str
    """Why it needs no item; empty where it has one, or nobody said why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """What a part of the text has for a type of unit."""

    state: str
    """``items``, ``elsewhere`` (all are for others), ``waived`` (there are none, for a reason), ``open``."""
    count: int
    shade: int
    """From 0 for none to 4 for the most."""
    note: int
    """Number of the footnote that says why there is nothing; 0 where there is none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A part of the text with its sentences."""

    id: str
    title: str
    rows: tuple[Row, ...]
    covered: int
    waived: int
    open: int


def coverage_parts(request: Request) -> Parts:
    """Return the totals, the map and the sentences, or the sentences of the part that the page asks for."""
    index = request.index
    by_part = _by_part(request)
    asked = request.stub.keys.get("part")
    text = request.stub.keys.get("text")
    heads = [
        one for one in by_part if asked in {None, request.corpus.written(one)} and text in {None, one.text}
    ]
    notes: dict[str, int] = {}
    parts = [_part(request, head, by_part[head]) for head in heads]
    map_rows = [
        (part.title, _cells(request, by_part[head], notes)) for head, part in zip(heads, parts, strict=True)
    ]
    return {
        "coverage": Coverage(sentences=tuple(one for head in heads for one in by_part[head])),
        "units": [short(request, one) for one in index.units.values()],
        "map": map_rows,
        "notes": list(notes),
        "parts": parts,
    }, [
        Heading(level=2, id="map", title=request.word("map")),
        *(Heading(level=2, id=f"c-{one.id}", title=one.title) for one in parts),
    ]


def _by_part(request: Request) -> Mapping[Address, Sequence[Sentence]]:
    """Return the sentences of each part of each text by the heading with which it begins."""
    index = request.index
    of_segment: dict[Address, list[Sentence]] = {}
    for sentence in index.coverage.sentences:
        of_segment.setdefault(sentence.address, []).append(sentence)
    found: dict[Address, list[Sentence]] = {}
    for text in index.taken_up.values():
        head = text.address(text.segments[0].id)
        for segment in text.segments:
            at = text.address(segment.id)
            head = at if 0 < segment.level <= PART_LEVEL else head
            found.setdefault(head, []).extend(of_segment.get(at, ()))
    return found


def _part(request: Request, at: Address, sentences: Sequence[Sentence]) -> Part:
    corpus, locale = request.corpus, request.locale
    edition, head = corpus.editions[at.text], request.index.segments[at]
    voice = original_locale(request)
    title = plain(edition, head, locale)
    if len(request.index.taken_up) > 1 and head.level > 1:
        title = f"{locale.pick(edition.short or edition.title)}{request.word('colon')}{title}"
    rows = tuple(
        Row(
            id=f"s-{corpus.anchor(one.address)}-{one.number}",
            at=request.place(one.address),
            href=request.links.segment(one.address),
            text=voice(request.index.segments[one.address].reading)[one.start : one.end],
            items=by_task(request, one.items),
            waiver=locale.pick(one.waiver.reason) if one.waiver and not one.items else "",
        )
        for one in sentences
    )
    return Part(
        id=corpus.anchor(at),
        title=title,
        rows=rows,
        covered=sum(bool(one.items) for one in sentences),
        waived=sum(not one.items and one.waiver is not None for one in sentences),
        open=sum(one.open for one in sentences),
    )


def _cells(request: Request, sentences: Sequence[Sentence], notes: dict[str, int]) -> list[Cell]:
    index = request.index
    items = [index.items[one] for one in dict.fromkeys(item for each in sentences for item in each.items)]
    return [_cell(request, unit, items, sentences, notes) for unit in index.units]


def _cell(
    request: Request,
    unit: str,
    items: Sequence[Obligation],
    sentences: Sequence[Sentence],
    notes: dict[str, int],
) -> Cell:
    mine = sum(one.id in request.index.reasons[unit] for one in items)
    if mine:
        shade = 1 + (_SHADES - 1) * mine // len(items)
        return Cell(state="items", count=mine, shade=shade, note=0)
    if any(one.open for one in sentences):
        return Cell(state="open", count=0, shade=0, note=0)
    state, text = (
        ("elsewhere", _why_not(request, unit, items)) if items else ("waived", request.word("map-waived"))
    )
    return Cell(state=state, count=0, shade=0, note=notes.setdefault(text, len(notes) + 1))


def _why_not(request: Request, unit: str, items: Sequence[Obligation]) -> str:
    """Return why none of a part's items is on a unit's list: the rules, each with how often it decides."""
    found = Counter(reason(request, one, request.index.why(one.id, unit)) for one in items)
    return request.word("sep").join(f"{text} ({number})" for text, number in found.items())
