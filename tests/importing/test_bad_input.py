"""What cannot be brought in is told, all in one run, and nothing is written: a case for each code.

A case holds the file (``x.hex`` for bytes in hexadecimal), the words of the command, and the report.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from corpora import TESTS, Copier
from guidance.cli import main

CASES = TESTS / "importing" / "cases"
NAMES = sorted(one.name for one in CASES.iterdir())
CODES = {
    *("id-form", "id-in-use", "unknown-kind", "file-in-the-way", "missing-file", "empty-file"),
    *("unknown-format", "not-what-it-says", "unknown-encoding", "not-text", "mark-in-text"),
}
"""Codes that an import has of its own."""


def listing(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def prepare(name: str, root: Path) -> list[str]:
    """Lay a case's files over a project, and return the words of its command."""
    case = CASES / name
    for file in sorted(case.rglob("*")):
        target = root / file.relative_to(case)
        if file.is_dir() or file.name in {"expected.txt", "command.yml"}:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix == ".hex":
            target.with_suffix("").write_bytes(bytes.fromhex(file.read_text(encoding="ascii")))
        else:
            shutil.copyfile(file, target)
    words = yaml.safe_load((case / "command.yml").read_text(encoding="utf-8"))
    return [str(one) for one in words]


@pytest.mark.parametrize("name", NAMES)
def test_the_report_is_the_expected_one_and_nothing_is_written(
    name: str,
    copied: Copier,
    tiny_docs: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = copied(tiny_docs).parent
    words = prepare(name, root)
    before = listing(root)
    monkeypatch.chdir(root)
    assert main(["import", *words]) == 1
    told = capsys.readouterr()
    assert told.err == (CASES / name / "expected.txt").read_text(encoding="utf-8")
    assert not told.out
    assert listing(root) == before


def test_every_code_has_a_case() -> None:
    assert {name.partition("--")[0] for name in NAMES} - {"several"} == CODES


def test_one_run_tells_of_the_file_the_id_and_the_documents() -> None:
    lines = (CASES / "several" / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert {line.split(": ")[1] for line in lines[:-1]} >= {"unknown-format", "id-form"}
    assert len({line.partition(":")[0] for line in lines[:-1]}) >= 2
