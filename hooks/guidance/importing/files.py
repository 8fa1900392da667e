"""The files of a text that is brought in: what stands in each, and writing all of them or none."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import yaml

from guidance.corpus import Corpus
from guidance.importing.document import Document
from guidance.importing.outline import Outline, Piece
from guidance.problems import Place, Problem
from guidance.readers.text import shown_path
from guidance.readers.texts import KIND
from guidance.script import Standard

FOLDER = "texts"
"""Folder of the pages and of the entries of texts that were brought in."""
_PAGES = (".html", ".htm")
_BESIDE = ("-apparatus", "-provenance")
"""What the names of the pages beside the text's own end with."""
_APPARATUS, _PROVENANCE, _UNRECORDED = "page-apparatus", "page-provenance", "source-unrecorded"
"""Keys of the interface's words: titles of the pages, and what stands for the origin till it is known."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """All that the files are made from."""

    id: str
    kind: str
    date: str
    suffix: str
    """Ending of the original's name, with its dot."""
    raw: bytes
    """The original."""
    document: Document
    outline: Outline
    standard: Standard | None
    """The standard of script of the site's texts; None where they have none."""
    after: str
    """Page behind which the new ones stand in the menu; empty for the end."""

    @property
    def title(self) -> str:
        """Its title in the script and marks of the site; its id where none was recognised."""
        standard = self.standard or Standard()
        return standard.convert(self.outline.title) or self.id

    @property
    def text(self) -> bytes:
        """The text as the edition is held against it."""
        return f"{self.document.text}\n".encode()

    @property
    def is_bare(self) -> bool:
        """Whether the original is that very text, so that no second file is needed."""
        return self.raw == self.text

    @property
    def original(self) -> str:
        """Name of the original in the folder of the sources."""
        return _original(self.id, self.suffix)


def files_of(plan: Plan, corpus: Corpus) -> dict[str, bytes]:
    """Return the files of a text, by path below the documents' folder.

    Args:
        plan: what they are made from.
        corpus: what is there already.
    """
    found = {f"sources/{plan.id}.txt": plan.text}
    if not plan.is_bare:
        found[f"sources/{plan.original}"] = plan.raw
    found[f"sources/{plan.id}.yml"] = _provenance(plan, corpus).encode()
    found[f"register/{FOLDER}/{plan.id}.yml"] = _entry(plan, corpus).encode()
    for tag in corpus.languages.written:
        name = f"{tag}/{FOLDER}/{plan.id}"
        found[f"{name}.md"] = _edition(plan, corpus, tag).encode()
        found[f"{name}-apparatus.md"] = _page(
            plan, corpus, tag, "apparatus", _APPARATUS, "emendations"
        ).encode()
        found[f"{name}-provenance.md"] = _page(
            plan, corpus, tag, "provenance", _PROVENANCE, "source"
        ).encode()
    return found


def in_the_way(docs: Path, id_: str, suffix: str, languages: Iterable[str]) -> Iterator[Problem]:
    """Yield what stands where a text's files would, each as ``file-in-the-way``.

    Args:
        docs: the documents' folder.
        id_: id of the text.
        suffix: ending of the original's name.
        languages: those that have files of their own.
    """
    names = [f"sources/{id_}.txt", f"sources/{_original(id_, suffix)}", f"sources/{id_}.yml"]
    names.append(f"register/{FOLDER}/{id_}.yml")
    names += [f"{tag}/{FOLDER}/{id_}{end}.md" for tag in languages for end in ("", *_BESIDE)]
    message = "a file is here already, and nothing that exists is changed"
    for name in names:
        if (docs / name).exists():
            place = Place(file=shown_path(docs.parent, docs / name))
            yield Problem(place=place, code="file-in-the-way", message=message)


