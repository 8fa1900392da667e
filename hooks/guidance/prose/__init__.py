"""Checks the pages' own sources as editors write them: headings, elements, lists, scripts, blocks.

The built site is checked for itself (``sitecheck``); what can be seen in a source is told here, at its line
and column, before anything is built. ``check_prose`` is all that callers need.

Codes: block-not-closed, blocks-differ, element-not-closed, element-not-opened, first-heading,
heading-skipped, list-swallowed, page-missing, raw-marks, unknown-element, wrong-script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from guidance.languages import Languages
from guidance.problems import Place, Problem, nearest
from guidance.prose.elements import element_problems
from guidance.prose.headings import heading_problems
from guidance.prose.page import Page, read_pages_of
from guidance.prose.parallel import parallel_problems
from guidance.prose.scripts import Plainer, han_problems
from guidance.prose.swallowed import block_problems, list_problems, mark_problems
from guidance.snippets import FOLDER

__all__ = ["check_prose"]

_VIEW = re.compile(r"^view:[ \t]*[\"']?(?P<view>[\w-]+)", re.MULTILINE)
_TEXT = "edition"
_REGISTER = "register"


def check_prose(root: Path, docs: Path, languages: Languages) -> Iterator[Problem]:
    """Yield what is wrong with the sources of pages and shared pieces, and with the script of data.

    Args:
        root: folder that reported paths are relative to.
        docs: the folder with one folder for each language.
        languages: those of the site.
    """
    plainer = Plainer(languages)
    trees = {tag: read_pages_of(docs / tag, root) for tag in languages.written}
    pieces = {tag: read_pages_of(docs / FOLDER / tag, root) for tag in languages.written}
    original = trees[languages.original]
    for tag in languages.written:
        for page in trees[tag].values():
            if _view(page) == _TEXT:
                # What a text says is not ours to judge.
                continue
            astray = [*mark_problems(page), *block_problems(page)]
            yield from astray
            # It may be a text that lost its view.
            if not astray:
                yield from heading_problems(page)
                yield from _of_source(page, tag, languages, plainer)
        for page in pieces[tag].values():
            yield from block_problems(page)
            yield from _of_source(page, tag, languages, plainer)
    for tag in languages.translations:
        yield from _missing(original, trees[tag], tag)
        yield from _differing(original, trees[tag])
        # A page names its piece with the folder, so one that is not there is told where it is named.
        yield from _differing(pieces[languages.original], pieces[tag])
    for path in sorted((docs / _REGISTER).glob("*.yml")):
        if path.is_file():
            text = path.read_bytes().decode("utf-8", errors="replace")
            shown = path.relative_to(root).as_posix()
            yield from plainer.of_page(Page(path=path.name, shown=shown, text=text))


def _of_source(page: Page, tag: str, languages: Languages, plainer: Plainer) -> Iterator[Problem]:
    yield from element_problems(page)
    yield from list_problems(page)
    yield from plainer.of_page(page) if tag == languages.original else han_problems(page, tag)


def _missing(original: Mapping[str, Page], pages: Mapping[str, Page], tag: str) -> Iterator[Problem]:
    """Yield pages that one language has and the other has not."""
    for name in sorted(original.keys() ^ pages.keys()):
        page = original.get(name) or pages[name]
        # A page with a view is told where views are compared.
        if not _view(page):
            message = f"this page is not there in {tag}" if name in original else "this page has no original"
            near = nearest(name, sorted((pages if name in original else original).keys()))
            yield Problem(
                place=Place(file=page.shown),
                code="page-missing",
                message=message,
                fragment=name,
                suggestion=near,
            )


def _differing(original: Mapping[str, Page], pages: Mapping[str, Page]) -> Iterator[Problem]:
    """Yield what differs on pages that both languages have."""
    for name in sorted(original.keys() & pages.keys()):
        if _TEXT not in {_view(original[name]), _view(pages[name])}:
            yield from parallel_problems(original[name], pages[name])


def _view(page: Page) -> str:
    found = _VIEW.search(page.front)
    return found["view"] if found else ""
