"""The command ``make bench-progress``: 500 files into one report, and a list of 1,000 tasks worked in.

A missed target is told and fails nothing: another machine, another load, another figure.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "hooks"))

from guidance.progress.rollup import Gathering  # noqa: E402 -- the core is found by its folder
from tools.figures import keep  # noqa: E402 -- the same
from tools.node import ensure_node  # noqa: E402 -- the same
from tools.progressbench.browser import in_browser  # noqa: E402 -- the same

FILES, TASKS, POINTS = 500, 25, 100
LARGE = 1000
SLOWER = 6
"""How many times slower the computer of a unit is taken to be."""
_STAMP = "2026-03-01T08:00:00.000Z pc"


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """Something measured, with its limit."""

    name: str
    value: float
    limit: float | None
    unit: str

    @property
    def verdict(self) -> str:
        """Whether the value keeps to its limit, in a word."""
        if self.limit is None:
            return ""
        return "reached" if self.value <= self.limit else "MISSED"


def library(tasks: int, points: int) -> dict[str, Any]:
    """Return an invented list with that many tasks of that many points each."""
    ids = [f"task-{number}" for number in range(tasks)]
    of = {task: [f"o-{task}-{number}" for number in range(points)] for task in ids}
    every = [point for task in ids for point in of[task]]
    return {
        "project": "bench",
        "editions": {},
        "phases": ["first"],
        "tasks": [
            {"id": task, "phase": "first", "lead": "a", "members": [], "after": [], "points": of[task]}
            for task in ids
        ],
        "prints": dict.fromkeys(ids, "000000000000"),
        "points": dict.fromkeys(every, "000000000000"),
        "kinds": {"kind": {"tasks": ids, "points": every, "limits": []}},
        "gone": {},
        "windows": [],
        "titles": {},
    }


def progress(found: dict[str, Any], number: int) -> dict[str, Any]:
    """Return the progress file of an invented unit that has done all there is."""
    tasks = found["kinds"]["kind"]["tasks"]
    entry = {"state": "done", "who": "Wang", "on": "2026-03-05"}
    return {
        "format": "guidance-progress",
        "version": 1,
        "project": "bench",
        "unit": {"id": f"u{number}", "name": f"Unit {number}", "kinds": ["kind"]},
        "tasks": {task: {**entry, "at": dict.fromkeys(entry, _STAMP)} for task in tasks},
        "points": dict.fromkeys(found["points"], _STAMP),
        "prints": {**found["prints"], **found["points"]},
    }


def main() -> None:
    """Measure, print and write into ``bench.json``."""
    ensure_node()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder)
        figures = [*_in_node(folder), *_in_python(folder), *_in_browser(folder)]
    for one in figures:
        limit = "" if one.limit is None else f"at most {one.limit:8.1f}"
        sys.stdout.write(f"{one.name:<58} {one.value:10.1f} {one.unit:3} {limit:17} {one.verdict}\n")
    keep("progress", [asdict(one) for one in figures])


def _write(folder: Path) -> None:
    many, large = library(TASKS, POINTS), library(LARGE, 4)
    (folder / "many").mkdir()
    (folder / "many.library.json").write_text(json.dumps(many), encoding="utf-8")
    (folder / "large.library.json").write_text(json.dumps(large), encoding="utf-8")
    (folder / "large.json").write_text(json.dumps(progress(large, 0)), encoding="utf-8")
    for number in range(FILES):
        text = json.dumps(progress(many, number), indent=1)
        (folder / "many" / f"{number}.json").write_text(text, encoding="utf-8")


def _in_node(folder: Path) -> Iterator[Figure]:
    command = ["node", str(Path(__file__).with_name("run.js")), str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")  # noqa: S603 -- our own
    found = json.loads(done.stdout)
    size = f"{FILES} files of {TASKS} tasks with {POINTS} points each"
    yield Figure(name=f"{size}, scripts", value=found["rollup"], limit=2000, unit="ms")
    yield Figure(name="the same, size of all files", value=found["bytes"] / 1e6, limit=None, unit="MB")
    tick = found["tick"] * SLOWER
    yield Figure(
        name=f"{LARGE} tasks, a tick and its sums, {SLOWER}x slower", value=tick, limit=100, unit="ms"
    )
    saved = found["saved"] * SLOWER
    yield Figure(
        name=f"{LARGE} tasks, the text that is saved, {SLOWER}x slower", value=saved, limit=None, unit="ms"
    )
    opened = found["opened"] * SLOWER
    yield Figure(
        name=f"{LARGE} tasks, read and summed, {SLOWER}x slower", value=opened, limit=1500, unit="ms"
    )


def _in_python(folder: Path) -> Iterator[Figure]:
    gathering = Gathering(
        json.loads((folder / "many.library.json").read_text(encoding="utf-8")), "2026-06-01"
    )
    start = time.perf_counter()
    for path in sorted((folder / "many").iterdir()):
        gathering.add(path.name, path.read_bytes())
    found = gathering.result()
    taken = (time.perf_counter() - start) * 1000
    if len(found.units) != FILES:
        raise SystemExit(f"{found.refused[0]}")
    yield Figure(name=f"{FILES} files, command line", value=taken, limit=2000, unit="ms")


def _in_browser(folder: Path) -> Iterator[Figure]:
    many, large = (
        json.loads((folder / f"{name}.library.json").read_text(encoding="utf-8"))
        for name in ("many", "large")
    )
    usable, tick, opened = in_browser(ROOT, folder, large, many, SLOWER)
    slow = f"{LARGE} tasks in Chromium, {SLOWER}x slower"
    yield Figure(name=f"{slow}: usable", value=usable, limit=1500, unit="ms")
    yield Figure(name=f"{slow}: a tick shows", value=tick, limit=100, unit="ms")
    yield Figure(name=f"{FILES} files in Chromium: the report shows", value=opened, limit=2000, unit="ms")


if __name__ == "__main__":
    main()
