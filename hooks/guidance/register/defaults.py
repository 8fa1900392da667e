"""Fills in what a register may leave out: the phase of a task or an item, and who acts."""

from __future__ import annotations

from dataclasses import replace

from guidance.model import Texts
from guidance.problems import Place
from guidance.register.model import Actor, Phase, Register

NO_PHASE = "no-phase"
"""Id of the phase of what has none."""
NO_ACTOR = "no-actor"
"""Id of the actor of what names none."""
_HERE = Place(file="")


def completed(register: Register, phase: Texts, actor: Texts) -> Register:
    """Return a register in which every item and task has a phase and an actor.

    Args:
        register: the register; it is returned as it is where nothing is missing.
        phase: title of the phase of what has none.
        actor: title of the actor of what names none.
    """
    items, tasks = register.obligations, register.tasks
    if not (all(one.phase for one in items) and all(one.phase for one in tasks)):
        own = Phase(id=NO_PHASE, place=_HERE, places={}, title=phase, ours=True, window=())
        register = replace(
            register,
            phases=(*register.phases, own),
            obligations=tuple(one if one.phase else replace(one, phase=NO_PHASE) for one in items),
            tasks=tuple(one if one.phase else replace(one, phase=NO_PHASE) for one in tasks),
        )
    items, tasks = register.obligations, register.tasks
    if not (all(one.actor for one in items) and all(one.lead for one in tasks)):
        nobody = Actor(id=NO_ACTOR, place=_HERE, places={}, title=actor, short={}, open=True)
        register = replace(
            register,
            actors=(*register.actors, nobody),
            obligations=tuple(one if one.actor else replace(one, actor=NO_ACTOR) for one in items),
            tasks=tuple(one if one.lead else replace(one, lead=NO_ACTOR) for one in tasks),
        )
    return register
