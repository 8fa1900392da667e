"""What this machine has, and how to give it what it lacks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


class MissingError(Exception):
    """Something the tests need is not there and could not be installed; says how to get it."""


def works(*command: str) -> bool:
    """Return whether a command starts and ends well within half a minute.

    A file of the right name is no proof: Ubuntu's ``chromium-browser`` is a stub that asks for snap.

    Args:
        command: program and arguments.
    """
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=30)  # noqa: S603 - our own commands
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def output(*command: str) -> str:
    """Return what a command prints, or an empty string where it fails.

    Args:
        command: program and arguments.
    """
    try:
        done = subprocess.run(command, capture_output=True, check=False, text=True)  # noqa: S603 - our own commands
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def run(*command: str) -> bool:
    """Run a command without its chatter, and return whether it ended well.

    Args:
        command: program and arguments.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own commands
            command,
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
    except OSError:
        return False
    return done.returncode == 0


def can_install() -> bool:
    """Return whether Debian packages can be installed here without asking anyone."""
    return is_root() and shutil.which("apt-get") is not None


def is_root() -> bool:
    """Return whether this process may change the system."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install(*packages: str) -> bool:
    """Install Debian packages and return whether that went well.

    Args:
        packages: names as ``apt-get`` knows them.
    """
    say(f"Installing {' '.join(packages)}")
    # Old package lists name files that are gone, so they are fetched anew; without network they must do.
    run("apt-get", "update")
    return run("apt-get", "install", "--yes", "--no-install-recommends", *packages)


def say(line: str) -> None:
    """Print a line at once, so that a long silence is explained.

    Args:
        line: what to print.
    """
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def fail(error: MissingError) -> int:
    """Print what is missing on one line and return the exit code.

    Args:
        error: what is missing, and how to get it.
    """
    sys.stderr.write(f"error: {error}\n")
    return 1
