"""The built site as a value: its files, its pages read once, and its trees of languages."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from guidance.sitecheck.model import Finding, Origin, PageFacts, Reference
from guidance.sitecheck.page import read_page

HOME = "index.html"
"""Name of the page that a language opens with."""
STRAY_PAGES = frozenset(["404.html"])
"""Pages that a server shows in place of another: they have no counterpart and no place in the menu."""
_PAGE_SUFFIX = ".html"


@dataclass(frozen=True, kw_only=True)
class Site:
    """A built site; nothing of it is read twice except what a check of raw text asks for."""

    root: Path
    """The folder."""
    languages: Mapping[str, str]
    """Folder of each language in the site, empty for the one at the root; the first one is the
    tree that the others are measured by."""
    files: frozenset[str]
    """Paths of all files, exactly as the disk lists them, with forward slashes."""
    pages: Mapping[str, PageFacts]
    """Every page by its path, sorted."""
    unreadable: tuple[Finding, ...]
    """What kept pages from being read."""

    def language_of(self, path: str) -> str:
        """Return the language whose tree holds a path: the one with the innermost folder."""
        return self._folders.get(path.partition("/")[0], self._root_language)

    def within(self, path: str) -> str:
        """Return a path relative to the tree of its own language."""
        folder = self.languages.get(self.language_of(path), "")
        return path.removeprefix(f"{folder}/") if folder else path

    def counterpart(self, path: str, language: str) -> str:
        """Return the path that the same page has in a language."""
        return posixpath.join(self.languages[language], self.within(path))

    def tree(self, language: str) -> dict[str, PageFacts]:
        """Return a language's pages by their path within its tree, without stray ones."""
        return self._trees.get(language, {})

    @cached_property
    def reference_language(self) -> str:
        """The language that the others are measured by."""
        return next(iter(self.languages))

    @cached_property
    def folders(self) -> frozenset[str]:
        """Paths of all folders that hold something; the root is the empty one."""
        found = set()
        for path in self.files:
            while path:
                path = posixpath.dirname(path)  # noqa: PLW2901 - walks up from the file
                found.add(path)
        return frozenset(found)

    @cached_property
    def lowered(self) -> dict[str, str]:
        """The files by their path in lower case, to tell a wrong case from a missing file."""
        return {path.lower(): path for path in sorted(self.files)}

    @cached_property
    def _folders(self) -> dict[str, str]:
        return {folder: language for language, folder in self.languages.items() if folder}

    @cached_property
    def _root_language(self) -> str:
        return next((language for language, folder in self.languages.items() if not folder), "")

    @cached_property
    def _trees(self) -> dict[str, dict[str, PageFacts]]:
        trees: dict[str, dict[str, PageFacts]] = {}
        for path, page in self.pages.items():
            if path not in STRAY_PAGES:
                trees.setdefault(self.language_of(path), {})[self.within(path)] = page
        return trees


def read_site(
    root: Path,
    languages: Mapping[str, str],
    *,
    text_of: frozenset[str] = frozenset(),
    exempt_classes: frozenset[str] = frozenset(),
) -> Site:
    """Read a built site.

    Args:
        root: its folder.
        languages: folder of each language, the reference first.
        text_of: languages whose text is collected.
        exempt_classes: classes of elements whose text is not collected.

    Raises:
        ValueError: no language is named.
        OSError: a file cannot be read.
    """
    if not languages:
        raise ValueError("a site has at least one language")
    files = frozenset(_files(root))
    bare = Site(root=root, languages=languages, files=files, pages={}, unreadable=())
    pages: dict[str, PageFacts] = {}
    unreadable: list[Finding] = []
    shared: dict[Reference, Reference] = {}
    for path in sorted(path for path in files if path.lower().endswith(_PAGE_SUFFIX)):
        data = (root / path).read_bytes()
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            fragment = repr(data[error.start : error.end])
            unreadable.append(
                Finding(
                    file=path,
                    line=line,
                    code="not-utf8",
                    message="the page is not UTF-8",
                    fragment=fragment,
                    origin=Origin.TEMPLATE,
                )
            )
            continue
        pages[path] = read_page(
            path,
            data,
            with_text=bare.language_of(path) in text_of,
            exempt_classes=exempt_classes,
            shared=shared,
        )
    return Site(root=root, languages=languages, files=files, pages=pages, unreadable=tuple(unreadable))


def _files(root: Path) -> Iterator[str]:
    """Yield the paths of all files; the names are those of the listing, in their true case."""
    for folder, _, names in os.walk(root):
        inner = Path(folder).relative_to(root)
        yield from ((inner / name).as_posix() for name in names)
