"""Checks values that are well formed and mean nothing: periods that run backwards, quotes of no word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from guidance.problems import Problem
from guidance.register.model import Citation, Register, Titled

_HAN = re.compile("[\u3005\u3400-\u9fff\uf900-\ufaff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_LEAST = 2
"""Characters that a quote has to have, apart from punctuation: one stands nearly anywhere."""
_IN_HAN = frozenset(["zh", "yue", "lzh", "nan", "hak", "wuu"])
"""Languages written in Han characters and no others."""
_BESIDE_HAN = frozenset(["ja", "ko", "vi"])
"""Languages that have Han characters beside others; nothing is held against their titles."""


def check_periods(register: Register) -> Iterator[Problem]:
    """Yield periods that end before they begin."""
    for one in register.periods:
        begin, end = one.span
        if begin and end and end <= begin:
            message = f"this period ends at {end}, and begins at {begin} only"
            place = one.spot("to")
            yield Problem(place=place, code="period-backwards", message=message, fragment=str(end))


def check_quotes(citations: Iterable[Citation]) -> Iterator[Problem]:
    """Yield quotes of a single character, or of punctuation alone: nobody could tell what they carry."""
    for one in citations:
        if one.quote and sum(ch.isalnum() for ch in one.quote) < _LEAST:
            message = "a quote has two characters at least, punctuation not counted"
            yield Problem(place=one.quote_place, code="quote-too-short", message=message, fragment=one.quote)


def check_titles(register: Register, texts: Iterable[str]) -> Iterator[Problem]:
    """Yield titles with words of another script, unless the texts themselves have these words.

    Args:
        register: the register.
        texts: reading texts of all segments.
    """
    have = "\n".join(texts)
    for entries in register.titled:
        for one in entries:
            for language, title in one.title.items():
                yield from _foreign(one, language, title, one.title, have)


def _foreign(
    one: Titled, language: str, title: str, titles: Mapping[str, str], have: str
) -> Iterator[Problem]:
    base = language.partition("-")[0].lower()
    # What stands in two languages alike is told as untranslated.
    if base in _BESIDE_HAN or len({*titles.values()}) < _LEAST:
        return
    if base in _IN_HAN:
        strange = next((word.group() for word in _LATIN_WORD.finditer(title) if word.group() not in have), "")
    else:
        strange = "".join(_HAN.findall(title))
    if strange:
        message = f"the title in {language} has words of another script, which the texts do not have"
        yield Problem(place=one.spot("title"), code="title-script", message=message, fragment=strange)
