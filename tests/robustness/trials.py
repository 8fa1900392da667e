"""Builds of a project that are cut off, find no room or meet, and what is there afterwards."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from projects import run

FULL = Path(__file__).resolve().parent / "full"
CORPUS = "docs/register/corpus.yml"
DATES = ("2026-01-02", "2026-01-03")
"""Of the edition, in turn, so that each build has something new."""
BUSY = "another build works in this folder"
PLACES = ("site", "dist")
_PATIENCE = 120

State = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How a started build ended."""

    code: int
    said: str
    left: tuple[int, ...]
    """Ids of its processes that are still at work some seconds later."""


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A row of the table."""

    kind: str
    what: str
    codes: tuple[int, ...]
    whole: bool
    """site/ and dist/ are both as they were or both as the next build makes them."""
    traceback: bool
    children: int
    leftovers: tuple[str, ...]
    """What the next build left beside what was there before everything."""
    next_holds: bool

    @property
    def held(self) -> bool:
        return self.whole and self.next_holds and not (self.traceback or self.children or self.leftovers)


@dataclass(kw_only=True)
class Bench:
    """A built project on which trials are made, one after another."""

    folder: Path
    names: frozenset[str] = frozenset()
    known: dict[str, State] = field(default_factory=dict)
    date: str = DATES[0]

    def __post_init__(self) -> None:
        self.names = frozenset(one.name for one in self.folder.iterdir())
        self.known[self.date] = self.state()

    def state(self) -> State:
        """Return each file of site/ and dist/ with a hash of its content."""
        return {
            path.relative_to(self.folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for place in PLACES
            for path in (self.folder / place).rglob("*")
            if path.is_file()
        }

    def size(self) -> int:
        """Return how many bytes site/ and dist/ have."""
        paths = (path for place in PLACES for path in (self.folder / place).rglob("*"))
        return sum(path.stat().st_size for path in paths if path.is_file())

    def alter(self) -> None:
        """Change the documents, so that a build is another than the one that is there."""
        old, self.date = self.date, next(one for one in DATES if one != self.date)
        path = self.folder / CORPUS
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, self.date), encoding="utf-8")

    def start(self, *arguments: str, **settings: str) -> subprocess.Popen[str]:
        """Start a build, with its children in a group of their own."""
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(FULL), str(self.folder / "hooks")]),
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONUTF8": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            **settings,
        }
        return subprocess.Popen(
            [sys.executable, "-m", "guidance", "--root", str(self.folder), "site", *arguments],
            cwd=self.folder.parent,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )

    def works(self) -> None:
        """Wait until a build has begun to write."""
        for _ in range(_PATIENCE * 20):
            if (self.folder / ".build" / "process").exists():
                return
            time.sleep(0.05)
        raise TimeoutError("no build began")

    def settled(self, kind: str, what: str, before: State, ended: Sequence[Ended]) -> Trial:
        """Say what is there after a trial, and build once more."""
        after = self.state()
        done = run(self.folder, "site")
        now = self.state()
        return Trial(
            kind=kind,
            what=what,
            codes=tuple(one.code for one in ended),
            whole=after in (before, now),
            traceback=any("Traceback" in one.said for one in ended),
            children=sum(len(one.left) for one in ended),
            leftovers=tuple(sorted({one.name for one in self.folder.iterdir()} - self.names)),
            next_holds=(done.returncode, done.stderr) == (0, "")
            and now == self.known.setdefault(self.date, now)
            and now != before,
        )


def ended(process: subprocess.Popen[str]) -> Ended:
    """Wait for a build and for its children."""
    with process:
        _, said = process.communicate(timeout=_PATIENCE)
    left: tuple[int, ...] = ()
    for _ in range(100):
        left = tuple(at_work(process.pid))
        if not left:
            break
        time.sleep(0.1)
    return Ended(code=process.returncode, said=said, left=left)


def at_work(group: int) -> list[int]:
    """Return the ids of a group's processes that are not yet dead."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its = path.read_text(encoding="utf-8").rpartition(")")[2].split()[:3]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(its) == group and state not in "ZX":
            found.append(int(path.parent.name))
    return found


def killed(bench: Bench, moment: float, sign: signal.Signals) -> Trial:
    """Kill a build, and none of its children, so many seconds after its start."""
    before = bench.state()
    bench.alter()
    process = bench.start()
    time.sleep(moment)
    process.send_signal(sign)
    return bench.settled("kill", f"{sign.name} after {moment:.2f} s", before, [ended(process)])


def without_room(bench: Bench, what: str, **settings: str) -> Trial:
    """Let a build find a full disk."""
    before = bench.state()
    bench.alter()
    one = ended(bench.start(**settings))
    trial = bench.settled("full disk", what, before, [one])
    assert one.code, f"{what}: the build did not notice"
    assert one.said.strip(), what
    return trial


def pair(bench: Bench, delay: float, *arguments: str) -> Trial:
    """Start two builds, the second so many seconds after the first."""
    before = bench.state()
    bench.alter()
    first = bench.start(*arguments)
    time.sleep(delay)
    second = bench.start(*arguments)
    both = [ended(first), ended(second)]
    what = f"{' '.join(arguments) or 'waiting'}, {delay:.2f} s apart"
    trial = bench.settled("pair", what, before, both)
    allowed = {0, 1} if arguments else {0}
    assert {one.code for one in both} <= allowed, both
    assert 0 in {one.code for one in both}, both
    # Whoever is turned away is told who builds, in one line.
    assert all(one.said.startswith(BUSY) and one.said.count("\n") == 1 for one in both if one.code), both
    return trial


def table(trials: Sequence[Trial]) -> str:
    """Return a row for each trial and one for each kind."""
    rows = [f"{'kind':<10}{'what':<28}{'exit':>9}{'whole':>7}{'left':>6}{'children':>10}{'next':>6}"]
    for one in trials:
        codes = " ".join(map(str, one.codes))
        rows.append(
            f"{one.kind:<10}{one.what:<28}{codes:>9}{_yes(one.whole):>7}{len(one.leftovers):>6}"
            f"{one.children:>10}{_yes(one.next_holds):>6}"
        )
    for kind in sorted({one.kind for one in trials}):
        of_it = [one for one in trials if one.kind == kind]
        rows.append(f"{kind}: {sum(one.held for one in of_it)} of {len(of_it)} held")
    return "\n".join(rows)


def _yes(held: bool) -> str:  # noqa: FBT001 -- a cell
    return "yes" if held else "NO"
