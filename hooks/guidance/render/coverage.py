"""Every sentence of the text and what became of it, with a map by part and unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guidance.model import Segment
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
    heads = [index.segments[one] for one in by_part if asked in {None, one}]
    notes: dict[str, int] = {}
    map_rows = [
        (plain(index.edition, head, request.locale), _cells(request, by_part[head.id], notes))
        for head in heads
    ]
    parts = [_part(request, head, by_part[head.id]) for head in heads]
    return {
        "coverage": Coverage(sentences=tuple(one for head in heads for one in by_part[head.id])),
        "units": [short(request, one) for one in index.units.values()],
        "map": map_rows,
        "notes": list(notes),
        "parts": parts,
    }, [
        Heading(level=2, id="map", title=request.word("map")),
        *(Heading(level=2, id=f"c-{one.id}", title=one.title) for one in parts),
    ]


def _by_part(request: Request) -> Mapping[str, Sequence[Sentence]]:
    """Return the sentences of each part by the id of the heading with which it begins."""
    index = request.index
    of_segment: dict[str, list[Sentence]] = {}
    for sentence in index.coverage.sentences:
        of_segment.setdefault(sentence.segment, []).append(sentence)
    found: dict[str, list[Sentence]] = {}
    head = index.edition.segments[0].id
    for segment in index.edition.segments:
        head = segment.id if 0 < segment.level <= PART_LEVEL else head
        found.setdefault(head, []).extend(of_segment.get(segment.id, ()))
    return found


def _part(request: Request, head: Segment, sentences: Sequence[Sentence]) -> Part:
    edition, locale = request.index.edition, request.locale
    voice = original_locale(request)
    rows = tuple(
        Row(
            id=f"s-{one.segment}-{one.number}",
            at=one.segment,
            href=request.links.segment(one.segment),
            text=voice(request.index.segments[one.segment].reading)[one.start : one.end],
            items=by_task(request, one.items),
            waiver=locale.pick(one.waiver.reason) if one.waiver and not one.items else "",
        )
        for one in sentences
    )
    return Part(
        id=head.id,
        title=plain(edition, head, locale),
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
