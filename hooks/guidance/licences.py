"""The licences of all that is shipped: the project's own, and those that stand beside the code of others.

A script of somebody else lies in ``assets/js/vendor/`` with its licence beside it: ``name.LICENSE.txt``
for whatever begins with ``name.``. Nothing else on a site is anybody else's, and that is looked at, too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from guidance.bundle import SUMS_NAME
from guidance.problems import Place, Problem

LICENCES = "assets/licences.txt"
"""Path in a site of the one file that holds all licences."""
VENDOR = "assets/js/vendor"
"""Folder of the code of others, in the documents and in a site."""
_OWN = "LICENSE"
_BESIDE = ".LICENSE.txt"
_MADE = ("assets/site.css", LICENCES, SUMS_NAME)
"""What the build itself makes, beside the folder of the data."""
_DATA = "data/"
_RULE = "=" * 72


def licences(root: Path) -> str:
    """Return the licences of all parts, each below the path of the part.

    Args:
        root: the project's folder.

    Raises:
        OSError: a licence cannot be read.
    """
    found = [("/", root / _OWN)] if (root / _OWN).is_file() else []
    scripts = sorted((root / "docs" / VENDOR).glob("*.js"))
    found += [(f"{VENDOR}/{one.name}", _beside(one)) for one in scripts if _beside(one).is_file()]
    return "\n".join(f"{_RULE}\n{name}\n{_RULE}\n\n{_text(path)}" for name, path in found)


def notice(root: Path) -> str:
    """Return in a line what the project's own licence is and whose work it covers; empty without one."""
    if not (root / _OWN).is_file():
        return ""
    lines = _text(root / _OWN).splitlines()
    owner = next((one for one in lines if one.lower().startswith("copyright")), "")
    return " · ".join(filter(None, (lines[0], owner)))


def licence_problems(root: Path, site: Path, languages: Collection[str]) -> Iterator[Problem]:
    """Yield what a site ships without its licence.

    Args:
        root: the project's folder.
        site: the built site.
        languages: tags of all languages that the site shows.
    """
    path = site / LICENCES
    held = _text(path) if path.is_file() else ""
    if not (root / _OWN).is_file():
        message = "this file is not there, so nobody may hand on what is the project's own"
        yield Problem(place=Place(file=_OWN), code="licence-missing", message=message)
    elif _text(root / _OWN) not in held:
        message = f"the site does not hold this licence in {LICENCES}; a page has to link that file"
        yield Problem(place=Place(file=_OWN), code="licence-missing", message=message)
    for script in sorted((site / VENDOR).glob("*.js")):
        source = root / "docs" / VENDOR / script.name
        beside = _beside(source)
        place = Place(file=f"docs/{VENDOR}/{script.name}")
        if not beside.is_file():
            message = "the licence of this script is not beside it"
            yield Problem(
                place=place, code="licence-missing", message=message, suggestion=f"{_stem(script)}{_BESIDE}"
            )
        elif _text(beside) not in held:
            message = f"the site does not hold the licence of this script in {LICENCES}"
            yield Problem(place=place, code="licence-missing", message=message, fragment=beside.name)
    for file in sorted(path for path in site.rglob("*") if path.is_file() and path.suffix != ".html"):
        name = file.relative_to(site).as_posix()
        if name not in _MADE and not name.startswith(_DATA) and not _is_ours(root / "docs", name, languages):
            message = "this file is none of the project's, so nothing says under which licence it is shipped"
            yield Problem(place=Place(file=f"{site.name}/{name}"), code="part-unknown", message=message)


def _is_ours(docs: Path, name: str, languages: Collection[str]) -> bool:
    tree, _, rest = name.partition("/")
    inner = rest if tree in languages else name
    return any((docs / folder / inner).is_file() for folder in ("", *languages))


def _beside(script: Path) -> Path:
    return script.with_name(f"{_stem(script)}{_BESIDE}")


def _stem(script: Path) -> str:
    return script.name.partition(".")[0]


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
