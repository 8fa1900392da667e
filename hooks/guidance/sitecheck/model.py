"""What a page of the site says about itself, read once; and what a check found.

Checks work on these values alone: no check parses, opens a file or knows the theme's markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Use(Enum):
    """What a browser does with a reference."""

    LINK = "link"
    """Followed only when a reader asks for it."""
    REQUEST = "request"
    """Fetched, or sent to, without asking."""


class Origin(Enum):
    """Where the text that caused a finding is kept."""

    CONTENT = "content"
    """In the page's own source: an editor mends it there."""
    TEMPLATE = "template"
    """In the theme, the menu or a hook: the built file is the only thing to point at."""
    UNKNOWN = "unknown"
    """In the source if it is found there, else in the built file."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """An address in a page or style sheet."""

    target: str
    """The address as written, without white space around it."""
    use: Use
    """Whether a browser fetches it unasked."""
    line: int
    """Line in the built file."""
    in_content: bool = False
    """Whether it stands in the page's article."""
    hreflang: str = ""
    """Language announced for the target; empty where none is."""
    classes: frozenset[str] = frozenset()
    """Class names of the element."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Anchor:
    """An id that a link can lead to."""

    name: str
    """The id."""
    line: int
    """Line in the built file."""
    in_content: bool
    """Whether it stands in the page's article."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """A heading of the page's article."""

    level: int
    """1 to 6."""
    anchor: str
    """Its id; empty where it has none."""
    text: str
    """Its words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TextRun:
    """A piece of text that a reader sees or hears, in the page's own language."""

    text: str
    """The characters as written."""
    block: int
    """Number of the paragraph, heading or attribute that it is a part of."""
    line: int
    """Line in the built file where its element starts."""
    in_content: bool
    """Whether it stands in the page's article."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """Something on a page that acts by itself, or opens another document in it."""

    code: str
    """Code of the finding that it is where the page's policy does not name it."""
    text: str
    """A script's text as written; else the piece of the element that acts."""
    needles: tuple[str, ...]
    """How it may be written in the source, likeliest first."""
    line: int
    """Line in the built file."""
    in_content: bool
    """Whether it stands in the page's article."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PageFacts:
    """All that the checks need to know about one page."""

    path: str
    """Path in the site, with forward slashes."""
    size: int
    """Length in bytes."""
    lang: str
    """Language of the whole page as announced; empty where none is."""
    title: str
    """Text of the title element; empty where there is none."""
    base: str
    """Address that relative references start from; empty where it is the page itself."""
    has_article: bool
    """Whether there is an article, the part that the page's source stands for."""
    references: tuple[Reference, ...]
    """Every address, in the order of the page."""
    anchors: tuple[Anchor, ...]
    """Every id, in the order of the page."""
    names: frozenset[str]
    """The ids, and the names of old-style anchors."""
    headings: tuple[Heading, ...]
    """Headings of the article, in order."""
    alternates: tuple[Reference, ...]
    """The head's links to the page in other languages."""
    menu: tuple[str, ...]
    """Addresses in the main menu, without those of the page's own table of contents."""
    pruned: tuple[str, ...]
    """Those of them that stand for a section whose menu is shown on its own pages only."""
    policy: str
    """The page's Content-Security-Policy; empty where it has none."""
    unlisted: bool
    """Whether it asks to be found by nobody, so that no menu need lead to it."""
    acts: tuple[Act, ...]
    """What acts by itself, in order."""
    texts: tuple[TextRun, ...]
    """Text in the page's own language; collected only where a check asks for it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """A defect of the built site, before it is traced to its source."""

    file: str
    """Path in the site."""
    code: str
    """Kind of defect, as in ``Problem``."""
    message: str
    """What is wrong."""
    origin: Origin
    """Where to look for the cause."""
    line: int = 1
    """Line in the built file."""
    fragment: str = ""
    """The offending piece."""
    suggestion: str = ""
    """The nearest right thing."""
    needles: tuple[str, ...] = ()
    """What to look for in the source, best first; the fragment where empty."""
    occurrence: int = 1
    """Which of several equal pieces in the source it is, from 1."""
