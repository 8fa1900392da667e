"""Puts items in the order in which a checklist shows them: by phase, then by procedure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from guidance.register.crossref import Index, first
from guidance.register.model import Obligation, Phase, Procedure


@dataclass(frozen=True, kw_only=True, slots=True)
class ProcedureGroup:
    """Items of one phase that one page explains."""

    procedure: Procedure | None
    """None for those that no page explains."""
    items: tuple[Obligation, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PhaseGroup:
    """Items of one phase."""

    phase: Phase
    groups: tuple[ProcedureGroup, ...]

    @property
    def items(self) -> tuple[Obligation, ...]:
        """The items of all groups, in their order."""
        return tuple(item for group in self.groups for item in group.items)


def checklist(index: Index, items: Iterable[Obligation]) -> tuple[PhaseGroup, ...]:
    """Return items by phase, then by procedure; empty groups are left out.

    Phases and procedures stand in the register's order, those without a procedure first; within a
    group the items keep the order in which they came.

    Args:
        index: the register, which must be sound.
        items: some of its items, in the register's order.
    """
    procedures = first(index.register.procedures)
    found: dict[str, dict[str, list[Obligation]]] = {}
    for item in items:
        found.setdefault(item.phase, {}).setdefault(item.procedure, []).append(item)
    return tuple(
        PhaseGroup(phase=phase, groups=_groups(found[phase.id], procedures))
        for phase in first(index.register.phases).values()
        if phase.id in found
    )


def _groups(
    found: Mapping[str, list[Obligation]], procedures: Mapping[str, Procedure]
) -> tuple[ProcedureGroup, ...]:
    order = ["", *procedures]
    return tuple(
        ProcedureGroup(procedure=procedures.get(name), items=tuple(found[name]))
        for name in order
        if name in found
    )
