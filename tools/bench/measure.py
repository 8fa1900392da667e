"""Measures one size: every step in a process of its own, ours and plain MkDocs by turns."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.bench.generate import PAGES_ONLY, PLAIN, ROOT, write_project
from tools.bench.model import Built, Cost, Measured, Size
from tools.bench.serve import seconds_to_show

_PATIENCE = 20.0
"""Seconds after which a step is not repeated any more."""
_KILO = 1024
Command = Sequence[str]


class FailedError(Exception):
    """A command that is measured failed; holds what it said."""


def measure(size: Size, folder: Path, runs: int) -> Measured:
    """Return all figures of one size.

    Args:
        size: how large the project is made.
        folder: where the project and its sites are written; taken away at first if it is there.
        runs: runs of each step; long ones get fewer.

    Raises:
        FailedError: a command failed.
    """
    write_project(folder, size.items, size.pages)
    environment = settings(folder)
    python = [sys.executable, "-m"]
    check = [*python, "guidance", "check"]
    probe = [*python, "tools.bench.probe", "docs"]
    plain_site, site = folder / "plain-site", folder / "hooked-site"
    build = [*python, "mkdocs", "build", "--quiet"]
    plain = [*build, "--config-file", PLAIN, "--site-dir", str(plain_site)]
    pages = [*build, "--config-file", PAGES_ONLY, "--site-dir", str(folder / "pages-site")]
    whole = [*build, "--site-dir", str(site)]
    (validation,) = _costs([check], folder, environment, runs)
    crossing = statistics.median(float(_run(probe, folder, environment)[1]) for _ in range(runs))
    without, with_hooks, with_downloads = _costs([plain, pages, whole], folder, environment, runs)
    (site_made,) = _costs([[*python, "guidance", "site"]], folder, environment, 1)
    measured = Measured(
        size=size,
        validation=validation,
        crossing=crossing,
        plain=without,
        build=with_hooks,
        whole=with_downloads,
        site=site_made,
        edit=seconds_to_show(folder, site, environment),
        plain_site=weigh(plain_site),
        built=weigh(site),
    )
    shutil.rmtree(folder)
    return measured


def settings(folder: Path) -> dict[str, str]:
    """Return the environment in which a project's commands run: its own hooks, nothing of the caller's."""
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(folder / "hooks"), str(ROOT)]),
        "PYTHONUTF8": "1",
        "NO_MKDOCS_2_WARNING": "1",
    }


def weigh(site: Path) -> Built:
    """Return the weight of a built site."""
    sizes = {path: path.stat().st_size for path in sorted(site.rglob("*")) if path.is_file()}
    pages = {path: size for path, size in sizes.items() if path.suffix == ".html"}
    largest = max(pages, key=lambda path: pages[path])
    return Built(
        pages=len(pages),
        size=sum(sizes.values()),
        largest=pages[largest],
        largest_name=largest.relative_to(site).as_posix(),
    )


def _costs(
    commands: Sequence[Command], folder: Path, environment: Mapping[str, str], runs: int
) -> list[Cost]:
    """Return the medians of several commands, run by turns, so that a busy spell meets all alike."""
    found: list[list[Cost]] = [[] for _ in commands]
    start = time.perf_counter()
    while len(found[0]) < runs and (not found[0] or time.perf_counter() - start < _PATIENCE):
        for command, costs in zip(commands, found, strict=True):
            costs.append(_run(command, folder, environment)[0])
    return [
        Cost(
            wall=statistics.median(one.wall for one in costs),
            cpu=statistics.median(one.cpu for one in costs),
            memory=max(one.memory for one in costs),
            runs=len(costs),
        )
        for costs in found
    ]


def _run(command: Command, folder: Path, environment: Mapping[str, str]) -> tuple[Cost, str]:
    """Return what a command took and what it printed."""
    with tempfile.TemporaryFile() as printed:
        start = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 -- our own commands
            command, cwd=folder, env=environment, stdout=printed, stderr=subprocess.STDOUT
        )
        # The sum over all children, which `resource` gives, would mix this one with those before.
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        printed.seek(0)
        output = printed.read().decode("utf-8", "replace")
    if process.returncode:
        lines = output.strip().splitlines() or ["no output"]
        words = " ".join(command[1:]).replace(str(folder), ".")
        raise FailedError(f"{words}: {lines[0][:300]} ({len(lines)} lines in all)")
    unit = 1 if sys.platform == "darwin" else _KILO
    cost = Cost(wall=wall, cpu=usage.ru_utime + usage.ru_stime, memory=usage.ru_maxrss * unit)
    return cost, output
