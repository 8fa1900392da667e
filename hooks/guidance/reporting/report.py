"""A report over many units as tables, from which every form of it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from guidance.problems import Problem
from guidance.progress.lists import TaskList
from guidance.progress.model import Progress, State
from guidance.progress.rollup import Reported, Rollup
from guidance.progress.stamps import shown, unit_name
from guidance.progress.summary import Count

Cell = str | int


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """Rows under heads."""

    key: str
    """Its name, as programs know it."""
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Voice:
    """The words of a report."""

    tag: str
    labels: Mapping[str, str]
    kinds: Mapping[str, str]
    """Titles of the kinds of unit."""
    titles: TaskList
    """The list of all kinds, for titles."""

    def __call__(self, key: str) -> str:
        """Return a word of the interface; the key where it has none."""
        return self.labels.get(key, key)

    def title(self, name: str) -> str:
        """Return the title of a task or a phase."""
        return self.titles.title(name, self.tag)


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What is told of many units."""

    rollup: Rollup
    refused: tuple[Problem, ...]
    today: str
    voice: Voice
    list_of: Callable[[tuple[str, ...]], TaskList]

    def tables(self) -> tuple[Table, ...]:
        """Return all tables, the widest view first; those with nothing to tell are left out but for two."""
        made = (
            self.totals(),
            self.units(),
            self.matrix(),
            self.phases(),
            self.late(),
            self.notes(),
            self.undecided(),
            self.refusals(),
            self.missing(),
        )
        return tuple(one for one in made if one.rows or one.key in {"totals", "units"})

    def totals(self) -> Table:
        """Return how many tasks have each state, in all and task by task."""
        v = self.voice
        rows = [(v("report-all"), *_counted(self.rollup.count))]
        rows += [(v.title(task), *_counted(count)) for task, count in self.rollup.tasks.items()]
        return self._table("totals", (v("report-task"), *self._states()), rows)

    def units(self) -> Table:
        """Return a row for each unit."""
        v = self.voice
        head = (
            *(v(key) for key in ("report-unit", "report-kind", "report-first-day")),
            *self._states(),
            *(
                v(f"report-{key}")
                for key in (
                    "points",
                    "limits",
                    "accepted",
                    "sent-back",
                    "late",
                    "undecided",
                    "again",
                    "oldest",
                    "newest",
                    "outdated",
                    "files",
                )
            ),
        )
        return self._table("units", head, map(self._unit, self.rollup.units))

    def matrix(self) -> Table:
        """Return units by tasks, a state in each cell; empty where the unit has not the task."""
        v = self.voice
        tasks = [*self.rollup.tasks]
        rows = (
            (
                self._name(one.doc),
                *(v(f"report-{one.states[task]}") if task in one.states else "" for task in tasks),
            )
            for one in self.rollup.units
        )
        return self._table("matrix", (v("report-unit"), *map(v.title, tasks)), rows)

    def phases(self) -> Table:
        """Return a row for each unit and phase."""
        v = self.voice
        rows = (
            (self._name(one.doc), v.title(phase), *_counted(count))
            for one in self.rollup.units
            for phase, count in one.summary.phases.items()
        )
        return self._table("phases", (v("report-unit"), v("report-phase"), *self._states()), rows)

    def late(self) -> Table:
        """Return what is late, by unit and task."""
        v = self.voice
        rows = (
            (
                self._name(one.doc),
                v.title(task),
                v(f"report-{one.states[task]}"),
                self._value(one, task, "who"),
            )
            for one in self.rollup.units
            for task in one.summary.late
        )
        head = tuple(v(f"report-{key}") for key in ("unit", "task", "state", "who"))
        return self._table("late", head, rows)

    def notes(self) -> Table:
        """Return every note, and what decisions say."""
        v = self.voice
        head = tuple(v(f"report-{key}") for key in ("unit", "task", "note", "by"))
        return self._table("notes", head, self._notes())

    def undecided(self) -> Table:
        """Return the tasks that do not apply, and nobody says why; and decisions that give no reason."""
        v = self.voice
        head = tuple(v(f"report-{key}") for key in ("unit", "task", "decision"))
        return self._table("undecided", head, self._undecided())

    def refusals(self) -> Table:
        """Return the files that do not count, each with every reason."""
        v = self.voice
        rows = ((one.place.file, str(one).removeprefix(f"{one.place.file}:")) for one in self.refused)
        return self._table("refused", (v("report-file"), v("report-why")), rows)

    def missing(self) -> Table:
        """Return the names that should report and did not."""
        return self._table("missing", (self.voice("report-unit"),), ((one,) for one in self.rollup.missing))

    def rows(self) -> Table:
        """Return one long table, a row for each unit and task, for programs that count by themselves."""
        v = self.voice
        keys = ("unit", "kind", "phase", "task", "state", "reason", "who", "due", "on", "proof", "points")
        more = ("review", "review-note", "note", "late", "outdated")
        head = (v("file-id"), *(v(f"report-{key}") for key in (*keys, *more)))
        return self._table("rows", head, (row for one in self.rollup.units for row in self._rows(one)))

    def _rows(self, one: Reported) -> Iterator[tuple[Cell, ...]]:
        v, found = self.voice, self.list_of(one.doc.unit.kinds)
        for task in found.order:
            entry = one.doc.tasks.get(task)
            review = entry.looked_at if entry else None
            notes = [shown(note.text) for name, note in one.notes if name == task]
            yield (
                task,
                self._name(one.doc),
                self._kinds(one.doc),
                v.title(found.tasks[task].phase),
                v.title(task),
                v(f"report-{one.states[task]}"),
                *(self._value(one, task, field) for field in ("reason", "who", "due", "on", "proof")),
                sum(point in one.doc.points for point in found.tasks[task].points),
                v(f"report-{review.verdict}") if review else "",
                shown(review.note) if review else "",
                "\n".join(notes),
                self._yes(task in one.summary.late),
                self._yes(one.outdated),
            )

    def _unit(self, one: Reported) -> tuple[Cell, ...]:
        sums = one.summary
        return (
            self._name(one.doc),
            self._kinds(one.doc),
            one.doc.unit.first_day,
            *_counted(sums.count),
            f"{sums.ticked}/{sums.points}",
            f"{sums.acknowledged}/{sums.limits}",
            sums.accepted,
            len(sums.sent_back),
            len(sums.late),
            len(sums.undecided),
            len(sums.again),
            sums.oldest[:10],
            sums.newest[:10],
            self._yes(one.outdated),
            "\n".join(shown(file) for file in one.files),
        )

    def _notes(self) -> Iterator[tuple[Cell, ...]]:
        v = self.voice
        for one in self.rollup.units:
            name = self._name(one.doc)
            for task, note in one.notes:
                yield name, v.title(task), shown(note.text), shown(note.by)
            for task, entry in one.doc.tasks.items():
                review = entry.looked_at
                if review and review.note:
                    verdict = v(f"report-{review.verdict}")
                    yield name, v.title(task), f"{verdict}: {shown(review.note)}", shown(review.by)

    def _undecided(self) -> Iterator[tuple[Cell, ...]]:
        v = self.voice
        for one in self.rollup.units:
            for task in one.summary.undecided:
                yield self._name(one.doc), v.title(task), v(f"report-{State.NOT_APPLICABLE}")
            for task in one.summary.sent_back:
                review = one.doc.tasks[task].looked_at
                if review and not review.note.strip():
                    yield self._name(one.doc), v.title(task), v(f"report-{review.verdict}")

    def _states(self) -> tuple[str, ...]:
        v = self.voice
        return (*(v(f"report-{one}") for one in State), v("report-total"), v("report-share"))

    def _value(self, one: Reported, task: str, field: str) -> str:
        entry = one.doc.tasks.get(task)
        return shown(entry.values.get(field, "")) if entry else ""

    def _name(self, doc: Progress) -> str:
        name = shown(unit_name(doc.unit))
        # Two units may bear one name.
        twice = any(doc.unit.name and one == name.lower() for one in self.rollup.same_name)
        return f"{name} ({doc.unit.id})" if twice else name

    def _kinds(self, doc: Progress) -> str:
        return self.voice("list-comma").join(self.voice.kinds.get(one, one) for one in doc.unit.kinds)

    def _yes(self, holds: bool) -> str:  # noqa: FBT001 -- a yes or nothing
        return self.voice("report-yes") if holds else ""

    def _state(self, one: Reported, task: str) -> str:
        return self.voice(f"report-{one.states[task]}")

    def _table(self, key: str, head: Sequence[str], rows: Iterable[tuple[Cell, ...]]) -> Table:
        return Table(key=key, title=self.voice(f"report-{key}"), head=tuple(head), rows=tuple(rows))


def _counted(count: Count) -> tuple[Cell, ...]:
    share = "" if count.share is None else count.share
    return (*(count.of(state) for state in State), count.total, share)
