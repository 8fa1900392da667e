"""A change of meaning in a translation is told, another wording of the same is not."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import yaml

from guidance.corpus import Corpus
from guidance.parity import parity
from guidance.parity.check import compared, findings
from guidance.parity.matching import numbers_in, quoted_in, senses_in
from guidance.parity.model import Pair, Rules, Source
from guidance.parity.pairs import pairs
from guidance.parity.reader import read_rules
from guidance.problems import DefectiveInputError, Place, Problem
from guidance.register.model import Modality
from projects import assemble, run

FOLDER = Path(__file__).parent
LEAST_CAUGHT = 0.95
MOST_EXCEPTIONS = 15
ORIGINAL, TRANSLATION = "zh-Hant", "en"
Change = Mapping[str, str]
CASES = [
    ("parity-number", "有二十一個單位。", "There are twenty-one units.", "There are 12 units."),
    ("parity-month", "十二月開始。", "It begins in December.", "It begins in November."),
    ("parity-part-of-month", "三月底開始。", "It begins at the end of March.", "It begins in March."),
    ("parity-duration", "外出半年的。", "Those away for half a year.", "Those away for half a month."),
    ("parity-time", "今天開會。", "The meeting is today.", "The meeting is tomorrow."),
    ("parity-comparison", "用兩年左右。", "It takes about two years.", "It takes two years."),
    ("parity-negation", "講話沒有說。", "The speech does not say.", "The speech says."),
    ("parity-force", "可以參加。", "They may take part.", "They should take part."),
    ("parity-all", "所有黨員參加。", "All members take part.", "Members take part."),
    ("parity-some", "增加一些內容。", "Add some content.", "Add content."),
    ("parity-concerned", "有關部門參加。", "The departments concerned.", "The departments."),
    ("parity-order", "先學習、後評議。", "Study first, appraisal afterwards.", "Study and appraisal."),
    ("parity-body", "支部參加。", "The Party branch.", "The Party committee."),
    ("parity-word", "總結經驗。", "Sum up experience.", "Sum up results."),
    ("parity-sentence", "他來。她去。", "He comes. She goes.", "He comes."),
    ("parity-quotation", "說“好”。", "Says “good”.", "Says good."),
    ("parity-foreign", "好。", "Good.", "Good 好."),
    ("parity-length", "他" * 40, "him, " * 40, "him."),
]
"""Code, a text, a translation that says the same, and one that does not."""


def changes(name: str) -> list[Change]:
    found: list[Change] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def rules(docs: Path) -> Rules:
    problems: list[Problem] = []
    found = read_rules(docs.parent, docs / "register/parity.yml", (ORIGINAL, TRANSLATION), problems.append)
    assert found
    assert not problems
    return found


@pytest.fixture(scope="module")
def written(real: Corpus) -> Mapping[str, Sequence[Pair]]:
    """Return the pairs of the site's own corpus by name."""
    found: dict[str, list[Pair]] = defaultdict(list)
    for one in pairs(real, TRANSLATION):
        found[one.name].append(one)
    return found


def pair_of(chinese: str, english: str) -> Pair:
    place = Place(file="x.md")
    return Pair(
        name="x",
        source=Source.PARAGRAPHS,
        texts={ORIGINAL: chinese, TRANSLATION: english},
        places={ORIGINAL: place, TRANSLATION: place},
    )


def told(rules: Rules, pair: Pair, english: str) -> set[str]:
    """Return the codes of what is found in a pair with another translation, and was not before."""
    changed = dataclasses.replace(pair, texts={**pair.texts, TRANSLATION: english})
    before, after = (
        {(one.code, one.message) for one in compared(rules, each, ORIGINAL, TRANSLATION)}
        for each in (pair, changed)
    )
    return {code for code, _ in after - before}


def of_change(rules: Rules, written: Mapping[str, Sequence[Pair]], change: Change) -> set[str]:
    pair = next(one for one in written[change["at"]] if change["was"] in one.texts[TRANSLATION])
    return told(rules, pair, pair.texts[TRANSLATION].replace(change["was"], change["now"]))


def test_the_present_texts_have_no_unexplained_finding(docs: Path, real: Corpus, rules: Rules) -> None:
    assert not [str(one) for one in parity(docs, docs.parent, real)]
    assert len(rules.exempt) <= MOST_EXCEPTIONS


def test_changes_of_meaning_are_told(rules: Rules, written: Mapping[str, Sequence[Pair]]) -> None:
    mutants = changes("mutants.yml")
    missed = [f"{one['at']}: {one['now']}" for one in mutants if not of_change(rules, written, one)]
    assert len(mutants) >= 50
    assert 1 - len(missed) / len(mutants) >= LEAST_CAUGHT, missed


@pytest.mark.parametrize("change", changes("rewordings.yml"), ids=lambda one: f"{one['at']}: {one['now']}")
def test_another_wording_of_the_same_is_not_told(
    rules: Rules, written: Mapping[str, Sequence[Pair]], change: Change
) -> None:
    assert not of_change(rules, written, change)


