"""Reads the register's files into values; whether the values fit together is another module's matter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict, TypeVar

from guidance.problems import Place, Problem
from guidance.readers.text import Report
from guidance.readers.yaml import Fields, Node, members, read_yaml, report_wrong
from guidance.register.model import (
    Actor,
    Audience,
    Citation,
    Document,
    Exclusion,
    Gone,
    MemberGroup,
    Modality,
    Obligation,
    Phase,
    Procedure,
    Reach,
    Register,
    Tombstone,
    Unit,
    Waiver,
)

_FOLDER = "register"
_ITEM_KEYS = (
    "id",
    "title",
    "detail",
    "units",
    "actor",
    "members",
    "phase",
    "modality",
    "cites",
    "procedure",
    "after",
    "see",
)
_TOMBSTONE_KEYS = ("id", "gone", "into", "reason")
_TRUTH = ("true", "false")
_MODALITIES = {str(one): one for one in Modality}
_GONE = {str(one): one for one in Gone}

T = TypeVar("T")


class _Common(TypedDict):
    """What every titled entry has."""

    id: str
    place: Place
    places: Mapping[str, Place]
    title: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What was read, and what could not be."""

    register: Register
    missing: frozenset[str]
    """Fields of the register whose file could not be read; nothing can be said about their ids."""


def read_files(docs: Path, root: Path, languages: Sequence[str], report: Report) -> Reading:
    """Return the values of all files of a register.

    Args:
        docs: the folder with ``register``.
        root: folder that reported paths are relative to.
        languages: tags of the languages that every text is written in.
        report: takes the defects of YAML and fields.
    """
    return _Reader(docs / _FOLDER, root, languages, report).read()


