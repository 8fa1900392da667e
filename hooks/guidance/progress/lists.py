"""The list that states belong to, for a unit that is one kind or several at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guidance.progress.model import EditionMark, Why


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedTask:
    """A task of a list."""

    id: str
    phase: str
    after: tuple[str, ...]
    points: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Grave:
    """What became of an id that is no more."""

    gone: Why
    into: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """A stretch of time that a text gives, counted from a unit's first day."""

    id: str
    months: int
    days: int
    about: bool
    tasks: tuple[str, ...]
    text: str
    at: str
    quote: Mapping[str, str]
    """The words that give it, by language."""
    says: Mapping[str, str]
    """When it ends, in the project's words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskList:
    """What a unit works on."""

    project: str
    kinds: tuple[str, ...]
    editions: Mapping[str, EditionMark]
    phases: Mapping[str, tuple[str, ...]]
    """Phase to its tasks, in order; only those that have any."""
    tasks: Mapping[str, ListedTask]
    prints: Mapping[str, str]
    """Fingerprints of tasks and limits."""
    points: Mapping[str, str]
    """Fingerprints of points."""
    limits: tuple[str, ...]
    gone: Mapping[str, Grave]
    windows: tuple[Window, ...]
    titles: Mapping[str, Mapping[str, str]]

    @property
    def order(self) -> tuple[str, ...]:
        """Ids of the tasks, phase by phase."""
        return tuple(task for tasks in self.phases.values() for task in tasks)

    def title(self, name: str, tag: str) -> str:
        """Return the title of an id in a language; the id itself where it has none."""
        return self.titles.get(name, {}).get(tag, name)


def task_list(library: Mapping[str, Any], kinds: Sequence[str]) -> TaskList:
    """Return the list of a unit: each task once, with the points of all its kinds.

    Args:
        library: what ``guidance.progress.library.library`` returns.
        kinds: those that the library does not have are left out.
    """
    known = tuple(kind for kind in kinds if kind in library["kinds"])
    wanted, points, limits = (_union(library, known, part) for part in ("tasks", "points", "limits"))
    tasks = {
        one["id"]: ListedTask(
            id=one["id"],
            phase=one["phase"],
            after=tuple(name for name in one["after"] if name in wanted),
            points=tuple(name for name in one["points"] if name in points),
        )
        for one in library["tasks"]
        if one["id"] in wanted
    }
    phases = {
        phase: tuple(one.id for one in tasks.values() if one.phase == phase) for phase in library["phases"]
    }
    return TaskList(
        project=library["project"],
        kinds=known,
        editions={name: EditionMark(**one) for name, one in library["editions"].items()},
        phases={phase: found for phase, found in phases.items() if found},
        tasks=tasks,
        prints={name: one for name, one in library["prints"].items() if name in wanted or name in limits},
        points={name: one for name, one in library["points"].items() if name in points},
        limits=tuple(limits),
        gone={
            name: Grave(gone=Why(one["gone"]), into=tuple(one["into"]))
            for name, one in library["gone"].items()
        },
        windows=tuple(_window(one, wanted) for one in library["windows"]),
        titles=library["titles"],
    )


def _union(library: Mapping[str, Any], kinds: Sequence[str], part: str) -> dict[str, None]:
    return dict.fromkeys(name for kind in kinds for name in library["kinds"][kind][part])


def _window(one: Mapping[str, Any], wanted: Collection[str]) -> Window:
    return Window(**{**one, "tasks": tuple(name for name in one["tasks"] if name in wanted)})
