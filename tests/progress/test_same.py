"""Scripts and programs tell the same of the same: golden cases, and scenarios that nobody thought of."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tools.node import ensure_node

from .scenario import play
from .strategies import scenarios

HERE = Path(__file__).parent
RUNNER = HERE.parent / "js" / "progress-run.js"
CASES = sorted((HERE / "cases").glob("*.json"))


def in_node(some: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what the scripts tell of some scenarios."""
    done = subprocess.run(
        ["node", str(RUNNER)],  # noqa: S607 -- node is looked up on PATH on purpose
        input=json.dumps(some),
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def at(told: dict[str, Any], place: str) -> Any:  # noqa: ANN401 -- whatever stands there
    """Return what stands at a place such as ``m:tasks/task-a/state``; None where nothing does."""
    name, _, path = place.partition(":")
    value = told.get(name)
    if isinstance(value, str) and path:
        value = json.loads(value)
    for part in filter(None, path.split("/")):
        value = value[int(part)] if isinstance(value, list) else (value or {}).get(part)
    return value


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    told = play(case)
    assert {place: at(told, place) for place in case["expect"]} == case["expect"]


def test_there_are_cases() -> None:
    assert len(CASES) >= 15


def test_the_scripts_tell_the_same_of_the_cases() -> None:
    ensure_node()
    cases = [json.loads(path.read_text(encoding="utf-8")) for path in CASES]
    assert in_node(cases) == [play(case) for case in cases]


# To look for the smallest scenario would start Node a thousand times.
@settings(max_examples=12, phases=[Phase.generate], suppress_health_check=[*HealthCheck])
@given(st.lists(scenarios(), min_size=8, max_size=25))
def test_the_scripts_tell_the_same_of_anything(some: list[dict[str, Any]]) -> None:
    for scenario, told in zip(some, in_node(some), strict=True):
        assert json.loads(json.dumps(play(scenario))) == told, scenario
