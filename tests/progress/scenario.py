"""Plays a scenario: documents that are begun, changed, merged, migrated and read, told as JSON.

``tests/js/progress-run.js`` plays the same in the scripts of pages; both must tell the same.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from guidance.progress.apply import (
    AgainChange,
    BadChangeError,
    Change,
    Context,
    FieldChange,
    LimitChange,
    NoteChange,
    PointChange,
    ReviewChange,
    UnitChange,
    apply,
    empty,
)
from guidance.progress.lists import TaskList, task_list
from guidance.progress.merge import preview
from guidance.progress.migrate import migrate
from guidance.progress.model import Progress
from guidance.progress.reading import parse
from guidance.progress.summary import Count, summarise
from guidance.progress.windows import CalendarWords, calendar
from guidance.progress.writing import write, write_inside

Json = dict[str, Any]
LIBRARY: Json = json.loads((Path(__file__).parent / "library.json").read_text(encoding="utf-8"))
MORNING = datetime(2026, 3, 1, 8, tzinfo=UTC)


def change_of(given: Json) -> Change:
    """Return a change as the scripts write it."""
    match given:
        case {"unit": unit}:
            found: Change = UnitChange(
                name=unit.get("name"), kinds=unit.get("kinds"), first_day=unit.get("firstDay")
            )
        case {"point": _}:
            found = PointChange(**given)
        case {"limit": _}:
            found = LimitChange(**given)
        case {"again": name, "from": source, "keep": keep}:
            found = AgainChange(again=name, source=source, keep=keep)
        case {"field": _}:
            found = FieldChange(**given)
        case {"note": _}:
            found = NoteChange(**given)
        case _:
            found = ReviewChange(task=given["task"], **given["review"])
    return found


def patched(patch: Json) -> Json:
    """Return the library with some of its parts replaced key by key; null takes a key away."""
    library = dict(LIBRARY)
    for part, values in patch.items():
        merged = {**library[part], **values} if isinstance(values, dict) else values
        library[part] = (
            {k: v for k, v in merged.items() if v is not None} if isinstance(merged, dict) else merged
        )
    # An id that is no more is on no list: the register's check sees to that.
    gone = library["gone"]
    library["tasks"] = [one for one in library["tasks"] if one["id"] not in gone]
    for part in ("prints", "points"):
        library[part] = {name: value for name, value in library[part].items() if name not in gone}
    return {**library, "kinds": {kind: _living(ids, gone) for kind, ids in library["kinds"].items()}}


def _living(ids: Json, gone: Json) -> Json:
    return {part: [name for name in names if name not in gone] for part, names in ids.items()}


def counts(count: Count) -> Json:
    return {
        "todo": count.todo,
        "doing": count.doing,
        "done": count.done,
        "not-applicable": count.not_applicable,
        "total": count.total,
        "share": count.share,
    }


def summed(doc: Progress, found: TaskList, today: str) -> Json:
    one = summarise(doc, found, today)
    return {
        **counts(one.count),
        "phases": [{"id": phase, **counts(count)} for phase, count in one.phases.items()],
        "accepted": one.accepted,
        "sentBack": [*one.sent_back],
        "points": one.points,
        "ticked": one.ticked,
        "limits": one.limits,
        "acknowledged": one.acknowledged,
        "next": one.next,
        "late": [*one.late],
        "undecided": [*one.undecided],
        "offers": [*one.offers],
        "again": [*one.again],
        "notes": one.notes,
        "oldest": one.oldest,
        "newest": one.newest,
    }


class Player:
    """Plays the steps of a scenario."""

    def __init__(self, scenario: Json) -> None:
        self.docs: dict[str, Progress] = {}
        self.told: Json = {}
        for step in scenario["steps"]:
            self.play(step)

    def play(self, step: Json) -> None:
        library = patched(step.get("library", {}))
        name = step["make"]
        found = task_list(library, step.get("kinds", ["hut"]))
        context = Context(
            now=MORNING + timedelta(minutes=step.get("minute", 0)),
            writer=step.get("writer", "pc"),
            lists=found,
        )
        if "merge" in step:
            mine, theirs = (self.docs[one] for one in step["merge"])
            shown = preview(mine, theirs, step.get("choices"), context)
            self.docs[name] = shown.doc
            self.told[f"{name} steps"] = [
                {"path": o.path, "kind": o.kind, "mine": o.mine, "theirs": o.theirs, "result": o.result}
                for o in shown.steps
            ]
        elif "migrate" in step:
            moved = migrate(self.docs[step["migrate"]], found)
            self.docs[name] = moved.doc
            self.told[f"{name} migrated"] = {
                "fresh": [*moved.fresh],
                "reworded": [*moved.reworded],
                "moved": [{"from": o.source, "into": [*o.into], "why": o.why} for o in moved.moved],
                "outdated": moved.outdated,
            }
        elif "parse" in step:
            text = step["parse"]
            read = parse(text if isinstance(text, str) else json.dumps(text), step.get("project", ""))
            self.told[f"{name} flaws"] = [{"code": o.code, "at": o.at} for o in read.flaws]
            if read.doc is None:
                return
            self.docs[name] = read.doc
        else:
            self.docs[name] = self.worked(step, found, context)
        doc = self.docs[name]
        self.told[name] = write(doc)
        self.told[f"{name} inside"] = write_inside(doc)
        self.told[f"{name} sum"] = summed(doc, found, step.get("today", "2026-05-01"))
        words = CalendarWords(tag="zh-Hant", about="約：", sentence="原文：")
        self.told[f"{name} calendar"] = calendar(found, doc, words).decode()

    def worked(self, step: Json, found: TaskList, context: Context) -> Progress:
        if "from" in step:
            doc = self.docs[step["from"]]
        else:
            doc = empty(
                "demo",
                step.get("id", "u1"),
                step.get("kinds", ["hut"]),
                context,
                name=step.get("name", "Hut"),
                editions=found.editions,
            )
        for number, given in enumerate(step.get("changes", [])):
            later = replace(context, now=context.now + timedelta(minutes=number))
            try:
                doc = apply(doc, change_of(given), later)
            except BadChangeError:
                self.told[f"{step['make']} refused {number}"] = True
        return doc


def play(scenario: Json) -> Json:
    """Return all that a scenario gives, by name."""
    return Player(scenario).told
