"""Stamps, names and texts of progress files: what is compared, what is cleaned, what is shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from guidance.progress.model import Progress, Stamp, Unit

LONGEST_TEXT = 20_000
LONGEST_NAME = 200
MOST_ENTRIES = 100_000
_TIME = len("2026-11-25T02:41:15.123Z")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = datetime(2099, 1, 1, tzinfo=UTC)
_STEP = timedelta(milliseconds=1)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_STEERING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BREAK = re.compile("\r\n?")
# The same prime and start as everywhere; pages work it out over 16-bit units, so it is done here, too.
_FNV_START, _FNV_PRIME, _FNV_MASK = 0x811C9DC5, 0x01000193, 0xFFFFFFFF


class Lists(Protocol):
    """The part of a list that a change has to know."""

    @property
    def prints(self) -> Mapping[str, str]:
        """Fingerprints of tasks and limits."""

    @property
    def points(self) -> Mapping[str, str]:
        """Fingerprints of points."""


def time_of(stamp: Stamp) -> str:
    """Return the time of a stamp, comparable as text."""
    return stamp[:_TIME]


def writer_of(stamp: Stamp) -> str:
    """Return the name of the browser or program that made a stamp."""
    return stamp[_TIME + 1 :]


def next_stamp(doc: Progress, now: datetime, writer: str) -> Stamp:
    """Return a stamp behind all that went into a document, even where a clock is wrong.

    Args:
        doc: the document.
        now: what the caller's clock says.
        writer: name of the program's run, ``[a-z][0-9a-z]*``.
    """
    last = max(doc.seen.values(), default="")
    time = min(max(now, _EPOCH), _LAST)
    if last:
        time = max(time, datetime.fromisoformat(last) + _STEP)
    return f"{time.astimezone(UTC).isoformat(timespec='milliseconds').removesuffix('+00:00')}Z {writer}"


def saw(doc: Progress, stamp: Stamp) -> bool:
    """Return whether who made a document knew of an entry."""
    return doc.seen.get(writer_of(stamp), "") >= time_of(stamp)


def with_seen(seen: Mapping[str, str], stamp: Stamp) -> Mapping[str, str]:
    """Return the newest times by writer, with a stamp among them."""
    writer, time = writer_of(stamp), time_of(stamp)
    return seen if not stamp or seen.get(writer, "") >= time else {**seen, writer: time}


def noted(doc: Progress, stamp: Stamp) -> Progress:
    """Return the document with a stamp among those that it knows."""
    return replace(doc, seen=with_seen(doc.seen, stamp))


def units_of(text: str) -> bytes:
    """Return a text so that it compares as scripts compare it: by 16-bit units."""
    return text.encode("utf-16-be", "surrogatepass")


def digest(text: str) -> str:
    """Return eight hexadecimal digits for a text (FNV-1a over 16-bit units), the same as in a page."""
    found = _FNV_START
    units = units_of(text)
    for high, low in zip(units[::2], units[1::2], strict=True):
        found = (found ^ (high << 8 | low)) * _FNV_PRIME & _FNV_MASK
    return f"{found:08x}"


def clean(text: str) -> str:
    """Return a text without what no file may hold: control characters and halves of characters."""
    if text.isascii() and text.isprintable():
        return text
    return _CONTROL.sub("\ufffd", _BREAK.sub("\n", text))


def shown(text: str) -> str:
    """Return a text in which signs that turn the direction of writing are made visible."""
    return _STEERING.sub(lambda sign: f"\u27e8U+{ord(sign[0]):04X}\u27e9", text)


def name_key(name: str) -> str:
    """Return what of a unit's name counts when names are compared."""
    # Scripts count the mark of byte order among the blanks.
    return " ".join(unicodedata.normalize("NFKC", name).replace("\ufeff", " ").split()).lower()


def unit_name(unit: Unit) -> str:
    """Return what a unit is called in reports: its name, else its id."""
    return unit.name.strip() or unit.id
