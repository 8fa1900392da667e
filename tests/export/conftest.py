"""Every list of both corpora, in every language."""

from __future__ import annotations

import pytest

from guidance.corpus import Corpus
from guidance.export.rows import Lister
from guidance.register import Index

from .lists import Lists


@pytest.fixture(scope="session")
def worded(tiny: Corpus) -> Corpus:
    """Return the invented corpus."""
    return tiny


@pytest.fixture(scope="session", params=["real", "worded"])
def corpus(request: pytest.FixtureRequest) -> Corpus:
    """Return each corpus in turn."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Corpus)
    return found


@pytest.fixture(scope="session")
def index(corpus: Corpus) -> Index:
    """Return the corpus' register."""
    assert corpus.index
    return corpus.index


@pytest.fixture(scope="session")
def lists(corpus: Corpus, index: Index) -> Lists:
    """Return every list of a corpus, by unit and language."""
    listers = {tag: Lister(corpus, index, corpus.locale(tag)) for tag in corpus.languages.shown}
    return {(unit, tag): lister.listing(unit) for tag, lister in listers.items() for unit in index.units}
