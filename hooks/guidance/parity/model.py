"""Rules of parity and pairs of texts, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from guidance.model import Texts
from guidance.problems import Place

Words = Mapping[str, tuple[str, ...]]
"""Language tag to words or ``/patterns/`` in it."""


class Source(StrEnum):
    """What kind of text a pair is."""

    PARAGRAPHS = "paragraphs"
    ENTRIES = "entries"
    """Titles, details, notes, meanings and whatever else is written in every language."""
    QUESTIONS = "questions"
    """Questions, what is noted of them, and words that people say; each language asks in its own way."""
    QUOTES = "quotes"
    """Exact words of a paragraph with those of its translation."""


class Compare(StrEnum):
    """What has to be the same."""

    COUNT = "count"
    """Each sense as often in one language as in the other."""
    PRESENCE = "presence"
    """Each sense in both or in neither."""
    KEPT = "kept"
    """What the original has, the translation has; it may have more."""
    AT_LEAST = "at-least"
    """What the original has, the translation has as often or more often."""
    ADDED = "added"
    """What the translation has, the original has; it may have more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sense:
    """Something that a text can say, with the words that say it."""

    id: str
    words: Words


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """Senses that two texts have to share."""

    code: str
    compare: Compare
    sources: tuple[Source, ...]
    """The kinds of text that it holds for."""
    senses: tuple[Sense, ...]
    skip: Words
    """Longer words that have those of a sense in them, and do not say it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Numerals:
    """How a language writes numbers in words; digits are read in all of them."""

    values: Mapping[str, int]
    """Word to what it adds."""
    scales: Mapping[str, int]
    """Word to what it multiplies what stands before it by."""
    joins: tuple[str, ...]
    """What may stand between two parts of a number."""
    skip: tuple[str, ...]
    """Words that have a numeral in them and are no number."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Length:
    """How long a translation is for its original, in characters for each hundred of it."""

    least: int
    most: int
    sources: tuple[Source, ...]
    start: int
    """Characters of an original from which it is measured."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Foreign:
    """What of another language's script may not stand in a text."""

    pattern: str
    allowed: tuple[str, ...]
    """Patterns of what may stand there nevertheless."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Force:
    """What the words quoted for an item of one modality say."""

    needs: tuple[str, ...]
    """Senses of which a quote has one; none is needed where the list is empty."""
    refuses: tuple[str, ...]
    """Senses that no quote has."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """Words that name who acts where they stand in a quote."""

    words: Words
    actors: tuple[str, ...]
    """Ids of the actors of whom an item with such a quote may speak."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entries:
    """What entries of the register may say of the sentences that they quote."""

    titles: tuple[str, ...] = ()
    """Codes of the rules whose senses stand in a title only where they stand in its sentences."""
    topics: tuple[str, ...] = ()
    """Codes of rules whose senses stand in a title only where they stand in the paragraphs quoted."""
    counted: Words = field(default_factory=dict)
    """Words of ours that say nothing to be looked for: they count, or point to, what the text has."""
    negation: tuple[str, ...] = ()
    """Senses that stand in a title where they stand in its quotes, and only there."""
    clauses: tuple[str, ...] = ()
    """Senses that make a clause ask for something, so that an item has to quote it."""
    ends: str = ""
    """Marks at which a clause ends."""
    actors: Mapping[str, Words] = field(default_factory=dict)
    """Actor to words of which one stands in the paragraph quoted, or in a heading above it."""
    of_part: Mapping[str, Words] = field(default_factory=dict)
    """The same of actors who are named once for a part, and then no more."""
    named: tuple[Named, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Exempt:
    """A finding that is right as it stands, and why."""

    at: str
    """Name of the pair."""
    code: str
    reason: str
    place: Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    """All that the file says."""

    rules: tuple[Rule, ...] = ()
    apart: tuple[str, ...] = ()
    """Patterns of what says nothing in either language, such as ids."""
    numerals: Mapping[str, Numerals] = field(default_factory=dict)
    ignored: frozenset[int] = frozenset()
    """Numbers that say too little to be held against another text."""
    quoted: tuple[Source, ...] = ()
    """The kinds of text whose quotation marks are compared."""
    marks: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """Language to the marks of quotation, each pair opening and closing."""
    lengths: Mapping[str, Length] = field(default_factory=dict)
    """Language of a translation to how long it is."""
    foreign: Mapping[str, Foreign] = field(default_factory=dict)
    force: Mapping[str, Force] = field(default_factory=dict)
    """Modality to what its quotes say."""
    entries: Entries = field(default_factory=Entries)
    exempt: tuple[Exempt, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """A text in the original's language and in another."""

    name: str
    """By which an exception names it: the id of a segment, or of an entry with the key: ``first/detail``."""
    source: Source
    texts: Texts
    places: Mapping[str, Place]
    """Language to where its text stands."""
