"""One file for one kind of unit: its list, the text that it cites, and how to do what it asks.

It stands alone, as a phone hides the files beside the one that it opens: style within, links within,
no request. Every place has its id from the site, once, with all languages below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from guidance.corpus import Corpus
from guidance.model import Address
from guidance.pages import Pages, Stub
from guidance.policy import MARK, with_policy
from guidance.problems import Place
from guidance.progress.library import library, library_json
from guidance.progress.page import rollup_scripts, within, work_data, work_scripts
from guidance.register import Index
from guidance.register.model import Obligation, Procedure, Task
from guidance.register.worklist import Worklist, worklist
from guidance.render.checklist import only_yours, own_tasks, task_row, text_choice, when, who
from guidance.render.entry import entry, quotes, reason
from guidance.render.links import Links
from guidance.render.page import Request, copied
from guidance.render.questions import answered
from guidance.render.templates import Templates
from guidance.styles import needed, packed, shortened, some

_STYLE = "guidance/onefile.css"
STYLES = ("tokens", "base", "shared", "worklist", "progress")
_STYLE_MARK = "/* styles */"
_SCRIPT = "worklist.js"
_FOLD = "search-fold.js"
_SEARCH = "guidance/onefile-search.js"
SCRIPTS = (_SCRIPT, _FOLD)
"""Scripts of the site that a file holds beside those of a worked list."""
BESIDE = (_STYLE, _SEARCH)
"""What stands among the templates and is a file's alone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Inside(Links):
    """Links within the file; what is not in it gets none."""

    items: frozenset[str]
    segments: Mapping[Address, str]
    """The segments in the file with their anchors."""
    procedures: frozenset[str]
    tasks: frozenset[str]
    questions: frozenset[str]

    def to(self, view: str, **keys: str) -> str:
        return f"#{keys['procedure']}" if view == "procedure" and keys["procedure"] in self.procedures else ""

    def question(self, id_: str) -> str:
        return f"#{id_}" if id_ in self.questions else ""

    def task(self, task: Task, point: Obligation) -> str:  # noqa: ARG002 -- as on the site
        return f"#{task.id}" if task.id in self.tasks else ""

    def text(self, id_: str) -> str:  # noqa: ARG002 -- of a text only parts are in the file
        return ""

    def segment(self, address: Address) -> str:
        return f"#{self.segments[address]}" if address in self.segments else ""

    def item(self, item: Obligation) -> str:
        return f"#{item.id}" if item.id in self.items else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Shown:
    """A segment in the file; what differs between the languages stands in their order."""

    anchor: str
    places: tuple[str, ...]
    head: bool
    texts: tuple[str, ...]
    cited: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class _Voice(Request):
    """One of the file's languages."""

    within: _Inside

    @property
    def links(self) -> Links:
        return self.within


def one_file(  # noqa: PLR0913 -- what the file is made of
    corpus: Corpus, unit: str, templates: Path, scripts: Path, licence: str = "", *, page: str = ""
) -> str:
    """Return the whole HTML file of a kind of unit.

    Args:
        corpus: what the file is made from; it has a register.
        unit: id of the kind of unit.
        templates: the folder that holds ``guidance/onefile.html`` and its style.
        scripts: the folder that holds the scripts, beside ``css`` with the styles.
        licence: the line that says under which licence all of it is shipped; none by default.
        page: address of the list below the site's, for the code on paper; empty where it has none.

    Raises:
        KeyError: there is no such unit.
        LookupError: the corpus has no register.
    """
    index = corpus.index
    if index is None:
        raise LookupError("the corpus has no register")
    items = index.by_unit[unit]
    shown = tuple(_in_context(index, unit))
    within = _Inside(
        pages=Pages((), corpus.editions),
        base="",
        items=frozenset(one.id for one in items),
        segments={one: corpus.anchor(one) for one in shown},
        procedures=frozenset(one.procedure for one in items),
        tasks=frozenset(index.task_of[one.id].id for one in items if one.id in index.task_of),
        questions=frozenset(one.id for one in corpus.asking.of_unit(index, unit)),
    )
    voices = [
        _Voice(
            corpus=corpus,
            locale=corpus.locale(tag),
            pages=within.pages,
            root="",
            base="",
            stub=Stub(path="", view="checklist", keys={"unit": unit}, place=Place(file=""), places={}),
            within=within,
        )
        for tag in corpus.languages.shown
    ]
    scope = [cite for one in index.lineages[unit] for cite in one.scope]
    cited = {cite.address for one in items for cite in one.cites} | {cite.address for cite in scope}
    found = worklist(index, items)
    tasks = found.tasks
    framed = (*found.limits, *found.aims, *found.facts)
    entries = {one.id: [entry(voice, one) for voice in voices] for one in items}
    rendered = Templates(templates).render(
        "onefile",
        voices[0],
        script=Markup(  # noqa: S704 -- our own scripts
            file_script(scripts, templates, collects=index.units[unit].collects)
        ),
        style=Markup(_STYLE_MARK),  # noqa: S704 -- replaced below by our own styles
        policy=MARK,
        licence=licence,
        voices=voices,
        unit=index.units[unit],
        scope=[quotes(voice, scope) for voice in voices],
        found=found,
        rows={one.task.id: [task_row(voice, one, tasks) for voice in voices] for one in tasks},
        when=[when(voice, found) for voice in voices],
        own=own_tasks(index, unit),
        only=[only_yours(voice, index.units[unit], found) for voice in voices],
        people=[{actor: who(voice, actor) for one in tasks for actor in one.actors} for voice in voices],
        groups=dict.fromkeys(group for one in tasks for group in one.members),
        members=index.groups,
        entries=entries,
        framed=framed,
        bounded={
            one.id: [index.tasks[name] for name in one.bounds if name in {each.task.id for each in tasks}]
            for one in found.limits
        },
        reasons=_reasons(voices, unit, found),
        texts=_text_choice(voices, items),
        segments=[
            _Shown(
                anchor=within.segments[at],
                places=tuple(voice.place(at) for voice in voices),
                head=bool(index.segments[at].level),
                texts=tuple(
                    copied(index.texts[at.text], index.segments[at], voice.locale) for voice in voices
                ),
                cited=at in cited,
            )
            for at in shown
        ],
        procedures=_procedures(index, items),
        quotes={name: [one.quotes for one in said] for name, said in entries.items()},
        original=corpus.languages.original,
        editions=[index.texts[one] for one in dict.fromkeys(at.text for at in shown)],
        asked=[[answered(voice, one) for voice in voices] for one in corpus.asking.of_unit(index, unit)],
        total=len(items),
        progress=Markup(  # noqa: S704 -- JSON that ends no script
            library_json(library(corpus, index, [unit], corpus.languages.shown))
        ),
        rollup=Markup(  # noqa: S704 -- the same
            library_json(library(corpus, index, list(index.units), corpus.languages.shown))
        )
        if index.units[unit].collects
        else "",
        work_data=Markup(  # noqa: S704 -- the same
            library_json(
                work_data(
                    corpus,
                    corpus.languages.shown,
                    page=page,
                    single=True,
                    many=index.units[unit].collects,
                )
            )
        ),
    )
    # A plain string: whoever replaces a part of the file must not get it escaped.
    page = str(rendered)
    return with_policy(page.replace(_STYLE_MARK, _style(templates, scripts.parent / "css", page), 1))


