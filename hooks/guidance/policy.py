"""What a page allows a browser to load and run: files beside it, nothing from elsewhere, nothing within it.

The policy stands in each page, since many are opened by double click, where no server could send it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

_SELF = "'self'"
_WITHOUT_DEFAULT = frozenset({"base-uri", "form-action"})
"""Directives that ``default-src`` does not stand in for."""
MARK = "policy-of-this-file"
"""Stands in a single file for its policy until its text is known."""


def hash_of(text: str) -> str:
    """Return how a policy names a script or a style within the page, such as ``'sha256-…='``."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def page_policy() -> str:
    """Return the policy of a page whose scripts and styles are files beside it."""
    return _policy([_SELF], [_SELF])


def header() -> str:
    """Return the header by which a server sends the pages' policy, and what only a header can say."""
    return f"Content-Security-Policy: {page_policy()}; frame-ancestors 'none'"


def with_policy(text: str) -> str:
    """Return a single file with a policy that names its own script and style, and nothing else.

    Args:
        text: the file, with ``MARK`` where the policy is to stand, one style and, last, one script.
    """
    style = text.partition("<style>")[2].partition("</style>")[0]
    script = text.rpartition("<script>")[2].partition("</script>")[0]
    return text.replace(MARK, _policy([hash_of(script)], [hash_of(style)]), 1)


def weaker(policy: str, scripts: Iterable[str] = ()) -> str:
    """Return the first directive by which a policy forbids less than it should; empty where there is none.

    Args:
        policy: the policy of a page.
        scripts: the scripts within the page, if it is a file that stands alone; else none.
    """
    found, due = _directives(policy), _directives(page_policy())
    hashes = {hash_of(one) for one in scripts}
    for name in due:
        if name not in found and (name in _WITHOUT_DEFAULT or "default-src" not in found):
            return name
    for name, sources in found.items():
        allowed = due.get(name, due["default-src"])
        if hashes and name == "script-src":
            allowed = hashes
        if hashes and name == "style-src":
            allowed = {one for one in sources if one.startswith("'sha256-")}
        if not sources <= allowed | {"'none'"}:
            return " ".join((name, *sorted(sources)))
    return ""


def _directives(policy: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for directive in policy.split(";"):
        name, *sources = directive.split() or [""]
        if name:
            # Of two with one name, browsers take the first.
            found.setdefault(name.lower(), set(sources))
    return found


def _policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    # A style attribute sets no more than how something looks: what it could load is forbidden, too.
    return (
        f"default-src 'none'; script-src {' '.join(scripts)}; style-src {' '.join(styles)}; "
        "style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; media-src 'self'; "
        "base-uri 'none'; form-action 'self'"
    )
