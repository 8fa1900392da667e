"""Looks over a documents folder before anything in it is opened: only plain files and folders."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from guidance.problems import Place, Problem
from guidance.readers.text import shown_path


def check_tree(root: Path, folder: Path) -> Iterator[Problem]:
    """Yield what in a folder is neither a file nor a folder of its own, or has a name that is no text.

    A link may lead out of the project or round in a circle; what it leads to would be published.

    Args:
        root: folder that reported paths are relative to.
        folder: the folder; nothing where it is not there.
    """
    for parent, folders, files in os.walk(folder):
        for name in sorted([*folders, *files]):
            path = Path(parent) / name
            place = Place(file=shown_path(root, path))
            if any("\ud800" <= one <= "\udfff" for one in name):
                message = "this name is no text in UTF-8; rename the file"
                yield Problem(place=place, code="name-not-utf8", message=message, fragment=name)
                continue
            kind = path.lstat().st_mode
            if stat.S_ISLNK(kind):
                message = "a link instead of a file; put the file itself there"
                fragment = os.fsdecode(path.readlink())
                yield Problem(place=place, code="linked-file", message=message, fragment=fragment)
            elif not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
                message = "this is a pipe, a socket or a device and no file"
                yield Problem(place=place, code="no-file", message=message)
