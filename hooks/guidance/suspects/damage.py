"""Characters that a conversion between encodings damaged, lost, or put in another's place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from guidance.suspects.lexicon import HAN
from guidance.suspects.model import Given, Suspect

_LOST = re.compile(r"\ufffd+|(?:[?\uff1f]{2,}[\u3400-\u9fff]{0,2}[?\uff1f]*)")
"""Replacement characters, and question marks in a row, with what may be left between them."""
_INSIDE = re.compile(r"(?<=[\u3400-\u9fff])\?(?=[\u3400-\u9fff])")
"""A half-width question mark inside a run of Han characters."""
_TAKEN_FOR = {
    # What a Western encoding makes of the bytes of UTF-8.
    re.compile(r"[\u0080-\u024f\u02c6\u02dc\u2010-\u2122]{2,}"): ("cp1252", "latin-1"),
    # What a Chinese one does.
    re.compile(r"[\u20ac\u3400-\u9fff\ue000-\uf8ff]{3,}"): ("gb18030", "big5hkscs"),
}
"""Runs that may be UTF-8 read as something else, and as what."""
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]+")
_LEAST_RARE = 3500
"""Rank from which a character is rare; the 3,500 common ones are what schools teach."""


def lost(given: Given) -> Iterator[Suspect]:
    """Yield replacement characters, rows of question marks, and what has no meaning or cannot be seen."""
    for pattern in (_LOST, _INSIDE):
        for found in pattern.finditer(given.text):
            reason = "characters were lost in a conversion between encodings"
            yield Suspect(start=found.start(), end=found.end(), kind="lost-characters", reason=reason)
    for at, character in enumerate(given.text):
        category = unicodedata.category(character)
        if category in {"Cn", "Co", "Cs"} or (category == "Cc" and character not in "\n\t"):
            name = f"U+{ord(character):04X}"
            reason = f"{name} is no character of any script: it is a font's own, a control or nothing"
            yield Suspect(start=at, end=at + 1, kind="lost-characters", reason=reason)
    for found in _INVISIBLE.finditer(given.text):
        reason = "this cannot be seen, and makes words that cannot be found"
        yield Suspect(start=found.start(), end=found.end(), kind="invisible", reason=reason)


def mojibake(given: Given) -> Iterator[Suspect]:
    """Yield runs that were read in a wrong encoding: read in the right one, they make sense."""
    for pattern, encodings in _TAKEN_FOR.items():
        for found in pattern.finditer(given.text):
            for encoding in encodings:
                meant = _reread(found.group(), encoding)
                if meant:
                    reason = f"UTF-8 was read as {encoding} here"
                    yield Suspect(
                        start=found.start(), end=found.end(), kind="mojibake", reason=reason, proposal=meant
                    )
                    break


def _reread(text: str, encoding: str) -> str:
    """Return what a run says when its bytes are read as UTF-8; empty where that makes no sense."""
    try:
        meant = text.encode(encoding).decode("utf-8")
    except UnicodeError:
        return ""
    sensible = all(unicodedata.category(one)[0] in "LNPZ" for one in meant)
    return meant if sensible and len(meant) < len(text) else ""


def rare(given: Given) -> Iterator[Suspect]:
    """Yield characters that stand once, are rare in the language, and are no part of a word here."""
    known = given.lexicon.known
    for offset, clause in given.lexicon.clauses:
        for at, word in given.lexicon.words(clause):
            rank = known.ranks.get(word, len(known.ranks))
            if len(word) == 1 and rank >= _LEAST_RARE and not given.lexicon.elsewhere(word):
                written = given.text[offset + at]
                reason = f"“{written}” stands nowhere else, is rare, and makes no word here"
                yield Suspect(start=offset + at, end=offset + at + 1, kind="rare-character", reason=reason)


def wrong_script(given: Given) -> Iterator[Suspect]:
    """Yield characters that the script of the rest does not have.

    Traditional characters are those that Big5 can write, simplified ones those of GB 2312; what both or
    neither can write says nothing.
    """
    only: dict[bool, list[int]] = {True: [], False: []}
    for at, traditional in _told_apart(given.text):
        only[traditional].append(at)
    traditional = is_traditional(given.text)
    other, script = ("simplified", "traditional") if traditional else ("traditional", "simplified")
    for at in only[not traditional]:
        one, plain = given.text[at], given.plain[at]
        meant = given.written(plain) if traditional else plain
        reason = f"“{one}” is a {other} form in a text in {script} script"
        proposal = meant if meant != one else ""
        yield Suspect(start=at, end=at + 1, kind="wrong-script", reason=reason, proposal=proposal)


def is_traditional(text: str) -> bool:
    """Whether most of a text's characters that one script alone has are traditional ones."""
    told = [traditional for _, traditional in _told_apart(text)]
    return sum(told) * 2 > len(told)


def _told_apart(text: str) -> Iterator[tuple[int, bool]]:
    """Yield the characters that only one of the two scripts has: index, whether it is the traditional."""
    for run in HAN.finditer(text):
        for at, one in enumerate(run.group(), run.start()):
            traditional = _writes("big5hkscs", one)
            if traditional != _writes("gb2312", one):
                yield at, traditional


@cache
def _writes(encoding: str, character: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
