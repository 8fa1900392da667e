"""One golden case per code: an edit that spoils the good register, and the exact report.

A case names a file of the corpus, a piece that stands in it once, what is put in its place, and every
line that the run then reports. Where it has further texts, every citation names its text.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import guidance.register
from guidance.register import Register

from .huts import Read, edition

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "cases.yml").read_text(encoding="utf-8"))


def spoil(docs: Path, edits: list[dict[str, str]]) -> None:
    """Carry out a case's edits; each piece must stand in its file once."""
    for edit in edits:
        path = docs / "register" / edit["file"]
        before = path.read_text(encoding="utf-8")
        assert before.count(edit["find"]) == 1, edit
        path.write_text(before.replace(edit["find"], edit["put"]), encoding="utf-8")


def name_the_text(docs: Path) -> None:
    """Put the text's id into every citation, as it has to be where there are several."""
    for path in (docs / "register").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\bat: (?=s)", "at: rules:", text), encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=[one["case"] for one in CASES])
def test_case(case: dict[str, Any], docs: Path, read: Read) -> None:
    further = [edition(texts, name) for name, texts in case.get("further", {}).items()]
    if further:
        name_the_text(docs)
    spoil(docs, case["edits"])
    register, problems = read(*further)
    assert isinstance(register, Register)
    assert [str(one) for one in problems] == case["report"]


def test_every_code_has_a_case() -> None:
    folder = Path(guidance.register.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    codes = set(re.findall(r'code(?: = |=)"([a-z-]+)"', source)) | set(re.findall(r', "(id-[a-z]+)"', source))
    # References are told with the kind in the code.
    codes |= {f"unknown-{kind}" for kind in re.findall(r'_(?:one|many)\("[a-z]+", "([a-z]+)"', source)}
    told = {line.split(": ")[1] for case in CASES for line in case["report"]}
    assert len(codes) >= 20
    assert codes <= told


def test_a_whole_file_missing_brings_no_false_alarms(docs: Path, read: Read) -> None:
    for name in ("units", "obligations", "tasks", "waivers"):
        (docs / "register" / f"{name}.yml").unlink()
    _, problems = read()
    assert [(one.code, one.place.file) for one in problems] == [
        ("missing-file", "docs/register/obligations.yml"),
        ("missing-file", "docs/register/units.yml"),
    ]


def test_what_nothing_names_need_not_be_there(docs: Path, read: Read) -> None:
    """What items or tasks name has to be there; without phases and actors none is named."""
    folder = docs / "register"
    for name in ("actors", "members", "phases", "procedures", "documents"):
        (folder / f"{name}.yml").unlink()
    _, problems = read()
    named = ("actors", "members", "phases", "procedures")
    assert [(one.code, one.place.file) for one in problems] == [
        ("missing-file", f"docs/register/{name}.yml") for name in named
    ]
    for path in folder.glob("*.yml"):
        keys = r"^ +(actor|members|phase|procedure|lead): .*\n"
        path.write_text(
            re.sub(keys, "", path.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8"
        )
    _, problems = read()
    assert problems == []


def test_the_good_register_has_no_problem(read: Read) -> None:
    register, problems = read()
    assert problems == []
    assert [one.id for one in register.tombstones] == ["o-forecast", "o-old-forecast", "o-bell"]
