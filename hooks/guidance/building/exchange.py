"""Puts new folders in the place of old ones, several together or none, with no moment in between without one.

A note says which new folders are due where. It is written when all of them are finished and taken
away when all are in place; whoever finds it afterwards carries on from there. So a power cut between
two exchanges leaves nothing for a person to mend.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

NOTE = "due.json"
"""Name of the note, in the folder of the new folders."""
_AT_HERE = -100
_EXCHANGE = 2


def put(build: Path, root: Path, names: Mapping[str, str]) -> None:
    """Put new folders in their places together.

    Args:
        build: the folder with the new ones, on the same file system as the places.
        root: the folder of the places.
        names: name of a new folder in ``build`` to the name of its place in ``root``.

    Raises:
        OSError: an exchange failed; all places are what they were before.
    """
    due = [(new, place, _identity(build / new)) for new, place in names.items()]
    beside = build / f"{NOTE}.new"
    with beside.open("w", encoding="utf-8") as opened:
        json.dump(due, opened)
        opened.flush()
        os.fsync(opened.fileno())
    beside.replace(build / NOTE)
    try:
        for new, place in names.items():
            _exchange(build / new, root / place)
    except BaseException:
        # BaseException, as Ctrl-C may come between two of them, or between one and the next line.
        for new, place, identity in due:
            if _identity(root / place) == identity:
                _exchange(build / new, root / place)
        (build / NOTE).unlink()
        raise
    (build / NOTE).unlink()


def carry_on(build: Path, root: Path) -> None:
    """Finish what a build that was cut off had begun to put in place, and remove what it left behind.

    Args:
        build: the folder of the new folders; it is gone afterwards.
        root: the folder of the places.

    Raises:
        OSError: something cannot be moved or removed.
    """
    for new, place, identity in _due(build / NOTE):
        if _identity(build / new) == identity:
            _exchange(build / new, root / place)
    (build / NOTE).unlink(missing_ok=True)
    if build.exists():
        shutil.rmtree(build)


def _due(note: Path) -> list[tuple[str, str, list[int]]]:
    try:
        return [(new, place, identity) for new, place, identity in json.loads(note.read_bytes())]
    except FileNotFoundError:
        return []


def _identity(folder: Path) -> list[int]:
    """Return what tells a folder from all others as long as it is there; empty where it is none."""
    try:
        found = folder.stat()
    except FileNotFoundError:
        return []
    return [found.st_dev, found.st_ino]


def _exchange(new: Path, place: Path) -> None:
    """Put a folder in a place and what was there, if anything, where the folder was."""
    if place.exists() and not place.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "this is no folder", str(place))
    if not place.exists():
        new.rename(place)
        return
    if not new.exists():
        # Going back: what took no other's place leaves none.
        place.rename(new)
        return
    if not _exchanged(new, place):
        # A system that cannot exchange two names at once; between these two the place is empty.
        aside = new.with_name(f"{new.name}.old")
        place.rename(aside)
        try:
            new.rename(place)
        except BaseException:
            aside.rename(place)
            raise
        aside.rename(new)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two names at once; return False where the system cannot."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    if call(_AT_HERE, os.fsencode(one), _AT_HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in {errno.EINVAL, errno.ENOSYS}:
        return False
    raise OSError(code, os.strerror(code), str(other))