@pytest.mark.parametrize(("code", "chinese", "english", "wrong"), CASES)
def test_each_rule_has_its_case(rules: Rules, code: str, chinese: str, english: str, wrong: str) -> None:
    base = pair_of(chinese, english)
    assert not [one for one in compared(rules, base, ORIGINAL, TRANSLATION) if one.code == code]
    assert code in told(rules, base, wrong)


def test_every_rule_stands_in_the_cases(rules: Rules) -> None:
    assert {one.code for one in rules.rules} <= {code for code, *_ in CASES}


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        (ORIGINAL, "三百零五、二〇〇五、十二、兩千", {305, 2005, 12, 2000}),
        (ORIGINAL, "⒊一致、十分、三月底、二字", {3}),
        (TRANSLATION, "two hundred and five, twenty-one, 1,500, the 3rd", {205, 21, 1500, 3}),
        (TRANSLATION, "III. On 2005 and two thousand", {3, 2005, 2000}),
        (TRANSLATION, "items two and three, ninety and nine", {2, 3, 99}),
    ],
)
def test_numbers_are_read_by_value(rules: Rules, language: str, text: str, numbers: set[int]) -> None:
    assert {*numbers_in(rules.numerals[language], text)} == numbers


def test_the_longest_word_counts(rules: Rules) -> None:
    negation = next(one for one in rules.rules if one.code == "parity-negation")
    assert not senses_in(negation, ORIGINAL, "不斷、不同、不合格")
    assert senses_in(negation, TRANSLATION, "Lose no time; do not go, nothing")["not"] == 2
    force = [one for one in rules.rules if one.code == "parity-force"]
    assert not any(senses_in(one, ORIGINAL, "重要的技能") for one in force)


def test_only_outer_quotation_marks_count() -> None:
    assert quoted_in([("“", "”")], "“a ‘b’” and “c”, “d") == {"quotation": 2}


def test_an_item_says_no_more_than_its_quotes(real: Corpus, rules: Rules) -> None:
    assert real.index
    register = real.index.register
    items = [one for one in register.obligations if one.modality is Modality.MAY]
    assert items
    for item in items:
        harder = dataclasses.replace(item, modality=Modality.MUST)
        altered = dataclasses.replace(
            real,
            index=dataclasses.replace(
                real.index, register=dataclasses.replace(register, obligations=(harder,))
            ),
        )
        assert (item.id, "parity-modality") in {
            (one.name, one.problem.code) for one in findings(rules, altered)
        }


RULES = """\
numbers:
  zh-Hant: {values: {2: [二]}, scales: {10: [十]}}
  en: {values: {2: [two], 3: [three]}, scales: {100: [hundred]}}
exceptions:
  - {at: nothing, code: parity-number, reason: none}
"""
BROKEN = """\
rules:
  - code: number
    compare: often
    of: [titles]
    senses:
      not: {zh-Hant: [不], en: ['/(n/']}
      may: {zh-Hant: [可]}
      must: {zh-Hant: [要], en: []}
quotations: {zh-Hant: [“], en: [“”]}
numbers:
  ignored: [one]
  zh-Hant: {values: {x: [二]}, scales: {}}
  en: {values: {2: [two]}, scales: {100: ["/(h)undred/"]}}
modality:
  may: {needs: [ma]}
exceptions:
  - {at: p1, code: parity-numbers, reason: x}
  - {at: p1, code: parity-number}
"""


BROKEN_AT = [
    "2:11: parity-code",
    "3:14: unknown-choice",
    "4:9: unknown-choice",
    "6:31: parity-pattern",
    "7:12: missing-key",
    "8:32: parity-words",
    "9:24: wrong-type",
    "11:13: wrong-type",
    "12:22: wrong-type",
    "13:42: parity-pattern",
    "15:8: parity-sense",
    "17:20: unknown-choice",
    "18:5: missing-key",
]
"""Place and kind of each defect."""


def test_an_exception_that_explains_nothing_is_told(tmp_path: Path) -> None:
    project = assemble(tmp_path / "project")
    (project / "docs/register/parity.yml").write_text(RULES, encoding="utf-8")
    done = run(project, "check")
    assert done.returncode == 1
    told_of = [one for one in done.stderr.splitlines() if one.startswith("docs/")]
    # The rules have no word for three in one of the languages.
    assert [one.partition(": the")[0].partition(": this")[0] for one in told_of] == [
        "docs/register/parity.yml:5:10: parity-exception",
        "docs/register/questions.yml:21:9: parity-number",
    ]


def test_documents_without_rules_are_not_checked(tiny_docs: Path, tiny: Corpus) -> None:
    assert not parity(tiny_docs, tiny_docs.parent, tiny)


def test_every_defect_of_the_rules_is_told(tmp_path: Path, tiny: Corpus) -> None:
    path = tmp_path / "docs/register/parity.yml"
    path.parent.mkdir(parents=True)
    path.write_text(BROKEN, encoding="utf-8")
    with pytest.raises(DefectiveInputError) as raised:
        parity(tmp_path / "docs", tmp_path, tiny)
    found = [f"{one.place.line}:{one.place.column}: {one.code}" for one in raised.value.problems]
    assert found == BROKEN_AT
