"""Code, list, page and examples say the same of every kind of finding."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
import yaml

from findings.raised import Raised, raised
from guidance.findings.codes import DATA, Code, Codes, Severity, codes, listed
from guidance.findings.page import page
from guidance.pages import GIST, NEEDS
from guidance.parity.support import CODES as SUPPORT
from guidance.problems import DefectiveInputError, Problem
from guidance.sitecheck.acting import MESSAGES
from guidance.survey import survey
from projects import PROJECT, assemble, run

CORE = PROJECT / "hooks" / "guidance"
LISTED = codes()
NOWHERE_ELSE: Mapping[tuple[str, str], frozenset[str]] = {
    # These hand on what another carrier has, which is read where that is made.
    ("building/generator.py", "ours['code']"): frozenset(),
    ("importing/formats.py", "decoded.code"): frozenset(),
    ("reporting/reasons.py", "flaw.code"): frozenset(),
    ("reporting/tables.py", "decoded.code"): frozenset(),
    ("sitecheck/acting.py", "act.code"): frozenset(),
    ("sitecheck/links.py", "verdict.code"): frozenset(),
    ("sitecheck/sources.py", "finding.code"): frozenset(),
    ("sitecheck/page.py", "code"): frozenset(MESSAGES),
    ("parity/support.py", "code"): frozenset(SUPPORT),
    # The keys by which a page says what it shows.
    ("pages.py", "f'unknown-{kind}'"): frozenset(
        f"unknown-{key}" for key in ("unit", "procedure", "edition", "phase", "text", "part", "kind")
    ),
    # The codes of rules are data.
    ("parity/check.py", "code"): frozenset(
        rule["code"]
        for rule in yaml.safe_load((PROJECT / "docs/register/parity.yml").read_text(encoding="utf-8"))[
            "rules"
        ]
    ),
}
"""What the source alone does not tell: module and expression to the codes that it has."""


BESIDE_A_BUILD = frozenset(
    {
        *("drafts.py", "staleness.py", "published.py"),
        *("parity/check.py", "parity/modality.py", "parity/support.py"),
    }
)
"""Modules of which a build does not wait for the findings; a page astray is told by the survey before one."""


@cache
def sources() -> Mapping[str, str]:
    files = sorted(CORE.rglob("*.py"))
    return {path.relative_to(CORE).as_posix(): path.read_text(encoding="utf-8") for path in files}


def places(found: Raised) -> Mapping[str, set[str]]:
    """Return each code with the lines or modules that raise it."""
    given = {code: {where} for (where, _), some in NOWHERE_ELSE.items() for code in some}
    return {code: found.codes.get(code, set()) | given.get(code, set()) for code in {*found.codes, *given}}


def ungrave(known: Codes) -> list[str]:
    """Return the codes that are called a warning and keep a build back, or the reverse."""
    said = places(raised(sources()))
    beside = {
        code for code, lines in said.items() if {one.partition(":")[0] for one in lines} <= BESIDE_A_BUILD
    } - {"page-astray"}
    return sorted(
        code for code, one in known.by_id.items() if (one.severity is Severity.WARNING) != (code in beside)
    )


def differences(modules: Mapping[str, str], known: Codes) -> list[str]:
    """Return how the program and the list differ."""
    found = raised(modules)
    said = places(found)
    return [
        *(f"{code} is raised in {min(said[code])}, not listed" for code in sorted({*said} - {*known.by_id})),
        *(f"{code} is listed, not raised" for code in sorted({*known.by_id} - {*said})),
        *(f"{where}: not told what {what} is" for where, what in sorted(found.unread - {*NOWHERE_ELSE})),
        *(f"{where}: there is no {what}" for where, what in sorted({*NOWHERE_ELSE} - found.unread)),
    ]


def unsaid(known: Codes) -> Iterator[str]:
    """Yield what an entry leaves empty, or says otherwise than a sentence."""
    for one in known.by_id.values():
        for key, text in (("what", one.what), ("why", one.why)):
            if not re.fullmatch(r"[A-Z“`].+[.]", text):
                yield f"{one.id}: “{key}” is no sentence"
        if not one.example.bad + one.example.good or one.example.bad == one.example.good:
            yield f"{one.id}: the example shows nothing"


def unproved(one: Code) -> str:
    """Return why nothing shows that an example brings its finding; empty where something does."""
    path = PROJECT / one.example.proof
    if not path.is_file():
        return f"{one.id}: there is no {one.example.proof}"
    named = re.search(rf"(?<![\w-]){one.id}(?![\w-])", path.read_text(encoding="utf-8"))
    return "" if named else f"{one.id}: {one.example.proof} does not name it"


def test_the_program_raises_what_is_listed_and_nothing_else() -> None:
    assert differences(sources(), LISTED) == []


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ('Problem(place=p, code="new-defect", message=m)', 1),
        ('def f(code): return Finding(code=code)\nf("new-defect")', 1),
        ('code = "id-form" if a else "new-defect"\nFlaw(code=code)', 2),
        ('def f(kind): return Problem(code=f"new-{kind}")\nf("defect")', 1),
    ],
    ids=["plain", "given", "chosen", "joined"],
)
def test_a_code_that_is_not_listed_is_seen(source: str, line: int) -> None:
    told = differences({**sources(), "new.py": source}, LISTED)
    assert told == [f"new-defect is raised in new.py:{line}, not listed"]


def test_a_code_that_cannot_be_read_is_seen() -> None:
    told = differences({**sources(), "new.py": "Problem(code=read())"}, LISTED)
    assert told == ["new.py: not told what read() is"]


def test_a_code_that_nothing_raises_any_more_is_seen() -> None:
    without = {name: text for name, text in sources().items() if name != "drafts.py"}
    gone = ("draft", "not-translated")
    assert differences(without, LISTED) == [f"{one} is listed, not raised" for one in gone]


def test_an_expression_that_is_gone_is_seen() -> None:
    without = {name: text for name, text in sources().items() if name != "reporting/reasons.py"}
    assert differences(without, LISTED) == ["reporting/reasons.py: there is no flaw.code"]


def test_the_keys_of_pages_are_those_named_here() -> None:
    keys = {key for some in NEEDS.values() for key in some}
    told = NOWHERE_ELSE["pages.py", "f'unknown-{kind}'"]
    assert {f"unknown-{key}" for key in keys - {*GIST}} <= told


def test_every_entry_says_all() -> None:
    assert list(unsaid(LISTED)) == []
    assert {one.group for one in LISTED.by_id.values()} == {*LISTED.groups}


@pytest.mark.parametrize("field", ["group", "what", "why", "example", "bad", "good"])
def test_an_entry_that_lacks_a_field_is_seen(field: str) -> None:
    text = DATA.read_text(encoding="utf-8")
    lacking = re.sub(rf"^ +{field}:.*\n", "", text[text.index("\ncodes:") :], count=1, flags=re.MULTILINE)
    with pytest.raises((KeyError, TypeError, ValueError, yaml.YAMLError)):
        listed(text[: text.index("\ncodes:")] + lacking)


@pytest.mark.parametrize(
    ("old", "new"),
    [("group: files", "group: fils"), ("severity: warning", "severity: grave"), ("why: ", "how: ")],
)
def test_an_entry_with_a_slip_is_seen(old: str, new: str) -> None:
    with pytest.raises((TypeError, ValueError)):
        listed(DATA.read_text(encoding="utf-8").replace(old, new, 1))


def test_an_entry_that_says_nothing_is_seen() -> None:
    text = re.sub("    what: .*", "    what: ''", DATA.read_text(encoding="utf-8"), count=1)
    assert list(unsaid(listed(text))) == ["control-character: “what” is no sentence"]


def test_a_warning_is_what_keeps_no_build_back() -> None:
    assert ungrave(LISTED) == []
    text = DATA.read_text(encoding="utf-8")
    assert ungrave(listed(text.replace("    severity: warning\n", "", 1))) == ["draft"]


def test_the_page_is_made_of_the_list() -> None:
    assert (PROJECT / "CODES.md").read_text(encoding="utf-8") == page(LISTED), "run “make codes”"
    assert run(PROJECT, "codes").stdout == page(LISTED)


def test_every_code_has_one_heading_that_the_head_of_the_page_leads_to() -> None:
    text = page(LISTED)
    headings = re.findall("^### (.+)$", re.sub("```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
    assert sorted(headings) == sorted(LISTED.by_id)
    assert {*re.findall(r"\]\(#([\w-]+)\)", text)} >= {*headings}
    warnings = re.findall(r"^### (.+)\n\n\*\*Warning", text, re.MULTILINE)
    assert {*warnings} == {one.id for one in LISTED.by_id.values() if one.severity is Severity.WARNING}


def test_contributing_leads_to_the_page() -> None:
    assert "](CODES.md)" in (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_what_has_a_proof_elsewhere_is_named_there() -> None:
    assert [why for one in LISTED.by_id.values() if one.example.proof and (why := unproved(one))] == []


def test_a_proof_that_does_not_name_its_code_is_seen() -> None:
    text = DATA.read_text(encoding="utf-8")
    assert unproved(listed(text.replace("tests/test_ids.py", "tests/test_verify.py")).by_id["id-gone"])
    assert unproved(listed(text.replace("tests/test_ids.py", "tests/test_idz.py")).by_id["id-gone"])


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Return a project of each corpus, by name."""
    folder = tmp_path_factory.mktemp("codes")
    found = {name: assemble(folder / name, name) for name in ("tiny", "two")}
    for root in found.values():
        # No example is of a template, and to look them all over takes the longest.
        shutil.rmtree(root / "overrides")
    return found


