"""The order of a checklist."""

from __future__ import annotations

from dataclasses import replace

from guidance.model import Edition
from guidance.register import index
from guidance.register.worklist import worklist

from .huts import Read


def test_every_item_stands_once_and_in_its_own_group(read: Read, text: Edition) -> None:
    register, _ = read()
    asked = index(register, text)
    items = tuple(asked.items.values())
    phases = checklist(asked, items)
    shown = [item for phase in phases for item in phase.items]
    assert sorted(one.id for one in shown) == sorted(one.id for one in items)
    for phase in phases:
        for group in phase.groups:
            assert {one.phase for one in group.items} == {phase.phase.id}
            assert {one.procedure for one in group.items} == {group.procedure.id if group.procedure else ""}


def test_phases_keep_the_register_s_order(read: Read, text: Edition) -> None:
    register, _ = read()
    one, other = register.phases[0], replace(register.phases[0], id="other")
    item = register.obligations[0]
    both = replace(
        register, phases=(other, one), obligations=(item, replace(item, id="moved", phase="other"))
    )
    asked = index(both, text)
    assert [phase.phase.id for phase in checklist(asked, asked.items.values())] == ["other", one.id]


def test_within_a_phase_those_without_a_procedure_come_first(read: Read, text: Edition) -> None:
    register, _ = read()
    asked = index(register, text)
    some = next(one for one in asked.items.values() if one.procedure)
    plain = replace(some, id="plain", procedure="")
    (phase,) = checklist(asked, [some, plain])
    assert [one.id for one in phase.items] == ["plain", some.id]


def test_empty_groups_are_left_out(read: Read, text: Edition) -> None:
    register, _ = read()
    asked = index(register, text)
    one = next(iter(asked.items.values()))
    (phase,) = checklist(asked, [one])
    assert [group.items for group in phase.groups] == [(one,)]
    assert checklist(asked, []) == ()
