"""Reads a page of the site into facts, with a parser and in one walk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from guidance.sitecheck.css import addresses
from guidance.sitecheck.model import Anchor, Heading, PageFacts, Reference, TextRun, Use

_FETCHED = ("src", "poster", "action", "formaction", "background", "ping", "manifest")
_CANDIDATE_LISTS = ("srcset", "imagesrcset")
_ADDRESSED = frozenset(["href", "xlink:href", "data", "style", "http-equiv", *_FETCHED, *_CANDIDATE_LISTS])
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_SPOKEN = ("alt", "title", "aria-label", "aria-description", "placeholder")
_SILENT = frozenset(["script", "style"])
# fmt: off
_INLINE = frozenset([
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "label",
    "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tspan",
    "u", "var", "wbr",
])
_LINKS_ONLY = frozenset([
    "alternate", "author", "bookmark", "canonical", "contents", "first", "help", "index", "last", "license",
    "me", "next", "prev", "search", "up",
])
# fmt: on
_MENU = "md-nav--primary"
_PRUNED = "md-nav__item--pruned"
_OWN_CONTENTS = "md-nav--secondary"
_LOGO = "md-logo"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Context:
    """What an element takes over from those around it."""

    lang: str
    in_content: bool = False
    in_menu: bool = False
    pruned: bool = False
    silent: bool = False


def read_page(
    path: str,
    data: bytes,
    *,
    with_text: bool = False,
    exempt_classes: frozenset[str] = frozenset(),
    shared: dict[Reference, Reference] | None = None,
) -> PageFacts:
    """Read one page.

    Args:
        path: its path in the site, with forward slashes.
        data: its content, in UTF-8.
        with_text: whether to collect its text as well.
        exempt_classes: classes of elements whose text is not collected.
        shared: equal references of several pages are kept once, in here; a menu of a thousand
            pages would fill the memory otherwise.
    """
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    root = etree.fromstring(data, parser) if data.strip() else None
    walk = _Walk(
        with_text=with_text, exempt_classes=exempt_classes, shared=shared if shared is not None else {}
    )
    lang = ""
    if root is not None:
        lang = root.get("lang", "").strip()
        walk.visit(root, _Context(lang=lang))
    return PageFacts(
        path=path,
        size=len(data),
        lang=lang,
        title=walk.title.strip(),
        base=walk.base,
        has_article=walk.has_article,
        references=tuple(walk.references),
        anchors=tuple(walk.anchors),
        names=frozenset(anchor.name for anchor in walk.anchors) | walk.old_names,
        headings=tuple(walk.headings),
        alternates=tuple(walk.alternates),
        menu=tuple(walk.menu),
        pruned=tuple(walk.pruned),
        texts=tuple(walk.texts),
    )


class _Walk:
    """One walk over a page, in document order; its lists are the facts."""

    def __init__(
        self, *, with_text: bool, exempt_classes: frozenset[str], shared: dict[Reference, Reference]
    ) -> None:
        self.with_text = with_text
        self.exempt_classes = exempt_classes
        self.shared = shared
        self.page_lang: str | None = None
        self.block = 0
        self.title = ""
        self.base = ""
        self.has_article = False
        self.references: list[Reference] = []
        self.alternates: list[Reference] = []
        self.anchors: list[Anchor] = []
        self.old_names: set[str] = set()
        self.headings: list[Heading] = []
        self.menu: list[str] = []
        self.pruned: list[str] = []
        self.texts: list[TextRun] = []

    def visit(self, element: etree._Element, around: _Context) -> None:
        """Take in an element and all within it."""
        tag = element.tag
        if not isinstance(tag, str):
            return
        if self.page_lang is None:
            self.page_lang = around.lang
        line = element.sourceline or 1
        classes = frozenset(element.get("class", "").split())
        here = self._context(element, tag, classes, around)
        if tag == "article":
            self.has_article = True
        self._take_anchor(element, tag, line, here)
        self._take_references(element, tag, line, classes, here)
        if tag == "title" and not self.title:
            self.title = _words(element)
        if tag in _LEVELS and here.in_content:
            heading = Heading(level=_LEVELS[tag], anchor=element.get("id", ""), text=_words(element))
            self.headings.append(heading)
        if tag not in _INLINE:
            self.block += 1
        self._take_texts(element, tag, line, here)
        for child in element:
            self.visit(child, here)
            self._take_text(child.tail, line, here)
        if tag not in _INLINE:
            self.block += 1

    def _context(
        self, element: etree._Element, tag: str, classes: frozenset[str], around: _Context
    ) -> _Context:
        """Return what holds inside an element; nearly always what holds around it."""
        here = around
        lang = element.get("lang")
        if lang is not None and lang.strip() != here.lang:
            here = replace(here, lang=lang.strip())
        if tag == "article" and not here.in_content:
            here = replace(here, in_content=True)
        if tag == "nav" and classes & {_MENU, _OWN_CONTENTS}:
            here = replace(here, in_menu=_MENU in classes)
        if tag == "li" and _PRUNED in classes:
            here = replace(here, pruned=True)
        if not here.silent and (tag in _SILENT or classes & self.exempt_classes):
            here = replace(here, silent=True)
        return here

    def _take_anchor(self, element: etree._Element, tag: str, line: int, here: _Context) -> None:
        name = element.get("id")
        if name is not None:
            self.anchors.append(Anchor(name=name, line=line, in_content=here.in_content))
        if tag == "a" and element.get("name"):
            self.old_names.add(element.get("name", ""))

    def _take_references(
        self, element: etree._Element, tag: str, line: int, classes: frozenset[str], here: _Context
    ) -> None:
        """Collect the addresses of an element, whatever attribute they stand in."""
        for target, use in _targets(element, tag):
            hreflang = element.get("hreflang", "") if tag in {"a", "link"} else ""
            reference = self._shared(
                Reference(
                    target=target,
                    use=use,
                    line=line,
                    in_content=here.in_content,
                    hreflang=hreflang,
                    classes=classes,
                )
            )
            self.references.append(reference)
            if tag == "link" and hreflang and "alternate" in element.get("rel", "").lower().split():
                self.alternates.append(reference)
            if tag == "a" and here.in_menu and _LOGO not in classes:
                self.menu.append(target)
                if here.pruned:
                    self.pruned.append(target)
        if tag == "base" and not self.base:
            self.base = element.get("href", "").strip()

    def _shared(self, reference: Reference) -> Reference:
        """Return the one object that stands for all equal references."""
        return self.shared.setdefault(reference, reference)

    def _take_texts(self, element: etree._Element, tag: str, line: int, here: _Context) -> None:
        """Collect an element's first text and the attributes that are shown or read aloud."""
        if not self.with_text:
            return
        spoken = [element.get(name, "") for name in _SPOKEN if element.get(name)]
        if tag == "meta" and element.get("name", "").lower() == "description":
            spoken.append(element.get("content", ""))
        for text in spoken:
            # A block of its own beside the running one, which goes on after it.
            self._take_text(text, line, here, block=-len(self.texts) - 1)
        self._take_text(element.text, line, here)

    def _take_text(self, text: str | None, line: int, here: _Context, *, block: int | None = None) -> None:
        if not self.with_text or not text or here.silent or text.isspace():
            return
        if here.lang.lower() == (self.page_lang or "").lower():
            number = self.block if block is None else block
            self.texts.append(TextRun(text=text, block=number, line=line, in_content=here.in_content))


