"""What of a site is published: its pages, and what a page, a style or a script of it refers to; nothing else.

A folder of documents gathers copies, notes and what systems leave behind. None of that is listed here:
only what something on the site leads to stays in it.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Collection, Iterator
from fnmatch import fnmatch
from pathlib import Path
from urllib.parse import unquote

from guidance.licences import VENDOR
from guidance.problems import Place, Problem
from guidance.progress.page import rollup_scripts, work_scripts
from guidance.readers.text import shown_path
from guidance.settings import not_for_the_site
from guidance.sitecheck.css import addresses
from guidance.snippets import FOLDER as SNIPPETS

LEFT_BEHIND = (
    *("*~", ".*", "*.bak", "*.orig", "*.rej", "*.sw[a-p]", "*.tmp", "~$*", "#*#"),
    *("Thumbs.db", "ehthumbs.db", "desktop.ini"),
)
"""Names of what editors and systems leave in folders: nobody is told that it is not published."""
_ATTRIBUTE = re.compile(
    r"""\b(?:href|src|srcset|poster|data|background|xlink:href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""",
    re.IGNORECASE,
)
_STYLE = re.compile(r"""<style\b[^>]*>(.*?)</style|\bstyle\s*=\s*"([^"]*)\"""", re.IGNORECASE | re.DOTALL)
_STRING = re.compile(r"""(["'`])([^"'`\\\n]{1,200})\1""")
_PAGE, _SCRIPT, _SHEET = ".html", ".js", ".css"


def prune(site: Path) -> None:
    """Remove from a site what nothing in it refers to.

    Args:
        site: the folder, with all pages and styles in it.

    Raises:
        OSError: a file cannot be read or removed.
    """
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    for name in sorted(files - used(site, files)):
        (site / name).unlink()
    for folder in sorted((path for path in site.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def used(site: Path, files: Collection[str]) -> set[str]:
    """Return the pages among some files of a site, and what they refer to, however far it is.

    Args:
        site: the site's folder.
        files: paths from there, with forward slashes.
    """
    found: set[str] = set()
    ahead = [name for name in files if name.endswith(_PAGE)]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += [one for one in set(_aims(site, name)) if one in files and one not in found]
    return found


def unused(root: Path, site: Path, languages: Collection[str]) -> Iterator[Problem]:
    """Yield the documents' files that stand beside the pages and are not on the site.

    Args:
        root: the project's folder.
        site: the built site.
        languages: tags of all languages that the site shows.
    """
    docs = root / "docs"
    is_kept_back = not_for_the_site(root)
    for path in sorted(path for path in docs.rglob("*") if path.is_file()):
        name = path.relative_to(docs).as_posix()
        if path.suffix == ".md" or is_kept_back(name) or _is_left_behind(name) or _is_kept(path, docs):
            continue
        tree, _, rest = name.partition("/")
        inner = rest if tree in languages else name
        if not any((site / folder / inner).is_file() for folder in ("", *languages)):
            message = "no page, style or script refers to this file, so it is not published; remove it"
            yield Problem(place=Place(file=shown_path(root, path)), code="file-unused", message=message)


def stray_pages(root: Path, trees: Collection[str]) -> Iterator[Problem]:
    """Yield pages that lie in the folder of no language.

    Args:
        root: the project's folder.
        trees: tags of the languages that have pages of their own.
    """
    docs = root / "docs"
    is_kept_back = not_for_the_site(root)
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs).as_posix()
        if name.partition("/")[0] not in (*trees, SNIPPETS) and not is_kept_back(name):
            message = f"a page lies in the folder of its language: {', '.join(trees)}"
            yield Problem(place=Place(file=shown_path(root, path)), code="page-astray", message=message)


def _is_left_behind(name: str) -> bool:
    return any(fnmatch(part, pattern) for part in name.split("/") for pattern in LEFT_BEHIND)


def _is_kept(path: Path, docs: Path) -> bool:
    """Whether a file is kept for its own sake: a text's source, what others say of their code."""
    if path.parent == docs / VENDOR:
        return path.suffix == ".txt"
    if path.parent == docs / "assets" / "js":
        # Not every corpus has a page for each of the program's own scripts.
        return path.name in {*work_scripts(), *rollup_scripts()}
    return path.parent == docs / "sources" and (path.parent / f"{path.name.partition('.')[0]}.yml").is_file()


def _aims(site: Path, name: str) -> Iterator[str]:
    """Yield the paths that a file of the site may refer to."""
    folder = posixpath.dirname(name)
    if not name.endswith((_PAGE, _SCRIPT, _SHEET)):
        return
    text = (site / name).read_text(encoding="utf-8", errors="replace")
    if name.endswith(_SCRIPT):
        for _, said in set(_STRING.findall(text)):
            # A script names others without their ending, from the root of the site or from its own folder.
            for start in ("", folder):
                yield from (_joined(start, f"{said}{end}") for end in ("", _SCRIPT))
        return
    sheets = [text] if name.endswith(_SHEET) else [one or other for one, other in _STYLE.findall(text)]
    for sheet in sheets:
        yield from (_joined(folder, address) for address, _ in addresses(html.unescape(sheet)))
    if name.endswith(_PAGE):
        for said in {"".join(groups) for groups in _ATTRIBUTE.findall(text)}:
            for one in (said, *said.split(",")) if "," in said else (said,):
                # A list of candidates has a width or a density behind each.
                address = html.unescape(one).strip().partition(" ")[0]
                yield _joined(folder, address)


def _joined(folder: str, address: str) -> str:
    path = unquote(re.split(r"[?#]", address, maxsplit=1)[0])
    return posixpath.normpath(posixpath.join(folder, path)) if path else ""
