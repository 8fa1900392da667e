"""Puts a quote back into the sentences that it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from guidance.register.coverage import Span, find, sentences


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """Whole sentences of a text, and the quote in them; indices of the text, from 0."""

    start: int
    quote: Span
    end: int

    @property
    def spans(self) -> tuple[Span, Span, Span]:
        """What stands before the quote, the quote, and what stands behind it."""
        first, last = self.quote
        return (self.start, first), (first, last), (last, self.end)

    def pieces(self, text: str) -> tuple[str, str, str]:
        """Return the text of the three spans.

        Args:
            text: the text, or another of the same length, such as the same in another script.
        """
        before, quote, behind = (text[start:end] for start, end in self.spans)
        return before, quote, behind


def passage(quote: str, text: str) -> Passage | None:
    """Return the sentences in which a quote first stands, or None where it does not stand in the text."""
    found = find(quote, text)
    if found is None:
        return None
    touched = [(start, end) for start, end in sentences(text) if start < found[1] and found[0] < end]
    start = min(found[0], *(start for start, _ in touched)) if touched else found[0]
    end = max(found[1], *(end for _, end in touched)) if touched else found[1]
    return Passage(start=start, quote=found, end=end)
