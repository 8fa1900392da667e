"""What the command line answers about the register: a unit's list, an item's reason, the coverage."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from guidance.corpus import Corpus
from guidance.problems import nearest
from guidance.register import Index
from guidance.register.coverage import Coverage
from guidance.register.model import Obligation, Task
from guidance.register.worklist import worklist


class UnknownNameError(Exception):
    """A word of the command line names nothing that the register has."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Query:
    """A command that only reads."""

    words: Sequence[str]
    """Names of its arguments, in order."""
    options: Sequence[str] = ()
    """Names of further arguments that may be left out; they are empty then."""
    help: str
    answer: Callable[..., Iterator[str]]
    """Takes the corpus and the arguments; yields lines."""

    def ask(self, parser: ArgumentParser) -> None:
        """Have a command line take the arguments."""
        for word in self.words:
            parser.add_argument(word)
        for word in self.options:
            parser.add_argument(word, nargs="?", default="")

    def answered(self, corpus: Corpus, arguments: Namespace) -> Iterator[str]:
        """Yield the answer to the arguments of a command line."""
        return self.answer(corpus, *(getattr(arguments, one) for one in (*self.words, *self.options)))


def unit_list(corpus: Corpus, unit: str, text: str = "") -> Iterator[str]:
    """Yield a unit's tasks with their points, then what stands around them: limits, aims and facts.

    Only what cites a text, where one is named.

    A task's line has id, phase, lead and title; an item's has id, modality or role, title and the
    segments cited.

    Raises:
        UnknownNameError: there is no such unit or text, or no register.
    """
    index = _index(corpus)
    known("unit", unit, tuple(index.units))
    if text:
        known("text", text, tuple(index.texts))
    items = [one for one in index.by_unit[unit] if not text or text in one.texts]
    language = corpus.languages.original
    found = worklist(index, items)
    for listed in found.tasks:
        task = listed.task
        yield f"{task.id}\t{task.phase}\t{task.lead}\t{task.title[language]}"
        yield from (f"  {_line(corpus, item, item.modality)}" for item in listed.points)
    for phase in found.phases:
        yield from (_line(corpus, item, item.modality) for item in phase.loose)
    for item in (*found.limits, *found.aims, *found.facts):
        yield _line(corpus, item, item.role)
    yield f"{len(found.tasks)} tasks, {len(found.items)} items"


def _line(corpus: Corpus, item: Obligation, word: str) -> str:
    places = ", ".join(dict.fromkeys(corpus.written(one.address) for one in item.cites))
    departs = "\tdeparts" if corpus.index and item.id in corpus.index.departing else ""
    return f"{item.id}\t{word}\t{item.title[corpus.languages.original]}\t{places}{departs}"


def why(corpus: Corpus, item: str, unit: str) -> Iterator[str]:
    """Yield whether an item or a task is on a unit's list, by which rule, and as a point of which task.

    Raises:
        UnknownNameError: there is no such item, task or unit, or no register.
    """
    index = _index(corpus)
    known("unit", unit, tuple(index.units))
    if item in index.tasks:
        yield from _why_task(corpus, index, index.tasks[item], unit)
        return
    known("item", item, (*index.items, *index.tasks))
    found = index.why(item, unit)
    answer = "yes" if found.applies else "no"
    via = f" ({found.via})" if found.via else ""
    reason = f": {found.reason[corpus.languages.original]}" if found.reason else ""
    yield f"{answer}, by the rule “{found.rule}”{via}{reason}"
    if found.applies and item in index.task_of:
        task = index.task_of[item]
        yield f"a point of the task {task.id}: {task.title[corpus.languages.original]}"


def _why_task(corpus: Corpus, index: Index, task: Task, unit: str) -> Iterator[str]:
    points = [one for one in task.points if one in index.reasons[unit]]
    if not points:
        yield "no, none of its points is on the list"
        return
    yield f"yes, by {len(points)} of its {len(task.points)} points"
    for one in points:
        answer, *_ = why(corpus, one, unit)
        yield f"  {one}: {answer}"


def coverage(corpus: Corpus, text: str = "") -> Iterator[str]:
    """Yield every sentence with the items that quote it, or why none does, and the totals.

    Those of one text, where one is named; of several texts each has totals of its own, too.

    Raises:
        UnknownNameError: there is no such text, or no register.
    """
    index = _index(corpus)
    if text:
        known("text", text, tuple(index.taken_up))
    found = index.coverage.of(text) if text else index.coverage
    language = corpus.languages.original
    for one in found.sentences:
        by = ", ".join(_with_task(index, item) for item in one.items) or (
            one.waiver.reason[language] if one.waiver else "–"
        )
        yield f"{corpus.written(one.address)}.{one.number}\t{one.text}\t{by}"
    several = index.taken_up if len(index.taken_up) > 1 and not text else ()
    yield from (f"{one}: {_totals(index.coverage.of(one))}" for one in several)
    yield _totals(found)


def _totals(found: Coverage) -> str:
    totals = f"{found.covered} covered, {found.waived} waived, {found.open} open"
    return f"{len(found.sentences)} sentences: {totals}"


def _with_task(index: Index, item: str) -> str:
    return f"{item} ({index.task_of[item].id})" if item in index.task_of else item


def _index(corpus: Corpus) -> Index:
    if corpus.index is None:
        raise UnknownNameError("no-register: these documents have no register")
    return corpus.index


def known(kind: str, name: str, names: Sequence[str]) -> None:
    """Make sure that a word of the command line is one of the names of its kind.

    Raises:
        UnknownNameError: it is not; the message tells the nearest.
    """
    if name not in names:
        near = nearest(name, names)
        hint = f"; nearest: «{near}»" if near else f"; one of: {', '.join(names[:9])}"
        raise UnknownNameError(f"unknown-{kind}: there is no {kind} with this id: «{name}»{hint}")


QUERIES: Mapping[str, Query] = {
    "list": Query(
        words=("unit",),
        options=("text",),
        help="list the tasks and items of a kind of unit",
        answer=unit_list,
    ),
    "why": Query(words=("item", "unit"), help="say why an item or a task is on a unit's list", answer=why),
    "coverage": Query(
        words=(), options=("text",), help="list every sentence and what covers it", answer=coverage
    ),
}
"""Command name to the query."""
