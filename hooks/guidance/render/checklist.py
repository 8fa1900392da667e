"""A unit's list as one works through it: what comes first, tasks by phase, limits, and what frames them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from guidance.export import EXPORTERS
from guidance.labels import filled
from guidance.progress.library import library, library_json
from guidance.progress.page import work_data, work_scripts
from guidance.register.crossref import Index
from guidance.register.model import Obligation, Task, Unit
from guidance.register.worklist import ListedTask, Worklist, worklist
from guidance.render.entry import (
    Entry,
    Link,
    Quote,
    Translation,
    entry,
    procedure_link,
    quotes,
    reason,
    segment_links,
    short,
    translations,
)
from guidance.render.inline import tagged
from guidance.render.page import Heading, Parts, Request
from guidance.render.questions import answered, question_links


@dataclass(frozen=True, kw_only=True, slots=True)
class Who:
    """Someone who acts, as a row and the choice of a reader show them."""

    id: str
    title: str
    """Short where the register has a short title."""
    whole: str
    open: bool
    """Whether a sign on the row leads to the legend."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskRow:
    """A task in the words of a page."""

    id: str
    title: str
    phase: str
    lead: Who
    actors: tuple[str, ...]
    members: tuple[str, ...]
    texts: tuple[str, ...]
    """Ids of the texts that its points quote."""
    result: str
    carrier: Link | None
    """The place of the text that carries the result."""
    points: tuple[Entry, ...]
    translations: tuple[Translation, ...]
    """The paragraphs that the points quote, each once."""
    limits: tuple[Link, ...]
    procedures: tuple[Link, ...]
    questions: tuple[Link, ...]
    before: tuple[Link, ...]
    """Tasks that come first."""
    behind: tuple[Link, ...]
    """Tasks that wait for this one."""
    stale: bool


def checklist_parts(request: Request) -> Parts:
    """Return a unit's list, or the part of it that the page asks for."""
    index, locale, asking = request.index, request.locale, request.corpus.asking
    unit = index.units[request.stub.keys["unit"]]
    items = request.stub.narrowed(index.by_unit[unit.id])
    found = worklist(index, items)
    rows = {one.task.id: task_row(request, one, found.tasks) for one in found.tasks}
    taken_off = _taken_off(request, unit)
    people = {actor: who(request, actor) for one in rows.values() for actor in one.actors}
    groups = dict.fromkeys(group for one in rows.values() for group in one.members)
    return {
        "unit": unit,
        "stale": any(one.id in request.corpus.stale.items for one in items),
        "only": only_yours(request, unit, found),
        "own": [
            Link(title=locale.pick(one.title), href=f"#{one.id}")
            for one in own_tasks(index, unit.id)
            if one.id in rows
        ],
        "when": when(request, found),
        "found": found,
        "rows": rows,
        "first": rows[found.first.task.id] if found.first else None,
        "entries": {
            one.id: entry(request, one)
            for one in (*found.limits, *found.aims, *found.facts, *(i for p in found.phases for i in p.loose))
        },
        "bounded": {
            limit.id: [Link(title=rows[one].title, href=f"#{one}") for one in limit.bounds if one in rows]
            for limit in found.limits
        },
        "people": people,
        "groups": [(one, locale.pick(index.groups[one].title)) for one in groups],
        "texts": text_choice(request, items),
        "legend": [one for one in people.values() if one.whole != one.title],
        "scopes": _scopes(request, unit),
        "reasons": _reasons(request, unit, found.items),
        "taken_off": taken_off,
        "asked": [answered(request, one) for one in asking.often(index, unit.id)],
        "questions": len(asking.of_unit(index, unit.id)),
        "all_questions": request.links.to("questions"),
        "downloads": tuple(EXPORTERS),
        "total": len(items),
        "progress": Markup(  # noqa: S704 -- JSON that ends no script
            library_json(library(request.corpus, index, [unit.id], [locale.tag]))
        ),
        "work_data": Markup(  # noqa: S704 -- the same
            library_json(work_data(request.corpus, [locale.tag], page=request.address))
        ),
        "joined": request.links.to("items"),
        "scripts": work_scripts(),
    }, list(_headings(request, found, taken_off=bool(taken_off)))


