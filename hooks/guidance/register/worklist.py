"""Puts a list in the order in which one works through it: limits, tasks by phase, then what frames them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from guidance.register.crossref import Index, first
from guidance.register.model import Obligation, Phase, Role, Task


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedTask:
    """A task with what of it is on one list."""

    task: Task
    points: tuple[Obligation, ...]
    """In the order of the task."""
    limits: tuple[Obligation, ...]
    """The limits on the list that bound it."""

    @property
    def actors(self) -> tuple[str, ...]:
        """Ids of those who act in it, who answers for it first; each once."""
        return tuple(dict.fromkeys((self.task.lead, *(one.actor for one in self.points))))

    @property
    def members(self) -> tuple[str, ...]:
        """Ids of the groups of members that it concerns, each once."""
        named = (one for point in self.points for one in point.members)
        return tuple(dict.fromkeys((*self.task.members, *named)))


@dataclass(frozen=True, kw_only=True, slots=True)
class PhaseTasks:
    """The tasks of one phase."""

    phase: Phase
    tasks: tuple[ListedTask, ...]
    loose: tuple[Obligation, ...]
    """Acts and manners that no task takes up; only where the register has no tasks at all."""

    @property
    def items(self) -> tuple[Obligation, ...]:
        """The points of all tasks, and those of none, in their order."""
        return (*(point for one in self.tasks for point in one.points), *self.loose)


@dataclass(frozen=True, kw_only=True, slots=True)
class Worklist:
    """Items as a list shows them."""

    phases: tuple[PhaseTasks, ...]
    """Those that have something to do, in the register's order."""
    limits: tuple[Obligation, ...]
    aims: tuple[Obligation, ...]
    facts: tuple[Obligation, ...]

    @property
    def tasks(self) -> tuple[ListedTask, ...]:
        """The tasks of all phases, in their order."""
        return tuple(task for phase in self.phases for task in phase.tasks)

    @property
    def first(self) -> ListedTask | None:
        """The task that comes first; none where all are of one phase and no task waits for another."""
        tasks = self.tasks
        ordered = len({one.task.phase for one in tasks}) > 1 or any(one.task.after for one in tasks)
        return tasks[0] if tasks and ordered else None

    @property
    def items(self) -> tuple[Obligation, ...]:
        """All items in the order of the list, each once."""
        worked = (item for phase in self.phases for item in phase.items)
        return (*worked, *self.limits, *self.aims, *self.facts)


def worklist(index: Index, items: Iterable[Obligation]) -> Worklist:
    """Return items as tasks with their points, by phase, and beside them limits, aims and facts.

    Args:
        index: the register, which must be sound.
        items: some of its items, in the register's order.
    """
    listed = {one.id: one for one in items}
    roles: dict[Role, list[Obligation]] = {role: [] for role in Role}
    for one in listed.values():
        roles[one.role].append(one)
    limits = tuple(roles[Role.LIMIT])
    bounding: dict[str, list[Obligation]] = {}
    for limit in limits:
        for name in limit.bounds:
            bounding.setdefault(name, []).append(limit)
    tasks: dict[str, list[ListedTask]] = {}
    for task in index.tasks.values():
        points = tuple(listed[one] for one in task.points if one in listed)
        if points:
            found = ListedTask(task=task, points=points, limits=tuple(bounding.get(task.id, ())))
            tasks.setdefault(task.phase, []).append(found)
    loose: dict[str, list[Obligation]] = {}
    for one in listed.values():
        if one.role.worked and one.id not in index.task_of:
            loose.setdefault(one.phase, []).append(one)
    return Worklist(
        phases=_phases(index, tasks, loose),
        limits=limits,
        aims=tuple(roles[Role.AIM]),
        facts=tuple(roles[Role.FACT]),
    )


def _phases(
    index: Index, tasks: Mapping[str, Sequence[ListedTask]], loose: Mapping[str, Sequence[Obligation]]
) -> tuple[PhaseTasks, ...]:
    return tuple(
        PhaseTasks(phase=phase, tasks=tuple(tasks.get(name, ())), loose=tuple(loose.get(name, ())))
        for name, phase in first(index.register.phases).items()
        if name in tasks or name in loose
    )
