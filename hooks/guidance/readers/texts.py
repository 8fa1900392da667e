"""Reads the texts that ``corpus.yml`` lists: what is said of each as a whole, and its files."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from guidance.languages import Languages
from guidance.model import Edition, Relation, RelationKind, Witness
from guidance.problems import Place, Problem, nearest
from guidance.readers.edition import About, EditionFiles, read_edition
from guidance.readers.provenance import read_provenance
from guidance.readers.text import Report, missing_file
from guidance.readers.yaml import Fields, Node, report_wrong
from guidance.script import CONFIGURATIONS, Standard

KIND = "text-"
"""What the keys of the interface's words for kinds of text begin with."""
_KEYS = (
    "id",
    "title",
    "short",
    "kind",
    "issuer",
    "issued",
    "date",
    "draft",
    "text",
    "translations",
    "provenance",
    "witnesses",
    "relations",
    "script",
)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TRUTH = ("true", "false")
_RELATIONS = tuple(RelationKind)


class TextsReader:
    """Reads text after text; a defect in one keeps none of the others from being read."""

    def __init__(
        self, root: Path, docs: Path, languages: Languages, words: Collection[str] | None, report: Report
    ) -> None:
        """Take where the texts stand and what they may be.

        Args:
            root: folder that reported paths are relative to.
            docs: folder of the documents.
            languages: the languages of the site.
            words: keys of the interface's words; None where some could not be read.
            report: takes every defect of the entries, the texts and their translations.
        """
        self._root = root
        self._docs = docs
        self._languages = languages
        self._words = words
        self._report = report

    def read(self, listed: Sequence[Node], taken_up: Collection[str], bare: str = "") -> dict[str, Edition]:
        """Return the texts that can be read, by id, in their order.

        Args:
            listed: an entry for each text.
            taken_up: ids of the texts whose every sentence the register takes up.
            bare: id of the text whose paragraphs are written without its name; empty where there is none.
        """
        editions: dict[str, Edition] = {}
        emended: dict[str, Place] = {}
        for node in listed:
            edition = self._edition(node, taken_up, bare)
            if edition and edition.id in editions:
                message = "another edition has this id"
                problem = Problem(place=node.place, code="id-twice", message=message, fragment=edition.id)
                self._report(problem)
            elif edition:
                editions[edition.id] = edition
                self._emended(edition, emended)
        return editions

    def _emended(self, edition: Edition, seen: dict[str, Place]) -> None:
        """Report ids of emendations that another text has, too, as ``emendation-twice``."""
        own = {one.id: one.place for _, one in edition.emendations}
        for name, place in own.items():
            if name in seen:
                message = f"this emendation id stands twice, first in {seen[name]}"
                self._report(Problem(place=place, code="emendation-twice", message=message, fragment=name))
        for name, place in own.items():
            seen.setdefault(name, place)

    def _edition(self, node: Node, taken_up: Collection[str], bare: str) -> Edition | None:
        fields = Fields(node, _KEYS, self._report)
        script = fields.node("script", required=False)
        standard = self._standard(script) if script else Standard()
        about = self._about(node, fields, taken_up, bare)
        name, record = fields.path("text"), fields.path("provenance")
        written = self._languages.written
        tree = self._docs / self._languages.original
        there = [self._there(node, "text", tree, name), self._there(node, "provenance", self._docs, record)]
        if not all(there):
            return None
        recorded = read_provenance(self._root, self._docs, record, written, self._report) if record else None
        if standard is None or recorded is None or not name:
            return None
        provenance, source = recorded
        for line in provenance.front:
            if self._words is not None and line.role not in self._words:
                message = "the interface has no word for this role; give it one"
                near = nearest(line.role, list(self._words))
                self._report(
                    Problem(
                        place=line.place,
                        code="unknown-word",
                        message=message,
                        fragment=line.role,
                        suggestion=near,
                    )
                )
        files = EditionFiles(
            about=about,
            original=self._languages.original,
            text=self._docs / self._languages.original / name,
            translations={tag: self._docs / tag / name for tag in self._translations(fields)},
            standard=standard,
            provenance=provenance,
            languages=written,
        )
        return read_edition(self._root, files, source, self._report)

    def _there(self, node: Node, key: str, folder: Path, name: str) -> bool:
        """Whether a file that a key names is there; told where it is named, as the slip may be there."""
        path = folder / name
        if not name or path.exists() or path.is_symlink():
            return True
        known = (one.relative_to(folder).as_posix() for one in folder.rglob(f"*{path.suffix}"))
        self._report(missing_file(node.at(key), name, known))
        return False

    def _about(self, node: Node, fields: Fields, taken_up: Collection[str], bare: str) -> About:
        id_ = fields.text("id")
        if id_ and not _ID.fullmatch(id_):
            message = "an id is made of a-z, 0-9 and single hyphens"
            place = node.at("id")
            self._report(Problem(place=place, code="id-form", message=message, fragment=id_))
        draft = fields.node("draft", required=False) is not None and fields.choice("draft", _TRUTH) == "true"
        return About(
            id=id_,
            title=self._title(fields, draft=draft),
            short=fields.texts("short", self._languages.written, required=False),
            kind=self._kind(fields),
            issuer=fields.texts("issuer", self._languages.written, required=False),
            issued=self._issued(fields),
            date=self._date(fields),
            draft=draft,
            bare=bool(bare) and id_ == bare,
            taken_up=id_ in taken_up,
            relations=tuple(self._relations(fields)),
            witnesses=tuple(self._witnesses(fields)),
            place=node.place,
        )

    def _title(self, fields: Fields, *, draft: bool) -> dict[str, str]:
        """Return the title; that of a draft stands in its own language where it has none in another."""
        if not draft:
            return fields.texts("title", self._languages.written)
        node = fields.node("title")
        if node is None:
            return {}
        inner = Fields(node, self._languages.written, self._report)
        own = inner.text(self._languages.original)
        return {tag: inner.text(tag, required=False) or own for tag in self._languages.written}

    def _kind(self, fields: Fields) -> str:
        node = fields.node("kind", required=False)
        kind = fields.text("kind") if node else ""
        if node and kind and self._words is not None and KIND + kind not in self._words:
            known = [one.removeprefix(KIND) for one in self._words if one.startswith(KIND)]
            message = f"the interface has no word for this kind; give it one, as “{KIND}{kind}”"
            near = nearest(kind, known)
            self._report(
                Problem(
                    place=node.place, code="unknown-word", message=message, fragment=kind, suggestion=near
                )
            )
        return kind

    def _translations(self, fields: Fields) -> tuple[str, ...]:
        """Return the languages that a text is translated into: those it names, or all of the site."""
        node = fields.node("translations", required=False)
        if node is None:
            return self._languages.translations
        found = []
        for tag in fields.words("translations"):
            if tag in self._languages.translations:
                found.append(tag)
                continue
            message = f"the site is translated into none but: {', '.join(self._languages.translations)}"
            self._report(Problem(place=node.place, code="unknown-language", message=message, fragment=tag))
        return tuple(found)

    def _relations(self, fields: Fields) -> Iterator[Relation]:
        node = fields.node("relations", required=False)
        for one in fields.members("relations") if node else ():
            inner = Fields(one, ("is", "of"), self._report)
            kind, of = inner.choice("is", _RELATIONS), inner.text("of")
            if kind in _RELATIONS and of:
                yield Relation(kind=RelationKind(kind), of=of, place=one.at("of"))

    def _witnesses(self, fields: Fields) -> Iterator[Witness]:
        node = fields.node("witnesses", required=False)
        for one in fields.members("witnesses") if node else ():
            inner = Fields(one, ("id", "title", "provenance"), self._report)
            name, record = inner.text("id"), inner.path("provenance")
            title = inner.texts("title", self._languages.written)
            read = (
                read_provenance(self._root, self._docs, record, self._languages.written, self._report)
                if record
                else None
            )
            if name and read:
                provenance, text = read
                yield Witness(id=name, title=title, provenance=provenance, text=text)

    def _date(self, fields: Fields) -> str:
        text, node = fields.text("date"), fields.node("date", required=False)
        if node and text and not _is_date(text):
            report_wrong(node, "a date, year-month-day, as in 2026-01-31", self._report)
        return text

    def _issued(self, fields: Fields) -> str:
        text, node = fields.text("issued", required=False), fields.node("issued", required=False)
        # A month stands for its first day, a year for its first month, where only the form is asked.
        if node and not any(_is_date(text + rest) for rest in ("", "-01", "-01-01")):
            report_wrong(node, "a date, as in 2026-01-31, 2026-01 or 2026", self._report)
        return text

    def _standard(self, node: Node) -> Standard | None:
        fields = Fields(node, ("down", "up", "keep", "punctuation"), self._report)
        down, up = fields.choice("down", CONFIGURATIONS), fields.choice("up", CONFIGURATIONS)
        keep, punctuation = fields.words("keep"), self._punctuation(fields)
        # A text read by half a standard would not have the words that the register quotes.
        if down not in CONFIGURATIONS or up not in CONFIGURATIONS or punctuation is None:
            return None
        return Standard(down=down, up=up, keep=keep, punctuation=punctuation)

    def _punctuation(self, fields: Fields) -> dict[str, str] | None:
        node = fields.node("punctuation", required=False)
        if node is None:
            return {}
        if not isinstance(node.value, Mapping):
            report_wrong(node, "a mapping of keys to values", self._report)
            return None
        pairs: dict[str, str] = {}
        for half, full in node.value.items():
            # Longer ones would move every mark behind them.
            if len(half) == 1 and isinstance(full.value, str) and len(full.value) == 1:
                pairs[half] = full.value
            else:
                report_wrong(full, "one character for one character", self._report)
        return pairs if len(pairs) == len(node.value) else None


def id_of(node: Node) -> str:
    """Return the id that a text's entry has; empty where it has none."""
    found = node.value.get("id") if isinstance(node.value, Mapping) else None
    return found.value if found and isinstance(found.value, str) else ""


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
