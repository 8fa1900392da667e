"""Where the tests' corpora stand, and the shapes of the fixtures that copy and load them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from guidance.model import Edition
from guidance.register import Index

TESTS = Path(__file__).resolve().parent

Copier = Callable[[Path], Path]
"""Copies a corpus' folder to a new place and returns its ``docs``."""
Reporter = Callable[[Path], str]
"""Loads a ``docs`` folder and returns the whole report, empty where nothing is wrong."""


def only_text(index: Index) -> Edition:
    """Return the one text that a register may cite."""
    (found,) = index.texts.values()
    return found
