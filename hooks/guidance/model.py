"""The edited text as values: segments, emendations, translations, terms.

Everything here is frozen and free of files, formats and markup.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from guidance.problems import Place

Texts = Mapping[str, str]
"""One text in several languages: language tag to text."""


class Address(NamedTuple):
    """Names a segment among those of all texts."""

    text: str
    """Id of the text."""
    segment: str
    """Id of the segment, unique within its text."""

    def __str__(self) -> str:
        """Return the address as editors write it where there are several texts."""
        return f"{self.text}:{self.segment}"


class Kind(StrEnum):
    """What happened to the source at an emended place."""

    MISREAD = "misread"
    """A wrong character, from scanning or typing."""
    LOST = "lost"
    """Text or punctuation dropped, or damaged beyond reading."""
    CONVERSION = "conversion"
    """A wrong form from a conversion between scripts."""
    ANONYMISED = "anonymised"
    """A name or level replaced throughout."""
    VARIANT = "variant"
    """What a further copy has; the source need not be wrong."""


class Confidence(StrEnum):
    """How far an emendation is to be trusted."""

    CERTAIN = "certain"
    """The only fitting reading; it enters the reading text."""
    CONJECTURE = "conjecture"
    """Shown beside the text; it never enters the reading text."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Emendation:
    """One place where the source is, or may be, wrong."""

    id: str
    """Permanent, unrelated to its place."""
    source: str
    """The source's own characters; empty where something was lost."""
    reading: str
    """What should stand there; empty where something is too much."""
    kind: Kind
    confidence: Confidence
    reason: Texts
    """Why, by language."""
    place: Place
    witnesses: tuple[str, ...] = ()
    """Ids of the further copies that have the reading."""

    @property
    def certain(self) -> bool:
        """Whether the emendation enters the reading text."""
        return self.confidence is Confidence.CERTAIN

    @property
    def variant(self) -> bool:
        """Whether it only tells what a further copy has, so that neither reading is called wrong."""
        return self.kind is Kind.VARIANT

    @property
    def garbled(self) -> bool:
        """Whether the source's word is surely wrong and its right form is a conjecture."""
        return not self.certain and self.kind is Kind.MISREAD


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """Where an emendation stands in a segment's reading text."""

    start: int
    """Index of the first character, from 0."""
    end: int
    """Index after the last character; equal to ``start`` where nothing is printed."""
    emendation: Emendation


@dataclass(frozen=True, kw_only=True, slots=True)
class Segment:
    """The smallest citable piece of the text."""

    id: str
    level: int
    """Heading level from 1; 0 for running text."""
    run_on: bool
    """Whether it continues the source's paragraph without a break."""
    verbatim: str
    """The source's own characters."""
    reading: str
    """Verbatim with the certain emendations, in one standard of script and punctuation."""
    marks: tuple[Mark, ...]
    """The emendations in the order of the text, with their places in ``reading``."""
    place: Place

    @property
    def emendations(self) -> tuple[Emendation, ...]:
        """The segment's emendations in the order of the text."""
        return tuple(mark.emendation for mark in self.marks)


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubt:
    """A spot in a translation that rests on an uncertain place of the original."""

    start: int
    """Index in the translation's text at which the mark stands."""
    emendation: str
    """Id of the conjecture."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TranslatedSegment:
    """A segment in another language."""

    id: str
    level: int
    text: str
    doubts: tuple[Doubt, ...]
    place: Place


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class TranslationKey:
    """Names the translation of one segment among all texts and languages."""

    language: str
    edition: str
    segment: str

    @property
    def address(self) -> Address:
        """The segment that is translated."""
        return Address(self.edition, self.segment)


@dataclass(frozen=True, kw_only=True, slots=True)
class FrontLine:
    """A line that the place of publication put before the text."""

    line: int
    """Line number in the source file, from 1."""
    role: str
    """What it is, as a key of the interface's words."""
    text: str
    place: Place = field(compare=False)
    """Where the role is written."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Original:
    """The file that a source's text was taken from."""

    file: str
    """Path below the documents' folder."""
    sha256: str
    format: str
    """``text``, ``docx`` or ``html``."""
    encoding: str
    """As Python names it; empty where the format says it itself."""
    certainty: str
    """How sure the encoding is, from 0 to 1; empty where there is none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Provenance:
    """What is known, and what is not, of where a source comes from."""

    file: str
    """Path below the documents' folder."""
    sha256: str
    original: Original | None = None
    """What the text was taken from; None where the source itself is the original."""
    first_line: int
    """Number of the line on which the text proper begins, from 1."""
    front: tuple[FrontLine, ...]
    origin: Texts
    unknown: tuple[Texts, ...]


