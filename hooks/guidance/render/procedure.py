"""A page that says how: its steps, its limits, who acts, and what it rests on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from guidance.register.model import Obligation
from guidance.register.worklist import ListedTask, worklist
from guidance.render.entry import Link, quotes, segment_links, short, task_link, unit_links
from guidance.render.page import Heading, Parts, Request
from guidance.render.questions import question_links
from guidance.terms import find


@dataclass(frozen=True, kw_only=True, slots=True)
class Steps:
    """The steps of one task."""

    id: str
    """Anchor of their heading."""
    title: str
    """Empty where they need no heading: no task has any of the steps."""
    task: Link | None
    """None for what belongs to no task: aims and facts."""
    units: tuple[str, ...]
    """The units that have some of the steps; a step says its own where they are others."""
    lists: tuple[Link, ...]
    """Links to the task on the lists of these units."""
    items: tuple[Obligation, ...]
    actor: str
    """Who acts in all of them; empty where it is not the same in all."""
    after: tuple[Link, ...]
    """The tasks on this page that have to come first, as the register's order alone says nothing of that."""
    said: tuple[str, ...]
    """What need not be said at each step: the head of the steps, or of the page, has said it."""

    @property
    def count(self) -> int:
        """How many steps there are."""
        return len(self.items)


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """A procedure on the page that shows them all."""

    title: str
    href: str
    tasks: tuple[Link, ...]
    steps: int
    limits: int


def procedures_parts(request: Request) -> Parts:
    """Return all procedures, in the register's order, with the tasks that each is for."""
    index, pick, links = request.index, request.locale.pick, request.links
    ways = []
    for one in index.register.procedures:
        items = index.by_procedure.get(one.id, ())
        found = worklist(index, items)
        ways.append(
            Way(
                title=pick(one.title),
                href=links.to("procedure", procedure=one.id),
                tasks=tuple(task_link(request, each.task, each.points[0].id) for each in found.tasks),
                steps=sum(len(each.points) for each in found.tasks),
                limits=len(found.limits),
            )
        )
    return {"ways": ways}, []


def procedure_parts(request: Request) -> Parts:
    """Return the steps and the limits of a procedure, in the order of the tasks."""
    index, locale, links = request.index, request.locale, request.links
    name = request.stub.keys["procedure"]
    items = index.by_procedure.get(name, ())
    found = worklist(index, items)
    limits = list(found.limits)
    members = dict.fromkeys(one for item in items for one in item.members)
    shown = {one.task.id for one in found.tasks}
    groups = [_steps(request, one, shown, one_group=len(members) == 1) for one in found.tasks]
    rest = (*(one for phase in found.phases for one in phase.loose), *found.aims, *found.facts)
    if rest:
        title = request.word("steps-rest") if groups else ""
        groups.append(
            Steps(
                id="steps-rest",
                title=title,
                task=None,
                units=(),
                lists=(),
                items=rest,
                actor="",
                after=(),
                said=(),
            )
        )
    segments = dict.fromkeys(cite.address for one in items for cite in one.cites)
    terms = {
        found.term.id: Link(title=locale(found.term.names[locale.base][0]), href=links.term(found.term))
        for one in items
        for cite in one.cites
        for found in find(cite.quote, request.corpus.terms, index.texts[cite.text].original)
    }
    headings = [
        *([Heading(level=2, id="steps", title=request.word("steps"))] if groups else []),
        *(Heading(level=3, id=one.id, title=one.title) for one in groups if one.title),
        Heading(level=2, id="rests", title=request.word("rests")),
        *([Heading(level=2, id="limits", title=request.word("limits"))] if limits else []),
    ]
    return {
        "groups": groups,
        "limits": limits,
        "units_of": index.units_of,
        "unit_links": {one.id: unit_links(request, index.units_of[one.id], one) for one in items},
        "segments": segment_links(request, segments),
        "terms": list(terms.values()),
        "questions": question_links(request, request.corpus.asking.of("procedures", name)),
        "members": [
            (locale.pick(index.groups[one].title), quotes(request, index.groups[one].cites))
            for one in members
        ],
        "emendations": [
            Link(title=each.id, href=links.emendation(one.text, each.id))
            for one in segments
            for each in index.segments[one].emendations
        ],
    }, headings


def _steps(request: Request, listed: ListedTask, shown: Collection[str], *, one_group: bool) -> Steps:
    """Return the steps that are points of one task.

    Args:
        request: the page.
        listed: the task with those of its points that the page explains.
        shown: ids of all tasks on the page.
        one_group: whether the whole page concerns one group of members, which its head names.
    """
    index = request.index
    having = {
        unit: next((one for one in listed.points if one.id in index.reasons[unit]), None)
        for unit in index.units
    }
    lists = {
        unit: Link(
            title=short(request, index.units[unit]),
            href=request.links.listed_task(listed.task, point, unit),
        )
        for unit, point in having.items()
        if point
    }
    task = task_link(request, listed.task, listed.points[0].id)
    actors = {one.actor for one in listed.points}
    alike = len(actors) == 1 and len(listed.points) > 1
    concerned = one_group and all(one.members for one in listed.points)
    return Steps(
        id=f"steps-{listed.task.id}",
        title=task.title,
        task=task,
        units=tuple(lists),
        lists=tuple(lists.values()),
        items=listed.points,
        actor=request.locale.pick(index.actors[listed.points[0].actor].title) if alike else "",
        after=tuple(
            Link(title=request.locale.pick(index.tasks[one].title), href=f"#steps-{one}")
            for one in listed.task.after
            if one in shown
        ),
        said=(*(["actor"] if alike else []), *(["members"] if concerned else [])),
    )
