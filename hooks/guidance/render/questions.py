"""Questions and answers: what readers ask, the words that answer, and what has to do with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guidance.asking import Question
from guidance.register.context import passage
from guidance.render.entry import Link, original_locale, procedure_link, task_link
from guidance.render.page import Heading, Parts, Request


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """Words of the text that answer."""

    at: str
    href: str
    words: str
    """In the original, in the page's script of it."""
    translation: str
    """The same in the page's language; empty where that is the original."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """A question with its answer, in the words of a page."""

    id: str
    href: str
    title: str
    answer: str
    """What the text does with it, as in the data."""
    said: tuple[Said, ...]
    note: str
    documents: tuple[Link, ...]
    tasks: tuple[Link, ...]
    procedures: tuple[Link, ...]
    terms: tuple[Link, ...]


def questions_parts(request: Request) -> Parts:
    """Return all questions by who asks."""
    asking, pick = request.corpus.asking, request.locale.pick
    groups = [
        (
            one.id,
            pick(one.title),
            [answered(request, each) for each in asking.questions if each.asker == one.id],
        )
        for one in asking.askers
    ]
    groups = [group for group in groups if group[2]]
    return {"groups": groups}, [Heading(level=2, id=f"asker-{id_}", title=title) for id_, title, _ in groups]


def answered(request: Request, question: Question) -> Answered:
    """Return a question with its answer."""
    index, links, locale = request.index, request.links, request.locale
    documents = {one.id: one for one in index.register.documents}
    terms = {one.id: one for one in request.corpus.terms}
    named = [index.tasks[one] for one in question.tasks]
    return Answered(
        id=question.id,
        href=links.question(question.id),
        title=locale.pick(question.title),
        answer=str(question.answer),
        said=_said(request, question),
        note=locale.pick(question.note) if question.note else "",
        documents=tuple(
            Link(title=locale.pick(documents[one].title), href=links.document(one))
            for one in question.documents
        ),
        tasks=tuple(task_link(request, one, one.points[0]) for one in named),
        procedures=tuple(procedure_link(request, index.procedures[one]) for one in question.procedures),
        terms=tuple(
            Link(title=locale(terms[one].names[locale.base][0]), href=links.term(terms[one]))
            for one in question.terms
        ),
    )


def question_links(request: Request, questions: Iterable[Question]) -> tuple[Link, ...]:
    """Return links to questions."""
    return tuple(
        Link(title=request.locale.pick(one.title), href=request.links.question(one.id)) for one in questions
    )


def _said(request: Request, question: Question) -> tuple[Said, ...]:
    voice = original_locale(request)
    found = []
    for one in question.cites:
        reading = request.index.segments[one.address].reading
        place = passage(one.quote, reading)
        if place is None:
            raise LookupError(f"{one.address} does not have «{one.quote}»")
        _, words, _ = place.pieces(voice(reading))
        found.append(
            Said(
                at=request.place(one.address),
                href=request.links.segment(one.address),
                words=words,
                translation=one.translations.get(request.locale.base, ""),
            )
        )
    return tuple(found)
