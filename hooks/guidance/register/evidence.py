"""Checks what the register says of the texts: paragraphs, quotes, sentences and waivers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from guidance.model import Address, Segment
from guidance.problems import Place, Problem, nearest
from guidance.register.coverage import Coverage, Sentence, cover, sentences
from guidance.register.cycles import cycles
from guidance.register.model import Citation, Cited, Extent, Obligation, Register, Waiver
from guidance.register.quotes import differences, nearest_passage
from guidance.register.soundness import check_quotes, check_titles

_NOUNS = {
    Extent.SENTENCE: "sentence is",
    Extent.PARAGRAPH: "paragraph is",
    Extent.PART: "part is",
    Extent.HEADINGS: "kind of line is",
}


class Evidence:
    """A register beside the texts that it cites."""

    def __init__(self, register: Register, cited: Cited, missing: Collection[str]) -> None:
        """Take all as they are.

        Args:
            register: the register.
            cited: the texts; what cites one that could not be read is let be.
            missing: fields of the register whose file could not be read.
        """
        self._register = register
        self._texts = cited.texts
        self._unread = cited.unread
        self._missing = missing
        self._written = cited.written
        self._segments: Mapping[Address, Segment] = {
            text.address(one.id): one for text in self._texts.values() for one in text.segments
        }

    def problems(self) -> Iterator[Problem]:
        """Yield every defect of citations, waivers and coverage."""
        register = self._register
        for citations in self._cited(register):
            yield from self.citations(citations)
        if self._texts and not self._unread:
            yield from check_titles(register, (one.reading for one in self._segments.values()))
        for item in register.obligations:
            yield from self._circular(item)
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
        yield from ((one.lasts.cite,) for one in register.periods if one.lasts)
        yield from ((*one.cites, *(tie.cite for tie in one.ties)) for one in register.bodies)
        yield from (one.cites for one in register.ideas)

    def citations(self, citations: tuple[Citation, ...]) -> Iterator[Problem]:
        """Yield what is wrong with citations, the register's own or others'."""
        yield from check_quotes(citations)
        for citation in citations:
            segment = self._segments.get(citation.address)
            if segment is None:
                yield from self._unknown(citation.address, citation.place, citation.quote)
            elif citation.quote not in segment.reading:
                yield self._misquoted(citation, segment)
            if segment is not None:
                yield from self._mistranslated(citation)
            for bearing in citation.bears:
                if bearing.on.text and bearing.on.text == citation.text:
                    message = (
                        f"“{bearing.bond}” is said of two texts, and both sides are of “{citation.text}”"
                    )
                    yield Problem(
                        place=bearing.on.place,
                        code="bearing-within-text",
                        message=message,
                        fragment=self._written(bearing.on.address),
                    )

    def _mistranslated(self, citation: Citation) -> Iterator[Problem]:
        translations = self._texts[citation.text].translations
        for language, words in citation.translations.items():
            translated = translations.get(language, {}).get(citation.at)
            if words and translated and words not in translated.text:
                span = nearest_passage(words, translated.text)
                written = self._written(citation.address)
                yield Problem(
                    place=citation.translation_places[language],
                    code="quote-not-in-translation",
                    message=f"the translation of “{written}” does not have these words",
                    fragment=words,
                    suggestion=translated.text[span[0] : span[1]] if span else "",
                )

    def _circular(self, item: Obligation) -> Iterator[Problem]:
        """Yield that words of an item bear on words that bear on them."""
        ways = {
            str(one.address): tuple(str(bearing.on.address) for bearing in one.bears)
            for one in item.cites
            if one.bears
        }
        for path in cycles(ways):
            message = "these words bear on one another; say it once, from the side of the more special"
            yield Problem(
                place=item.spot("cites"), code="relation-cycle", message=message, fragment=" → ".join(path)
            )

    def _unknown(self, address: Address, place: Place, words: str) -> Iterator[Problem]:
        """Yield why there is no segment of an address; nothing where its text could not be read."""
        text, at = address
        if not at or text in self._unread or not self._texts or (text and "" in self._unread):
            # What is not written has been reported by the reader.
            return
        if not text:
            having = [one for one in self._texts.values() if at in one.by_id]
            having.sort(key=lambda one: words not in one.by_id[at].reading)
            homes = [str(one.address(at)) for one in having]
            message = f"there are several texts; name the one that is meant: {', '.join(self._texts)}"
            near = homes[0] if homes else ""
            yield Problem(place=place, code="text-not-named", message=message, fragment=at, suggestion=near)
        elif text not in self._texts:
            yield self._unknown_text(text, place)
        else:
            message = "the text has no paragraph with this id"
            near = nearest(at, list(self._texts[text].by_id))
            yield Problem(
                place=place, code="unknown-paragraph", message=message, fragment=at, suggestion=near
            )

    def _unknown_text(self, text: str, place: Place) -> Problem:
        return Problem(
            place=place,
            code="unknown-text",
            message="no text of the corpus has this id",
            fragment=text,
            suggestion=nearest(text, list(self._texts)),
        )

    def _misquoted(self, citation: Citation, segment: Segment) -> Problem:
        code = "quote-not-in-paragraph"
        home = self._home(citation)
        if home:
            written = self._written(home)
            message = f"these words stand in “{written}”, not in “{self._written(citation.address)}”"
            return Problem(
                place=citation.place, code=code, message=message, fragment=citation.quote, suggestion=written
            )
        span = nearest_passage(citation.quote, segment.reading)
        passage = segment.reading[span[0] : span[1]] if span else ""
        message = f"“{self._written(citation.address)}” does not have these words"
        if passage:
            message += f" ({differences(citation.quote, passage)})"
        return Problem(
            place=citation.quote_place,
            code=code,
            message=message,
            fragment=citation.quote,
            suggestion=passage,
        )

    def _home(self, citation: Citation) -> Address | None:
        """Return the first segment that has a quote, of the text cited if it can be; None where none has."""
        if not citation.quote:
            return None
        found = [at for at, one in self._segments.items() if citation.quote in one.reading]
        return next((at for at in found if at.text == citation.text), found[0] if found else None)

    def _waivers(self) -> Iterator[Problem]:
        seen: dict[tuple[Extent, Address, str], Waiver] = {}
        for waiver in self._register.waivers:
            key = (waiver.extent, waiver.address, waiver.sentence.strip())
            astray = tuple(self._astray(waiver))
            yield from astray
            if not astray and key in seen:
                line = seen[key].sentence_place.line
                yield _needless(waiver, f"this {_NOUNS[waiver.extent]} waived already, on line {line}")
            elif not astray:
                yield from self._idle(waiver)
            seen.setdefault(key, waiver)

    def _astray(self, waiver: Waiver) -> Iterator[Problem]:
        """Yield that there is nothing of which a waiver speaks."""
        segment = self._segments.get(waiver.address)
        if waiver.extent is Extent.HEADINGS:
            if waiver.text and waiver.text not in self._texts and waiver.text not in self._unread:
                yield self._unknown_text(waiver.text, waiver.place)
        elif segment is None:
            yield from self._unknown(waiver.address, waiver.place, waiver.sentence)
        elif waiver.sentence and (waiver.address, waiver.sentence.strip()) not in self._items_of:
            yield _unknown_sentence(waiver, segment)
        elif waiver.extent is Extent.PART and not segment.level:
            message = "a part begins with a heading, and this is none; "
            message += "for the paragraph alone, write all: paragraph"
            at = self._written(waiver.address)
            yield Problem(place=waiver.place, code="waiver-no-part", message=message, fragment=at)

    def _idle(self, waiver: Waiver) -> Iterator[Problem]:
        """Yield that items cover all that a waiver is for."""
        if waiver.extent is Extent.SENTENCE:
            items = self._items_of.get((waiver.address, waiver.sentence.strip()))
            if items:
                yield _needless(waiver, f"this sentence needs no waiver; it is covered by “{items[0]}”")
        elif not self._unread and not any(one.waiver is waiver for one in self._open_sentences):
            yield _needless(
                waiver, "this waiver is for no sentence: each has an item, or a waiver of its own"
            )

    @cached_property
    def _items_of(self) -> Mapping[tuple[Address, str], tuple[str, ...]]:
        """The items that quote each sentence."""
        return {(one.address, one.text): one.items for one in self._coverage.sentences}

    @cached_property
    def _open_sentences(self) -> tuple[Sentence, ...]:
        """The sentences that no item quotes."""
        return tuple(one for one in self._coverage.sentences if not one.items)

    def _uncovered(self) -> Iterator[Problem]:
        # What a waiver misspells, be it the sentence or the paragraph, has been reported there.
        waived = {(one.address, self._meant_sentence(one)) for one in self._register.waivers}
        astray = {one.sentence.strip() for one in self._register.waivers if one.address not in self._segments}
        meant = {
            text.address(nearest(waiver.at, list(text.by_id)))
            for waiver in self._register.waivers
            if waiver.extent in {Extent.PARAGRAPH, Extent.PART} and waiver.address not in self._segments
            for text in [self._texts.get(waiver.text)]
            if text
        }
        for one in self._coverage.sentences:
            if self._texts[one.edition].draft or one.address in meant:
                continue
            if one.open and one.text not in astray and (one.address, one.text) not in waived:
                where = self._written(one.address)
                yield Problem(
                    place=self._segments[one.address].place,
                    code="sentence-uncovered",
                    message=f"neither an item nor a waiver takes up sentence {one.number} of “{where}”",
                    fragment=one.text,
                )

    @cached_property
    def _coverage(self) -> Coverage:
        """Coverage by what the quotes were meant to be, so that one defect is reported once."""
        meant = tuple(self._meant_item(one) for one in self._register.obligations)
        taken_up = [text for text in self._texts.values() if text.taken_up]
        return cover(replace(self._register, obligations=meant), taken_up)

    def _meant_item(self, item: Obligation) -> Obligation:
        cites = tuple(map(self._meant, item.cites))
        return item if cites == item.cites else replace(item, cites=cites)

    def _meant(self, citation: Citation) -> Citation:
        segment = self._segments.get(citation.address)
        if segment and citation.quote in segment.reading:
            return citation
        home = self._home(citation)
        if home:
            return replace(citation, text=home.text, at=home.segment)
        if segment is None:
            return citation
        span = nearest_passage(citation.quote, segment.reading)
        return replace(citation, quote=segment.reading[span[0] : span[1]]) if span else citation

    def _meant_sentence(self, waiver: Waiver) -> str:
        segment = self._segments.get(waiver.address)
        return _nearest_sentence(waiver, segment) if segment else ""


def _needless(waiver: Waiver, message: str) -> Problem:
    return Problem(
        place=waiver.sentence_place,
        code="waiver-needless",
        message=message,
        fragment=waiver.sentence or waiver.extent,
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