class RelationKind(StrEnum):
    """What one text is to another."""

    NAMED_IN = "named-in"
    CARRIES_OUT = "carries-out"
    AMENDS = "amends"
    REPLACES = "replaces"
    """It takes the other's place."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Relation:
    """What a text is to another, or to a document that nobody here holds."""

    kind: RelationKind
    of: str
    """Id of the other text, or of the document."""
    place: Place = field(compare=False)
    """Where that id is written."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Witness:
    """A further copy of a text, whose readings are noted where they speak for an emendation."""

    id: str
    """Unique within the text; it stands for the copy in the apparatus."""
    title: Texts
    provenance: Provenance
    text: str
    """The text proper, as the copy has it."""


@dataclass(frozen=True, kw_only=True)
class Edition:
    """A source text, edited and translated."""

    id: str
    """Permanent; it names the text in citations, addresses and commands."""
    title: Texts
    short: Texts = field(default_factory=dict)
    """A shorter title, for labels beside a paragraph's id; empty where the title is short enough."""
    kind: str = ""
    """What kind of text it is, as a key of the interface's words; empty where nobody says."""
    issuer: Texts = field(default_factory=dict)
    """Who issued it, as far as the corpus says; empty where it is not known."""
    issued: str = ""
    """When it was issued, year, year and month or whole date in ISO 8601; empty where it is not known."""
    draft: bool = False
    """Whether its translation and its coverage may still have gaps."""
    relations: tuple[Relation, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    place: Place = Place(file="")  # noqa: RUF009 -- a frozen value
    """Where its entry stands."""
    bare: bool = False
    """Whether its paragraphs are written without its name: the one that ``corpus.yml`` itself lists."""
    taken_up: bool = True
    """Whether the register takes it up, so that each of its sentences needs an item or a waiver."""
    date: str
    """Date of the edition as its editors wrote it, ISO 8601."""
    original: str
    """Language tag of the original."""
    provenance: Provenance
    segments: tuple[Segment, ...]
    translations: Mapping[str, Mapping[str, TranslatedSegment]]
    """Language tag to segment id to translation; a language that it is not translated into is missing.

    Of a draft, segments may be missing, too.
    """
    standardised: int
    """How many characters the standard of script changed."""
    repunctuated: int
    """How many punctuation marks were brought to full width."""

    @cached_property
    def by_id(self) -> Mapping[str, Segment]:
        """The segments by id."""
        return {one.id: one for one in self.segments}

    def translated(self, language: str, segment: str) -> TranslatedSegment | None:
        """Return a segment in another language; None where it is not translated into it."""
        return self.translations.get(language, {}).get(segment)

    def untranslated(self, language: str) -> tuple[Segment, ...]:
        """Return the segments that still lack a translation into one of the text's languages."""
        found = self.translations.get(language)
        return () if found is None else tuple(one for one in self.segments if one.id not in found)

    def address(self, segment: str) -> Address:
        """Return the address of one of its segments."""
        return Address(self.id, segment)

    @property
    def emendations(self) -> tuple[tuple[Segment, Emendation], ...]:
        """All emendations with their segments, in the order of the text."""
        return tuple((segment, one) for segment in self.segments for one in segment.emendations)


def written(address: Address, editions: Mapping[str, Edition]) -> str:
    """Return an address as editors write it: without the text where it is plain which is meant.

    Args:
        address: that of a segment.
        editions: all texts, by id.
    """
    only = len(editions) == 1 and address.text in editions
    bare = only or (address.text in editions and editions[address.text].bare)
    return address.segment if bare else str(address)


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A word of the text that the glossary explains."""

    id: str
    kind: str
    names: Mapping[str, tuple[str, ...]]
    """Language tag to the forms it takes there, the main form first."""
    meaning: Texts
    see: tuple[str, ...]
    place: Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Occurrence:
    """A term found in a text."""

    start: int
    end: int
    term: Term
