"""Holds a text against the register, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from guidance.model import Address, Edition
from guidance.register.model import Citation, Obligation, Register, Waiver
from guidance.register.waivers import Waivers

_SENTENCE = re.compile(
    r"""
    \S                          # no blank in front of a sentence belongs to it
    .*?
    (?: [。！？]+ [”’」』）》]*     # a full-width stop, and what it closes
      | [.!?]+ ["'”’)»]* (?=\s)  # a half-width stop ends a sentence only before a blank
      | \s* \Z )
    """,
    re.VERBOSE | re.DOTALL,
)

PART_LEVEL = 2
"""Headings down to this level begin a part of the text."""

Span = tuple[int, int]
"""Index of the first character and index after the last."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """A sentence of a text, and what became of it."""

    edition: str
    """Id of its text."""
    segment: str
    """Id of its segment."""
    number: int
    """Its place in the segment, from 1."""
    start: int
    """Index of its first character in the segment's reading text."""
    end: int
    text: str
    items: tuple[str, ...]
    """Ids of the items that quote from it, in the register's order."""
    waiver: Waiver | None

    @property
    def address(self) -> Address:
        """Its segment."""
        return Address(self.edition, self.segment)

    @property
    def open(self) -> bool:
        """Whether nothing quotes it and nobody said why."""
        return not self.items and self.waiver is None


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """All sentences of one text or of several, with totals."""

    sentences: tuple[Sentence, ...]

    def of(self, edition: str) -> Coverage:
        """Return the sentences of one text, by its id."""
        return Coverage(sentences=tuple(one for one in self.sentences if one.edition == edition))

    @property
    def covered(self) -> int:
        """How many sentences an item quotes from."""
        return sum(bool(one.items) for one in self.sentences)

    @property
    def waived(self) -> int:
        """How many sentences need no item, for a written reason."""
        return sum(not one.items and one.waiver is not None for one in self.sentences)

    @property
    def open(self) -> int:
        """How many sentences are neither."""
        return sum(one.open for one in self.sentences)


def find(quote: str, text: str) -> Span | None:
    """Return where a quote first stands in a text, or None.

    A quote that stands twice counts once: whoever means both says so with longer words.
    """
    start = text.find(quote) if quote else -1
    return (start, start + len(quote)) if start >= 0 else None


def sentences(text: str) -> tuple[Span, ...]:
    """Return where the sentences of a text stand, blanks around them left out.

    A semicolon ends no sentence: a quote from one clause covers the whole.
    """
    return tuple(
        (match.start(), match.start() + len(match[0].rstrip())) for match in _SENTENCE.finditer(text)
    )


def cover(register: Register, editions: Iterable[Edition]) -> Coverage:
    """Return what covers each sentence of some texts, headings included.

    Only items cover: a unit's scope, a phase's window and the like state no act.

    Args:
        register: the items and the waivers.
        editions: the texts; their sentences are those of the reading text.
    """
    cited = by_segment(register.obligations)
    texts = tuple(editions)
    waivers = Waivers(register.waivers, texts)
    return Coverage(
        sentences=tuple(
            one
            for edition in texts
            for segment in edition.segments
            for at in [edition.address(segment.id)]
            for one in _covered(at, segment.reading, cited.get(at, ()), waivers)
        )
    )


def by_segment(
    obligations: Sequence[Obligation],
) -> Mapping[Address, tuple[tuple[Obligation, Citation], ...]]:
    """Return the items that cite each segment, with the citation, in the register's order."""
    found: dict[Address, list[tuple[Obligation, Citation]]] = {}
    for obligation in obligations:
        for citation in obligation.cites:
            found.setdefault(citation.address, []).append((obligation, citation))
    return {segment: tuple(pairs) for segment, pairs in found.items()}


def _covered(
    at: Address,
    text: str,
    cited: Sequence[tuple[Obligation, Citation]],
    waivers: Waivers,
) -> Iterator[Sentence]:
    spans = [(span, item.id) for item, citation in cited if (span := find(citation.quote, text))]
    for number, (start, end) in enumerate(sentences(text), start=1):
        items = dict.fromkeys(name for span, name in spans if _shares_words(text, span, (start, end)))
        yield Sentence(
            edition=at.text,
            segment=at.segment,
            number=number,
            start=start,
            end=end,
            text=text[start:end],
            items=tuple(items),
            waiver=waivers.of(at, text[start:end]),
        )


def _shares_words(text: str, one: Span, other: Span) -> bool:
    """Return whether two spans share more than punctuation."""
    start, end = max(one[0], other[0]), min(one[1], other[1])
    return start < end and any(ch.isalnum() for ch in text[start:end])
