"""Reads progress files: what comes from outside is taken whole or refused with every reason."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Any, TypeVar

from guidance.progress.model import (
    FIELDS,
    FORMAT,
    VERSION,
    Acknowledgement,
    EditionMark,
    Entry,
    Note,
    Old,
    Progress,
    Review,
    Stamp,
    State,
    Unit,
    Verdict,
    Why,
)
from guidance.progress.notes import once
from guidance.progress.stamps import LONGEST_NAME, LONGEST_TEXT, MOST_ENTRIES, clean, with_seen

MOST_BYTES = 50 * 1024 * 1024
OPENING = '<script type="application/json" id="progress-saved">'
CLOSING = "</script>"
_DEEPEST = 20
_MOST_FLAWS = 20
_MOST_KINDS = 50
_LONGEST_ID = 100
_SHOWN = 80
_MOMENT = r"(?:19[7-9]\d|20\d\d)-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}Z"
_NAME = "[a-z][0-9a-z]{0,31}"
# A key of digits alone would stand in another order in a script than it was written in.
_ID = re.compile(r"(?!\d+\Z)[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_STAMP = re.compile(f"{_MOMENT} {_NAME}", re.ASCII)
_TIME = re.compile(_MOMENT, re.ASCII)
_WRITER = re.compile(_NAME)
_SLOT = re.compile(f"{_NAME}(?:~[0-9a-f]{{8}})*")
_PRINT = re.compile("[0-9a-f]{12}")
_SHA = re.compile("[0-9a-f]{64}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_UNIT_FIELD = re.compile("name|kinds|firstDay")
_KEYS = (
    "format",
    "version",
    "project",
    "unit",
    "editions",
    "seen",
    "tasks",
    "points",
    "limits",
    "again",
    "settled",
    "gone",
    "prints",
)
UPGRADES: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""Changes that bring a file of an older version to the next, by the older version."""

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Flaw:
    """Why a file is refused."""

    code: str
    at: str = ""
    """Where in the file, as in ``tasks/task-a/at/state``; empty where it is the whole."""
    fragment: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Parsed:
    """A document, or why there is none."""

    doc: Progress | None
    flaws: tuple[Flaw, ...] = ()


def is_day(text: str) -> bool:
    """Return whether a text is a day that the calendar has, such as 2026-01-31."""
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def parse_bytes(data: bytes, project: str = "") -> Parsed:
    """Read a progress file, or a page that was saved with its data inside.

    Args:
        data: the file.
        project: that the file must be of; any where it is left out.
    """
    if len(data) > MOST_BYTES:
        return _refused("too-large", str(len(data)))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _refused("not-utf8")
    return parse(text, project)


def parse(text: str, project: str = "") -> Parsed:
    """Read the text of a file; see ``parse_bytes``."""
    if len(text) > MOST_BYTES:
        return _refused("too-large", str(len(text)))
    body = text.removeprefix("\ufeff")
    if not body.strip():
        return _refused("empty")
    if body.lstrip().startswith("<"):
        _, opening, rest = body.partition(OPENING)
        inside, closing, _ = rest.partition(CLOSING)
        if not opening or not closing or not inside.strip():
            return _refused("no-data-inside", body if not inside.strip() else "")
        body = inside
    try:
        raw = json.loads(body, parse_constant=_no_number)
    except RecursionError:
        return _refused("too-deep", body)
    except ValueError:
        return _refused("not-json", body)
    return check(raw, project)


def check(raw: object, project: str = "") -> Parsed:
    """Read what JSON held; see ``parse_bytes``."""
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        return _refused("too-deep" if _depth(raw) > _DEEPEST else "not-progress")
    version = raw.get("version")
    # A script knows one type of number only.
    if isinstance(version, float) and version.is_integer():
        version = int(version)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        return _refused("bad-version")
    if version > VERSION:
        return _refused("newer-version", str(version))
    for step in range(version, VERSION):
        raw = UPGRADES[step](raw)
    reader = _Reader()
    doc = reader.progress(raw)
    if reader.flaws:
        flaws = tuple(reader.flaws)
        return _refused("too-deep") if _depth(raw) > _DEEPEST else Parsed(doc=None, flaws=flaws)
    if project and doc.project != project:
        return _refused("other-project", doc.project)
    return Parsed(doc=_with_all_seen(doc))


def _no_number(name: str) -> float:
    raise ValueError(f"JSON has no {name}")


def _refused(code: str, fragment: str = "") -> Parsed:
    return Parsed(doc=None, flaws=(Flaw(code=code, fragment=clean(fragment[:_SHOWN])),))


def _depth(raw: object) -> int:
    """Return how deep lists and mappings stand in one another, counted no further than needed."""
    level: list[object] = [raw]
    for deep in range(_DEEPEST + 2):
        lists = [one for one in level if isinstance(one, list)]
        mappings = [one for one in level if isinstance(one, dict)]
        if not lists and not mappings:
            return deep
        level = [*chain.from_iterable(lists), *chain.from_iterable(one.values() for one in mappings)]
    return _DEEPEST + 1


