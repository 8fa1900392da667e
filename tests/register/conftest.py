"""Fixtures of the tiny register."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from guidance.model import Edition
from guidance.problems import Problem
from guidance.register import Cited, Register, read_register

from .huts import CORPUS, LANGUAGES, Read, edition


@pytest.fixture(scope="session")
def text() -> Edition:
    """Return the text that the register cites."""
    return edition(yaml.safe_load((CORPUS / "text.yml").read_text(encoding="utf-8")))


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Return a copy of the good corpus that a test may spoil."""
    return Path(shutil.copytree(CORPUS, tmp_path / "docs"))


@pytest.fixture
def read(docs: Path, text: Edition) -> Read:
    """Return a function that reads the copy."""

    def run(*further: Edition) -> tuple[Register, list[Problem]]:
        problems: list[Problem] = []
        cited = Cited(texts={one.id: one for one in (text, *further)})
        register = read_register(docs, docs.parent, cited, LANGUAGES, problems.append)
        return register, sorted(set(problems))

    return run
