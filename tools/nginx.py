"""Finds the nginx that shows what the server example does, or fetches Debian's, and runs it.

The packages are unpacked into ``.cache/nginx`` and not installed: an installed one starts a server.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.machine import MissingError, run, say, works

CACHE = Path(__file__).resolve().parent.parent / ".cache" / "nginx"
_PACKAGE = "nginx"
EXAMPLE = Path(__file__).resolve().parent / "server" / "guidance.conf"
HOST = "127.0.0.1"


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


@contextmanager
def served(project: Path, folder: Path, example: str) -> Iterator[int]:
    """Run nginx on a project's site/ and dist/ with an example's settings, and give its port on ``HOST``.

    Args:
        project: the project's folder.
        folder: an empty folder for what nginx writes.
        example: the settings of ``EXAMPLE``, or others alike.

    Raises:
        MissingError: there is no nginx, or it ends before it answers.
        TimeoutError: it does not answer.
    """
    with socket.socket() as free:
        free.bind((HOST, 0))
        port: int = free.getsockname()[1]
    settings = example.replace("listen 80;", f"listen {HOST}:{port};").replace("/srv/guidance", str(project))
    (folder / "guidance.conf").write_text(settings, encoding="utf-8")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    (folder / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/errors;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{temporary}include {folder}/guidance.conf;\n}}\n",
        encoding="utf-8",
    )
    command = [find(), "-p", str(folder), "-e", f"{folder}/errors", "-c", f"{folder}/nginx.conf"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as running:  # noqa: S603 - our own command
        try:
            _wait(port, running, folder / "errors")
            yield port
        finally:
            running.terminate()


def _wait(port: int, running: subprocess.Popen[bytes], errors: Path) -> None:
    for _ in range(200):
        if running.poll() is not None:
            raise MissingError(f"nginx ended: {errors.read_text(encoding='utf-8').strip()}")
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("nginx does not answer")
