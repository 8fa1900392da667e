"""The site as one file to carry away, with checksums.

The archive depends on nothing but the site's files: entries are sorted, times, permissions and the
name of the packing system are fixed, so that one commit gives the same bytes in any folder, time
zone, locale and umask. Names are held to what every system can unpack.
"""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from guidance.problems import DefectiveInputError, Place, Problem

SUMS_NAME = "SHA256SUMS"
"""Name of the list of checksums, as ``sha256sum --check`` expects it."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_REGULAR_FILE = 0o100644 << 16
_BEST = 9
_REFUSED_CHARACTERS = frozenset('<>:"\\|?*')
_RESERVED_STEMS = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in "123456789")]
)


def write_bundle(site: Path, dist: Path, name: str, others: Path | None = None) -> list[Path]:
    """Write a folder as ``dist/name.zip`` and other files beside it, with a checksum list.

    Args:
        site: the folder to pack, with everything in it.
        dist: the folder to make; it is not there yet.
        name: stem of the archive and name of the one folder inside it; ASCII.
        others: folder of the files that go beside the archive; none by default.

    Returns:
        The files written, in ``dist``: the archive, the others, and the checksum list.

    Raises:
        DefectiveInputError: a name cannot be unpacked everywhere, or there is nothing to pack.
        ValueError: one of the two folders lies within the other.
        OSError: a file cannot be read or written, or ``dist`` is there.
    """
    site, dist = site.resolve(), dist.resolve()
    if site == dist or site in dist.parents or dist in site.parents:
        raise ValueError(f"{dist} and {site} lie within one another")
    entries = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if _is_entry(path)}
    beside_it = sorted(others.iterdir()) if others else []
    problems = [*_name_problems(site, entries, name), *_beside_problems(dist, beside_it)]
    if problems:
        raise DefectiveInputError(problems)
    dist.mkdir(parents=True)
    archive = dist / f"{name}.zip"
    _pack(archive, {f"{name}/{entry}": path for entry, path in entries.items()})
    for one in beside_it:
        shutil.copyfile(one, dist / one.name)
    written = [archive, *(dist / one.name for one in beside_it)]
    return [*written, write_sums(dist, written)]


def write_sums(folder: Path, files: Iterable[Path]) -> Path:
    """Write the checksum list of files of a folder, and return where it is."""
    lines = (f"{_digest(one)}  {one.relative_to(folder).as_posix()}\n" for one in files)
    sums = folder / SUMS_NAME
    sums.write_text("".join(lines), encoding="utf-8", newline="\n")
    return sums


def _is_entry(path: Path) -> bool:
    """Return whether a path is packed; links are looked at, so that they can be refused."""
    return path.is_symlink() or not path.is_dir()


def _pack(archive: Path, entries: dict[str, Path]) -> None:
    """Write the files as a zip whose bytes depend on names and contents alone."""
    with zipfile.ZipFile(archive, "x", zipfile.ZIP_DEFLATED, compresslevel=_BEST) as packed:
        for name in sorted(entries):
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.create_system = _UNIX
            info.external_attr = _REGULAR_FILE
            info.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(info, entries[name].read_bytes(), compresslevel=_BEST)


def _name_problems(site: Path, entries: dict[str, Path], name: str) -> Iterator[Problem]:
    """Yield what keeps the entries from being unpacked on some system."""
    if not entries:
        yield Problem(place=Place(file=site.name), code="empty-site", message="there is nothing to pack")
    if "/" in name:
        yield _problem(name, "unportable-name", "the bundle's name holds a slash", name)
    seen: dict[str, str] = {}
    for entry in sorted([name, *entries]):
        shown = entry if entry == name else f"{site.name}/{entry}"
        if not entry.isascii():
            yield _problem(shown, "non-ascii-name", "some systems cannot unpack this name; use ASCII", entry)
        for part in entry.split("/"):
            if not _is_portable(part):
                yield _problem(shown, "unportable-name", "some systems cannot unpack this name", part)
        if entry in entries and entries[entry].is_symlink():
            yield _problem(shown, "linked-file", "a link instead of a file; put the file itself there", entry)
    for path in sorted(_with_folders(entries)):
        other = seen.setdefault(path.lower(), path)
        if other != path:
            message = f"differs from {other} in upper and lower case only, so one would overwrite the other"
            yield _problem(f"{site.name}/{path}", "name-clash", message, path)


def _digest(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _beside_problems(dist: Path, files: Iterable[Path]) -> Iterator[Problem]:
    """Yield what keeps the files beside the archive from being copied to some system."""
    for file in files:
        shown = f"{dist.name}/{file.name}"
        if not file.name.isascii():
            yield _problem(
                shown, "non-ascii-name", "some systems cannot hold this name; use ASCII", file.name
            )
        elif not _is_portable(file.name):
            yield _problem(shown, "unportable-name", "some systems cannot hold this name", file.name)


def _with_folders(entries: Iterable[str]) -> set[str]:
    """Return the paths together with all folders they lie in."""
    parts = [entry.split("/") for entry in entries]
    return {"/".join(names[:length]) for names in parts for length in range(1, len(names) + 1)}


def _is_portable(part: str) -> bool:
    """Return whether Windows, too, takes the name of a file or folder."""
    return (
        bool(part)
        and part[-1] not in ". "
        and part.split(".", maxsplit=1)[0].lower() not in _RESERVED_STEMS
        and not any(char in _REFUSED_CHARACTERS or not char.isprintable() for char in part)
    )


def _problem(file: str, code: str, message: str, fragment: str) -> Problem:
    """Return a problem of a whole file."""
    return Problem(place=Place(file=file), code=code, message=message, fragment=fragment)
