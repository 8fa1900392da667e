"""One build at a time in a folder; the system gives the turn back, however a build ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

BUILD = ".build"
"""Name of the folder in which a build works."""
_WHO = "process"


class BusyError(Exception):
    """Somebody else builds in this folder."""


@contextmanager
def turn(root: Path, *, wait: bool, say: Callable[[str], object]) -> Iterator[None]:
    """Hold the project's folder while a build works in it.

    Args:
        root: the project's folder; it is locked itself, so that no file stays behind.
        wait: whether to wait for a build that is under way.
        say: takes the line that says that it waits.

    Raises:
        BusyError: another build is under way, and nobody wants to wait.
        OSError: the folder cannot be opened.
    """
    opened = os.open(root, os.O_RDONLY)
    try:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            busy = f"another build works in this folder{_who(root)}"
            if not wait:
                raise BusyError(busy) from None
            say(f"{busy}; waiting for it to end")
            fcntl.flock(opened, fcntl.LOCK_EX)
        yield
    finally:
        os.close(opened)


def sign(work: Path) -> None:
    """Leave word in the folder of a build who works there."""
    (work / _WHO).write_text(f"{os.getpid()}\n", encoding="ascii")


def _who(root: Path) -> str:
    with suppress(OSError, ValueError):
        return f" (process {int((root / BUILD / _WHO).read_bytes())})"
    return ""
