"""The text itself: every segment in the page's language, with the other language beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from guidance.corpus import Locale
from guidance.labels import filled, language_name
from guidance.model import Edition, Emendation, Segment
from guidance.render import inline
from guidance.render.apparatus import shown
from guidance.render.entry import original_locale
from guidance.render.page import Heading, Parts, Request, copied, plain
from guidance.render.uses import uses_of_segment


def edition_parts(request: Request, some: Sequence[Segment] = ()) -> Parts:
    """Return every segment in the page's language, with the other language at hand.

    Args:
        request: the page.
        some: the segments that it shows; those that stand on it by default.
    """
    edition, locale, corpus = request.edition, request.locale, request.corpus
    # The column beside the text: a translation beside the original, the original beside a translation.
    is_original = locale.base == edition.original
    other = corpus.languages.beside(locale)
    if other and not {locale.base, other.base} & {*edition.translations}:
        other = None
    segments = []
    shown_in = [locale, other] if other else [locale]
    stale, other_stale = (
        corpus.stale.segments(edition.id, one.tag) if one else frozenset() for one in (locale, other)
    )
    markings = [
        inline.Marking(
            locale=one,
            original=edition.original,
            terms=corpus.terms,
            links=request.links,
            edition=edition.id,
        )
        for one in shown_in
    ]
    shown_segments = some or _on_page(request)
    for segment in shown_segments:
        if segment.level:
            for marking in markings:
                marking.seen.clear()
        segments.append(
            {
                "segment": segment,
                "text": _text(edition, segment, markings[0]),
                "text_tag": locale.tag if _has(edition, segment, locale) else edition.original,
                "missing": not _has(edition, segment, locale),
                "other": _text(edition, segment, markings[1]) if other else "",
                "other_missing": other is not None and not _has(edition, segment, other),
                "uses": uses_of_segment(request, segment),
                "stale": segment.id in stale,
                "other_stale": segment.id in other_stale,
                "notes": [(one, shown(one, locale)) for one in segment.emendations],
            }
        )
    headings = [
        Heading(level=one.level, id=one.id, title=plain(edition, one, locale))
        for one in shown_segments
        if one.level
    ]
    context = {
        "edition": edition,
        "segments": segments,
        "contents": _contents(request),
        "other_tag": other.tag if other else "",
        "is_original": is_original,
        "terms": _glosses(request),
        "data": _citations(request, shown_segments),
    }
    return context, headings


def _text(edition: Edition, segment: Segment, marking: inline.Marking) -> Markup:
    if segment.level:
        # A heading stands in the table of contents too, where terms would be links within links.
        marking = replace(marking, terms=())
    translated = edition.translated(marking.locale.tag, segment.id)
    if translated:
        return inline.translated(translated, marking)
    # Where there is no translation the original stands in for it.
    return inline.original(segment, marking)


def _on_page(request: Request) -> tuple[Segment, ...]:
    """Return the segments that the page shows: all, or of a text that is split those that stand on it."""
    homes = request.pages.homes(request.edition.id)
    here = request.stub.address if "part" in request.stub.keys else ""
    return tuple(one for one in request.edition.segments if homes.get(one.id, "") == here)


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """A segment of a text that is split, as the page of the whole names it."""

    id: str
    level: int
    title: str
    """Of a heading its text, of a paragraph its id."""
    href: str


def _contents(request: Request) -> tuple[Moved, ...]:
    """Return what stands on the pages of the parts, for the page of the whole; nothing on others.

    Each segment keeps a place there, since the text may have stood on this page once.
    """
    edition, homes = request.edition, request.pages.homes(request.edition.id)
    if "part" in request.stub.keys:
        return ()
    return tuple(
        Moved(
            id=one.id,
            level=one.level,
            title=plain(edition, one, request.locale) if one.level else one.id,
            href=request.links.segment(edition.address(one.id)),
        )
        for one in edition.segments
        if one.id in homes
    )


def _has(edition: Edition, segment: Segment, locale: Locale) -> bool:
    """Return whether a segment is there in a language."""
    return locale.base == edition.original or edition.translated(locale.tag, segment.id) is not None


def _glosses(request: Request) -> list[dict[str, str]]:
    return [
        {
            "id": term.id,
            "name": request.locale(term.names[request.locale.base][0]),
            "meaning": request.locale.pick(term.meaning),
        }
        for term in request.corpus.terms
    ]


def _citations(request: Request, segments: Iterable[Segment]) -> Markup:
    """Return what a copied citation needs, as JSON that is safe inside a script element."""
    edition, corpus = request.edition, request.corpus
    # The original in the page's own script, and every translation.
    voices = [original_locale(request), *(corpus.locale(tag) for tag in edition.translations)]
    keys = [key for key in corpus.words if key.startswith("cite-")]
    data = {
        "title": {one.tag: one.pick(edition.title) for one in voices},
        "copies": [[one.tag, _copied(request, one.tag)] for one in voices],
        "date": edition.date,
        "hash": edition.provenance.sha256,
        "strings": {_camel(key.removeprefix("cite-")): request.word(key) for key in keys},
        "segments": {
            segment.id: {
                "texts": {
                    one.tag: copied(edition, segment, one) for one in voices if _has(edition, segment, one)
                },
                "notes": [_note(one, request) for one in segment.emendations],
            }
            for segment in segments
        },
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 -- no markup is left in it


def _copied(request: Request, tag: str) -> str:
    """Return the label of what copies a citation in a language."""
    name = language_name(request.corpus.words, request.locale, tag)
    return filled(request.word("cite-copy-in"), language=name)


def _camel(key: str) -> str:
    first, *rest = key.split("-")
    return first + "".join(word.capitalize() for word in rest)


def _note(one: Emendation, request: Request) -> str:
    found = shown(one, request.locale)
    nothing = request.word("nothing")
    kind, confidence = request.word(f"kind-{one.kind}"), request.word(f"confidence-{one.confidence}")
    change = f"{found['source'] or nothing} → {found['reading'] or nothing}"
    return f"{one.id}: {change} ({kind if one.variant else f'{kind}, {confidence}'})"
