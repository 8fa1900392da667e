"""Reads the register's files into values; whether the values fit together is another module's matter."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from guidance.problems import Problem, nearest
from guidance.readers.text import Report
from guidance.readers.yaml import Fields, Node
from guidance.register.entries import EntryReader, flag, optional, place_of, places_of, words
from guidance.register.model import (
    Actor,
    Audience,
    Body,
    Document,
    Exclusion,
    Extent,
    Gone,
    Idea,
    Lasts,
    MemberGroup,
    Modality,
    Obligation,
    Period,
    Phase,
    Procedure,
    Reach,
    Register,
    Result,
    Role,
    Task,
    Tie,
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
    "role",
    "bounds",
    "cites",
    "procedure",
    "after",
    "see",
)
_TOMBSTONE_KEYS = ("id", "gone", "into", "reason")
_MAY_BE_LEFT_OUT = ("actors", "members", "phases", "procedures")
"""Files that need not be there as long as nothing names an entry of theirs."""
_END_OF_PICTURE = 100
_LONGEST = 1000
"""Months or days that a period may last."""
_SPANS = ("months", "days")
_MODALITIES = {str(one): one for one in Modality}
_EXTENTS = tuple(str(one) for one in Extent if one is not Extent.SENTENCE)
_ROLES = {str(one): one for one in Role}
_USUAL_ROLES = {Modality.MUST_NOT: Role.LIMIT, Modality.DEFINES: Role.FACT}
"""What an item is to the work where nobody says so; an act where it asks for something."""
_GONE = {str(one): one for one in Gone}


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What was read, and what could not be."""

    register: Register
    missing: frozenset[str]
    """Fields of the register whose file could not be read; nothing can be said about their ids."""


def read_files(
    docs: Path, root: Path, texts: Collection[str], languages: Sequence[str], report: Report
) -> Reading:
    """Return the values of all files of a register.

    Args:
        docs: the folder with ``register``.
        root: folder that reported paths are relative to.
        texts: ids of the texts that it may cite.
        languages: tags of the languages that every text is written in.
        report: takes the defects of YAML and fields.
    """
    return _Reader(docs / _FOLDER, root, texts, languages, report).read()


