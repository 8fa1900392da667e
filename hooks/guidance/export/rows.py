"""Makes the lists of units, row by row, in the words of one language."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from guidance.corpus import Corpus, Locale
from guidance.export.listing import Item, Listing, Named, Paragraph, Quote, Row, TaskLine
from guidance.labels import filled
from guidance.model import Address, Edition, Emendation, Segment
from guidance.register import Index
from guidance.register.coverage import Span, find
from guidance.register.crossref import Rule, Why, named
from guidance.register.model import Citation, Obligation, Titled
from guidance.register.worklist import ListedTask, Worklist, worklist


class Lister:
    """Makes the lists of one language; what the lists share is put into words once."""

    def __init__(self, corpus: Corpus, index: Index, locale: Locale) -> None:
        """Take a sound register and the language to write in."""
        languages, register = corpus.languages, index.register
        self._index = index
        self._locale = locale
        self._words = corpus.labels(locale.tag)
        self._stale_items = corpus.stale.items
        # A list in the original's language has the first translation beside it.
        self._translation = languages.translation_of(locale)
        self._stale_segments = {
            one.key.address for one in corpus.stale.translations if one.key.language == self._translation
        }
        self._script = locale if locale.base == languages.original else corpus.locale(languages.original)
        self._actors = _names(register.actors, locale)
        self._members = _names(register.members, locale)
        self._phases = _names(register.phases, locale)
        self._procedures = _names(register.procedures, locale)
        self._tasks = _names(register.tasks, locale)
        self._titles = _names(register.obligations, locale)
        self._types = _names(register.units, locale)
        self._short = {one.id: locale.pick(one.short or one.title) for one in register.units}
        self._reasons: dict[tuple[Rule, tuple[str, ...]], str] = {}
        self._paragraphs: dict[Address, Paragraph] = {}
        self._items: dict[str, Item] = {}

    def texts(self, unit: str) -> tuple[str, ...]:
        """Return the ids of the texts that a unit's list quotes, in the order of the corpus."""
        return self._index.texts_of(self._index.by_unit[unit])

    def listing(self, unit: str, text: str = "") -> Listing:
        """Return the list of a unit, or of what one text says to it.

        Args:
            unit: id of the unit.
            text: id of the text; empty for all.

        Raises:
            KeyError: there is no such unit.
        """
        note = self._index.units[unit].note
        items = self._index.by_unit[unit]
        if text:
            items = tuple(one for one in items if text in one.texts)
        found = worklist(self._index, items)
        here = {one.task.id for one in found.tasks}
        tasks = tuple(self._task(one, here) for one in found.tasks)
        rows, scope = tuple(self._rows(unit, found)), self._quotes(self._scope(unit))
        cited = {quote.address for quote in scope} | {at for row in rows for at in row.item.cited}
        cited |= {quote.address for task in tasks for quote in task.carrier}
        editions = tuple(one for one in self._index.texts.values() if any(at.text == one.id for at in cited))
        return Listing(
            locale=self._locale,
            words=self._words,
            editions=editions,
            unit=self._types[unit],
            note=self._locale.pick(note) if note else "",
            scope=scope,
            tasks=tasks,
            rows=rows,
            paragraphs=tuple(self._paragraph(at) for one in editions for at in with_headings(one, cited)),
        )

    def _task(self, listed: ListedTask, here: Collection[str]) -> TaskLine:
        task = listed.task
        result = task.result
        if result is None:
            raise LookupError(f"“{task.id}” has no result; a sound register has no such task")
        cites = (result.cite,) if result.cite else self._index.items[result.by].cites
        return TaskLine(
            id=task.id,
            title=self._tasks[task.id].title,
            lead=self._actors[task.lead],
            phase=self._phases[task.phase],
            members=tuple(self._members[one] for one in listed.members),
            after=tuple(self._tasks[one] for one in task.after if one in here),
            result=self._locale.pick(result.says),
            carrier=self._quotes(cites),
            points=tuple(one.id for one in listed.points),
            limits=tuple(one.id for one in listed.limits),
        )

    def _rows(self, unit: str, found: Worklist) -> Iterator[Row]:
        index = self._index
        for number, item in enumerate(found.items, start=1):
            if item.id not in self._items:
                self._items[item.id] = self._item(item)
            why = self._reason(item, index.reasons[unit][item.id])
            yield Row(number=number, why=why, item=self._items[item.id])

    def _reason(self, item: Obligation, why: Why) -> str:
        key = (why.rule, named(item, why))
        if key not in self._reasons:
            units = self._word("list-comma").join(self._short[one] for one in key[1])
            self._reasons[key] = filled(self._word(f"rule-{why.rule}"), units=units)
        return self._reasons[key]

    def _scope(self, unit: str) -> Sequence[Citation]:
        """Return the scope of a unit, or of the nearest type that it extends and that has one."""
        return next((one.scope for one in self._index.lineages[unit] if one.scope), ())

    def _item(self, item: Obligation) -> Item:
        return Item(
            id=item.id,
            title=self._titles[item.id].title,
            detail="\n".join(self._detail(item)),
            phase=self._phases[item.phase],
            procedure=self._procedures.get(item.procedure),
            actor=self._actors[item.actor],
            members=tuple(self._members[one] for one in item.members),
            modality=item.modality,
            force=self._word(f"modality-{item.modality}"),
            role=item.role,
            part=self._word(f"role-{item.role}"),
            task=self._tasks[self._index.task_of[item.id].id] if item.id in self._index.task_of else None,
            quotes=self._quotes(item.cites),
            cited=tuple(dict.fromkeys(one.address for one in item.cites)),
            after=tuple(self._titles[one] for one in item.after),
            see=tuple(self._titles[one] for one in item.see),
        )

    def _detail(self, item: Obligation) -> Iterator[str]:
        if item.detail:
            yield self._locale.pick(item.detail)
        if item.id in self._index.departing:
            yield self._word("departs")
        if item.id in self._stale_items:
            yield self._word("stale-item")

    def _quotes(self, citations: Sequence[Citation]) -> tuple[Quote, ...]:
        return tuple(map(self._quote, citations))

    def _quote(self, citation: Citation) -> Quote:
        paragraph = self._paragraph(citation.address)
        start, end = span(citation, self._index.segments[citation.address])
        # Cut from the paragraph: a script's choice of a character may hang on the words around it.
        words = paragraph.original[start:end]
        return Quote(
            text=citation.text,
            at=citation.at,
            place=paragraph.place,
            words=words,
            start=start,
            end=end,
            translation=paragraph.translation,
        )

    def _paragraph(self, at: Address) -> Paragraph:
        if at not in self._paragraphs:
            segment = self._index.segments[at]
            self._paragraphs[at] = Paragraph(
                text=at.text,
                at=at.segment,
                place=self._place(at),
                level=segment.level,
                original=self._script(segment.reading),
                translation=self._translated(at),
                notes=tuple(self._notes(at, segment)),
            )
        return self._paragraphs[at]

    def _notes(self, at: Address, segment: Segment) -> Iterator[str]:
        yield from (self._doubt(one) for one in segment.emendations if not (one.certain or one.variant))
        if at in self._stale_segments:
            yield self._word("stale-translation")
        if self._translation and not self._translated(at):
            yield self._word("untranslated")

    def _translated(self, at: Address) -> str:
        found = self._index.texts[at.text].translated(self._translation, at.segment)
        return found.text if found else ""

    def _place(self, at: Address) -> str:
        if len(self._index.texts) == 1:
            return at.segment
        edition = self._index.texts[at.text]
        return f"{self._locale.pick(edition.short or edition.title)} {at.segment}"

    def _doubt(self, one: Emendation) -> str:
        nothing = self._word("nothing")
        source, reading = self._script(one.source) or nothing, self._script(one.reading) or nothing
        reason = self._locale.pick(one.reason)
        return filled(self._word("file-doubt"), id=one.id, source=source, reading=reading, reason=reason)

    def _word(self, key: str) -> str:
        return self._words[key]


def span(citation: Citation, segment: Segment) -> Span:
    """Return where a citation's words stand in the reading text of its segment.

    Raises:
        ValueError: they do not stand there; a sound register has no such citation.
    """
    found = find(citation.quote, segment.reading)
    if found is None:
        raise ValueError(f"“{segment.id}” does not have these words: «{citation.quote}»")
    return found


def with_headings(edition: Edition, cited: Collection[Address]) -> Iterator[Address]:
    """Yield the cited segments of a text and the headings above them, in the order of the text."""
    above: dict[int, Address] = {}
    waiting: dict[Address, None] = {}
    for segment in edition.segments:
        here = edition.address(segment.id)
        if segment.level:
            above = {level: at for level, at in above.items() if level < segment.level}
            above[segment.level] = here
            waiting[here] = None
        if here in cited:
            yield from (at for at in above.values() if at in waiting and at != here)
            yield here
            waiting.clear()


def _names(entries: Sequence[Titled], locale: Locale) -> dict[str, Named]:
    return {one.id: Named(id=one.id, title=locale.pick(one.title)) for one in entries}
