"""Running text with marks in it: emendations, doubts and terms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from guidance.corpus import Locale
from guidance.model import Emendation, Occurrence, Segment, Term, TranslatedSegment
from guidance.render.links import Links
from guidance.render.probable import beside
from guidance.terms import find

_WIDE = r"[\u2e80-\u9fff\uff00-\uffef\u2026]*"
_HAN_RUN = re.compile(rf"{_WIDE}[\u3400-\u9fff]{_WIDE}")
"""A run of Han text with its own punctuation, inside text of another script."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """A piece of a text and the markup that takes its place."""

    start: int
    end: int
    markup: Markup


@dataclass(frozen=True, kw_only=True, slots=True)
class Marking:
    """What a page marks in its running text."""

    locale: Locale
    """The language or script to show."""
    original: str
    """Tag of the language that quoted words are in."""
    terms: Sequence[Term]
    """The glossary."""
    links: Links
    edition: str
    """Id of the text that is shown."""
    seen: set[str] = field(default_factory=set)
    """Ids of the terms linked so far: each is linked once until this is emptied."""


def woven(text: str, spans: Sequence[Span]) -> Markup:
    """Return a text with spans put in; one that overlaps an earlier one is left out.

    Args:
        text: plain text.
        spans: in any order; at one place the shorter comes first.
    """
    out = Markup()
    at = 0
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        if span.start < at:
            continue
        out += text[at : span.start]
        out += span.markup
        at = span.end
    return out + text[at:]


def original(segment: Segment, marking: Marking) -> Markup:
    """Return a segment's reading text with its emendations marked and its terms linked.

    Args:
        segment: a segment of the original.
        marking: how to mark; what it has seen is changed here.
    """
    # In a page of a translation the original stands in where that is missing, and stays as it is.
    locale = marking.locale
    text = locale(segment.reading)
    spans = [
        Span(
            start=mark.start,
            end=mark.end,
            markup=_emended(text[mark.start : mark.end], mark.emendation, marking),
        )
        for mark in segment.marks
    ]
    taken = [(mark.start, mark.end) for mark in segment.marks]
    found = [one for one in find(segment.reading, marking.terms, marking.original) if _free(one, taken)]
    return woven(text, spans + _linked(text, found, marking))


def translated(segment: TranslatedSegment, marking: Marking) -> Markup:
    """Return a translated segment with its doubts marked and its terms linked.

    Args:
        segment: a segment of a translation.
        marking: how to mark; what it has seen is changed here.
    """
    spans = [
        Span(
            start=doubt.start,
            end=doubt.start,
            markup=Markup('<a class="em em--doubt" data-note="{}" href="{}">?</a>').format(
                doubt.emendation, marking.links.emendation(marking.edition, doubt.emendation)
            ),
        )
        for doubt in segment.doubts
    ]
    taken = [(doubt.start, doubt.start) for doubt in segment.doubts]
    found = [one for one in find(segment.text, marking.terms, marking.locale.tag) if _free(one, taken)]
    links = _linked(segment.text, found, marking)
    covered = [(span.start, span.end) for span in links]
    foreign = [
        Span(start=run.start(), end=run.end(), markup=_foreign(run.group(), marking.original))
        for run in _HAN_RUN.finditer(segment.text)
        if not any(start < run.end() and run.start() < end for start, end in covered)
    ]
    return woven(segment.text, spans + links + foreign)


def tagged(text: str, locale: Locale, original: str) -> Markup:
    """Return plain text in which words quoted from the original carry their own tag.

    Args:
        text: plain text of a page.
        locale: the page's language.
        original: tag of the language of the quoted words.
    """
    if locale.base == original:
        return Markup.escape(text)
    spans = [
        Span(start=run.start(), end=run.end(), markup=_foreign(run.group(), original))
        for run in _HAN_RUN.finditer(text)
    ]
    return woven(text, spans)


def _foreign(text: str, language: str) -> Markup:
    return Markup('<span lang="{}">{}</span>').format(language, text)


def _emended(shown: str, one: Emendation, marking: Marking) -> Markup:
    """Return the mark of an emendation: what is read, with the other reading at hand but hidden."""
    locale = marking.locale
    # The source's own characters keep their script on a page in the derived one.
    lang = Markup(' lang="{}"').format(locale.base) if locale.converter else Markup()
    if one.certain:
        inner = Markup("<del hidden{}>{}</del><ins>{}</ins>").format(lang, one.source, shown)
    else:
        # A word that is surely wrong is shown with its probable reading, in brackets as editors put it.
        hidden = Markup() if one.garbled else Markup(" hidden")
        inner = Markup('<del class="kept">{}</del><ins{}>{}</ins>').format(shown, hidden, beside(one, locale))
    return Markup(
        '<a class="em{confidence} em--{kind}{garbled}" data-note="{id}" href="{href}"{name}>{inner}</a>'
    ).format(
        # Where nothing is read, the mark is a sign made by the styles, and needs a name of its own;
        # it has what the view of changes shows in that place, too.
        name=""
        if shown
        else Markup(' aria-label="{} {}"').format(one.id, one.source if one.certain else beside(one, locale)),
        confidence="" if one.variant else f" em--{one.confidence}",
        kind=one.kind,
        garbled=" em--garbled" if one.garbled else "",
        id=one.id,
        href=marking.links.emendation(marking.edition, one.id),
        inner=inner,
    )


def _linked(text: str, found: Sequence[Occurrence], marking: Marking) -> list[Span]:
    spans = []
    for one in found:
        if one.term.id in marking.seen:
            continue
        marking.seen.add(one.term.id)
        markup = Markup('<a class="term" data-term="{}" href="{}">{}</a>').format(
            one.term.id, marking.links.term(one.term), text[one.start : one.end]
        )
        spans.append(Span(start=one.start, end=one.end, markup=markup))
    return spans


def _free(one: Occurrence, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether a term's place touches no mark, since a link cannot stand inside a link."""
    return not any(
        (start < one.end and one.start < end) or one.start < start == end < one.end for start, end in taken
    )
