"""The forge's workflow: its schema, its safety, and that what it calls is there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from corpora import TESTS

ROOT = TESTS.parent
WORKFLOW = ROOT / ".github" / "workflows" / "site.yml"


def lint(path: Path) -> int:
    """Return how many of the two linters find something, neither asking the network."""
    tools = Path(sys.executable).parent
    settings = ROOT / ".github" / "zizmor.yml"
    commands = (
        [str(tools / "check-jsonschema"), "--builtin-schema", "vendor.github-workflows", str(path)],
        [str(tools / "zizmor"), "--offline", "--no-progress", "--config", str(settings), str(path)],
    )
    return sum(subprocess.run(one, check=False, capture_output=True).returncode != 0 for one in commands)


def test_the_workflow_is_sound() -> None:
    assert lint(WORKFLOW) == 0


@pytest.mark.parametrize(
    ("find", "put"),
    [
        ("runs-on: ubuntu-24.04", "run-on: ubuntu-24.04"),
        ("needs: test", "need: test"),
        ("  pull_request:\n", "  pull_request_target:\n"),
        ("permissions:\n  contents: read", "permissions: write-all"),
        ('"$TAG" --verify-tag', '"${{ github.event.head_commit.message }}" --verify-tag'),
    ],
)
def test_a_slip_is_found(find: str, put: str, tmp_path: Path) -> None:
    text = WORKFLOW.read_text(encoding="utf-8")
    assert find in text
    spoilt = tmp_path / ".github" / "workflows" / "site.yml"
    spoilt.parent.mkdir(parents=True)
    spoilt.write_text(text.replace(find, put, 1), encoding="utf-8")
    assert lint(spoilt) > 0


def test_what_it_calls_is_there() -> None:
    workflow = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    called = "\n".join(step.get("run", "") for step in steps)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"\bmake ([a-z-]+)", called)
    assert targets
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)
    assert ".ci/run" in called
    assert (ROOT / ".ci" / "run").is_file()
    notes = re.search(r"--notes-file \"([^\"]+)\"", called)
    assert notes
    # The release command writes the notes under this name.
    assert notes[1] == ".github/releases/$TAG.md"