def write(docs: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files that are not there yet, all or none, and return their paths.

    Args:
        docs: the documents' folder.
        files: path below it to content.

    Raises:
        OSError: one cannot be written; those before it were taken away again.
    """
    written: list[Path] = []
    try:
        for name, content in files.items():
            path = docs / name
            path.parent.mkdir(parents=True, exist_ok=True)
            written.append(path)
            with path.open("xb") as file:
                file.write(content)
    except OSError as error:
        # One that was there all the same is not ours to take away.
        take_away(written[:-1] if isinstance(error, FileExistsError) else written)
        raise
    return tuple(written)


def take_away(written: Iterable[Path]) -> None:
    """Delete files that were just written, and the folders that are empty without them."""
    for path in written:
        path.unlink(missing_ok=True)
        with suppress(OSError):
            path.parent.rmdir()


def _original(id_: str, suffix: str) -> str:
    # A foreign page would be taken for one of the site.
    return f"{id_}.original{suffix}{'.txt' if suffix in _PAGES else ''}"


def _yaml(values: Mapping[str, object]) -> str:
    text: str = yaml.safe_dump(dict(values), allow_unicode=True, sort_keys=False, width=10_000)
    return text


def _provenance(plan: Plan, corpus: Corpus) -> str:
    values: dict[str, object] = {"file": f"{plan.id}.txt", "sha256": _hash(plan.text)}
    if not plan.is_bare:
        values["original"] = {
            "file": plan.original,
            "sha256": _hash(plan.raw),
            "format": plan.document.format,
            **(
                {"encoding": plan.document.encoding, "certainty": f"{plan.document.certainty:.2f}"}
                if plan.document.encoding
                else {}
            ),
        }
    values |= {
        "first-line": 1,
        "front": [],
        "origin": {tag: _word(corpus, _UNRECORDED, tag) for tag in corpus.languages.written},
        "unknown": [],
    }
    head = (
        "# Where the source comes from, as far as it is known: write it under origin, and under\n"
        "# unknown what is not known of it. Lines that a portal put before the text go under front,\n"
        "# with first-line behind them.\n"
        "# The files named here are never edited.\n"
    )
    return head + _yaml(values)


def _entry(plan: Plan, corpus: Corpus) -> str:
    original = corpus.languages.original
    values: dict[str, object] = {"id": plan.id}
    if plan.kind:
        values["kind"] = plan.kind
    values |= {
        "title": {original: plan.title},
        "date": plan.date,
        "draft": True,
        "text": f"{FOLDER}/{plan.id}.md",
        "provenance": f"sources/{plan.id}.yml",
    }
    if plan.standard:
        values["script"] = {
            "down": plan.standard.down,
            "up": plan.standard.up,
            "punctuation": dict(plan.standard.punctuation),
        }
    head = (
        "# A text that was brought in. While it is a draft, paragraphs without a translation and\n"
        "# sentences that no item takes up are counted, not refused. Take the line out when both are\n"
        "# done, and give the title in all languages. May be added: issuer, issued, short, relations.\n"
    )
    return head + _yaml(values)


def _edition(plan: Plan, corpus: Corpus, tag: str) -> str:
    values = {"title": _title(plan, corpus, tag), "view": "edition", "edition": plan.id}
    if plan.after:
        values["after"] = plan.after
    own = tag == corpus.languages.original
    return _front(values) + "".join(_blocks(plan.outline.pieces, own=own))


def _blocks(pieces: tuple[Piece, ...], *, own: bool) -> Iterator[str]:
    """Yield the blocks of an edition's file: with the text, or with the ids alone."""
    for one in pieces:
        text = one.text if own else ""
        classes = " .run-on" if one.run_on and own else ""
        if one.level and own:
            yield f"\n{'#' * one.level} {text} {{ #{one.id}{classes} }}\n"
        elif own:
            yield f"\n{text}\n{{ #{one.id}{classes} }}\n"
        else:
            yield f"\n{{ #{one.id} }}\n"


def _page(plan: Plan, corpus: Corpus, tag: str, view: str, word: str, anchor: str) -> str:  # noqa: PLR0913, PLR0917 -- a page has so many parts
    title = f"{_title(plan, corpus, tag)}: {_word(corpus, word, tag)}"
    after = f"{FOLDER}/{plan.id}.md" if view == "apparatus" else f"{FOLDER}/{plan.id}-apparatus.md"
    values = {"title": title, "view": view, "edition": plan.id, "after": after}
    return f"{_front(values)}\n# {title} {{ #{anchor} }}\n"


def _front(values: Mapping[str, object]) -> str:
    return f"---\n{_yaml(values)}---\n"


def _title(plan: Plan, corpus: Corpus, tag: str) -> str:
    """Return what a text is called till it is translated: by its own title, elsewhere by its kind."""
    kind = corpus.labels(tag).get(f"{KIND}{plan.kind}", "")
    own = plan.title
    return own if tag == corpus.languages.original or not kind else kind[:1].upper() + kind[1:]


def _word(corpus: Corpus, key: str, tag: str) -> str:
    return corpus.labels(tag)[key]


def _hash(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
