"""The register: obligations, who has them, and the very words on which they stand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from guidance.readers.text import Report
from guidance.register.crossref import Index, index
from guidance.register.model import Cited, Register
from guidance.register.reader import read_files
from guidance.register.validation import validate

__all__ = ["Cited", "Index", "Register", "index", "read_register"]


def read_register(docs: Path, root: Path, cited: Cited, languages: Sequence[str], report: Report) -> Register:
    """Return the register of a documents folder, having reported all that is wrong with it.

    Args:
        docs: the folder with ``register``.
        root: folder that reported paths are relative to.
        cited: the texts that the register may cite.
        languages: tags of the languages that every text of the register is written in.
        report: takes every defect found in the run; without any, the register is sound.
    """
    reading = read_files(docs, root, cited.unnamed, languages, report)
    for problem in validate(reading.register, cited, languages, reading.missing):
        report(problem)
    return reading.register
