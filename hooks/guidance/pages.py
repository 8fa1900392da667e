"""The pages that show a view, and the address that each thing of the corpus has on them.

A page says in its front matter which view it shows and of what; so the addresses follow from the
files, and a large view is split by writing more of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from guidance.corpus import Corpus
from guidance.model import Address, Edition, Term
from guidance.pageset import pages_missing, pages_twice, unknown_keys
from guidance.problems import DefectiveInputError, Place, Problem, nearest
from guidance.readers.text import Report, read_text, shown_path
from guidance.readers.yaml import Node, parse_yaml
from guidance.register import Index
from guidance.register.coverage import PART_LEVEL
from guidance.register.model import Obligation, Task
from guidance.snippets import snippet_problems

NEEDS: Mapping[str, tuple[str, ...]] = {
    "edition": ("edition",),
    "apparatus": ("edition",),
    "provenance": ("edition",),
    "glossary": (),
    "choice": (),
    "checklist": ("unit",),
    "items": (),
    "matrix": (),
    "compare": (),
    "procedure": ("procedure",),
    "procedures": (),
    "plan": (),
    "documents": (),
    "coverage": (),
    "finder": (),
    "questions": (),
    "rollup": (),
    "parts": ("unit", "edition"),
}
"""View to the keys that a page with this view must have."""

GIST = ("who", "what", "when", "help")
"""Keys of the home page: the item that says in a line who takes part, in what, when, and who helps."""

_NARROWED: Mapping[str, tuple[str, ...]] = {
    "edition": ("part",),
    "checklist": ("phase", "procedure", "text"),
    "items": ("phase", "procedure", "text"),
    "matrix": ("phase", "procedure", "text"),
    "compare": ("phase", "procedure", "text"),
    "coverage": ("part", "text"),
    "glossary": ("kind",),
    "choice": GIST,
}
"""View to the keys by which a page shows a part of it only."""
NONE = "none"
"""Value of ``procedure`` for items that no page explains."""

_FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
_NEED_REGISTER = frozenset(NEEDS) - {"edition", "apparatus", "provenance", "glossary", "finder"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Stub:
    """A page's file, as far as its front matter tells what it shows."""

    path: str
    """Path below its language's folder, with forward slashes."""
    view: str
    keys: Mapping[str, str]
    """What the view shows, and which part of it."""
    place: Place
    places: Mapping[str, Place]
    """Where each key's value stands."""
    after: str = ""
    """Path of the page behind which it stands in the menu; empty where the settings say so."""

    @property
    def address(self) -> str:
        """Address below its language's root."""
        return f"{self.path.removesuffix('.md')}.html"

    def shows(self, item: Obligation) -> bool:
        """Whether an item of its view is on this page, and not on another part's."""
        return bool(self.narrowed([item]))

    def narrowed(self, items: Iterable[Obligation]) -> tuple[Obligation, ...]:
        """Return those of some items of its view that are on this page."""
        found = items
        if phase := self.keys.get("phase"):
            found = [one for one in found if one.phase == phase]
        if procedure := self.keys.get("procedure"):
            found = [one for one in found if (one.procedure or NONE) == procedure]
        if text := self.keys.get("text"):
            found = [one for one in found if text in one.texts]
        return tuple(found)


