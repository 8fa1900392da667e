"""Marks translations as reviewed: what the lock will say, and what that changes."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from guidance.corpus import Corpus, load, lock_file
from guidance.model import Address, TranslationKey
from guidance.problems import DefectiveInputError, Place, Problem
from guidance.queries import UnknownNameError, known
from guidance.readers.lock import Lock, read_lock, written
from guidance.readers.text import shown_path
from guidance.replacing import replace_text
from guidance.staleness import fingerprint, segment_ids, staleness, translations, worded


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
        homes = [name for name in by_name if name.endswith(f":{one}")]
        if homes:
            message = f"text-not-named: there are several texts; name the one that is meant: «{one}»"
            raise UnknownNameError(f"{message}; nearest: «{homes[0]}»")
        known("paragraph", one, tuple(by_name))
    problems: list[Problem] = []
    before = read_lock(docs.parent, path, corpus.languages.translations, texts, problems.append)
    # What a damaged line vouched for is lost; only who has reviewed everything can do without it.
    if ids and problems:
        raise DefectiveInputError(problems)
    reviewed = [by_name[one] for one in ids] or segments
    renewal = Renewal(before=before, after=renewed(corpus, before, reviewed))
    changes = list(renewal.changes())
    text, name = written(renewal.after), shown_path(docs.parent, path)
    if not problems and path.read_bytes() == text.encode():
        return [f"nothing to change in {name}"]
    replace_text(path, text)
    totals = f"wrote {name}: {len(changes)} of {len(renewal.after)} reviews are new"
    return [*(f"mended: {one}" for one in problems), *changes, totals]


def shown(docs: Path, ids: Sequence[str]) -> list[str]:
    """Return what a review would vouch for, line by line: both texts of each paragraph, and what changed.

    Args:
        docs: the documents' folder.
        ids: segments, as for a review; all that are stale where none is named.

    Raises:
        DefectiveInputError: something is defective.
        UnknownNameError: a segment is named that no text has.
    """
    corpus = load(docs, locked=False)
    # What a damaged line vouched for is lost, so it counts as never reviewed.
    texts = segment_ids(corpus.editions)
    lock = read_lock(docs.parent, lock_file(docs), corpus.languages.translations, texts, lambda _: None)
    stale = {one.named: one for one in staleness(corpus.editions, lock, corpus.index).translations}
    names = tuple(corpus.written(key.address) for key, *_ in translations(corpus.editions))
    for one in ids:
        known("paragraph", one, names)
    lines: list[str] = []
    for key, reading, translation in translations(corpus.editions):
        named = corpus.written(key.address)
        if named not in (ids or stale):
            continue
        since = stale[named].since if named in stale else "is as it was at its last review"
        lines += [f"{translation.place}: “{named}” {since}", f"  {reading}", f"  {translation.text}"]
        old = committed(docs.parent, translation.place, key.segment)
        if old and named in stale and "translation" in stale[named].changed and old != translation.text:
            lines.append(f"  committed before: {old}")
    return lines


def committed(root: Path, place: Place, segment: str) -> str:
    """Return the text of a segment as the last commit has it; empty where nobody can tell."""
    git = shutil.which("git")
    if git is None:
        return ""
    command = [git, "show", f"HEAD:./{place.file}"]
    asked = subprocess.run(  # noqa: S603 -- our own words and a path of the project
        command, cwd=root, capture_output=True, check=False, encoding="utf-8", errors="replace"
    )
    lines = asked.stdout.split("\n") if asked.returncode == 0 else []
    at = next((number for number, line in enumerate(lines) if f"{{ #{segment} " in line), 0)
    text = lines[at - 1] if at and lines[at].startswith("{") else lines[at].partition("{ #")[0] if at else ""
    return text.lstrip("# ").strip()


def renewed(corpus: Corpus, lock: Lock, segments: Collection[Address]) -> dict[TranslationKey, str]:
    """Return what a lock says once the translations of some segments were reviewed."""
    reviewed = frozenset(segments)
    after: dict[TranslationKey, str] = {}
    for key, reading, translation in translations(corpus.editions):
        if key.address in reviewed:
            after[key] = fingerprint(reading, worded(translation))
        elif key in lock:
            after[key] = lock[key]
    return after


def _told(key: TranslationKey, what: str) -> str:
    return f"{key.language} {key.edition} {key.segment}: {what}"
