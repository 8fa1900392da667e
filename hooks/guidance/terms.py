"""Finds the glossary's terms in running text.

Han text has no word boundaries, so a term is found wherever its characters stand; the longest
term wins where two overlap. In other scripts a term begins and ends at a word's edge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from guidance.model import Occurrence, Term

_HAN = re.compile(r"[\u3400-\u9fff]")


def find(text: str, terms: Sequence[Term], language: str) -> Iterator[Occurrence]:
    """Yield every occurrence of a term in a text, in order and without overlaps.

    Args:
        text: what to look through.
        terms: the glossary.
        language: tag of the text's language.
    """
    pattern, by_form = _matcher(
        tuple((form, n) for n, one in enumerate(terms) for form in one.names[language])
    )
    for match in pattern.finditer(text):
        yield Occurrence(start=match.start(), end=match.end(), term=terms[by_form[match.group().casefold()]])


@lru_cache(maxsize=8)
def _matcher(forms: tuple[tuple[str, int], ...]) -> tuple[re.Pattern[str], dict[str, int]]:
    """Return one pattern for all forms, the longest first, and which term each form names."""
    longest_first = sorted((form for form, _ in forms if form), key=lambda form: (-len(form), form))
    alternatives = [
        re.escape(form) if _HAN.search(form) else rf"\b{re.escape(form)}\b" for form in longest_first
    ]
    by_form: dict[str, int] = {}
    for form, number in forms:
        by_form.setdefault(form.casefold(), number)
    return re.compile("|".join(alternatives) or r"(?!)", re.IGNORECASE), by_form
