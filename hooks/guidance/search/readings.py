"""How the characters of titles are read, so that a title is found by its pinyin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from pypinyin import Style, lazy_pinyin


def _apart(unread: str) -> str:
    """Return signs without a reading one by one, so that readings stay beside their characters."""
    # pypinyin takes a list here, though its types do not say so.
    return cast("str", list(unread))


def readings(titles: Iterable[str]) -> tuple[str, ...]:
    """Return each syllable with the characters that are read so in the titles, sorted.

    Args:
        titles: titles in plain characters; each is read whole, as words decide the reading.

    Returns:
        Strings such as ``min`` followed by its characters; a character of several readings stands
        in several of them. The vowel with two dots is written ``v``.
    """
    found: dict[str, set[str]] = {}
    for title in titles:
        syllables = lazy_pinyin(title, style=Style.NORMAL, v_to_u=False, errors=_apart)
        for character, syllable in zip(title, syllables, strict=True):
            if character != syllable:
                found.setdefault(syllable, set()).add(character)
    return tuple(syllable + "".join(sorted(found[syllable])) for syllable in sorted(found))
