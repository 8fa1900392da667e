"""Brings two documents of one unit together, and says what that changes.

What is empty never clears what is filled. Of two values the later holds, unless a choice says otherwise;
the time of a later one is always behind those that its writer knew of. Notes stay side by side. Neither
order nor repetition matters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from guidance.progress.apply import Context
from guidance.progress.model import (
    FIELDS,
    Acknowledgement,
    EditionMark,
    Entry,
    Note,
    Old,
    Progress,
    Review,
    Unit,
)
from guidance.progress.notes import once
from guidance.progress.stamps import digest, name_key, next_stamp, saw, units_of, with_seen
from guidance.progress.writing import text_of_old

T = TypeVar("T")

MINE, THEIRS = "mine", "theirs"


class Kind(StrEnum):
    """What a merge does to an item."""

    NEW = "new"
    """It fills what is empty."""
    NEWER = "newer"
    """It takes the place of what its writer knew."""
    BOTH = "both"
    """Both changed apart, so there is something to choose."""
    BESIDE = "beside"
    """A note joins others."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """What a merge does to one item of mine."""

    path: str
    """As in ``tasks/task-a/state``."""
    kind: Kind
    mine: str
    theirs: str
    result: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """What a merge would give."""

    doc: Progress
    steps: tuple[Step, ...]
    other_unit: bool
    other_project: bool


def merge(
    mine: Progress,
    theirs: Progress,
    choices: Mapping[str, str] | None = None,
    context: Context | None = None,
) -> Progress:
    """Return two documents of one edition of the list as one; the unit's id stays mine.

    Args:
        mine: one document.
        theirs: another of the same unit.
        choices: a step's path to ``mine`` or ``theirs``; without one the later holds.
        context: when and by whom was chosen; needed where something is.
    """
    return preview(mine, theirs, choices, context).doc


def preview(
    mine: Progress,
    theirs: Progress,
    choices: Mapping[str, str] | None = None,
    context: Context | None = None,
) -> Preview:
    """Return what a merge would change in mine, item by item; see ``merge``."""
    merging = _Merge(mine, theirs, choices or {}, context)
    doc = merging.whole()
    other = mine.unit.id != theirs.unit.id and name_key(mine.unit.name) != name_key(theirs.unit.name)
    return Preview(
        doc=doc,
        steps=tuple(merging.steps),
        other_unit=other,
        other_project=mine.project != theirs.project,
    )


def _union(
    mine: Mapping[str, T], theirs: Mapping[str, T], join: Callable[[T | None, T | None, str], T | None]
) -> dict[str, T]:
    found: dict[str, T] = {}
    for key in dict.fromkeys((*mine, *theirs)):
        value = join(mine.get(key), theirs.get(key), key)
        if value is not None:
            found[key] = value
    return found


def _later(one: str | None, other: str | None, _: str = "") -> str:
    return max(one or "", other or "")


def _later_old(one: Old | None, other: Old | None, _: str = "") -> Old | None:
    if one is None or other is None:
        return one or other
    if one.at != other.at:
        return one if one.at > other.at else other
    return one if units_of(text_of_old(one)) >= units_of(text_of_old(other)) else other


def _later_edition(one: EditionMark | None, other: EditionMark | None, _: str = "") -> EditionMark | None:
    if one is None or other is None:
        return one or other
    return other if other.date + other.sha256 > one.date + one.sha256 else one


class _Merge:
    """What goes in, what was chosen, what happens."""

    def __init__(
        self, mine: Progress, theirs: Progress, choices: Mapping[str, str], context: Context | None
    ) -> None:
        self.mine, self.theirs, self.choices = mine, theirs, choices
        self.steps: list[Step] = []
        self.seen: Mapping[str, str] = _union(mine.seen, theirs.seen, _later)
        self.chosen = ""
        if choices:
            if context is None:
                raise ValueError("choices need a time")
            self.chosen = next_stamp(replace(mine, seen=self.seen), context.now, context.writer)
            self.seen = with_seen(self.seen, self.chosen)

    def whole(self) -> Progress:
        mine, theirs = self.mine, self.theirs
        unit = self.unit()
        settled = _union(
            mine.settled, theirs.settled, lambda one, other, _: _union(one or {}, other or {}, _later)
        )

        def waiting(
            one: Mapping[str, Old] | None, other: Mapping[str, Old] | None, name: str
        ) -> Mapping[str, Old] | None:
            def left(each: Old | None, their: Old | None, source: str) -> Old | None:
                found = _later_old(each, their)
                return None if found and settled.get(name, {}).get(source, "") > found.at else found

            return _union(one or {}, other or {}, left) or None

        return Progress(
            project=mine.project,
            unit=unit,
            editions=_union(mine.editions, theirs.editions, _later_edition),
            seen=self.seen,
            tasks=_union(
                mine.tasks,
                theirs.tasks,
                lambda one, other, name: self.entry(one, other, f"tasks/{name}") if other else one,
            ),
            points=_union(mine.points, theirs.points, self.point),
            limits=_union(
                mine.limits,
                theirs.limits,
                lambda one, other, name: self.acknowledgement(one, other, f"limits/{name}") if other else one,
            ),
            again=_union(mine.again, theirs.again, waiting),
            settled=settled,
            gone=_union(mine.gone, theirs.gone, _later_old),
            prints=_union(mine.prints, theirs.prints, _later),
        )

    def step(self, path: str, kind: Kind, mine: str, theirs: str, result: str) -> None:
        self.steps.append(Step(path=path, kind=kind, mine=mine, theirs=theirs, result=result))

    def filled(self, path: str, theirs: str) -> None:
        self.step(path, Kind.NEW, "", theirs, theirs)

    def decide(self, path: str, values: tuple[str, str], stamps: tuple[str, str]) -> bool:
        """Return whether mine holds."""
        (mine, theirs), (at, other) = values, stamps
        later = units_of(mine) > units_of(theirs) if at == other else at > other
        chosen = self.choices.get(path)
        holds = chosen == MINE if chosen else later
        result = mine if holds else theirs
        if not saw(self.mine, other):
            self.step(path, Kind.NEWER if saw(self.theirs, at) else Kind.BOTH, mine, theirs, result)
        elif not later:
            self.step(path, Kind.BOTH, mine, theirs, result)
        return holds

    def stamp(self, path: str, holds: bool, stamps: tuple[str, str]) -> str:  # noqa: FBT001 -- what was decided
        """Return the stamp of the value that holds; what was chosen is newer than both, so that it stays."""
        if path in self.choices:
            return self.chosen
        return stamps[0] if holds else stamps[1]

    def shared(self, at: str, other: str) -> str:
        """Return the stamp of a value that both have.

        Who knew the other's entered it anew; where neither did, it holds since the first.
        """
        known, knew = saw(self.mine, other), saw(self.theirs, at)
        if known != knew:
            return at if known else other
        return at if (at > other) == known else other

    def fields(
        self,
        names: Sequence[str],
        values: tuple[Mapping[str, str], Mapping[str, str]],
        stamps: tuple[Mapping[str, str], Mapping[str, str]],
        path: str,
    ) -> tuple[dict[str, str], dict[str, str]]:
        found: dict[str, str] = {}
        at: dict[str, str] = {}
        for name in names:
            mine, theirs = (side.get(name, "") for side in values)
            pair = stamps[0].get(name, ""), stamps[1].get(name, "")
            where = f"{path}/{name}"
            if not mine and not theirs:
                continue
            if not mine or not theirs:
                found[name], at[name] = mine or theirs, pair[0] if mine else pair[1]
                if theirs:
                    self.filled(where, theirs)
            elif mine == theirs:
                found[name], at[name] = mine, self.shared(*pair)
            else:
                holds = self.decide(where, (mine, theirs), pair)
                found[name], at[name] = mine if holds else theirs, self.stamp(where, holds, pair)
        return found, at

    def unit(self) -> Unit:
        """Return the unit; the store keeps its own id, as that is the place where it is kept."""
        mine, theirs = self.mine.unit, self.theirs.unit
        values, at = self.fields(
            ("name", "kinds", "firstDay"),
            (_unit_values(mine), _unit_values(theirs)),
            (mine.at, theirs.at),
            "unit",
        )
        return Unit(
            id=mine.id,
            name=values.get("name", ""),
            kinds=tuple(values["kinds"].split()) if "kinds" in values else (),
            first_day=values.get("firstDay", ""),
            at={key: stamp for key, stamp in at.items() if stamp},
        )

    def point(self, one: str | None, other: str | None, name: str) -> str:
        if not one:
            self.filled(f"points/{name}", "ticked")
        return _later(one, other)

    def entry(self, mine: Entry | None, theirs: Entry | None, path: str) -> Entry:
        one, other = mine or Entry(), theirs or Entry()
        values, at = self.fields(FIELDS, (one.values, other.values), (one.at, other.at), path)
        notes = self.notes(one.notes, other.notes, f"{path}/notes")
        review, aside = self.review(one, other, f"{path}/review")
        return Entry(
            values=values,
            at=at,
            notes={**notes, **aside},
            review=review,
            revoked=max(one.revoked, other.revoked),
        )

    def review(self, one: Entry, other: Entry, path: str) -> tuple[Review | None, Mapping[str, Note]]:
        """Return the decision that holds, and as a note what one that gives way said."""
        mine, theirs = one.review, other.review
        if mine is None or theirs is None:
            if theirs and theirs.at > one.revoked:
                self.filled(path, _said(theirs))
            return mine or theirs, {}
        if replace(mine, at="") == replace(theirs, at=""):
            return (mine if mine.at > theirs.at else theirs), {}
        pair = mine.at, theirs.at
        holds = self.decide(path, (_said(mine), _said(theirs)), pair)
        kept, lost = (mine, theirs) if holds else (theirs, mine)
        aside: dict[str, Note] = {}
        if lost.note and lost.note != kept.note and not saw(self.mine if holds else self.theirs, lost.at):
            aside[f"review~{digest(lost.note)}"] = Note(text=lost.note, by=lost.by, at=lost.at)
        return replace(kept, at=self.stamp(path, holds, pair)), aside

    def notes(self, mine: Mapping[str, Note], theirs: Mapping[str, Note], path: str) -> Mapping[str, Note]:
        found: dict[str, Note] = {}
        beside: list[tuple[str, Note]] = []
        for slot in dict.fromkeys((*mine, *theirs)):
            one, other = mine.get(slot), theirs.get(slot)
            if one is None or other is None:
                found[slot] = one or other  # type: ignore[assignment] # the slot is of one of them
                continue
            holds = _note_key(one) >= _note_key(other) if one.at == other.at else one.at > other.at
            kept, lost = (one, other) if holds else (other, one)
            found[slot] = kept
            if kept.text != lost.text and not saw(self.mine if holds else self.theirs, lost.at):
                beside.append((f"{slot}~{digest(lost.text)}", lost))
        for slot, note in beside:
            if slot not in found or found[slot].at < note.at:
                found[slot] = note
        left = once(found)
        texts = {note.text for note in mine.values()}
        for slot, note in left.items():
            had = mine.get(slot)
            if had.text == note.text if had else note.text in texts:
                continue
            kind = Kind.NEWER if had else Kind.BESIDE
            self.step(f"{path}/{slot}", kind, had.text if had else "", note.text, note.text)
        return left

    def acknowledgement(
        self, mine: Acknowledgement | None, theirs: Acknowledgement | None, path: str
    ) -> Acknowledgement | None:
        if mine is None or theirs is None:
            if theirs:
                self.filled(path, _who_when(theirs))
            return mine or theirs
        by, on = mine.by or theirs.by, mine.on or theirs.on
        # Who and when may be filled in one each: neither clears the other.
        if (theirs.by in ("", by)) and (theirs.on in ("", on)):
            if (by, on) != (mine.by, mine.on):
                self.filled(path, _who_when(theirs))
            return Acknowledgement(by=by, on=on, at=self.shared(mine.at, theirs.at))
        pair = mine.at, theirs.at
        holds = self.decide(path, (_who_when(mine), _who_when(theirs)), pair)
        kept, lost = (mine, theirs) if holds else (theirs, mine)
        return Acknowledgement(by=kept.by or lost.by, on=kept.on or lost.on, at=self.stamp(path, holds, pair))


def _unit_values(unit: Unit) -> Mapping[str, str]:
    return {"name": unit.name, "kinds": " ".join(unit.kinds), "firstDay": unit.first_day}


def _said(review: Review) -> str:
    return f"{review.verdict}: {review.note}" if review.note else str(review.verdict)


def _who_when(one: Acknowledgement) -> str:
    return ", ".join(filter(None, (one.by, one.on)))


def _note_key(note: Note) -> bytes:
    return units_of(f"{note.text}\n{note.by}")
