"""Pieces of text that several pages take in: each one named must be there.

A page writes ``--8<-- "en/open.md"`` on a line of its own; the file stands below ``docs/snippets/``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from guidance.problems import Problem, nearest, place_of
from guidance.readers.text import shown_path

FOLDER = "snippets"
"""Folder of the pieces, below the documents."""
_TAKES_IN = re.compile(r"""^[ \t]*-+8<-+[ \t]+(?P<sign>["'])(?P<path>.*?)(?P=sign)[ \t]*$""", re.MULTILINE)
_PART = re.compile(r":[\w:,-]*\Z")
"""Behind a path: lines or a section of the piece."""


def snippet_problems(docs: Path, root: Path, trees: Iterable[str]) -> Iterator[Problem]:
    """Yield ``unknown-snippet`` for each piece that a page, or a piece, names and that is not there.

    Args:
        docs: the documents; a page that is not UTF-8, or no file, is told of elsewhere.
        root: folder that reported paths are relative to.
        trees: folders of the languages' pages.
    """
    folder = docs / FOLDER
    pieces = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.md"))}
    pages = (path for tree in trees for path in sorted((docs / tree).rglob("*.md")))
    for path in (*pages, *pieces.values()):
        if not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        for found in _TAKES_IN.finditer(text) if "8<" in text else ():
            name = _PART.sub("", found["path"])
            if name not in pieces:
                yield Problem(
                    place=place_of(shown_path(root, path), text, found.start("path")),
                    code="unknown-snippet",
                    message=f"there is no piece of this name below {FOLDER}/",
                    fragment=found["path"],
                    suggestion=nearest(name, [*pieces]) if pieces else "",
                )
