"""Says in words why a file does not count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guidance.problems import Place, Problem
from guidance.progress.reading import Flaw

REASONS = {
    "too-large": "the file is larger than 50 MB",
    "empty": "the file is empty",
    "not-utf8": "the file is no text in UTF-8; it may be cut or of another kind",
    "not-json": "the file is no JSON; it may be cut",
    "too-deep": "lists stand in one another too deep for a progress file",
    "no-data-inside": "the page carries no progress; save it from the list with its data inside",
    "not-progress": "this is no progress file",
    "bad-version": "the version is no whole number from 1",
    "newer-version": "the file is of a newer form than this program knows",
    "other-project": "the file is of another project",
    "unknown-key": "a progress file has no such key",
    "wrong-type": "a value of another type belongs here",
    "bad-id": "this is no id",
    "bad-stamp": "this is no stamp such as 2026-11-25T02:41:15.123Z pc",
    "bad-date": "the calendar has no such day; write it as 2026-01-31",
    "bad-hash": "this is no fingerprint",
    "too-long": "the text is too long",
    "too-many": "there are too many entries",
    "unknown-choice": "the value is none of those allowed here",
    "stamp-alone": "this stamp belongs to no value",
    "stamp-missing": "this value has no stamp",
    "unknown-kind": "there is no such kind of unit here",
}
"""Code to the sentence; pages have their own in each language."""


def problems(file: str, flaws: Iterable[Flaw]) -> Iterator[Problem]:
    """Yield the flaws of a file as problems.

    Args:
        file: what the file is called.
        flaws: why it does not count.
    """
    for flaw in flaws:
        where = f" (at {flaw.at})" if flaw.at else ""
        yield Problem(
            place=Place(file=file),
            code=flaw.code,
            message=f"{REASONS[flaw.code]}{where}",
            fragment=flaw.fragment,
        )
