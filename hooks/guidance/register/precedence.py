"""Which of several texts speaks first where they speak of one thing: the more special, then the later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from guidance.model import Address, Edition, RelationKind
from guidance.register.model import Bond, Citation, Register

_SPECIAL = frozenset({RelationKind.CARRIES_OUT, RelationKind.AMENDS, RelationKind.REPLACES})
"""What makes a text more special than the one that it is related to."""


def precedence(texts: Mapping[str, Edition]) -> tuple[str, ...]:
    """Return the ids of texts, what is said first at the head.

    A text that carries out, amends or replaces another goes before it; of others the later goes first,
    and one whose date is not known last. What nothing decides stays in the order of the corpus.

    Args:
        texts: the texts by id; their relations lead in no circle.
    """
    order = sorted(texts, key=lambda name: texts[name].issued, reverse=True)
    return tuple(sorted(order, key=lambda name: -_depth(texts, name, ())))


def _depth(texts: Mapping[str, Edition], name: str, path: tuple[str, ...]) -> int:
    """Return how many texts stand one below the other, each more special than the next, from one down."""
    below = [
        one.of
        for one in texts[name].relations
        if one.kind in _SPECIAL and one.of in texts and one.of not in path
    ]
    return max((1 + _depth(texts, one, (*path, name)) for one in below), default=0)


def arranged(register: Register, texts: Mapping[str, Edition]) -> Register:
    """Return a register whose items cite the more special text first; as it is where there is one text."""
    if len(texts) == 1:
        return register
    ranks = {name: rank for rank, name in enumerate(precedence(texts))}
    items = tuple(replace(one, cites=ordered(one.cites, ranks)) for one in register.obligations)
    return replace(register, obligations=items)


def ordered(cites: Sequence[Citation], ranks: Mapping[str, int]) -> tuple[Citation, ...]:
    """Return citations in the order in which their texts speak; what bears on another goes before it."""
    found = sorted(cites, key=lambda one: ranks.get(one.text, len(ranks)))
    for one in cites:
        for bearing in one.bears:
            at = next((n for n, other in enumerate(found) if same(other, bearing.on)), None)
            if at is not None and at < found.index(one):
                found.remove(one)
                found.insert(at, one)
    return tuple(found)


def same(one: Citation, other: Citation) -> bool:
    """Return whether two citations name the same words."""
    return (one.address, one.quote) == (other.address, other.quote)


Borne = tuple[Bond, Address, bool]
"""What a segment has to do with another: the bond, the other, and whether this one bears on it."""


def bearings(cites: Iterable[Citation]) -> dict[Address, tuple[Borne, ...]]:
    """Return what segments have to do with segments of other texts, from both sides, each once."""
    found: dict[Address, dict[Borne, None]] = {}
    for one in cites:
        for bearing in one.bears:
            there = bearing.on.address
            found.setdefault(one.address, {})[bearing.bond, there, True] = None
            found.setdefault(there, {})[bearing.bond, one.address, False] = None
    return {at: tuple(some) for at, some in found.items()}
