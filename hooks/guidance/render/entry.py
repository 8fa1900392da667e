"""An item as a page shows it: its words in one language, its sentences in two, its links."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from guidance.corpus import Locale
from guidance.model import Address
from guidance.register.context import passage
from guidance.register.crossref import Why, named
from guidance.register.model import Citation, Obligation, Procedure, Task, Unit
from guidance.render.inline import tagged
from guidance.render.page import Request
from guidance.render.probable import annotated


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A title that leads somewhere."""

    title: str
    href: str
    """Empty where no page shows it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bears:
    """What words of one text are to words of another."""

    bond: str
    label: str
    """The same in words."""
    on: Link
    """The other words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """Cited words in the sentences that they come from."""

    at: str
    """What the page calls the segment."""
    href: str
    """Link to the segment."""
    before: Markup
    words: Markup
    behind: Markup
    translation: Markup
    """The words in the page's own language, where it is a translation and they are known; else empty."""
    tag: str
    """Tag of the page's language."""
    source: str = ""
    """Name and date of the text; empty where there is but one text."""
    bears: tuple[Bears, ...] = ()
    """What the words are to those of other texts, both of which the item quotes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Translation:
    """A whole segment in another language; sentences of two languages need not match."""

    at: str
    tag: str
    text: str
    missing: bool = False
    """Whether there is no translation, and the text says so."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OfTask:
    """Items that are points of one task."""

    task: Link | None
    """None for what is no point of any."""
    items: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """What the template of an item shows."""

    item: Obligation
    title: str
    detail: str
    actor: str
    members: tuple[str, ...]
    places: tuple[Link, ...]
    """The segments cited, each once."""
    quotes: tuple[Quote, ...]
    translations: tuple[Translation, ...]
    procedure: Link | None
    after: tuple[Link, ...]
    see: tuple[Link, ...]
    stale: bool
    """Whether it cites a paragraph that changed since a translation of it was reviewed."""
    departs: bool
    """Whether two texts say something different of it."""


def entry(request: Request, item: Obligation) -> Entry:
    """Return an item in the words of a page."""
    index, locale = request.index, request.locale
    segments = tuple(dict.fromkeys(one.address for one in item.cites))
    return Entry(
        item=item,
        title=locale.pick(item.title),
        detail=locale.pick(item.detail) if item.detail else "",
        actor=locale.pick(index.actors[item.actor].title),
        members=tuple(locale.pick(index.groups[one].title) for one in item.members),
        places=segment_links(request, segments),
        quotes=quotes(request, item.cites),
        translations=translations(request, segments),
        procedure=procedure_link(request, index.procedures[item.procedure]) if item.procedure else None,
        after=item_links(request, item.after),
        see=item_links(request, item.see),
        stale=item.id in request.corpus.stale.items,
        departs=item.id in index.departing,
    )


def quotes(request: Request, cites: Iterable[Citation]) -> tuple[Quote, ...]:
    """Return cited words in their sentences, in the original and the page's script of it."""
    voice = original_locale(request)
    segments = request.index.segments
    found = []
    for cite in cites:
        segment = segments[cite.address]
        place = passage(cite.quote, segment.reading)
        if place is None:
            raise LookupError(f"{cite.at} does not have «{cite.quote}»")
        before, words, behind = (annotated(segment, start, end, voice) for start, end in place.spans)
        at, href = request.place(cite.address), request.links.segment(cite.address)
        found.append(
            Quote(
                at=at,
                href=href,
                before=before,
                words=words,
                behind=behind,
                translation=tagged(
                    cite.translations.get(request.locale.base, ""),
                    request.locale,
                    request.corpus.languages.original,
                ),
                tag=request.locale.tag,
                source=source(request, cite.text),
                bears=tuple(
                    Bears(
                        bond=one.bond,
                        label=request.word(f"bears-{one.bond}"),
                        on=segment_links(request, [one.on.address])[0],
                    )
                    for one in cite.bears
                ),
            )
        )
    return tuple(found)


