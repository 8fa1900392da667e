"""Runs the site's generator in a process of its own, as the core does not know it, and reads what it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from guidance.problems import DefectiveInputError, Place, Problem

ENDS_WITH_PARENT = "GUIDANCE_ENDS_WITH_PARENT"
"""Name of the environment variable that says that standard input ends when whoever began this ends."""
_LINE = re.compile(r"(?P<level>WARNING|ERROR|CRITICAL)\s+-\s+(?P<text>.*)")
_OUR_PROBLEM = re.compile(
    r"(?P<file>[^:\s]+):(?P<line>\d+):(?P<column>\d+): (?P<code>[a-z0-9-]+): (?P<text>.*)"
)
_ABORTED = "Aborted with "
_SETTINGS = "mkdocs.yml"


class GeneratorError(Exception):
    """The generator broke off for a reason that no input explains; carries what it said."""


class Generator:
    """A generator at work; leaving its context ends it."""

    def __init__(self, root: Path, site: Path, settings: Mapping[str, str]) -> None:
        """Start it.

        Args:
            root: the project's folder.
            site: the folder that it writes.
            settings: what its environment says beside ours.
        """
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
        self._process = subprocess.Popen(  # noqa: S603 -- our own words
            command,
            cwd=root,
            env={**os.environ, **settings, ENDS_WITH_PARENT: "1"},
            # The pipe has no other use than to break when this process ends, however it ends.
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="backslashreplace",
        )

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it, should it still be at work."""
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()
        self._process.wait()

    def finish(self) -> None:
        """Wait for it.

        Raises:
            DefectiveInputError: it found defects.
            GeneratorError: it broke off for another reason.
        """
        # Read by hand, as `communicate` would close its input and so end it.
        said = self._process.stdout.read() if self._process.stdout else ""
        if self._process.wait():
            problems = list(problems_in(said))
            if problems:
                raise DefectiveInputError(problems)
            raise GeneratorError(said)


def problems_in(said: str) -> Iterator[Problem]:
    """Yield what the generator's lines say is wrong, each at its own file where the line names one."""
    for line in said.splitlines():
        ours = _OUR_PROBLEM.match(line.strip())
        if ours:
            place = Place(file=ours["file"], line=int(ours["line"]), column=int(ours["column"]))
            yield Problem(place=place, code=ours["code"], message=ours["text"])
            continue
        found = _LINE.match(line.strip())
        if found and not found["text"].startswith(_ABORTED):
            yield Problem(place=Place(file=_SETTINGS), code="generator", message=found["text"].strip())
