"""What people ask and say, as rows of the search's data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from guidance.asking import Answer, Question, Word
from guidance.corpus import Corpus, Locale
from guidance.model import Address, Texts
from guidance.pages import Pages
from guidance.register.crossref import reaches
from guidance.register.model import Citation

Row = list[object]


@dataclass(frozen=True, kw_only=True)
class AskingRows:
    """Writes questions and words in a page's language and the one beside it."""

    corpus: Corpus
    pages: Pages
    own: Locale
    other: Locale | None
    """None where the site has no other language."""

    def questions(self) -> Row:
        """Return the page of the questions, and the questions."""
        questions = self.corpus.asking.questions if self.corpus.index else ()
        return [self.pages.address("questions"), [self._question(one) for one in questions]]

    def words(self) -> list[Row]:
        """Return the words that stand for something: what people say, what is meant twice, the note.

        What is meant stands in the page's language and in the other; for a term its id stands, once.
        """
        found: list[Row] = []
        for one in self.corpus.asking.words:
            if one.filler:
                continue
            meant = [one.term, ""] if one.term else [*self._both(one.words)]
            note = [self.own.pick(one.note)] if one.note else []
            found.append([[*self._said(one)], *meant, *note])
        return found

    def fillers(self) -> list[str]:
        """Return the words that only make a question of the rest, of both languages."""
        return [said for one in self.corpus.asking.words if one.filler for said in self._said(one)]

    def _said(self, word: Word) -> Iterator[str]:
        for locale in filter(None, (self.own, self.other)):
            yield from map(locale, word.says.get(locale.base, ()))

    def _each(self, texts: Mapping[str, Sequence[str]]) -> tuple[list[str], list[str]]:
        own = [*map(self.own, texts.get(self.own.base, ()))]
        return own, [*map(self.other, texts.get(self.other.base, ()))] if self.other else []

    def _both(self, texts: Texts) -> tuple[str, str]:
        own = self.own(texts.get(self.own.base, ""))
        return own, self.other(texts.get(self.other.base, "")) if self.other else ""

    def _question(self, question: Question) -> Row:
        """Return id, units as bits, what the text does, wordings, quotes, note, documents not held.

        Title, other wordings and note stand twice. A quote is its segment, as places of the text and of
        the segment, and where it begins and ends in the segment's text in both languages.
        """
        index = self.corpus.index
        lines = [*index.lineages.values()] if index else []
        return [
            question.id,
            sum(1 << number for number, line in enumerate(lines) if reaches(question.units, line)),
            list(Answer).index(question.answer),
            *self._both(question.title),
            *self._each(question.also),
            [self._quote(one) for one in question.cites],
            *self._both(question.note),
            *([[*question.documents]] if question.documents else ()),
        ]

    def _quote(self, cite: Citation) -> list[int]:
        edition = self.corpus.editions[cite.text]
        spans: list[int] = []
        for locale in filter(None, (self.own, self.other)):
            original = locale.base == edition.original
            segment = edition.by_id[cite.at]
            text = segment.reading if original else edition.translations[locale.base][cite.at].text
            words = cite.quote if original else cite.translations[locale.base]
            start = text.index(words)
            spans += [start, start + len(words)]
        return [*self._numbers[cite.address], *spans]

    @cached_property
    def _numbers(self) -> Mapping[Address, tuple[int, int]]:
        return numbered(self.corpus)


def numbered(corpus: Corpus) -> Mapping[Address, tuple[int, int]]:
    """Return for each segment the place of its text among the texts, and its own in it."""
    return {
        edition.address(one.id): (number, at)
        for number, edition in enumerate(corpus.editions.values())
        for at, one in enumerate(edition.segments)
    }
