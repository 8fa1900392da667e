"""Answers what the register's pages and commands ask: who has which item, why, and on which words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from guidance.model import Address, Edition, Segment, Texts
from guidance.register.coverage import Coverage, by_segment, cover
from guidance.register.model import (
    Actor,
    Audience,
    Bond,
    Entry,
    MemberGroup,
    Obligation,
    Procedure,
    Reach,
    Register,
    Task,
    Unit,
)
from guidance.register.precedence import Borne, bearings

T = TypeVar("T", bound=Entry)


class Rule(StrEnum):
    """What puts an item on a unit's list, or keeps it off."""

    ALL = "all"
    """It is for all units."""
    BUT = "but"
    """It is for all units but some; this one is not among them, or, kept off, is."""
    OWN = "own"
    """It names this type of unit."""
    BASE = "base"
    """It names a type that this one extends."""
    WITHOUT = "without"
    """This type, or one that it extends, takes the item off its list."""
    OTHERS = "others"
    """It names other types only."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Why:
    """Whether an item is on a unit's list, and which rule decided."""

    applies: bool
    rule: Rule
    via: str = ""
    """The type of unit that the rule names; empty where it names none."""
    reason: Texts | None = None
    """The written reason, where the item was taken off."""


@dataclass(frozen=True, kw_only=True)
class Index:
    """A register and its texts, ready to be asked. Of entries with the same id the first counts."""

    register: Register
    texts: Mapping[str, Edition]
    """The texts that it may cite, by id, in their order."""
    units: Mapping[str, Unit]
    """The types that are units themselves, by id, in the register's order; no bases."""
    items: Mapping[str, Obligation]
    """The items by id, in the register's order."""
    reasons: Mapping[str, Mapping[str, Why]]
    """Unit id to item id to the reason; only of items that are on the unit's list."""

    def why(self, item: str, unit: str) -> Why:
        """Return whether and why an item is on a unit's list.

        Raises:
            KeyError: for an unknown item or unit.
        """
        found = self.reasons[unit].get(item)
        return found or _decide(self.items[item], self.lineages[unit])

    @cached_property
    def types(self) -> Mapping[str, Unit]:
        """All types of unit by id, bases too."""
        return first(self.register.units)

    @cached_property
    def actors(self) -> Mapping[str, Actor]:
        """Those who act, by id."""
        return first(self.register.actors)

    @cached_property
    def groups(self) -> Mapping[str, MemberGroup]:
        """The groups of members, by id."""
        return first(self.register.members)

    @cached_property
    def procedures(self) -> Mapping[str, Procedure]:
        """The procedures by id."""
        return first(self.register.procedures)

    @cached_property
    def tasks(self) -> Mapping[str, Task]:
        """The tasks by id, in the register's order."""
        return first(self.register.tasks)

    @cached_property
    def task_of(self) -> Mapping[str, Task]:
        """Item id to the task that it is a point of; what is no point of any is left out."""
        found: dict[str, Task] = {}
        for task in self.tasks.values():
            for point in task.points:
                found.setdefault(point, task)
        return found

    @cached_property
    def units_of_task(self) -> Mapping[str, tuple[str, ...]]:
        """Task id to the units on whose list some point of it is."""
        return {
            task.id: tuple(
                unit for unit, reasons in self.reasons.items() if any(one in reasons for one in task.points)
            )
            for task in self.tasks.values()
        }

    @cached_property
    def by_procedure(self) -> Mapping[str, tuple[Obligation, ...]]:
        """Procedure id to its items, in the register's order."""
        found: dict[str, list[Obligation]] = {}
        for item in self.items.values():
            found.setdefault(item.procedure, []).append(item)
        return {procedure: tuple(items) for procedure, items in found.items()}

    @cached_property
    def segments(self) -> Mapping[Address, Segment]:
        """The segments of all texts, in the order of the texts."""
        return {text.address(one.id): one for text in self.texts.values() for one in text.segments}

    @cached_property
    def taken_up(self) -> Mapping[str, Edition]:
        """The texts whose every sentence the register takes up, by id."""
        return {name: text for name, text in self.texts.items() if text.taken_up}

    @cached_property
    def lineages(self) -> Mapping[str, tuple[Unit, ...]]:
        """Unit id to the unit and all that it extends, the nearest first."""
        return {unit: lineage(self.types, unit) for unit in self.units}

    @cached_property
    def by_unit(self) -> Mapping[str, tuple[Obligation, ...]]:
        """Unit id to the items on its list, in the register's order."""
        return {unit: tuple(self.items[one] for one in found) for unit, found in self.reasons.items()}

    @cached_property
    def units_of(self) -> Mapping[str, tuple[str, ...]]:
        """Item id to the units on whose list it is."""
        found: dict[str, list[str]] = {one: [] for one in self.items}
        for unit, reasons in self.reasons.items():
            for item in reasons:
                found[item].append(unit)
        return {item: tuple(units) for item, units in found.items()}

    @cached_property
    def by_segment(self) -> Mapping[Address, tuple[Obligation, ...]]:
        """Segment to the items that cite it, each once; segments that none cites are left out."""
        cited = by_segment(tuple(self.items.values()))
        return {
            segment: tuple({item.id: item for item, _ in pairs}.values()) for segment, pairs in cited.items()
        }

    @cached_property
    def bearings(self) -> Mapping[Address, tuple[Borne, ...]]:
        """Segment to what it has to do with segments of other texts."""
        return bearings(cite for item in self.items.values() for cite in item.cites)

    def texts_of(self, items: Iterable[Obligation]) -> tuple[str, ...]:
        """Return the ids of the texts that some items cite, in the order of the corpus."""
        cited = {text for one in items for text in one.texts}
        return tuple(one for one in self.texts if one in cited)

    @cached_property
    def departing(self) -> frozenset[str]:
        """Ids of the items of which two texts say something different."""
        return frozenset(
            item.id
            for item in self.items.values()
            if any(bearing.bond is Bond.DEPARTS_FROM for cite in item.cites for bearing in cite.bears)
        )

    @cached_property
    def coverage(self) -> Coverage:
        """What covers each sentence of the texts that the register takes up."""
        return cover(self.register, self.taken_up.values())


