"""What stands around the tasks, in groups: limits, aims and facts."""

from __future__ import annotations

from dataclasses import dataclass

from guidance.register.model import Obligation
from guidance.register.worklist import Worklist
from guidance.render.page import Request


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Items of one role."""

    id: str
    """Anchor of its heading."""
    title: str
    items: tuple[Obligation, ...]


def framed(request: Request, found: Worklist) -> tuple[Group, ...]:
    """Return the groups around the tasks that have any items, limits first."""
    some = (
        Group(id="limits", title=request.word("limits"), items=found.limits),
        Group(id="aims", title=request.word("worklist-aims"), items=found.aims),
        Group(id="facts", title=request.word("worklist-facts"), items=found.facts),
    )
    return tuple(one for one in some if one.items)
