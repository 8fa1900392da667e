"""Times how long an edited item takes to show under ``mkdocs serve``."""

from __future__ import annotations

import http.client
import re
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from tools.bench.campaign import pages

_PAUSE = 0.05
_LONGEST = 600.0
"""Seconds after which a page is given up."""
_TITLE = next(item for page in pages(1, 1) for one in page.paragraphs for item in one.items).title[1]
_EDITED = _TITLE.replace("well 1", "the first well")


def seconds_to_show(folder: Path, site: Path, environment: Mapping[str, str]) -> float | None:
    """Return the seconds from the change of a title until the served page has it.

    Args:
        folder: the project; its register is changed and put right again.
        site: the same project, built; tells which page shows the title.
        environment: the environment of the server.

    Returns:
        The seconds, or nothing where no page shows the title.

    Raises:
        TimeoutError: the page did not come.
    """
    address = _page_with(site, _TITLE)
    if address is None:
        return None
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    items = folder / "docs" / "register" / "obligations.yml"
    text = items.read_text(encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=folder, env=environment)  # noqa: S603 -- our own command
    try:
        _wait_for(port, address, _TITLE)
        items.write_text(_renamed(text), encoding="utf-8")
        start = time.perf_counter()
        _wait_for(port, address, _EDITED)
        return time.perf_counter() - start
    finally:
        server.terminate()
        server.wait()
        items.write_text(text, encoding="utf-8")


def _renamed(text: str) -> str:
    return re.sub(rf"^(    en: ){re.escape(_TITLE)}$", rf"\g<1>{_EDITED}", text, count=1, flags=re.MULTILINE)


def _page_with(site: Path, title: str) -> str | None:
    """Return the address of the first page that shows a title, or nothing."""
    pattern = re.compile(rf"{re.escape(title)}(?!\d)".encode())
    found = (path for path in sorted(site.rglob("*.html")) if pattern.search(path.read_bytes()))
    first = next(found, None)
    return first.relative_to(site).as_posix() if first else None


def _wait_for(port: int, address: str, words: str) -> None:
    end = time.perf_counter() + _LONGEST
    pattern = re.compile(rf"{re.escape(words)}(?!\d)".encode())
    while time.perf_counter() < end:
        if pattern.search(_fetched(port, address)):
            return
        time.sleep(_PAUSE)
    raise TimeoutError(f"{address} did not show the change within {_LONGEST:.0f} s")


def _fetched(port: int, address: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_LONGEST)
    try:
        connection.request("GET", f"/{address}")
        return connection.getresponse().read()
    except OSError:
        return b""
    finally:
        connection.close()
