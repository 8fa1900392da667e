"""Checks that every id that an entry refers to is the id of an entry."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from guidance.problems import Place, Problem, nearest
from guidance.register.model import Entry, Register, Tombstone


class References:
    """The references of a register, and what they may refer to."""

    def __init__(self, register: Register, missing: Collection[str]) -> None:
        """Gather the ids once.

        Args:
            register: the register.
            missing: fields of the register whose file could not be read; references to them are let be.
        """
        self._register = register
        self._missing = missing
        self._ids: dict[str, dict[str, Entry]] = {
            field: {one.id: one for one in entries}
            for field, entries in (
                ("units", register.units),
                ("actors", register.actors),
                ("members", register.members),
                ("phases", register.phases),
                ("procedures", register.procedures),
                ("obligations", register.obligations),
                ("tasks", register.tasks),
                ("bodies", register.bodies),
            )
        }
        self._graves = {
            "obligations": {one.id: one for one in register.tombstones},
            "tasks": {one.id: one for one in register.task_tombstones},
        }
        self._near: dict[tuple[str, str], str] = {}

    def problems(self) -> Iterator[Problem]:
        """Yield every reference to an entry that is not there."""
        for unit in self._register.units:
            yield from self._one("units", "unit", unit.extends, unit.spot("extends"))
            for exclusion in unit.without:
                yield from self._one("obligations", "item", exclusion.item, exclusion.place)
        for item in self._register.obligations:
            yield from self._due("actors", "actor", item.actor, item)
            yield from self._due("phases", "phase", item.phase, item)
            yield from self._one("actors", "actor", item.actor, item.spot("actor"))
            yield from self._one("phases", "phase", item.phase, item.spot("phase"))
            yield from self._one("procedures", "procedure", item.procedure, item.spot("procedure"))
            yield from self._many("units", "unit", item.units.ids, item, "units")
            yield from self._many("members", "member", item.members, item, "members")
            yield from self._many("obligations", "item", item.after, item, "after")
            yield from self._many("obligations", "item", item.see, item, "see")
            yield from self._many("tasks", "task", item.bounds, item, "bounds")
        yield from self._tasks()
        for body in self._register.bodies:
            for tie in body.ties:
                yield from self._one("bodies", "body", tie.to, tie.place)
        yield from self._buried("obligations", "item", self._register.tombstones)
        yield from self._buried("tasks", "task", self._register.task_tombstones)

    def _buried(self, field: str, kind: str, graves: Sequence[Tombstone]) -> Iterator[Problem]:
        for grave in graves:
            for number, one in enumerate(grave.into):
                # What was merged may be merged again: a tombstone may lead to another.
                if one not in self._graves[field]:
                    yield from self._one(field, kind, one, grave.spot("into", number))

    def _tasks(self) -> Iterator[Problem]:
        for task in self._register.tasks:
            yield from self._due("actors", "lead", task.lead, task)
            yield from self._due("phases", "phase", task.phase, task)
            yield from self._one("actors", "actor", task.lead, task.spot("lead"))
            yield from self._one("phases", "phase", task.phase, task.spot("phase"))
            yield from self._many("members", "member", task.members, task, "members")
            yield from self._many("tasks", "task", task.after, task, "after")
            yield from self._many("obligations", "item", task.points, task, "points")
            if task.result:
                yield from self._one("obligations", "item", task.result.by, task.result.by_place)

    def _due(self, field: str, key: str, word: str, entry: Entry) -> Iterator[Problem]:
        """Yield that a reference is missing which others of its kind show to be due."""
        if not word and self._ids[field] and key not in entry.places:
            message = f"the key “{key}” is missing"
            yield Problem(place=entry.place, code="missing-key", message=message)

    def _many(self, field: str, kind: str, words: Sequence[str], entry: Entry, key: str) -> Iterator[Problem]:
        for number, word in enumerate(words):
            # Places are looked up for the few that need one.
            if word not in self._ids[field]:
                yield from self._one(field, kind, word, entry.spot(key, number))

    def _one(self, field: str, kind: str, word: str, place: Place) -> Iterator[Problem]:
        # Where nothing is written, the reader has said so, or nothing was due.
        if not word or word in self._ids[field] or field in self._missing:
            return
        grave = self._graves.get(field, {}).get(word)
        yield Problem(
            place=place,
            code=f"unknown-{kind}",
            message=_epitaph(grave, kind) if grave else f"no {kind} has this id",
            fragment=word,
            suggestion=", ".join(grave.into) if grave else self._nearest(field, word),
        )

    def _nearest(self, field: str, word: str) -> str:
        key = (field, word)
        if key not in self._near:
            self._near[key] = nearest(word, list(self._ids[field]))
        return self._near[key]


def _epitaph(grave: Tombstone, kind: str) -> str:
    return f"this {kind} is {grave.gone}, as the tombstone on line {grave.place.line} says"
