"""What the command line answers about the register: a unit's list, an item's reason, the coverage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from guidance.corpus import Corpus
from guidance.problems import nearest
from guidance.register import Index


class UnknownNameError(Exception):
    """A word of the command line names nothing that the register has."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Query:
    """A command that only reads."""

    words: Sequence[str]
    """Names of its arguments, in order."""
    help: str
    answer: Callable[..., Iterator[str]]
    """Takes the corpus and the arguments; yields lines."""


def unit_list(corpus: Corpus, unit: str) -> Iterator[str]:
    """Yield a unit's items: id, modality, title, and the segments cited.

    Raises:
        UnknownNameError: there is no such unit, or no register.
    """
    index = _index(corpus)
    known("unit", unit, tuple(index.units))
    language = corpus.languages.original
    for item in index.by_unit[unit]:
        places = ", ".join(dict.fromkeys(one.at for one in item.cites))
        yield f"{item.id}\t{item.modality}\t{item.title[language]}\t{places}"
    yield f"{len(index.by_unit[unit])} items"


def why(corpus: Corpus, item: str, unit: str) -> Iterator[str]:
    """Yield whether an item is on a unit's list, and by which rule.

    Raises:
        UnknownNameError: there is no such item or unit, or no register.
    """
    index = _index(corpus)
    known("unit", unit, tuple(index.units))
    known("item", item, tuple(index.items))
    found = index.why(item, unit)
    answer = "yes" if found.applies else "no"
    via = f" ({found.via})" if found.via else ""
    reason = f": {found.reason[corpus.languages.original]}" if found.reason else ""
    yield f"{answer}, by the rule “{found.rule}”{via}{reason}"


def coverage(corpus: Corpus) -> Iterator[str]:
    """Yield every sentence with the items that quote it, or why none does, and the totals.

    Raises:
        UnknownNameError: there is no register.
    """
    found = _index(corpus).coverage
    language = corpus.languages.original
    for one in found.sentences:
        by = ", ".join(one.items) or (one.waiver.reason[language] if one.waiver else "–")
        yield f"{one.segment}.{one.number}\t{one.text}\t{by}"
    totals = f"{found.covered} covered, {found.waived} waived, {found.open} open"
    yield f"{len(found.sentences)} sentences: {totals}"


def _index(corpus: Corpus) -> Index:
    if corpus.index is None:
        raise UnknownNameError("no-register: these documents have no register")
    return corpus.index


def known(kind: str, name: str, names: Sequence[str]) -> None:
    """Make sure that a word of the command line is one of the names of its kind.

    Raises:
        UnknownNameError: it is not; the message tells the nearest.
    """
    if name not in names:
        near = nearest(name, names)
        hint = f"; nearest: «{near}»" if near else f"; one of: {', '.join(names[:9])}"
        raise UnknownNameError(f"unknown-{kind}: there is no {kind} with this id: «{name}»{hint}")


QUERIES: Mapping[str, Query] = {
    "list": Query(words=("unit",), help="list the items of a kind of unit", answer=unit_list),
    "why": Query(words=("item", "unit"), help="say why an item is on a unit's list", answer=why),
    "coverage": Query(words=(), help="list every sentence and what covers it", answer=coverage),
}
"""Command name to the query."""
