"""One standard of script, and the script that is derived from it.

Conversions keep every character's place: what stands at index *n* before stands there after,
so that marks and quotes hold in both scripts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import opencc

CONFIGURATIONS = tuple(
    name for one in sorted(opencc.CONFIGS) if not (name := one.removesuffix(".json")).endswith("p")
)
"""OpenCC configurations that change characters only; those ending in p exchange whole phrases."""


@dataclass(frozen=True, kw_only=True)
class Standard:
    """Brings mixed forms of a script to one standard.

    The text goes down to the plainer script and up again, so that forms which were never
    converted are; phrases in ``keep`` stay as they are where the way back is ambiguous.
    """

    down: str = ""
    """OpenCC configuration to the plainer script, such as ``t2s``; empty where all forms stay."""
    up: str = ""
    """OpenCC configuration back to the standard, such as ``s2tw``."""
    keep: tuple[str, ...] = ()
    """Phrases whose characters are right as they stand."""
    punctuation: Mapping[str, str] = field(default_factory=dict)
    """Half-width mark to full-width mark, one character each."""

    @cached_property
    def _down(self) -> opencc.OpenCC:
        return opencc.OpenCC(self.down)

    @cached_property
    def _up(self) -> opencc.OpenCC:
        return opencc.OpenCC(self.up)

    def script(self, text: str) -> str:
        """Return the text in the standard script, character for character.

        Raises:
            ValueError: a conversion changed the length of the text.
        """
        if not self.down:
            return text
        converted = _same_length(text, self._up.convert(_same_length(text, self._down.convert(text))))
        out = list(converted)
        for phrase in self.keep:
            at = text.find(phrase)
            while at >= 0:
                out[at : at + len(phrase)] = phrase
                at = text.find(phrase, at + 1)
        return "".join(out)

    def marks(self, text: str) -> str:
        """Return the text with its punctuation at full width."""
        return text.translate({ord(half): full for half, full in self.punctuation.items()})

    def convert(self, text: str) -> str:
        """Return the text in the standard script and punctuation."""
        return self.marks(self.script(text))


class Derived:
    """A script that is made from the standard and has no files of its own."""

    def __init__(self, configuration: str) -> None:
        """Load an OpenCC configuration such as ``tw2s``."""
        self._converter = opencc.OpenCC(configuration)
        self._known: dict[str, str] = {}

    def convert(self, text: str) -> str:
        """Return the text in the derived script, character for character.

        Raises:
            ValueError: the conversion changed the length of the text.
        """
        # Titles and labels come again on every page; a corpus has a bounded number of texts.
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = _same_length(text, self._converter.convert(text))
        return known


def changed(before: str, after: str) -> int:
    """Return in how many places two texts of one length differ."""
    return sum(a != b for a, b in zip(before, after, strict=True))


def _same_length(before: str, after: str) -> str:
    if len(before) != len(after):
        raise ValueError(f"the conversion changed the length of «{before[:20]}»")
    return after
