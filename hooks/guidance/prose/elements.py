"""Elements that a page's source writes itself: each is known and each ends where it should."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from lxml.html import defs

from guidance.problems import Problem, nearest
from guidance.prose.page import Page

_EMPTY = frozenset(defs.empty_tags)
_KNOWN = frozenset(defs.tags) | {"search", "slot"}
_AUTOLINK = re.compile(r"<(?:[a-z][a-z0-9+.-]*:[^\s<>]*|[^\s<>@]+@[^\s<>]+)>", re.IGNORECASE)


def element_problems(page: Page) -> Iterator[Problem]:
    """Yield ``unknown-element``, ``element-not-closed`` and ``element-not-opened`` of a page.

    Args:
        page: a page whose source may hold HTML between its Markdown.
    """
    if "<" not in page.plain:
        return
    reader = _Reader(page)
    reader.feed(_AUTOLINK.sub(lambda one: " " * len(one[0]), page.plain))
    reader.close()
    yield from reader.found
    for tag, offset in reader.opened:
        yield _not_closed(page, tag, offset)


class _Reader(HTMLParser):
    """Keeps the elements that are open, and what is wrong with them."""

    def __init__(self, page: Page) -> None:
        super().__init__(convert_charrefs=False)
        self.page = page
        self.found: list[Problem] = []
        self.opened: list[tuple[str, int]] = []
        self.strange = False
        """Whether a name was mistyped, so that its end will look like that of nothing."""
        self._starts = [start for start, _ in page.lines()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 -- the parser's own names
        """Take in the start of an element."""
        if tag not in _KNOWN:
            message = "a browser knows no such element and shows nothing of the sign; write it as `code`"
            near = nearest(tag, sorted(_KNOWN))
            self.strange = True
            self.found.append(self.page.problem(self._offset(), "unknown-element", message, f"<{tag}", near))
        elif tag not in _EMPTY:
            self.opened.append((tag, self._offset()))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in an element written as empty: a browser leaves one open that is not."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Take in the end of an element."""
        if tag not in _KNOWN:
            return
        if tag not in {one for one, _ in self.opened}:
            if self.strange:
                return
            message = "this ends an element that is not open here"
            self.found.append(self.page.problem(self._offset(), "element-not-opened", message, f"</{tag}>"))
            return
        while self.opened:
            inner, offset = self.opened.pop()
            if inner == tag:
                return
            self.found.append(_not_closed(self.page, inner, offset))

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column


def _not_closed(page: Page, tag: str, offset: int) -> Problem:
    message = "this element does not end before what it stands in does"
    return page.problem(offset, "element-not-closed", message, f"<{tag}", f"</{tag}>")