class _Reader(EntryReader):
    """Reads file by file; a defect in one keeps none of the others from being read."""

    def read(self) -> Reading:
        items = self.entries("obligations", self._item)
        obligations = tuple(one for one in items if isinstance(one, Obligation))
        listed = self.entries("tasks", self._task, required=False)
        tasks = tuple(one for one in listed if isinstance(one, Task))
        due = {kind for kind in _MAY_BE_LEFT_OUT if _named(obligations, tasks, kind)}
        register = Register(
            units=self.entries("units", self._unit),
            actors=self.entries("actors", self._actor, required="actors" in due),
            members=self.entries("members", self._group, required="members" in due),
            phases=self.entries("phases", self._phase, required="phases" in due),
            procedures=self.entries("procedures", self._procedure, required="procedures" in due),
            documents=self.entries("documents", self._document, required=False),
            obligations=obligations,
            tasks=tasks,
            tombstones=tuple(one for one in items if isinstance(one, Tombstone)),
            task_tombstones=tuple(one for one in listed if isinstance(one, Tombstone)),
            waivers=self.entries("waivers", self._waiver, required=False),
            periods=self.entries("times", self._period, required=False),
            bodies=self.entries("bodies", self._body, required=False),
            ideas=self.entries("ideas", self._idea, required=False),
        )
        return Reading(register=register, missing=frozenset(self.missing))

    def _unit(self, node: Node) -> Unit:
        fields = self.fields(
            node, "id", "title", "short", "extends", "base", "collects", "scope", "note", "without"
        )
        return Unit(
            **self.common(node, fields),
            short=fields.texts("short", self.languages, required=False),
            extends=optional(fields, "extends"),
            base=flag(fields, "base"),
            collects=flag(fields, "collects"),
            scope=self.citations(fields, "scope"),
            note=fields.texts("note", self.languages, required=False),
            without=tuple(map(self._exclusion, self.listed(fields, "without"))),
        )

    def _exclusion(self, node: Node) -> Exclusion:
        fields = self.fields(node, "item", "reason")
        return Exclusion(
            item=fields.text("item"),
            reason=fields.texts("reason", self.languages),
            place=place_of(node, "item"),
        )

    def _actor(self, node: Node) -> Actor:
        fields = self.fields(node, "id", "title", "short", "open")
        return Actor(
            **self.common(node, fields),
            short=fields.texts("short", self.languages, required=False),
            open=flag(fields, "open"),
        )

    def _procedure(self, node: Node) -> Procedure:
        return Procedure(**self.common(node, self.fields(node, "id", "title")))

    def _group(self, node: Node) -> MemberGroup:
        fields = self.fields(node, "id", "title", "cites")
        return MemberGroup(**self.common(node, fields), cites=self.citations(fields, "cites", required=True))

    def _phase(self, node: Node) -> Phase:
        fields = self.fields(node, "id", "title", "ours", "window")
        return Phase(
            **self.common(node, fields),
            ours=flag(fields, "ours"),
            window=self.citations(fields, "window"),
        )

    def _document(self, node: Node) -> Document:
        fields = self.fields(node, "id", "title", "held", "said", "cites")
        return Document(
            **self.common(node, fields),
            held=optional(fields, "held"),
            said=fields.texts("said", self.languages),
            cites=self.citations(fields, "cites", required=True),
        )

    def _item(self, node: Node) -> Obligation | Tombstone:
        if isinstance(node.value, Mapping) and "gone" in node.value:
            return self._tombstone(node)
        fields = self.fields(node, *_ITEM_KEYS)
        modality = fields.choice("modality", tuple(_MODALITIES))
        return Obligation(
            **self.common(node, fields),
            detail=fields.texts("detail", self.languages, required=False),
            units=audience(fields, self.fields),
            actor=optional(fields, "actor"),
            members=words(fields, "members"),
            phase=optional(fields, "phase"),
            modality=_MODALITIES.get(modality, Modality.DEFINES),
            role=_role(fields, modality),
            bounds=words(fields, "bounds"),
            cites=self.bearing_citations(fields, "cites"),
            procedure=optional(fields, "procedure"),
            after=words(fields, "after"),
            see=words(fields, "see"),
        )

    def _task(self, node: Node) -> Task | Tombstone:
        if isinstance(node.value, Mapping) and "gone" in node.value:
            return self._tombstone(node)
        fields = self.fields(node, "id", "title", "lead", "phase", "members", "after", "result", "points")
        result = fields.node("result")
        fields.node("points")
        return Task(
            **self.common(node, fields),
            lead=optional(fields, "lead"),
            phase=optional(fields, "phase"),
            members=words(fields, "members"),
            after=words(fields, "after"),
            result=self._result(result) if result and isinstance(result.value, Mapping) else None,
            points=words(fields, "points"),
        )

    def _result(self, node: Node) -> Result:
        fields = self.fields(node, "says", "by", "at", "quote")
        quoted = fields.node("at", required=False) is not None
        return Result(
            says=fields.texts("says", self.languages),
            by=optional(fields, "by"),
            cite=self.citation(node, fields) if quoted else None,
            place=node.place,
            by_place=place_of(node, "by"),
        )

    def _tombstone(self, node: Node) -> Tombstone:
        fields = self.fields(node, *_TOMBSTONE_KEYS)
        gone = fields.choice("gone", tuple(_GONE))
        if gone in (Gone.MERGED, Gone.SPLIT):
            fields.node("into")
        return Tombstone(
            id=fields.text("id"),
            place=node.place,
            places=places_of(node),
            gone=_GONE.get(gone, Gone.RETIRED),
            into=words(fields, "into"),
            reason=fields.texts("reason", self.languages),
        )

    def _waiver(self, node: Node) -> Waiver:
        fields = self.fields(node, "at", "sentence", "all", "text", "reason")
        reason = fields.texts("reason", self.languages)
        extent, where = self._extent(fields), "at"
        if extent is Extent.HEADINGS:
            text, at, where = fields.text("text", required=False), "", "text"
        else:
            text, at = self.address(fields.text("at"))
        self._apart(
            fields, *({"at", "text"} - {where}), *(() if extent is Extent.SENTENCE else ("sentence",))
        )
        return Waiver(
            extent=extent,
            text=text,
            at=at,
            sentence=fields.text("sentence") if extent is Extent.SENTENCE else "",
            reason=reason,
            place=place_of(node, where),
            sentence_place=place_of(node, "sentence" if extent is Extent.SENTENCE else "all"),
        )

    def _extent(self, fields: Fields) -> Extent:
        if fields.node("all", required=False) is None:
            return Extent.SENTENCE
        word = fields.choice("all", _EXTENTS)
        return Extent(word) if word in _EXTENTS else Extent.PARAGRAPH

    def _apart(self, fields: Fields, *keys: str) -> None:
        """Report keys of a waiver that say something else than the rest of it."""
        for key in keys:
            node = fields.node(key, required=False)
            if node is not None:
                message = f"“{key}” does not go with what else this waiver says; take one of them out"
                fragment = node.value if isinstance(node.value, str) else ""
                self._report(
                    Problem(place=node.place, code="waiver-two-extents", message=message, fragment=fragment)
                )

    def _period(self, node: Node) -> Period:
        fields = self.fields(node, "id", "title", "begins", "ends", "from", "to", "note", "lasts", "cites")
        lasts = fields.node("lasts", required=False)
        begin, end = fields.number("from", _END_OF_PICTURE), fields.number("to", _END_OF_PICTURE)
        return Period(
            **self.common(node, fields),
            begins=fields.texts("begins", self.languages),
            ends=fields.texts("ends", self.languages),
            span=(begin, end),
            note=fields.texts("note", self.languages, required=False),
            cites=self.citations(fields, "cites", required=True),
            lasts=self._lasts(lasts) if lasts else None,
        )

    def _lasts(self, node: Node) -> Lasts:
        fields = self.fields(node, "months", "days", "about", "at", "quote")
        given = [key for key in _SPANS if fields.node(key, required=False)]
        if not given:
            fields.node(_SPANS[0])
        spans = {key: fields.number(key, _LONGEST) for key in given}
        return Lasts(
            months=spans.get("months", 0),
            days=spans.get("days", 0),
            about=flag(fields, "about"),
            cite=self.citation(node, fields),
        )

    def _body(self, node: Node) -> Body:
        fields = self.fields(node, "id", "title", "cites", "ties")
        return Body(
            **self.common(node, fields),
            cites=self.citations(fields, "cites"),
            ties=tuple(map(self._tie, self.listed(fields, "ties"))),
        )

    def _tie(self, node: Node) -> Tie:
        fields = self.fields(node, "to", "says", "at", "quote")
        return Tie(
            to=fields.text("to"),
            says=fields.texts("says", self.languages),
            cite=self.citation(node, fields),
            place=place_of(node, "to"),
        )

    def _idea(self, node: Node) -> Idea:
        fields = self.fields(node, "id", "title", "cites")
        return Idea(**self.common(node, fields), cites=self.citations(fields, "cites", required=True))


