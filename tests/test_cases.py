"""Every defect that a reader knows has a case: the damaged files and the report, line for line.

A case overlays the tiny corpus. ``x.hex`` stands for the bytes of ``x`` in hexadecimal, where they
are no text; ``x.gone`` takes ``x`` away, ``x.folder`` puts a folder in its place and ``x.loop`` a link
that leads to itself.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpora import TESTS, Copier, Reporter

READERS = TESTS.parent / "hooks" / "guidance" / "readers"
CASES = TESTS / "cases"
TWO = TESTS / "cases-two"
"""Cases of the corpus of two texts."""
EXPECTED = "expected.txt"
VARIANT = "--"
SEVERAL = "several"
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
LINE = re.compile(r"(?P<file>[^:]+):(?P<line>\d+):(?P<column>\d+): (?P<code>[a-z0-9-]+): .+")


def overlay(case: Path, root: Path) -> None:
    for file in sorted(case.rglob("*")):
        target = root / file.relative_to(case)
        if file.is_dir() or file.name == EXPECTED:
            continue
        if file.suffix == ".gone":
            target.with_suffix("").unlink()
        elif file.suffix == ".folder":
            target.with_suffix("").unlink()
            target.with_suffix("").mkdir()
        elif file.suffix == ".loop":
            target.with_suffix("").unlink()
            target.with_suffix("").symlink_to(target.with_suffix("").name)
        elif file.suffix == ".hex":
            target.with_suffix("").write_bytes(bytes.fromhex(file.read_text(encoding="ascii")))
        else:
            assert target.is_file(), f"{file} damages nothing"
            shutil.copyfile(file, target)


def codes_in(module: str) -> Iterator[str]:
    """Yield the codes that a module's calls give to problems, by keyword or by position."""
    for call in ast.walk(ast.parse(module)):
        if not isinstance(call, ast.Call):
            continue
        named = [one.value for one in call.keywords if one.arg == "code"]
        own = isinstance(call.func, ast.Attribute) and call.func.attr in {"_problem", "_choice"}
        for value in [*named, *(call.args[1:2] if own else ())]:
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield value.value


def known_codes() -> set[str]:
    return {code for file in READERS.glob("*.py") for code in codes_in(file.read_text(encoding="utf-8"))}


def case_names(folder: Path = CASES) -> list[str]:
    return sorted(case.name for case in folder.iterdir())


def uncovered(codes: set[str], names: list[str]) -> set[str]:
    return codes - {name.partition(VARIANT)[0] for name in names}


@pytest.mark.parametrize("name", case_names())
def test_the_report_is_the_expected_one(name: str, copied: Copier, tiny_docs: Path, report: Reporter) -> None:
    docs = copied(tiny_docs)
    overlay(CASES / name, docs.parent)
    assert report(docs) + "\n" == (CASES / name / EXPECTED).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", case_names(TWO))
def test_the_report_of_several_texts_is_the_expected_one(name: str, copied: Copier, report: Reporter) -> None:
    docs = copied(TESTS / "two" / "docs")
    overlay(TWO / name, docs.parent)
    expected = (TWO / name / EXPECTED).read_text(encoding="utf-8")
    assert report(docs) + "\n" == expected
    codes = {found["code"] for line in expected.splitlines() if (found := LINE.fullmatch(line))}
    assert name == SEVERAL or codes == {name.partition(VARIANT)[0]}


@pytest.mark.parametrize("name", [name for name in case_names() if name != SEVERAL])
def test_a_case_is_about_its_code_alone(name: str) -> None:
    lines = (CASES / name / EXPECTED).read_text(encoding="utf-8").splitlines()
    assert {found["code"] for line in lines if (found := LINE.fullmatch(line))} == {
        name.partition(VARIANT)[0]
    }


@pytest.mark.parametrize("name", ["register/glossary.yml", "en/about.md", "sources/tale.txt"])
def test_a_pipe_is_told_and_not_waited_for(
    name: str, copied: Copier, tiny_docs: Path, report: Reporter
) -> None:
    docs = copied(tiny_docs)
    (docs / name).unlink()
    os.mkfifo(docs / name)
    assert f"docs/{name}:1:1: no-file: this is a pipe" in report(docs)


def test_every_code_has_a_case() -> None:
    codes = known_codes()
    assert len(codes) > 30
    assert all(CODE.fullmatch(code) for code in codes)
    assert not uncovered(codes, [*case_names(), *case_names(TWO)])


def test_every_case_has_a_code() -> None:
    assert {name.partition(VARIANT)[0] for name in case_names()} - {SEVERAL} <= known_codes()


