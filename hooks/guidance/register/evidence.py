"""Checks what the register says of the text: paragraphs, quotes, sentences and waivers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from guidance.model import Edition, Segment
from guidance.problems import Place, Problem, nearest
from guidance.register.coverage import Coverage, cover, sentences
from guidance.register.model import Citation, Obligation, Register, Waiver
from guidance.register.quotes import differences, nearest_passage


class Evidence:
    """A register beside the text that it cites."""

    def __init__(self, register: Register, edition: Edition, missing: Collection[str]) -> None:
        """Take both as they are.

        Args:
            register: the register.
            edition: the text.
            missing: fields of the register whose file could not be read.
        """
        self._register = register
        self._edition = edition
        self._missing = missing
        self._segments: Mapping[str, Segment] = {one.id: one for one in edition.segments}

    def problems(self) -> Iterator[Problem]:
        """Yield every defect of citations, waivers and coverage."""
        register = self._register
        for citations in self._cited(register):
            yield from self._citations(citations)
        yield from self._waivers()
        if not {"obligations", "waivers"} & set(self._missing):
            yield from self._uncovered()

    @staticmethod
    def _cited(register: Register) -> Iterator[tuple[Citation, ...]]:
        """Yield what each entry of each file cites."""
        yield from (one.scope for one in register.units)
        yield from (one.cites for one in register.members)
        yield from (one.window for one in register.phases)
        yield from (one.cites for one in register.documents)
        yield from (one.cites for one in register.obligations)
        yield from ((one.result.cite,) for one in register.tasks if one.result and one.result.cite)
        yield from (one.cites for one in register.periods)
        yield from ((*one.cites, *(tie.cite for tie in one.ties)) for one in register.bodies)
        yield from (one.cites for one in register.ideas)

    def _citations(self, citations: tuple[Citation, ...]) -> Iterator[Problem]:
        for citation in citations:
            segment = self._segments.get(citation.at)
            if citation.at and segment is None:
                yield self._unknown_paragraph(citation.at, citation.place)
            elif segment and citation.quote not in segment.reading:
                yield self._misquoted(citation, segment)

    def _unknown_paragraph(self, at: str, place: Place) -> Problem:
        message = "the text has no paragraph with this id"
        near = nearest(at, list(self._segments))
        return Problem(place=place, code="unknown-paragraph", message=message, fragment=at, suggestion=near)

    def _misquoted(self, citation: Citation, segment: Segment) -> Problem:
        code = "quote-not-in-paragraph"
        home = self._home(citation.quote)
        if home:
            message = f"these words stand in “{home}”, not in “{citation.at}”"
            return Problem(
                place=citation.place, code=code, message=message, fragment=citation.quote, suggestion=home
            )
        span = nearest_passage(citation.quote, segment.reading)
        passage = segment.reading[span[0] : span[1]] if span else ""
        message = f"“{segment.id}” does not have these words"
        if passage:
            message += f" ({differences(citation.quote, passage)})"
        return Problem(
            place=citation.quote_place,
            code=code,
            message=message,
            fragment=citation.quote,
            suggestion=passage,
        )

    def _home(self, quote: str) -> str:
        """Return the id of the first segment that has a quote; empty where none has."""
        return next((one.id for one in self._edition.segments if quote and quote in one.reading), "")

    def _waivers(self) -> Iterator[Problem]:
        seen: dict[tuple[str, str], Waiver] = {}
        quoted = {(one.segment, one.text): one.items for one in self._coverage.sentences}
        for waiver in self._register.waivers:
            segment = self._segments.get(waiver.at)
            key = (waiver.at, waiver.sentence.strip())
            if waiver.at and segment is None:
                yield self._unknown_paragraph(waiver.at, waiver.place)
            elif segment and waiver.sentence and key not in quoted:
                yield _unknown_sentence(waiver, segment)
            elif key in seen:
                message = f"this sentence is waived already, on line {seen[key].sentence_place.line}"
                yield _needless(waiver, message)
            elif quoted.get(key):
                yield _needless(waiver, f"this sentence needs no waiver; it is covered by “{quoted[key][0]}”")
            seen.setdefault(key, waiver)

    def _uncovered(self) -> Iterator[Problem]:
        # What a waiver misspells, be it the sentence or the paragraph, has been reported there.
        waived = {(one.at, self._meant_sentence(one)) for one in self._register.waivers}
        astray = {one.sentence.strip() for one in self._register.waivers if one.at not in self._segments}
        for one in self._coverage.sentences:
            if one.open and one.text not in astray and (one.segment, one.text) not in waived:
                yield Problem(
                    place=self._segments[one.segment].place,
                    code="sentence-uncovered",
                    message=f"neither an item nor a waiver takes up sentence {one.number} of “{one.segment}”",
                    fragment=one.text,
                )

    @cached_property
    def _coverage(self) -> Coverage:
        """Coverage by what the quotes were meant to be, so that one defect is reported once."""
        meant = tuple(self._meant_item(one) for one in self._register.obligations)
        return cover(replace(self._register, obligations=meant), self._edition)

    def _meant_item(self, item: Obligation) -> Obligation:
        cites = tuple(map(self._meant, item.cites))
        return item if cites == item.cites else replace(item, cites=cites)

    def _meant(self, citation: Citation) -> Citation:
        segment = self._segments.get(citation.at)
        if segment and citation.quote in segment.reading:
            return citation
        home = self._home(citation.quote)
        if home:
            return replace(citation, at=home)
        if segment is None:
            return citation
        span = nearest_passage(citation.quote, segment.reading)
        return replace(citation, quote=segment.reading[span[0] : span[1]]) if span else citation

    def _meant_sentence(self, waiver: Waiver) -> str:
        segment = self._segments.get(waiver.at)
        return _nearest_sentence(waiver, segment) if segment else ""


def _needless(waiver: Waiver, message: str) -> Problem:
    return Problem(
        place=waiver.sentence_place, code="waiver-needless", message=message, fragment=waiver.sentence
    )


def _unknown_sentence(waiver: Waiver, segment: Segment) -> Problem:
    return Problem(
        place=waiver.sentence_place,
        code="waiver-unknown-sentence",
        message=f"“{segment.id}” has no such sentence; a waiver holds one whole sentence",
        fragment=waiver.sentence,
        suggestion=_nearest_sentence(waiver, segment),
    )


def _nearest_sentence(waiver: Waiver, segment: Segment) -> str:
    text = segment.reading
    return nearest(waiver.sentence.strip(), [text[start:end] for start, end in sentences(text)])
