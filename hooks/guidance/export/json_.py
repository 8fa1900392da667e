"""Lists as JSON: for programs, and for people who read it, one member of a list on each line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from guidance.export.rows import Item, Listing, Named, Paragraph, Quote, Row


def checklist_json(listing: Listing) -> bytes:
    """Return a unit's list as JSON, in UTF-8.

    Its form is published as ``docs/data/checklist.schema.json``.
    """
    edition = listing.edition
    return lines(
        {
            "unit": _named(listing.unit),
            "language": listing.tongue.tag,
            "ours": listing.word("file-ours"),
            "edition": {
                "id": edition.id,
                "date": edition.date,
                "title": listing.tongue.pick(edition.title),
                "sha256": edition.provenance.sha256,
            },
            "scope": [_quote(one) for one in listing.scope],
            "note": listing.note,
            "counts": listing.counts,
            "items": [_row(row) for row in listing.rows],
            "paragraphs": [_paragraph(one) for one in listing.paragraphs],
        }
    ).encode()


def lines(data: Mapping[str, Any]) -> str:
    """Return a mapping as JSON, with a line for each of its keys and for each member of its lists.

    A line for each value would take three times as long to write and to look through.
    """
    return "{\n" + ",\n".join(f"{_dumped(key)}: {_value(value)}" for key, value in data.items()) + "\n}\n"


def _value(value: object) -> str:
    if not isinstance(value, list) or not value:
        return _dumped(value)
    return "[\n" + ",\n".join(map(_dumped, value)) + "\n]"


def _dumped(value: object) -> str:
    return _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)


def _row(row: Row) -> Mapping[str, Any]:
    return {"number": row.number, "why": row.why, **_item(row.item)}


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
        "quotes": [_quote(one) for one in item.quotes],
        "after": [_named(one) for one in item.after],
        "see": [_named(one) for one in item.see],
    }


def _named(one: Named) -> Mapping[str, str]:
    return {"id": one.id, "title": one.title}


def _quote(one: Quote) -> Mapping[str, Any]:
    # The translation of its paragraph stands with the paragraph, once.
    return {"at": one.at, "words": one.words, "start": one.start, "end": one.end}


def _paragraph(one: Paragraph) -> Mapping[str, Any]:
    return {
        "id": one.at,
        "heading": one.level,
        "reading": one.original,
        "translation": one.translation,
        "conjectures": list(one.doubts),
    }
