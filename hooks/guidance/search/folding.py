"""Which characters the search takes for one: variants, and the forms of the two scripts.

Characters belong together where OpenCC turns one into the other, alone or at the same place of a
text in both scripts; a word that only its neighbours decide is covered by the second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import opencc

_TO_PLAIN = "t2s"
_CONFIGURATIONS = (_TO_PLAIN, "s2t", "tw2t", "hk2t")
"""Between the scripts, and from the regional standards to the common one; characters only."""
_RANGES = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))
"""Han characters that keyboards offer; for doubles kept for old encodings Unicode has a rule of its own."""
_BREAK = "\n"


def fold_classes(texts: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the groups of characters that are one to the search, sorted.

    Args:
        texts: every text of the site in Han characters, in both scripts, character for character.

    Returns:
        Groups of two or more characters; the first of each stands for all. Only groups of which a
        character occurs in the texts are there, with all that readers may type for it.
    """
    pairs = {pair for plain, other in texts for pair in zip(plain, other, strict=True)}
    occurring = {one for pair in pairs for one in pair}
    parents: dict[str, str] = {}
    # Sorted, as the order in which groups join decides which character stands for them.
    for one, other in (*_conversions(), *sorted(pairs)):
        if one != other:
            parents[_root(parents, one)] = _root(parents, other)
    groups: dict[str, set[str]] = {}
    for one in (*parents, *parents.values()):
        groups.setdefault(_root(parents, one), set()).add(one)
    plain = _table(_TO_PLAIN)
    return tuple(
        sorted(
            "".join(sorted(group, key=lambda one: (one in plain, one)))
            for group in groups.values()
            if len(group) > 1 and group & occurring
        )
    )


def _root(parents: Mapping[str, str], one: str) -> str:
    """Return the character that stands for a group while groups still join."""
    while parents.get(one, one) != one:
        one = parents[one]
    return one


def _conversions() -> Iterator[tuple[str, str]]:
    """Yield what each configuration makes of a single character, where that is another one."""
    for name in _CONFIGURATIONS:
        yield from _table(name).items()


@cache
def _table(configuration: str) -> Mapping[str, str]:
    """Return the single characters that a configuration changes."""
    characters = [chr(code) for part in _RANGES for code in part]
    # Line by line, so that no phrase forms across neighbours.
    converted = opencc.OpenCC(configuration).convert(_BREAK.join(characters)).split(_BREAK)
    return {
        one: other
        for one, other in zip(characters, converted, strict=True)
        if one != other and len(other) == 1
    }
