"""The text itself: every segment in the page's language, with the other language beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from markupsafe import Markup

from guidance.corpus import Tongue
from guidance.model import Edition, Emendation, Segment, Term
from guidance.render import inline
from guidance.render.apparatus import shown
from guidance.render.page import Heading, Parts, Request, plain


def edition_parts(request: Request) -> Parts:
    """Return every segment in the page's language, with the other language at hand."""
    edition, tongue, corpus = request.edition, request.tongue, request.corpus
    # The column beside the text: a translation beside the original, the original beside a translation.
    is_original = tongue.base == edition.original
    other = corpus.tongue(corpus.languages.translations[0] if is_original else edition.original)
    segments = []
    seen: dict[str, set[str]] = {tongue.tag: set(), other.tag: set()}
    for segment in edition.segments:
        if segment.level:
            for ids in seen.values():
                ids.clear()
        terms = () if segment.level else corpus.terms
        segments.append(
            {
                "segment": segment,
                "text": _text(edition, segment, tongue, terms, seen[tongue.tag]),
                "other": _text(edition, segment, other, terms, seen[other.tag]),
                "notes": [(one, shown(one, tongue)) for one in segment.emendations],
            }
        )
    headings = [
        Heading(level=one.level, id=one.id, title=plain(edition, one, tongue))
        for one in edition.segments
        if one.level
    ]
    context = {
        "edition": edition,
        "segments": segments,
        "other_tag": other.tag,
        "is_original": is_original,
        "terms": _glosses(request),
        "data": _citations(request),
    }
    return context, headings


def _text(
    edition: Edition, segment: Segment, tongue: Tongue, terms: Sequence[Term], seen: set[str]
) -> Markup:
    if tongue.base == edition.original:
        return inline.original(segment, tongue, terms, seen)
    return inline.translated(
        edition.translations[tongue.tag][segment.id], tongue, edition.original, terms, seen
    )


def _glosses(request: Request) -> list[dict[str, str]]:
    return [
        {
            "id": term.id,
            "name": request.tongue(term.names[request.tongue.base][0]),
            "meaning": request.tongue.pick(term.meaning),
        }
        for term in request.corpus.terms
    ]


def _citations(request: Request) -> Markup:
    """Return what a copied citation needs, as JSON that is safe inside a script element."""
    edition, corpus = request.edition, request.corpus
    chinese = request.tongue if request.tongue.base == edition.original else corpus.tongue(edition.original)
    others = corpus.languages.translations
    keys = [key for key in corpus.words if key.startswith("cite-")]
    data = {
        "title": {"zh": chinese.pick(edition.title), **{tag: edition.title[tag] for tag in others}},
        "date": edition.date,
        "hash": edition.provenance.sha256,
        "strings": {_camel(key.removeprefix("cite-")): request.word(key) for key in keys},
        "segments": {
            segment.id: {
                "zh": plain(edition, segment, chinese),
                **{tag: edition.translations[tag][segment.id].text for tag in others},
                "notes": [_note(one, request) for one in segment.emendations],
            }
            for segment in edition.segments
        },
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 -- no markup is left in it


def _camel(key: str) -> str:
    first, *rest = key.split("-")
    return first + "".join(word.capitalize() for word in rest)


def _note(one: Emendation, request: Request) -> str:
    found = shown(one, request.tongue)
    nothing = request.word("nothing")
    kind, confidence = request.word(f"kind-{one.kind}"), request.word(f"confidence-{one.confidence}")
    change = f"{found['source'] or nothing} → {found['reading'] or nothing}"
    return f"{one.id}: {change} ({kind}, {confidence})"
