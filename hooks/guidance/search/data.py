"""The data script of the search in one language.

Every text stands in it once in the page's language and once in the language beside it, in rows
without keys. The columns are told where the rows are made; ``docs/assets/js/search-data.js`` reads
them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from guidance.corpus import Corpus, Locale
from guidance.languages import PINYIN
from guidance.model import Address, Edition, Mark, Segment, Term, Texts
from guidance.pages import Pages
from guidance.register import Register
from guidance.register.model import Citation, Modality, Obligation, Task, Unit
from guidance.search.asking import AskingRows, numbered
from guidance.search.folding import fold_classes
from guidance.search.readings import common_readings, readings

GLOBAL = "GuidanceSearch"
"""Name of the global that the script assigns."""
_WORDS = "search-"
"""What the keys of the interface's words for the search begin with."""

Row = list[object]


def search_script(corpus: Corpus, pages: Pages, tag: str) -> str:
    """Return the classic script that gives a page in one language its search data.

    Args:
        corpus: the documents.
        pages: the pages on which they stand; what stands on none has an empty address and is not found.
        tag: the page's language.
    """
    writer = _Writer(corpus=corpus, pages=pages, own=corpus.locale(tag), other=_beside(corpus, tag))
    text = json.dumps(writer.data(), ensure_ascii=False, separators=(",", ":"))
    return f"var {GLOBAL}={text}\n"


def _beside(corpus: Corpus, tag: str) -> Locale | None:
    """Return the language that is searched beside a page's own; None where there is no other."""
    return corpus.languages.beside(corpus.locale(tag))


