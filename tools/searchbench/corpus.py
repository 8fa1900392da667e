"""The search's data as a value: read, measured, and grown to a number of paragraphs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

Data = dict[str, Any]

_ASSIGNS = "var GuidanceSearch="
_SENTENCE = re.compile(r"(?<=[。；！？;.!?])\s*")


def read_data(script: Path) -> Data:
    """Return what a data script assigns."""
    loaded: Data = json.loads(script.read_text(encoding="utf-8").removeprefix(_ASSIGNS))
    return loaded


def write_data(data: Data, script: Path) -> None:
    """Write a data script."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    script.write_text(f"{_ASSIGNS}{text}\n", encoding="utf-8")


def covered(data: Data) -> int:
    """Return how many bytes of UTF-8 the texts take that the data makes findable.

    Ids, addresses, the words of the interface and the tables of folding and readings are not texts.
    """
    return sum(len(text.encode()) for text in _texts(data))


def _texts(data: Data) -> Iterator[str]:
    for _, _, segments in data["editions"]:
        for _, _, own, other, *marks in segments:
            yield from (own, other)
            for _, _, _, source, _, reading, *reasons in (mark for group in marks for mark in group):
                yield from (source, reading, *reasons)
    for row in data["items"]:
        yield from row[6:10]
    yield from _asked(data)
    for row in (*data["units"], *data["procedures"]):
        yield from row[2:]
    for _, rows in (*data["terms"], data["documents"]):
        for _, names, others, *rest in rows:
            for one in (names, others):
                yield from (one if isinstance(one, list) else [one])
            yield from rest


def _asked(data: Data) -> Iterator[str]:
    """Yield tasks, questions, and what people say, which leads to texts as the texts' own words do."""
    for row in data["tasks"]:
        yield from row[5:9]
    for row in data["questions"][1]:
        yield from (row[3], row[4], *row[5], *row[6], *row[8:10])
    for says, *_ in data["vocabulary"]:
        yield from says


def paragraphs_of(data: Data, characters: int) -> int:
    """Return by how many paragraphs the first text has to grow to have so many characters."""
    count = 1000
    while sum(lengths := [len(row[2]) for row in grown(data, count)["editions"][0][2]]) < characters:
        count *= 2
    wanted = next(at for at, total in enumerate(accumulate(lengths)) if total >= characters)
    return max(0, wanted + 1 - (len(lengths) - count))


def grown(data: Data, paragraphs: int) -> Data:
    """Return the data with more paragraphs, put together from its own sentences.

    Args:
        data: what the site's data script assigns.
        paragraphs: how many there are to be; each differs from all others, and all are of the
            lengths that the text has.
    """
    page, apparatus, segments = data["editions"][0]
    source = [row for row in segments if not row[1]]
    own, other = ([_SENTENCE.split(row[column]) for row in source] for column in (2, 3))
    made = []
    for number in range(paragraphs):
        turn, base = divmod(number, len(source))
        made.append([f"x{number}", 0, _mixed(own, base, turn), _mixed(other, base, turn)])
    return {**data, "editions": [[page, apparatus, [*segments, *made]]]}


def _mixed(texts: list[list[str]], base: int, turn: int) -> str:
    """Return a text whose sentences after the first count the turns, as digits do; so no two are the same."""
    pool = sorted({sentence for text in texts for sentence in text})
    first = texts[base][0]
    places = range(max(2, len(texts[base]) - 1))
    rest = (pool[(turn // len(pool) ** place + base * place) % len(pool)] for place in places)
    return (" " if first.isascii() else "").join([first, *rest])
