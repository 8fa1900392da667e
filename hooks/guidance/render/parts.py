"""Each component of the pages once, in its states: a page for those who look after the site.

What it shows is the register's own; states of work, and what is stale, are made up and said to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from guidance.model import Segment
from guidance.pages import Stub
from guidance.progress.library import library, library_json
from guidance.register.model import Obligation
from guidance.register.worklist import worklist
from guidance.render.apparatus import apparatus_parts
from guidance.render.checklist import checklist_parts
from guidance.render.choice import choice_parts
from guidance.render.edition import edition_parts
from guidance.render.page import Parts, Request
from guidance.render.plan import plan_parts

_STAMP = "2000-01-01T00:00:00.000Z sample"
_LIMITS = 3
_STATES: Sequence[Mapping[str, Any]] = (
    {},
    {"state": "doing"},
    {"state": "done"},
    {"state": "not-applicable"},
    {"due": "2000-01-01"},
    {"state": "done", "verdict": "accepted"},
    {"state": "doing", "verdict": "sent-back"},
    {"again": True},
)
"""What is made up of the tasks that are shown, one after the other: every state that a row can have."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sample(Stub):
    """A page that shows some items alone."""

    ids: frozenset[str]

    def narrowed(self, items: Iterable[Obligation]) -> tuple[Obligation, ...]:
        return tuple(one for one in items if one.id in self.ids)


def parts_parts(request: Request) -> Parts:
    """Return what the templates of the views need to show a part of each."""
    index, unit = request.index, request.stub.keys["unit"]
    found = worklist(index, index.by_unit[unit])
    bounded = [one for one in found.tasks if one.limits]
    # One with a limit, and the shortest: the page is to be looked over at a glance.
    short = sorted(found.tasks, key=lambda one: (one not in bounded[:1], len(one.points)))
    chosen = {one.task.id for one in short[: len(_STATES)]}
    tasks = [one for one in found.tasks if one.task.id in chosen]
    lists = {**library(request.corpus, index, [unit], [request.locale.tag]), "project": _project(request)}
    items = [
        *(point for one in tasks for point in one.points),
        *found.limits[:_LIMITS],
        *found.facts[:1],
        *found.aims[:1],
    ]
    stub = request.stub
    sample = _Sample(
        path=stub.path,
        view=stub.view,
        keys=stub.keys,
        place=stub.place,
        places=stub.places,
        ids=frozenset(one.id for one in items),
    )
    checklist, _ = checklist_parts(replace(request, stub=sample))
    segments = _segments(request)
    edition, _ = edition_parts(request, segments)
    edition["segments"][-1] |= {"stale": True}
    plan, _ = plan_parts(request)
    apparatus, _ = apparatus_parts(request)
    shown = {one.id for one in segments}
    return {
        "samples": {
            "checklist": {
                **checklist,
                "asked": (),
                "taken_off": (),
                "progress": _json(lists),
            },
            "edition": edition,
            "choice": choice_parts(request)[0],
            "plan": {**plan, "scopes": (), "ideas": (), "chart": {"boxes": ()}},
            "apparatus": {
                **apparatus,
                "rows": [one for one in apparatus["rows"] if one["segment"].id in shown],
            },
        },
        "saved": _json(_saved(request, unit, [one.task.id for one in tasks], lists["prints"])),
    }, []


def _json(data: dict[str, Any]) -> Markup:
    return Markup(library_json(data))  # noqa: S704 -- JSON that ends no script


def _project(request: Request) -> str:
    """Return a name of its own: what a maintainer's browser keeps of this page must not touch their list."""
    return f"{request.corpus.name}-{request.stub.view}"


def _segments(request: Request) -> tuple[Segment, ...]:
    """Return the first head below the title, the shortest paragraph of each kind of note, one without any."""
    text = request.edition.segments
    chosen = {one.id for one in [one for one in text if one.level > 1][:1]}
    paragraphs = sorted((one for one in text if not one.level), key=lambda one: len(one.reading))
    kinds = {(note.kind, note.confidence) for one in paragraphs for note in one.emendations}
    for kind in sorted(kinds):
        chosen.add(
            next(
                one.id
                for one in paragraphs
                if kind in {(note.kind, note.confidence) for note in one.emendations}
            )
        )
    chosen.add(next(one.id for one in paragraphs if not one.emendations))
    return tuple(one for one in text if one.id in chosen)


def _saved(request: Request, unit: str, tasks: Sequence[str], prints: Mapping[str, str]) -> dict[str, Any]:
    """Return a progress file as a unit might have it, in the form of ``docs/data/progress.schema.json``."""
    entries: dict[str, Any] = {}
    again: dict[str, Any] = {}
    for task, said in zip(tasks, _STATES, strict=False):
        fields = {key: value for key, value in said.items() if key in {"state", "due"}}
        entry: dict[str, Any] = {**fields, "at": dict.fromkeys(fields, _STAMP)}
        if "verdict" in said:
            stamp = _STAMP.replace("00:00.000Z", "01:00.000Z")
            entry["review"] = {"verdict": said["verdict"], "of": said["state"], "at": stamp}
        if "again" in said:
            old = {"state": "done", "at": {"state": _STAMP}}
            again[task] = {"0123456789ab": {"why": "reworded", "at": _STAMP, "task": old}}
        elif fields:
            entries[task] = entry
    return {
        "format": "guidance-progress",
        "version": 1,
        "project": _project(request),
        "unit": {"id": "sample", "name": request.word("parts-unit"), "kinds": [unit], "at": {"name": _STAMP}},
        "editions": {},
        "seen": {},
        "tasks": entries,
        "points": {},
        "limits": {},
        "again": again,
        "settled": {},
        "gone": {},
        "prints": {one: prints[one] for one in entries},
    }
