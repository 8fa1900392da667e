"""An invented campaign of any size: the tending of village wells, in sentences that each ask for one act.

Everything follows from an index, so that a size always gives the same texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

Pair = tuple[str, str]
"""A text in both written languages: the original and its translation."""

EDITION = "wells"
TITLE: Pair = ("護井工作說明", "Notes on tending the wells")
TITLE_DERIVED = "护井工作说明"
"""The title in the derived script, which the menu's head takes from the configuration."""
_ASKED_IN_ONE = 3
"""Sentences of a paragraph; the real text has a little over three items to a paragraph."""
_PAGES_OF_PART = 100
_FLAWED = 40
"""One paragraph of so many has a misread character."""

_MATERIALS: tuple[Pair, ...] = (
    ("木", "wooden"),
    ("石", "stone"),
    ("鐵", "iron"),
    ("竹", "bamboo"),
    ("銅", "copper"),
    ("磚", "brick"),
)
_PARTS: tuple[Pair, ...] = (
    ("護欄", "railing"),
    ("井蓋", "cover"),
    ("水桶", "bucket"),
    ("繩索", "rope"),
    ("濾網", "filter"),
    ("水槽", "trough"),
    ("閘門", "gate"),
    ("標尺", "gauge"),
    ("轆轤", "windlass"),
    ("井壁", "wall"),
)
THINGS: tuple[Pair, ...] = tuple(
    (material[0] + part[0], f"{material[1]} {part[1]}") for part in _PARTS for material in _MATERIALS
)
"""What is tended; the glossary's terms, as many as the real one has."""
BOOK: Pair = ("井簿", "well book")
_VERBS: tuple[Pair, ...] = (
    ("檢查", "inspect"),
    ("清理", "clean"),
    ("修補", "mend"),
    ("測量", "measure"),
    ("加固", "strengthen"),
    ("登記", "register"),
    ("巡看", "watch"),
)
_TIMES: tuple[Pair, ...] = (
    ("春汛前", "before the spring flood"),
    ("夏收前", "before the summer harvest"),
    ("秋收後", "after the autumn harvest"),
    ("冬至前", "before the winter solstice"),
    ("雨季前", "before the rains"),
)
ACTORS: tuple[Pair, ...] = tuple((f"第{number}護井隊", f"well team {number}") for number in range(1, 13))
_MODALS: tuple[tuple[str, Pair], ...] = (
    ("must", ("要", "must")),
    ("should", ("應當", "should")),
    ("may", ("可以", "may")),
    ("must-not", ("不要", "must not")),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One act that one sentence asks for."""

    number: int
    """From 0."""
    at: str
    """Id of the paragraph."""
    title: Pair
    sentence: Pair
    quotes: tuple[str, ...]
    """Pieces of the original sentence."""
    actor: int
    modality: str

    @property
    def id(self) -> str:
        """The item's id in the register."""
        return item_id(self.number)


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """A paragraph of the text."""

    id: str
    items: tuple[Item, ...]
    """One for each sentence; none in a paragraph that only tells."""
    texts: Pair
    flaw: int | None
    """Number of the emendation that its first sentence needs; nothing where it needs none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A page of the text: a heading and what stands below it."""

    number: int
    """From 1."""
    heading: Pair
    paragraphs: tuple[Paragraph, ...]

    @property
    def id(self) -> str:
        """The heading's id."""
        return f"w{self.number}"

    @property
    def begins_part(self) -> bool:
        """Whether a part of the text begins with its heading; else a section does."""
        return self.number % _PAGES_OF_PART == 1


def item_id(number: int) -> str:
    """Return the id of an item by its number."""
    return f"o-well-{number + 1}"


def pages(items: int, count: int) -> Iterator[Page]:
    """Yield the pages of a text that asks for so many acts.

    Args:
        items: how many acts.
        count: how many pages they are spread over.
    """
    paragraphs_before = 0
    for index in range(count):
        first, last = index * items // count, (index + 1) * items // count
        name = f"w{index + 1}"
        groups = [range(at, min(at + _ASKED_IN_ONE, last)) for at in range(first, last, _ASKED_IN_ONE)]
        paragraphs = tuple(
            _paragraph(f"{name}-{number}", group, paragraphs_before + number)
            for number, group in enumerate(groups or [range(0)], 1)
        )
        paragraphs_before += len(paragraphs)
        yield Page(
            number=index + 1,
            heading=(f"第{index + 1}處水源", f"Spring {index + 1}"),
            paragraphs=paragraphs,
        )


def _paragraph(name: str, numbers: range, position: int) -> Paragraph:
    items = tuple(_item(number, name) for number in numbers)
    texts = (
        "".join(item.sentence[0] for item in items) or "這處水源沒有井。",
        " ".join(item.sentence[1] for item in items) or "This spring has no well.",
    )
    flaw = position // _FLAWED if items and not position % _FLAWED else None
    return Paragraph(id=name, items=items, texts=texts, flaw=flaw)


def _item(number: int, at: str) -> Item:
    thing, verb = THINGS[number % len(THINGS)], _VERBS[number % len(_VERBS)]
    time, actor = _TIMES[number % len(_TIMES)], ACTORS[number % len(ACTORS)]
    # Nearly all of the real register's items say “must”.
    modality, modal = _MODALS[(number // 3) % len(_MODALS) if number % 6 == 0 else 0]
    act = f"在{time[0]}{verb[0]}{well(number)[0]}的{thing[0]}"
    entry = f"把結果記入{BOOK[0]}"
    what = f"the {thing[1]} of {well(number)[1]}"
    return Item(
        number=number,
        at=at,
        title=(f"{verb[0]}{well(number)[0]}的{thing[0]}", f"{verb[1].capitalize()} {what}"),
        sentence=(
            f"{actor[0]}{modal[0]}{act}，並{entry}。",
            f"The {actor[1]} {modal[1]} {verb[1]} {what} {time[1]} and enter the result in the {BOOK[1]}.",
        ),
        quotes=(modal[0] + act, entry) if number % 7 == 0 else (modal[0] + act,),
        actor=number % len(ACTORS),
        modality=modality,
    )


def well(number: int) -> Pair:
    """Return the name of an item's well, which no other item has."""
    return f"第{number + 1}號井", f"well {number + 1}"