class _Reader:
    """Reads file by file; a defect in one keeps none of the others from being read."""

    def __init__(self, folder: Path, root: Path, languages: Sequence[str], report: Report) -> None:
        self._folder = folder
        self._root = root
        self._languages = languages
        self._report = report
        self._missing: set[str] = set()

    def read(self) -> Reading:
        items = self._entries("obligations", self._item)
        register = Register(
            units=self._entries("units", self._unit),
            actors=self._entries("actors", self._actor),
            members=self._entries("members", self._group),
            phases=self._entries("phases", self._phase),
            procedures=self._entries("procedures", self._procedure),
            documents=self._entries("documents", self._document),
            obligations=tuple(one for one in items if isinstance(one, Obligation)),
            tombstones=tuple(one for one in items if isinstance(one, Tombstone)),
            waivers=self._entries("waivers", self._waiver),
        )
        return Reading(register=register, missing=frozenset(self._missing))

    def _entries(self, name: str, make: Callable[[Node], T]) -> tuple[T, ...]:
        node = read_yaml(self._root, self._folder / f"{name}.yml", self._report)
        if node is None or not isinstance(node.value, tuple):
            self._missing.add(name)
        if node is None:
            return ()
        whole: list[T] = []
        for one in members(node, self._report):
            if isinstance(one.value, Mapping):
                whole.append(make(one))
            else:
                report_wrong(one, "a mapping of keys to values", self._report)
        return tuple(whole)

    def _fields(self, node: Node, *allowed: str) -> Fields:
        return Fields(node, allowed, self._report)

    def _common(self, node: Node, fields: Fields) -> _Common:
        return {
            "id": fields.text("id"),
            "place": node.place,
            "places": _places(node),
            "title": self._title(fields),
        }

    def _title(self, fields: Fields) -> dict[str, str]:
        """Return a title in the languages it has; validation says which it lacks."""
        node = fields.node("title", required=False)
        if node is None:
            return {}
        inner = Fields(node, self._languages, self._report)
        return {language: inner.text(language, required=False) for language in self._languages}

    def _unit(self, node: Node) -> Unit:
        fields = self._fields(node, "id", "title", "extends", "base", "scope", "note", "without")
        return Unit(
            **self._common(node, fields),
            extends=_optional(fields, "extends"),
            base=_flag(fields, "base"),
            scope=self._citations(fields, "scope"),
            note=fields.texts("note", self._languages, required=False),
            without=tuple(map(self._exclusion, _listed(fields, "without", self._report))),
        )

    def _exclusion(self, node: Node) -> Exclusion:
        fields = self._fields(node, "item", "reason")
        return Exclusion(
            item=fields.text("item"),
            reason=fields.texts("reason", self._languages),
            place=_place(node, "item"),
        )

    def _actor(self, node: Node) -> Actor:
        return Actor(**self._common(node, self._fields(node, "id", "title")))

    def _procedure(self, node: Node) -> Procedure:
        return Procedure(**self._common(node, self._fields(node, "id", "title")))

    def _group(self, node: Node) -> MemberGroup:
        fields = self._fields(node, "id", "title", "cites")
        return MemberGroup(
            **self._common(node, fields), cites=self._citations(fields, "cites", required=True)
        )

    def _phase(self, node: Node) -> Phase:
        fields = self._fields(node, "id", "title", "ours", "window")
        return Phase(
            **self._common(node, fields),
            ours=_flag(fields, "ours"),
            window=self._citations(fields, "window"),
        )

    def _document(self, node: Node) -> Document:
        fields = self._fields(node, "id", "title", "said", "cites")
        return Document(
            **self._common(node, fields),
            said=fields.texts("said", self._languages),
            cites=self._citations(fields, "cites", required=True),
        )

    def _item(self, node: Node) -> Obligation | Tombstone:
        if isinstance(node.value, Mapping) and "gone" in node.value:
            return self._tombstone(node)
        fields = self._fields(node, *_ITEM_KEYS)
        modality = fields.choice("modality", tuple(_MODALITIES))
        return Obligation(
            **self._common(node, fields),
            detail=fields.texts("detail", self._languages, required=False),
            units=self._audience(fields),
            actor=fields.text("actor"),
            members=_words(fields, "members"),
            phase=fields.text("phase"),
            modality=_MODALITIES.get(modality, Modality.DEFINES),
            cites=self._citations(fields, "cites", required=True),
            procedure=_optional(fields, "procedure"),
            after=_words(fields, "after"),
            see=_words(fields, "see"),
        )

    def _tombstone(self, node: Node) -> Tombstone:
        fields = self._fields(node, *_TOMBSTONE_KEYS)
        gone = fields.choice("gone", tuple(_GONE))
        if gone in (Gone.MERGED, Gone.SPLIT):
            fields.node("into")
        return Tombstone(
            id=fields.text("id"),
            place=node.place,
            places=_places(node),
            gone=_GONE.get(gone, Gone.RETIRED),
            into=_words(fields, "into"),
            reason=fields.texts("reason", self._languages),
        )

    def _waiver(self, node: Node) -> Waiver:
        fields = self._fields(node, "at", "sentence", "reason")
        return Waiver(
            at=fields.text("at"),
            sentence=fields.text("sentence"),
            reason=fields.texts("reason", self._languages),
            place=_place(node, "at"),
            sentence_place=_place(node, "sentence"),
        )

    def _audience(self, fields: Fields) -> Audience:
        node = fields.node("units")
        if node is None:
            return Audience(reach=Reach.ONLY)
        if node.value == Reach.ALL:
            return Audience(reach=Reach.ALL)
        if isinstance(node.value, Mapping):
            inner = self._fields(node, Reach.BUT)
            inner.node(Reach.BUT)
            return Audience(reach=Reach.BUT, ids=inner.words(Reach.BUT))
        if node.value == "":
            fields.text("units")
            return Audience(reach=Reach.ONLY)
        return Audience(reach=Reach.ONLY, ids=fields.words("units"))

    def _citations(self, fields: Fields, key: str, *, required: bool = False) -> tuple[Citation, ...]:
        node = fields.node(key, required=required)
        if node is None:
            return ()
        if required and not node.value:
            message = f"the key “{key}” has no value"
            self._report(Problem(place=node.place, code="missing-key", message=message))
            return ()
        return tuple(map(self._citation, members(node, self._report)))

    def _citation(self, node: Node) -> Citation:
        fields = self._fields(node, "at", "quote")
        return Citation(
            at=fields.text("at"),
            quote=fields.text("quote"),
            place=_place(node, "at"),
            quote_place=_place(node, "quote"),
        )


def _optional(fields: Fields, key: str) -> str:
    """Return a text that may be missing, but not blank: who wrote the key meant something."""
    return fields.text(key, required=fields.node(key, required=False) is not None)


def _words(fields: Fields, key: str) -> tuple[str, ...]:
    """Return a list of texts that may be missing, but not blank."""
    node = fields.node(key, required=False)
    if node is not None and node.value == "":
        fields.text(key)
        return ()
    return fields.words(key) if node else ()


def _flag(fields: Fields, key: str) -> bool:
    present = fields.node(key, required=False) is not None
    return present and fields.choice(key, _TRUTH) == _TRUTH[0]


def _listed(fields: Fields, key: str, report: Report) -> tuple[Node, ...]:
    node = fields.node(key, required=False)
    return members(node, report) if node else ()


def _place(node: Node, key: str) -> Place:
    """Return where the value of a key stands, or its mapping where there is none."""
    found = node.value.get(key) if isinstance(node.value, Mapping) else None
    return found.place if found else node.place


def _places(node: Node) -> dict[str, Place]:
    """Return where the values of a mapping and the members of its lists stand."""
    places: dict[str, Place] = {}
    if isinstance(node.value, Mapping):
        for key, value in node.value.items():
            places[key] = value.place
            if isinstance(value.value, str):
                continue
            # “all but” is a list one level down; its members count as the key's own.
            inner = value.value.get(Reach.BUT) if isinstance(value.value, Mapping) else value
            if inner and isinstance(inner.value, tuple):
                places.update((f"{key}/{index}", one.place) for index, one in enumerate(inner.value))
    return places
