"""Whole projects of the tiny corpus, to be built, damaged and built again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from corpora import TESTS

PROJECT = TESTS.parent


def assemble(folder: Path, corpus: str = "tiny") -> Path:
    """Make a project of an invented corpus and the project's own code, templates and styles."""
    shutil.copytree(TESTS / corpus, folder, dirs_exist_ok=True)
    shutil.copyfile(PROJECT / "mkdocs.yml", folder / "project.yml")
    for name in ("hooks", "overrides"):
        shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    ignored = shutil.ignore_patterns("readme-*")
    shutil.copytree(PROJECT / "docs" / "assets", folder / "docs" / "assets", ignore=ignored)
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(folder / "hooks"),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "NO_MKDOCS_2_WARNING": "1",
    }
    return subprocess.run(
        [sys.executable, "-m", "guidance", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def built(folder: Path) -> Path:
    done = run(folder, "site")
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "site"
