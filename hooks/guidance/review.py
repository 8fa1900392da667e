"""Marks translations as reviewed: what the lock will say, and what that changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from guidance.corpus import Corpus, load, lock_file
from guidance.model import Address, TranslationKey
from guidance.problems import DefectiveInputError, Problem
from guidance.queries import known
from guidance.readers.lock import Lock, read_lock, written
from guidance.readers.text import shown_path
from guidance.staleness import fingerprint, segment_ids, translations


@dataclass(frozen=True, kw_only=True, slots=True)
class Renewal:
    """A lock before and after a review."""

    before: Lock
    after: Lock

    def changes(self) -> Iterator[str]:
        """Yield what the review changes, a line for each translation."""
        for key, digest in self.after.items():
            if key not in self.before:
                yield _told(key, "reviewed for the first time")
            elif self.before[key] != digest:
                yield _told(key, "reviewed against the present text")


def review(docs: Path, ids: Sequence[str]) -> list[str]:
    """Write the lock anew, whole or not at all, and return what that changed, line by line.

    Args:
        docs: the documents' folder.
        ids: segments whose translations were reviewed, as ``text:segment`` where there are several texts;
            all of them where none is named.

    Raises:
        DefectiveInputError: the texts are defective; or the lock is, and not all of it is replaced.
        UnknownNameError: a segment is named that no text has.
        OSError: the lock cannot be written.
    """
    corpus = load(docs, locked=False)
    path, texts = lock_file(docs), segment_ids(corpus.editions)
    if not corpus.languages.translations:
        return ["nothing is translated, so there is nothing to review"]
    segments = [Address(edition, one) for edition, found in texts.items() for one in found]
    by_name = {corpus.written(one): one for one in segments}
    for one in ids:
        known("paragraph", one, tuple(by_name))
    problems: list[Problem] = []
    before = read_lock(docs.parent, path, corpus.languages.translations, texts, problems.append)
    # What a damaged line vouched for is lost; only who has reviewed everything can do without it.
    if ids and problems:
        raise DefectiveInputError(problems)
    reviewed = [by_name[one] for one in ids] or segments
    renewal = Renewal(before=before, after=renewed(corpus, before, reviewed))
    changes = list(renewal.changes())
    text, shown = written(renewal.after), shown_path(docs.parent, path)
    if not problems and path.read_bytes() == text.encode():
        return [f"nothing to change in {shown}"]
    _replace(path, text)
    totals = f"wrote {shown}: {len(changes)} of {len(renewal.after)} reviews are new"
    return [*(f"mended: {one}" for one in problems), *changes, totals]


def renewed(corpus: Corpus, lock: Lock, segments: Collection[Address]) -> dict[TranslationKey, str]:
    """Return what a lock says once the translations of some segments were reviewed."""
    reviewed = frozenset(segments)
    after: dict[TranslationKey, str] = {}
    for key, reading, _ in translations(corpus.editions):
        if key.address in reviewed:
            after[key] = fingerprint(reading)
        elif key in lock:
            after[key] = lock[key]
    return after


def _told(key: TranslationKey, what: str) -> str:
    return f"{key.language} {key.edition} {key.segment}: {what}"


def _replace(path: Path, text: str) -> None:
    """Put a text in the place of a file by one rename."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
