"""Checks how obligations are put together into tasks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from guidance.problems import Problem
from guidance.register.crossref import first
from guidance.register.model import Modality, Obligation, Register, Role, Task

MOST_HAN = 16
"""Han characters in a title."""
MOST_WORDS = 9
"""Words in a title of a script that parts words by blanks."""
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_KANA = re.compile("[\u3040-\u30ff]")


def check_tasks(register: Register, missing: Collection[str]) -> Iterator[Problem]:
    """Yield what does not fit between tasks and obligations.

    A register without tasks is sound: then nobody has said what belongs together.

    Args:
        register: the register.
        missing: fields of the register whose file could not be read; nothing is said of their entries.
    """
    items = first(register.obligations)
    for item in items.values():
        yield from _role(item)
    for task in register.tasks:
        yield from _title(task)
        yield from _result(task)
    if {"tasks", "obligations"} & set(missing) or not register.tasks:
        return
    phases = {one.id for one in register.phases}
    for task in register.tasks:
        yield from _points(task, items, phases)
    yield from _membership(register, items)


def _role(item: Obligation) -> Iterator[Problem]:
    if item.modality is Modality.MUST_NOT and item.role is not Role.LIMIT:
        message = "what must not be done is a limit; leave the role out, or write “limit”"
        yield Problem(place=item.spot("role"), code="role-modality", message=message, fragment=item.role)
    if item.bounds and item.role is not Role.LIMIT:
        message = "only a limit bounds tasks"
        yield Problem(place=item.spot("bounds"), code="bounds-no-limit", message=message, fragment=item.id)


def _title(task: Task) -> Iterator[Problem]:
    for language, title in task.title.items():
        characters = len(_HAN.findall(title)) + len(_KANA.findall(title))
        count, most, kind = (
            (characters, MOST_HAN, "characters") if characters else (len(title.split()), MOST_WORDS, "words")
        )
        if count > most:
            message = f"the title in {language} has {count} {kind}; a row takes at most {most}"
            yield Problem(place=task.spot("title"), code="title-too-long", message=message, fragment=title)


def _result(task: Task) -> Iterator[Problem]:
    result = task.result
    if result and not result.by and result.cite is None:
        message = "nothing carries this result; name an item (“by”) or quote the text (“at”, “quote”)"
        yield Problem(place=result.place, code="result-without-carrier", message=message, fragment=task.id)
    if result and result.by and result.cite:
        message = "this result has two carriers; keep the item (“by”) or the quote"
        yield Problem(place=result.by_place, code="result-carried-twice", message=message, fragment=result.by)


def _points(task: Task, items: Mapping[str, Obligation], phases: Collection[str]) -> Iterator[Problem]:
    known = [(number, items[one]) for number, one in enumerate(task.points) if one in items]
    for number, item in known:
        place = task.spot("points", number)
        if not item.role.worked:
            message = f"this item is of the role “{item.role}”; tasks are made of acts and manners"
            yield Problem(place=place, code="point-not-worked", message=message, fragment=item.id)
        elif item.phase != task.phase and {item.phase, task.phase} <= set(phases):
            message = f"this item is in the phase “{item.phase}”, its task in “{task.phase}”"
            yield Problem(
                place=item.spot("phase"),
                code="point-phase",
                message=message,
                fragment=item.id,
                suggestion=task.phase,
            )
    # Where a point is unknown, it may have been the act.
    if len(known) == len(task.points) and not any(one.role is Role.ACT for _, one in known):
        message = "no point of this task is an act; a task is something done"
        yield Problem(place=task.spot("points"), code="task-without-act", message=message, fragment=task.id)


def _membership(register: Register, items: Mapping[str, Obligation]) -> Iterator[Problem]:
    homes: dict[str, Task] = {}
    for task in register.tasks:
        for number, point in enumerate(task.points):
            home = homes.setdefault(point, task)
            if home is not task or point in task.points[:number]:
                message = f"this item is a point of “{home.id}” already; it belongs to one task, once"
                place = task.spot("points", number)
                yield Problem(place=place, code="point-twice", message=message, fragment=point)
    for item in items.values():
        if item.role.worked and item.id not in homes:
            message = f"this item is of the role “{item.role}” and a point of no task"
            yield Problem(place=item.place, code="point-in-no-task", message=message, fragment=item.id)
