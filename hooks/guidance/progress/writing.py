"""Writes progress files: one state is one text, the same as pages write it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from guidance.progress.model import FORMAT, VERSION, Acknowledgement, Entry, Note, Old, Progress, Review

Json = dict[str, Any]


def write(doc: Progress) -> str:
    """Return the text of a document's file; the published schema is ``data/progress.schema.json``."""
    return json.dumps(plain(doc), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def write_inside(doc: Progress) -> str:
    """Return the same for a page that carries its data: nothing in it ends a script."""
    text = json.dumps(plain(doc), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c")


def plain(doc: Progress) -> Json:
    """Return the document as JSON has it."""
    unit = doc.unit
    return {
        "format": FORMAT,
        "version": VERSION,
        "project": doc.project,
        "unit": _filled(
            {
                "id": unit.id,
                "name": unit.name,
                "firstDay": unit.first_day,
                "at": dict(unit.at),
            }
        )
        | {"kinds": list(unit.kinds)},
        **_filled(
            {
                "editions": {
                    name: _filled({"date": one.date, "sha256": one.sha256})
                    for name, one in doc.editions.items()
                },
                "seen": dict(doc.seen),
                "tasks": {name: _entry(one) for name, one in doc.tasks.items()},
                "points": dict(doc.points),
                "limits": {name: _acknowledgement(one) for name, one in doc.limits.items()},
                "again": {
                    name: {source: plain_old(one) for source, one in some.items()}
                    for name, some in doc.again.items()
                },
                "settled": {name: dict(some) for name, some in doc.settled.items()},
                "gone": {name: plain_old(one) for name, one in doc.gone.items()},
                "prints": dict(doc.prints),
            }
        ),
    }


def plain_old(one: Old) -> Json:
    """Return a state that was set aside as JSON has it."""
    return _filled(
        {
            "why": str(one.why),
            "at": one.at,
            "task": _entry(one.task) if one.task else None,
            "tick": one.tick,
            "limit": _acknowledgement(one.limit) if one.limit else None,
        }
    )


def text_of_old(one: Old) -> str:
    """Return what a state set aside says, as one text."""
    return json.dumps(plain_old(one), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _entry(entry: Entry) -> Json:
    return _filled(
        {
            **entry.values,
            "at": dict(entry.at),
            "notes": {slot: _note(one) for slot, one in entry.notes.items()},
            "review": _review(entry.review) if entry.review else None,
            "revoked": entry.revoked,
        }
    )


def _note(one: Note) -> Json:
    return _filled({"text": one.text, "by": one.by, "at": one.at})


def _review(one: Review) -> Json:
    return _filled(
        {
            "verdict": str(one.verdict),
            "note": one.note,
            "by": one.by,
            "on": one.on,
            "of": str(one.of),
            "at": one.at,
        }
    )


def _acknowledgement(one: Acknowledgement) -> Json:
    return _filled({"by": one.by, "on": one.on, "at": one.at})


def _filled(values: Mapping[str, Any]) -> Json:
    return {key: value for key, value in values.items() if value not in ("", None, {})}
