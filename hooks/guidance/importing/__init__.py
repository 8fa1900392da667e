"""Brings a raw text in: from a file to an edition that can be translated, emended and cited.

Nothing that exists is changed: a text that is brought in is a handful of new files, and taking them away
takes it away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from guidance.corpus import Corpus, load
from guidance.importing.document import Document, Note
from guidance.importing.files import Plan, files_of, in_the_way, take_away, write
from guidance.importing.formats import read_document
from guidance.importing.numbering import read_schemes
from guidance.importing.outline import Outline, outline
from guidance.model import Edition
from guidance.pages import load_pages
from guidance.problems import DefectiveInputError, Place, Problem, nearest
from guidance.readers.text import digest, shown_path
from guidance.readers.texts import KIND
from guidance.readers.yaml import Node, read_yaml
from guidance.script import Standard
from guidance.suspects.habits import read_habits
from guidance.suspects.listing import listed

T = TypeVar("T")

_ID = re.compile(r"[a-z](?:[a-z0-9]|-(?=[a-z0-9])){1,39}")
_OWN_MARKS = re.compile(r"\{(?:~~|\+\+|--|>>|==)|(?:~~|\+\+|--|==)\}|<<\}|\{ #[^}]*\}|\A---\Z")
"""Marks of emendations and ids, and what would end or begin a front matter."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """What is to be brought in, and as what."""

    file: Path
    id: str
    kind: str = ""
    """Its kind, as the interface has a word for it; empty where it is left open."""
    encoding: str = ""
    """Its encoding; empty to have it told apart."""
    today: date
    """Date of the edition."""


def bring_in(root: Path, request: Request) -> Iterator[str]:
    """Write the files of a new text, and yield what was done, one thing on a line.

    Args:
        root: the project's folder, with ``docs``.
        request: what is to be brought in.

    Raises:
        DefectiveInputError: with every defect of the file, the id, the kind and the documents; nothing
            was written.
    """
    docs = root / "docs"
    shown = shown_path(root, request.file.resolve())
    problems: list[Problem] = []
    corpus = _corpus(docs, problems)
    schemes = _read(read_schemes, docs, root, problems) or ()
    _read(read_habits, docs, root, problems)
    document = read_document(request.file, request.encoding, schemes, shown)
    if isinstance(document, Problem):
        problems.append(document)
    elif corpus and _is_there(corpus, request):
        yield f"{shown} was brought in as “{request.id}” before; nothing was done"
        return
    problems += _defects(request, corpus, docs, shown)
    problems += _marks(document, shown) if isinstance(document, Document) else ()
    if problems or corpus is None or isinstance(document, Problem):
        raise DefectiveInputError(problems)
    cut = outline(document, schemes)
    plan = Plan(
        id=request.id,
        kind=request.kind,
        date=request.today.isoformat(),
        suffix=request.file.suffix.lower(),
        raw=request.file.read_bytes(),
        document=document,
        outline=cut,
        standard=_standard(docs),
        after=_last_page(docs, corpus),
    )
    written = write(docs, files_of(plan, corpus))
    try:
        new = load(docs)
        load_pages(docs, new)
    except DefectiveInputError:
        # What the text itself holds may be no text that an edition can hold; then it was never here.
        take_away(written)
        raise
    yield from _told(root, shown, document, cut, written)
    yield from listed(new, docs, request.id)


def _read(read: Callable[[Path, Path], T], docs: Path, root: Path, problems: list[Problem]) -> T | None:
    """Return what documents may have of their own; None after noting why it cannot be read."""
    try:
        return read(docs, root)
    except DefectiveInputError as error:
        problems.extend(error.problems)
        return None


def _corpus(docs: Path, problems: list[Problem]) -> Corpus | None:
    try:
        return load(docs)
    except DefectiveInputError as error:
        problems.extend(error.problems)
        return None


def _is_there(corpus: Corpus, request: Request) -> bool:
    """Whether the very file was brought in under this id before."""
    edition = corpus.editions.get(request.id)
    return edition is not None and digest(request.file) in _hashes(edition)


def _hashes(edition: Edition) -> set[str]:
    original = edition.provenance.original
    return {edition.provenance.sha256, original.sha256 if original else ""}


def _defects(request: Request, corpus: Corpus | None, docs: Path, shown: str) -> Iterator[Problem]:
    place = Place(file=shown)
    if not _ID.fullmatch(request.id):
        message = "an id is two to forty small letters, digits and single hyphens, and begins with a letter"
        near = re.sub(r"[^a-z0-9]+", "-", request.id.lower()).strip("-0123456789")
        yield Problem(place=place, code="id-form", message=message, fragment=request.id, suggestion=near)
        return
    if corpus is None:
        return
    if request.id in corpus.editions:
        taken = corpus.editions[request.id].segments[0].place
        message = "another text has this id"
        yield Problem(place=taken, code="id-in-use", message=message, fragment=request.id)
        return
    yield from in_the_way(docs, request.id, request.file.suffix.lower(), corpus.languages.written)
    kinds = [key.removeprefix(KIND) for key in corpus.words if key.startswith(KIND)]
    if request.kind and request.kind not in kinds:
        message = f"the interface has no word for this kind; these have one: {', '.join(kinds)}"
        near = nearest(request.kind, kinds)
        yield Problem(
            place=place, code="unknown-kind", message=message, fragment=request.kind, suggestion=near
        )


def _standard(docs: Path) -> Standard | None:
    """Return the standard of script of the first text that has one; None where none has."""
    # The corpus could be loaded, so that there is nothing to report here.
    node = read_yaml(docs.parent, docs / "register" / "corpus.yml", list[Problem]().append)
    listed = _inner(node, "editions") if node else None
    for one in listed.value if listed and isinstance(listed.value, tuple) else ():
        script = _inner(one, "script")
        if script:
            marks = _inner(script, "punctuation")
            pairs = marks.value if marks and isinstance(marks.value, Mapping) else {}
            # Phrases to keep belong to one text.
            return Standard(
                down=_text(script, "down"),
                up=_text(script, "up"),
                punctuation={half: str(full.value) for half, full in pairs.items()},
            )
    return None


def _inner(node: Node, key: str) -> Node | None:
    return node.value.get(key) if isinstance(node.value, Mapping) else None


def _text(node: Node, key: str) -> str:
    found = _inner(node, key)
    return found.value if found and isinstance(found.value, str) else ""


def _marks(document: Document, shown: str) -> Iterator[Problem]:
    """Yield lines that an edition's file would take for marks of its own."""
    for line in document.lines:
        found = _OWN_MARKS.search(line.text)
        if found:
            message = "this would be read as a mark of the edition; it cannot stand in a text"
            place = Place(file=shown, line=line.number, column=found.start() + 1)
            yield Problem(place=place, code="mark-in-text", message=message, fragment=found.group())


def _last_page(docs: Path, corpus: Corpus) -> str:
    """Return the page of the last text, behind which a new one goes; empty where none has a page."""
    pages = load_pages(docs, corpus).of("edition")
    return pages[-1].path if pages else ""


def _told(
    root: Path, shown: str, document: Document, cut: Outline, written: tuple[Path, ...]
) -> Iterator[str]:
    sure = f", {document.encoding}, {document.certainty:.0%} sure" if document.encoding else ""
    headings = sum(bool(one.level) for one in cut.pieces)
    yield f"{shown}: {document.format}{sure}; {headings} headings, {len(cut.pieces) - headings} paragraphs"
    yield from (_note(shown, one) for one in (*document.notes, *cut.notes))
    yield "written; to undo it, delete these files:"
    yield from (f"  {shown_path(root, path)}" for path in written)


def _note(shown: str, one: Note) -> str:
    return f"{shown}:{one.number}:1: note: {one.what}" + (f": «{one.text[:60]}»" if one.text else "")
