"""Reads a source's provenance record and holds the source against it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from guidance.model import FrontLine, Original, Provenance
from guidance.problems import Place, Problem
from guidance.readers.text import Report, digest, missing_file, read_text, shown_path
from guidance.readers.yaml import Fields, Node, read_yaml

_KEYS = ("file", "sha256", "original", "first-line", "front", "origin", "unknown")
_ORIGINAL = ("file", "sha256", "format", "encoding", "certainty")


def read_provenance(
    root: Path, docs: Path, record: str, languages: Sequence[str], report: Report
) -> tuple[Provenance, str] | None:
    """Return the record and the text proper, or None where either cannot be read.

    Args:
        root: folder that reported paths are relative to.
        docs: folder of the documents.
        record: the record's path below ``docs``; the source stands in the same folder.
        languages: languages of its prose.
        report: takes ``source-changed`` when the bytes of the source, or of the file that it was taken
            from, are not those on record.
    """
    path = docs / record
    node = read_yaml(root, path, report)
    if node is None:
        return None
    fields = Fields(node, _KEYS, report)
    name = fields.path("file")
    file = path.parent / name
    if name and not file.exists() and not file.is_symlink():
        report(missing_file(node.at("file"), name, (one.name for one in path.parent.iterdir())))
        return None
    text = read_text(root, file, report, verbatim=True) if name else None
    if text is None:
        return None
    lines = text.split("\n")
    first = fields.number("first-line", len(lines))
    front = tuple(
        _front_line(one, Fields(one, ("line", "role"), report), lines) for one in fields.members("front")
    )
    provenance = Provenance(
        file=shown_path(docs, file),
        sha256=fields.text("sha256"),
        original=_original(fields, docs, path.parent, report),
        first_line=first,
        front=front,
        origin=fields.texts("origin", languages),
        unknown=tuple(_texts(one, languages, report) for one in fields.members("unknown")),
    )
    _check(root, file, provenance.sha256, report)
    if provenance.original:
        _check(root, docs / provenance.original.file, provenance.original.sha256, report)
    if not first:
        return None
    return provenance, "\n".join(lines[first - 1 :])


def _original(fields: Fields, docs: Path, folder: Path, report: Report) -> Original | None:
    node = fields.node("original", required=False)
    if node is None:
        return None
    inner = Fields(node, _ORIGINAL, report)
    return Original(
        file=shown_path(docs, folder / inner.path("file")),
        sha256=inner.text("sha256"),
        format=inner.text("format"),
        encoding=inner.text("encoding", required=False),
        certainty=inner.text("certainty", required=False),
    )


def _check(root: Path, file: Path, recorded: str, report: Report) -> None:
    """Report a file that is not the one on record."""
    place = Place(file=shown_path(root, file))
    try:
        found = digest(file)
    except OSError:
        report(Problem(place=place, code="missing-file", message="this file cannot be read"))
        return
    if found != recorded:
        message = "the source is not the one on record: its SHA-256 differs; sources are never edited"
        report(
            Problem(place=place, code="source-changed", message=message, fragment=found, suggestion=recorded)
        )


def _texts(node: Node, languages: Sequence[str], report: Report) -> dict[str, str]:
    fields = Fields(node, languages, report)
    return {language: fields.text(language) for language in languages}


def _front_line(node: Node, fields: Fields, lines: Sequence[str]) -> FrontLine:
    number = fields.number("line", len(lines))
    text = lines[number - 1] if number else ""
    return FrontLine(line=number, role=fields.text("role"), text=text, place=node.at("role"))
