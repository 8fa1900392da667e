"""Headings of a page: one first heading, before all others, and no level left out on the way down."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidance.problems import Problem
from guidance.prose.page import Page

_HEADING = re.compile(
    r"^(?: {0,3}(?P<signs>#{1,6})(?=[ \t]+\S)|<h(?P<number>[1-6])\b"
    r"|(?P<above>[^\n#>|/-][^\n]*)\n(?P<line>=+|-+)[ \t]*$)",
    re.MULTILINE | re.IGNORECASE,
)


def heading_problems(page: Page) -> Iterator[Problem]:
    """Yield ``first-heading`` and ``heading-skipped`` of a page.

    Args:
        page: a page of ours; one without any heading has no first one either.
    """
    before = 0
    for found in _HEADING.finditer(page.plain):
        level = level_of(found)
        shown = page.text[found.start() :].partition("\n")[0].strip()
        if level == 1 and before:
            message = "a page has one first heading, before all others; this is a further one"
            yield page.problem(found.start(), "first-heading", message, shown, "#" + shown)
            # What stands below it is right if it is made one of the second level.
            level = 2
        elif level > 1 and not before:
            message = "the first heading of a page is of the first level"
            yield page.problem(found.start(), "first-heading", message, shown, "# " + shown.lstrip("# "))
        elif level > before + 1:
            message = f"a heading of level {level} behind one of level {before}; one between is left out"
            yield page.problem(
                found.start(), "heading-skipped", message, shown, "#" * (before + 1) + shown.lstrip("#")
            )
        before = level
    if not before:
        message = "the page has no first heading"
        yield page.problem(len(page.front), "first-heading", message, near="# … { #… }")


def level_of(found: re.Match[str]) -> int:
    """Return the level that a match stands for."""
    if found["signs"]:
        return len(found["signs"])
    return int(found["number"]) if found["number"] else 1 + (found["line"][0] == "-")
