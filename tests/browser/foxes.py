"""Firefox for tests, driven by Marionette: started on a free port, emptied between tests."""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any


def _marionette() -> Any:  # noqa: ANN401 -- a class that brings no types
    """Return the class that drives Firefox.

    What it is made of asks, for telephones that nobody tests here, for a module that Python 3.13 no longer
    has and 3.11 warns of; and it finds out the system's name in an old way.
    """
    telnet = ModuleType("telnetlib")
    telnet.Telnet = object  # type: ignore[attr-defined]
    sys.modules.setdefault("telnetlib", telnet)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return importlib.import_module("marionette_driver.marionette").Marionette


if TYPE_CHECKING:
    from marionette_driver.marionette import Marionette
else:
    Marionette = _marionette()

PREFERENCES = {
    # One store for each local file, as readers have it: with one for all, tests of folders pass falsely.
    "security.fileuri.strict_origin_policy": True,
}
"""What Firefox is started with besides what Marionette needs."""

# Everything that a page can leave behind, whatever its address.
_FORGET = """
const done = arguments[arguments.length - 1]
Services.clearData.deleteData(Ci.nsIClearDataService.CLEAR_ALL, { onDataDeleted: () => done(true) })
"""


@contextmanager
def launched(path: str, folder: Path) -> Iterator[Marionette]:
    """Start Firefox without a window, and end it.

    Args:
        path: the program.
        folder: where its log goes.
    """
    port = _free_port()
    log = str(folder / "gecko.log")
    with _tidied():
        running = Marionette(bin=path, port=port, headless=True, gecko_log=log, prefs=PREFERENCES)
        running.start_session()
    try:
        yield running
    finally:
        with _tidied():
            running.quit()
            running.cleanup()
            running.instance = None


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


class Mortal:
    """A Firefox on a profile of its own, to be killed and started again."""

    def __init__(self, path: str, profile: Path) -> None:
        self.path = path
        self.profile = profile
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> Marionette:
        """Start it, and return what drives it."""
        port = _free_port()
        self.profile.mkdir(exist_ok=True)
        needed = importlib.import_module("marionette_driver.geckoinstance").GeckoInstance.required_prefs
        preferences = {**needed, **PREFERENCES, "marionette.port": port}
        lines = (f"user_pref({json.dumps(key)}, {json.dumps(value)});" for key, value in preferences.items())
        (self.profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        command = [self.path, "--headless", "--marionette", "--no-remote", "--profile", str(self.profile)]
        self._process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        with _tidied():
            running = Marionette(host="127.0.0.1", port=port)
            # It answers some seconds after it is started.
            for _ in range(300):
                try:
                    running.start_session()
                except OSError:
                    time.sleep(0.1)
                else:
                    break
        return running

    def kill(self) -> None:
        """End it as a power cut does."""
        if self._process and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


@contextmanager
def _tidied() -> Iterator[None]:
    """Collect at once, and without a word, the sockets that are left open while Firefox starts and ends."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


def forget(running: Marionette) -> None:
    """Close all tabs but one, leave the page, and drop all that is stored."""
    first, *others = running.window_handles
    for one in others:
        running.switch_to_window(one)
        running.close()
    running.switch_to_window(first)
    running.navigate("about:blank")
    with running.using_context("chrome"):
        running.execute_async_script(_FORGET)
