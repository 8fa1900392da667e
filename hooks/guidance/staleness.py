"""What a change of the original made stale: translations, the items that cite them, their lists.

A translation is stale while the reading text, or its own words, are not those of its last review. One
that was never reviewed is stale too: nothing says that it holds. Staleness is no defect that keeps
the site from being built. The pages show it, and the check does not pass until somebody has looked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from guidance.model import Edition, TranslatedSegment, TranslationKey, written
from guidance.problems import Problem
from guidance.readers.lock import Lock
from guidance.register import Index

_DIGITS = 16
_TEXTS = ("original", "translation")


def fingerprint(reading: str, translation: str) -> str:
    """Return the hashes of a reading text and of its translation, as the lock has them.

    It tells a changed text from an unchanged one and guards against nobody, so a quarter of the
    SHA-256 will do and a line stays short enough to read.
    """
    both = (hashlib.sha256(one.encode("utf-8")).hexdigest()[:_DIGITS] for one in (reading, translation))
    return "-".join(both)


@dataclass(frozen=True, kw_only=True, slots=True)
class Stale:
    """A translation that has not been reviewed against the present reading text."""

    key: TranslationKey
    translation: TranslatedSegment
    reading: str
    """The reading text."""
    changed: tuple[str, ...]
    """What is not as it was at its last review: original, translation; empty where there was none."""
    items: tuple[str, ...]
    """Ids of the items that cite the segment, in the register's order."""
    units: tuple[str, ...]
    """Ids of the units on whose lists those items are, in the register's order."""
    named: str
    """The segment as ``make review`` takes it."""

    @property
    def reviewed(self) -> bool:
        """Whether it was reviewed before."""
        return bool(self.changed)

    @property
    def since(self) -> str:
        """What happened since its last review, in words."""
        if not self.reviewed:
            return "was never reviewed here"
        both = len(self.changed) > 1
        return f"has changed since this was reviewed ({'both texts' if both else f'the {self.changed[0]}'})"

    @property
    def problem(self) -> Problem:
        """What the check says of it."""
        message = f"“{self.named}” {self.since}"
        if self.items:
            message += f"; on it stand {', '.join(self.items)}, on the lists of {', '.join(self.units)}"
        return Problem(
            place=self.translation.place,
            code="translation-stale",
            message=message,
            fragment=self.translation.text,
            suggestion=f"make review ID={self.named}",
        )


@dataclass(frozen=True, kw_only=True)
class Staleness:
    """All stale translations, in the order of the editions, languages and texts."""

    translations: tuple[Stale, ...] = ()

    @cached_property
    def items(self) -> frozenset[str]:
        """Ids of the items that cite a segment with a stale translation, in whatever language.

        What an item says in its own words, in every language, rests on the segment that changed.
        """
        return frozenset(item for one in self.translations for item in one.items)

    @cached_property
    def units(self) -> frozenset[str]:
        """Ids of the units on whose lists such an item is."""
        return frozenset(unit for one in self.translations for unit in one.units)

    def segments(self, edition: str, language: str) -> frozenset[str]:
        """Return the ids of an edition's segments whose translation into a language is stale."""
        keys = (one.key for one in self.translations)
        return frozenset(key.segment for key in keys if (key.edition, key.language) == (edition, language))


def staleness(editions: Mapping[str, Edition], lock: Lock, index: Index | None) -> Staleness:
    """Return what is stale.

    Args:
        editions: the texts with their translations, by id.
        lock: what each translation was last reviewed against.
        index: the register with its texts, where there is one.
    """
    return Staleness(
        translations=tuple(
            _stale(key, (reading, translation), lock, index, named=written(key.address, editions))
            for key, reading, translation in translations(editions)
            if lock.get(key) != fingerprint(reading, worded(translation))
        )
    )


def translations(
    editions: Mapping[str, Edition],
) -> Iterator[tuple[TranslationKey, str, TranslatedSegment]]:
    """Yield every translation of a segment: its key, the reading text, and itself."""
    for edition in editions.values():
        readings = {one.id: one.reading for one in edition.segments}
        for language, translated in edition.translations.items():
            for one in translated.values():
                key = TranslationKey(language=language, edition=edition.id, segment=one.id)
                yield key, readings[one.id], one


def worded(translation: TranslatedSegment) -> str:
    """Return the words of a translation with its doubts, all of which a review vouches for."""
    return "".join((translation.text, *(f"[{one.start}?{one.emendation}]" for one in translation.doubts)))


def segment_ids(editions: Mapping[str, Edition]) -> dict[str, tuple[str, ...]]:
    """Return the ids of the segments of each edition, by the edition's id."""
    return {edition.id: tuple(one.id for one in edition.segments) for edition in editions.values()}


def _stale(
    key: TranslationKey, both: tuple[str, TranslatedSegment], lock: Lock, index: Index | None, *, named: str
) -> Stale:
    items, units = _resting(key, index) if index else ((), ())
    reading, translation = both
    now = fingerprint(reading, worded(translation)).split("-")
    then = lock[key].split("-") if key in lock else now
    changed = tuple(what for what, one, other in zip(_TEXTS, now, then, strict=True) if one != other)
    return Stale(
        key=key,
        translation=translation,
        reading=reading,
        changed=changed,
        items=items,
        units=units,
        named=named,
    )


def _resting(key: TranslationKey, index: Index) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the items that cite a segment, and the units on whose lists they are."""
    items = tuple(one.id for one in index.by_segment.get(key.address, ()))
    listed = {unit for item in items for unit in index.units_of[item]}
    return items, tuple(unit for unit in index.units if unit in listed)
