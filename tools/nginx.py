"""Finds the nginx that the test of the server example drives, or fetches Debian's.

The packages are unpacked into ``.cache/nginx`` and not installed: an installed one starts a server.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tools.machine import MissingError, run, say, works

CACHE = Path(__file__).resolve().parent.parent / ".cache" / "nginx"
_PACKAGE = "nginx"


def find() -> str:
    """Return the path of an nginx that starts.

    Raises:
        MissingError: there is none, and Debian's could not be fetched.
    """
    unpacked = CACHE / "usr" / "sbin" / "nginx"
    for candidate in (shutil.which("nginx"), str(unpacked)):
        if candidate and works(candidate, "-v"):
            return candidate
    if shutil.which("apt-get") and shutil.which("dpkg-deb") and _fetch():
        return str(unpacked)
    raise MissingError("no nginx for the test of the server example; get one (Debian: apt-get install nginx)")


def _fetch() -> bool:
    say(f"Fetching {_PACKAGE}")
    CACHE.mkdir(parents=True, exist_ok=True)
    command = ["apt-get", "download", _PACKAGE]
    done = subprocess.run(command, cwd=CACHE, check=False, capture_output=True)  # noqa: S603 - our own command
    if done.returncode:
        run("apt-get", "update")
        done = subprocess.run(command, cwd=CACHE, check=False, capture_output=True)  # noqa: S603 - our own command
    packages = sorted(CACHE.glob(f"{_PACKAGE}_*.deb"))
    if done.returncode or not packages:
        return False
    unpacked = run("dpkg-deb", "-x", str(packages[-1]), str(CACHE))
    return unpacked and works(str(CACHE / "usr" / "sbin" / "nginx"), "-v")
