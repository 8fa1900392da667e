"""The page on which maintainers look up what a code of a finding means."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidance.findings.codes import Code, Codes, Severity

_HEAD = """\
# What the checks find

Each finding has a code. This page says of each what was found, why it matters and what to do, with a piece of
a file that is wrong and the same piece as it should be. `make codes` makes it of
`hooks/guidance/findings/codes.yml`; change that file and not this one.

An error keeps a build, or whatever else was asked for, from being done. A warning keeps nothing from being
built, but `make check` does not pass.
"""
_FENCE = "```"


def page(codes: Codes) -> str:
    """Return the page as Markdown: codes by group, sorted within it, each with a heading that links reach."""
    return "\n".join(_lines(codes))


def _lines(codes: Codes) -> Iterator[str]:
    yield _HEAD
    groups = {
        group: sorted((one for one in codes.by_id.values() if one.group == group.id), key=lambda one: one.id)
        for group in codes.groups.values()
    }
    for group, ones in groups.items():
        links = ", ".join(f"[{one.id}](#{one.id})" for one in ones)
        yield f"- [{group.title}](#{_anchor(group.title)}): {links}"
    for group, ones in groups.items():
        yield f"\n## {group.title}"
        for one in ones:
            yield from _code(one)
    yield ""


def _code(one: Code) -> Iterator[str]:
    # Two headings never have the same words, so that a forge makes the code itself the anchor.
    yield f"\n### {one.id}\n"
    grave = "" if one.severity is Severity.ERROR else "**Warning.** "
    yield f"{grave}{one.what} {one.why}\n"
    where = f", in `{one.example.file}`" if one.example.file else ""
    yield f"Wrong{where}:\n"
    yield _piece(one.example.bad)
    yield "\nRight:\n"
    yield _piece(one.example.good)


def _piece(text: str) -> str:
    """Return a piece of a file as a block; what cannot be seen is written out."""
    shown = "".join(
        ch if ch == "\n" or ch.isprintable() else ch.encode("unicode_escape").decode() for ch in text
    )
    return f"{_FENCE}text\n{shown.strip(chr(10)) or '(nothing)'}\n{_FENCE}"


def _anchor(title: str) -> str:
    """Return the anchor that forges give to a heading."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
