"""The server example in a real nginx on the loopback address."""

from __future__ import annotations

import gzip
import http.client
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tools.machine import MissingError
from tools.nginx import EXAMPLE, HOST, find, served

from guidance.policy import page_policy

# What browsers send, and the page that a visitor of the bare address gets.
LANGUAGES = {
    "": "/index.html",
    "zh-TW,zh;q=0.9,en;q=0.8": "/index.html",
    "zh-CN,zh;q=0.9,en;q=0.8": "/zh-Hans/index.html",
    "zh-Hans-CN": "/zh-Hans/index.html",
    "en-GB,en;q=0.7,zh-CN;q=0.3": "/en/index.html",
    "de-DE,de;q=0.9,en-US;q=0.8,zh;q=0.5": "/en/index.html",
    "fr, zh-SG;q=0.5, en;q=0.1": "/zh-Hans/index.html",
    "de": "/index.html",
    "x-zh'\"<>": "/index.html",
}

Answer = tuple[int, dict[str, str], bytes]
"""Status, headers by lower-case name, body."""


class Server:
    """A running server."""

    def __init__(self, port: int) -> None:
        self._port = port

    def get(self, path: str, **headers: str) -> Answer:
        """Return the answer to one request; header names have underscores for hyphens."""
        connection = http.client.HTTPConnection(HOST, self._port, timeout=10)
        try:
            connection.request(
                "GET", path, headers={name.replace("_", "-"): one for name, one in headers.items()}
            )
            answer = connection.getresponse()
            return answer.status, {name.lower(): one for name, one in answer.getheaders()}, answer.read()
        finally:
            connection.close()


@contextmanager
def serving(project: Path, folder: Path, example: str) -> Iterator[Server]:
    """Run nginx on a project's site/ and dist/ with an example's settings."""
    with served(project, folder, example) as port:
        yield Server(port)


def faults(server: Server, project: Path) -> Iterator[str]:
    """Yield what the server does that it should not, or does not do."""
    yield from _packed(server, project)
    yield from _guarded(server)
    yield from _kept(server)
    yield from _in_the_readers_language(server)
    yield from _lost(server)


def _packed(server: Server, project: Path) -> Iterator[str]:
    for path in ("/about.html", "/assets/site.css", "/assets/js/common.js", "/data/register.json"):
        status, headers, body = server.get(path, Accept_Encoding="gzip")
        plain = (project / "site" / path.lstrip("/")).read_bytes()
        packed = (
            headers.get("content-encoding") == "gzip" and "accept-encoding" in headers.get("vary", "").lower()
        )
        if (
            status != http.client.OK
            or not packed
            or gzip.decompress(body) != plain
            or len(body) >= len(plain)
        ):
            yield f"not packed: {path}"
        if server.get(path)[2] != plain:
            yield f"not whole without packing: {path}"


def _guarded(server: Server) -> Iterator[str]:
    page = f"{page_policy()}; frame-ancestors 'none'"
    for path, policy in (
        ("/about.html", page),
        ("/no/such.html", page),
        ("/files/child.html", "frame-ancestors 'none'"),
    ):
        _, headers, _ = server.get(path)
        if (
            headers.get("content-security-policy") != policy
            or headers.get("x-content-type-options") != "nosniff"
        ):
            yield f"not guarded: {path}"
    if server.get("/.git/config")[0] != http.client.NOT_FOUND:
        yield "a hidden file is served"


def _kept(server: Server) -> Iterator[str]:
    for path in ("/about.html", "/assets/site.css", "/files/child.html"):
        _, headers, _ = server.get(path)
        again = server.get(path, If_None_Match=headers.get("etag", ""))[0]
        if again != http.client.NOT_MODIFIED or "must-revalidate" not in headers.get("cache-control", ""):
            yield f"not kept: {path}"


def _in_the_readers_language(server: Server) -> Iterator[str]:
    for wanted, place in LANGUAGES.items():
        status, headers, _ = server.get("/", Accept_Language=wanted)
        if (status, headers.get("location")) != (http.client.FOUND, place):
            yield f"wrong language for {wanted!r}"
        if (
            "accept-language" not in headers.get("vary", "").lower()
            or "private" not in headers["cache-control"]
        ):
            yield "a language may be kept for another reader"
        if server.get(place, Accept_Language=wanted)[0] != http.client.OK:
            yield f"no page at {place}"
    # The way out: a page that is named is given, whatever the browser prefers.
    for place in set(LANGUAGES.values()):
        if server.get(place, Accept_Language="en")[0] != http.client.OK:
            yield f"no way out to {place}"


def _lost(server: Server) -> Iterator[str]:
    status, _, body = server.get("/en/units/no-such-page.html")
    if status != http.client.NOT_FOUND:
        yield "a lost page is called found"
    links = re.findall(r'(?:href|src)="([^"]+)"', body.decode())
    if not links:
        yield "the lost page leads nowhere"
    yield from (
        f"the lost page's link is lost: {link}" for link in links if server.get(link)[0] != http.client.OK
    )


@pytest.fixture(scope="module", autouse=True)
def _nginx() -> None:
    try:
        find()
    except MissingError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def project(tiny_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a built project with something that nobody should see."""
    folder = tmp_path_factory.mktemp("served")
    for name in ("site", "dist"):
        shutil.copytree(tiny_project / name, folder / name)
    hidden = folder / "site" / ".git" / "config"
    hidden.parent.mkdir()
    hidden.write_text("secret", encoding="utf-8")
    return folder


def test_the_example_serves_as_it_says(project: Path, tmp_path: Path) -> None:
    file = project / "dist" / "child.html"
    with serving(project, tmp_path, EXAMPLE.read_text(encoding="utf-8")) as server:
        assert list(faults(server, project)) == []
        assert server.get("/files/child.html")[2] == file.read_bytes()


@pytest.mark.parametrize(
    ("find", "put", "fault"),
    [
        ("gzip on;", "gzip off;", "not packed: /about.html"),
        ("script-src 'self'", "script-src 'self' 'unsafe-inline'", "not guarded: /about.html"),
        ("    ~^/files/ ", "    ~^/documents/ ", "not guarded: /files/child.html"),
        ("X-Content-Type-Options nosniff", "X-Other nosniff", "not guarded: /about.html"),
        (r"location ~ /\. {", r"location ~ /\.\. {", "a hidden file is served"),
        ("max-age=0, s-maxage=86400, must-revalidate", "max-age=86400", "not kept: /about.html"),
        ("hans|cn|sg|my", "hans|sg|my", "wrong language for 'zh-CN,zh;q=0.9,en;q=0.8'"),
        ("location = / {", "location / {", "no page at /index.html"),
        ("Vary Accept-Language", "Vary Accept", "a language may be kept for another reader"),
        ("sub_filter 'href=\"' 'href=\"/';", "", "the lost page's link is lost: assets/pictures/icon.svg"),
        ("error_page 404 /404.html;", "error_page 404 =200 /404.html;", "a lost page is called found"),
    ],
)
def test_each_line_is_needed(find: str, put: str, fault: str, project: Path, tmp_path: Path) -> None:
    example = EXAMPLE.read_text(encoding="utf-8")
    assert example.count(find) == 1
    with serving(project, tmp_path, example.replace(find, put)) as server:
        assert fault in list(faults(server, project))