def index(register: Register, texts: Mapping[str, Edition]) -> Index:
    """Return the cross-reference of a register and the texts that it may cite.

    Args:
        register: the register; a defective one is indexed as far as it goes.
        texts: the texts by id.
    """
    return Index(
        register=register,
        texts=texts,
        units={unit.id: unit for unit in first(register.units).values() if not unit.base},
        items=first(register.obligations),
        reasons=listed(register),
    )


def listed(register: Register) -> Mapping[str, Mapping[str, Why]]:
    """Return unit id to item id to the reason; only of items that are on the unit's list."""
    types = first(register.units)
    lines = {unit.id: lineage(types, unit.id) for unit in types.values() if not unit.base}
    return _reasons(first(register.obligations), lines)


def _reasons(
    items: Mapping[str, Obligation], lines: Mapping[str, tuple[Unit, ...]]
) -> Mapping[str, Mapping[str, Why]]:
    """Return the reasons of all items that are on each unit's list.

    Thousands of items share a few audiences: each of those is decided once for a unit.
    """
    samples: dict[Audience, Obligation] = {}
    shared = [(item, samples.setdefault(item.units, item).id) for item in items.values()]
    found: dict[str, dict[str, Why]] = {}
    for unit, line in lines.items():
        taken_out = {one.item for each in line for one in each.without}
        usual = {one.id: _unless_taken_out(one, line) for one in samples.values()}
        decided = (
            (item.id, _decide(item, line) if item.id in taken_out else usual[sample])
            for item, sample in shared
        )
        found[unit] = {item: why for item, why in decided if why.applies}
    return found


def _decide(item: Obligation, line: tuple[Unit, ...]) -> Why:
    """Return what the nearest type that has something to say of an item says."""
    for distance, unit in enumerate(line):
        for one in unit.without:
            if one.item == item.id:
                return Why(applies=False, rule=Rule.WITHOUT, via=unit.id, reason=one.reason)
        named = _named(item.units, unit, distance)
        if named:
            return named
    return _NOT_NAMED[item.units.reach]


def reaches(audience: Audience, line: tuple[Unit, ...]) -> bool:
    """Return whether an audience means a unit: it and all that it extends, the nearest first."""
    named = (_named(audience, unit, distance) for distance, unit in enumerate(line))
    return next((why for why in named if why), _NOT_NAMED[audience.reach]).applies


def _unless_taken_out(item: Obligation, line: tuple[Unit, ...]) -> Why:
    """Return the same for an item that no type in the line takes out."""
    named = (_named(item.units, unit, distance) for distance, unit in enumerate(line))
    return next((why for why in named if why), _NOT_NAMED[item.units.reach])


def _named(audience: Audience, unit: Unit, distance: int) -> Why | None:
    """Return what an audience says of one type in a line, or None where it does not name it."""
    if unit.id not in audience.ids:
        return None
    if audience.reach is Reach.BUT:
        return Why(applies=False, rule=Rule.BUT, via=unit.id)
    return Why(applies=True, rule=Rule.BASE if distance else Rule.OWN, via=unit.id)


_NOT_NAMED: Mapping[Reach, Why] = {
    Reach.ALL: Why(applies=True, rule=Rule.ALL),
    Reach.BUT: Why(applies=True, rule=Rule.BUT),
    Reach.ONLY: Why(applies=False, rule=Rule.OTHERS),
}
"""What holds of an item of which no type in the line has anything to say."""


def named(item: Obligation, why: Why) -> tuple[str, ...]:
    """Return the unit types that a reason names, by id: what is left out, what is meant, what decided."""
    if why.rule in {Rule.BUT, Rule.OWN}:
        return item.units.ids
    return (why.via,) if why.via else ()


def lineage(types: Mapping[str, Unit], unit: str) -> tuple[Unit, ...]:
    """Return a type of unit and all that it extends, the nearest first; a cycle ends it."""
    line: dict[str, Unit] = {}
    while unit in types and unit not in line:
        line[unit] = types[unit]
        unit = types[unit].extends
    return tuple(line.values())


def first(entries: Sequence[T]) -> dict[str, T]:
    """Return entries by id in their order; of those with the same id the first."""
    found: dict[str, T] = {}
    for one in entries:
        found.setdefault(one.id, one)
    return found
