"""Reads a page of the site into facts, with a parser and in one walk.

The same words and addresses stand on many pages: each is kept once, or a large site would not fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from sys import intern

from lxml import etree

from guidance.sitecheck.acting import FRAMES, acts_of
from guidance.sitecheck.css import addresses
from guidance.sitecheck.model import Act, Anchor, Heading, PageFacts, Reference, TextRun, Use

_FETCHED = ("src", "poster", "action", "formaction", "background", "ping", "manifest")
_CANDIDATE_LISTS = ("srcset", "imagesrcset")
_REQUESTED = frozenset(["data", "style", "http-equiv", *_FETCHED, *_CANDIDATE_LISTS])
_ADDRESSED = _REQUESTED | {"href", "xlink:href"}
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_SPOKEN = ("alt", "title", "aria-label", "aria-description", "placeholder")
_SILENT = frozenset(["script", "style"])
_CHANGING = _SILENT | {"article", "nav"}
"""Elements within which something else holds even where they have no attributes."""
_TELLING = frozenset(["article", "title", "style", "script", *FRAMES, *_LEVELS])
"""Elements that say something even where they have no attributes."""
_NO_CLASSES: frozenset[str] = frozenset()
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
_MENU = "all-pages__in"
_PRUNED = "all-pages__cut"
_OWN_CONTENTS = "contents"
_LOGO = "bar__name"
_POLICY = "content-security-policy"


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
        walk.page_lang = lang.lower()
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
        policy=walk.policy,
        unlisted=walk.unlisted,
        acts=tuple(walk.acts),
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
        self.page_lang = ""
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
        self.policy = ""
        self.unlisted = False
        self.acts: list[Act] = []
        self.texts: list[TextRun] = []

    def visit(self, element: etree._Element, around: _Context) -> None:
        """Take in an element and all within it."""
        tag = element.tag
        if not isinstance(tag, str):
            return
        line = element.sourceline or 1
        # Read from the tree once; most elements of a large page have none, and nothing to take then.
        attributes = dict(element.items())
        classes = frozenset(attributes["class"].split()) if "class" in attributes else _NO_CLASSES
        here = self._context(attributes, tag, classes, around) if attributes or tag in _CHANGING else around
        if attributes or tag in _TELLING:
            self._take_facts(element, attributes, tag, line, classes, here)
        if tag not in _INLINE:
            self.block += 1
        if self.with_text:
            self._take_texts(element, attributes, tag, line, here)
        for child in element:
            self.visit(child, here)
            if self.with_text:
                self._take_text(child.tail, line, here)
        if tag not in _INLINE:
            self.block += 1

    def _take_facts(  # noqa: PLR0913, PLR0917 - what an element is made of
        self,
        element: etree._Element,
        attributes: Mapping[str, str],
        tag: str,
        line: int,
        classes: frozenset[str],
        here: _Context,
    ) -> None:
        """Collect what an element says by its name and its attributes."""
        if tag == "meta" and attributes.get("http-equiv", "").strip().lower() == _POLICY:
            self._take_policy(element, attributes)
        if tag == "article":
            self.has_article = True
        if "id" in attributes or "name" in attributes:
            self._take_anchor(attributes, tag, line, here)
        if tag == "style" or not _ADDRESSED.isdisjoint(attributes):
            self._take_references(element, attributes, tag, line, classes, here)
        for code, text, needles in acts_of(tag, attributes, element.text or ""):
            act = Act(code=code, text=text, needles=needles, line=line, in_content=here.in_content)
            self.acts.append(act)
        if tag == "meta" and attributes.get("name", "").strip().lower() == "robots":
            self.unlisted = "noindex" in attributes.get("content", "").lower()
        if tag == "title" and not self.title:
            self.title = _words(element)
        if tag in _LEVELS and here.in_content:
            heading = Heading(level=_LEVELS[tag], anchor=element.get("id", ""), text=_words(element))
            self.headings.append(heading)

    def _take_policy(self, element: etree._Element, attributes: Mapping[str, str]) -> None:
        """Take in a policy where a browser does: in the head, for what comes behind it."""
        parent = element.getparent()
        if not self.policy and not self.references and not self.acts and parent is not None:
            self.policy = attributes.get("content", "") if parent.tag == "head" else ""

    def _context(
        self, attributes: Mapping[str, str], tag: str, classes: frozenset[str], around: _Context
    ) -> _Context:
        """Return what holds inside an element; nearly always what holds around it."""
        here = around
        lang = attributes.get("lang")
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

    def _take_anchor(self, attributes: Mapping[str, str], tag: str, line: int, here: _Context) -> None:
        name = attributes.get("id")
        if name is not None:
            self.anchors.append(Anchor(name=intern(name), line=line, in_content=here.in_content))
        if tag == "a" and attributes.get("name"):
            self.old_names.add(attributes["name"])

    def _take_references(  # noqa: PLR0913, PLR0917 - what an element is made of
        self,
        element: etree._Element,
        attributes: Mapping[str, str],
        tag: str,
        line: int,
        classes: frozenset[str],
        here: _Context,
    ) -> None:
        """Collect the addresses of an element, whatever attribute they stand in."""
        for target, use in _targets(element, attributes, tag):
            hreflang = attributes.get("hreflang", "") if tag in {"a", "link"} else ""
            reference = self._shared(
                Reference(
                    target=intern(target),
                    use=use,
                    line=line,
                    in_content=here.in_content,
                    hreflang=hreflang,
                    classes=classes,
                )
            )
            self.references.append(reference)
            if tag == "link" and hreflang and "alternate" in attributes.get("rel", "").lower().split():
                self.alternates.append(reference)
            if tag == "a" and here.in_menu and _LOGO not in classes:
                self.menu.append(target)
                if here.pruned:
                    self.pruned.append(target)
        if tag == "base" and not self.base:
            self.base = attributes.get("href", "").strip()

    def _shared(self, reference: Reference) -> Reference:
        """Return the one object that stands for all equal references."""
        return self.shared.setdefault(reference, reference)

    def _take_texts(
        self, element: etree._Element, attributes: Mapping[str, str], tag: str, line: int, here: _Context
    ) -> None:
        """Collect an element's first text and the attributes that are shown or read aloud."""
        spoken = [attributes[name] for name in _SPOKEN if attributes.get(name)]
        if tag == "meta" and attributes.get("name", "").lower() == "description":
            spoken.append(attributes.get("content", ""))
        for text in spoken:
            # A block of its own beside the running one, which goes on after it.
            self._take_text(text, line, here, block=-len(self.texts) - 1)
        self._take_text(element.text, line, here)

    def _take_text(self, text: str | None, line: int, here: _Context, *, block: int | None = None) -> None:
        if not text or here.silent or text.isspace():
            return
        if here.lang.lower() == self.page_lang:
            number = self.block if block is None else block
            self.texts.append(TextRun(text=intern(text), block=number, line=line, in_content=here.in_content))


