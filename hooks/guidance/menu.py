"""Puts pages in the menu that say themselves where they stand, so that a new page changes no other file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

Item = str | dict[str, "str | Menu"]
"""A page's path, or a title with a path or with a section's own menu."""
Menu = list[Item]
"""A menu as the settings of the site write it."""


def placed(menu: Menu, after: Mapping[str, str]) -> Menu:
    """Return a menu with pages put behind others.

    Args:
        menu: what the settings list; it is not altered.
        after: path of a page to that of the page behind which it stands. Pages that the menu lists
            already stay where they are; those whose neighbour is nowhere come last.
    """
    listed = set(_paths(menu))
    waiting = {page: other for page, other in after.items() if page not in listed}
    following: dict[str, list[str]] = {}
    for page, other in sorted(waiting.items()):
        following.setdefault(other, []).append(page)
    whole = _placed(menu, following)
    missing = [page for page in sorted(waiting) if page not in set(_paths(whole))]
    return [*whole, *missing]


def _placed(menu: Sequence[Item], following: Mapping[str, Sequence[str]]) -> Menu:
    out: Menu = []
    for item in menu:
        if isinstance(item, str):
            out += [item, *_behind(item, following)]
            continue
        ((title, inner),) = item.items()
        if isinstance(inner, str):
            out += [item, *_behind(inner, following)]
        else:
            out.append({title: _placed(inner, following)})
    return out


def _behind(page: str, following: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the pages behind one, each with those behind itself."""
    for one in following.get(page, ()):
        yield one
        yield from _behind(one, following)


def _paths(menu: Sequence[Item]) -> Iterator[str]:
    for item in menu:
        if isinstance(item, str):
            yield item
        else:
            for inner in item.values():
                yield from [inner] if isinstance(inner, str) else _paths(inner)