def source(request: Request, text: str) -> str:
    """Return the name and the date of a text; empty where there is but one."""
    if len(request.corpus.editions) == 1:
        return ""
    edition = request.corpus.editions[text]
    issued = edition.issued or request.word("issued-unknown")
    return f"{request.locale.pick(edition.short or edition.title)}{request.word('comma')}{issued}"


def segment_links(request: Request, segments: Iterable[Address]) -> tuple[Link, ...]:
    """Return links to segments."""
    return tuple(Link(title=request.place(one), href=request.links.segment(one)) for one in segments)


def translations(request: Request, segments: Iterable[Address]) -> tuple[Translation, ...]:
    """Return segments in the language that the page sets beside the original."""
    tag = request.corpus.languages.translation_of(request.locale)
    if not tag:
        return ()
    found = ((one, request.corpus.editions[one.text].translated(tag, one.segment)) for one in segments)
    return tuple(
        Translation(at=request.place(one), tag=tag, text=translated.text)
        if translated
        else Translation(
            at=request.place(one), tag=request.locale.tag, text=request.word("untranslated"), missing=True
        )
        for one, translated in found
    )


def original_locale(request: Request) -> Locale:
    """Return the original's language, in the page's own script where it has one for it."""
    original = request.corpus.languages.original
    return request.locale if request.locale.base == original else request.corpus.locale(original)


def procedure_link(request: Request, procedure: Procedure) -> Link:
    """Return the link to the page that says how."""
    href = request.links.to("procedure", procedure=procedure.id)
    return Link(title=request.locale.pick(procedure.title), href=href)


def item_links(request: Request, ids: Iterable[str]) -> tuple[Link, ...]:
    """Return links to items at their permanent addresses."""
    items = request.index.items
    return tuple(
        Link(title=request.locale.pick(items[one].title), href=request.links.item(items[one])) for one in ids
    )


def by_task(request: Request, ids: Collection[str]) -> tuple[OfTask, ...]:
    """Return links to items under links to their tasks, in the order of the tasks’ first items.

    What is no point of any task stands last.
    """
    if not ids:
        return ()
    index = request.index
    points: dict[str, list[str]] = {}
    for one in ids:
        task = index.task_of.get(one)
        points.setdefault(task.id if task else "", []).append(one)
    rest = points.pop("", [])
    found = [
        OfTask(task=task_link(request, index.tasks[task], some[0]), items=item_links(request, some))
        for task, some in points.items()
    ]
    return (*found, OfTask(task=None, items=item_links(request, rest))) if rest else tuple(found)


def task_link(request: Request, task: Task, point: str) -> Link:
    """Return the link to a task at its permanent address; ``point`` is the id of one of its points."""
    href = request.links.task(task, request.index.items[point])
    return Link(title=request.locale.pick(task.title), href=href)


def unit_links(request: Request, units: Sequence[str], item: Obligation | None = None) -> tuple[Link, ...]:
    """Return links to the lists of units, or to an item's place on them."""
    known, links = request.index.units, request.links
    return tuple(
        Link(
            title=short(request, known[one]),
            href=links.listed(item, one) if item else links.to("checklist", unit=one),
        )
        for one in units
    )


def short(request: Request, unit: Unit) -> str:
    """Return a unit's short title, its title where it has none."""
    return request.locale.pick(unit.short or unit.title)


def reason(request: Request, item: Obligation, why: Why) -> str:
    """Return in words which rule brought an item to a list, or kept it off, with the written reason."""
    types = request.index.types
    units = request.word("list-comma").join(short(request, types[one]) for one in named(item, why))
    rule = request.word(f"rule-{why.rule}").replace("{units}", units)
    return f"{rule}{request.word('colon')}{request.locale.pick(why.reason)}" if why.reason else rule
