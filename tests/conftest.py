"""The two corpora that tests read: the site's own and a tiny one about another matter."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from corpora import TESTS, Copier, Reporter
from guidance.corpus import Corpus, load
from guidance.problems import DefectiveInputError
from projects import assemble, built, once

# The first call loads dictionaries; a slow machine is no defect, and CI must not be left to chance.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

# Files that take long for the few tests they have. What is begun last, one worker ends alone.
LONG = ("browser/", "test_build.py", "test_tiny_site.py", "test_any_corpus.py", "export/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the long files come first, each whole; workers take them in this order."""
    items.sort(key=lambda one: not one.path.relative_to(TESTS).as_posix().startswith(LONG))


@pytest.fixture(scope="session")
def docs() -> Path:
    """Return the site's own documents."""
    return TESTS.parent / "docs"


@pytest.fixture(scope="session")
def real(docs: Path) -> Corpus:
    """Return the site's own corpus."""
    return load(docs)


@pytest.fixture(scope="session")
def tiny_docs() -> Path:
    """Return the documents of the invented corpus."""
    return TESTS / "tiny" / "docs"


@pytest.fixture(scope="session")
def tiny(tiny_docs: Path) -> Corpus:
    """Return the invented corpus."""
    return load(tiny_docs)


@pytest.fixture(scope="session")
def tiny_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project of the invented corpus with its site built, once for all workers; only to be read."""
    base = tmp_path_factory.getbasetemp()
    # Each worker of xdist has a folder of its own below that of the run.
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    return once(shared / "tiny-project", lambda folder: built(assemble(folder)))


@pytest.fixture
def copied(tmp_path: Path) -> Copier:
    """Return what copies the readable parts of a ``docs`` folder, so that a test may damage them."""

    def copy(source: Path) -> Path:
        target = tmp_path / "docs"
        for name in ("register", "sources", "snippets", "zh-Hant", "en"):
            if (source / name).is_dir():
                shutil.copytree(source / name, target / name)
        return target

    return copy


@pytest.fixture(scope="session")
def report() -> Reporter:
    """Return what loads a ``docs`` folder and gives back its report."""

    def reported(docs: Path) -> str:
        try:
            load(docs)
        except DefectiveInputError as error:
            return str(error)
        return ""

    return reported
