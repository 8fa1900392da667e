"""The probable reading beside a word that is surely wrong, in brackets as editors put it.

It is shown to readers wherever the word is and is never part of the reading text: quotes and search are held
against what the source has.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from guidance.corpus import Locale
from guidance.model import Emendation, Segment


def bracketed(reading: str) -> str:
    """Return a probable reading as it stands behind the word that it may replace."""
    return f"〔{reading}？〕"


def beside(one: Emendation, locale: Locale) -> str:
    """Return the reading that is shown beside the source's: a conjecture in doubt, a copy's as it is."""
    reading = locale(one.reading)
    return f"〔{reading or '∅'}〕" if one.variant else bracketed(reading)


def annotated(segment: Segment, start: int, end: int, locale: Locale) -> Markup:
    """Return a piece of a segment's reading text with the probable readings of its surely wrong words.

    Args:
        segment: a segment of the original.
        start: index of the piece's first character in the reading text.
        end: index after its last.
        locale: the original's language, or the script made from it.
    """
    text, out, at = locale(segment.reading), Markup(), start
    for place, reading in _readings(segment, start, end, locale):
        out += text[at:place]
        out += Markup('<span class="probable">{}</span>').format(reading)
        at = place
    return out + text[at:end]


def annotated_text(segment: Segment, locale: Locale) -> str:
    """Return a whole segment with its probable readings as plain text, as it is copied."""
    text, out, at = locale(segment.reading), [], 0
    for place, reading in _readings(segment, 0, len(text), locale):
        out += [text[at:place], reading]
        at = place
    return "".join([*out, text[at:]])


def _readings(segment: Segment, start: int, end: int, locale: Locale) -> Iterator[tuple[int, str]]:
    for mark in segment.marks:
        if mark.emendation.garbled and start <= mark.start and mark.end <= end:
            yield mark.end, bracketed(locale(mark.emendation.reading))
