"""A wrong character among right ones: seen because another, near it, makes words of the place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from guidance.suspects.habits import Habits
from guidance.suspects.lexicon import RUNS, Lexicon
from guidance.suspects.model import Given, Suspect
from guidance.suspects.slips import slips

_AROUND = 6
"""Characters on either side that may make a word with the place."""
_LEAST = 3.5
"""Gain, in natural logarithms, from which a place is suspect; found by trial on other texts."""
_FEWEST_KEYS_COST = {1: 2.0, 2: 0.5}
"""What a slip costs by its nearness: with few keys, almost every character is near every other."""
_ATTESTED_COST = 3.0
"""What it costs that the texts have the place elsewhere, together with a neighbour."""
_USUAL = 100
"""Occurrences from which a word of several characters is taken for what was meant."""
_COMMON_PAIR = 50
"""Occurrences within words from which two neighbours are at home together."""


def wrong_characters(given: Given) -> Iterator[Suspect]:
    """Yield each character in whose place another, near it, fits its neighbours far better."""
    lexicon = given.lexicon
    for offset, clause in lexicon.clauses:
        found: list[Suspect] = []
        for at in _loose(lexicon, clause):
            if _measures(given.habits, clause, at):
                continue
            gain, best = _best(lexicon, clause, at)
            written = given.text[offset + at]
            # Another form of the same character is a matter of the script.
            if gain < _LEAST or given.written(best) == written:
                continue
            around = given.text[max(offset, offset + at - 1) : offset + at + 2]
            suspect = Suspect(
                start=offset + at,
                end=offset + at + 1,
                kind="wrong-character",
                reason=f"no word or other place has this in “{around}”, and a near character makes one",
                proposal=given.written(best),
                weight=gain,
            )
            if found and found[-1].end == suspect.start:
                # One wrong character spoils both its neighbours: the better explanation stays.
                if suspect.weight > found[-1].weight:
                    found[-1] = suspect
                continue
            found.append(suspect)
        yield from found


def _measures(habits: Habits, clause: str, at: int) -> bool:
    """Whether a character is a measure word behind a numeral or what stands for one."""
    before = clause[at - 1] if at else ""
    return (
        clause[at] in habits.measures
        and bool(before)
        and (before in habits.determiners or _is_numeral(before))
    )


def _loose(lexicon: Lexicon, clause: str) -> Iterator[int]:
    """Yield the places that are no part of a usual word; the others would not be wrong and make a word."""
    for at, word in lexicon.words(clause):
        if len(word) == 1 or lexicon.known.words.get(word, 0) < _USUAL:
            yield from range(at, at + len(word))


def _best(lexicon: Lexicon, clause: str, at: int) -> tuple[float, str]:
    """Return the greatest gain that a near character brings, less its cost, and that character."""
    left, right = clause[at - 1 : at] if at else "", clause[at + 1 : at + 2]
    character = clause[at]
    attested = _attested(lexicon, left + character) + _attested(lexicon, character + right)
    if attested == len(left + right):
        return 0.0, ""
    low = max(0, at - _AROUND)
    window, place = clause[low : at + _AROUND + 1], at - low
    before: float | None = None
    best, proposal = 0.0, ""
    for other, nearness in slips(character).items():
        if (_is_numeral(character) and _is_numeral(other)) or not _makes_word(lexicon, clause, at, other):
            continue
        if before is None:
            before = lexicon.fit(window)
        altered = window[:place] + other + window[place + 1 :]
        gain = lexicon.fit(altered, place) - before - _FEWEST_KEYS_COST.get(nearness, 0.0)
        if gain > best:
            best, proposal = gain, other
    return best - _ATTESTED_COST * attested, proposal


def _makes_word(lexicon: Lexicon, clause: str, at: int, other: str) -> bool:
    """Whether a character, in place of another, makes a word or a repeated run with its neighbours."""
    left, right = clause[at - 1 : at] if at else "", clause[at + 1 : at + 2]
    if not ((left and lexicon.joins(left + other)) or (right and lexicon.joins(other + right))):
        return False
    altered = clause[:at] + other + clause[at + 1 :]
    return any(
        lexicon.is_usual(altered[begin : begin + length])
        for length in RUNS
        for begin in range(max(0, at - length + 1), min(at, len(clause) - length) + 1)
    )


def _attested(lexicon: Lexicon, pair: str) -> int:
    """Return 1 where two neighbours are at home together: in words, or elsewhere in the texts."""
    if len(pair) == 1:
        return 0
    return int(lexicon.elsewhere(pair) > 0 or lexicon.known.pairs.get(pair, 0) >= _COMMON_PAIR)


def _is_numeral(character: str) -> bool:
    return unicodedata.numeric(character, None) is not None
