"""Keeps every id that was ever given: one that goes without a word is told, whatever kind of thing had it.

``ids.lock`` has a line for each, ``kind id``; where the thing is gone on purpose, what became of it stands
behind. Items have their tombstones in the register itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from guidance.corpus import Corpus
from guidance.problems import Place, Problem, nearest
from guidance.readers.text import Report, read_text, shown_path
from guidance.register.model import Titled
from guidance.replacing import replace_text

IDS_NAME = "ids.lock"
"""Name of the file, beside the register's."""
_HEAD = """\
# Every id that was ever given: its kind and itself, and behind that, where the thing is gone on purpose,
# what became of it. “make ids” adds new ones; nothing takes one away.
"""
_WORDS = 2


def present(corpus: Corpus) -> dict[tuple[str, str], None]:
    """Return the kind and id of everything that has one, in the order of the files."""
    found: dict[tuple[str, str], None] = {}
    for edition in corpus.editions.values():
        found[("texts", edition.id)] = None
        for segment in edition.segments:
            found[("paragraphs", f"{edition.id}:{segment.id}")] = None
        for _, one in edition.emendations:
            found[("emendations", one.id)] = None
    found |= {("terms", one.id): None for one in corpus.terms}
    found |= {("questions", one.id): None for one in corpus.asking.questions}
    register = corpus.index.register if corpus.index else None
    for field in fields(register) if register else ():
        for one in getattr(register, field.name):
            if isinstance(one, Titled):
                found[(field.name, one.id)] = None
    if register:
        found |= {("obligations", one.id): None for one in register.tombstones}
    return found


def check_ids_kept(root: Path, docs: Path, corpus: Corpus, report: Report) -> None:
    """Report ids on record that nothing has any more.

    Args:
        root: folder that reported paths are relative to.
        docs: the documents' folder.
        corpus: what its documents say, all of it.
        report: takes ``id-gone`` and ``ids-line``.
    """
    path = docs / "register" / IDS_NAME
    if not path.exists():
        return
    here, recorded = present(corpus), _recorded(root, path, report)
    new = [key for key in here if key not in recorded]
    for (kind, id_), place in recorded.items():
        if (kind, id_) not in here:
            message = f"this id was given to one of the {kind} and nothing has it; ids are for ever"
            near = nearest(id_, [name for other, name in new if other == kind])
            report(Problem(place=place, code="id-gone", message=message, fragment=id_, suggestion=near))


def record(root: Path, docs: Path, corpus: Corpus) -> int:
    """Add the ids that are not on record yet, and return how many these are.

    Raises:
        OSError: the file cannot be written.
    """
    path = docs / "register" / IDS_NAME
    text = path.read_text(encoding="utf-8") if path.exists() else _HEAD
    known = set(_recorded(root, path, lambda _: None, kept=True)) if path.exists() else set()
    new = [key for key in present(corpus) if key not in known]
    text += "".join(f"{kind} {id_}\n" for kind, id_ in new)
    replace_text(path, text)
    return len(new)


def _recorded(root: Path, path: Path, report: Report, *, kept: bool = False) -> dict[tuple[str, str], Place]:
    """Return the ids on record with their places; those that are gone on purpose only where asked for."""
    name = shown_path(root, path)
    found: dict[tuple[str, str], Place] = {}
    for line, place in _lines(name, read_text(root, path, report) or ""):
        words = line.split(maxsplit=_WORDS)
        if len(words) < _WORDS:
            message = "a line is a kind, an id, and perhaps what became of it"
            report(Problem(place=place, code="ids-line", message=message, fragment=line))
        elif kept or len(words) == _WORDS:
            found[(words[0], words[1])] = place
    return found


def _lines(name: str, text: str) -> Iterator[tuple[str, Place]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip() and not line.startswith("#"):
            yield line, Place(file=name, line=number)
