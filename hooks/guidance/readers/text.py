"""Reads a text file and says what is wrong with it."""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from guidance.problems import Place, Problem, nearest, place_of

_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]|(?<!\A)\ufeff|\r(?!\n)"
)
"""Characters that no text needs, and that can make it look like another."""

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


def missing_file(place: Place, name: str = "", known: Iterable[str] = ()) -> Problem:
    """Return that there is no file of a name.

    Args:
        place: the file itself, or where it is named.
        name: what it is called there.
        known: the names that it might have been meant to be.
    """
    return Problem(
        place=place,
        code="missing-file",
        message="there is no such file",
        fragment=name,
        suggestion=nearest(name, sorted(known)) if name else "",
    )


def read_text(root: Path, path: Path, report: Report, *, verbatim: bool = False) -> str | None:
    """Return the text of a UTF-8 file, or None after reporting why there is none.

    Args:
        root: folder that reported paths are relative to.
        path: the file.
        report: takes ``missing-file``, ``no-file``, ``unreadable-file``, ``not-utf8``, ``empty-file`` and
            ``control-character``.
        verbatim: whether the text is a source, which is taken as it is.
    """
    name = shown_path(root, path)
    raw = read_bytes(root, path, report)
    if raw is None:
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
    strays = [] if verbatim else list(_CONTROL.finditer(text))
    for stray in strays:
        message = "this character cannot be seen and belongs in no text; delete it"
        place = place_of(name, text, stray.start())
        report(Problem(place=place, code="control-character", message=message, fragment=stray.group()))
    if strays:
        return None
    # Some editors put a byte order mark before UTF-8; it is no part of the text.
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def read_bytes(root: Path, path: Path, report: Report) -> bytes | None:
    """Return what is in a file, or None after reporting why there is none.

    Only plain files are opened: who opens a pipe waits for ever.

    Args:
        root: folder that reported paths are relative to.
        path: the file.
        report: takes ``missing-file``, ``no-file`` and ``unreadable-file``.
    """
    name = shown_path(root, path)
    try:
        kind = path.stat().st_mode
        if stat.S_ISREG(kind):
            return path.read_bytes()
    except FileNotFoundError:
        problem = missing_file(Place(file=name))
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", "") or str(error)
        message = f"this file cannot be read: {why}"
        problem = Problem(place=Place(file=name), code="unreadable-file", message=message)
    else:
        what = "a folder" if stat.S_ISDIR(kind) else "a pipe, a socket or a device"
        message = f"this is {what} and no file"
        problem = Problem(place=Place(file=name), code="no-file", message=message)
    report(problem)
    return None


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def shown_path(root: Path, path: Path) -> str:
    """Return a path as reports show it: relative to the root, with forward slashes."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
