"""The index of all that the search finds, for reading: A to Z, by pinyin, by part of the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin

from guidance.languages import PINYIN
from guidance.model import Edition
from guidance.render.page import Heading, Parts, Request, plain

_SHOWN = 28
"""Characters of a paragraph of Han text that tell it from others."""
_WIDER = 3
"""How many letters take the room of a Han character, roughly, spaces counted in."""
_LETTER = re.compile(r"[A-Z]")
_OTHERS = "#"


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """A line of the index."""

    title: str
    href: str
    key: str
    """What it is sorted by."""

    @property
    def letter(self) -> str:
        """The letter it stands under."""
        first = unicodedata.normalize("NFD", self.key[:1]).upper()[:1]
        return first if _LETTER.match(first) else _OTHERS


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A heading of the text with the paragraphs below it."""

    heading: Listed
    paragraphs: tuple[tuple[str, Listed], ...]
    """Their ids and lines."""


def finder_parts(request: Request) -> Parts:
    """Return everything that has a name by letter and by sound, and every paragraph by part."""
    corpus = request.corpus
    original, translation = corpus.languages.original, corpus.languages.translation_of(request.locale)
    read = corpus.languages.reading
    # Names of the original by letter, too, where they are not looked for by sound.
    alphabets = [
        *([("a-z", "letter", translation)] if translation else []),
        (read, "sound", original) if read else ("names", "name", original),
    ]
    context = {
        "alphabets": [
            {
                "id": id_,
                "prefix": prefix,
                "tag": request.locale.tag if request.locale.base == tag else tag,
                "groups": _grouped(_named(request, tag)),
            }
            for id_, prefix, tag in alphabets
        ],
        "parts": [part for one in corpus.editions.values() for part in _parts(one, request)],
    }
    ids = (*(id_ for id_, _, _ in alphabets), "parts")
    return context, [Heading(level=2, id=one, title=request.word(f"search-index-{one}")) for one in ids]


def _named(request: Request, language: str) -> Iterator[Listed]:
    """Yield a line for every name in a language, once for each form of a term."""
    corpus = request.corpus
    plainer = corpus.locale(corpus.languages.scripts[-1])
    shown = request.locale if request.locale.base == language else corpus.locale(language)
    for name, href in _names(request, language):
        if not href:
            continue
        key = name.casefold()
        if language == corpus.languages.original and corpus.languages.reading == PINYIN:
            key = " ".join(lazy_pinyin(plainer(name), style=Style.NORMAL, errors="ignore"))
        # Marks at its head do not decide where a name stands.
        yield Listed(title=shown(name), href=href, key=re.sub(r"^\W+", "", key))


def _names(request: Request, language: str) -> Iterator[tuple[str, str]]:
    """Yield each name in a language with the place it leads to."""
    corpus = request.corpus
    links = request.links
    for term in corpus.terms:
        yield from ((name, links.term(term)) for name in term.names[language])
    if corpus.index is None:
        return
    register = corpus.index.register
    index = corpus.index
    yield from (
        (one.title[language], links.task(one, index.items[one.points[0]])) for one in index.tasks.values()
    )
    yield from ((one.title[language], links.item(one)) for one in index.items.values())
    yield from ((one.title[language], links.to("procedure", procedure=one.id)) for one in register.procedures)
    yield from (
        (one.title[language], links.to("checklist", unit=one.id)) for one in corpus.index.units.values()
    )
    yield from (
        (one.title[language], links.text(one.held) if one.held else links.document(one.id))
        for one in register.documents
    )


def _grouped(lines: Iterable[Listed]) -> Mapping[str, list[Listed]]:
    """Return lines by letter, both in their order, what begins with none at the end."""
    groups: dict[str, list[Listed]] = {}
    for line in sorted(
        lines, key=lambda one: (one.letter == _OTHERS, one.letter, one.key, one.title, one.href)
    ):
        groups.setdefault(line.letter, []).append(line)
    return groups


def _parts(edition: Edition, request: Request) -> Iterator[Part]:
    """Yield the headings of an edition with the paragraphs that follow each."""
    heading: Listed | None = None
    paragraphs: list[tuple[str, Listed]] = []
    for segment in edition.segments:
        text = plain(edition, segment, request.locale)
        href = request.links.segment(edition.address(segment.id))
        if segment.level:
            if heading:
                yield Part(heading=heading, paragraphs=tuple(paragraphs))
            heading, paragraphs = Listed(title=text, href=href, key=text), []
        else:
            line = Listed(
                title=_beginning(text, request.locale.base == edition.original), href=href, key=text
            )
            paragraphs.append((segment.id, line))
    if heading:
        yield Part(heading=heading, paragraphs=tuple(paragraphs))


def _beginning(text: str, han: bool) -> str:  # noqa: FBT001 -- the one thing that decides the length
    """Return a text's first words, with dots where more follow."""
    room = _SHOWN if han else _SHOWN * _WIDER
    if len(text) <= room:
        return text
    cut = text[:room] if han else text[:room].rsplit(" ", 1)[0]
    return f"{cut}…"