class _Reader:
    """Gathers what is wrong, with the way to it."""

    def __init__(self) -> None:
        self.flaws: list[Flaw] = []

    def progress(self, raw: dict[str, Any]) -> Progress:
        self.mapping(raw, "", _KEYS)
        return Progress(
            project=self.word(raw.get("project"), "project", _ID, "bad-id"),
            unit=self._unit(raw.get("unit")),
            editions=self.map(raw, "", "editions", _ID, self._edition),
            seen=self.map(raw, "", "seen", _WRITER, lambda one, at: self.word(one, at, _TIME, "bad-stamp")),
            tasks=self.map(raw, "", "tasks", _ID, self._entry),
            points=self.map(raw, "", "points", _ID, self._stamp),
            limits=self.map(raw, "", "limits", _ID, self._acknowledgement),
            again=self._nested(raw, "again", self._old),
            settled=self._nested(raw, "settled", self._stamp),
            gone=self.map(raw, "", "gone", _ID, self._old),
            prints=self.map(raw, "", "prints", _ID, lambda one, at: self.word(one, at, _PRINT, "bad-hash")),
        )

    def flaw(self, code: str, at: str, value: object) -> None:
        if len(self.flaws) < _MOST_FLAWS:
            fragment = clean(value[:_SHOWN]) if isinstance(value, str) else _type_name(value)
            self.flaws.append(Flaw(code=code, at=at, fragment=fragment))

    def mapping(self, raw: object, at: str, keys: Sequence[str]) -> dict[str, Any]:
        if not isinstance(raw, dict):
            self.flaw("wrong-type", at, raw)
            return {}
        for key in raw:
            if key not in keys:
                self.flaw("unknown-key", at, key)
        return raw

    def map(
        self, raw: Mapping[str, Any], at: str, key: str, form: re.Pattern[str], read: Callable[[Any, str], T]
    ) -> dict[str, T]:
        where = f"{at}/{key}" if at else key
        return self.all(raw[key], where, form, read) if key in raw else {}

    def all(self, raw: object, at: str, form: re.Pattern[str], read: Callable[[Any, str], T]) -> dict[str, T]:
        if not isinstance(raw, dict):
            self.flaw("wrong-type", at, raw)
            return {}
        if len(raw) > MOST_ENTRIES:
            self.flaw("too-many", at, str(len(raw)))
            return {}
        found: dict[str, T] = {}
        match = form.fullmatch
        for key, value in raw.items():
            if len(key) > _LONGEST_ID or not match(key):
                self.flaw("bad-id", at, key)
            else:
                found[key] = read(value, f"{at}/{key}")
        return found

    def word(self, raw: object, at: str, form: re.Pattern[str], code: str) -> str:
        if isinstance(raw, str) and form.fullmatch(raw):
            return raw
        self.flaw(code if isinstance(raw, str) else "wrong-type", at, raw)
        return ""

    def text(self, raw: Mapping[str, Any], at: str, key: str, most: int = LONGEST_TEXT) -> str:
        if key not in raw:
            return ""
        value = raw[key]
        if not isinstance(value, str):
            self.flaw("wrong-type", f"{at}/{key}", value)
        elif len(value) > most or (len(value) * 2 > most and _length(value) > most):
            self.flaw("too-long", f"{at}/{key}", value)
        else:
            return clean(value)
        return ""

    def day(self, raw: Mapping[str, Any], at: str, key: str) -> str:
        value = raw.get(key, "")
        if isinstance(value, str) and (not value or is_day(value)):
            return value
        self.flaw("bad-date" if isinstance(value, str) else "wrong-type", f"{at}/{key}", value)
        return ""

    def choice(self, raw: object, at: str, words: Sequence[str]) -> str:
        if isinstance(raw, str) and raw in words:
            return raw
        self.flaw("unknown-choice" if isinstance(raw, str) else "wrong-type", at, raw)
        return words[0]

    def _stamp(self, raw: object, at: str) -> Stamp:
        return self.word(raw, at, _STAMP, "bad-stamp")

    def _nested(
        self, raw: Mapping[str, Any], key: str, read: Callable[[Any, str], T]
    ) -> dict[str, dict[str, T]]:
        return self.map(raw, "", key, _ID, lambda one, at: self.all(one, at, _ID, read))

    def _edition(self, raw: object, at: str) -> EditionMark:
        found = self.mapping(raw, at, ("date", "sha256"))
        sha256 = self.word(found.get("sha256"), f"{at}/sha256", _SHA, "bad-hash")
        return EditionMark(date=self.day(found, at, "date"), sha256=sha256)

    def _unit(self, raw: object) -> Unit:
        unit = self.mapping(raw, "unit", ("id", "name", "kinds", "firstDay", "at"))
        kinds = unit.get("kinds")
        if not isinstance(kinds, list):
            self.flaw("wrong-type", "unit/kinds", kinds)
            kinds = []
        if len(kinds) > _MOST_KINDS:
            self.flaw("too-many", "unit/kinds", str(len(kinds)))
        return Unit(
            id=self.word(unit.get("id"), "unit/id", _WRITER, "bad-id"),
            name=self.text(unit, "unit", "name", LONGEST_NAME),
            kinds=tuple(sorted(self.word(kind, "unit/kinds", _ID, "bad-id") for kind in kinds[:_MOST_KINDS])),
            first_day=self.day(unit, "unit", "firstDay"),
            at=self.map(unit, "unit", "at", _UNIT_FIELD, self._stamp),
        )

    def _entry(self, raw: object, at: str) -> Entry:
        found = self.mapping(raw, at, (*FIELDS, "at", "notes", "review", "revoked"))
        stamps = self.map(found, at, "at", _ID, self._stamp)
        for key in stamps:
            if key not in FIELDS or key not in found:
                self.flaw("stamp-alone", f"{at}/at", key)
        values: dict[str, str] = {}
        for key in FIELDS:
            if key not in found:
                continue
            value = self._value(found, at, key)
            if key not in stamps:
                self.flaw("stamp-missing", f"{at}/{key}", key)
            if value and value != State.TODO:
                values[key] = value
            else:
                stamps.pop(key, None)
        return Entry(
            values=values,
            at=stamps,
            notes=self._notes(found, at),
            review=self._review(found["review"], f"{at}/review") if "review" in found else None,
            revoked=self._stamp(found["revoked"], f"{at}/revoked") if "revoked" in found else "",
        )

    def _value(self, raw: Mapping[str, Any], at: str, key: str) -> str:
        if key == "state":
            return self.choice(raw[key], f"{at}/{key}", tuple(State))
        return self.day(raw, at, key) if key in {"due", "on"} else self.text(raw, at, key)

    def _notes(self, raw: Mapping[str, Any], at: str) -> Mapping[str, Note]:
        found = self.map(raw, at, "notes", _SLOT, self._note)
        return once({slot: note for slot, note in found.items() if note.text})

    def _note(self, raw: object, at: str) -> Note:
        note = self.mapping(raw, at, ("text", "by", "at"))
        return Note(
            text=self.text(note, at, "text"),
            by=self.text(note, at, "by", LONGEST_NAME),
            at=self._stamp(note.get("at"), f"{at}/at"),
        )

    def _review(self, raw: object, at: str) -> Review:
        found = self.mapping(raw, at, ("verdict", "note", "by", "on", "of", "at"))
        return Review(
            verdict=Verdict(self.choice(found.get("verdict"), f"{at}/verdict", tuple(Verdict))),
            note=self.text(found, at, "note"),
            by=self.text(found, at, "by", LONGEST_NAME),
            on=self.day(found, at, "on"),
            of=State(self.choice(found.get("of"), f"{at}/of", tuple(State))),
            at=self._stamp(found.get("at"), f"{at}/at"),
        )

    def _acknowledgement(self, raw: object, at: str) -> Acknowledgement:
        found = self.mapping(raw, at, ("by", "on", "at"))
        return Acknowledgement(
            by=self.text(found, at, "by", LONGEST_NAME),
            on=self.day(found, at, "on"),
            at=self._stamp(found.get("at"), f"{at}/at"),
        )

    def _old(self, raw: object, at: str) -> Old:
        found = self.mapping(raw, at, ("why", "at", "task", "tick", "limit"))
        return Old(
            why=Why(self.choice(found.get("why"), f"{at}/why", tuple(Why))),
            at=self._stamp(found.get("at"), f"{at}/at"),
            task=self._entry(found["task"], f"{at}/task") if "task" in found else None,
            tick=self._stamp(found["tick"], f"{at}/tick") if "tick" in found else "",
            limit=self._acknowledgement(found["limit"], f"{at}/limit") if "limit" in found else None,
        )


