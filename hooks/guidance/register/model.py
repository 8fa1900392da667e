"""The register as values: who has to do what, in which words of which text.

Everything here is frozen and free of files and formats. Ids stand as plain strings; `places` says
where each of them was written, so that a check can lead an editor to the very word.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from guidance.model import Address, Edition, Texts
from guidance.problems import Place


class Modality(StrEnum):
    """What the text does with an act."""

    MUST = "must"
    MUST_NOT = "must-not"
    SHOULD = "should"
    MAY = "may"
    DEFINES = "defines"
    """It asks for nothing, but says what something is."""


class Role(StrEnum):
    """What an obligation is to the work of a unit."""

    ACT = "act"
    """Something is done."""
    MANNER = "manner"
    """How an act is done."""
    AIM = "aim"
    """What the work is for, and what it keeps in view."""
    LIMIT = "limit"
    """What bounds the work, shown apart from what is to be done."""
    FACT = "fact"
    """What is defined, fixed or sent."""

    @property
    def worked(self) -> bool:
        """Whether it is part of a task."""
        return self in {Role.ACT, Role.MANNER}


class Gone(StrEnum):
    """What became of an item that is no more."""

    RETIRED = "retired"
    MERGED = "merged"
    SPLIT = "split"


class Reach(StrEnum):
    """How an audience is named."""

    ALL = "all"
    ONLY = "only"
    BUT = "but"


@dataclass(frozen=True, kw_only=True, slots=True)
class Cited:
    """The texts that a register may cite."""

    texts: Mapping[str, Edition]
    """Those that could be read, by id, in the order of the corpus."""
    unread: Collection[str] = ()
    """Ids of those that could not, so that nothing is held against them."""
    bare: str = ""
    """Id of the text that is meant where none is named; empty where there is no such, or but one text."""

    @property
    def unnamed(self) -> Collection[str]:
        """Ids of the texts that may be meant where none is named."""
        return (self.bare,) if self.bare else self.ids

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all."""
        return (*self.texts, *self.unread)

    def written(self, address: Address) -> str:
        """Return an address as an editor writes it: without the text where it is plain which is meant."""
        return address.segment if (*self.unnamed,) == (address.text,) else str(address)


class Bond(StrEnum):
    """What words of one text are to words of another."""

    REFINES = "refines"
    """They say the same more precisely."""
    REPEATS = "repeats"
    DEPARTS_FROM = "departs-from"
    """They say something else; which of the two holds is for no one here to say."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bearing:
    """That words of one text have to do with words of another."""

    bond: Bond
    on: Citation
    """The words of the other text."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Citation:
    """Words of a text on which something stands."""

    text: str
    """Id of the text; empty where it has to be named and is not, which is reported."""
    at: str
    """Id of the segment."""
    quote: str
    """Exact words of the segment's reading text."""
    place: Place = field(compare=False)
    """Where the segment's id is written."""
    quote_place: Place = field(compare=False)
    translations: Texts = field(default_factory=dict)
    """Language tag to exact words of that translation of the same segment, which say the same."""
    translation_places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)
    """Language tag to where they are written."""
    bears: tuple[Bearing, ...] = ()
    """What the words are to those of other texts."""

    @property
    def address(self) -> Address:
        """The segment cited."""
        return Address(self.text, self.at)


@dataclass(frozen=True, kw_only=True, slots=True)
class Audience:
    """The units that an item speaks to."""

    reach: Reach
    ids: tuple[str, ...] = ()
    """Unit types that are meant, or left out; empty where all are meant."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Exclusion:
    """An item that a unit type takes off the list it would inherit."""

    item: str
    reason: Texts
    place: Place = field(compare=False)
    """Where the item's id is written."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """What every entry has."""

    id: str
    """Permanent, unrelated to place and title; unique among the entries of its file."""
    place: Place = field(compare=False)
    places: Mapping[str, Place] = field(compare=False, repr=False)
    """Where each value stands, by key; members of a list by key and index, as in ``after/0``."""

    def spot(self, key: str, index: int | None = None) -> Place:
        """Return where a value was written; the entry's own place where it was not.

        Args:
            key: key of the value.
            index: which member of a list, from 0.
        """
        found = self.places.get(key, self.place)
        # A list of one may be written without brackets; it has no members of its own then.
        return found if index is None else self.places.get(f"{key}/{index}", found)


