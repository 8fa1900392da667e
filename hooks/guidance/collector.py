"""Keeps the garbage collector out of the way while a large tree of values grows."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collector() -> Iterator[None]:
    """Keep the garbage collector from walking a growing tree again and again.

    Nothing here refers back to itself, so there is nothing to collect; looking for it would take ten
    thousand items half as long again.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
