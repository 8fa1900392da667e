"""site/ and dist/ are whole and of one build, whatever befalls a build, and the next one works.

A sample runs each time; ``make robustness`` makes all trials and prints the table.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from robustness.trials import BUSY, Bench, Trial, ended, killed, pair, table, without_room

ALL = "ROBUSTNESS" in os.environ
KILLS, ROOMS, LARGEST, PAIRS = 24, 10, (0, 900, 30_000), 11
SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
chance = random.Random(13)  # noqa: S311 -- the same moments in every run


@pytest.fixture
def bench(tiny_project: Path, tmp_path: Path) -> Bench:
    return Bench(folder=Path(shutil.copytree(tiny_project, tmp_path / "project")))


def test_a_build_without_room_and_one_that_is_killed_leave_all_as_it_was(bench: Bench) -> None:
    before = bench.state()
    bench.alter()
    full = ended(bench.start(ROOM="0", ROOM_IN=str(bench.folder / ".build")))
    assert full.code == 1
    assert len(full.said.splitlines()) == 1
    assert "No space left" in full.said
    assert bench.state() == before
    first = bench.start()
    bench.works()
    # It holds the folder for as long as the other one needs to come and look.
    first.send_signal(signal.SIGSTOP)
    turned_away = ended(bench.start("--no-wait"))
    first.kill()
    one = ended(first)
    assert turned_away.code == 1
    assert turned_away.said == f"{BUSY} (process {first.pid})\n"
    trial = bench.settled("kill", "in the middle", before, [one])
    assert one.code == -signal.SIGKILL
    assert trial.held, trial


@pytest.mark.skipif(not ALL, reason="make robustness")
def test_all_trials_hold(bench: Bench) -> None:
    trials: list[Trial] = []
    started = time.monotonic()
    trials.append(pair(bench, 0))
    # Three builds: two in turn, and the one that looks.
    due = (time.monotonic() - started) / 3
    trials += [
        killed(bench, chance.uniform(0, due), SIGNALS[number % len(SIGNALS)]) for number in range(KILLS)
    ]
    room_in, size = str(bench.folder / ".build"), bench.size()
    rooms = [size * number // ROOMS for number in range(ROOMS)]
    trials += [
        without_room(bench, f"room for {room} bytes", ROOM=str(room), ROOM_IN=room_in) for room in rooms
    ]
    trials += [without_room(bench, f"files of {most} bytes", LARGEST=str(most)) for most in LARGEST]
    ways = [["--no-wait"] if number % 2 else [] for number in range(PAIRS)]
    trials += [pair(bench, chance.uniform(0, due / 2), *way) for way in ways]
    print(f"\n{table(trials)}")  # noqa: T201 -- the table is what somebody asked for
    assert [one for one in trials if not one.held] == []