@dataclass(frozen=True, kw_only=True, slots=True)
class Titled(Entry):
    """An entry that people are shown by a title."""

    title: Texts


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit(Titled):
    """A type of unit."""

    short: Texts
    """A shorter title for tables and menus; empty where the title is short enough."""
    extends: str
    """The type whose items it inherits; empty where there is none."""
    base: bool
    """Whether it is only what others share, and no unit itself."""
    collects: bool
    """Whether it brings together what other units report; its file then has a place for that."""
    scope: tuple[Citation, ...]
    note: Texts
    without: tuple[Exclusion, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor(Titled):
    """Who acts."""

    short: Texts
    """A shorter title for rows; empty where the title is short enough."""
    open: bool
    """Whether the text leaves it open, or the project reads it into the text; a legend says how."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberGroup(Titled):
    """Members whom the text singles out."""

    cites: tuple[Citation, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Phase(Titled):
    """A stretch of the work."""

    ours: bool
    """Whether the grouping is the project's and not the text's."""
    window: tuple[Citation, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Procedure(Titled):
    """A way of doing something, step by step, on a page of its own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Document(Titled):
    """A document that a text names."""

    held: str
    """Id of the text that it is; empty where nobody here holds it."""
    said: Texts
    """What the text says of it."""
    cites: tuple[Citation, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Lasts:
    """How long something takes, as the text says it, to be counted from a unit's own first day."""

    months: int
    days: int
    about: bool
    """Whether the text gives it as “about”."""
    cite: Citation
    """The words that give it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Period(Titled):
    """A stretch of time that the text fixes, and a bar in the picture of all of them."""

    begins: Texts
    """When it begins, as the text says it."""
    ends: Texts
    span: tuple[int, int]
    """Where its bar begins and ends in the picture, in hundredths of the width; the project's own."""
    note: Texts
    """What the project has to say of it; empty where it has nothing to say."""
    cites: tuple[Citation, ...]
    lasts: Lasts | None = None
    """None where the text does not say how long, or gives days of its own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tie:
    """What one body has to do with another."""

    to: str
    """Id of the other body."""
    says: Texts
    cite: Citation
    place: Place = field(compare=False)
    """Where the other body's id is written."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Body(Titled):
    """A body, and what it has to do with those below it."""

    cites: tuple[Citation, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Idea(Titled):
    """An idea that guides all the work."""

    cites: tuple[Citation, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Obligation(Titled):
    """One act of one actor that the text asks for, allows, forbids or defines: an item of a list."""

    detail: Texts
    units: Audience
    actor: str
    members: tuple[str, ...]
    phase: str
    modality: Modality
    role: Role
    bounds: tuple[str, ...]
    """The tasks that a limit bounds."""
    cites: tuple[Citation, ...]
    procedure: str
    """Empty where no page says how."""
    after: tuple[str, ...]
    """Items that come first."""
    see: tuple[str, ...]
    """Items that have to do with it."""

    @property
    def limit(self) -> bool:
        """Whether it sets a bound to the work, shown apart from what is to be done."""
        return self.role is Role.LIMIT

    @property
    def texts(self) -> tuple[str, ...]:
        """Ids of the texts that it cites, each once."""
        return tuple(dict.fromkeys(cite.text for cite in self.cites))


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """What can be shown when a task is done, and the words that carry it."""

    says: Texts
    by: str
    """Id of the obligation that carries it; empty where a quote of its own does."""
    cite: Citation | None
    """The quote that carries it; None where an obligation does."""
    place: Place = field(compare=False)
    by_place: Place = field(compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Task(Titled):
    """What a unit does: obligations that are carried out together, in order; the project's own grouping."""

    lead: str
    """Id of the actor who answers for it."""
    phase: str
    members: tuple[str, ...]
    after: tuple[str, ...]
    """Tasks that come first."""
    result: Result | None
    """None where the file has none, which is reported."""
    points: tuple[str, ...]
    """Ids of the obligations that make it up, in order."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tombstone(Entry):
    """What an item that is no more leaves behind, so that its id keeps a meaning."""

    gone: Gone
    into: tuple[str, ...]
    """The items, or tombstones, in which it lives on."""
    reason: Texts


class Extent(StrEnum):
    """How much of a text a waiver is for."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    PART = "part"
    """A heading, and all below it to the next heading of its level or above."""
    HEADINGS = "headings"
    """All headings of a text, or of every text."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiver:
    """What needs no item, and why: a sentence, or all of something that no item quotes."""

    extent: Extent = Extent.SENTENCE
    text: str
    """Id of the text; empty where it has to be named and is not, which is reported.

    Of headings, empty stands for every text.
    """
    at: str
    """Id of the segment; of headings, empty."""
    sentence: str
    """The whole sentence of the reading text; empty where more than one is meant."""
    reason: Texts
    place: Place = field(compare=False)
    """Where it says which paragraph it is for, or which headings."""
    sentence_place: Place = field(compare=False)
    """Where it says how much of it."""

    @property
    def address(self) -> Address:
        """The segment in which the sentence stands, or which it is for, or with which the part begins."""
        return Address(self.text, self.at)


@dataclass(frozen=True, kw_only=True, slots=True)
class Register:
    """All that the register's files say, in their order."""

    units: tuple[Unit, ...] = ()
    actors: tuple[Actor, ...] = ()
    members: tuple[MemberGroup, ...] = ()
    phases: tuple[Phase, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    documents: tuple[Document, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    tasks: tuple[Task, ...] = ()
    """In the order in which a list has those of one phase."""
    tombstones: tuple[Tombstone, ...] = ()
    """They stand in the file of the obligations."""
    task_tombstones: tuple[Tombstone, ...] = ()
    """They stand in the file of the tasks."""
    waivers: tuple[Waiver, ...] = ()
    periods: tuple[Period, ...] = ()
    bodies: tuple[Body, ...] = ()
    """In the order in which the picture has them from top to bottom."""
    ideas: tuple[Idea, ...] = ()

    @property
    def titled(self) -> tuple[tuple[Titled, ...], ...]:
        """The entries that people are shown by a title, one tuple for each kind."""
        return (
            self.units,
            self.actors,
            self.members,
            self.phases,
            self.procedures,
            self.documents,
            self.obligations,
            self.tasks,
            self.periods,
            self.bodies,
            self.ideas,
        )
