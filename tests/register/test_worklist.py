"""A list in the order in which one works through it."""

from __future__ import annotations

from dataclasses import replace

from guidance.model import Edition
from guidance.register import Index, index
from guidance.register.model import Modality, Role
from guidance.register.worklist import Worklist, worklist

from .huts import Read


def found(asked: Index) -> Worklist:
    return worklist(asked, asked.items.values())


def test_every_item_stands_once_in_the_place_of_its_role(read: Read, text: Edition) -> None:
    asked = index(read()[0], {text.id: text})
    shown = found(asked)
    assert sorted(one.id for one in shown.items) == sorted(asked.items)
    assert [one.id for one in shown.limits] == ["o-stove", "o-water"]
    assert (shown.aims, shown.facts) == ((), ())
    assert [(one.task.id, [point.id for point in one.points]) for one in shown.tasks] == [
        ("task-keep-hut", ["o-guest-book", "o-weather"]),
        ("task-guide", ["o-show-way"]),
    ]


def test_a_list_has_only_its_own_points_of_a_task(read: Read, text: Edition) -> None:
    asked = index(read()[0], {text.id: text})
    points = {
        unit: [point.id for task in worklist(asked, items).tasks for point in task.points]
        for unit, items in asked.by_unit.items()
    }
    assert points == {
        "hut": ["o-guest-book", "o-show-way"],
        "shelter": ["o-guest-book", "o-show-way"],
        "office": ["o-weather", "o-show-way"],
    }


def test_points_keep_the_order_of_their_task(read: Read, text: Edition) -> None:
    register, _ = read()
    first, *rest = register.tasks
    turned = replace(register, tasks=(replace(first, points=first.points[::-1]), *rest))
    (task, _) = found(index(turned, {text.id: text})).tasks
    assert [one.id for one in task.points] == ["o-weather", "o-guest-book"]


def test_phases_keep_the_register_s_order(read: Read, text: Edition) -> None:
    register, _ = read()
    one, other = register.phases[0], replace(register.phases[0], id="other")
    first, last = register.tasks
    moved = replace(register, phases=(other, one), tasks=(first, replace(last, phase="other")))
    assert [phase.phase.id for phase in found(index(moved, {text.id: text})).phases] == ["other", one.id]


def test_a_limit_stands_beside_the_tasks_that_it_bounds(read: Read, text: Edition) -> None:
    register, _ = read()
    items = tuple(
        replace(one, bounds=("task-guide",)) if one.id == "o-stove" else one for one in register.obligations
    )
    tasks = found(index(replace(register, obligations=items), {text.id: text})).tasks
    assert {one.task.id: [limit.id for limit in one.limits] for one in tasks} == {
        "task-keep-hut": [],
        "task-guide": ["o-stove"],
    }


def test_who_acts_and_who_is_concerned_is_gathered_from_task_and_points(read: Read, text: Edition) -> None:
    register, _ = read()
    first, last = register.tasks
    other = replace(register, tasks=(replace(first, lead="climber"), replace(last, members=())))
    keep, guide = found(index(other, {text.id: text})).tasks
    assert keep.actors == ("climber", "keeper")
    assert keep.members == ()
    assert guide.members == ("newcomers",)


def test_without_tasks_acts_are_shown_all_the_same(read: Read, text: Edition) -> None:
    register, _ = read()
    shown = found(index(replace(register, tasks=()), {text.id: text}))
    assert shown.tasks == ()
    assert [one.id for phase in shown.phases for one in phase.loose] == [
        "o-guest-book",
        "o-weather",
        "o-show-way",
    ]
    assert sorted(one.id for one in shown.items) == sorted(one.id for one in register.obligations)


def test_nothing_makes_an_empty_list(read: Read, text: Edition) -> None:
    shown = worklist(index(read()[0], {text.id: text}), [])
    assert (shown.phases, shown.items) == ((), ())


def test_a_role_that_nobody_wrote_follows_from_the_modality(read: Read) -> None:
    roles = {one.id: (one.modality, one.role) for one in read()[0].obligations}
    assert roles["o-guest-book"] == (Modality.MUST, Role.ACT)
    assert roles["o-stove"] == (Modality.MUST_NOT, Role.LIMIT)
    assert roles["o-water"] == (Modality.MUST, Role.LIMIT)
