"""Measures the theme's own search: a copy of the project with the stock plugin, asked the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import material
from playwright.sync_api import Browser

_INDEX = "search/search_index.json"
_ASK = """async ([worker, index, queries]) => {
  const data = await (await fetch(index)).json()
  const search = new Worker(worker)
  const answer = (message) => new Promise((resolve) => {
    search.onmessage = (event) => resolve(event.data.data)
    search.postMessage(message)
  })
  await answer({ type: 0, data: { ...data, options: { suggest: false } } })
  const found = []
  for (const query of queries) {
    const start = performance.now()
    const { items } = await answer({ type: 2, data: query })
    found.push([items.flat().map((one) => one.location), performance.now() - start])
  }
  search.terminate()
  return found
}"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stock:
    """What the theme's own search makes of the same questions."""

    answers: list[tuple[list[str], float]]
    """Where its hits lead, and the milliseconds each question took."""
    size: int
    """Bytes of its index."""


def build(root: Path, folder: Path) -> Path:
    """Build a copy of the project with the stock plugin and return its site.

    Args:
        root: the project.
        folder: an empty folder.

    Raises:
        CalledProcessError: the copy does not build.
    """
    for name in ("docs", "hooks", "overrides"):
        shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    changed = text.replace("plugins:\n", "plugins:\n  - search\n", 1)
    (folder / "mkdocs.yml").write_text(changed, encoding="utf-8")
    # The plugin reads pages after our hook has completed them, not before.
    hook = folder / "hooks/main.py"
    told = hook.read_text(encoding="utf-8")
    earlier = told.replace("def on_page_context(", "@event_priority(100)\ndef on_page_context(", 1)
    hook.write_text(earlier, encoding="utf-8")
    site = folder / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--site-dir", str(site)]
    environment = {**os.environ, "PYTHONPATH": str(folder / "hooks"), "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)  # noqa: S603 - our own command
    # Our build takes out what only this search uses.
    shipped = Path(material.__file__).parent / "templates/assets/javascripts"
    for name in ("lunr", "workers"):
        shutil.copytree(shipped / name, site / "assets/javascripts" / name, dirs_exist_ok=True)
    return site


def ask(browser: Browser, address: str, site: Path, queries: Sequence[str]) -> Stock:
    """Return the stock search's answers.

    Args:
        browser: where it runs.
        address: the site's address over HTTP, ending in a slash.
        site: the site's folder.
        queries: what is asked.
    """
    worker = next((site / "assets/javascripts/workers").glob("search.*.min.js"))
    page = browser.new_page()
    page.goto(f"{address}404.html")
    asked = [f"{address}{worker.relative_to(site).as_posix()}", f"{address}{_INDEX}", list(queries)]
    told: list[Any] = page.evaluate(_ASK, asked)
    page.close()
    return Stock(
        answers=[(places, time) for places, time in told],
        size=len((site / _INDEX).read_bytes()),
    )
