"""The site's styles: one small file for each part, joined into the one that pages load.

Tokens come first, since every other file is made of them, then what holds on every page; paper comes
last, as it takes back what the others set. A new file needs no line here.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from guidance.styles.needed import needed
from guidance.styles.pack import packed
from guidance.styles.tokens import shortened

__all__ = ("joined", "needed", "packed", "shortened", "some")

_FIRST = ("tokens", "base", "frame", "shared")
_LAST = ("print",)


def joined(folder: Path) -> str:
    """Return all styles of a folder as one, without comments and needless space.

    Args:
        folder: holds ``tokens.css`` and the other files, none of them within a further folder.
    """
    names = sorted(path.stem for path in folder.glob("*.css"))
    order = [
        *(one for one in _FIRST if one in names),
        *(one for one in names if one not in {*_FIRST, *_LAST}),
        *(one for one in _LAST if one in names),
    ]
    return some(folder, order)


def some(folder: Path, names: Iterable[str]) -> str:
    """Return some styles of a folder as one, in the order in which they are named.

    Args:
        folder: holds the files.
        names: what stands before ``.css``.
    """
    return "\n".join(packed((folder / f"{one}.css").read_text(encoding="utf-8")) for one in names)
