"""Gathers everything that is written in several languages, wherever the documents have it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace

from guidance.corpus import Corpus
from guidance.parity.model import Pair, Source
from guidance.problems import Place
from guidance.register.model import Citation, Entry, Register


def pairs(corpus: Corpus, language: str) -> Iterator[Pair]:
    """Yield the texts of a corpus with their translations into a language, each under a name of its own.

    Args:
        corpus: the corpus.
        language: tag of a translation.
    """
    yield from _paragraphs(corpus, language)
    for entry, source in _entries(corpus):
        name = (
            getattr(entry, "id", "") or f"waiver/{getattr(entry, 'at', '') or getattr(entry, 'extent', '')}"
        )
        for one in _within(entry, name, corpus.languages.original, language):
            yield replace(one, source=source) if one.source is Source.ENTRIES else one


def _paragraphs(corpus: Corpus, language: str) -> Iterator[Pair]:
    for edition in corpus.editions.values():
        for segment in edition.segments:
            translated = edition.translated(language, segment.id)
            if translated:
                yield Pair(
                    name=corpus.written(edition.address(segment.id)),
                    source=Source.PARAGRAPHS,
                    texts={edition.original: segment.reading, language: translated.text},
                    places={edition.original: segment.place, language: translated.place},
                )


def _entries(corpus: Corpus) -> Iterator[tuple[object, Source]]:
    register = corpus.index.register if corpus.index else Register()
    gone = (*register.tombstones, *register.task_tombstones)
    for kind in (*register.titled, gone, register.waivers, corpus.terms, corpus.asking.askers):
        yield from ((one, Source.ENTRIES) for one in kind)
    for asked in (corpus.asking.questions, corpus.asking.words):
        yield from ((one, Source.QUESTIONS) for one in asked)


def _within(value: object, name: str, original: str, language: str) -> Iterator[Pair]:
    """Yield the pairs that a value holds, at whatever depth."""
    if isinstance(value, Citation):
        if language in value.translations:
            texts = {original: value.quote, language: value.translations[language]}
            places = {original: value.quote_place, language: value.translation_places[language]}
            yield Pair(name=name, source=Source.QUOTES, texts=texts, places=places)
        return
    if isinstance(value, tuple):
        for number, one in enumerate(value, start=1):
            yield from _within(one, f"{name}/{number}", original, language)
        return
    if not is_dataclass(value) or isinstance(value, Place):
        return
    whole: Place = getattr(value, "place", Place(file=""))
    for one in fields(value):
        inner = getattr(value, one.name)
        if isinstance(inner, Mapping):
            found = {
                tag: text for tag in (original, language) if isinstance(text := inner.get(tag), str) and text
            }
            if len(found) == len((original, language)):
                place = value.spot(one.name) if isinstance(value, Entry) else whole
                yield Pair(
                    name=f"{name}/{one.name}",
                    source=Source.ENTRIES,
                    texts=found,
                    places=dict.fromkeys(found, place),
                )
        else:
            yield from _within(inner, f"{name}/{one.name}", original, language)
