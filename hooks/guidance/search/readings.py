"""How the characters of titles are read, so that a title is found by its pinyin."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import groupby
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
    return _grouped(
        pair
        for title in titles
        for pair in zip(
            title, lazy_pinyin(title, style=Style.NORMAL, v_to_u=False, errors=_apart), strict=True
        )
    )


def common_readings(texts: Iterable[str]) -> tuple[str, ...]:
    """Return how the plain characters are read, the common ones and those of the texts.

    A reader who slips types another character of the same sound, which need not be in the texts.

    Args:
        texts: texts in plain characters.

    Returns:
        First each syllable with how many of the common characters, in their order in GB 2312, are
        read so one after another: ``a2``, ``ai13``. They are sorted by sound there, so that this
        takes a fifth of the room of the characters. Then strings as of ``readings`` for the others.
        A character has its most usual reading only.
    """
    common = _common()
    others = {one for text in texts for one in text if _is_han(one)}.difference(common)
    runs = (f"{syllable}{len([*run])}" for syllable, run in groupby(common, _usual))
    return (*runs, *_grouped((one, _usual(one)) for one in sorted(others)))


@cache
def _usual(one: str) -> str:
    # All languages ask for the same few thousand characters.
    return lazy_pinyin(one, style=Style.NORMAL, v_to_u=False)[0]


def _is_han(one: str) -> bool:
    return "\u3400" <= one <= "\u9fff"


def _common() -> tuple[str, ...]:
    """Return the characters of the first level of GB 2312 in its order, which are those in everyday use."""
    rows, cells = range(0xB0, 0xD8), range(0xA1, 0xFF)
    return tuple(
        one for row in rows for cell in cells if (one := bytes((row, cell)).decode("gb2312", "ignore"))
    )


def _grouped(pairs: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    found: dict[str, set[str]] = {}
    for character, syllable in pairs:
        if character != syllable:
            found.setdefault(syllable, set()).add(character)
    return tuple(syllable + "".join(sorted(found[syllable])) for syllable in sorted(found))
