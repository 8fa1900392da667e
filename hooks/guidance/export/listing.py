"""A unit's list in one language as a value, from which every download of it is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from guidance.corpus import Locale
from guidance.model import Address, Edition
from guidance.register.model import Modality, Role


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """An entry of the register by its id and its title."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """Words of the text, with the paragraph that they stand in."""

    text: str
    """Id of the text."""
    at: str
    """Id of the segment."""
    place: str
    """What people are told of text and segment."""
    words: str
    """The exact words of the reading text."""
    start: int
    """Index of their first character in the reading text."""
    end: int
    translation: str
    """The whole paragraph in translation, which is the project's and not the text's."""

    @property
    def address(self) -> Address:
        """The segment."""
        return Address(self.text, self.at)


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """An obligation in one language, the same on every list."""

    id: str
    title: str
    detail: str
    """Empty where the title says all; says so where the item has to be checked anew."""
    phase: Named
    procedure: Named | None
    actor: Named
    members: tuple[Named, ...]
    modality: Modality
    force: str
    """The modality in words."""
    role: Role
    part: str
    """The role in words."""
    task: Named | None
    """The task that it is a point of; None for what belongs to none."""
    quotes: tuple[Quote, ...]
    cited: tuple[Address, ...]
    """The paragraphs quoted, each once."""
    after: tuple[Named, ...]
    see: tuple[Named, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskLine:
    """A task with what of it is on one list."""

    id: str
    title: str
    lead: Named
    phase: Named
    members: tuple[Named, ...]
    after: tuple[Named, ...]
    """Tasks of the list that come first."""
    result: str
    """What can be shown when it is done, in the project's words."""
    carrier: tuple[Quote, ...]
    """The words of the text that carry the result."""
    points: tuple[str, ...]
    """Ids of its items on the list, in their order."""
    limits: tuple[str, ...]
    """Ids of the limits on the list that bound it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """An item's place on one list."""

    number: int
    """From 1, in the order of the list."""
    why: str
    """The rule that put it on the list, in words."""
    item: Item


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """A segment that a list cites, or a heading above one."""

    text: str
    """Id of the text."""
    at: str
    """Id of the segment."""
    place: str
    """What people are told of text and segment."""
    level: int
    """Heading level from 1; 0 for running text."""
    original: str
    translation: str
    notes: tuple[str, ...]
    """In words: its conjectures, which stand beside the text and never in it, and what is to be checked."""

    @property
    def address(self) -> Address:
        """The segment."""
        return Address(self.text, self.at)


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """All that a unit's list says in one language."""

    locale: Locale
    words: Mapping[str, str]
    """The interface's words in the list's language."""
    editions: tuple[Edition, ...]
    """The texts that the list cites, in the order of the corpus."""
    unit: Named
    note: str
    """What the project has to say of the unit; empty where it has nothing to say."""
    scope: tuple[Quote, ...]
    tasks: tuple[TaskLine, ...]
    """In the order of the list."""
    rows: tuple[Row, ...]
    """The points of the tasks, task by task, then limits, aims and facts."""
    paragraphs: tuple[Paragraph, ...]
    """What the rows and the scope cite, with the headings above, in the order of the text."""

    def word(self, key: str) -> str:
        """Return a word of the interface in the list's language."""
        return self.words[key]

    @property
    def date(self) -> str:
        """Date of the newest of the editions that the list cites, ISO 8601."""
        return max(one.date for one in self.editions)

    @property
    def counts(self) -> Mapping[Modality, int]:
        """How many rows have each modality, in the order of the modalities; none is left out."""
        found = Counter(row.item.modality for row in self.rows)
        return {modality: found[modality] for modality in Modality}
