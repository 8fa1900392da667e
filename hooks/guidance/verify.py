"""Tells whether what was carried away is still what was built, byte for byte.

Three things vouch for it: ``SHA256SUMS`` in ``dist/`` for the files there, another one in the site's
own folder for the files of that, and a seal at the end of each single file for that file.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from guidance.bundle import SUMS_NAME
from guidance.problems import Place, Problem
from guidance.readers.text import digest

_SEAL = b"<!-- sha256 of all before this line: "
_SEALED = re.compile(re.escape(_SEAL) + rb"([0-9a-f]{64}) -->\n\Z")
_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")
_UNPACKING = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, KeyError),
    *(NotImplementedError, OSError, ValueError, RuntimeError),
)
"""What a damaged archive can raise."""


def sealed(text: str) -> str:
    """Return a page with a seal at its end, by which it can be told later whether it is whole."""
    text = text if text.endswith("\n") else f"{text}\n"
    return f"{text}{_SEAL.decode()}{hashlib.sha256(text.encode()).hexdigest()} -->\n"


def verify(path: Path) -> tuple[int, list[Problem]]:
    """Return how many files were looked at, and what is wrong with them.

    Args:
        path: ``dist/``, an unpacked site, the archive, or a single file.

    Raises:
        OSError: something cannot be read.
    """
    if path.is_dir():
        return _folder(path)
    found: list[Problem] = []
    sums = path.parent / SUMS_NAME
    listed = dict(_sums(path.parent, found)) if sums.is_file() else {}
    if path.name in listed:
        if digest(path) != listed[path.name]:
            found.append(_altered(path.name, path.name))
    elif path.suffix == ".zip":
        found += _archive(path)
    elif path.name != SUMS_NAME:
        found += _single(path)
    return 1, found


def same_site(site: Path, archive: Path) -> bool:
    """Whether an archive holds the very files of a site, as far as their lists of checksums tell."""
    try:
        with zipfile.ZipFile(archive) as opened:
            inner = next((name for name in opened.namelist() if name.endswith(f"/{SUMS_NAME}")), "")
            return bool(inner) and opened.read(inner) == (site / SUMS_NAME).read_bytes()
    except _UNPACKING:
        return False


def _folder(folder: Path) -> tuple[int, list[Problem]]:
    found: list[Problem] = []
    listed = dict(_sums(folder, found))
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    present.discard(SUMS_NAME)
    for name in sorted(present | set(listed)):
        shown = f"{folder.name}/{name}"
        if name not in present:
            message = f"{SUMS_NAME} lists this file, and it is not here"
            found.append(Problem(place=Place(file=shown), code="file-lost", message=message))
        elif name not in listed:
            message = f"{SUMS_NAME} does not list this file"
            found.append(Problem(place=Place(file=shown), code="file-unlisted", message=message))
        elif not (folder / name).is_file() or digest(folder / name) != listed[name]:
            found.append(_altered(shown, name))
        elif name.endswith(".zip"):
            found += _archive(folder / name)
        elif (
            "/" not in name
            and (folder / name).suffix == ".html"
            and any(one.endswith(".zip") for one in listed)
        ):
            found += _single(folder / name)
    return len(present), found


def _altered(file: str, name: str) -> Problem:
    message = "this file is not the one that was built: its SHA-256 differs"
    return Problem(place=Place(file=file), code="file-altered", message=message, fragment=name)


def _sums(folder: Path, found: list[Problem]) -> Iterator[tuple[str, str]]:
    """Yield the name and hash of each line of a list; report what is no such line."""
    shown = f"{folder.name}/{SUMS_NAME}"
    try:
        text = (folder / SUMS_NAME).read_bytes().decode("utf-8", "backslashreplace")
    except FileNotFoundError:
        message = "the list of checksums is not here"
        found.append(Problem(place=Place(file=shown), code="file-lost", message=message))
        return
    seen: set[str] = set()
    for number, line in enumerate(text.split("\n")[:-1], start=1):
        match = _LINE.fullmatch(line)
        if match and match[2] not in seen:
            seen.add(match[2])
            yield match[2], match[1]
            continue
        message = "a line is a SHA-256, two spaces and a name that stands once"
        place = Place(file=shown, line=number)
        found.append(Problem(place=place, code="sums-line", message=message, fragment=line))
    if not text.endswith("\n"):
        message = "the list is cut off"
        found.append(Problem(place=Place(file=shown), code="sums-line", message=message))


def _archive(path: Path) -> Iterator[Problem]:
    """Yield what is wrong with what an archive unpacks to."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            damaged = archive.testzip()
            sums = next(
                (name for name in names if name.count("/") == 1 and name.endswith(f"/{SUMS_NAME}")), ""
            )
            text = archive.read(sums).decode("utf-8", "backslashreplace") if sums and not damaged else ""
            if damaged:
                yield _damaged(path, damaged)
                return
            if not sums:
                yield _damaged(path, SUMS_NAME)
                return
            top = sums.removesuffix(SUMS_NAME)
            listed = {f"{top}{line[66:]}": line[:64] for line in text.splitlines()}
            for name in sorted({*listed, *names} - {sums}):
                if name not in names or listed.get(name) != hashlib.sha256(archive.read(name)).hexdigest():
                    yield _damaged(path, name)
    except _UNPACKING as error:
        message = f"this archive cannot be unpacked: {error}"
        yield Problem(place=Place(file=path.name), code="archive-damaged", message=message)


def _damaged(path: Path, name: str) -> Problem:
    message = "what the archive holds is not what was built"
    return Problem(place=Place(file=path.name), code="archive-damaged", message=message, fragment=name)


def _single(path: Path) -> Iterator[Problem]:
    """Yield what is wrong with a file that carries its own seal."""
    data = path.read_bytes()
    seal = _SEALED.search(data)
    place = Place(file=path.name)
    if seal is None:
        message = "the seal at the end of this file is not there or is damaged"
        yield Problem(place=place, code="seal-broken", message=message, fragment=path.name)
    elif hashlib.sha256(data[: seal.start()]).hexdigest() != seal[1].decode():
        message = "this file is not the one that was built: its seal does not fit"
        yield Problem(place=place, code="seal-broken", message=message, fragment=path.name)
