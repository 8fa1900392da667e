"""The generated blocks of a page, one function for each view that a page may name."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pypinyin import Style, lazy_pinyin

from guidance.corpus import Corpus, Tongue
from guidance.model import Confidence, Edition, Emendation, Kind, Segment, Term
from guidance.render import inline
from guidance.terms import find

_CONTEXT = 6
"""Characters of the source shown on either side of an emendation."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """A line of a page's table of contents."""

    level: int
    id: str
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """What a view adds to its page."""

    html: str
    headings: tuple[Heading, ...]
    """Headings in the block, which Markdown does not see."""
    whole: bool
    """Whether it takes the place of the page's own text, being made from it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """A page that asks for a generated block."""

    corpus: Corpus
    tongue: Tongue
    root: str
    """Relative path from the page to the site's root: empty or ending in a slash."""
    meta: Mapping[str, Any]
    """The page's front matter; ``edition`` names the text."""

    @property
    def edition(self) -> Edition:
        """The text that the page is about."""
        return self.corpus.editions[str(self.meta["edition"])]

    def word(self, key: str) -> str:
        """Return a word of the interface in the page's language."""
        return self.tongue.pick(self.corpus.words[key])


class Renderer:
    """Renders views with the templates of one folder."""

    def __init__(self, templates: Path) -> None:
        """Take the folder that holds ``guidance/<view>.html``."""
        self._environment = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def render(self, view: str, request: Request) -> Block:
        """Return the block of a view.

        Raises:
            KeyError: there is no such view.
        """
        context, headings = VIEWS[view](request)
        original = request.corpus.languages.original
        template = self._environment.get_template(f"guidance/{view}.html")
        html = template.render(
            w=request.word,
            t=request.tongue,
            tagged=lambda text: inline.tagged(text, request.tongue, original),
            tag=request.tongue.tag,
            text_tag=request.tongue.tag if request.tongue.base == original else original,
            root=request.root,
            **context,
        )
        return Block(html=html, headings=tuple(headings), whole=view in _WHOLE)


def _edition(request: Request) -> tuple[dict[str, Any], list[Heading]]:
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
                "notes": [(one, _shown(one, tongue)) for one in segment.emendations],
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


def plain(edition: Edition, segment: Segment, tongue: Tongue) -> str:
    """Return a segment's text in a language, without any marks."""
    if tongue.base == edition.original:
        return tongue(segment.reading)
    return edition.translations[tongue.tag][segment.id].text


def _shown(one: Emendation, tongue: Tongue) -> dict[str, str]:
    return {
        "source": one.source,
        "reading": tongue(one.reading),
        "reason": tongue.pick(one.reason),
    }


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
    shown = _shown(one, request.tongue)
    nothing = request.word("nothing")
    kind, confidence = request.word(f"kind-{one.kind}"), request.word(f"confidence-{one.confidence}")
    change = f"{shown['source'] or nothing} → {shown['reading'] or nothing}"
    return f"{one.id}: {change} ({kind}, {confidence})"


def _apparatus(request: Request) -> tuple[dict[str, Any], list[Heading]]:
    edition = request.edition
    counts = Counter((one.kind, one.confidence) for _, one in edition.emendations)
    rows = [
        {
            "segment": segment,
            "one": one,
            "shown": _shown(one, request.tongue),
            "context": _around(segment, one),
        }
        for segment, one in edition.emendations
    ]
    return {
        "edition": edition,
        "rows": rows,
        "counts": counts,
        "kinds": list(Kind),
        "confidences": list(Confidence),
    }, []


def _around(segment: Segment, one: Emendation) -> tuple[str, str]:
    """Return the source's characters before and behind an emendation."""
    at = 0
    shift = 0
    # A mark's place is in the reading text; each certain edit before it moved the verbatim text.
    for mark in segment.marks:
        at = mark.start + shift
        if mark.emendation.id == one.id:
            break
        shift += len(mark.emendation.source) - (mark.end - mark.start)
    end = at + len(one.source)
    return segment.verbatim[max(0, at - _CONTEXT) : at], segment.verbatim[end : end + _CONTEXT]


def _glossary(request: Request) -> tuple[dict[str, Any], list[Heading]]:
    corpus, tongue = request.corpus, request.tongue
    where: dict[str, list[str]] = {term.id: [] for term in corpus.terms}
    for edition in corpus.editions.values():
        for segment in edition.segments:
            for term_id in dict.fromkeys(
                one.term.id for one in find(segment.reading, corpus.terms, edition.original)
            ):
                where[term_id].append(segment.id)
    plainer = corpus.tongue(corpus.languages.derived)
    entries: list[dict[str, Any]] = [
        {
            "term": term,
            "original": term.names[corpus.languages.original][0],
            "derived": plainer(term.names[corpus.languages.original][0]),
            "translation": term.names[corpus.languages.translations[0]][0],
            "pinyin": " ".join(
                one
                for one in lazy_pinyin(plainer(term.names[corpus.languages.original][0]), style=Style.TONE)
                if one[0].isalpha()
            ),
            "meaning": tongue.pick(term.meaning),
            "where": where[term.id],
        }
        for term in corpus.terms
    ]
    groups = [
        (kind, [entry for entry in entries if entry["term"].kind == kind])
        for kind in dict.fromkeys(term.kind for term in corpus.terms)
    ]
    names = {term.id: tongue(term.names[tongue.base][0]) for term in corpus.terms}
    headings = [Heading(level=2, id=f"kind-{kind}", title=request.word(f"term-{kind}")) for kind, _ in groups]
    return {
        "groups": groups,
        "names": names,
        "translation_tag": corpus.languages.translations[0],
        "derived_tag": corpus.languages.derived,
        "original_tag": corpus.languages.original,
    }, headings


def _provenance(request: Request) -> tuple[dict[str, Any], list[Heading]]:
    edition = request.edition
    by_confidence = Counter(one.confidence for _, one in edition.emendations)
    return {"edition": edition, "by_confidence": by_confidence}, []


View = Callable[[Request], tuple[dict[str, Any], list[Heading]]]

VIEWS: Mapping[str, View] = {
    "edition": _edition,
    "apparatus": _apparatus,
    "glossary": _glossary,
    "provenance": _provenance,
}
"""View name to what its template needs."""

_WHOLE = frozenset({"edition"})
"""Views whose page holds the very text that the view shows."""
