"""Finds the Chromium that the tests drive, installs one where none is, and records its path.

Run as ``python -m tools.browser``. The path is left in ``.cache/chromium``, where the tests read it.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from tools.machine import MissingError, can_install, fail, install, output, run, say, works

RECORD = Path(".cache/chromium")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-noto-cjk")
FONT = "fonts-noto-cjk"

# Prints where Playwright keeps its own Chromium, whether it is installed or not.
_WHERE = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as p:\n"
    "    print(p.chromium.executable_path)\n"
)


def main() -> int:
    """Find or install a browser and a Chinese font, and return the exit code."""
    try:
        browser = find_browser()
        ensure_font()
    except MissingError as error:
        return fail(error)
    RECORD.parent.mkdir(exist_ok=True)
    RECORD.write_text(f"{browser}\n", encoding="utf-8")
    return 0


def find_browser() -> str:
    """Return the path of a Chromium that starts.

    The first of: the one that ``CHROMIUM`` names, one on ``PATH``, Debian's package when root,
    Playwright's own.

    Raises:
        MissingError: there is none and none could be installed, or ``CHROMIUM`` does not start.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        found = shutil.which(named)
        if found and works(found, "--version"):
            return found
        raise MissingError(f"CHROMIUM={named} is not a browser that starts; correct or unset it")
    found = _on_path()
    if not found and can_install():
        install(*PACKAGES)
        found = _on_path()
    found = found or _playwrights_own()
    if not found:
        raise MissingError(
            "no Chromium for the browser tests; install one (Debian, as root: apt-get install "
            f"{' '.join(PACKAGES)}) or name one: make test CHROMIUM=/path/to/chrome"
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


def _on_path() -> str:
    """Return the first browser on ``PATH`` that starts, or an empty string."""
    candidates = (shutil.which(name) for name in NAMES)
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


if __name__ == "__main__":
    sys.exit(main())
