"""Checks whether the pages are all there and each once: of every text, kind of unit and procedure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from guidance.problems import Place, Problem, nearest
from guidance.readers.yaml import Node

if TYPE_CHECKING:
    from guidance.corpus import Corpus
    from guidance.pages import Stub

GENERAL_KEYS = ("title", "description", "view", "after", "hide", "template", "icon", "status", "tags")
"""What the front matter of any page may have: ours, and what MkDocs and its theme read."""


def unknown_keys(values: Mapping[str, Node], of_view: Collection[str]) -> Iterator[Problem]:
    """Yield every key of a page's front matter that nothing reads.

    Args:
        values: the front matter.
        of_view: the keys of the page's view.
    """
    known = (*GENERAL_KEYS, *of_view)
    for key, node in values.items():
        if key not in known:
            yield Problem(
                place=Place(file=node.place.file, line=node.place.line, column=1),
                code="unknown-front-matter",
                message=f"nothing reads this key; a page may have: {', '.join(known)}",
                fragment=key,
                suggestion=nearest(key, list(known)),
            )


def pages_twice(stubs: Mapping[str, Stub]) -> Iterator[Problem]:
    """Yield every page that shows the very thing that another shows: links lead to one of them only."""
    seen: dict[tuple[object, ...], Stub] = {}
    for one in stubs.values():
        other = seen.setdefault((one.view, *sorted(one.keys.items())), one)
        if other is not one:
            yield Problem(
                place=one.place,
                code="page-twice",
                message=f"{other.place.file} shows this already",
                fragment=" ".join((one.view, *one.keys.values())),
            )


def pages_missing(stubs: Mapping[str, Stub], corpus: Corpus, root: Path) -> Iterator[Problem]:
    """Yield every text, kind of unit and procedure that has no page, where others of its kind have one.

    Args:
        stubs: the pages of the original's tree.
        corpus: what they show.
        root: folder that reported paths are relative to.
    """
    shown = {(one.view, value) for one in stubs.values() for value in one.keys.values()}
    things = [
        ("edition", text.id, text.segments[0].place) for text in corpus.editions.values() if text.segments
    ]
    if corpus.index is not None:
        things += [("checklist", one.id, one.place) for one in corpus.index.units.values()]
        things += [("procedure", one.id, one.place) for one in corpus.index.register.procedures]
    views = {one.view for one in stubs.values()}
    for view, name, place in things:
        # A text without its view would be printed with the signs of its corrections.
        # A text in a file without front matter is meant to have no page.
        if (view, name) not in shown and (
            view in views or (view == "edition" and _fronted(root / place.file))
        ):
            yield Problem(
                place=place,
                code="page-not-written",
                message=f"no page shows this; one needs the front matter “view: {view}”",
                fragment=name,
            )


def _fronted(path: Path) -> bool:
    """Return whether a file begins with front matter; it has been read before."""
    return path.read_text(encoding="utf-8").removeprefix("\ufeff").startswith("---")
