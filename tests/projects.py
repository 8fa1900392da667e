"""Whole projects of the tiny corpus, to be built, damaged and built again."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from corpora import TESTS
from guidance.cli import main

PROJECT = TESTS.parent


def assemble(folder: Path, corpus: str = "tiny") -> Path:
    """Make a project of an invented corpus and the project's own code, templates and styles."""
    shutil.copytree(TESTS / corpus, folder, dirs_exist_ok=True)
    shutil.copyfile(PROJECT / "mkdocs.yml", folder / "project.yml")
    shutil.copyfile(PROJECT / "LICENSE", folder / "LICENSE")
    for name in ("hooks", "overrides"):
        shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    ignored = shutil.ignore_patterns("readme-*")
    shutil.copytree(PROJECT / "docs" / "assets", folder / "docs" / "assets", ignore=ignored)
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program on a project, in this process: only the generator of pages is one of its own."""
    out, err = StringIO(), StringIO()
    with ExitStack() as stack:
        stack.enter_context(redirect_stdout(out))
        stack.enter_context(redirect_stderr(err))
        stack.enter_context(patch.dict(os.environ, _environment(folder)))
        try:
            code = main(["--root", str(folder), *arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
    return subprocess.CompletedProcess([*arguments], code, out.getvalue(), err.getvalue())


def _environment(folder: Path) -> dict[str, str]:
    return {
        "PYTHONPATH": str(folder / "hooks"),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "NO_MKDOCS_2_WARNING": "1",
    }


def once(folder: Path, make: Callable[[Path], object]) -> Path:
    """Let one of all workers make a folder, and the others wait for it; it is there to be read only.

    Args:
        folder: where it is to stand, the same for all workers.
        make: makes it where it is told to.
    """
    ready, claim = folder.with_suffix(".ready"), folder.with_suffix(".claim")
    try:
        claim.mkdir(parents=True)
    except FileExistsError:
        for _ in range(3000):
            if ready.exists():
                return folder
            time.sleep(0.1)
        raise TimeoutError(f"another worker did not make {folder.name}") from None
    make(folder)
    ready.touch()
    return folder


def built(folder: Path) -> Path:
    done = run(folder, "site")
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "site"