def _targets(element: etree._Element, attributes: Mapping[str, str], tag: str) -> Iterator[tuple[str, Use]]:
    """Yield the addresses of one element and what a browser does with each."""
    for name in ("href", "xlink:href"):
        if name in attributes:
            yield attributes[name].strip(), _use_of_href(attributes, tag)
    if tag == "style" or not _REQUESTED.isdisjoint(attributes):
        yield from ((address.strip(), Use.REQUEST) for address in _fetched(element, attributes, tag))


def _fetched(element: etree._Element, attributes: Mapping[str, str], tag: str) -> Iterator[str]:
    """Yield what a browser asks for when it comes upon an element, apart from an ``href``."""
    for name in _FETCHED:
        if name in attributes:
            yield attributes[name]
    if tag == "object" and "data" in attributes:
        yield attributes["data"]
    for name in _CANDIDATE_LISTS:
        yield from _candidates(attributes.get(name, ""))
    if tag == "meta" and attributes.get("http-equiv", "").strip().lower() == "refresh":
        yield from _refresh(attributes.get("content", ""))
    sheets = [attributes.get("style", ""), element.text or "" if tag == "style" else ""]
    yield from (address for sheet in sheets if sheet for address, _ in addresses(sheet))


def _use_of_href(attributes: Mapping[str, str], tag: str) -> Use:
    """Return what becomes of an ``href``: only anchors and some links wait for the reader."""
    if tag in {"a", "area"}:
        return Use.LINK
    relations = set(attributes.get("rel", "").lower().split())
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
