"""A page of the project's own as its editor wrote it, with what only looks like Markdown blotted out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from guidance.problems import Place, Problem, place_of
from guidance.readers.blocks import FRONT_MATTER
from guidance.readers.text import shown_path

_CODE = re.compile(
    r"^(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?\n)??(?P=indent)(?P=fence)[`~]*[ \t]*$"
    r"|(?<!`)(?P<ticks>`+)(?!`)[^\n]+?(?<!`)(?P=ticks)(?!`)"
    r"|<!--.*?-->",
    re.DOTALL | re.MULTILINE,
)
FENCE = re.compile(r"[ \t]*(?P<fence>`{3,}|~{3,})")
"""The line that a block of code begins with."""
_NOT_A_LINE_END = re.compile(r"[^\n]")


@dataclass(frozen=True, kw_only=True)
class Page:
    """The source of a page."""

    path: str
    """Path below its language's folder, with forward slashes."""
    shown: str
    """Path as reports show it."""
    text: str

    @cached_property
    def plain(self) -> str:
        """The text, every offset kept, with blanks for front matter, code and comments."""
        start = len(self.front)
        return _blank(self.front) + _CODE.sub(lambda one: _blank(one[0]), self.text[start:])

    @cached_property
    def front(self) -> str:
        """The front matter with its dashes; empty where there is none."""
        found = FRONT_MATTER.match(self.text)
        return found[0] if found else ""

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield the offset and the text of each line of ``plain``."""
        start = 0
        for line in self.plain.split("\n"):
            yield start, line
            start += len(line) + 1

    def place(self, offset: int) -> Place:
        """Return the place of a character."""
        return place_of(self.shown, self.text, offset)

    def problem(self, offset: int, code: str, message: str, fragment: str = "", near: str = "") -> Problem:
        """Return a defect at a character."""
        return Problem(
            place=self.place(offset), code=code, message=message, fragment=fragment, suggestion=near
        )


def read_pages_of(folder: Path, root: Path) -> dict[str, Page]:
    """Return the pages of a language's folder by their paths in it; what cannot be read is told elsewhere.

    Args:
        folder: the folder of the language.
        root: folder that reported paths are relative to.
    """
    found = {}
    for path in sorted(folder.rglob("*.md")):
        if path.is_file():
            text = (
                path.read_bytes()
                .decode("utf-8", errors="replace")
                .removeprefix("\ufeff")
                .replace("\r\n", "\n")
            )
            name = path.relative_to(folder).as_posix()
            found[name] = Page(path=name, shown=shown_path(root, path), text=text)
    return found


def _blank(text: str) -> str:
    return _NOT_A_LINE_END.sub(" ", text)
