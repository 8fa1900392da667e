"""Golden cases of questions and words: an edit that spoils the tiny corpus, and the exact report."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import guidance.asking
from corpora import Copier, Reporter

CASES = yaml.safe_load((Path(__file__).parent / "cases.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[one["case"] for one in CASES])
def test_case(case: dict[str, Any], copied: Copier, tiny_docs: Path, report: Reporter) -> None:
    docs = copied(tiny_docs)
    for edit in case["edits"]:
        path = docs / "register" / edit["file"]
        before = path.read_text(encoding="utf-8")
        assert before.count(edit["find"]) == 1, edit
        path.write_text(before.replace(edit["find"], edit["put"]), encoding="utf-8")
    assert report(docs).splitlines() == case["report"]


def test_every_code_has_a_case() -> None:
    folder = Path(guidance.asking.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    codes = set(re.findall(r'code="([a-z-]+)"', source)) | set(re.findall(r'one, "([a-z-]+)",', source))
    codes |= {f"unknown-{kind}" for kind in re.findall(r'_many\("([a-z]+)"', source)}
    assert len(codes) >= 15
    assert codes <= {line.split(": ")[1] for case in CASES for line in case["report"]}


def test_without_the_files_nobody_asks(copied: Copier, tiny_docs: Path, report: Reporter) -> None:
    docs = copied(tiny_docs)
    for name in ("askers", "questions", "vocabulary"):
        (docs / "register" / f"{name}.yml").unlink()
    assert report(docs) == ""
