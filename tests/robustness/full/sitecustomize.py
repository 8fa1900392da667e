"""Makes a disk full for one program and its children: Python runs this before anything else.

``ROOM`` is how many bytes a folder, ``ROOM_IN``, may hold before nothing more can be made in it;
``LARGEST`` is how many bytes a file may have, so that a write fails in the middle.
"""

from __future__ import annotations

import errno
import os
import resource
import sys
from pathlib import Path

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def _bytes_in(folder: str) -> int:
    found = 0
    for path in Path(folder).rglob("*"):
        try:
            found += path.lstat().st_size if path.is_file() else 0
        except FileNotFoundError:
            continue
    return found


def _fill(folder: str, room: int) -> None:
    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            makes = isinstance(flags, int) and bool(flags & _WRITING)
        else:
            path, makes = arguments[0] if arguments else "", event == "os.mkdir"
        if not makes or not isinstance(path, (str, bytes, os.PathLike)):
            return
        name = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 -- nothing may be resolved within a hook
        if name.startswith(f"{folder}/") and _bytes_in(folder) >= room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), name)

    sys.addaudithook(hook)


if "ROOM" in os.environ:
    _fill(os.environ["ROOM_IN"], int(os.environ["ROOM"]))
if "LARGEST" in os.environ:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(os.environ["LARGEST"]),) * 2)
