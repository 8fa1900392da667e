"""Words with their frequencies, and how well a run of characters falls into them.

The words are those of the dictionary that the package ``jieba`` ships (350,000, in simplified script),
and the runs that a text or its neighbours have elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import log

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
"""A run of Han characters."""
_LONGEST_WORD = 8
RUNS = (2, 3, 4)
"""Lengths, in characters, of what a text says elsewhere."""
_OWN_SHARE = 0.05
"""Weight of a text's own runs beside the dictionary; found by trial on other texts."""
_UNKNOWN = 0.1
"""Occurrences that a character which the dictionary lacks is taken to have."""
_LEAST = 2
"""Occurrences below which a dictionary's word is no evidence that two characters go together."""


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A dictionary's words with their occurrences in the texts that it was made from."""

    words: Mapping[str, int]
    characters: Mapping[str, int]
    """Occurrences of each character, in whatever word."""
    pairs: Mapping[str, int]
    """Occurrences of each pair of neighbours within words."""
    total: int
    ranks: Mapping[str, int]
    """Characters by frequency, from 0."""


@cache
def dictionary() -> Dictionary:
    """Return the dictionary that ``jieba`` ships; kept, since it takes a second to read."""
    words: dict[str, int] = {}
    with files("jieba").joinpath("dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, occurrences, _ = line.split(" ")
            words[word] = int(occurrences)
    return of_words(words)


def of_words(words: Mapping[str, int]) -> Dictionary:
    """Return a dictionary of words with their occurrences."""
    characters: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for word, occurrences in words.items():
        for character in word:
            characters[character] += occurrences
        if len(word) > 1 and occurrences >= _LEAST:
            for at in range(len(word) - 1):
                pairs[word[at : at + 2]] += occurrences
    ranks = {one: rank for rank, (one, _) in enumerate(characters.most_common())}
    return Dictionary(words, characters, pairs, sum(words.values()), ranks)


@dataclass(slots=True)
class Lexicon:
    """A dictionary, and what a text and others say elsewhere."""

    known: Dictionary
    clauses: tuple[tuple[int, str], ...]
    """The text's runs of Han characters, each with its offset."""
    _runs: Counter[str] = field(default_factory=Counter)
    _size: int = 1

    @classmethod
    def of(cls, plain: str, others: Iterable[str], known: Dictionary) -> Lexicon:
        """Return the lexicon for a text.

        Args:
            plain: the text in the dictionary's script.
            others: other texts, in the same script.
            known: the dictionary.
        """
        clauses = tuple((found.start(), found.group()) for found in HAN.finditer(plain))
        lexicon = cls(known, clauses)
        for _, clause in clauses:
            lexicon._count(clause)
        for other in others:
            for found in HAN.finditer(other):
                lexicon._count(found.group())
        return lexicon

    @classmethod
    def none(cls) -> Lexicon:
        """Return the lexicon of a language without a dictionary."""
        return cls(of_words({}), ())

    def _count(self, clause: str) -> None:
        self._size += len(clause)
        for length in (1, *RUNS):
            for at in range(len(clause) - length + 1):
                self._runs[clause[at : at + length]] += 1

    def elsewhere(self, run: str) -> int:
        """Return how often the texts have a run that stands in them, besides this once."""
        return max(0, self._runs[run] - 1) if run in self._runs else 0

    def is_usual(self, run: str) -> bool:
        """Whether a run is a word of the dictionary, not a very rare one, or said twice in the texts."""
        return self.known.words.get(run, 0) > _LEAST or self._runs.get(run, 0) > 1

    def joins(self, pair: str) -> bool:
        """Whether two characters stand side by side in a word or anywhere in the texts."""
        return pair in self.known.pairs or pair in self._runs

    def fit(self, clause: str, altered: int | None = None) -> float:
        """Return how well a run of characters falls into words: a logarithm, larger is better.

        Args:
            clause: the characters.
            altered: index of a character that is not the text's; runs without it are counted once less,
                since the text has them here itself.
        """
        return self._best(clause, altered)[0][-1]

    def words(self, clause: str) -> Iterator[tuple[int, str]]:
        """Yield the dictionary's words that a run of characters falls into, each with its index."""
        ends = self._best(clause, None, own=0.0)[1]
        found = []
        end = len(clause)
        while end:
            found.append((ends[end], clause[ends[end] : end]))
            end = ends[end]
        return reversed(found)

    def _best(
        self, clause: str, altered: int | None, own: float = _OWN_SHARE
    ) -> tuple[list[float], list[int]]:
        words, total, runs = self.known.words, self.known.total, self._runs
        share = own / self._size
        best = [0.0, *([float("-inf")] * len(clause))]
        begins = [0] * (len(clause) + 1)
        for at in range(len(clause)):
            for length in range(1, min(_LONGEST_WORD, len(clause) - at) + 1):
                run = clause[at : at + length]
                chance = words.get(run, 0) / total
                if share and length in RUNS and run in runs:
                    new = altered is not None and at <= altered < at + length
                    chance += share * (runs[run] - (0 if new else 1))
                if not chance:
                    if length > 1:
                        continue
                    chance = _UNKNOWN / total
                value = best[at] + log(chance)
                if value > best[at + length]:
                    best[at + length] = value
                    begins[at + length] = at
        return best, begins
