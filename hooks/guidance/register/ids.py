"""Checks that every id is well formed, stands once, and stays with what it was given to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from guidance.problems import Problem
from guidance.register.model import Entry, Register

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TASK = re.compile(r"task-[a-z0-9]+(?:-[a-z0-9]+)*")
_ITEM = re.compile(r"o-[a-z0-9]+(?:-[a-z0-9]+)*")


def check_ids(register: Register) -> Iterator[Problem]:
    """Yield ids that stand twice, differ only in case, are malformed, or belong to a tombstone."""
    items: tuple[Sequence[Entry], ...] = (register.obligations, register.tombstones)
    tasks: tuple[Sequence[Entry], ...] = (register.tasks, register.task_tombstones)
    others = [kind for kind in register.titled if kind not in (register.obligations, register.tasks)]
    for kind in others:
        yield from _same(kind)
        yield from _malformed(kind, _ID, "an id is made of a-z, 0-9 and single hyphens")
    for entries in items:
        yield from _same(entries)
        yield from _malformed(
            entries, _ITEM, "an item's id is “o-” and a name of a-z, 0-9 and single hyphens"
        )
    for entries in tasks:
        yield from _same(entries)
        yield from _malformed(
            entries, _TASK, "a task's id is “task-” and a name of a-z, 0-9 and single hyphens"
        )
    graves = {one.id: one for one in (*register.tombstones, *register.task_tombstones)}
    living: tuple[Entry, ...] = (*register.obligations, *register.tasks)
    for item in living:
        grave = graves.get(item.id)
        if grave:
            message = f"this id belongs to the tombstone on line {grave.place.line}; choose another"
            place = item.spot("id")
            yield Problem(place=place, code="tombstone-reused", message=message, fragment=item.id)


def _same(entries: Sequence[Entry]) -> Iterator[Problem]:
    seen: dict[str, Entry] = {}
    for one in entries:
        other = seen.setdefault(one.id.casefold(), one)
        if other is one or not one.id:
            continue
        line = other.place.line
        if other.id == one.id:
            message, code = f"this id stands twice, first on line {line}", "id-twice"
        else:
            message = f"this id differs from “{other.id}” on line {line} only in case"
            code = "id-case"
        yield Problem(place=one.spot("id"), code=code, message=message, fragment=one.id)


def _malformed(entries: Sequence[Entry], form: re.Pattern[str], message: str) -> Iterator[Problem]:
    for one in entries:
        if one.id and not form.fullmatch(one.id):
            suggestion = one.id.lower() if form.fullmatch(one.id.lower()) else ""
            yield Problem(
                place=one.spot("id"),
                code="id-form",
                message=message,
                fragment=one.id,
                suggestion=suggestion,
            )
