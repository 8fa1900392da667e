"""Holds a corpus' own words of the interface against those that come with the program.

The defaults are the list of what templates and scripts need, and of the places in each word that are
filled in; a test holds them against the templates.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from guidance.problems import Problem, nearest
from guidance.readers.words import defaults
from guidance.readers.yaml import Node

_FILLED = re.compile(r"\{([a-z]+)\}")
_NAMES = frozenset({"text", "original", "translation", "other"})
"""Places for names that are the same throughout a corpus, so that its own words may write them out."""


def places_in(text: str) -> tuple[str, ...]:
    """Return the names of the places that are filled in, each once, sorted."""
    return tuple(sorted(set(_FILLED.findall(text))))


def check_words(node: Node, languages: Sequence[str], named: Collection[str]) -> Iterator[Problem]:
    """Yield words that nothing uses, and places that a word has lost or that nothing fills.

    Args:
        node: the file of the words, read.
        languages: tags of the languages that every word is written in.
        named: keys that the corpus itself names, such as those of the kinds of its terms.
    """
    known = defaults()
    for key, texts in node.value.items() if isinstance(node.value, Mapping) else ():
        if key in known:
            yield from _misfilled(texts, languages, places_in("".join(known[key].values())))
        elif key not in named:
            message = "nothing uses a word of this name"
            near = nearest(key, [*known, *named])
            place = node.keys[key]
            yield Problem(place=place, code="unknown-word", message=message, fragment=key, suggestion=near)


def _misfilled(texts: Node, languages: Sequence[str], wanted: tuple[str, ...]) -> Iterator[Problem]:
    for language in languages:
        text = texts.value.get(language) if isinstance(texts.value, Mapping) else None
        if text is None or not isinstance(text.value, str) or not text.value:
            continue
        found = places_in(text.value)
        lost = [one for one in wanted if one not in found and one not in _NAMES]
        strange = [one for one in found if one not in wanted]
        shown = ", ".join(f"{{{one}}}" for one in lost or strange)
        if shown:
            message = f"{shown} has no place in this word" if lost else f"nothing fills {shown} here"
            near = ", ".join(f"{{{one}}}" for one in wanted)
            yield Problem(
                place=text.place, code="word-places", message=message, fragment=text.value, suggestion=near
            )
