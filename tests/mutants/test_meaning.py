"""An item that says more, or something else, than the words that it quotes is told."""

from __future__ import annotations

import dataclasses
import os
from collections import defaultdict
from pathlib import Path

import pytest

from guidance.corpus import Corpus
from guidance.parity.check import OWN, findings
from guidance.parity.model import Rules
from guidance.parity.reader import read_rules
from guidance.parity.support import CLAUSE, Support
from guidance.problems import Problem
from mutants.meaning import Altered, alterations, harmless

LEAST_CAUGHT = 0.95
ALL = "MUTANTS" in os.environ


@pytest.fixture(scope="module")
def rules(docs: Path, real: Corpus) -> Rules:
    problems: list[Problem] = []
    found = read_rules(docs.parent, docs / OWN, real.languages.written, problems.append)
    assert found
    assert problems == []
    return found


def with_items(corpus: Corpus, *items: object) -> Corpus:
    """Return a corpus whose register has these items and no tasks, times or languages to be held against."""
    assert corpus.index
    register = dataclasses.replace(corpus.index.register, obligations=items, tasks=(), periods=())
    index = dataclasses.replace(corpus.index, register=register)
    languages = dataclasses.replace(corpus.languages, translations=())
    return dataclasses.replace(corpus, index=index, languages=languages)


def told(rules: Rules, corpus: Corpus, one: Altered) -> set[str]:
    """Return the codes of what is told of an item; its own exceptions hold."""
    exempt = {(each.at, each.code) for each in rules.exempt}
    found = findings(rules, with_items(corpus, one.item))
    return {
        each.problem.code
        for each in found
        if each.problem.code != CLAUSE and (each.name, each.problem.code) not in exempt
    }


def test_changes_of_meaning_are_told(rules: Rules, real: Corpus) -> None:
    assert real.index
    outcomes: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    for one in alterations(real.index.register, real.languages.original):
        outcomes[one.kind].append((bool(told(rules, real, one)), one.what))
    if ALL:
        for kind, some in outcomes.items():
            print(f"\n{kind:<10}{len(some):>6}{sum(caught for caught, _ in some):>6}", end="")  # noqa: T201
    assert {"modality", "actor", "number", "negation", "added"} <= {*outcomes}
    for kind, some in outcomes.items():
        missed = [what for caught, what in some if not caught]
        assert 1 - len(missed) / len(some) >= LEAST_CAUGHT, (kind, len(missed), len(some), missed)


def test_another_wording_is_not_told(rules: Rules, real: Corpus) -> None:
    assert real.index
    some = list(harmless(real.index.register, real.languages.original))
    assert len(some) >= 50
    assert {one.what: codes for one in some if (codes := told(rules, real, one))} == {}


def test_an_item_taken_away_leaves_a_clause_that_asks_for_something(rules: Rules, real: Corpus) -> None:
    """A sentence left without any item is told by the register itself; here others still quote it."""
    assert real.index
    register, wanted = real.index.register, [*rules.entries.clauses]
    support = Support(rules, real)
    assert list(support.clauses()) == []
    alone, missed = 0, []
    for item in register.obligations:
        rest = [one for one in register.obligations if one is not item]
        others = " ".join(cite.quote for one in rest for cite in one.cites)
        # What others quote, too, or what asks for nothing in so many words, leaves no gap.
        if not any(
            support.asks(cite.quote, wanted) and cite.quote not in others and len(cite.quote) > 8
            for cite in item.cites
        ):
            continue
        alone += 1
        corpus = with_items(real, *rest)
        assert corpus.index
        if (
            not list(Support(rules, corpus).clauses())
            and corpus.index.coverage.open == real.index.coverage.open
        ):
            missed.append(item.id)
    if ALL:
        print(f"\nremoved   {alone:>6}{alone - len(missed):>6}")  # noqa: T201
    assert alone > 30
    assert 1 - len(missed) / alone >= LEAST_CAUGHT, missed