def told_of(root: Path, one: Code, *, right: bool = False) -> list[Problem]:
    """Return what is told of a project in which a wrong piece stands for the right one."""
    path = root / one.example.file
    before = path.read_text(encoding="utf-8")
    assert before.count(one.example.good) == 1, f"{one.id}: {one.example.file} has not this once"
    if not right:
        path.write_text(before.replace(one.example.good, one.example.bad), encoding="utf-8", newline="\n")
    try:
        survey(root, settings=False)
    except DefectiveInputError as error:
        return list(error.problems)
    finally:
        path.write_text(before, encoding="utf-8", newline="\n")
    return []


SHOWN = [one for one in LISTED.by_id.values() if not one.example.proof]


@pytest.mark.parametrize("one", SHOWN, ids=[one.id for one in SHOWN])
def test_the_bad_example_brings_its_finding(projects: Mapping[str, Path], one: Code) -> None:
    assert one.id in {problem.code for problem in told_of(projects[one.example.corpus], one)}


@pytest.mark.parametrize("corpus", ["tiny", "two"])
def test_the_good_examples_bring_none(projects: Mapping[str, Path], corpus: str) -> None:
    some = next(one for one in SHOWN if one.example.corpus == corpus)
    assert told_of(projects[corpus], some, right=True) == []
