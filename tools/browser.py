"""Finds the browsers that the tests drive, installs what is missing, and records their paths.

Run as ``python -m tools.browser chromium firefox``; without names it looks for Chromium alone. The paths are
left in ``.cache/chromium`` and ``.cache/firefox``, where the tests read them.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.machine import MissingError, can_install, fail, install, output, run, say, works

CACHE = Path(".cache")
FONT = "fonts-noto-cjk"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
"""What Chromium is started with, without windows."""

# Prints where Playwright keeps its own Chromium, whether it is installed or not.
_WHERE = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as p:\n"
    "    print(p.chromium.executable_path)\n"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """A browser that the tests drive, and where one may be."""

    title: str
    """As a message calls it."""
    variable: str
    """The environment variable that names one."""
    names: tuple[str, ...]
    """Programs that are looked for on ``PATH``, the best first."""
    packages: tuple[str, ...]
    """Debian's packages."""
    lighter: str = ""
    """Debian's package, and its program, that shows pages alike without windows, twice as fast."""
    otherwise: Callable[[], str] | None = None
    """The last resort, where there is one: returns a path, or an empty string."""


def main(names: Sequence[str] = ("chromium",)) -> int:
    """Find or install browsers and a Chinese font, and return the exit code.

    Args:
        names: keys of ``KINDS``.
    """
    try:
        found = {name: find(KINDS[name]) for name in names}
        ensure_font()
    except MissingError as error:
        return fail(error)
    CACHE.mkdir(exist_ok=True)
    for name, path in found.items():
        (CACHE / name).write_text(f"{path}\n", encoding="utf-8")
    return 0


def recorded(name: str) -> str:
    """Return the path of a browser as ``main`` left it.

    Args:
        name: a key of ``KINDS``.

    Raises:
        MissingError: none was left.
    """
    record = Path(__file__).resolve().parent.parent / CACHE / name
    if not record.is_file():
        raise MissingError(f"no {name} is recorded; run: make browser")
    return record.read_text(encoding="utf-8").strip()


def find(kind: Kind) -> str:
    """Return the path of a browser that starts.

    The first of: the one that the variable names, its lighter form (installed when root), one on ``PATH``,
    Debian's package when root, the last resort of its kind.

    Raises:
        MissingError: there is none and none could be installed, or the one named does not start.
    """
    named = os.environ.get(kind.variable)
    if named:
        found = shutil.which(named)
        if found and works(found, "--version"):
            return found
        raise MissingError(f"{kind.variable}={named} is not a browser that starts; correct or unset it")
    found = _on_path((kind.lighter,)) if kind.lighter else ""
    if not found and kind.lighter and can_install() and install(kind.lighter, *kind.packages[1:]):
        found = _on_path((kind.lighter,))
    if not found:
        found = _on_path(kind.names)
    if not found and can_install():
        install(*kind.packages)
        found = _on_path(kind.names)
    if not found and kind.otherwise:
        found = kind.otherwise()
    if not found:
        raise MissingError(
            f"no {kind.title} for the browser tests; install one (Debian, as root: apt-get install "
            f"{' '.join(kind.packages)}) or name one: make test {kind.variable}=/path/to/it"
        )
    return found


def ensure_font() -> None:
    """Make sure that Chinese text can be drawn: tests of lines and sizes prove nothing on empty boxes.

    Machines without fontconfig (macOS, Windows) bring such fonts with them.

    Raises:
        MissingError: there is none and none could be installed.
    """
    if not shutil.which("fc-list") or _has_font():
        return
    if can_install():
        install(FONT)
    if not _has_font():
        raise MissingError(f"no Chinese font for the browser tests; Debian, as root: apt-get install {FONT}")


def _has_font() -> bool:
    return bool(output("fc-list", ":lang=zh"))


def _on_path(names: Sequence[str]) -> str:
    """Return the first of these programs on ``PATH`` that starts, or an empty string."""
    candidates = (shutil.which(name) for name in names)
    return next((path for path in candidates if path and works(path, "--version")), "")


def _playwrights_own() -> str:
    """Return Playwright's Chromium, fetched where it is not there yet, or an empty string."""
    path = output(sys.executable, "-c", _WHERE)
    if not path:
        return ""
    if not works(path, "--version"):
        say("Installing Playwright's Chromium")
        run(sys.executable, "-m", "playwright", "install", "chromium")
    return path if works(path, "--version") else ""


KINDS: Mapping[str, Kind] = {
    "chromium": Kind(
        title="Chromium",
        variable="CHROMIUM",
        names=("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
        packages=("chromium", FONT),
        lighter="chromium-headless-shell",
        otherwise=_playwrights_own,
    ),
    "firefox": Kind(
        title="Firefox",
        variable="FIREFOX",
        names=("firefox-esr", "firefox"),
        packages=("firefox-esr", FONT),
    ),
}
"""By the name of the file in ``.cache`` that holds the path."""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ("chromium",)))
