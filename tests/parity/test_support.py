"""A register that says more, or something else, than the words that it quotes: each code and its report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from corpora import Copier
from guidance.corpus import load
from guidance.parity import parity
from guidance.parity.support import CODES
from guidance.problems import DefectiveInputError

CASES = yaml.safe_load((Path(__file__).parent / "support.yml").read_text(encoding="utf-8"))
RULES = """\
rules:
  - code: parity-all
    compare: presence
    of: [entries]
    senses: {all: {zh-Hant: [所有, 都], en: [all]}}
  - code: parity-negation
    compare: presence
    of: [quotes]
    senses: {not: {zh-Hant: [不], en: [not]}}
  - code: parity-force
    compare: presence
    of: [quotes]
    senses: {must: {zh-Hant: [要], en: [must]}}
numbers:
  zh-Hant: {values: {2: [兩], 3: [三]}, scales: {10: [十]}}
  en: {values: {2: [two], 3: [three]}, scales: {10: [ten]}}
register:
  titles: [parity-all]
  topics: [register-number]
  negation: [not]
  clauses: [must]
  clause-ends: ['，', '；', '。']
  actors:
    keeper: {zh-Hant: [牆上]}
  named:
    - {words: {zh-Hant: [孩子都可以]}, actors: [borrower]}
"""
EXCEPTION = "exceptions:\n  - {at: o-borrow/title, code: register-number, reason: said}\n"


def told(docs: Path, rules: str = RULES) -> list[str]:
    """Return what is told of the register; what its translation does not share is told elsewhere."""
    (docs / "register" / "parity.yml").write_text(rules, encoding="utf-8")
    found = parity(docs, docs.parent, load(docs))
    return [str(one) for one in found if one.code in CODES or one.code == "parity-exception"]


def spoil(docs: Path, case: dict[str, Any]) -> None:
    for edit in case["edits"]:
        path = docs / "register" / edit["file"]
        before = path.read_text(encoding="utf-8")
        assert before.count(edit["find"]) == 1, edit
        path.write_text(before.replace(edit["find"], edit["put"]), encoding="utf-8")


def test_the_register_as_it_is_says_no_more(copied: Copier, tiny_docs: Path) -> None:
    assert told(copied(tiny_docs)) == []


@pytest.mark.parametrize("case", CASES, ids=[one["case"] for one in CASES])
def test_case(case: dict[str, Any], copied: Copier, tiny_docs: Path) -> None:
    docs = copied(tiny_docs)
    spoil(docs, case)
    assert told(docs) == case["report"]


def test_every_code_has_a_case() -> None:
    assert {line.split(": ")[1] for case in CASES for line in case["report"]} == {*CODES}


def test_an_exception_holds_for_what_it_names(copied: Copier, tiny_docs: Path) -> None:
    docs = copied(tiny_docs)
    spoil(docs, CASES[0])
    assert told(docs, RULES + EXCEPTION) == []


def test_an_exception_for_nothing_is_told(copied: Copier, tiny_docs: Path) -> None:
    (line,) = told(copied(tiny_docs), RULES + EXCEPTION)
    assert ": parity-exception: " in line


@pytest.mark.parametrize(
    ("good", "bad", "report"),
    [
        ("titles: [parity-all]", "titles: [parity-al]", "18:11: parity-sense: no rule has this code"),
        ("negation: [not]", "negation: [no]", "20:13: parity-sense: no rule has this sense"),
        ("  clauses:", "  clause:", "21:3: unknown-key: "),
    ],
)
def test_a_slip_in_the_rules_is_told(
    good: str, bad: str, report: str, copied: Copier, tiny_docs: Path
) -> None:
    assert good in RULES
    docs = copied(tiny_docs)
    with pytest.raises(DefectiveInputError) as raised:
        told(docs, RULES.replace(good, bad))
    (problem,) = raised.value.problems
    assert str(problem).startswith(f"docs/register/parity.yml:{report}")