@dataclass(frozen=True)
class Pages:
    """All pages with a view, of the language that has a file for each."""

    stubs: tuple[Stub, ...]
    editions: Mapping[str, Edition] = field(default_factory=dict)
    """The texts by id."""

    def of(self, view: str, **keys: str) -> tuple[Stub, ...]:
        """Return the pages of a view of one thing, in the order of their paths."""
        return tuple(
            one for one in self._by_view.get(view, ()) if all(one.keys.get(key) == keys[key] for key in keys)
        )

    def stub(self, path: str) -> Stub | None:
        """Return the page with a path below its language's folder; None where it shows no view."""
        return self._by_path.get(path)

    def address(self, view: str, **keys: str) -> str:
        """Return the address of the first page of a view, of the whole if it can be; empty without any."""
        key = (view, *keys.items())
        if key not in self._found:
            pages = sorted(self.of(view, **keys), key=lambda one: len(one.keys))
            self._found[key] = pages[0].address if pages else ""
        return self._found[key]

    def segment(self, address: Address) -> str:
        """Return a segment's address, on the page of its part if its text is split; empty where none is."""
        page = self.homes(address.text).get(address.segment) or self.address("edition", edition=address.text)
        return f"{page}#{address.segment}" if page else ""

    def homes(self, text: str) -> Mapping[str, str]:
        """Return the pages of the parts of a text by the segments that stand on them; none of one whole text.

        A part goes from its heading to the next heading of its level or above, or to that of another part.
        """
        if text not in self._homes:
            self._homes[text] = self._by_part(text)
        return self._homes[text]

    def _by_part(self, text: str) -> dict[str, str]:
        parts = {
            one.keys["part"]: one.address for one in self.of("edition", edition=text) if "part" in one.keys
        }
        found: dict[str, str] = {}
        page, level = "", 0
        for segment in self.editions[text].segments if parts else ():
            if segment.id in parts:
                page, level = parts[segment.id], segment.level
            elif 0 < segment.level <= level:
                page = ""
            if page:
                found[segment.id] = page
        return found

    def term(self, term: Term) -> str:
        """Return a term's address; empty where no page shows it."""
        key = ("glossary", term.kind)
        if key not in self._found:
            shown = (one.address for one in self.of("glossary") if one.keys.get("kind") in {None, term.kind})
            self._found[key] = next(shown, "")
        found = self._found[key]
        return f"{found}#{term.id}" if found else ""

    def item(self, item: Obligation) -> str:
        """Return an item's permanent address; empty where no page shows all items."""
        return self._place(item, "items")

    def listed(self, item: Obligation, unit: str) -> str:
        """Return an item's address on a unit's list; empty where the unit has no page."""
        return self._place(item, "checklist", unit=unit)

    def task(self, task: Task, point: Obligation) -> str:
        """Return a task's permanent address; empty where no page shows all items.

        Args:
            task: the task.
            point: one of its points; of a task that is split over pages, its page is meant.
        """
        return self._place(point, "items", anchor=task.id)

    def listed_task(self, task: Task, point: Obligation, unit: str) -> str:
        """Return a task's address on a unit's list; empty where the unit has no page."""
        return self._place(point, "checklist", anchor=task.id, unit=unit)

    def _place(self, item: Obligation, view: str, *, anchor: str = "", **keys: str) -> str:
        parts = self._parts(view, **keys)
        wanted = (
            (item.phase, item.procedure or NONE),
            (item.phase, ""),
            ("", item.procedure or NONE),
            ("", ""),
        )
        found = next((parts[one] for one in wanted if one in parts), "")
        return f"{found}#{anchor or item.id}" if found else ""

    def _parts(self, view: str, **keys: str) -> Mapping[tuple[str, str], str]:
        """Return the addresses of a view's parts by phase and procedure; empty words stand for all."""
        key = (view, *keys.values())
        if key not in self._split:
            found: dict[tuple[str, str], str] = {}
            for one in self.of(view, **keys):
                if "text" in one.keys:
                    # What one text says of the items is nobody's permanent place.
                    continue
                found.setdefault((one.keys.get("phase", ""), one.keys.get("procedure", "")), one.address)
            self._split[key] = found
        return self._split[key]

    @property
    def after(self) -> Mapping[str, str]:
        """Pages that say where they stand in the menu: path to the path of the page before."""
        return {one.path: one.after for one in self.stubs if one.after}

    @cached_property
    def _split(self) -> dict[tuple[str, ...], Mapping[tuple[str, str], str]]:
        """Parts of views asked for so far."""
        return {}

    @cached_property
    def _homes(self) -> dict[str, dict[str, str]]:
        """Texts asked for so far."""
        return {}

    @cached_property
    def _by_path(self) -> Mapping[str, Stub]:
        return {one.path: one for one in self.stubs}

    @cached_property
    def _by_view(self) -> Mapping[str, Sequence[Stub]]:
        found: dict[str, list[Stub]] = {}
        for one in self.stubs:
            found.setdefault(one.view, []).append(one)
        return found

    @cached_property
    def _found(self) -> dict[tuple[object, ...], str]:
        """Addresses asked for so far: thousands of items share a few pages."""
        return {}


