"""Writes the report in the form that was asked for, whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from guidance.findings.forges import github, gitlab
from guidance.findings.junit import junit
from guidance.findings.sarif import sarif
from guidance.findings.terminal import plain, show
from guidance.problems import Problem

FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "text": plain,
    "junit": junit,
    "sarif": sarif,
    "github": github,
    "gitlab": gitlab,
}
"""Name of a form to what makes it of findings."""


def told(problems: Iterable[Problem], form: str, output: Path | None) -> None:
    """Write the report: for people to the standard error, in a machine's form where that was asked for.

    Args:
        problems: what was found; nothing, where all is well.
        form: key of ``FORMATS``; empty where nobody asked.
        output: file that the form is written to; the standard output where it is None.

    Raises:
        OSError: the file cannot be written; what was there is as it was.
    """
    found = tuple(sorted(set(problems)))
    if output is not None:
        written(output, FORMATS[form or "text"](found))
    elif form:
        sys.stdout.write(FORMATS[form](found))
    if output is not None or not form:
        show(found, sys.stderr)


def written(path: Path, text: str) -> None:
    """Write a file so that it is there whole, or as it was.

    Raises:
        OSError: it cannot be written.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n", errors="backslashreplace") as file:
            file.write(text)
        # The temporary file is the owner's alone; a report is for whoever may read the folder.
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
