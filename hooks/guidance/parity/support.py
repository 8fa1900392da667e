"""Holds what the register says against the sentences that it quotes: numbers, senses, negation, actors.

A title, a result or a time is ours, and may say no more than the text. A quote is often less than a
sentence; what counts is the sentence in which it stands, and for who acts, the paragraph and the headings
above it, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from guidance.corpus import Corpus
from guidance.model import Address, Segment
from guidance.parity.matching import numbers_in, says_any, senses_in
from guidance.parity.model import Entries, Rules
from guidance.problems import Place, Problem
from guidance.register.coverage import PART_LEVEL, Sentence, find
from guidance.register.model import Citation, Obligation, Register

NUMBER, TITLE, NEGATION, ACTOR, CLAUSE = (
    f"register-{one}" for one in ("number", "title", "negation", "actor", "clause")
)
CODES = (NUMBER, TITLE, NEGATION, ACTOR, CLAUSE)
"""What an exception may name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Said:
    """Words of ours, and what they rest on."""

    name: str
    text: str
    place: Place
    cites: tuple[Citation, ...]


class Support:
    """A register beside the texts that it quotes."""

    def __init__(self, rules: Rules, corpus: Corpus) -> None:
        """Take both as they are."""
        self._rules = rules
        self._wanted: Entries = rules.entries
        self._corpus = corpus
        self._tag = corpus.languages.original

    def problems(self) -> Iterator[tuple[str, Problem]]:
        """Yield the name of each entry that says what its sentences do not, and what is wrong."""
        if self._corpus.index is None:
            return
        register = self._corpus.index.register
        for one in self._said(register):
            yield from self._title(one)
        for item in register.obligations:
            yield from self._negation(item)
            yield from self._actor(item)
        yield from self.clauses()

    def _said(self, register: Register) -> Iterator[_Said]:
        """Yield what says what is to be done, and when; details and notes speak of the text itself."""
        cites = {one.id: one.cites for one in register.obligations}
        for item in register.obligations:
            yield _Said(
                name=f"{item.id}/title",
                text=item.title.get(self._tag, ""),
                place=item.spot("title"),
                cites=item.cites,
            )
        for task in register.tasks:
            under = tuple(cite for point in task.points for cite in cites.get(point, ()))
            yield _Said(
                name=f"{task.id}/title",
                text=task.title.get(self._tag, ""),
                place=task.spot("title"),
                cites=under,
            )
            if task.result:
                whole = (*under, *([task.result.cite] if task.result.cite else ()))
                yield _Said(
                    name=f"{task.id}/result",
                    text=task.result.says.get(self._tag, ""),
                    place=task.spot("result"),
                    cites=whole,
                )
        for period in register.periods:
            for key, texts in (("begins", period.begins), ("ends", period.ends)):
                yield _Said(
                    name=f"{period.id}/{key}",
                    text=texts.get(self._tag, ""),
                    place=period.spot(key),
                    cites=period.cites,
                )

    def _title(self, said: _Said) -> Iterator[tuple[str, Problem]]:
        """Yield numbers and senses that stand in words of ours and in no text that they rest on."""
        wanted = self._wanted
        text = said.text
        for word in wanted.counted.get(self._tag, ()):
            text = text.replace(word, "")
        if not text:
            return
        paragraphs = [*self._paragraphs(said.cites), *(one.quote for one in said.cites)]
        if NUMBER in wanted.topics and self._tag in self._rules.numerals:
            lacking = self._numbers([text]) - self._numbers(paragraphs)
            if lacking:
                yield self._lacks(said, NUMBER, [str(one) for one in sorted(lacking)])
        sentences = self._sentences(said.cites)
        senses = self._senses([text], wanted.titles) - self._senses(sentences, wanted.titles)
        senses |= self._senses([text], wanted.topics) - self._senses(paragraphs, wanted.topics)
        if senses:
            yield self._lacks(said, TITLE, sorted(senses))

    def _negation(self, item: Obligation) -> Iterator[tuple[str, Problem]]:
        """Yield that a title forbids what the quotes do not, or the reverse."""
        wanted = self._wanted.negation
        if not wanted:
            return
        title = item.title.get(self._tag, "")
        denied = bool(self._of(wanted, [title]))
        quoted = bool(self._of(wanted, [one.quote for one in item.cites]))
        message = ""
        if denied and not quoted:
            message = "the title says “not”, and no quote does"
        elif quoted and not denied:
            message = "a quote says “not”, and the title does not"
        if message:
            yield item.id, self._problem(item.spot("title"), NEGATION, message, item.id, title)

    def _actor(self, item: Obligation) -> Iterator[tuple[str, Problem]]:
        """Yield that nothing around an item's quotes names who acts, or that it names somebody else."""
        wanted, acting = self._wanted, item.actor
        own = {**wanted.of_part, **wanted.actors}.get(acting)
        quotes = [one.quote for one in item.cites]
        headings = [text for one in item.cites for text in self._headings.get(one.address, ())]
        for named in wanted.named:
            found = [text for text in (*quotes, *headings) if self._has(named.words, text)]
            if (
                found
                and acting not in named.actors
                and not (own and any(self._has(own, one) for one in quotes))
            ):
                known = ", ".join(named.actors)
                message = f"the text names who acts here ({known}), and the item says “{acting}”"
                yield item.id, self._problem(item.spot("actor"), ACTOR, message, item.id, found[0])
                return
        if own is None:
            return
        around = [*self._paragraphs(item.cites), *headings]
        if acting in wanted.of_part:
            around += [text for one in item.cites for text in self._parts.get(one.address, ())]
        if not any(self._has(own, one) for one in around):
            message = "neither the paragraphs quoted nor the headings above name who acts here"
            yield item.id, self._problem(item.spot("actor"), ACTOR, message, item.id, acting)

    def clauses(self) -> Iterator[tuple[str, Problem]]:
        """Yield clauses that ask for something, and that no item quotes, in sentences that others do."""
        if not self._wanted.clauses or self._corpus.index is None:
            return
        quoted: dict[Address, list[tuple[int, int]]] = {}
        for item in self._corpus.index.register.obligations:
            for cite in item.cites:
                segment = self._segments.get(cite.address)
                span = find(cite.quote, segment.reading) if segment else None
                if span:
                    quoted.setdefault(cite.address, []).append(span)
        for sentence in self._corpus.index.coverage.sentences:
            if sentence.waiver or not sentence.items:
                continue
            for start, end in self._clauses_of(sentence):
                spans = quoted.get(sentence.address, ())
                text = sentence.text[start - sentence.start : end - sentence.start]
                if any(a < end and start < b for a, b in spans) or not self._of(self._wanted.clauses, [text]):
                    continue
                segment = self._segments[sentence.address]
                name = f"{self._corpus.written(sentence.address)}/{sentence.number}"
                message = "this clause asks for something, and no item quotes it"
                yield name, self._problem(segment.place, CLAUSE, message, name, text)

    def _clauses_of(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Yield where the clauses of a sentence stand in its paragraph."""
        start = sentence.start
        for at, character in enumerate(sentence.text, start=sentence.start):
            if character in self._wanted.ends:
                yield start, at
                start = at + 1
        if start < sentence.end:
            yield start, sentence.end

    @cached_property
    def _segments(self) -> Mapping[Address, Segment]:
        return {
            edition.address(one.id): one
            for edition in self._corpus.editions.values()
            for one in edition.segments
        }

    @cached_property
    def _by_segment(self) -> Mapping[Address, Sequence[Sentence]]:
        found: dict[Address, list[Sentence]] = {}
        for one in self._corpus.index.coverage.sentences if self._corpus.index else ():
            found.setdefault(one.address, []).append(one)
        return found

    @cached_property
    def _headings(self) -> Mapping[Address, tuple[str, ...]]:
        """Each segment to the headings above it."""
        found = {}
        for edition in self._corpus.editions.values():
            above: list[Segment] = []
            for one in edition.segments:
                if one.level:
                    above = [other for other in above if other.level < one.level]
                found[edition.address(one.id)] = tuple(other.reading for other in above)
                if one.level:
                    above.append(one)
        return found

    @cached_property
    def _parts(self) -> Mapping[Address, Sequence[str]]:
        """Each segment to the texts of those before it in its part."""
        found: dict[Address, Sequence[str]] = {}
        for edition in self._corpus.editions.values():
            before: list[str] = []
            for one in edition.segments:
                before = [] if one.level and one.level <= PART_LEVEL else before
                found[edition.address(one.id)] = tuple(before)
                before.append(one.reading)
        return found

    def _sentences(self, cites: Iterable[Citation]) -> list[str]:
        """Return the sentences in which some quotes stand."""
        found = []
        for cite in cites:
            segment = self._segments.get(cite.address)
            span = find(cite.quote, segment.reading) if segment else None
            found.append(cite.quote)
            if span:
                found += [
                    one.text
                    for one in self._by_segment.get(cite.address, ())
                    if one.start < span[1] and span[0] < one.end
                ]
        return found

    def _paragraphs(self, cites: Iterable[Citation]) -> list[str]:
        return [self._segments[one.address].reading for one in cites if one.address in self._segments]

    def _numbers(self, texts: Iterable[str]) -> set[int]:
        numerals = self._rules.numerals[self._tag]
        return {one for text in texts for one in numbers_in(numerals, text)} - self._rules.ignored

    def _senses(self, texts: Sequence[str], codes: Sequence[str]) -> set[str]:
        """Return which senses of the rules with some codes stand in texts."""
        return {
            sense
            for rule in self._rules.rules
            if rule.code in codes
            for text in texts
            for sense in senses_in(rule, self._tag, text)
        }

    def _of(self, senses: Sequence[str], texts: Sequence[str]) -> set[str]:
        """Return which of some senses stand in texts, by whatever rule."""
        wanted = {*senses}
        return {
            sense
            for rule in self._rules.rules
            if any(one.id in wanted for one in rule.senses)
            for text in texts
            for sense in senses_in(rule, self._tag, text)
            if sense in wanted
        }

    def asks(self, text: str, senses: Sequence[str]) -> bool:
        """Whether a text of the original has a word of one of some senses."""
        return bool(self._of(senses, [text]))

    def _has(self, words: Mapping[str, tuple[str, ...]], text: str) -> bool:
        return says_any(words.get(self._tag, ()), text)

    def _lacks(self, said: _Said, code: str, what: Sequence[str]) -> tuple[str, Problem]:
        message = f"this says what the text quoted does not: {', '.join(what)}"
        return said.name, self._problem(said.place, code, message, said.name, said.text)

    @staticmethod
    def _problem(place: Place, code: str, message: str, name: str, fragment: str) -> Problem:
        return Problem(place=place, code=code, message=f"{message} ({name})", fragment=fragment)
