"""From a spot in the built site to the file and line that an editor can change."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from guidance.problems import Place, Problem, place_of
from guidance.sitecheck.model import Finding, Origin
from guidance.sitecheck.site import Site

_PAGE_SUFFIX = ".html"
_SOURCE_SUFFIX = ".md"
_TELLING = 3  # Shorter pieces turn up in data by chance.
_DATA_SUFFIXES = frozenset([".yml", ".yaml"])


class Sources:
    """The documents that the site was built from."""

    def __init__(self, docs: Path, site: Site) -> None:
        """Look up sources in a folder.

        Args:
            docs: folder with one tree of pages for each language, and what the pages share.
            site: the site built from it.
        """
        self._docs = docs.resolve()
        self._site = site
        self._root = site.root.resolve()
        self._read = cache(_read)

    def locate(self, page: str, fragment: str | Sequence[str], occurrence: int = 1) -> Place | None:
        """Return where in the sources a piece of a page is written.

        Args:
            page: path of a page, or another file, in the site.
            fragment: the piece, or several spellings of it, the likeliest first.
            occurrence: which of several equal ones, from 1; the last one where there are fewer.

        Returns:
            The place in the page's own source or, where it is not there, in the data that hooks
            build pages from; line 1 of the page's source where nothing holds the piece; nothing
            where the page has no source at all.
        """
        source = self.source_of(page)
        if source is None:
            return None
        needles = [fragment] if isinstance(fragment, str) else fragment
        telling = [needle for needle in needles if len(needle) >= _TELLING]
        return (
            self._find(source, needles, occurrence)
            or next(filter(None, (self._find(path, telling, 1) for path in self._data())), None)
            or Place(file=self._shown(source))
        )

    def source_of(self, page: str) -> Path | None:
        """Return the file that a file of the site was made from, where there is one.

        A language without pages of its own is derived from the reference language.
        """
        inner = self._site.within(page)
        name = inner.removesuffix(_PAGE_SUFFIX) + _SOURCE_SUFFIX if inner.endswith(_PAGE_SUFFIX) else inner
        trees = [self._site.language_of(page), self._site.reference_language]
        candidates = [self._docs / tree / name for tree in trees if tree]
        if name == inner:
            candidates.append(self._docs / page)
        return next((path for path in candidates if path.is_file()), None)

    def problem(self, finding: Finding) -> Problem:
        """Return a finding as a problem of the file that has to be changed."""
        built = Place(file=self._shown(self._root / finding.file), line=finding.line)
        place: Place | None = None
        if finding.origin is not Origin.TEMPLATE:
            place = self.locate(finding.file, finding.needles or finding.fragment, finding.occurrence)
            if finding.origin is Origin.UNKNOWN and place is not None and not self._holds(place, finding):
                place = None
        return Problem(
            place=place or built,
            code=finding.code,
            message=finding.message,
            fragment=finding.fragment,
            suggestion=finding.suggestion,
        )

    def _holds(self, place: Place, finding: Finding) -> bool:
        """Return whether the place was found, not merely fallen back on."""
        lines = self._read(self._docs.parent / place.file).split("\n")
        return any(needle in lines[place.line - 1] for needle in finding.needles)

    def _find(self, path: Path, needles: Sequence[str], occurrence: int) -> Place | None:
        """Return the place of the first spelling that a file holds."""
        text = self._read(path)
        for needle in needles:
            offsets = list(_offsets(text, needle))
            if offsets:
                return place_of(self._shown(path), text, offsets[min(occurrence, len(offsets)) - 1])
        return None

    @cache  # noqa: B019 - lives as long as one check
    def _data(self) -> tuple[Path, ...]:
        """Return the data files below the documents, sorted."""
        return tuple(sorted(path for path in self._docs.rglob("*") if path.suffix in _DATA_SUFFIXES))

    def _shown(self, path: Path) -> str:
        """Return a path as a report shows it: from the project's root where it lies in there."""
        project = self._docs.parent
        if path.is_relative_to(project):
            return path.relative_to(project).as_posix()
        return posixpath.join(self._root.name, path.relative_to(self._root).as_posix())


def _read(path: Path) -> str:
    """Return a source's text; what is not UTF-8 there is for its reader to report."""
    return path.read_text(encoding="utf-8", errors="replace")


def _offsets(text: str, needle: str) -> Iterator[int]:
    """Yield where a needle stands by itself, not as a part of a longer name."""
    offset = text.find(needle) if needle else -1
    while offset >= 0:
        end = offset + len(needle)
        inside_before = _is_name(needle[0]) and offset > 0 and _is_name(text[offset - 1])
        inside_after = _is_name(needle[-1]) and end < len(text) and _is_name(text[end])
        if not inside_before and not inside_after:
            yield offset
        offset = text.find(needle, offset + 1)


def _is_name(char: str) -> bool:
    """Return whether a character makes an id or a file name longer; Han characters do not."""
    return char.isascii() and (char.isalnum() or char in "-_")
