"""Firefox for tests, driven by Marionette: started on a free port, emptied between tests."""

from __future__ import annotations

import gc
import importlib
import socket
import sys
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
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    with _tidied():
        running = Marionette(bin=path, port=port, headless=True, gecko_log=str(folder / "gecko.log"))
        running.start_session()
    try:
        yield running
    finally:
        with _tidied():
            running.quit()
            running.cleanup()
            running.instance = None


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