def _targets(element: etree._Element, tag: str) -> Iterator[tuple[str, Use]]:
    """Yield the addresses of one element and what a browser does with each."""
    if tag != "style" and _ADDRESSED.isdisjoint(element.keys()):
        return
    for name in ("href", "xlink:href"):
        if name in element.attrib:
            yield element.get(name, "").strip(), _use_of_href(element, tag)
    yield from ((address.strip(), Use.REQUEST) for address in _fetched(element, tag))


def _fetched(element: etree._Element, tag: str) -> Iterator[str]:
    """Yield what a browser asks for when it comes upon an element, apart from an ``href``."""
    attributes = element.attrib
    for name in _FETCHED:
        if name in attributes:
            yield element.get(name, "")
    if tag == "object" and "data" in attributes:
        yield element.get("data", "")
    for name in _CANDIDATE_LISTS:
        yield from _candidates(element.get(name, ""))
    if tag == "meta" and element.get("http-equiv", "").strip().lower() == "refresh":
        yield from _refresh(element.get("content", ""))
    sheets = [element.get("style", ""), element.text or "" if tag == "style" else ""]
    yield from (address for sheet in sheets if sheet for address, _ in addresses(sheet))


def _use_of_href(element: etree._Element, tag: str) -> Use:
    """Return what becomes of an ``href``: only anchors and some links wait for the reader."""
    if tag in {"a", "area"}:
        return Use.LINK
    relations = set(element.get("rel", "").lower().split())
    return Use.LINK if tag == "link" and relations and relations <= _LINKS_ONLY else Use.REQUEST


def _candidates(srcset: str) -> Iterator[str]:
    """Yield the addresses of a ``srcset``; a comma within an address belongs to it."""
    rest = srcset.lstrip(", \t\n\r\f")
    while rest:
        address = rest.split(None, 1)[0]
        rest = rest[len(address) :]
        if not address.endswith(","):
            _, _, rest = rest.partition(",")
        yield address.rstrip(",")
        rest = rest.lstrip(", \t\n\r\f")


def _refresh(content: str) -> Iterator[str]:
    """Yield the address of a ``refresh`` such as ``0; url=page.html``."""
    name, sign, address = content.partition(";")[2].partition("=")
    if sign and name.strip().lower() == "url":
        yield address.strip().strip("\"'")


def _words(element: etree._Element) -> str:
    """Return an element's text with single spaces."""
    return " ".join("".join(str(piece) for piece in element.itertext()).split())
