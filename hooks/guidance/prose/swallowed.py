"""What a page's source says and Markdown takes otherwise: lists read as text, correction marks laid bare."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidance.problems import Problem
from guidance.prose.page import FENCE, Page

_ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<sign>[-*+]|\d{1,3}[.)])[ \t]+\S")
_STARTS = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]|[ \t]*$|///|#{1,6}[ \t]|[>|]|:[ \t]|<|\{")
"""Lines behind which a list may begin at once: an item, none, a block, a heading, an element."""
_STEP = 4
_BLOCK = re.compile(r"/{3}(?!/)[ \t]*(?P<name>[\w-]*)")
_NOTE = re.compile(r"\{>>\s*\w+\s+\w+\s+(?:certain|conjecture)\b[^\n]*?<<\}")
"""The note behind a correction of a text, which only the view of a text reads."""


def list_problems(page: Page) -> Iterator[Problem]:
    """Yield ``list-swallowed`` for each list that Markdown would run into what stands before it."""
    before, in_list = "", False
    for start, line in page.lines():
        item = _ITEM.match(line)
        if item:
            indent = len(item["indent"].expandtabs(_STEP))
            if indent % _STEP and in_list:
                message = (
                    f"a list within a list is set in by {_STEP} blanks; this one runs into the outer one"
                )
                near = " " * (indent + -indent % _STEP) + item["sign"]
                yield page.problem(start, "list-swallowed", message, line[: indent + 20], near)
            elif not in_list and not _STARTS.match(before):
                message = "a list begins behind an empty line; this one runs into the paragraph before it"
                yield page.problem(start + len(item["indent"]), "list-swallowed", message, line.strip())
            in_list = in_list or bool(_STARTS.match(before))
        elif line.strip() and not line.startswith((" ", "\t")) and not before.strip():
            in_list = False
        before = line


def block_problems(page: Page) -> Iterator[Problem]:
    """Yield ``block-not-closed`` for fences of code and blocks that take in all the rest of the page."""
    opened: list[tuple[int, str]] = []
    for start, line in page.lines():
        found = FENCE.match(line)
        if found:
            # What has an end is blotted out, so that this one has none.
            message = "this code has no end, so that what follows is no code"
            yield page.problem(start, "block-not-closed", message, line.strip(), found["fence"])
            return
        block = _BLOCK.match(line)
        if block and block["name"]:
            opened.append((start, line.strip()))
        elif block and opened:
            opened.pop()
        elif block:
            yield page.problem(start, "block-not-closed", "this ends a block that is not open here", "///")
    for start, line in opened:
        message = "this block has no end, so that all the rest of the page stands in it"
        yield page.problem(start, "block-not-closed", message, line, "///")


def mark_problems(page: Page) -> Iterator[Problem]:
    """Yield ``raw-marks`` where the corrections of a text would be published as they are written.

    Args:
        page: a page that does not show a text, which alone reads them.
    """
    found = _NOTE.search(page.plain)
    if found:
        message = (
            "readers would see the note of a correction; the page needs the front matter “view: edition”"
        )
        yield page.problem(found.start(), "raw-marks", message, found[0])