def task_row(request: Request, listed: ListedTask, others: Sequence[ListedTask]) -> TaskRow:
    """Return a task in the words of a page.

    Args:
        request: the page.
        listed: the task with what of it is on the page.
        others: all tasks of the page; links lead to those only.
    """
    index, locale, task = request.index, request.locale, listed.task
    here = {one.task.id: one.task for one in others}
    points = tuple(entry(request, one) for one in listed.points)
    cited = dict.fromkeys(cite.address for one in listed.points for cite in one.cites)
    named_procedures = dict.fromkeys(one.procedure for one in listed.points if one.procedure)
    return TaskRow(
        id=task.id,
        title=locale.pick(task.title),
        phase=task.phase,
        lead=who(request, task.lead),
        actors=listed.actors,
        members=listed.members,
        texts=tuple(dict.fromkeys(text for one in listed.points for text in one.texts)),
        result=locale.pick(task.result.says) if task.result else "",
        carrier=_carrier(request, listed),
        points=points,
        translations=translations(request, cited),
        limits=tuple(Link(title=locale.pick(one.title), href=f"#{one.id}") for one in listed.limits),
        procedures=tuple(procedure_link(request, index.procedures[one]) for one in named_procedures),
        questions=question_links(request, request.corpus.asking.of("tasks", task.id)),
        before=tuple(
            Link(title=locale.pick(here[one].title), href=f"#{one}") for one in task.after if one in here
        ),
        behind=tuple(
            Link(title=locale.pick(one.title), href=f"#{one.id}")
            for one in here.values()
            if task.id in one.after
        ),
        stale=any(one.stale for one in points),
    )


def text_choice(request: Request, items: Iterable[Obligation]) -> list[tuple[str, str]]:
    """Return ids and names of the texts by which a list can be narrowed; none where it quotes but one."""
    cited = [request.index.texts[one] for one in request.index.texts_of(items)]
    if len(cited) == 1:
        return []
    return [(one.id, request.locale.pick(one.short or one.title)) for one in cited]


def who(request: Request, actor: str) -> Who:
    """Return someone who acts, in the words of a page."""
    found = request.index.actors[actor]
    whole = request.locale.pick(found.title)
    return Who(
        id=actor,
        title=request.locale.pick(found.short) if found.short else whole,
        whole=whole,
        open=found.open,
    )


def when(request: Request, found: Worklist) -> tuple[Link, ...]:
    """Return the times that the text gives, as the facts on the list that rest on the same words say them.

    A time that no fact takes up is told in the text's own words.
    """
    windows = [one for phase in request.index.register.phases for one in phase.window]
    links = []
    for window, quote in zip(windows, quotes(request, windows), strict=True):
        fact = next(
            (
                one
                for one in found.facts
                for cite in one.cites
                if cite.address == window.address and window.quote in cite.quote
            ),
            None,
        )
        if fact:
            links.append(Link(title=request.locale.pick(fact.title), href=f"#{fact.id}"))
        else:
            # The text's own words stand on a page of another language, too.
            words = tagged(quote.words, request.locale, request.corpus.languages.original)
            links.append(Link(title=words, href=quote.href))
    return tuple(links)


