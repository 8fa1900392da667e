"""Finds which senses and numbers a text has."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from guidance.parity.model import Numerals, Rule

_DIGITS = r"\d+(?:[.,]\d+)*"
_POSITIONAL = 10
_KEPT = 4096


def senses_in(rule: Rule, language: str, text: str) -> Counter[str]:
    """Return how often a text has each sense of a rule.

    Args:
        rule: the rule; at one place its longest word counts.
        language: tag of the text's language.
        text: the text.
    """
    words = [("", one) for one in rule.skip.get(language, ())]
    words += [(sense.id, one) for sense in rule.senses for one in sense.words.get(language, ())]
    pattern, ids = _compiled(tuple(words))
    found = Counter(ids[match.lastindex or 0] for match in pattern.finditer(text))
    del found[""]
    return found


def numbers_in(numerals: Numerals, text: str) -> Counter[int]:
    """Return the whole numbers that a text has, in digits or in words, with how often.

    Args:
        numerals: the words of the text's language.
        text: the text.
    """
    words = [("", one) for one in numerals.skip]
    words += [(f"={value}", word) for word, value in numerals.values.items()]
    words += [(f"*{value}", word) for word, value in numerals.scales.items()]
    words += [("#", f"/{_DIGITS}/")]
    plain = unicodedata.normalize("NFKC", text)
    pattern, ids = _compiled(tuple((kind, unicodedata.normalize("NFKC", word)) for kind, word in words))
    parts: list[str] = []
    end = 0
    found: Counter[int] = Counter()
    for match in pattern.finditer(plain):
        kind = ids[match.lastindex or 0]
        if parts and not _joined(parts[-1], kind, plain[end : match.start()], numerals.joins):
            found[_value(parts)] += 1
            parts = []
        if kind == "#":
            parts.append(f"#{re.sub(r'[.,]', '', match.group())}")
        elif kind:
            parts.append(kind)
        elif parts:
            found[_value(parts)] += 1
            parts = []
        end = match.end()
    if parts:
        found[_value(parts)] += 1
    return found


def says_any(words: Iterable[str], text: str) -> bool:
    """Whether a text has one of some words or patterns."""
    return _compiled(tuple(("", one) for one in words))[0].search(text) is not None


def is_pattern(word: str) -> bool:
    """Whether a word of the rules is a regular expression."""
    return len(word) > len("//") and word[0] == word[-1] == "/"


def _joined(before: str, kind: str, between: str, joins: Sequence[str]) -> bool:
    """Whether a part belongs to the same number as the one before it."""
    if kind[:1] == "*":
        return between in ("", *joins)
    if kind[:1] != "=" or before[0] == "#":
        return False
    # Two small numbers with a word between them are two numbers.
    nested = before[0] == "*" or int(before[1:]) >= _POSITIONAL > int(kind[1:])
    return between == "" or (between in joins and nested)


def _value(parts: Sequence[str]) -> int:
    """Return what the parts of one number make together."""
    signs = {one[0] for one in parts}
    figures = [int(one[1:]) for one in parts]
    if signs == {"="} and len(parts) > 1 and max(figures) < _POSITIONAL:
        # A row of digits in words, as a year is written.
        return int("".join(map(str, figures)))
    total = current = 0
    greatest = 1
    for sign, figure in zip((one[0] for one in parts), figures, strict=True):
        if sign != "*":
            current += figure
        elif figure > greatest:
            total, current, greatest = max(total + current, 1) * figure, 0, figure
        else:
            total, current = total + max(current, 1) * figure, 0
    return total + current


@lru_cache(maxsize=_KEPT)
def _compiled(words: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Return a pattern that finds the words, and by the number of a group what its word stands for."""
    ordered = sorted(words, key=lambda one: (not is_pattern(one[1]), -len(one[1])))
    ids = ("", *(kind for kind, _ in ordered))
    pattern = "|".join(f"({_expression(word)})" for _, word in ordered)
    return re.compile(pattern or r"(?!)"), ids


def _expression(word: str) -> str:
    if is_pattern(word):
        return word[1:-1]
    # Scripts with two cases part words by spaces; a word with a capital is a name and taken as it is.
    whole = re.escape(word) if word != word.lower() else f"(?i:{re.escape(word)})"
    before = r"(?<![^\W\d_])" if _is_cased(word[0]) else ""
    after = r"(?![^\W\d_])" if _is_cased(word[-1]) else ""
    return f"{before}{whole}{after}"


def _is_cased(character: str) -> bool:
    return character.lower() != character.upper()


def quoted_in(marks: Iterable[tuple[str, str]], text: str) -> Counter[str]:
    """Return how many stretches of a text stand in quotation marks, under one key; outer ones only."""
    closing = dict(marks)
    found = 0
    awaited = ""
    for character in text:
        if awaited:
            found, awaited = (found + 1, "") if character == awaited else (found, awaited)
        else:
            awaited = closing.get(character, "")
    return Counter({"quotation": found}) if found else Counter()


def foreign_in(pattern: str, allowed: Sequence[str], text: str) -> Iterator[str]:
    """Yield what stands in a text in another language's script.

    Args:
        pattern: finds it.
        allowed: patterns of what may stand there.
        text: the text.
    """
    rest = re.sub("|".join(f"(?:{one})" for one in allowed), " ", text) if allowed else text
    for match in re.finditer(pattern, rest):
        yield match.group()
