"""Carries states over to a new edition of the list.

In silence only where id and words are the same; else the old state is set aside, to be looked at again
beside the new words. Nothing is thrown away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from guidance.progress.apply import put
from guidance.progress.lists import Grave, TaskList
from guidance.progress.model import Entry, Note, Old, Progress, Why
from guidance.progress.notes import joined, once


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """An id that went."""

    source: str
    into: tuple[str, ...]
    why: Why


@dataclass(frozen=True, kw_only=True, slots=True)
class Migrated:
    """A document of the present edition, and what is new for who worked on it before."""

    doc: Progress
    fresh: tuple[str, ...]
    """Tasks and limits that were not there."""
    reworded: tuple[str, ...]
    moved: tuple[Moved, ...]
    outdated: bool
    """Whether the document was of another edition of a text."""


def migrate(doc: Progress, found: TaskList) -> Migrated:
    """Return a document as it is on a list; the very same where nothing is new.

    Args:
        doc: the document.
        found: the present list of the unit.
    """
    graves = [name for name in found.gone if _worked(doc, name) or name in doc.prints or name in doc.again]
    present = {**found.prints, **found.points}
    changed = [name for name in present if _changed(doc, name, present[name])]
    fresh = [name for name in found.prints if name not in doc.prints and not _worked(doc, name)]
    outdated = any(
        name in doc.editions and doc.editions[name] != edition for name, edition in found.editions.items()
    )
    new = doc
    for name in changed:
        new = _set_aside(new, name, (name,), Why.REWORDED)
    for name in graves:
        new = _bury(new, name, found)
    prints = _prints(new, found, graves)
    editions = {**new.editions, **found.editions}
    same = new is doc and prints == dict(doc.prints) and not outdated and len(editions) == len(doc.editions)
    return Migrated(
        doc=doc if same else replace(new, prints=prints, editions=editions),
        fresh=tuple(fresh) if doc.prints else (),
        reworded=tuple(name for name in changed if name in doc.prints),
        moved=tuple(
            Moved(source=name, into=ends(name, found.gone), why=found.gone[name].gone) for name in graves
        ),
        outdated=outdated,
    )


def ends(name: str, gone: Mapping[str, Grave]) -> tuple[str, ...]:
    """Return the ids in which one lives on; a tombstone may lead to another."""
    found: dict[str, None] = {}
    seen: set[str] = set()

    def walk(one: str) -> None:
        if one in seen:
            return
        seen.add(one)
        if one in gone:
            for into in gone[one].into:
                walk(into)
        else:
            found[one] = None

    walk(name)
    return tuple(found)


def _worked(doc: Progress, name: str) -> bool:
    return name in doc.tasks or name in doc.points or name in doc.limits


def _changed(doc: Progress, name: str, print_: str) -> bool:
    return doc.prints[name] != print_ if name in doc.prints else _worked(doc, name)


def _old(doc: Progress, name: str, why: Why) -> Old | None:
    """Return what is set aside of an id: its state, but not its notes, which are in nobody's way."""
    entry, tick, limit = doc.tasks.get(name), doc.points.get(name, ""), doc.limits.get(name)
    task = replace(entry, notes={}) if entry and (entry.values or entry.review) else None
    if not task and not tick and not limit:
        return None
    stamps = [tick]
    if limit:
        stamps.append(limit.at)
    if task:
        stamps += [*task.at.values(), task.review.at if task.review else task.revoked]
    return Old(why=why, at=max(stamps), task=task, tick=tick, limit=limit)


def _layered(one: Old | None, other: Old) -> Old:
    """Return what was set aside twice: the later lies over the earlier, which shows where it says nothing."""
    if one is None:
        return other
    below, above = (other, one) if one.at > other.at else (one, other)
    task = above.task or below.task
    if above.task and below.task:
        task = Entry(
            values={**below.task.values, **above.task.values},
            at={**below.task.at, **above.task.at},
            notes=joined(above.task.notes, below.task.notes),
            review=above.task.review or below.task.review,
            revoked=max(below.task.revoked, above.task.revoked),
        )
    tick = max(below.tick, above.tick)
    return Old(why=above.why, at=above.at, task=task, tick=tick, limit=above.limit or below.limit)


def _set_aside(doc: Progress, name: str, into: Sequence[str], why: Why) -> Progress:
    old, entry = _old(doc, name, why), doc.tasks.get(name)
    notes: Mapping[str, Note] = entry.notes if entry else {}
    away = name not in into
    again, tasks = doc.again, doc.tasks
    if old:
        for to in into:
            waiting = again.get(to, {})
            again = {**again, to: {**waiting, name: _layered(waiting.get(name), old)}}
    if old or away:
        tasks = put(tasks, name, Entry(notes=notes) if notes and not away else None)
    if away and notes:
        for to in into:
            there = tasks.get(to, Entry())
            tasks = {**tasks, to: replace(there, notes=once(joined(there.notes, notes)))}
    if old is None and dict(tasks) == dict(doc.tasks):
        return doc
    return replace(
        doc, again=again, tasks=tasks, points=put(doc.points, name, None), limits=put(doc.limits, name, None)
    )


def _bury(doc: Progress, name: str, found: TaskList) -> Progress:
    """Return the document without the state of an id that is no more."""
    into = tuple(one for one in ends(name, found.gone) if one != name)
    waiting = doc.again.get(name, {})
    new = replace(doc, again=put(doc.again, name, None)) if waiting else doc
    # What waited to be looked at goes on with the id that it waited for.
    for source, one in waiting.items():
        for to in into:
            there = new.again.get(to, {})
            new = replace(new, again={**new.again, to: {**there, source: _layered(there.get(source), one)}})
        if not into:
            new = replace(new, gone={**new.gone, source: _layered(new.gone.get(source), one)})
    if into:
        return _set_aside(new, name, into, found.gone[name].gone)
    old, entry = _old(new, name, Why.RETIRED), new.tasks.get(name)
    if old is None and entry is None:
        return new
    noted = max((note.at for note in entry.notes.values()), default="") if entry else ""
    # Nothing takes the task's place, so its notes stay with what is set aside.
    kept = replace(old or Old(why=Why.RETIRED, at=noted), task=entry)
    return replace(
        new,
        gone={**new.gone, name: _layered(new.gone.get(name), kept)},
        tasks=put(new.tasks, name, None),
        points=put(new.points, name, None),
        limits=put(new.limits, name, None),
    )


def _prints(doc: Progress, found: TaskList, graves: Sequence[str]) -> dict[str, str]:
    """Return the words that states now belong to: tasks and limits of the list, and the points ticked."""
    prints = {name: one for name, one in {**doc.prints, **found.prints}.items() if name not in graves}
    for name, one in found.points.items():
        if name in doc.points:
            prints[name] = one
        else:
            prints.pop(name, None)
    return prints