def load_pages(docs: Path, corpus: Corpus, root: Path | None = None) -> Pages:
    """Return the pages of a documents folder.

    Args:
        docs: the folder with one folder for each language.
        corpus: what the pages show.
        root: folder that reported paths are relative to; the parent of ``docs`` by default.

    Raises:
        DefectiveInputError: with every defect found in the run.
    """
    problems: list[Problem] = []
    pages = read_pages(docs, root or docs.parent, corpus, problems.append)
    if problems:
        raise DefectiveInputError(problems)
    return pages


def read_pages(docs: Path, root: Path, corpus: Corpus, report: Report) -> Pages:
    """Return the pages of a documents folder, having reported what is wrong with their front matter.

    Args:
        docs: the folder with one folder for each language.
        root: folder that reported paths are relative to.
        corpus: what the pages show.
        report: takes ``unknown-view``, ``unknown-front-matter``, ``missing-key``, ``unknown-…`` for ids and
            snippets, ``page-missing``, ``page-differs``, ``page-twice`` and ``page-not-written``.
    """
    trees = {tag: _tree(docs / tag, root, report) for tag in corpus.languages.written}
    original = trees[corpus.languages.original]
    for problem in snippet_problems(docs, root, corpus.languages.written):
        report(problem)
    unsound = [problem for one in original.values() for problem in _defects(one, corpus)]
    folder = docs / corpus.languages.original
    misplaced = [problem for one in original.values() for problem in _misplaced(one, folder, original)]
    # A page whose view or id is mistyped is told once, not again as one that is not there.
    missing = () if unsound else pages_missing(original, corpus, root)
    for problem in (*unsound, *misplaced, *pages_twice(original), *missing):
        report(problem)
    # What such a page's translation says instead is mostly what it should say itself.
    wrong = {problem.place.file for problem in unsound}
    for tag in corpus.languages.translations:
        for problem in _differences(original, trees[tag], shown_path(root, docs / tag), wrong):
            report(problem)
    return Pages(tuple(original.values()), corpus.editions)


def _tree(folder: Path, root: Path, report: Report) -> dict[str, Stub]:
    found = {}
    for path in sorted(folder.rglob("*.md")):
        stub = _stub(path, path.relative_to(folder).as_posix(), root, report)
        if stub:
            found[stub.path] = stub
    return found


def _stub(path: Path, name: str, root: Path, report: Report) -> Stub | None:
    text = read_text(root, path, report)
    front = _FRONT_MATTER.match(text or "")
    if text is None or front is None:
        return None
    shown = shown_path(root, path)
    # A line stands for the opening dashes, so that reports count as the file does.
    node = parse_yaml(shown, "\n" + front[1], report)
    if node is None or not isinstance(node.value, Mapping):
        return None
    values = {key: one for key, one in node.value.items() if isinstance(one.value, str)}
    view = _text(values["view"]) if "view" in values else ""
    wanted = (*NEEDS.get(view, ()), *_NARROWED.get(view, ()))
    if not view or view in NEEDS:
        for problem in unknown_keys(node.value, wanted):
            report(problem)
    if not view:
        return None
    return Stub(
        path=name,
        view=view,
        keys={key: _text(values[key]) for key in wanted if key in values},
        place=values["view"].place,
        places={key: one.place for key, one in values.items()},
        after=_text(values["after"]) if "after" in values else "",
    )


def _text(node: Node) -> str:
    return str(node.value)