def file_script(scripts: Path, templates: Path, *, collects: bool) -> str:
    """Return all that runs in a unit's file, as one script.

    Args:
        scripts: the folder that holds the scripts.
        templates: the folder that holds ``guidance/onefile-search.js``.
        collects: whether the file brings together what many units report.
    """
    more = rollup_scripts() if collects else ()
    # What writes the file out comes before what changes the page.
    names = dict.fromkeys((*work_scripts(single=True), *more, _SCRIPT, _FOLD))
    paths = (*(scripts / one for one in names), templates / _SEARCH)
    return ";\n".join(within(one.read_text(encoding="utf-8")) for one in paths)


def _style(templates: Path, styles: Path, page: str) -> str:
    own = (templates / _STYLE).read_text(encoding="utf-8")
    return shortened(needed(f"{some(styles, STYLES)}\n{packed(own)}", page))


def _reasons(voices: list[_Voice], unit: str, found: Worklist) -> list[tuple[list[str], list[Obligation]]]:
    """Return the rules that brought items to the list, each once in every language, with the items."""
    reasons = voices[0].index.reasons[unit]
    groups: dict[str, tuple[list[str], list[Obligation]]] = {}
    for one in found.items:
        said = [reason(voice, one, reasons[one.id]) for voice in voices]
        groups.setdefault(said[0], (said, []))[1].append(one)
    return sorted(groups.values(), key=lambda group: len(group[1]))


def _text_choice(voices: Sequence[_Voice], items: Sequence[Obligation]) -> list[tuple[str, str]]:
    """Return ids of the texts by which the file can be narrowed, with their names in every language."""
    choices = [text_choice(voice, items) for voice in voices if not voice.locale.converter]
    return [
        (some[0][0], " · ".join(dict.fromkeys(title for _, title in some)))
        for some in zip(*choices, strict=True)
    ]


def _in_context(index: Index, unit: str) -> Iterator[Address]:
    """Yield the segments of every part of the texts that the unit's list or scope cites."""
    cited = {cite.address for one in index.by_unit[unit] for cite in one.cites}
    cited |= {cite.address for one in index.lineages[unit] for cite in one.scope}
    for text in index.texts.values():
        part: list[Address] = []
        for segment in (*text.segments, None):
            if segment is None or segment.level:
                if cited.intersection(part):
                    yield from part
                part = []
            if segment:
                part.append(text.address(segment.id))


def _procedures(
    index: Index, items: tuple[Obligation, ...]
) -> list[tuple[Procedure, list[Obligation], list[Obligation]]]:
    """Return the procedures that a list needs, each with its steps and its limits on the list."""
    found = []
    for procedure in index.register.procedures:
        own = [one for one in items if one.procedure == procedure.id]
        if own:
            steps = [one for one in own if not one.limit]
            found.append((procedure, steps, [one for one in own if one.limit]))
    return found