def only_yours(request: Request, unit: Unit, found: Worklist) -> str:
    """Return in a sentence what this kind of unit has that the others do not."""
    index = request.index
    own = own_tasks(index, unit.id)
    if own:
        tasks = sum(unit.id in units for units in index.units_of_task.values())
        return filled(request.word("only-tasks"), n=str(len(own)), all=str(tasks))
    same = _same(request, unit, worked=True)
    alone = [one for one in (*found.facts, *found.limits) if index.units_of[one.id] == (unit.id,)]
    pick, separator = request.locale.pick, request.word("list-comma")

    if alone:
        own_titles = separator.join(pick(one.title) for one in alone)
        key = "only-facts" if same else "only-facts-alone"
        return filled(request.word(key), titles=own_titles, n=str(len(same)))
    twins = _same(request, unit, worked=False)
    if not twins:
        return ""
    others = [one for one in same if one not in twins]
    key = "only-none" if others else "only-twins"
    shared = separator.join(short(request, index.units[one]) for one in twins)
    return filled(request.word(key), twins=shared, n=str(len(others)))


def own_tasks(index: Index, unit: str) -> tuple[Task, ...]:
    """Return the tasks that a kind of unit has and no other, in the register's order."""
    return tuple(task for name, task in index.tasks.items() if index.units_of_task[name] == (unit,))


def _same(request: Request, unit: Unit, *, worked: bool) -> list[str]:
    """Return the other units that have the same items, or the same acts and manners."""
    index = request.index

    def items(name: str) -> set[str]:
        return {one.id for one in index.by_unit[name] if one.role.worked or not worked}

    wanted = items(unit.id)
    return [other for other in index.units if other != unit.id and items(other) == wanted]


def _carrier(request: Request, listed: ListedTask) -> Link | None:
    result = listed.task.result
    if result is None:
        return None
    cites = (result.cite,) if result.cite else request.index.items[result.by].cites
    return segment_links(request, [cites[-1].address])[0]


def _scopes(request: Request, unit: Unit) -> list[dict[str, str | tuple[Quote, ...]]]:
    locale = request.locale
    return [
        {
            "title": "" if one is unit and not unit.short else locale.pick(one.title),
            "quotes": quotes(request, one.scope),
            "note": locale.pick(one.note) if one.note else "",
        }
        for one in request.index.lineages[unit.id]
        if one.scope or one.note
    ]


def _reasons(request: Request, unit: Unit, items: Iterable[Obligation]) -> list[tuple[str, list[Link]]]:
    """Return the rules that brought items to the list, each once, with the items."""
    reasons = request.index.reasons[unit.id]
    found: dict[str, list[Link]] = {}
    for one in items:
        said = reason(request, one, reasons[one.id])
        found.setdefault(said, []).append(Link(title=request.locale.pick(one.title), href=f"#{one.id}"))
    return sorted(found.items(), key=lambda pair: len(pair[1]))


def _taken_off(request: Request, unit: Unit) -> list[dict[str, str]]:
    """Return the items that a type of unit would inherit and does not, with the written reasons."""
    index = request.index
    excluded = dict.fromkeys(one.item for each in index.lineages[unit.id] for one in each.without)
    decided = [
        (item, index.why(item.id, unit.id))
        for item in request.stub.narrowed([index.items[one] for one in excluded])
    ]
    return [
        {
            "title": request.locale.pick(item.title),
            "href": request.links.item(item),
            "why": reason(request, item, why),
        }
        for item, why in decided
        if not why.applies
    ]


def _headings(request: Request, found: Worklist, *, taken_off: bool) -> Iterator[Heading]:
    pick = request.locale.pick
    for one in found.phases:
        yield Heading(level=2, id=f"phase-{one.phase.id}", title=pick(one.phase.title))
    if found.limits:
        yield Heading(level=2, id="limits", title=request.word("limits"))
    yield Heading(level=2, id="take", title=request.word("take"))
    if request.corpus.asking.often(request.index, request.stub.keys["unit"]):
        yield Heading(level=2, id="asked", title=request.word("asked"))
    yield Heading(level=2, id="frame", title=request.word("worklist-frame"))
    if taken_off:
        yield Heading(level=2, id="taken-off", title=request.word("taken-off"))