def _defects(stub: Stub, corpus: Corpus) -> Iterator[Problem]:
    if stub.view not in NEEDS:
        yield _unknown("view", stub.view, tuple(NEEDS), stub.place)
        return
    if stub.view in _NEED_REGISTER and corpus.index is None:
        message = "this view shows the register, and corpus.yml names none"
        yield Problem(place=stub.place, code="no-register", message=message, fragment=stub.view)
        return
    for key in NEEDS[stub.view]:
        if key not in stub.keys:
            message = f"the view “{stub.view}” needs the key “{key}”"
            slip = nearest(key, [one for one in stub.places if one not in {"title", "view", *stub.keys}])
            yield Problem(
                place=stub.places.get(slip, stub.place),
                code="missing-key",
                message=message,
                fragment=stub.view,
                suggestion=key,
            )
    for key, value in stub.keys.items():
        known = _known(stub, key, corpus)
        # Of what could not be read nobody can tell whether it is there.
        if value not in known and not (key == "edition" and {value, ""} & {*corpus.unread}):
            yield _unknown("item" if key in GIST else key, value, known, stub.places[key])


def _misplaced(stub: Stub, folder: Path, stubs: Mapping[str, Stub]) -> Iterator[Problem]:
    """Yield a problem where a page stands in the menu behind one that is not there, or behind itself."""
    if not stub.after:
        return
    pages = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.md"))]
    if stub.after not in pages:
        yield _unknown("page", stub.after, pages, stub.places["after"])
        return
    seen = {stub.path}
    behind = stub.after
    while behind:
        if behind in seen:
            message = "this page stands in the menu behind itself"
            place = stub.places["after"]
            yield Problem(place=place, code="menu-circle", message=message, fragment=stub.after)
            return
        seen.add(behind)
        behind = stubs[behind].after if behind in stubs else ""


def _known(stub: Stub, key: str, corpus: Corpus) -> Collection[str]:
    """Return what a key of a page may name."""
    if key == "part" and stub.view == "edition":
        edition = corpus.editions.get(stub.keys.get("edition", ""))
        return tuple(one.id for one in edition.segments if one.level) if edition else (stub.keys["part"],)
    if key == "kind":
        return {one.kind: None for one in corpus.terms}
    if key in {"edition", "text"} or corpus.index is None:
        return tuple(corpus.editions)
    index = corpus.index
    names: Mapping[str, Sequence[str]] = {
        **dict.fromkeys(GIST, tuple(index.items)),
        "unit": tuple(index.units),
        "phase": tuple(one.id for one in index.register.phases),
        "procedure": (*(one.id for one in index.register.procedures), NONE),
        "part": tuple(corpus.written(one) for one in _heads(index)),
    }
    return names[key]


def _heads(index: Index) -> Iterator[Address]:
    """Yield the headings with which the parts of the texts begin that the register takes up."""
    for text in index.taken_up.values():
        yield from (text.address(one.id) for one in text.segments if 0 < one.level <= PART_LEVEL)


def _unknown(kind: str, name: str, known: Collection[str], place: Place) -> Problem:
    message = f"there is no {kind} of this name"
    near = nearest(name, list(known))
    return Problem(place=place, code=f"unknown-{kind}", message=message, fragment=name, suggestion=near)


def _differences(
    original: Mapping[str, Stub], translated: Mapping[str, Stub], folder: str, wrong: Collection[str]
) -> Iterator[Problem]:
    for path, one in original.items():
        other = translated.get(path)
        if other is None:
            message = "this page has no translation that shows the same view"
            yield Problem(place=one.place, code="page-missing", message=message, fragment=f"{folder}/{path}")
        elif (one.view, one.keys) != (other.view, other.keys) and one.place.file not in wrong:
            message = f"this page shows something else than {one.place.file}"
            keys = [key for key in other.keys if other.keys[key] != one.keys.get(key)]
            if keys and other.view == one.view:
                place, shown, wanted = other.places[keys[0]], other.keys[keys[0]], one.keys.get(keys[0], "")
            else:
                place, shown, wanted = other.place, other.view, one.view
            yield Problem(
                place=place, code="page-differs", message=message, fragment=shown, suggestion=wanted
            )
    for path in sorted(translated.keys() - original.keys()):
        message = "this page has no original"
        yield Problem(place=translated[path].place, code="page-missing", message=message, fragment=path)
