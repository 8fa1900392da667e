"""A level of government that stands twice in one enumeration: one of the two is another level."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidance.suspects.model import Given, Suspect

_MEMBERS = re.compile(r"[\u3400-\u9fff\u3001]+")


def repeated_levels(given: Given) -> Iterator[Suspect]:
    """Yield neighbours in an enumeration that name one level of government in the same way."""
    levels = sorted(given.habits.levels, key=len, reverse=True)
    joins = sorted(given.habits.joins, key=len, reverse=True)
    if not levels or not joins:
        return
    level = "|".join(map(re.escape, levels))
    joint = "|".join(map(re.escape, joins))
    pattern = re.compile(f"(?=({level})(?:{joint})({level}))")
    for run in _MEMBERS.finditer(given.plain):
        behind = 0
        for found in pattern.finditer(run.group()):
            one, other = found[1], found[2]
            # Two organs of one level are no repetition; a level and an organ of the same are.
            if found.start() < behind or not (one.startswith(other) or other.startswith(one)):
                continue
            behind = found.end(1)
            start = run.start() + found.start()
            reason = "one level of government stands twice in one enumeration"
            yield Suspect(
                start=start,
                end=run.start() + found.end(2),
                kind="repeated-level",
                reason=reason,
            )
