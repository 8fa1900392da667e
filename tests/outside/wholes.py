"""What the tools from outside look at: the built site, its bundles, its single files; and where they are."""

from __future__ import annotations

from pathlib import Path

from tools.outside import FOLDER, JAR

PROJECT = Path(__file__).resolve().parent.parent.parent
SITE = PROJECT / "site"
BUNDLES = sorted((PROJECT / "dist").glob("*.zip"))
SINGLE = sorted((PROJECT / "dist").glob("*.html"))
MODULES = PROJECT / FOLDER / "node_modules"
CHECKER = PROJECT / JAR


def defective(text: str, old: str, new: str) -> str:
    """Return a page with a piece that must be there changed, once."""
    assert old in text, old
    return text.replace(old, new, 1)
