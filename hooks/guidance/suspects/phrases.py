"""Set phrases with one character off: wrong, lost or too much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from guidance.suspects.lexicon import Lexicon, dictionary
from guidance.suspects.model import Given, Suspect

_LENGTH = 4
"""Characters of a set phrase; shorter words are near too much."""
_AROUND = 6
"""Characters on either side that count for whether a phrase makes sense of the place."""
_LEAST_GAIN = {_LENGTH - 1: 6.0, _LENGTH: 6.0, _LENGTH + 1: 8.0}
"""Gain, in natural logarithms, from which a phrase is meant by a run of so many characters; found by trial
on other texts. Writers split phrases on purpose, so one character too much needs more.
"""


def set_phrases(given: Given) -> Iterator[Suspect]:
    """Yield runs that a set phrase of the dictionary explains, one character apart, far better."""
    for offset, clause in given.lexicon.clauses:
        for begin, end, phrase, gain in _explained(given.lexicon, clause):
            reason = f"a set phrase with one character {_how(end - begin)}"
            yield Suspect(
                start=offset + begin,
                end=offset + end,
                kind="set-phrase",
                reason=reason,
                proposal=given.written(phrase),
                weight=gain,
            )


def _how(length: int) -> str:
    return {_LENGTH - 1: "lost", _LENGTH: "wrong"}.get(length, "too much")


def _explained(lexicon: Lexicon, clause: str) -> Iterator[tuple[int, int, str, float]]:
    """Yield where a phrase is meant: from, to, the phrase, the gain; none overlaps the one before."""
    behind = 0
    for begin in range(len(clause)):
        if begin < behind:
            continue
        best: tuple[float, int, str] | None = None
        for length in (_LENGTH - 1, _LENGTH, _LENGTH + 1):
            end = begin + length
            run = clause[begin:end]
            if len(run) < length or lexicon.elsewhere(run) or run in lexicon.known.words:
                continue
            before, after = clause[max(0, begin - _AROUND) : begin], clause[end : end + _AROUND]
            for phrase in _near(run):
                gain = lexicon.fit(f"{before}{phrase}{after}") - lexicon.fit(f"{before}{run}{after}")
                if gain >= _LEAST_GAIN[length] and (best is None or gain > best[0]):
                    best = (gain, end, phrase)
        if best:
            yield begin, best[1], best[2], best[0]
            behind = best[1]


def _near(run: str) -> Iterator[str]:
    if len(run) == _LENGTH - 1:
        yield from _phrases()[0].get(run, ())
    elif len(run) == _LENGTH:
        for at in range(_LENGTH):
            for phrase in _phrases()[0].get(run[:at] + run[at + 1 :], ()):
                if phrase[:at] == run[:at] and phrase[at + 1 :] == run[at + 1 :]:
                    yield phrase
    else:
        # What is too much stands inside; at the ends it belongs to the neighbours.
        for at in range(1, _LENGTH):
            phrase = run[:at] + run[at + 1 :]
            if phrase in _phrases()[1]:
                yield phrase


@cache
def _phrases() -> tuple[Mapping[str, list[str]], frozenset[str]]:
    """Return the phrases by what is left of them without one character, and as they are."""
    shortened: defaultdict[str, list[str]] = defaultdict(list)
    phrases = frozenset(word for word in dictionary().words if len(word) == _LENGTH)
    for phrase in sorted(phrases):
        for at in range(_LENGTH):
            shortened[phrase[:at] + phrase[at + 1 :]].append(phrase)
    return shortened, phrases
