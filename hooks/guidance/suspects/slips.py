"""Which character may have been meant where another stands.

Two characters are near when their keys differ in one place on a keyboard that types by shape (Wubi 86,
as the package ``pywubi`` has it: characters that look alike have like keys), or when they sound alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from pypinyin import Style, pinyin
from pywubi.core import wubi

from guidance.suspects.lexicon import HAN, dictionary

_COMMON = 4000
"""How many of the most frequent characters may be meant."""
BY_SOUND = 3
"""Nearness of characters that sound alike, in keys."""


@cache
def slips(character: str) -> Mapping[str, int]:
    """Return what may have been meant by a character.

    Returns:
        Character to nearness: the number of keys, of the shorter of the two, of which at most one differs;
        what sounds alike counts as ``BY_SOUND``.
    """
    near: dict[str, int] = {}
    by_keys, by_sound = _tables()
    for keys in _keys(character):
        for shortened in _shortened(keys):
            for other, its in by_keys.get(shortened, ()):
                if _one_apart(keys, its):
                    near[other] = max(near.get(other, 0), min(len(keys), len(its)))
    for sound in _sounds(character):
        for other in by_sound.get(sound, ()):
            near[other] = max(near.get(other, 0), BY_SOUND)
    near.pop(character, None)
    return near


@cache
def _tables() -> tuple[Mapping[str, list[tuple[str, str]]], Mapping[str, list[str]]]:
    """Return the common characters by their keys with one left out, and by their sounds."""
    by_keys: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    by_sound: defaultdict[str, list[str]] = defaultdict(list)
    for character, rank in dictionary().ranks.items():
        if rank < _COMMON and HAN.fullmatch(character):
            for keys in _keys(character):
                for shortened in _shortened(keys):
                    by_keys[shortened].append((character, keys))
            for sound in _sounds(character):
                by_sound[sound].append(character)
    return by_keys, by_sound


def _keys(character: str) -> tuple[str, ...]:
    """Return the ways in which a character is typed by shape; nothing for what has no keys."""
    codes = wubi(character, multicode=True)[0]
    return tuple(codes) if isinstance(codes, list) else ()


@cache
def _sounds(character: str) -> tuple[str, ...]:
    return tuple(pinyin(character, style=Style.NORMAL, heteronym=True)[0])


def _shortened(keys: str) -> Iterator[str]:
    """Yield keys as they are and with each one left out: two that are one apart share one of these."""
    yield keys
    for at in range(len(keys)):
        yield keys[:at] + keys[at + 1 :]


def _one_apart(some: str, others: str) -> bool:
    """Whether two rows of keys are the same but for one key altered, left out or too much."""
    if len(some) == len(others):
        return sum(one != other for one, other in zip(some, others, strict=True)) <= 1
    shorter, longer = sorted((some, others), key=len)
    return len(longer) - len(shorter) == 1 and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
    )
