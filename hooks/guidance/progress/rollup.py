"""Many units at once: what each of them reports, task by task, and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guidance.progress.lists import TaskList, task_list
from guidance.progress.merge import merge
from guidance.progress.migrate import migrate
from guidance.progress.model import Entry, Note, Progress, State, Verdict
from guidance.progress.reading import Flaw, Parsed, parse_bytes
from guidance.progress.stamps import name_key
from guidance.progress.summary import Count, Summary, counted, summarise


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """A file that does not count, and why."""

    file: str
    flaws: tuple[Flaw, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reported:
    """What one unit reports."""

    files: tuple[str, ...]
    doc: Progress
    outdated: bool
    """Whether all its files are of another edition of a text."""
    summary: Summary
    states: Mapping[str, State]
    """Of the tasks on its list."""
    reviews: Mapping[str, Verdict]
    """Of those that were looked at."""
    notes: tuple[tuple[str, Note], ...]
    """Task and note."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rollup:
    """What all units report."""

    units: tuple[Reported, ...]
    tasks: Mapping[str, Count]
    """Each task that some unit has, counted over those that have it."""
    count: Count
    refused: tuple[Refused, ...]
    missing: tuple[str, ...]
    """Names that should report and did not."""
    same_name: tuple[str, ...]
    """Names that several units bear."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Taken:
    doc: Progress
    files: tuple[str, ...]
    outdated: bool


class Gathering:
    """Gathers files one by one, so that a caller can show how far it is."""

    def __init__(self, library: Mapping[str, Any], today: str) -> None:
        """Begin without any.

        Args:
            library: what ``guidance.progress.library.library`` returns for all kinds of unit.
            today: a day such as 2026-11-25.
        """
        self._library = library
        self._today = today
        self._taken: dict[str, _Taken] = {}
        self._refused: list[Refused] = []
        self._lists: dict[tuple[str, ...], TaskList] = {}

    def list_of(self, kinds: tuple[str, ...]) -> TaskList:
        """Return the list of some kinds of unit."""
        if kinds not in self._lists:
            self._lists[kinds] = task_list(self._library, kinds)
        return self._lists[kinds]

    def add(self, name: str, data: bytes) -> tuple[Flaw, ...]:
        """Take in a file.

        Args:
            name: what it is called in reports.
            data: its bytes.

        Returns:
            Why it does not count; nothing where it does.
        """
        return self.take(name, parse_bytes(data, self._library["project"]))

    def take(self, name: str, parsed: Parsed) -> tuple[Flaw, ...]:
        """Take in what a file held; see ``add``."""
        if parsed.doc is None:
            return self._refuse(name, parsed.flaws)
        found = self.list_of(parsed.doc.unit.kinds)
        if not found.kinds:
            kinds = " ".join(parsed.doc.unit.kinds)
            return self._refuse(name, (Flaw(code="unknown-kind", at="unit/kinds", fragment=kinds),))
        new = migrate(parsed.doc, found)
        known = self._taken.get(new.doc.unit.id)
        self._taken[new.doc.unit.id] = _Taken(
            doc=merge(known.doc, new.doc) if known else new.doc,
            files=(*known.files, name) if known else (name,),
            outdated=new.outdated and (known is None or known.outdated),
        )
        return ()

    def _refuse(self, name: str, flaws: tuple[Flaw, ...]) -> tuple[Flaw, ...]:
        self._refused.append(Refused(file=name, flaws=flaws))
        return flaws

    def result(self, expected: Iterable[str] = ()) -> Rollup:
        """Return what all units report.

        Args:
            expected: names of units that should.
        """
        units = tuple(self._reported(one) for one in self._taken.values())
        names = Counter(name_key(one.doc.unit.name) for one in units)
        tasks = {
            one["id"]: counted(unit.states[one["id"]] for unit in units if one["id"] in unit.states)
            for one in self._library["tasks"]
        }
        return Rollup(
            units=units,
            tasks={name: count for name, count in tasks.items() if count.total},
            count=counted(state for unit in units for state in unit.states.values()),
            refused=tuple(self._refused),
            missing=tuple(name for name in expected if name_key(name) and name_key(name) not in names),
            same_name=tuple(name for name, count in names.items() if name and count > 1),
        )

    def _reported(self, one: _Taken) -> Reported:
        doc, found = one.doc, self.list_of(one.doc.unit.kinds)
        entries = {task: doc.tasks[task] for task in found.order if task in doc.tasks}
        looked = {task: entry.looked_at for task, entry in entries.items()}
        return Reported(
            files=one.files,
            doc=doc,
            outdated=one.outdated,
            summary=summarise(doc, found, self._today),
            states={task: entries[task].state if task in entries else State.TODO for task in found.order},
            reviews={task: review.verdict for task, review in looked.items() if review},
            notes=tuple(_notes(entries)),
        )


def _notes(entries: Mapping[str, Entry]) -> Iterator[tuple[str, Note]]:
    for task, entry in entries.items():
        for slot in sorted(entry.notes):
            yield task, entry.notes[slot]


def rollup(
    files: Sequence[tuple[str, bytes]], library: Mapping[str, Any], today: str, expected: Iterable[str] = ()
) -> Rollup:
    """Return what all units report; a bad file is listed and the rest counts.

    Args:
        files: names and bytes.
        library: the lists of all kinds of unit.
        today: a day such as 2026-11-25.
        expected: names of units that should report.
    """
    gathering = Gathering(library, today)
    for name, data in files:
        gathering.add(name, data)
    return gathering.result(expected)
