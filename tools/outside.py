"""Gets what the tests hold the built site against, made by others: a checker of markup and one of links.

Run as ``python -m tools.outside``. They are had by ``tests/outside/package-lock.json`` and left below
``.cache/outside``, where the tests find them.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from tools.machine import MissingError, can_install, fail, install, output, run, say, works
from tools.node import ensure_node

LISTS = Path("tests/outside")
FOLDER = Path(".cache/outside")
JAR = FOLDER / "node_modules/vnu-jar/build/dist/vnu.jar"
_DONE = FOLDER / "node_modules/.package-lock.json"
"""What npm writes when all is there."""
LEAST_JAVA = 17
"""The checker of markup is compiled for it."""
_LOCK = "package-lock.json"


def main() -> int:
    """Make sure that Java, Node and both checkers are there, and return the exit code."""
    try:
        ensure_node()
        ensure_java()
        ensure_packages()
    except MissingError as error:
        return fail(error)
    return 0


def ensure_java() -> None:
    """Make sure that Java starts and is new enough.

    Raises:
        MissingError: it is not, and could not be installed.
    """
    if java_version() < LEAST_JAVA and can_install():
        install("default-jre-headless")
    if java_version() < LEAST_JAVA:
        raise MissingError(
            f"no Java {LEAST_JAVA} or later for the check of markup; "
            "install it (Debian, as root: apt-get install default-jre-headless)"
        )


def java_version() -> int:
    """Return the number of the Java on ``PATH``; 0 where there is none that starts."""
    # The first line is such as “openjdk 17.0.15 2025-04-15”.
    words = output("java", "--version").split()
    number = words[1].partition(".")[0] if len(words) > 1 else ""
    return int(number) if number.isdecimal() else 0


def ensure_packages() -> None:
    """Make sure that the checkers are there as their lock file says.

    Raises:
        MissingError: they are not, and could not be fetched.
    """
    if _is_locked() and _DONE.is_file():
        return
    if not works("npm", "--version") and can_install():
        install("npm")
    if not works("npm", "--version"):
        raise MissingError("no npm for the checkers; install it (Debian, as root: apt-get install npm)")
    say("Fetching the checkers of markup and links")
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in LISTS.glob("package*.json"):
        shutil.copyfile(path, FOLDER / path.name)
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    if not run("npm", "ci", f"--prefix={FOLDER}", *quiet) or not JAR.is_file():
        (FOLDER / _LOCK).unlink(missing_ok=True)
        raise MissingError(
            f"the checkers of {LISTS / _LOCK} could not be fetched; they need the network once"
        )


def _is_locked() -> bool:
    """Return whether what was fetched is what the lock file asks for now."""
    fetched = FOLDER / _LOCK
    return fetched.is_file() and fetched.read_bytes() == (LISTS / _LOCK).read_bytes()


if __name__ == "__main__":
    sys.exit(main())
