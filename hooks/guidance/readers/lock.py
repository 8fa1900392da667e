"""Reads and writes the lock: which reading text and which translation were last reviewed together.

One line for each language and segment, so that two editors' reviews merge line by line::

    language edition segment hash-hash
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from guidance.model import TranslationKey
from guidance.problems import Place, Problem, nearest
from guidance.readers.text import Report, read_text, shown_path

LOCK_NAME = "translations.lock"
"""Name of the file, beside the register's."""

_HEAD = """\
# For each paragraph and language, the hash of the original's reading text and that of the translation
# when both were last reviewed together. “make review” writes this file, “make check” tells what has
# changed since. Each line: language, edition, paragraph, first 16 digits of each SHA-256.
"""
_DIGEST = re.compile(r"[0-9a-f]{16}-[0-9a-f]{16}")
_WORD = re.compile(r"\S+")
_WORDS = 4
_REMEDY = "make review"

Lock = Mapping[TranslationKey, str]
"""Each reviewed translation with the hashes of the reading text and of itself, as they were then."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Line:
    """A line of four words."""

    words: tuple[str, ...]
    places: tuple[Place, ...]

    @property
    def key(self) -> TranslationKey:
        language, edition, segment, _ = self.words
        return TranslationKey(language=language, edition=edition, segment=segment)

    def unsound(
        self, languages: Sequence[str], texts: Mapping[str, Collection[str]] | None
    ) -> Problem | None:
        """Return what is wrong with the first word that is not right, or None."""
        language, edition, segment, digest = self.words
        if language not in languages:
            message = f"the texts are translated into none but: {', '.join(languages)}"
            return self._problem(0, "unknown-language", message, languages)
        if texts is not None and edition not in texts:
            return self._problem(1, "unknown-edition", "there is no edition with this id", texts)
        if texts is not None and segment not in texts[edition]:
            message = "the text has no paragraph with this id"
            return self._problem(2, "unknown-paragraph", message, texts[edition])
        if not _DIGEST.fullmatch(digest):
            message = "two hashes stand here, each of 16 digits from 0-9 and a-f; “make review” writes them"
            return self._problem(3, "lock-hash", message)
        return None

    def twice(self, first: int) -> Problem:
        """Return that the same translation stood on an earlier line."""
        message = f"this paragraph stands twice in this language, first on line {first}"
        return self._problem(2, "lock-twice", message)

    def _problem(self, word: int, code: str, message: str, allowed: Collection[str] = ()) -> Problem:
        found = self.words[word]
        near = nearest(found, list(allowed))
        return Problem(place=self.places[word], code=code, message=message, fragment=found, suggestion=near)


def read_lock(
    root: Path,
    path: Path,
    languages: Sequence[str],
    texts: Mapping[str, Collection[str]] | None,
    report: Report,
) -> dict[TranslationKey, str]:
    """Return what a lock says, as far as its lines are sound.

    Args:
        root: folder that reported paths are relative to.
        path: the lock.
        languages: those that the texts are translated into.
        texts: edition id to the ids of its segments; None where some could not be read, so that
            ids cannot be held against them.
        report: takes ``lock-line``, ``lock-hash``, ``lock-twice``, ``unknown-language``,
            ``unknown-edition`` and ``unknown-paragraph`` besides the problems of reading text.
    """
    # Whatever ails the file as a whole, a review of everything mends.
    document = read_text(root, path, lambda problem: report(replace(problem, suggestion=_REMEDY)))
    found: dict[TranslationKey, str] = {}
    first: dict[TranslationKey, int] = {}
    for line in _lines(shown_path(root, path), document or "", report):
        problem = line.unsound(languages, texts)
        if line.key in first:
            problem = line.twice(first[line.key])
        if problem:
            report(problem)
        else:
            first[line.key] = line.places[0].line
            found[line.key] = line.words[3]
    return found


def written(lock: Lock) -> str:
    """Return the text of a lock, its lines in the order of the mapping."""
    lines = (f"{key.language} {key.edition} {key.segment} {digest}\n" for key, digest in lock.items())
    return _HEAD + "".join(lines)


def _lines(name: str, document: str, report: Report) -> Iterator[_Line]:
    for number, text in enumerate(document.split("\n"), start=1):
        words = list(_WORD.finditer(text))
        if not words or text.lstrip().startswith("#"):
            continue
        places = tuple(Place(file=name, line=number, column=one.start() + 1) for one in words)
        if len(words) == _WORDS:
            yield _Line(words=tuple(one.group() for one in words), places=places)
            continue
        message = "a line is a language, an edition, a paragraph and two hashes; “make review” writes it"
        report(Problem(place=places[0], code="lock-line", message=message, fragment=text.strip()))
