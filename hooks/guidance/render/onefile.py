"""One file for one kind of unit: its list, the text that it cites, and how to do what it asks.

It stands alone, as a phone hides the files beside the one that it opens: style within, links within,
no request. Every place has its id from the site, once, with all languages below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from guidance.corpus import Corpus
from guidance.pages import Pages, Stub
from guidance.problems import Place
from guidance.register import Index
from guidance.register.checklist import checklist
from guidance.register.model import Obligation, Procedure
from guidance.render.entry import entry, quotes, reason
from guidance.render.links import Links
from guidance.render.page import Request, plain
from guidance.render.templates import Templates

_STYLE = "guidance/onefile.css"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Inside(Links):
    """Links within the file; what is not in it gets none."""

    items: frozenset[str]
    segments: frozenset[str]

    def to(self, view: str, **keys: str) -> str:
        return f"#{keys['procedure']}" if view == "procedure" else ""

    def segment(self, id_: str) -> str:
        return f"#{id_}" if id_ in self.segments else ""

    def item(self, item: Obligation) -> str:
        return f"#{item.id}" if item.id in self.items else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Voice(Request):
    """One of the file's languages."""

    within: _Inside

    @property
    def links(self) -> Links:
        return self.within


def one_file(corpus: Corpus, unit: str, templates: Path) -> str:
    """Return the whole HTML file of a kind of unit.

    Args:
        corpus: what the file is made from; it has a register.
        unit: id of the kind of unit.
        templates: the folder that holds ``guidance/onefile.html`` and its style.

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
        pages=Pages(()),
        base="",
        edition=index.edition.id,
        items=frozenset(one.id for one in items),
        segments=frozenset(shown),
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
    cited = {cite.at for one in items for cite in one.cites} | {cite.at for cite in scope}
    return Templates(templates).render(
        "onefile",
        voices[0],
        style=Markup((templates / _STYLE).read_text(encoding="utf-8")),  # noqa: S704 -- our own style
        voices=voices,
        unit=index.units[unit],
        scope=[quotes(voice, scope) for voice in voices],
        phases=checklist(index, items),
        entries={one.id: [entry(voice, one) for voice in voices] for one in items},
        why={one.id: [reason(voice, one, index.reasons[unit][one.id]) for voice in voices] for one in items},
        segments=[
            (segment, [plain(index.edition, segment, voice.locale) for voice in voices], segment.id in cited)
            for segment in index.edition.segments
            if segment.id in within.segments
        ],
        procedures=_procedures(index, items),
        quotes={one.id: [quotes(voice, one.cites) for voice in voices] for one in items},
        edition=index.edition,
        total=len(items),
    )


def _in_context(index: Index, unit: str) -> Iterator[str]:
    """Yield the segments of every part of the text that the unit's list or scope cites."""
    cited = {cite.at for one in index.by_unit[unit] for cite in one.cites}
    cited |= {cite.at for one in index.lineages[unit] for cite in one.scope}
    part: list[str] = []
    for segment in (*index.edition.segments, None):
        if segment is None or segment.level:
            if cited.intersection(part):
                yield from part
            part = []
        if segment:
            part.append(segment.id)


def _procedures(
    index: Index, items: tuple[Obligation, ...]
) -> list[tuple[Procedure, list[Obligation], list[Obligation]]]:
    """Return the procedures that a list needs, each with its steps and its limits on the list."""
    found = []
    for procedure in index.register.procedures:
        own = [one for one in items if one.procedure == procedure.id]
        if own:
            steps = [one for one in own if not one.bounds]
            found.append((procedure, steps, [one for one in own if one.bounds]))
    return found