def _length(text: str) -> int:
    """Return the length as scripts count it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _type_name(value: object) -> str:
    """Return what a script calls the type of a value."""
    if isinstance(value, bool):
        return "boolean"
    return "number" if isinstance(value, int | float) else "object"


def _with_all_seen(doc: Progress) -> Progress:
    """Return the document with all its stamps known to it, even where a file says less."""
    seen = doc.seen
    for stamp in _stamps(doc):
        seen = with_seen(seen, stamp)
    return doc if seen is doc.seen else replace(doc, seen=seen)


def _stamps(doc: Progress) -> Iterator[Stamp]:
    yield from doc.unit.at.values()
    yield from chain.from_iterable(map(_of_entry, doc.tasks.values()))
    yield from doc.points.values()
    yield from (one.at for one in doc.limits.values())
    yield from (stamp for some in doc.settled.values() for stamp in some.values())
    olds: Iterable[Old] = chain(doc.gone.values(), *(some.values() for some in doc.again.values()))
    for one in olds:
        yield one.at
        yield one.tick
        if one.task:
            yield from _of_entry(one.task)
        if one.limit:
            yield one.limit.at


def _of_entry(entry: Entry) -> Iterator[Stamp]:
    yield from entry.at.values()
    yield from (note.at for note in entry.notes.values())
    yield entry.revoked
    if entry.review:
        yield entry.review.at
