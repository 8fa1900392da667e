"""What a view is given and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup

from guidance.corpus import Corpus, Locale
from guidance.model import Address, Edition, Segment
from guidance.pages import Pages, Stub
from guidance.register import Index
from guidance.render.links import Links
from guidance.render.probable import annotated_text


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """A line of a page's table of contents."""

    level: int
    id: str
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """What a view adds to its page."""

    html: Markup
    headings: tuple[Heading, ...]
    """Headings in the block, which Markdown does not see."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """A page that asks for a generated block."""

    corpus: Corpus
    locale: Locale
    pages: Pages
    root: str
    """Relative path from the page to the site's root: empty or ending in a slash."""
    base: str
    """Relative path from the page to its language's root: empty or ending in a slash."""
    stub: Stub
    """The page's own front matter: what the view shows."""

    @cached_property
    def edition(self) -> Edition:
        """The text that the page is about: the one it names, or the first."""
        return self.corpus.editions[self.stub.keys.get("edition", next(iter(self.corpus.editions)))]

    @property
    def address(self) -> str:
        """Address of the page below the site's."""
        languages = self.corpus.languages
        folder = "" if self.locale.tag == languages.original else f"{self.locale.tag}/"
        return f"{folder}{self.stub.address}"

    @cached_property
    def links(self) -> Links:
        """Links from this page."""
        return Links(pages=self.pages, base=self.base)

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The interface's words in the page's language, about the text that the page names."""
        return self.corpus.labels(self.locale.tag, self.stub.keys.get("edition", ""))

    @property
    def index(self) -> Index:
        """The register.

        Raises:
            LookupError: the corpus has none.
        """
        if self.corpus.index is None:
            raise LookupError("the corpus has no register")
        return self.corpus.index

    def place(self, address: Address) -> str:
        """Return what a page calls a segment: its id, behind the name of its text where there are several."""
        if len(self.corpus.editions) == 1:
            return address.segment
        edition = self.corpus.editions[address.text]
        return f"{self.locale.pick(edition.short or edition.title)} {address.segment}"

    def word(self, key: str) -> str:
        """Return a word of the interface in the page's language."""
        return self.labels[key]


def copied(edition: Edition, segment: Segment, locale: Locale) -> str:
    """Return a segment's text as people take it along: with the probable reading of what is surely wrong."""
    if locale.base == edition.original or edition.translated(locale.tag, segment.id) is None:
        return annotated_text(segment, locale)
    return plain(edition, segment, locale)


def plain(edition: Edition, segment: Segment, locale: Locale) -> str:
    """Return a segment's text in a language, without any marks; the original where it has none in it."""
    if locale.base == edition.original:
        return locale(segment.reading)
    found = edition.translated(locale.tag, segment.id)
    return found.text if found else segment.reading


Parts = tuple[dict[str, Any], list[Heading]]
"""What a view's template needs, and the headings that the template writes."""
