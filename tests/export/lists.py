"""What the tests of the downloads share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from guidance.export.listing import Listing

Lists = Mapping[tuple[str, str], Listing]
"""Unit id and language tag to the list."""


def with_first(listing: Listing, **changes: object) -> Listing:
    """Return a list whose first item is another."""
    first = listing.rows[0]
    other = replace(first, item=replace(first.item, **changes))  # type: ignore[arg-type]
    return replace(listing, rows=(other, *listing.rows[1:]))
