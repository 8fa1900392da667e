"""The lists that states belong to, as the data of a page: small, inert, the same for scripts and programs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from guidance.corpus import Corpus, Locale
from guidance.export.rows import span
from guidance.model import Texts
from guidance.register import Index
from guidance.register.model import Citation, Obligation, Period, Titled
from guidance.register.worklist import worklist

Json = dict[str, Any]

_PRINT = 12
"""Hexadecimal digits of a fingerprint: enough to tell the words of one id from others that it had."""


def library(corpus: Corpus, index: Index, kinds: Sequence[str], tags: Sequence[str]) -> Json:
    """Return the lists of some kinds of unit; ``data/worklist.schema.json`` describes the form.

    Args:
        corpus: the languages.
        index: a sound register.
        kinds: ids of kinds of unit.
        tags: languages of the titles.
    """
    lists = {kind: worklist(index, index.by_unit[kind]) for kind in kinds}
    loose = {kind: [one for phase in found.phases for one in phase.loose] for kind, found in lists.items()}
    tasks = {one.task.id for found in lists.values() for one in found.tasks}
    alone = {one.id for some in loose.values() for one in some}
    points = {one.id for found in lists.values() for task in found.tasks for one in task.points}
    limits = {one.id for found in lists.values() for one in found.limits}
    cited = index.texts_of(item for found in lists.values() for item in found.items)
    writer = _Writer(corpus, index, tags)
    here = {*tasks, *alone}
    periods = [one for one in index.register.periods if one.lasts]
    return {
        "project": corpus.name,
        "editions": {
            name: {"date": index.texts[name].date, "sha256": index.texts[name].provenance.sha256}
            for name in cited
        },
        "phases": [one.id for one in index.register.phases],
        "tasks": [
            *(writer.task(name, points, tasks) for name in index.tasks if name in tasks),
            *(writer.loose(item, alone) for item in index.items.values() if item.id in alone),
        ],
        "prints": {
            **{name: task_print(index, name, writer.original) for name in index.tasks if name in tasks},
            **{
                one.id: item_print(one, writer.original)
                for one in index.items.values()
                if one.id in limits or one.id in alone
            },
        },
        "points": {
            one.id: item_print(one, writer.original) for one in index.items.values() if one.id in points
        },
        "kinds": {
            kind: {
                "tasks": [*(one.task.id for one in found.tasks), *(one.id for one in loose[kind])],
                "points": [one.id for task in found.tasks for one in task.points],
                "limits": [one.id for one in found.limits],
            }
            for kind, found in lists.items()
        },
        "gone": writer.gone(here | points | limits),
        "windows": [writer.window(one, sorted(here)) for one in periods],
        "titles": writer.titles(here, limits, periods),
    }


def library_json(data: Json) -> str:
    """Return the data as a page carries it: nothing in it ends a script.

    Args:
        data: what ``library`` returns.
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def task_print(index: Index, name: str, original: str) -> str:
    """Return the fingerprint of a task: its title, and the quotes of all its points.

    Args:
        index: the register.
        name: the task's id.
        original: the language of the title that counts.
    """
    task = index.tasks[name]
    points = [index.items[one] for one in task.points if one in index.items]
    return _print((task.title[original], *(cite.quote for one in points for cite in one.cites)))


def item_print(item: Obligation, original: str) -> str:
    """Return the fingerprint of a point or a limit: its title and its quotes."""
    return _print((item.title[original], *(cite.quote for cite in item.cites)))


def _print(words: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:_PRINT]


class _Writer:
    """Puts entries into the languages of a page."""

    def __init__(self, corpus: Corpus, index: Index, tags: Sequence[str]) -> None:
        self.original = corpus.languages.original
        self._index = index
        self._locales = [corpus.locale(tag) for tag in tags]
        self._script: Mapping[str, Locale] = {
            one.tag: one if one.base == self.original else corpus.locale(self.original)
            for one in self._locales
        }

    def task(self, name: str, points: Collection[str], here: Collection[str]) -> Json:
        task = self._index.tasks[name]
        return {
            "id": name,
            "phase": task.phase,
            "lead": task.lead,
            "members": list(task.members),
            "after": [one for one in task.after if one in here],
            "points": [one for one in task.points if one in points],
        }

    @staticmethod
    def loose(item: Obligation, here: Collection[str]) -> Json:
        """Return an item that no task takes up: it is worked as one."""
        return {
            "id": item.id,
            "phase": item.phase,
            "lead": item.actor,
            "members": list(item.members),
            "after": [one for one in item.after if one in here],
            "points": [],
        }

    def gone(self, living: Collection[str]) -> Json:
        """Return what became of ids that are no more, unless it concerns other lists only."""
        register = self._index.register
        graves = {one.id: one for one in (*register.tombstones, *register.task_tombstones)}

        def ends(name: str) -> Iterable[str]:
            return [end for into in graves[name].into for end in ends(into)] if name in graves else [name]

        return {
            one.id: {"gone": str(one.gone), "into": list(one.into)}
            for one in graves.values()
            if not one.into or not set(ends(one.id)).isdisjoint(living)
        }

    def window(self, one: Period, tasks: Sequence[str]) -> Json:
        if one.lasts is None:
            raise ValueError(f"the text does not say how long “{one.id}” lasts")
        lasts = one.lasts
        return {
            "id": one.id,
            "months": lasts.months,
            "days": lasts.days,
            "about": lasts.about,
            "tasks": list(tasks),
            "text": lasts.cite.text,
            "at": lasts.cite.at,
            "quote": self._quote(lasts.cite),
            "says": self._texts(one.ends),
        }

    def titles(self, here: Collection[str], limits: Collection[str], periods: Sequence[Period]) -> Json:
        register = self._index.register
        titled: tuple[Sequence[Titled], ...] = (
            register.phases,
            register.tasks,
            register.obligations,
            periods,
        )
        wanted = {*here, *limits, *(one.id for one in register.phases), *(one.id for one in periods)}
        graves = (*register.tombstones, *register.task_tombstones)
        return {
            **{one.id: self._texts(one.title) for some in titled for one in some if one.id in wanted},
            **{one.id: self._texts(one.reason) for one in graves},
        }

    def _texts(self, texts: Texts) -> dict[str, str]:
        return {one.tag: one.pick(texts) for one in self._locales}

    def _quote(self, cite: Citation) -> dict[str, str]:
        """Return the words of the text in the script of each language, cut from the converted paragraph."""
        segment = self._index.segments[cite.address]
        start, end = span(cite, segment)
        return {tag: script(segment.reading)[start:end] for tag, script in self._script.items()}
