"""The same blocks in the same order on a page in all languages: lists, tables, folds, code, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from lxml.html import defs

from guidance.problems import Problem
from guidance.prose.page import FENCE, Page

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("a heading of level {n}", re.compile(r"(?P<n>#{1,6})[ \t]")),
    ("the end of a block", re.compile(r"/{3,}[ \t]*$")),
    ("a block “{n}”", re.compile(r"/{3,}[ \t]*(?P<n>[\w-]+)")),
    ("a row of a table, with {n} cells", re.compile(r"[ \t]*\|(?P<n>.*)\|[ \t]*$")),
    ("a piece “{n}”", re.compile(r"""[ \t]*-+8<-+[ \t]+["'][^"']*?(?P<n>[^"'/]+)["']""")),
    ("an item of a numbered list, {n}", re.compile(r"(?P<n>[ \t]*)\d{1,3}[.)][ \t]+\S")),
    ("an item of a list, {n}", re.compile(r"(?P<n>[ \t]*)[-*+][ \t]+\S")),
    ("a definition", re.compile(r":[ \t]+\S")),
    ("a footnote", re.compile(r"\[\^[^\]]+\]:")),
    ("a quotation", re.compile(r">")),
    ("<{n}>", re.compile(r"[ \t]*<(?P<n>/?[a-z][a-z0-9]*)", re.IGNORECASE)),
)
_INLINE = defs.phrase_tags | defs.font_style_tags | defs.special_inline_tags | {"mark", "time", "ruby", "wbr"}
"""Elements that stand in a paragraph."""
_ID_LINE = re.compile(r"\{:? ?[#.][^}]*\}[ \t]*$")


def parallel_problems(page: Page, other: Page) -> Iterator[Problem]:
    """Yield ``blocks-differ`` where a translated page has other blocks than its original.

    Args:
        page: the original.
        other: its translation, in which the difference is told.
    """
    due, found = outline(page), outline(other)
    for step, start, end, at, to in _steps([kind for kind, _ in due], [kind for kind, _ in found]):
        offset = found[at][1] if at < len(found) else len(other.text.rstrip())
        line = other.text[offset:].partition("\n")[0].strip()
        first = page.place(due[start][1] if start < len(due) else len(page.text.rstrip()))
        lacks = ", ".join(kind for kind, _ in due[start:end][:3])
        has = ", ".join(kind for kind, _ in found[at:to][:3])
        message = {
            "delete": f"{first} has before this {lacks}; this page has not",
            "insert": f"this page has {has}; {first} has not",
            "replace": f"this page has {has}, where {first} has {lacks}",
        }[step]
        yield other.problem(offset, "blocks-differ", message, line)


def _steps(due: list[str], found: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield how one list becomes the other, as ``SequenceMatcher`` tells it, without what is equal.

    What both begin with is set apart: of alike rows it is the last one that is missing or too much.
    """
    same = next(
        (at for at, (one, other) in enumerate(zip(due, found, strict=False)) if one != other),
        min(len(due), len(found)),
    )
    rest = SequenceMatcher(None, due[same:], found[same:], autojunk=False).get_opcodes()
    for step, start, end, at, to in rest:
        if step != "equal":
            yield step, same + start, same + end, same + at, same + to


def outline(page: Page) -> list[tuple[str, int]]:
    """Return the blocks of a page in order, each with the offset where it begins."""
    found: list[tuple[str, int]] = []
    running, fence = False, ""
    for (start, line), whole in zip(page.lines(), page.text.split("\n"), strict=True):
        opened = FENCE.match(whole)
        if opened and not line.strip():
            # Code is blotted out; its first line still counts as a block.
            if not fence and start >= len(page.front):
                found.append(("code", start))
                fence = opened["fence"]
            elif opened["fence"].startswith(fence):
                fence = ""
            running = False
            continue
        if fence:
            continue
        kind = _kind(line)
        if kind:
            found.append((kind, start))
        elif whole.strip() and start >= len(page.front) and not running and not _ID_LINE.match(whole):
            # A line that is nothing but code, or a comment, is one too.
            found.append(("a paragraph", start))
        running = bool(whole.strip())
    return found


def _kind(line: str) -> str:
    for name, pattern in _KINDS:
        match = pattern.match(line)
        if match and (name != "<{n}>" or match["n"].lower().strip("/") not in _INLINE):
            return name.format(n=_size(name, match.groupdict().get("n") or ""))
    return ""


def _size(name: str, written: str) -> str:
    if "heading" in name:
        return str(len(written))
    if "cells" in name:
        return str(written.replace("\\|", "").count("|") + 1)
    if "list" in name:
        return f"set in by {len(written.expandtabs(4))}"
    return written.lower()
