"""Questions with their answers, and words with what they stand for, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from guidance.model import Texts
from guidance.register import Index
from guidance.register.crossref import reaches
from guidance.register.model import Audience, Citation, Entry, Titled

Wordings = Mapping[str, tuple[str, ...]]
"""Language tag to wordings in it."""

_ON_A_LIST = 6


class Answer(StrEnum):
    """What the text does with a question."""

    SAID = "said"
    SILENT = "silent"
    """It does not say; what is quoted is what it does say."""
    ELSEWHERE = "elsewhere"
    """The answer stands in documents that are named and not held."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asker(Titled):
    """Who asks."""

    units: Audience
    """On whose lists the questions are, unless a question says otherwise."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Question(Titled):
    """A question in a reader's words, and what the text answers."""

    also: Wordings
    """Other ways to ask it."""
    asker: str
    units: Audience
    often: bool
    """Whether it is among those that a list shows."""
    answer: Answer
    cites: tuple[Citation, ...]
    """Words of the texts, with those of every translation."""
    note: Texts
    """A line of the project's own; empty where the quotes are enough."""
    documents: tuple[str, ...]
    """Documents not held that have to do with it."""
    tasks: tuple[str, ...]
    procedures: tuple[str, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Word(Entry):
    """Words that people say, and what the texts say for it."""

    says: Wordings
    term: str
    """Id of the term that is meant; empty where there is none."""
    words: Texts
    """Words of the texts that are meant where they are no term; empty otherwise."""
    filler: bool
    """Whether the words only make a question of the rest and stand for nothing."""
    note: Texts
    """In what the words are wider or narrower than what they lead to."""


@dataclass(frozen=True, kw_only=True)
class Asking:
    """All that is known of how people ask, in the order of the files."""

    askers: tuple[Asker, ...] = ()
    questions: tuple[Question, ...] = ()
    words: tuple[Word, ...] = ()

    def of_unit(self, index: Index, unit: str) -> tuple[Question, ...]:
        """Return a unit's questions: those that the fewest kinds of unit ask first, then in their order."""
        reach = {one.id: self._reach(index, one) for one in self.questions}
        return tuple(
            sorted(
                (one for one in self.questions if unit in reach[one.id]), key=lambda one: len(reach[one.id])
            )
        )

    def often(self, index: Index, unit: str) -> tuple[Question, ...]:
        """Return the few questions that a unit's list shows."""
        return tuple(one for one in self.of_unit(index, unit) if one.often)[:_ON_A_LIST]

    def of(self, relation: str, id_: str) -> tuple[Question, ...]:
        """Return the questions that name something.

        Args:
            relation: ``documents``, ``tasks``, ``procedures`` or ``terms``.
            id_: what is named.
        """
        return self._naming.get((relation, id_), ())

    @staticmethod
    def _reach(index: Index, question: Question) -> tuple[str, ...]:
        return tuple(unit for unit, line in index.lineages.items() if reaches(question.units, line))

    @cached_property
    def _naming(self) -> Mapping[tuple[str, str], tuple[Question, ...]]:
        found: dict[tuple[str, str], tuple[Question, ...]] = {}
        for one in self.questions:
            for relation in ("documents", "tasks", "procedures", "terms"):
                for id_ in getattr(one, relation):
                    found[relation, id_] = (*found.get((relation, id_), ()), one)
        return found
