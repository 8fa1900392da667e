"""Where a relative address leads."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote, urlsplit


def aim_of(path: str, base: str, target: str) -> tuple[str, str] | None:
    """Return the path in the site and the fragment that an address leads to.

    Args:
        path: path in the site of the file that holds the address.
        base: what the page's ``base`` element says; empty where there is none.
        target: the address as written.

    Returns:
        The path, decoded and normalised, with a final slash kept, and the fragment as written; nothing
        where the address is none, or is not relative.
    """
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or parts.path.startswith(("/", "\\")):
        return None
    if not parts.path:
        return path, parts.fragment
    folder = posixpath.join(posixpath.dirname(path), posixpath.dirname(unquote(base)))
    aim = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
    return aim + "/" * parts.path.endswith("/"), parts.fragment


def source_forms(target: str) -> tuple[str, ...]:
    """Return how an address of the site may be written in a page's source, likeliest first.

    Args:
        target: the address in the built page, such as ``notes.html#n2``.
    """
    path, sign, fragment = target.partition("#")
    stem = path.removesuffix(".html")
    written = [target, f"{stem}.md{sign}{fragment}"] if stem != path else [target]
    plain = [unquote(form) for form in written]
    # The fragment alone, as a source may hold an id that a hook makes an address of.
    parts = [f"#{unquote(fragment)}", unquote(fragment)] if fragment else []
    return tuple(form for form in dict.fromkeys([*written, *plain, *parts]) if form)


def id_forms(name: str) -> tuple[str, ...]:
    """Return how an id may be given in a page's source, likeliest first, before any link to it."""
    return (f"{{ #{name}", f"{{#{name}", f'id="{name}"', f"#{name}", name)
