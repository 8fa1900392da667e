"""Finds places of a text that are probably wrong: slips of typing and scanning, losses, broken marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

import opencc

from guidance.suspects.characters import wrong_characters
from guidance.suspects.clauses import broken_constructions, run_on, unbalanced
from guidance.suspects.damage import is_traditional, lost, mojibake, rare, wrong_script
from guidance.suspects.habits import Habits
from guidance.suspects.levels import repeated_levels
from guidance.suspects.lexicon import Lexicon, dictionary
from guidance.suspects.model import Given, Rule, Suspect
from guidance.suspects.phrases import set_phrases

ANY: Sequence[Rule] = (lost, mojibake, unbalanced)
"""Rules for texts in any language."""
CHINESE: Sequence[Rule] = (
    wrong_script,
    set_phrases,
    wrong_characters,
    rare,
    repeated_levels,
    broken_constructions,
    run_on,
)
"""Rules that need the dictionary and the habits, in the order in which one silences the next."""
_POINTS = frozenset(
    {"lost-characters", "mojibake", "wrong-script", "set-phrase", "wrong-character", "rare-character"}
)
"""Kinds that explain single characters: of several at one place, the first is shown."""


def suspects(text: str, language: str, habits: Habits, others: Iterable[str] = ()) -> tuple[Suspect, ...]:
    """Return the suspect places of a text in their order.

    Args:
        text: the text, paragraphs parted by line ends, in whichever script.
        language: its tag; in a language that the habits are not of, only damage and marks are looked for.
        habits: what the language's writers do.
        others: other texts of the language, whose ways of saying things count as known.
    """
    chinese = habits.are_of(language)
    plain = _converter("t2s") if chinese else str
    simple = plain(text)
    given = Given(
        text=text,
        plain=simple,
        written=_converter("s2tw") if chinese and is_traditional(text) else str,
        lexicon=Lexicon.of(simple, map(plain, others), dictionary()) if chinese else Lexicon.none(),
        habits=habits,
    )
    found: list[Suspect] = []
    taken: set[int] = set()
    for rule in (*ANY, *(CHINESE if chinese else ())):
        for one in rule(given):
            places = _places(one)
            if taken.isdisjoint(places):
                taken.update(places)
                found.append(one)
    return tuple(sorted(found))


def _places(one: Suspect) -> range:
    """Return the places that a suspect explains; a rare character's neighbours may explain it."""
    if one.kind not in _POINTS:
        return range(0)
    wide = int(one.kind == "rare-character")
    return range(one.start - wide, one.end + wide)


@cache
def _converter(configuration: str) -> Callable[[str], str]:
    convert: Callable[[str], str] = opencc.OpenCC(configuration).convert
    return convert
