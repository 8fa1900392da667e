"""Writes a file whole or not at all."""

from __future__ import annotations

from pathlib import Path


def replace_text(path: Path, text: str) -> None:
    """Put a text in the place of a file by one rename.

    Args:
        path: the file, which need not be there yet.
        text: all that it is to hold; lines end as they do in it.

    Raises:
        OSError: it cannot be written; the file is what it was.
    """
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
