"""What a page allows a browser to load and run: files beside it, nothing from elsewhere, nothing within it.

The policy stands in each page, since many are opened by double click, where no server could send it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

_SELF = "'self'"
MARK = "policy-of-this-file"
"""Stands in a single file for its policy until its text is known."""


def hash_of(text: str) -> str:
    """Return how a policy names a script or a style within the page, such as ``'sha256-…='``."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def page_policy() -> str:
    """Return the policy of a page whose scripts and styles are files beside it."""
    return _policy([_SELF], [_SELF])


def with_policy(text: str) -> str:
    """Return a single file with a policy that names its own script and style, and nothing else.

    Args:
        text: the file, with ``MARK`` where the policy is to stand, one style and, last, one script.
    """
    style = text.partition("<style>")[2].partition("</style>")[0]
    script = text.rpartition("<script>")[2].partition("</script>")[0]
    return text.replace(MARK, _policy([hash_of(script)], [hash_of(style)]), 1)


def _policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    # A style attribute sets no more than how something looks: what it could load is forbidden, too.
    return (
        f"default-src 'none'; script-src {' '.join(scripts)}; style-src {' '.join(styles)}; "
        "style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; media-src 'self'; "
        "base-uri 'none'; form-action 'self'"
    )
