"""One change to what is known of a unit's work; the document that goes in stays as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from guidance.progress.model import (
    FIELDS,
    Acknowledgement,
    EditionMark,
    Entry,
    Note,
    Progress,
    Review,
    Stamp,
    State,
    Unit,
    Verdict,
)
from guidance.progress.notes import once
from guidance.progress.reading import is_day
from guidance.progress.stamps import LONGEST_NAME, LONGEST_TEXT, Lists, clean, next_stamp, noted

T = TypeVar("T")
K = TypeVar("K")


class BadChangeError(ValueError):
    """No document can take up a change: an unknown state, a day that no calendar has."""


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitChange:
    """What a unit says of itself; None leaves a value as it is."""

    name: str | None = None
    kinds: Sequence[str] | None = None
    first_day: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldChange:
    """A value of a task."""

    task: str
    field: str
    value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteChange:
    """A note on a task; an empty one goes."""

    task: str
    note: str
    by: str | None = None
    slot: str = ""
    """Which note is written anew; the writer's own where it is left out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewChange:
    """A decision of the guidance group; without a verdict it is taken back."""

    task: str
    verdict: str
    note: str = ""
    by: str = ""
    on: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PointChange:
    """A point that is ticked, or no more."""

    point: str
    ticked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class LimitChange:
    """A limit that is acknowledged, or no more."""

    limit: str
    acknowledged: bool
    by: str = ""
    on: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class AgainChange:
    """Whether a state that was given to other words holds for the present ones."""

    again: str
    source: str
    keep: bool


Change = UnitChange | FieldChange | NoteChange | ReviewChange | PointChange | LimitChange | AgainChange


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """When, by whom and on which list something is changed."""

    now: datetime
    writer: str
    lists: Lists | None = None


def empty(  # noqa: PLR0913 -- what a unit says of itself
    project: str,
    id_: str,
    kinds: Sequence[str],
    context: Context,
    *,
    name: str = "",
    first_day: str = "",
    editions: Mapping[str, EditionMark] | None = None,
) -> Progress:
    """Return a document in which nothing is done yet.

    Args:
        project: name of the corpus.
        id_: a random name, since two units may bear one name.
        kinds: the kinds of unit that it is.
        context: when and by whom it is begun, on which list.
        name: the unit's own name.
        first_day: the unit's own first day.
        editions: those of the list.
    """
    unit = Unit(id=id_, name=clean(name), kinds=tuple(sorted(kinds)), first_day=first_day)
    prints = dict(context.lists.prints) if context.lists else {}
    doc = Progress(project=project, unit=unit, editions=editions or {}, prints=prints)
    at = next_stamp(doc, context.now, context.writer)
    given = {"name": unit.name, "firstDay": unit.first_day, "kinds": "given"}
    stamped = replace(unit, at={key: at for key, value in given.items() if value})
    return noted(replace(doc, unit=stamped), at)


def apply(doc: Progress, change: Change, context: Context) -> Progress:
    """Return the document with one change; the same document where nothing changes.

    Raises:
        BadChangeError: no document can take the change up.
    """
    at = next_stamp(doc, context.now, context.writer)
    subject = ""
    match change:
        case UnitChange():
            new = _unit(doc, change, at)
        case PointChange():
            subject, new = change.point, _point(doc, change, at)
        case LimitChange():
            subject, new = change.limit, _limit(doc, change, at)
        case AgainChange():
            subject, new = change.again, _again(doc, change, at)
        case _:
            subject, new = change.task, _task(doc, change, at, context.writer)
    if new is doc:
        return doc
    return replace(noted(new, at), prints=_printed(new.prints, subject, context.lists))


def put(values: Mapping[K, T], key: K, value: T | None) -> Mapping[K, T]:
    """Return a mapping with a value, or without the key where there is none."""
    rest = {name: one for name, one in values.items() if name != key}
    return rest if value is None or value == "" else {**values, key: value}


def _printed(prints: Mapping[str, str], subject: str, lists: Lists | None) -> Mapping[str, str]:
    """Return the fingerprints with that of the words that the change was made to."""
    found = (lists.prints.get(subject) or lists.points.get(subject)) if lists else None
    return {**prints, subject: found} if found and prints.get(subject) != found else prints


def _day(day: str) -> str:
    if day and not is_day(day):
        raise BadChangeError(f"no calendar has the day “{day}”")
    return day


def _short(text: str, most: int = LONGEST_NAME) -> str:
    return clean(text[:most])


