"""Looks for links that lead nowhere in the pages' own files.

The built site is checked far better (``sitecheck``). This is for a run that finds other defects and so
builds nothing: it tells of the links that are surely broken.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote

from guidance.problems import Place, Problem, nearest, place_of
from guidance.readers.text import read_text, shown_path

_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]+`|<!--.*?-->", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(\s*<?(?P<target>[^)\s>]+)")
_ANCHOR = re.compile(r"\{[^}\n]*#(?P<id>[^\s}]+)[^}\n]*\}|\bid=[\"'](?P<raw>[^\"']+)")
_VIEW = re.compile(r"\A---\n(?:.*\n)*?view:", re.MULTILINE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def check_links(root: Path, docs: Path, trees: Sequence[str]) -> Iterator[Problem]:
    """Yield links to files that are not there, and to anchors that a page without a view has not.

    Args:
        root: folder that reported paths are relative to.
        docs: folder of the trees.
        trees: tags of the languages that have files.
    """
    unread: list[Problem] = []
    for tree in trees:
        texts = {
            path.relative_to(docs / tree).as_posix(): text
            for path in sorted((docs / tree).rglob("*.md"))
            if path.is_file() and (text := read_text(root, path, unread.append)) is not None
        }
        for name, text in texts.items():
            file = shown_path(root, docs / tree / name)
            yield from _of_page(file, name, text, texts, docs / tree)


def _of_page(file: str, name: str, text: str, texts: dict[str, str], tree: Path) -> Iterator[Problem]:
    plain = _CODE.sub(lambda found: " " * len(found.group()), text)
    for found in _LINK.finditer(plain):
        target = found["target"]
        if _SCHEME.match(target) or target.startswith("/"):
            continue
        path, _, anchor = target.partition("#")
        aim = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path))) if path else name
        place = place_of(file, text, found.start("target"))
        problem = _lost(place, target, aim, texts, tree)
        if problem is None and anchor and aim in texts and not _VIEW.match(texts[aim]):
            known = [one["id"] or one["raw"] for one in _ANCHOR.finditer(texts[aim])]
            if unquote(anchor) not in known:
                message = f"no place in {aim} has this id"
                problem = Problem(
                    place=place,
                    code="broken-anchor",
                    message=message,
                    fragment=target,
                    suggestion=nearest(anchor, known),
                )
        if problem:
            yield problem


def _lost(place: Place, target: str, aim: str, texts: dict[str, str], tree: Path) -> Problem | None:
    if aim in texts or (not aim.startswith("../") and "\0" not in aim and _is_there(tree / aim)):
        return None
    message = f"{aim} is not there"
    near = nearest(aim, list(texts))
    return Problem(place=place, code="broken-link", message=message, fragment=target, suggestion=near)


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
