"""Reads a text file and says what is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from guidance.problems import Place, Problem

Report = Callable[[Problem], None]
"""Where a reader leaves the problems it finds."""


@dataclass(slots=True)
class Counted:
    """Passes problems on and counts them, so that later checks know what they can rely on."""

    report: Report
    count: int = 0

    def __call__(self, problem: Problem) -> None:
        """Count a problem and pass it on."""
        self.count += 1
        self.report(problem)


def read_text(root: Path, path: Path, report: Report) -> str | None:
    """Return the text of a UTF-8 file, or None after reporting why there is none.

    Args:
        root: folder that reported paths are relative to.
        path: the file.
        report: takes ``missing-file``, ``not-utf8`` and ``empty-file``.
    """
    name = shown_path(root, path)
    try:
        raw = path.read_bytes()
    except OSError:
        report(Problem(place=Place(file=name), code="missing-file", message="this file cannot be read"))
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        start = raw.rfind(b"\n", 0, error.start) + 1
        column = len(raw[start : error.start].decode("utf-8", "replace")) + 1
        report(
            Problem(
                place=Place(file=name, line=line, column=column),
                code="not-utf8",
                message="the file is not UTF-8; save it as UTF-8 without a byte order mark",
                fragment=repr(raw[error.start : error.start + 4]),
            )
        )
        return None
    if not text.strip("\ufeff \t\r\n"):
        report(Problem(place=Place(file=name), code="empty-file", message="the file is empty"))
        return None
    # Some editors put a byte order mark before UTF-8; it is no part of the text.
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def shown_path(root: Path, path: Path) -> str:
    """Return a path as reports show it: relative to the root, with forward slashes."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
