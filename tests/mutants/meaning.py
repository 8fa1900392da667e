"""Changes of meaning of every item of a register, made by rule and not by choice, and harmless ones beside.

Which of them are told shows how far the words of the register are held by the words of the text.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass

from guidance.register.model import Modality, Obligation, Register

DIGITS = "一二三四五六七八九十"
NUMBER = re.compile(rf"(?<![同統進下唯])[兩{DIGITS}](?![致起定方切])")
MONTH = re.compile(rf"[{DIGITS}]月")
FORBIDDING = re.compile(r"不能|不要|不得|不(?=[搞要])")


@dataclass(frozen=True, kw_only=True)
class Altered:
    """An item that says something else than it did."""

    kind: str
    what: str
    item: Obligation


def titled(item: Obligation, tag: str, title: str) -> Obligation:
    return dataclasses.replace(item, title={**item.title, tag: title})


def alterations(register: Register, tag: str) -> Iterator[Altered]:
    """Yield each change of each item.

    Args:
        register: the register.
        tag: language of the texts.
    """
    named = {one.id for one in register.actors if not one.open}
    for item in register.obligations:
        yield from modalities(item)
        yield from actors(item, sorted(named))
        yield from titles(item, tag)


def modalities(item: Obligation) -> Iterator[Altered]:
    for other in Modality:
        # What defines is of another role, which the register holds against the modality by itself.
        if other not in {item.modality, Modality.DEFINES} and item.modality is not Modality.DEFINES:
            changed = dataclasses.replace(item, modality=other)
            yield Altered(kind="modality", what=f"{item.id}: {item.modality} → {other}", item=changed)


def actors(item: Obligation, named: list[str]) -> Iterator[Altered]:
    if item.actor in named and item.modality is not Modality.DEFINES:
        for other in named:
            if other not in {item.actor, "definition"}:
                changed = dataclasses.replace(item, actor=other)
                yield Altered(kind="actor", what=f"{item.id}: {item.actor} → {other}", item=changed)


def titles(item: Obligation, tag: str) -> Iterator[Altered]:
    title = item.title[tag]
    for found in NUMBER.finditer(title):
        for other in ("五", "九"):
            if other != found[0]:
                new = title[: found.start()] + other + title[found.end() :]
                kind = "month" if MONTH.match(title, found.start()) else "number"
                yield Altered(kind=kind, what=f"{item.id}: {new}", item=titled(item, tag, new))
    if FORBIDDING.search(title):
        new = FORBIDDING.sub("", title)
        yield Altered(kind="negation", what=f"{item.id}: {new}", item=titled(item, tag, new))
    elif item.modality is not Modality.DEFINES:
        yield Altered(kind="negation", what=f"{item.id}: 不{title}", item=titled(item, tag, f"不要{title}"))
    for more in ("在三個月內", "於五月底前", "由市委領導小組"):
        yield Altered(kind="added", what=f"{item.id}: {more}", item=titled(item, tag, f"{more}{title}"))


def harmless(register: Register, tag: str) -> Iterator[Altered]:
    """Yield other wordings of titles that say the same."""
    words = {"做好": "搞好", "認真": "切實", "及時": "適時", "開展": "進行", "落實": "做實", "掌握": "把握"}
    for item in register.obligations:
        for old, new in words.items():
            if old in item.title[tag]:
                text = item.title[tag].replace(old, new)
                yield Altered(kind="wording", what=f"{item.id}: {text}", item=titled(item, tag, text))
        text = f"注意{item.title[tag]}"
        yield Altered(kind="wording", what=f"{item.id}: {text}", item=titled(item, tag, text))
