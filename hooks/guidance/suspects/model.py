"""Places of a text that are probably wrong, as values."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from guidance.suspects.habits import Habits
from guidance.suspects.lexicon import Lexicon


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Suspect:
    """A place that is probably wrong; whether it is, only a reader can say."""

    start: int
    """Index of the first character in the text, from 0."""
    end: int
    """Index after the last character; never equal to ``start``."""
    kind: str
    """What the rule that found it looks for, in kebab case."""
    reason: str
    """What makes it suspect, in a sentence without a final stop."""
    proposal: str = ""
    """What may have stood there instead of the characters; empty where nothing is near."""
    weight: float = 0.0
    """How strong the evidence is, among suspects of the same kind; larger is stronger."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """What a rule may look at."""

    text: str
    """The text as it stands, paragraphs parted by line ends."""
    plain: str
    """The same in the dictionary's script, character for character."""
    written: Callable[[str], str]
    """Brings a text from the dictionary's script to that of the text."""
    lexicon: Lexicon
    """Words, and what the text and others say elsewhere."""
    habits: Habits
    """What the language's writers do."""


Rule = Callable[[Given], Iterable[Suspect]]
"""Finds suspects of one kind."""
