"""What people say: the questions that they ask, and their words for what the texts call otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from guidance.asking.model import Answer, Asker, Asking, Question, Word
from guidance.asking.reader import read_files
from guidance.asking.validation import Known, validate
from guidance.readers.text import Report

__all__ = ["Answer", "Asker", "Asking", "Known", "Question", "Word", "read_asking"]


def read_asking(
    folder: Path,
    root: Path,
    languages: Sequence[str],
    known: Known,
    report: Report,
) -> Asking:
    """Return what people ask and say, having reported all that is wrong with it.

    Args:
        folder: the register's folder.
        root: folder that reported paths are relative to.
        languages: tags of the languages that every text is written in, the original first.
        known: what may be named and quoted.
        report: takes every defect found in the run.
    """
    asking, missing = read_files(folder, root, known.cited.unnamed, languages, report)
    for problem in validate(asking, known, missing):
        report(problem)
    return asking
