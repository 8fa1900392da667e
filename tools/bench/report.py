"""Tells the figures: as a table for people, as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass

from tools.bench.model import Cost, Measured

MEGA = 1_000_000
_ABREAST = 18


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """What is to be reached, and what was."""

    name: str
    value: float
    limit: float
    unit: str

    @property
    def reached(self) -> bool:
        """Whether the value is within the limit."""
        return self.value <= self.limit


def targets(measured: Sequence[Measured]) -> tuple[Target, ...]:
    """Return the targets, held against the size with the most items.

    Args:
        measured: at least one size.
    """
    by_items = sorted(measured, key=lambda one: (one.size.items, one.size.pages))
    most = by_items[-1]
    found = [
        Target(name=f"validate {most.size}", value=most.validation.wall, limit=3, unit="s"),
        *(
            Target(name=f"pages {one.size} / plain MkDocs", value=over_plain(one), limit=1.3, unit="x")
            for one in by_items
        ),
        *(
            Target(
                name=f"pages and downloads {most.size} / {one.size}",
                value=most.whole.cpu / one.whole.cpu,
                limit=1.1 * most.size.items / one.size.items,
                unit="x",
            )
            for one in by_items
            if one.size.items < most.size.items
        ),
        Target(name=f"memory of {most.size}", value=_memory(most) / MEGA, limit=600, unit="MB"),
        Target(name=f"largest page of {most.size}", value=most.built.largest / MEGA, limit=1, unit="MB"),
    ]
    return tuple(found)


def over_plain(one: Measured) -> float:
    """Return how many times the pages with our hooks take what plain MkDocs takes, in computing time."""
    return one.build.cpu / one.plain.cpu


def table(measured: Sequence[Measured]) -> str:
    """Return the figures, one column a size, and below them the targets."""
    width = max(len(name) for name, _ in _ROWS) + 2
    lines = ["".ljust(width) + "".join(str(one.size).rjust(_ABREAST) for one in measured)]
    lines += [
        name.ljust(width) + "".join(shown(one).rjust(_ABREAST) for one in measured) for name, shown in _ROWS
    ]
    lines += ["", *_target_lines(targets(measured)), "", *_NOTES]
    return "\n".join(lines) + "\n"


def as_json(measured: Sequence[Measured]) -> str:
    """Return the same for programs; nothing in it tells about the machine but the figures."""
    data = {
        "sizes": [asdict(one) for one in measured],
        "targets": [{**asdict(one), "reached": one.reached} for one in targets(measured)],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _target_lines(found: Sequence[Target]) -> Iterator[str]:
    width = max(len(one.name) for one in found) + 2
    for one in found:
        verdict = "reached" if one.reached else "MISSED"
        yield f"{one.name.ljust(width)}{one.value:8.2f} {one.unit:3} at most {one.limit:6.1f}  {verdict}"


def _memory(one: Measured) -> int:
    return max(one.validation.memory, one.whole.memory, one.site.memory)


def _cost(pick: Callable[[Measured], Cost]) -> Callable[[Measured], str]:
    return lambda one: f"{pick(one).wall:.1f} s ({pick(one).cpu:.1f})"


def _megabytes(pick: Callable[[Measured], int]) -> Callable[[Measured], str]:
    return lambda one: f"{pick(one) / MEGA:.1f} MB"


_ROWS: tuple[tuple[str, Callable[[Measured], str]], ...] = (
    ("load and validate", _cost(lambda one: one.validation)),
    ("cross-reference", lambda one: f"{one.crossing:.2f} s"),
    ("plain MkDocs", _cost(lambda one: one.plain)),
    ("pages with our hooks", _cost(lambda one: one.build)),
    ("pages / plain", lambda one: f"{over_plain(one):.2f}"),
    ("pages and downloads", _cost(lambda one: one.whole)),
    ("make site: build, check, pack", _cost(lambda one: one.site)),
    ("one edited item under serve", lambda one: "no page" if one.edit is None else f"{one.edit:.1f} s"),
    ("peak memory, plain", _megabytes(lambda one: one.plain.memory)),
    ("peak memory, ours", _megabytes(_memory)),
    ("pages, plain", lambda one: str(one.plain_site.pages)),
    ("pages, ours", lambda one: str(one.built.pages)),
    ("site, plain", _megabytes(lambda one: one.plain_site.size)),
    ("site, ours", _megabytes(lambda one: one.built.size)),
    ("largest page, ours", _megabytes(lambda one: one.built.largest)),
    ("", lambda one: one.built.largest_name),
)
_NOTES = (
    "Seconds on the clock, in brackets seconds of computing, of which the ratios are made.",
    "Plain MkDocs: same pages, theme, languages and menu; no hooks, no templates of ours; its zh-Hans pages",
    "are the zh-Hant ones unconverted, and pages that only a hook fills hold their introduction.",
)
