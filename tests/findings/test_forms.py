"""The forms of the report, each read back by what reads such a form: a parser, a schema, a terminal."""

from __future__ import annotations

import codecs
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from pathlib import Path

import jsonschema
import pytest
from junitparser import JUnitXml
from rich.console import Console

from guidance.findings import FORMATS, told, written
from guidance.findings.terminal import draw
from guidance.problems import Place, Problem
from projects import assemble, run

HERE = Path(__file__).parent
SCHEMA = json.loads((HERE / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
STRANGE = Problem(
    place=Place(file="docs/a, b:c.md", line=7, column=3),
    code="unknown-unit",
    message="no unit has 100 % this\x01 <id>",
    fragment="ho\nuse",
    suggestion="house",
)
SAME = Problem(place=Place(file="docs/x.yml", line=9), code="new-code", message="twice the same")
FOUND = (
    STRANGE,
    SAME,
    Problem(place=Place(file="docs/x.yml", line=11), code="new-code", message=SAME.message),
)
SLIP = "  unit: hut\n"


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    """Return a project with two defects in two files."""
    project = assemble(tmp_path / "project")
    for name, old, new in (
        ("register/obligations.yml", "modality: must", "modality: mus"),
        ("zh-Hant/tale.md", "e01 misread certain", "e01 misred certain"),
    ):
        path = project / "docs" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return project


def test_junit_is_read_by_its_parser() -> None:
    report = JUnitXml.fromstring(FORMATS["junit"](FOUND).encode("utf-8"))
    cases = [case for suite in report for case in suite]
    failed = [case for case in cases if case.result]
    assert report.failures == len(failed) == len(FOUND)
    assert report.tests == len(cases) == sum(suite.tests for suite in report)
    assert "no unit has 100 % this\\x01 <id>: «ho\\nuse»; nearest: «house»" in failed[0].result[0].message
    assert all(suite.time in {0, None} for suite in report)


@pytest.mark.parametrize("found", [(), FOUND], ids=["nothing", "several"])
def test_sarif_keeps_the_published_schema(found: tuple[Problem, ...]) -> None:
    log = json.loads(FORMATS["sarif"](found))
    jsonschema.Draft4Validator(SCHEMA).validate(log)
    (run_,) = log["runs"]
    rules = run_["tool"]["driver"]["rules"]
    assert [rules[one["ruleIndex"]]["id"] for one in run_["results"]] == [one.code for one in found]
    places = [one["locations"][0]["physicalLocation"] for one in run_["results"]]
    assert [one["artifactLocation"]["uri"] for one in places[:1]] == ["docs/a%2C%20b%3Ac.md"] * bool(found)


def test_the_schema_refuses_what_is_no_sarif() -> None:
    log = json.loads(FORMATS["sarif"](FOUND))
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(SCHEMA).validate(log)


def test_a_workflow_command_is_one_line_and_escaped() -> None:
    lines = FORMATS["github"](FOUND).splitlines()
    assert len(lines) == len(FOUND)
    command = re.compile(r"::(error|warning) file=([^,:]+),line=(\d+),col=(\d+),title=([^,:]+)::(.+)")
    found = command.fullmatch(lines[0])
    assert found
    assert found[2] == "docs/a%2C b%3Ac.md"
    assert found[6] == "no unit has 100 %25 this\\x01 <id>: «ho\\nuse»; nearest: «house»"


def test_code_quality_has_what_the_forge_asks_for() -> None:
    entries = json.loads(FORMATS["gitlab"](FOUND))
    assert [one["location"]["lines"]["begin"] for one in entries] == [7, 9, 11]
    assert {one["severity"] for one in entries} <= {"info", "minor", "major", "critical", "blocker"}
    assert len({one["fingerprint"] for one in entries}) == len(FOUND)


def test_a_fingerprint_outlives_lines_that_come_above() -> None:
    moved = Problem(place=Place(file="docs/x.yml", line=90), code="new-code", message=SAME.message)
    before, after = (json.loads(FORMATS["gitlab"]([one]))[0] for one in (SAME, moved))
    assert before["fingerprint"] == after["fingerprint"]


def test_a_terminal_shows_each_file_once_and_all_that_a_line_says() -> None:
    shown = Console(file=StringIO(), force_terminal=True, width=60, color_system="standard")
    draw(FOUND, shown)
    text = shown.file.getvalue()  # type: ignore[attr-defined]
    assert "\x1b[" in text
    bare = re.sub(r"\x1b\[[0-9;]*m", "", text)
    for piece in (
        "docs/a, b:c.md",
        "7:3",
        "unknown-unit",
        "«ho\\nuse»",
        "→ house",
        "9:1",
        "11:1",
        "3 errors",
    ):
        assert bare.count(piece) == 1, piece


def test_a_report_is_there_whole_or_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report.json"
    path.write_text("before", encoding="utf-8")

    def fails(*_: object) -> None:
        raise OSError(28, "no room")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OSError, match="no room"):
        written(path, "after")
    assert [one.name for one in tmp_path.iterdir()] == ["report.json"]
    assert path.read_text(encoding="utf-8") == "before"


def test_a_report_may_be_read_by_whoever_reads_the_folder(tmp_path: Path) -> None:
    told(FOUND, "sarif", tmp_path / "report.sarif")
    (tmp_path / "other").touch()
    assert (tmp_path / "report.sarif").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.parametrize("form", FORMATS)
def test_the_command_writes_each_form(form: str, spoilt: Path, tmp_path: Path) -> None:
    plain = run(spoilt, "check")
    there = run(spoilt, "check", "--format", form)
    filed = run(spoilt, "check", "--format", form, "--output", str(tmp_path / "report"))
    assert plain.returncode == there.returncode == filed.returncode == 1
    text = (tmp_path / "report").read_text(encoding="utf-8")
    assert there.stdout == text
    assert not filed.stdout
    # Whoever is at the terminal reads the same as ever.
    assert filed.stderr == plain.stderr.replace("; nothing was written", "")
    for file in ("docs/register/obligations.yml", "docs/zh-Hant/tale.md"):
        assert file in text


@pytest.mark.parametrize("form", FORMATS)
def test_a_run_that_finds_nothing_says_so_in_each_form(form: str, tmp_path: Path) -> None:
    project = assemble(tmp_path / "project")
    done = run(project, "check", "--format", form)
    assert done.returncode == 0
    assert done.stdout == FORMATS[form](())
    assert "checked " in done.stderr


def test_a_folder_that_is_not_there_is_told_in_one_line(spoilt: Path, tmp_path: Path) -> None:
    done = run(spoilt, "check", "--format", "junit", "--output", str(tmp_path / "none" / "report.xml"))
    assert done.returncode == 1
    assert "No such file or directory" in done.stderr


def heard(terminal: int) -> Iterator[str]:
    """Yield what comes at a terminal until nobody writes there any more."""
    reading = codecs.getincrementaldecoder("utf-8")()
    # Linux tells of the end by an error.
    with suppress(OSError), os.fdopen(terminal, "rb", buffering=0) as stream:
        while piece := stream.read(4096):
            yield reading.decode(piece)


@pytest.mark.parametrize(
    ("setting", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_colours_are_for_terminals_that_want_them(
    setting: dict[str, str], *, coloured: bool, spoilt: Path
) -> None:
    master, slave = pty.openpty()
    environment = {
        **os.environ,
        "TERM": "xterm-256color",
        "COLUMNS": "80",
        "PYTHONPATH": str(spoilt / "hooks"),
    }
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "guidance", "--root", str(spoilt), "check"]
    with subprocess.Popen(command, env={**environment, **setting}, stderr=slave, stdout=slave) as done:
        os.close(slave)
        text = "".join(heard(master))
    assert done.returncode == 1
    assert bool(re.search(r"\x1b\[[0-9;]*3[0-9]", text)) is coloured
    assert "unknown-kind" in text
