"""Checks whether the values of a register fit together; yields problems and changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

from guidance.model import Texts
from guidance.problems import Place, Problem
from guidance.register.crossref import first, listed
from guidance.register.cycles import cycles
from guidance.register.evidence import Evidence
from guidance.register.ids import check_ids
from guidance.register.model import Cited, Entry, Register
from guidance.register.references import References
from guidance.register.soundness import check_periods
from guidance.register.tasks import check_tasks


def validate(
    register: Register,
    cited: Cited,
    languages: Sequence[str],
    missing: Collection[str] = (),
) -> Iterator[Problem]:
    """Yield every defect of a register that its files alone do not show.

    Args:
        register: the register.
        cited: the texts that it may cite.
        languages: tags of the languages that every text is written in.
        missing: fields of the register whose file could not be read; references to them are let be.
    """
    yield from check_ids(register)
    references = list(References(register, missing).problems())
    yield from references
    yield from check_tasks(register, missing)
    yield from _texts(register, languages)
    yield from _cycles(register)
    yield from check_periods(register)
    # Whoever names an unknown unit reaches somebody, though nobody knows whom.
    if not {"units", "obligations"} & set(missing) and all(one.code != "unknown-unit" for one in references):
        yield from _reach(register)
    yield from Evidence(register, cited, missing).problems()


def _texts(register: Register, languages: Sequence[str]) -> Iterator[Problem]:
    for one in chain.from_iterable(register.titled):
        for language in languages:
            if not one.title.get(language, "").strip():
                message = f"“{one.id}” has no title in {language}"
                other = next((text for text in one.title.values() if text), "")
                place = one.spot("title")
                yield Problem(place=place, code="title-missing", message=message, fragment=other)
        yield from _untranslated(one.title, one.spot("title"))
    for texts, place in chain(_remarks(register), _reasons(register), _pictured(register)):
        yield from _untranslated(texts, place)


def _remarks(register: Register) -> Iterator[tuple[Texts, Place]]:
    yield from ((item.detail, item.spot("detail")) for item in register.obligations)
    yield from ((one.short, one.spot("short")) for one in register.actors)
    yield from ((one.result.says, one.result.place) for one in register.tasks if one.result)
    yield from ((unit.short, unit.spot("short")) for unit in register.units)
    yield from ((unit.note, unit.spot("note")) for unit in register.units)
    yield from ((document.said, document.spot("said")) for document in register.documents)


def _reasons(register: Register) -> Iterator[tuple[Texts, Place]]:
    yield from ((one.reason, one.place) for unit in register.units for one in unit.without)
    graves = (*register.tombstones, *register.task_tombstones)
    yield from ((tombstone.reason, tombstone.spot("reason")) for tombstone in graves)
    yield from ((waiver.reason, waiver.place) for waiver in register.waivers)


def _pictured(register: Register) -> Iterator[tuple[Texts, Place]]:
    for period in register.periods:
        yield period.begins, period.spot("begins")
        yield period.ends, period.spot("ends")
        yield period.note, period.spot("note")
    yield from ((tie.says, tie.place) for body in register.bodies for tie in body.ties)


def _untranslated(texts: Texts, place: Place) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for language, text in texts.items():
        plain = text.strip()
        # Numbers and signs are the same in every language.
        if plain in seen and any(ch.isalpha() for ch in plain):
            message = f"the text in {language} is the same as in {seen[plain]}"
            yield Problem(place=place, code="untranslated", message=message, fragment=plain)
        seen.setdefault(plain, language)


def _cycles(register: Register) -> Iterator[Problem]:
    units = {one.id: (one.extends,) for one in register.units if one.extends}
    yield from _circular("extends", units, {one.id: one for one in register.units})
    after = {one.id: one.after for one in register.obligations if one.after}
    yield from _circular("after", after, {one.id: one for one in register.obligations})
    tasks = first(register.tasks)
    yield from _circular("after", {one.id: one.after for one in tasks.values() if one.after}, tasks)
    for graves in (register.tombstones, register.task_tombstones):
        into = {one.id: one.into for one in graves if one.into}
        yield from _circular("into", into, {one.id: one for one in graves})
    ties = {one.id: tuple(tie.to for tie in one.ties) for one in register.bodies if one.ties}
    yield from _circular("ties", ties, {one.id: one for one in register.bodies})


def _circular(
    relation: str, ways: Mapping[str, Sequence[str]], entries: Mapping[str, Entry]
) -> Iterator[Problem]:
    for path in cycles(ways):
        message = f"“{relation}” leads back to where it began"
        place = entries[path[0]].spot(relation)
        yield Problem(place=place, code="relation-cycle", message=message, fragment=" → ".join(path))


def _reach(register: Register) -> Iterator[Problem]:
    lists = listed(register)
    reached = {item for reasons in lists.values() for item in reasons}
    for item in first(register.obligations).values():
        if item.id not in reached:
            message = "this item is on no unit's list"
            place = item.spot("units")
            yield Problem(place=place, code="item-for-nobody", message=message, fragment=item.id)
    for unit in first(register.units).values():
        if unit.id in lists and not lists[unit.id]:
            message = "no item is on this unit's list; a shared base says “base: true”"
            yield Problem(place=unit.place, code="unit-without-items", message=message, fragment=unit.id)
