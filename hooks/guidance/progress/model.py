"""What a unit reports of its work, as frozen values; the published schema is its form in files.

``data/progress.schema.json`` of the site describes the file; ``docs/assets/js/progress-*.js`` do the same
in pages.
What is empty is left out of every mapping: it takes the place of nothing when two documents are merged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

FORMAT = "guidance-progress"
VERSION = 1

Stamp = str
"""When and where something was entered: a time in UTC, a blank, the name of a browser or a program."""


class State(StrEnum):
    """Where a task stands."""

    TODO = "todo"
    DOING = "doing"
    DONE = "done"
    NOT_APPLICABLE = "not-applicable"

    @property
    def closed(self) -> bool:
        """Whether nothing is left to do."""
        return self in {State.DONE, State.NOT_APPLICABLE}


class Verdict(StrEnum):
    """What the guidance group decided."""

    ACCEPTED = "accepted"
    SENT_BACK = "sent-back"


class Why(StrEnum):
    """What became of the words that a state was given to."""

    REWORDED = "reworded"
    MERGED = "merged"
    SPLIT = "split"
    RETIRED = "retired"


FIELDS = ("state", "reason", "who", "due", "on", "proof")
"""What a task has besides notes and reviews; ``due`` is the unit's own day for what is not done yet."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """A note on a task."""

    text: str
    by: str
    at: Stamp


@dataclass(frozen=True, kw_only=True, slots=True)
class Review:
    """What the guidance group decided of a task."""

    verdict: Verdict
    note: str
    by: str
    on: str
    of: State
    """The state that was looked at."""
    at: Stamp


@dataclass(frozen=True, kw_only=True, slots=True)
class Acknowledgement:
    """That a limit is known."""

    by: str
    on: str
    at: Stamp


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """What is known of a task."""

    values: Mapping[str, str] = field(default_factory=dict)
    """One of ``FIELDS`` to its value; a state only where something was done."""
    at: Mapping[str, Stamp] = field(default_factory=dict)
    """When each of them was entered."""
    notes: Mapping[str, Note] = field(default_factory=dict)
    """By the name of the browser that wrote them."""
    review: Review | None = None
    revoked: Stamp = ""
    """Reviews up to here hold no more: the state was changed by somebody who knew them."""

    @property
    def state(self) -> State:
        """Where the task stands."""
        return State(self.values.get("state", State.TODO))

    @property
    def looked_at(self) -> Review | None:
        """What the guidance group says of the present state; None where nobody looked since it changed."""
        review = self.review
        if review is None or review.of != self.state:
            return None
        return review if review.at > max(self.revoked, self.at.get("state", "")) else None

    @property
    def bare(self) -> bool:
        """Whether nothing was ever entered."""
        return not (self.values or self.notes or self.review or self.revoked)


@dataclass(frozen=True, kw_only=True, slots=True)
class Old:
    """A state that was given to other words."""

    why: Why
    at: Stamp
    """Its newest entry."""
    task: Entry | None = None
    tick: Stamp = ""
    limit: Acknowledgement | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """The unit that works."""

    id: str
    """A random name, as units may share theirs; it is where the store is kept."""
    name: str
    kinds: tuple[str, ...]
    """The kinds of unit that it is, sorted; their lists are joined."""
    first_day: str
    """Empty where it gave none."""
    at: Mapping[str, Stamp] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionMark:
    """Which edition of a text states were given to."""

    date: str
    sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """All that one unit reports."""

    project: str
    unit: Unit
    editions: Mapping[str, EditionMark] = field(default_factory=dict)
    seen: Mapping[str, str] = field(default_factory=dict)
    """The newest time of each browser whose entries went in."""
    tasks: Mapping[str, Entry] = field(default_factory=dict)
    points: Mapping[str, Stamp] = field(default_factory=dict)
    """Those that are ticked."""
    limits: Mapping[str, Acknowledgement] = field(default_factory=dict)
    again: Mapping[str, Mapping[str, Old]] = field(default_factory=dict)
    """States to be looked at again, by the id that they wait at and the id that they come from."""
    settled: Mapping[str, Mapping[str, Stamp]] = field(default_factory=dict)
    """When such a state was decided on."""
    gone: Mapping[str, Old] = field(default_factory=dict)
    """States of ids that went without a successor."""
    prints: Mapping[str, str] = field(default_factory=dict)
    """Fingerprints of the words that the states were given to."""
