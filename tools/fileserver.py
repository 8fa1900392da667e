"""A server of files on the loopback address, for what looks at a site over HTTP."""

from __future__ import annotations

import functools
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class _Handler(SimpleHTTPRequestHandler):
    """Serves files and keeps quiet."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing: whoever asks sees the answers."""


class _Server(ThreadingHTTPServer):
    """Serves to whoever asks, and does not mind who hangs up."""

    daemon_threads = True
    # With the few that are kept waiting by default, one more is turned away, and what it asks for seems lost.
    request_queue_size = 256

    def handle_error(self, request: object, client_address: object) -> None:
        """Tell of what went wrong here, not of a connection that the other side closed."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder, and give the address of its top, which ends with a slash.

    Args:
        folder: what is served, until the context is left.
    """
    server = _Server(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
