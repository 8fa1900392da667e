"""Reads what the entries of all files have in common: ids, titles, citations, lists, places."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypedDict, TypeVar

from guidance.model import Address
from guidance.problems import Place, Problem
from guidance.readers.text import Report
from guidance.readers.yaml import Fields, Node, members, read_yaml, report_wrong
from guidance.register.model import Bearing, Bond, Citation, Reach

_TRUTH = ("true", "false")
_BONDS = {str(one): one for one in Bond}

T = TypeVar("T")


class Common(TypedDict):
    """What every titled entry has."""

    id: str
    place: Place
    places: Mapping[str, Place]
    title: Mapping[str, str]


class EntryReader:
    """Reads the entries of one folder's files; a defect in one keeps none of the others from being read."""

    def __init__(
        self, folder: Path, root: Path, texts: Collection[str], languages: Sequence[str], report: Report
    ) -> None:
        """Take where the files are, what they may cite and what they must be written in.

        Args:
            folder: the register's folder.
            root: folder that reported paths are relative to.
            texts: ids of the texts that may be meant where none is named; if it is one, it is.
            languages: tags of the languages that every text is written in.
            report: takes the defects of YAML and fields.
        """
        self._folder = folder
        self._only = next(iter(texts)) if len(texts) == 1 else ""
        self._root = root
        self.languages = languages
        self._report = report
        self.missing: set[str] = set()
        """Names of the files that could not be read."""

    def entries(self, name: str, make: Callable[[Node], T], *, required: bool = True) -> tuple[T, ...]:
        """Return the entries of a file, in its order.

        Args:
            name: stem of the file.
            make: makes an entry from its mapping.
            required: whether a folder without the file is defective.
        """
        if not required and not (self._folder / f"{name}.yml").exists():
            return ()
        node = read_yaml(self._root, self._folder / f"{name}.yml", self._report)
        if node is None or not isinstance(node.value, tuple):
            self.missing.add(name)
        if node is None:
            return ()
        whole: list[T] = []
        for one in members(node, self._report):
            if isinstance(one.value, Mapping):
                whole.append(make(one))
            else:
                report_wrong(one, "a mapping of keys to values", self._report)
        return tuple(whole)

    def fields(self, node: Node, *allowed: str) -> Fields:
        """Return the values of a mapping that may have these keys and no others."""
        return Fields(node, allowed, self._report)

    def common(self, node: Node, fields: Fields) -> Common:
        """Return what every titled entry has."""
        return {
            "id": fields.text("id"),
            "place": node.place,
            "places": places_of(node),
            "title": self._title(fields),
        }

    def _title(self, fields: Fields) -> dict[str, str]:
        """Return a title in the languages it has; validation says which it lacks."""
        node = fields.node("title", required=False)
        if node is None:
            return {}
        inner = Fields(node, self.languages, self._report)
        return {language: inner.text(language, required=False) for language in self.languages}

    def citations(self, fields: Fields, key: str, *, required: bool = False) -> tuple[Citation, ...]:
        """Return the citations under a key; none is a defect only where some are required."""
        node = fields.node(key, required=required)
        if node is None:
            return ()
        if required and not node.value:
            message = f"the key “{key}” has no value"
            self._report(Problem(place=node.place, code="missing-key", message=message))
            return ()
        return tuple(map(self._citation, members(node, self._report)))

    def address(self, written: str) -> Address:
        """Return the segment that ``text:segment``, or ``segment`` where there is one text, names."""
        text, colon, segment = written.rpartition(":")
        return Address(text if colon else self._only, segment)

    def listed(self, fields: Fields, key: str) -> tuple[Node, ...]:
        """Return the members of a list that may be missing."""
        node = fields.node(key, required=False)
        return members(node, self._report) if node else ()

    def _citation(self, node: Node) -> Citation:
        return self.citation(node, self.fields(node, "at", "quote", *self.languages[1:]))

    def bearing_citations(self, fields: Fields, key: str) -> tuple[Citation, ...]:
        """Return the citations under a key, which may bear on words of other texts.

        The words that they bear on are cited, too: what one text says of an act is not told without
        what the other says.
        """
        node = fields.node(key)
        if node is not None and not node.value:
            message = f"the key “{key}” has no value"
            self._report(Problem(place=node.place, code="missing-key", message=message))
        found: list[Citation] = []
        for one in members(node, self._report) if node and node.value else ():
            inner = self.fields(one, "at", "quote", *self.languages[1:], *_BONDS)
            bears = tuple(
                Bearing(bond=bond, on=self._citation(other))
                for name, bond in _BONDS.items()
                if (other := inner.node(name, required=False)) is not None
            )
            found.append(replace(self.citation(one, inner), bears=bears))
        known = {(one.address, one.quote) for one in found}
        for cite in tuple(found):
            for bearing in cite.bears:
                if (bearing.on.address, bearing.on.quote) not in known:
                    known.add((bearing.on.address, bearing.on.quote))
                    found.append(bearing.on)
        return tuple(found)

    def citation(self, node: Node, fields: Fields, *, translated: bool = False) -> Citation:
        """Return the citation that stands in a mapping, perhaps among other values.

        Args:
            node: the mapping.
            fields: its values.
            translated: whether its words must stand there in every translation; they may in any case.
        """
        text, at = self.address(fields.text("at"))
        there = {
            language: fields.text(language)
            for language in self.languages[1:]
            if translated or fields.node(language, required=False) is not None
        }
        return Citation(
            text=text,
            at=at,
            quote=fields.text("quote"),
            place=place_of(node, "at"),
            quote_place=place_of(node, "quote"),
            translations=there,
            translation_places={language: place_of(node, language) for language in there},
        )


def optional(fields: Fields, key: str) -> str:
    """Return a text that may be missing, but not blank: who wrote the key meant something."""
    return fields.text(key, required=fields.node(key, required=False) is not None)


def words(fields: Fields, key: str) -> tuple[str, ...]:
    """Return a list of texts that may be missing, but not blank."""
    node = fields.node(key, required=False)
    if node is not None and node.value == "":
        fields.text(key)
        return ()
    return fields.words(key) if node else ()


def flag(fields: Fields, key: str) -> bool:
    """Return a truth value; false where none is written."""
    present = fields.node(key, required=False) is not None
    return present and fields.choice(key, _TRUTH) == _TRUTH[0]


def place_of(node: Node, key: str) -> Place:
    """Return where the value of a key stands, or its mapping where there is none."""
    found = node.value.get(key) if isinstance(node.value, Mapping) else None
    return found.place if found else node.place


def places_of(node: Node) -> dict[str, Place]:
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
