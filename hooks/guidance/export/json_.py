"""Lists as JSON: for programs, and for people who read it, one member of a list on each line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from guidance.export.listing import Item, Listing, Named, Paragraph, Quote, Row, TaskLine
from guidance.model import Edition


class JsonLists:
    """Makes the JSON of one language's lists; that of an item is made once."""

    def __init__(self) -> None:
        """Begin without any."""
        self._items: dict[str, str] = {}

    def __call__(self, listing: Listing) -> bytes:
        """Return a unit's list as JSON, in UTF-8.

        Its form is published as ``data/checklist.schema.json``.
        """
        head = {
            "unit": _named(listing.unit),
            "language": listing.locale.tag,
            "ours": listing.word("file-ours"),
            "editions": [_edition(one, listing) for one in listing.editions],
            "scope": [_quote(one) for one in listing.scope],
            "note": listing.note,
            "counts": listing.counts,
            "tasks": [_task(one) for one in listing.tasks],
            "paragraphs": [_paragraph(one) for one in listing.paragraphs],
        }
        return lines(head, rows=map(self._row, listing.rows)).encode()

    def _row(self, row: Row) -> str:
        if row.item.id not in self._items:
            self._items[row.item.id] = _dumped(_item(row.item))
        item = self._items[row.item.id]
        return f'{{"number": {row.number}, "why": {_dumped(row.why)}, "item": {item}}}'


def lines(data: Mapping[str, Any], **ready: Iterable[str]) -> str:
    """Return a mapping as JSON, with a line for each of its keys and for each member of its lists.

    A line for each value would take three times as long to write and to look through.

    Args:
        data: what to write.
        ready: further lists, whose members are JSON already.
    """
    parts = [f"{_dumped(key)}: {_value(value)}" for key, value in data.items()]
    parts += [f"{_dumped(key)}: {_listed(members)}" for key, members in ready.items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _value(value: object) -> str:
    return _listed(map(_dumped, value)) if isinstance(value, list) and value else _dumped(value)


def _listed(members: Iterable[str]) -> str:
    return "[\n" + ",\n".join(members) + "\n]"


def _dumped(value: object) -> str:
    return _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)


def _item(item: Item) -> Mapping[str, Any]:
    return {
        "id": item.id,
        "title": item.title,
        "detail": item.detail,
        "phase": _named(item.phase),
        "procedure": _named(item.procedure) if item.procedure else None,
        "actor": _named(item.actor),
        "members": [_named(one) for one in item.members],
        "modality": item.modality,
        "force": item.force,
        "role": item.role,
        "task": _named(item.task) if item.task else None,
        "quotes": [_quote(one) for one in item.quotes],
        "after": [_named(one) for one in item.after],
        "see": [_named(one) for one in item.see],
    }


def _task(task: TaskLine) -> Mapping[str, Any]:
    return {
        "id": task.id,
        "title": task.title,
        "lead": _named(task.lead),
        "phase": _named(task.phase),
        "members": [_named(one) for one in task.members],
        "after": [_named(one) for one in task.after],
        "result": {"says": task.result, "quotes": [_quote(one) for one in task.carrier]},
        "points": list(task.points),
        "limits": list(task.limits),
    }


def _named(one: Named) -> Mapping[str, str]:
    return {"id": one.id, "title": one.title}


def _edition(one: Edition, listing: Listing) -> Mapping[str, Any]:
    return {
        "id": one.id,
        "date": one.date,
        "title": listing.locale.pick(one.title),
        "sha256": one.provenance.sha256,
    }


def _quote(one: Quote) -> Mapping[str, Any]:
    # The translation of its paragraph stands with the paragraph, once.
    return {"text": one.text, "at": one.at, "words": one.words, "start": one.start, "end": one.end}


def _paragraph(one: Paragraph) -> Mapping[str, Any]:
    return {
        "text": one.text,
        "id": one.at,
        "heading": one.level,
        "reading": one.original,
        "translation": one.translation,
        "notes": list(one.notes),
    }
