"""How far a unit is: by state, by phase, what is next, what is late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from guidance.progress.lists import TaskList
from guidance.progress.model import Entry, Progress, Stamp, State, Verdict
from guidance.progress.windows import last_days


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """How many tasks have each state."""

    todo: int = 0
    doing: int = 0
    done: int = 0
    not_applicable: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.todo + self.doing + self.done + self.not_applicable

    @property
    def share(self) -> int | None:
        """How many hundredths of those that apply are done, cut; None where none applies."""
        applies = self.total - self.not_applicable
        return self.done * 100 // applies if applies else None

    def of(self, state: State) -> int:
        """Return the number of one state."""
        return {
            State.TODO: self.todo,
            State.DOING: self.doing,
            State.DONE: self.done,
            State.NOT_APPLICABLE: self.not_applicable,
        }[state]


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """What one document says in figures; tasks by id, in the order of the list."""

    count: Count
    phases: Mapping[str, Count]
    accepted: int
    sent_back: tuple[str, ...]
    points: int
    ticked: int
    limits: int
    acknowledged: int
    next: str
    late: tuple[str, ...]
    undecided: tuple[str, ...]
    """They do not apply, and nobody said why."""
    offers: tuple[str, ...]
    """All their points are ticked, and they are not done."""
    again: tuple[str, ...]
    """Tasks and limits with a state that was given to other words."""
    notes: int
    oldest: Stamp
    newest: Stamp


def counted(states: Iterable[State]) -> Count:
    """Return how many of some states there are of each."""
    found = Counter(states)
    return Count(
        todo=found[State.TODO],
        doing=found[State.DOING],
        done=found[State.DONE],
        not_applicable=found[State.NOT_APPLICABLE],
    )


def summarise(doc: Progress, found: TaskList, today: str) -> Summary:
    """Return the figures of a document.

    Args:
        doc: the document.
        found: its list, of the same edition.
        today: a day such as 2026-11-25.
    """
    ends = last_days(found, doc.unit.first_day)
    nothing = Entry()
    entries = {task: doc.tasks.get(task, nothing) for task in found.order}
    states = {task: entry.state for task, entry in entries.items()}
    still = [task for task in found.order if not states[task].closed]
    ticked = {task: sum(one in doc.points for one in found.tasks[task].points) for task in found.order}
    free = (task for task in still if all(states[one].closed for one in found.tasks[task].after))
    looked = {task: entry.looked_at for task, entry in entries.items()}
    due = {task: entries[task].values.get("due") or ends.get(task, "") for task in still}
    ages = sorted(_stamps(doc))
    return Summary(
        count=counted(states.values()),
        phases={phase: counted(states[task] for task in tasks) for phase, tasks in found.phases.items()},
        accepted=sum(one is not None and one.verdict is Verdict.ACCEPTED for one in looked.values()),
        sent_back=tuple(task for task, one in looked.items() if one and one.verdict is Verdict.SENT_BACK),
        points=sum(len(found.tasks[task].points) for task in found.order),
        ticked=sum(ticked.values()),
        limits=len(found.limits),
        acknowledged=sum(one in doc.limits for one in found.limits),
        next=next(free, still[0] if still else ""),
        late=tuple(task for task, day in due.items() if "" < day < today),
        undecided=tuple(
            task
            for task in found.order
            if states[task] is State.NOT_APPLICABLE and not entries[task].values.get("reason", "").strip()
        ),
        offers=tuple(task for task in still if 0 < len(found.tasks[task].points) == ticked[task]),
        again=tuple(_again(doc, found)),
        notes=sum(len(entry.notes) for entry in entries.values()),
        oldest=ages[0] if ages else "",
        newest=ages[-1] if ages else "",
    )


def _again(doc: Progress, found: TaskList) -> Iterator[str]:
    if not doc.again:
        return
    for task in found.order:
        if task in doc.again or any(point in doc.again for point in found.tasks[task].points):
            yield task
    yield from (one for one in found.limits if one in doc.again)


def _stamps(doc: Progress) -> Iterator[Stamp]:
    for entry in doc.tasks.values():
        yield from entry.at.values()
        yield from (note.at for note in entry.notes.values())
        if entry.review:
            yield entry.review.at
    yield from doc.points.values()
    yield from (one.at for one in doc.limits.values())