def test_a_code_without_a_case_is_seen() -> None:
    module = (
        'report(Problem(place=p, code="new-defect", message=m))\nself._problem(at, "newer-defect", message)'
    )
    assert uncovered(set(codes_in(module)), case_names()) == {"new-defect", "newer-defect"}


def test_a_changed_report_is_seen(copied: Copier, tiny_docs: Path, report: Reporter) -> None:
    docs = copied(tiny_docs)
    overlay(CASES / "doubt-missing", docs.parent)
    text = docs / "en" / "tale.md"
    text.write_text("\n" + text.read_text(encoding="utf-8"), encoding="utf-8")
    assert report(docs) + "\n" != (CASES / "doubt-missing" / EXPECTED).read_text(encoding="utf-8")


def test_one_run_reports_defects_of_several_files() -> None:
    lines = (CASES / SEVERAL / EXPECTED).read_text(encoding="utf-8").splitlines()
    assert len({line.partition(":")[0] for line in lines}) >= 5


def test_a_place_names_what_the_fragment_shows(tmp_path: Path, tiny_docs: Path) -> None:
    """Where the fragment is a piece of the file, it stands at the very line and column."""
    shown = re.compile(
        r"(?P<file>[^:]+):(?P<line>\d+):(?P<column>\d+): (?P<code>[a-z0-9-]+): "
        r".+?(?<!; nearest): «(?P<text>[^»]*)».*"
    )
    elsewhere = {
        # The place is where something is missing or wrong as a whole; the fragment names it.
        *("doubt-missing", "id-missing", "term-untranslated", "term-not-in-text", "heading-level"),
        *("emendation-twice", "id-order", "translation-empty", "source-changed", "not-utf8", "yaml-syntax"),
        *("yaml-anchor", "yaml-tag", "control-character"),
    }
    checked = 0
    for name in case_names():
        root = tmp_path / name
        shutil.copytree(tiny_docs, root / "docs")
        overlay(CASES / name, root)
        for line in (CASES / name / EXPECTED).read_text(encoding="utf-8").splitlines():
            found = shown.fullmatch(line)
            if found is None or found["code"] in elsewhere or name.startswith("id-twice--"):
                continue
            text = (root / found["file"]).read_text(encoding="utf-8").split("\n")[int(found["line"]) - 1]
            # A long or many-lined fragment is cut or escaped.
            fragment = found["text"].rstrip("…").partition("\\n")[0]
            behind = text[int(found["column"]) - 1 :]
            # The fragment of a note or a quoted value is its inside.
            assert behind.removeprefix("{>>").removeprefix('"').startswith(fragment), line
            checked += 1
    assert checked > 20


@pytest.mark.parametrize(
    ("name", "bytes_of"),
    [
        ("windows-line-ends", lambda raw: raw.replace(b"\n", b"\r\n")),
        ("byte-order-mark", lambda raw: b"\xef\xbb\xbf" + raw),
    ],
)
def test_what_editors_do_to_a_file_is_accepted(
    name: str,
    bytes_of: object,
    copied: Copier,
    tiny_docs: Path,
    report: Reporter,
) -> None:
    assert name
    assert callable(bytes_of)
    docs = copied(tiny_docs)
    for file in [*docs.glob("register/*"), *docs.glob("*/*.md")]:
        file.write_bytes(bytes_of(file.read_bytes()))
    assert not report(docs)


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "[" * 2000 + "]" * 2000, "- " * 100_000, "? " * 5000, "{a: " * 50_000],
    ids=["open", "closed", "dashes", "keys", "mappings"],
)
@pytest.mark.parametrize("name", ["corpus", "glossary", "interface"])
def test_deep_nesting_is_a_problem_and_no_crash(
    name: str, text: str, copied: Copier, tiny_docs: Path, report: Reporter
) -> None:
    docs = copied(tiny_docs)
    (docs / "register" / f"{name}.yml").write_text(text, encoding="utf-8")
    assert f"docs/register/{name}.yml:1:" in report(docs)


@pytest.mark.parametrize("file", ["zh-Hant/tale.md", "en/tale.md", "sources/tale.txt"])
def test_a_file_of_ten_megabytes_is_no_crash(
    file: str, copied: Copier, tiny_docs: Path, report: Reporter
) -> None:
    docs = copied(tiny_docs)
    (docs / file).write_text(("字" * 99 + "\n") * 34_000, encoding="utf-8")
    assert f"docs/{file}:1:1: " in report(docs)
