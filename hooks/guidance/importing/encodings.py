"""Tells the encodings apart in which Chinese texts come, and says how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import opencc
from charset_normalizer import from_bytes

from guidance.suspects.lexicon import HAN, dictionary

CANDIDATES = ("utf_8", "utf_16", "utf_16_le", "utf_16_be", "gb18030", "big5hkscs")
"""What is tried. GB 18030 takes in GB 2312 and GBK; Big5 with the additions of Hong Kong takes in Big5."""
_MARKED = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_COMMON = 3500
"""Rank up to which a character is common."""
_LEAST_COMMON = 0.6
"""Share of Han characters that have to be common; a text in a wrong encoding has a third."""
_LEAST_SURE = 0.8
_CONTROLS = frozenset(range(32)) - {9, 10, 11, 12, 13, 26}


@dataclass(frozen=True, kw_only=True, slots=True)
class Decoded:
    """Bytes as text."""

    text: str
    encoding: str
    certainty: float
    """From 0 to 1; 1 where the bytes say it themselves or the editor did."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Undecoded:
    """Why bytes are no text that can be read."""

    code: str
    message: str
    fragment: str = ""
    suggestion: str = ""


def decode(raw: bytes, named: str = "") -> Decoded | Undecoded:
    """Return bytes as text, in the encoding that is named or else in the one that they are most likely in.

    Args:
        raw: the whole file.
        named: an encoding; empty to have it told apart.

    Returns:
        The text, or why there is none: ``unknown-encoding``, ``not-text``.
    """
    if named:
        return _as_named(raw, named)
    for mark, encoding in _MARKED.items():
        if raw.startswith(mark):
            try:
                return Decoded(text=raw.decode(encoding), encoding=encoding, certainty=1.0)
            except UnicodeDecodeError:
                break
    return _told_apart(raw)


def _as_named(raw: bytes, named: str) -> Decoded | Undecoded:
    try:
        text = raw.decode(named)
    except LookupError:
        message = f"there is no encoding of this name; these are tried by themselves: {', '.join(CANDIDATES)}"
        return Undecoded(code="unknown-encoding", message=message, fragment=named)
    except UnicodeDecodeError as error:
        wrong = repr(raw[error.start : error.start + 4])
        message = f"the file is not in {named}: byte {error.start + 1} cannot be read"
        return Undecoded(code="unknown-encoding", message=message, fragment=wrong)
    return Decoded(text=text, encoding=named, certainty=1.0)


def _told_apart(raw: bytes) -> Decoded | Undecoded:
    found = from_bytes(raw, cp_isolation=[*CANDIDATES]).best()
    likely = _likely(raw)
    if found is None or str(found).count("\x00"):
        if likely:
            # Too short or too mixed for statistics of languages; the characters themselves tell.
            encoding, share = likely[0]
            if len(likely) == 1 and share >= _LEAST_SURE:
                return Decoded(text=raw.decode(encoding), encoding=encoding, certainty=share)
            return _cannot_be_told([encoding for encoding, _ in likely])
        return _no_text(raw)
    chosen = _same(found.encoding)
    if chosen == "utf_8" or (likely and likely[0][0] == chosen):
        certainty = 1.0 - found.chaos
        if certainty >= _LEAST_SURE:
            return Decoded(text=raw.decode(found.encoding), encoding=found.encoding, certainty=certainty)
    return _cannot_be_told([found.encoding, *(encoding for encoding, _ in likely if encoding != chosen)])


def _same(encoding: str) -> str:
    return {"big5": "big5hkscs", "utf_16": "utf_16_le", "ascii": "utf_8"}.get(encoding, encoding)


def _likely(raw: bytes) -> list[tuple[str, float]]:
    """Return the encodings in which bytes are a text of common characters, the likeliest first."""
    found = []
    for encoding in CANDIDATES:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        share = _common(text)
        if share >= _LEAST_COMMON and encoding != "utf_16":
            found.append((encoding, share))
    # What reads as UTF-8 at all is UTF-8: other encodings hit upon it by no chance.
    if any(encoding == "utf_8" for encoding, _ in found):
        return [one for one in found if one[0] == "utf_8"]
    return sorted(found, key=lambda one: -one[1])


def _common(text: str) -> float:
    """Return which share of the letters of a text are common Han characters or ASCII; 0 with controls."""
    if any(ord(one) in _CONTROLS or one == "\ufffe" for one in text):
        return 0.0
    ranks = dictionary().ranks
    letters = [one for one in _plain().convert(text) if one.isalnum()]
    good = sum(
        one.isascii() or (bool(HAN.match(one)) and ranks.get(one, _COMMON) < _COMMON) for one in letters
    )
    return good / len(letters) if letters else 0.0


@cache
def _plain() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def _no_text(raw: bytes) -> Undecoded:
    control = next((at for at, byte in enumerate(raw) if byte in _CONTROLS), None)
    if control is None:
        message = (
            "in none of the encodings that Chinese texts come in does this make sense; name it if it is known"
        )
        return Undecoded(code="unknown-encoding", message=message, fragment=repr(raw[:8]))
    message = f"this is no text: byte {control + 1} is a control character"
    return Undecoded(code="not-text", message=message, fragment=repr(raw[control : control + 4]))


def _cannot_be_told(encodings: list[str]) -> Undecoded:
    message = f"the encoding cannot be told: it may be {' or '.join(dict.fromkeys(encodings))}; name it"
    return Undecoded(code="unknown-encoding", message=message, suggestion=f"ENCODING={encodings[0]}")
