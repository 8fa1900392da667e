"""Checks whether questions, answers and words fit the texts and one another; yields problems."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from guidance.asking.model import Answer, Asking, Question, Word
from guidance.model import Edition, Term
from guidance.problems import Place, Problem, nearest
from guidance.register.evidence import Evidence
from guidance.register.model import Cited, Entry, Register


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What questions and words may name and quote."""

    register: Register
    terms: Sequence[Term]
    cited: Cited
    """The texts."""
    sound: bool
    """Whether all texts could be read to the end; if not, no words are missed in them."""
    unread: Collection[str]
    """The kinds of which some could not be read, such as ``term``; references to them are let be."""


_FORMS = {
    "askers": (re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*"), "an id is made of a-z, 0-9 and single hyphens"),
    "questions": (
        re.compile(r"q-[a-z0-9]+(?:-[a-z0-9]+)*"),
        "a question's id is “q-” and a name of a-z, 0-9 and single hyphens",
    ),
    "words": (
        re.compile(r"w-[a-z0-9]+(?:-[a-z0-9]+)*"),
        "an entry's id is “w-” and a name of a-z, 0-9 and single hyphens",
    ),
}


def validate(asking: Asking, known: Known, missing: Collection[str]) -> Iterator[Problem]:
    """Yield every defect that the files alone do not show.

    Args:
        asking: what the files say.
        known: what may be named and quoted.
        missing: stems of the files that could not be read; references to them are let be.
    """
    for field, entries in (
        ("askers", asking.askers),
        ("questions", asking.questions),
        ("words", asking.words),
    ):
        yield from _ids(field, entries)
    yield from _References(asking, known, missing).problems()
    for question in asking.questions:
        yield from _answer(question)
    yield from _asked_twice(asking.questions)
    evidence = Evidence(known.register, known.cited, ())
    if known.sound:
        for question in asking.questions:
            yield from evidence.citations(question.cites)
    yield from _words(asking.words, known)


def _ids(field: str, entries: Sequence[Entry]) -> Iterator[Problem]:
    form, message = _FORMS[field]
    seen: dict[str, Entry] = {}
    for one in entries:
        if not one.id:
            continue
        place = one.spot("id")
        if not form.fullmatch(one.id):
            yield Problem(place=place, code="id-form", message=message, fragment=one.id)
        other = seen.setdefault(one.id, one)
        if other is not one:
            told = f"this id stands twice, first on line {other.place.line}"
            yield Problem(place=place, code="id-twice", message=told, fragment=one.id)


class _References:
    """What questions and words name."""

    def __init__(self, asking: Asking, known: Known, missing: Collection[str]) -> None:
        register = known.register
        self._asking = asking
        self._unread = {*known.unread, *({"asker"} if "askers" in missing else ())}
        self._ids = {
            "asker": [one.id for one in asking.askers],
            "unit": [one.id for one in register.units],
            "document": [one.id for one in register.documents],
            "task": [one.id for one in register.tasks],
            "procedure": [one.id for one in register.procedures],
            "term": [one.id for one in known.terms],
        }

    def problems(self) -> Iterator[Problem]:
        for asker in self._asking.askers:
            yield from self._many("unit", asker.units.ids, asker, "units")
        for one in self._asking.questions:
            yield from self._many("asker", (one.asker,), one, "asker")
            if "units" in one.places:
                yield from self._many("unit", one.units.ids, one, "units")
            yield from self._many("document", one.documents, one, "documents")
            yield from self._many("task", one.tasks, one, "tasks")
            yield from self._many("procedure", one.procedures, one, "procedures")
            yield from self._many("term", one.terms, one, "terms")
        for word in self._asking.words:
            yield from self._many("term", (word.term,), word, "term")

    def _many(self, kind: str, names: Sequence[str], entry: Entry, key: str) -> Iterator[Problem]:
        for number, name in enumerate(names):
            # What is not written at all has been reported, or is not due.
            if name and name not in self._ids[kind] and kind not in self._unread:
                yield Problem(
                    place=entry.spot(key, number),
                    code=f"unknown-{kind}",
                    message=f"no {kind} has this id",
                    fragment=name,
                    suggestion=nearest(name, self._ids[kind]),
                )


def _answer(question: Question) -> Iterator[Problem]:
    if question.answer is Answer.ELSEWHERE and not question.documents:
        message = "the answer stands elsewhere; name the documents not held (“documents”)"
        place = question.spot("answer")
        yield Problem(place=place, code="answer-without-document", message=message, fragment=question.id)
    if question.answer is not Answer.SAID and not question.note:
        message = "say in a note what the text does not say"
        place = question.spot("answer")
        yield Problem(place=place, code="answer-without-note", message=message, fragment=question.id)


def _asked_twice(questions: Sequence[Question]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], Question] = {}
    for one in questions:
        for language in one.title:
            for wording in (one.title[language], *one.also.get(language, ())):
                other = seen.setdefault((language, _plain(wording)), one)
                if other is not one:
                    message = f"“{other.id}” on line {other.place.line} is asked in the same words"
                    key = "title" if wording == one.title[language] else "also"
                    yield Problem(
                        place=one.spot(key), code="question-twice", message=message, fragment=wording
                    )


def _words(entries: Sequence[Word], known: Known) -> Iterator[Problem]:
    names = {one.id: one.names for one in known.terms}
    texts: dict[str, str] = {}
    seen: dict[tuple[str, str], Word] = {}
    for one in entries:
        yield from _target(one)
        for language, meant in one.words.items():
            if language not in texts:
                texts[language] = _texts(known.cited.texts, language)
            if known.sound and meant and _plain(meant) not in texts[language]:
                message = f"no text in {language} has these words"
                place = one.spot("words")
                yield Problem(place=place, code="word-not-in-text", message=message, fragment=meant)
        own = {
            (language, _plain(name)) for language, some in names.get(one.term, {}).items() for name in some
        } | {(language, _plain(text)) for language, text in one.words.items()}
        for language, says in one.says.items():
            for said in says:
                key = (language, _plain(said))
                if key in own:
                    message = "this is what the text itself says; there is nothing to lead to"
                    yield _word(one, "word-needless", message, said)
                other = seen.setdefault(key, one)
                if other is not one and not (other.note and one.note):
                    message = (
                        f"“{other.id}” on line {other.place.line} has this word too; "
                        "say in a note to both which is meant when"
                    )
                    yield _word(one, "word-twice", message, said)


def _target(one: Word) -> Iterator[Problem]:
    targets = [
        name for name, there in (("term", one.term), ("words", one.words), ("filler", one.filler)) if there
    ]
    if not targets:
        message = "say what is meant: “term”, “words”, or “filler: true”"
        yield _word(one, "word-without-target", message, one.id)
    elif len(targets) > 1:
        message = f"this leads to {' and '.join(f'“{name}”' for name in targets)}; keep one"
        yield _word(one, "word-two-targets", message, one.id)


def _word(one: Word, code: str, message: str, fragment: str) -> Problem:
    place: Place = one.spot("says") if fragment != one.id else one.place
    return Problem(place=place, code=code, message=message, fragment=fragment)


def _texts(editions: Mapping[str, Edition], language: str) -> str:
    """Return all texts in a language, plain."""
    found = []
    for edition in editions.values():
        if language == edition.original:
            found += [one.reading for one in edition.segments]
        found += [one.text for one in edition.translations.get(language, {}).values()]
    return "\n".join(map(_plain, found))


def _plain(text: str) -> str:
    """Return a text without case, width and marks, its words one blank apart."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(one if one.isalnum() else " " for one in plain).split())
