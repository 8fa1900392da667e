"""The two corpora with their pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from guidance.corpus import Corpus
from rendering import Shelf


@pytest.fixture(scope="session")
def real_shelf(real: Corpus, docs: Path) -> Shelf:
    """Return the site's own corpus with its pages."""
    return Shelf.of(real, docs)


@pytest.fixture(scope="session")
def tiny_shelf(tiny: Corpus, tiny_docs: Path, real: Corpus) -> Shelf:
    """Return the invented corpus with its pages, in the words of the site's interface."""
    return Shelf.of(replace(tiny, words={**real.words, **tiny.words}), tiny_docs)


@pytest.fixture(params=["real", "tiny"])
def shelf(request: pytest.FixtureRequest) -> Shelf:
    """Return either."""
    found: Shelf = request.getfixturevalue(f"{request.param}_shelf")
    return found
