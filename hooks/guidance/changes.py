"""What differs between two states of a corpus, as readers would tell it: texts, translations, lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from guidance.corpus import Corpus
from guidance.register.model import Citation, Register

_Seen = tuple[str, object]
"""A title, and all that would be told as altered."""


class Fate(StrEnum):
    """What became of a thing."""

    NEW = "new"
    GONE = "gone"
    ALTERED = "altered"


class Matter(StrEnum):
    """What kind of thing it is, in the order in which changes are told."""

    TEXT = "text"
    PARAGRAPH = "paragraph"
    TRANSLATION = "translation"
    TASK = "task"
    ITEM = "item"
    QUESTION = "question"
    TERM = "term"


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One difference."""

    matter: Matter
    fate: Fate
    id: str
    """As editors write it; a translation's is its paragraph's, a slash and the language."""
    title: str
    """In the original language; empty for paragraphs, which have none."""


def changes(before: Corpus | None, after: Corpus) -> tuple[Change, ...]:
    """Return what differs, matter by matter, each in the order of the corpus it stands in.

    What is altered has kept its id. Of a task these are its title, lead, phase, result and points; of an
    item its title, detail, force, reach and quotes; of a question its title, answer and quotes. Of a text
    that is new or gone, and of a paragraph that is, no part is told apart.

    Args:
        before: the earlier state; None where there was none, so that all is new.
        after: the later state.
    """
    found: list[Change] = []
    for matter, read in _READERS.items():
        old = dict(read(before)) if before else {}
        found += _compared(matter, old, dict(read(after)))
    # A paragraph that comes or goes has its translation with it, and its text likewise.
    whole = {(one.matter, one.id) for one in found if one.fate is not Fate.ALTERED}
    return tuple(one for one in found if not _within(one, whole))


def _compared(matter: Matter, old: Mapping[str, _Seen], new: Mapping[str, _Seen]) -> Iterator[Change]:
    for id_, (title, shape) in new.items():
        if id_ not in old:
            yield Change(matter=matter, fate=Fate.NEW, id=id_, title=title)
        elif old[id_][1] != shape:
            yield Change(matter=matter, fate=Fate.ALTERED, id=id_, title=title)
    for id_, (title, _) in old.items():
        if id_ not in new:
            yield Change(matter=matter, fate=Fate.GONE, id=id_, title=title)


def _within(change: Change, whole: set[tuple[Matter, str]]) -> bool:
    if change.matter is Matter.TRANSLATION:
        paragraph = change.id.rpartition("/")[0]
        return (Matter.PARAGRAPH, paragraph) in whole or _in_text(paragraph, whole)
    return change.matter is Matter.PARAGRAPH and _in_text(change.id, whole)


def _in_text(paragraph: str, whole: set[tuple[Matter, str]]) -> bool:
    return (Matter.TEXT, paragraph.partition(":")[0]) in whole


def _texts(corpus: Corpus) -> Iterator[tuple[str, _Seen]]:
    for one in corpus.editions.values():
        yield one.id, (one.title[one.original], (one.title, one.issuer, one.issued, one.draft))


def _paragraphs(corpus: Corpus) -> Iterator[tuple[str, _Seen]]:
    for text in corpus.editions.values():
        for one in text.segments:
            yield str(text.address(one.id)), ("", one.reading)


def _translations(corpus: Corpus) -> Iterator[tuple[str, _Seen]]:
    for text in corpus.editions.values():
        for language, translated in text.translations.items():
            for id_, one in translated.items():
                yield f"{text.address(id_)}/{language}", ("", one.text)


def _tasks(corpus: Corpus) -> Iterator[tuple[str, _Seen]]:
    for one in _register(corpus).tasks:
        says = one.result.says if one.result else {}
        yield one.id, (_title(corpus, one.title), (one.title, one.lead, one.phase, says, one.points))


def _items(corpus: Corpus) -> Iterator[tuple[str, _Seen]]:
    for one in _register(corpus).obligations:
        shape = (one.title, one.detail, one.modality, one.units, one.actor, one.phase, _quotes(one.cites))
        yield one.id, (_title(corpus, one.title), shape)


def _questions(corpus: Corpus) -> Iterator[tuple[str, _Seen]]:
    for one in corpus.asking.questions:
        yield one.id, (_title(corpus, one.title), (one.title, one.answer, one.note, _quotes(one.cites)))


def _terms(corpus: Corpus) -> Iterator[tuple[str, _Seen]]:
    for one in corpus.terms:
        names = one.names.get(corpus.languages.original, ("",))
        yield one.id, (names[0], (one.names, one.meaning))


def _quotes(cites: tuple[Citation, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((str(one.address), one.quote) for one in cites)


def _register(corpus: Corpus) -> Register:
    return corpus.index.register if corpus.index else Register()


def _title(corpus: Corpus, texts: Mapping[str, str]) -> str:
    return texts.get(corpus.languages.original, "")


_READERS: Mapping[Matter, Callable[[Corpus], Iterator[tuple[str, _Seen]]]] = {
    Matter.TEXT: _texts,
    Matter.PARAGRAPH: _paragraphs,
    Matter.TRANSLATION: _translations,
    Matter.TASK: _tasks,
    Matter.ITEM: _items,
    Matter.QUESTION: _questions,
    Matter.TERM: _terms,
}