def audience(fields: Fields, inside: Callable[..., Fields]) -> Audience:
    """Return the units that are named under the key “units”.

    Args:
        fields: the values of an entry.
        inside: returns the values of a mapping that may have some keys and no others.
    """
    node = fields.node("units")
    if node is None:
        return Audience(reach=Reach.ONLY)
    if node.value == Reach.ALL:
        return Audience(reach=Reach.ALL)
    if isinstance(node.value, Mapping):
        inner = inside(node, Reach.BUT)
        inner.node(Reach.BUT)
        return Audience(reach=Reach.BUT, ids=inner.words(Reach.BUT))
    if node.value == "":
        fields.text("units")
        return Audience(reach=Reach.ONLY)
    return Audience(reach=Reach.ONLY, ids=fields.words("units"))


def _named(items: Sequence[Obligation], tasks: Sequence[Task], kind: str) -> bool:
    """Return whether an item or a task names an entry of a file that may else be left out."""
    named: Mapping[str, Iterator[bool]] = {
        "actors": chain((bool(one.actor) for one in items), (bool(one.lead) for one in tasks)),
        "members": chain((bool(one.members) for one in items), (bool(one.members) for one in tasks)),
        "phases": chain((bool(one.phase) for one in items), (bool(one.phase) for one in tasks)),
        "procedures": (bool(one.procedure) for one in items),
    }
    return any(named[kind])


def _role(fields: Fields, modality: str) -> Role:
    """Return the role that is written, or the one that follows from the modality."""
    if fields.node("role", required=False) is None:
        meant = nearest(modality, tuple(_MODALITIES))
        return _USUAL_ROLES.get(_MODALITIES.get(meant, Modality.MUST), Role.ACT)
    written = fields.choice("role", tuple(_ROLES))
    # A slip has been reported; taken for what was meant, it brings no further findings.
    return _ROLES.get(nearest(written, tuple(_ROLES)), Role.ACT)
