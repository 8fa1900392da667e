"""Every link of the site leads somewhere, followed by a tool that knows nothing of how the site is made.

It follows links over HTTP on this machine alone: of the site as it is served, and of the bundle unpacked.
What differs where no server is, our own check of the site looks for.
"""

from __future__ import annotations

import functools
import json
import shutil
import subprocess
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from wholes import BUNDLES, MODULES, PROJECT, SITE, defective

Follow = Callable[[Path], dict[str, Any]]

MUTANTS = (
    ('href="guide.html"', 'href="guide.html#nowhere"', "guide.html#nowhere"),
    ('href="guide.html"', 'href="giude.html"', "giude.html"),
    ('href="guide.html"', 'href="Guide.html"', "Guide.html"),
    ('href="assets/site.css"', 'href="assets/sight.css"', "assets/sight.css"),
    ('src="assets/js/common.js"', 'src="assets/common.js"', "assets/common.js"),
    ("</article>", '<img src="no.png" alt=""></article>', "no.png"),
    ("</article>", '<a href="en/speech.html#p99-9">x</a></article>', "en/speech.html#p99-9"),
    ("</article>", '<a href="data/list.json">x</a></article>', "data/list.json"),
)
"""Old, new, and the address that is to be told."""


class Handler(SimpleHTTPRequestHandler):
    """Serves files and keeps quiet."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing: what is not there is told by the tool."""


class Server(ThreadingHTTPServer):
    """Serves to whoever asks, and does not mind who hangs up."""

    daemon_threads = True
    # With the few that are kept waiting by default, one more is turned away, and its link would seem broken.
    request_queue_size = 256

    def handle_error(self, *_: object) -> None:
        """Say nothing: the tool closes what it has seen enough of."""


@pytest.fixture(scope="module")
def follow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Follow]:
    """Return what follows the links of a folder below this one's, and gives what it found."""
    root = tmp_path_factory.getbasetemp()
    server = Server(("127.0.0.1", 0), functools.partial(Handler, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def followed(folder: Path) -> dict[str, Any]:
        address = f"http://127.0.0.1:{server.server_port}/{folder.relative_to(root).as_posix()}/"
        done = subprocess.run(
            ["node", str(PROJECT / "tests/outside/links.mjs"), str(MODULES), address],  # noqa: S607 -- Node is looked up on PATH on purpose
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        loaded: dict[str, Any] = json.loads(done.stdout)
        return loaded

    yield followed
    server.shutdown()
    server.server_close()


def test_every_link_of_the_served_site_leads_somewhere(follow: Follow, tmp_path: Path) -> None:
    found = follow(Path(shutil.copytree(SITE, tmp_path / "site")))
    assert found["followed"] > len(list(SITE.rglob("*.html")))
    assert found["found"] == []


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda one: one.name)
def test_every_link_of_a_bundle_leads_somewhere(follow: Follow, tmp_path: Path, bundle: Path) -> None:
    with zipfile.ZipFile(bundle) as packed:
        packed.extractall(tmp_path)
    (home,) = tmp_path.glob("*/index.html")
    found = follow(home.parent)
    assert found["followed"] > len(list(home.parent.rglob("*.html")))
    assert found["found"] == []


def test_a_link_that_leads_nowhere_is_told(follow: Follow, tmp_path: Path) -> None:
    """Each defect in a page of its own, all reached from one, so that all links are followed once."""
    folder = Path(shutil.copytree(SITE, tmp_path / "site"))
    home = (folder / "index.html").read_text(encoding="utf-8")
    doors = ""
    for number, (old, new, _) in enumerate(MUTANTS):
        (folder / f"mutant-{number}.html").write_text(defective(home, old, new), encoding="utf-8")
        doors += f'<a href="mutant-{number}.html">{number}</a>'
    (folder / "index.html").write_text(home.replace("</article>", f"{doors}</article>"), encoding="utf-8")
    # Of an id that is not there, it names some page that leads to the other page.
    told = {one["url"].partition("/site/")[2] for one in follow(folder)["found"]}
    assert told == {address for *_, address in MUTANTS}