@dataclass(frozen=True, kw_only=True)
class _Writer:
    """Writes everything in a page's own language and in the one beside it."""

    corpus: Corpus
    pages: Pages
    own: Locale
    other: Locale | None

    def data(self) -> Mapping[str, object]:
        """Return all that the script holds."""
        corpus, pages, register = self.corpus, self.pages, self._register
        plain = corpus.locale(corpus.languages.scripts[-1])
        return {
            "own": self.own.tag,
            "other": self.other.tag if self.other else "",
            "original": corpus.languages.original,
            "fold": " ".join(fold_classes((text, plain(text)) for text in self._han_texts())),
            "readings": " ".join(readings(plain(title) for title in self._han_titles()))
            if corpus.languages.reading == PINYIN
            else "",
            "sounds": " ".join(common_readings(plain(text) for text in self._han_texts()))
            if corpus.languages.reading == PINYIN
            else "",
            "words": {
                key.removeprefix(_WORDS): word
                for key, word in corpus.labels(self.own.tag).items()
                if key.startswith(_WORDS)
            },
            "modalities": [self._modality(one) for one in Modality],
            "units": [
                [
                    one.id,
                    pages.address("checklist", unit=one.id),
                    *self._both(one.title),
                    *self._both(one.note),
                ]
                for one in self._units
            ],
            "actors": [self.own.pick(one.short or one.title) for one in register.actors],
            "phases": [[one.id, self.own.pick(one.title)] for one in register.phases],
            "procedures": [
                [one.id, pages.address("procedure", procedure=one.id), *self._both(one.title)]
                for one in register.procedures
            ],
            "editions": [self._edition(one) for one in corpus.editions.values()],
            # Where there is only one text, nothing can be narrowed by it.
            "texts": [[one.id, self.own.pick(one.short or one.title)] for one in corpus.editions.values()]
            if len(corpus.editions) > 1
            else [],
            "tasks": [self._task(one) for one in self._tasks],
            "items": [self._item(one) for one in self._items],
            "terms": list(self._terms().items()),
            "documents": [
                pages.address("documents"),
                [[one.id, *self._both(one.title), *self._both(one.said)] for one in register.documents],
            ],
            "questions": self._asking.questions(),
            "vocabulary": self._asking.words(),
            "fillers": self._asking.fillers(),
        }

    @cached_property
    def _asking(self) -> AskingRows:
        return AskingRows(corpus=self.corpus, pages=self.pages, own=self.own, other=self.other)

    @cached_property
    def _numbers(self) -> Mapping[Address, tuple[int, int]]:
        return numbered(self.corpus)

    def _actor(self, id_: str) -> int:
        return [one.id for one in self._register.actors].index(id_)

    def _cites(self, cites: Sequence[Citation]) -> list[list[int]]:
        """Return text, segment (as places), start and end in its reading text."""
        rows = []
        for one in cites:
            number, at = self._numbers[one.address]
            start = [*self.corpus.editions.values()][number].segments[at].reading.index(one.quote)
            rows.append([number, at, start, start + len(one.quote)])
        return rows

    @property
    def _register(self) -> Register:
        return self.corpus.index.register if self.corpus.index else Register()

    @property
    def _units(self) -> tuple[Unit, ...]:
        return tuple(self.corpus.index.units.values()) if self.corpus.index else ()

    @property
    def _items(self) -> tuple[Obligation, ...]:
        return tuple(self.corpus.index.items.values()) if self.corpus.index else ()

    @property
    def _tasks(self) -> tuple[Task, ...]:
        return tuple(self.corpus.index.tasks.values()) if self.corpus.index else ()

    def _both(self, texts: Texts) -> tuple[str, str]:
        """Return a text in both languages; empty where it is not written."""
        own = self.own(texts.get(self.own.base, ""))
        return own, self.other(texts.get(self.other.base, "")) if self.other else ""

    def _modality(self, modality: Modality) -> str:
        """Return the word of the interface for a modality; its own name where there is none."""
        word = self.corpus.words.get(f"modality-{modality}")
        return self.own.pick(word) if word else str(modality)

    def _edition(self, edition: Edition) -> Row:
        """Return the text's page, that of its emendations, its segments and, if it is split, its pages."""
        text, apparatus = (self.pages.address(view, edition=edition.id) for view in ("edition", "apparatus"))
        row: Row = [text, apparatus, [self._segment(edition, one) for one in edition.segments]]
        homes = self.pages.homes(edition.id)
        if homes:
            # Where a page begins and which it is; a part may end before the next begins.
            runs: list[tuple[int, str]] = []
            for number, one in enumerate(edition.segments):
                page = homes.get(one.id, text)
                if not runs or runs[-1][1] != page:
                    runs.append((number, page))
            row.append(runs)
        return row

    def _segment(self, edition: Edition, segment: Segment) -> Row:
        """Return id, heading level, text, text beside it and, where there are any, the emendations."""
        texts = {edition.original: segment.reading} | {
            tag: found[segment.id].text for tag, found in edition.translations.items() if segment.id in found
        }
        row: Row = [segment.id, segment.level, *self._both(texts)]
        if segment.marks:
            row.append([self._mark(one) for one in segment.marks])
        return row

    def _mark(self, mark: Mark) -> Row:
        """Return id, start and end in the reading text, source, certain, reading, reason twice.

        The reading is left out where the emendation is certain, as the reading text has it then.
        """
        one = mark.emendation
        original = (
            self.other if self.other and self.own.base in self.corpus.languages.translations else self.own
        )
        reading = "" if one.certain else original(one.reading)
        return [one.id, mark.start, mark.end, one.source, int(one.certain), reading, *self._both(one.reason)]

    def _task(self, task: Task) -> Row:
        """Return id, page, units as bits, phase and points (as places), title and result twice, who leads."""
        register, index = self._register, self.corpus.index
        items = [one.id for one in self._items]
        units = [one.id for one in self._units]
        point = index.items[task.points[0]] if index else None
        return [
            task.id,
            self.pages.task(task, point).partition("#")[0] if point else "",
            sum(1 << units.index(one) for one in (index.units_of_task[task.id] if index else ())),
            [one.id for one in register.phases].index(task.phase),
            [items.index(one) for one in task.points],
            *self._both(task.title),
            *(self._both(task.result.says) if task.result else ("", "")),
            self._actor(task.lead),
        ]

    def _item(self, item: Obligation) -> Row:
        """Return id, page, units as bits, phase, modality, procedure (as places), texts, actor, quotes.

        Title and detail stand twice.
        A step leads to its procedure, which has a page of its own in the data.
        """
        register, index = self._register, self.corpus.index
        lists = index.units_of[item.id] if index else ()
        units = [one.id for one in self._units]
        procedures = [one.id for one in register.procedures]
        return [
            item.id,
            self.pages.item(item).partition("#")[0],
            sum(1 << units.index(one) for one in lists),
            [one.id for one in register.phases].index(item.phase),
            list(Modality).index(item.modality),
            procedures.index(item.procedure) if item.procedure else -1,
            *self._both(item.title),
            *self._both(item.detail),
            self._actor(item.actor),
            self._cites(item.cites),
        ]

    def _terms(self) -> Mapping[str, list[Row]]:
        """Return the terms by the address of the page that shows them."""
        found: dict[str, list[Row]] = {}
        for term in self.corpus.terms:
            found.setdefault(self.pages.term(term).partition("#")[0], []).append(self._term(term))
        return found

    def _term(self, term: Term) -> Row:
        """Return id, names in both languages, meaning in both."""
        own = [self.own(name) for name in term.names[self.own.base]]
        other = [self.other(name) for name in term.names[self.other.base]] if self.other else []
        return [term.id, own, other, *self._both(term.meaning)]

    def _han_titles(self) -> Iterator[str]:
        """Yield every title of the original language, which can be looked for by its sound."""
        original, register = self.corpus.languages.original, self._register
        for edition in self.corpus.editions.values():
            yield from (one.reading for one in edition.segments if one.level)
        for term in self.corpus.terms:
            yield from term.names[original]
        titled = (*self._tasks, *self._items, *self._units, *register.procedures, *register.documents)
        for one in titled:
            yield one.title[original]

    def _han_texts(self) -> Iterator[str]:
        """Yield every text in the original language, those of the source among them."""
        original, register = self.corpus.languages.original, self._register
        yield from self._han_titles()
        for edition in self.corpus.editions.values():
            for segment in edition.segments:
                yield from (segment.verbatim, segment.reading)
            for _, one in edition.emendations:
                yield from (one.reading, one.reason[original])
        for texts in (
            *(one.meaning for one in self.corpus.terms),
            *(one.detail for one in self._items),
            *(one.note for one in self._units),
            *(one.said for one in register.documents),
            *(one.result.says for one in self._tasks if one.result),
            *(one.title for one in self.corpus.asking.questions),
            *(one.note for one in self.corpus.asking.questions),
        ):
            yield texts.get(original, "")
        for question in self.corpus.asking.questions:
            yield from question.also.get(original, ())
        for word in self.corpus.asking.words:
            yield from word.says.get(original, ())
