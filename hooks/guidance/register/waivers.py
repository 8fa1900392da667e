"""Which waiver a sentence has, where some are for more than a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from guidance.model import Address, Edition
from guidance.register.model import Extent, Waiver

_NEARNESS = (Extent.SENTENCE, Extent.PARAGRAPH, Extent.PART, Extent.HEADINGS)
"""The more special goes before the more general."""


class Claim(NamedTuple):
    """A sentence and where it stands."""

    address: Address
    sentence: str


class Waivers:
    """The waivers of a register, held against some texts."""

    def __init__(self, waivers: Iterable[Waiver], editions: Iterable[Edition]) -> None:
        """Take the waivers in the register's order; of two that say the same, the first counts."""
        texts = {one.id: one for one in editions}
        self._sentences: dict[Claim, Waiver] = {}
        self._paragraphs: dict[Address, Waiver] = {}
        order = sorted(waivers, key=lambda one: (_NEARNESS.index(one.extent), -_depth(one, texts)))
        for waiver in order:
            if waiver.extent is Extent.SENTENCE:
                self._sentences.setdefault(Claim(waiver.address, waiver.sentence.strip()), waiver)
            for address in reached(waiver, texts):
                self._paragraphs.setdefault(address, waiver)

    def of(self, address: Address, sentence: str) -> Waiver | None:
        """Return the waiver of a sentence: the most special that reaches it."""
        return self._sentences.get(Claim(address, sentence)) or self._paragraphs.get(address)


def reached(waiver: Waiver, texts: Mapping[str, Edition]) -> tuple[Address, ...]:
    """Return the segments that a waiver is for as wholes; none where it is for a sentence.

    Args:
        waiver: the waiver.
        texts: the texts by id; what names none of them reaches nothing.
    """
    if waiver.extent is Extent.SENTENCE:
        return ()
    if waiver.extent is Extent.HEADINGS:
        meant = texts.values() if not waiver.text else filter(None, [texts.get(waiver.text)])
        return tuple(text.address(one.id) for text in meant for one in text.segments if one.level)
    text = texts.get(waiver.text)
    if text is None or waiver.at not in text.by_id:
        return ()
    if waiver.extent is Extent.PARAGRAPH:
        return (waiver.address,)
    return tuple(text.address(one) for one in _part(text, waiver.at))


def _part(text: Edition, head: str) -> Iterable[str]:
    """Yield the ids of a heading and of all below it."""
    level, inside = text.by_id[head].level, False
    for one in text.segments:
        if one.id == head:
            inside = True
        elif inside and 0 < one.level <= level:
            return
        if inside:
            yield one.id


def _depth(waiver: Waiver, texts: Mapping[str, Edition]) -> int:
    """Return the level of the heading that a waiver names, so that a part within a part goes first."""
    text = texts.get(waiver.text)
    segment = text.by_id.get(waiver.at) if text else None
    return segment.level if segment else 0
