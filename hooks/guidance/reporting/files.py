"""Reads what units hand in: progress files, pages that carry their data, and tables that were filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from guidance.problems import Place, Problem
from guidance.progress.model import Progress
from guidance.progress.reading import MOST_BYTES, Parsed, parse_bytes
from guidance.reporting.reasons import problems
from guidance.reporting.tables import SUFFIXES, Source, read_table

_WORKED = (".json", ".txt", ".html", ".htm", *SUFFIXES)
"""What is looked at in a folder; a file that is named is read whatever its name."""


def found(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files among some paths and in the folders among them, in order."""
    for path in paths:
        if path.is_dir():
            yield from sorted(
                one for one in path.rglob("*") if one.suffix.lower() in _WORKED and one.is_file()
            )
        else:
            yield path


def read_file(path: Path, source: Source) -> tuple[Progress | None, tuple[Problem, ...]]:
    """Return what a unit handed in, or why it does not count.

    Args:
        path: the file.
        source: the lists and words that a table is held against.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            return None, (_problem(path, "too-large", "the file is larger than 50 MB"),)
        data = path.read_bytes()
    except OSError as error:
        return None, (_problem(path, "unreadable", error.strerror or "it cannot be read"),)
    if path.suffix.lower() in SUFFIXES:
        return read_table(path.as_posix(), path.suffix.lower(), data, source)
    parsed: Parsed = parse_bytes(data, source.project)
    return parsed.doc, tuple(problems(path.as_posix(), parsed.flaws))


def _problem(path: Path, code: str, message: str) -> Problem:
    return Problem(place=Place(file=path.as_posix()), code=code, message=message)