def _unit(doc: Progress, change: UnitChange, at: Stamp) -> Progress:
    old = doc.unit
    unit = replace(
        old,
        name=old.name if change.name is None else _short(change.name),
        kinds=old.kinds if change.kinds is None else tuple(sorted(change.kinds)),
        first_day=old.first_day if change.first_day is None else _day(change.first_day),
    )
    pairs = {
        "name": (old.name, unit.name),
        "kinds": (old.kinds, unit.kinds),
        "firstDay": (old.first_day, unit.first_day),
    }
    stamps = old.at
    for key, (before, after) in pairs.items():
        if before != after:
            stamps = put(stamps, key, at if after else None)
    return doc if unit == old else replace(doc, unit=replace(unit, at=stamps))


def _point(doc: Progress, change: PointChange, at: Stamp) -> Progress:
    if change.ticked == (change.point in doc.points):
        return doc
    return replace(doc, points=put(doc.points, change.point, at if change.ticked else None))


def _limit(doc: Progress, change: LimitChange, at: Stamp) -> Progress:
    old = doc.limits.get(change.limit)
    new = Acknowledgement(by=_short(change.by), on=_day(change.on), at=at)
    if old is None if not change.acknowledged else old and (old.by, old.on) == (new.by, new.on):
        return doc
    return replace(doc, limits=put(doc.limits, change.limit, new if change.acknowledged else None))


def _task(doc: Progress, change: FieldChange | NoteChange | ReviewChange, at: Stamp, writer: str) -> Progress:
    old = doc.tasks.get(change.task, Entry())
    match change:
        case FieldChange():
            entry = _field(old, change, at)
        case NoteChange():
            entry = _note(old, change, at, writer)
        case _:
            entry = _review(old, change, at)
    if entry is old:
        return doc
    return replace(doc, tasks=put(doc.tasks, change.task, None if entry.bare else entry))


def _field(old: Entry, change: FieldChange, at: Stamp) -> Entry:
    if change.field not in FIELDS:
        raise BadChangeError(f"a task has no “{change.field}”")
    if change.field == "state" and change.value not in tuple(State):
        raise BadChangeError(f"there is no state “{change.value}”")
    value = _day(change.value) if change.field in {"due", "on"} else _short(change.value, LONGEST_TEXT)
    # What everything begins with counts as empty: it takes the place of nothing when files are merged.
    kept = "" if change.field == "state" and value == State.TODO else value
    if kept == old.values.get(change.field, ""):
        return old
    return replace(
        old,
        values=put(old.values, change.field, kept),
        at=put(old.at, change.field, at if kept else None),
        revoked=at if change.field == "state" and old.review else old.revoked,
    )


def _note(old: Entry, change: NoteChange, at: Stamp, writer: str) -> Entry:
    slot, text, note = (
        change.slot or writer,
        _short(change.note, LONGEST_TEXT),
        old.notes.get(change.slot or writer),
    )
    by = _short(change.by) if change.by is not None else (note.by if note else "")
    if (note.text, note.by) == (text, by) if note else not text:
        return old
    return replace(old, notes=once(put(old.notes, slot, Note(text=text, by=by, at=at) if text else None)))


def _review(old: Entry, change: ReviewChange, at: Stamp) -> Entry:
    if not change.verdict:
        return replace(old, review=None, revoked=at) if old.review else old
    if change.verdict not in tuple(Verdict):
        raise BadChangeError(f"there is no verdict “{change.verdict}”")
    review = Review(
        verdict=Verdict(change.verdict),
        note=_short(change.note, LONGEST_TEXT),
        by=_short(change.by),
        on=_day(change.on),
        of=old.state,
        at=at,
    )
    held = old.looked_at
    return old if held and replace(held, at=at) == review else replace(old, review=review)


def _again(doc: Progress, change: AgainChange, at: Stamp) -> Progress:
    name, waiting = change.again, doc.again.get(change.again, {})
    old = waiting.get(change.source)
    if old is None:
        return doc
    rest = put(waiting, change.source, None)
    new = replace(
        doc,
        again=put(doc.again, name, rest or None),
        settled={**doc.settled, name: {**doc.settled.get(name, {}), change.source: at}},
    )
    if not change.keep:
        return new
    if old.task:
        entry = new.tasks.get(name, Entry())
        kept = replace(
            entry,
            values={**entry.values, **old.task.values},
            at={**entry.at, **dict.fromkeys(old.task.values, at)},
            revoked=at if "state" in old.task.values and entry.review else entry.revoked,
        )
        new = replace(new, tasks=put(new.tasks, name, None if kept.bare else kept))
    if old.tick:
        new = replace(new, points={**new.points, name: at})
    if old.limit:
        new = replace(new, limits={**new.limits, name: replace(old.limit, at=at)})
    return new
