"""What tests of views share: a corpus with its pages, rendered into trees of elements."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lxml import html

from corpora import TESTS
from guidance.corpus import Corpus, Locale
from guidance.pages import Pages, Stub, load_pages
from guidance.problems import Place
from guidance.register import Index, index
from guidance.register.model import Citation
from guidance.render.page import Block, Request
from guidance.render.views import Renderer

HERE = Place(file="x")
TAGS = ("zh-Hant", "zh-Hans", "en")


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """A corpus with its pages."""

    corpus: Corpus
    pages: Pages

    @classmethod
    def of(cls, corpus: Corpus, docs: Path) -> Shelf:
        """Return the shelf of a corpus and its folder."""
        return cls(corpus=corpus, pages=load_pages(docs, corpus))

    @property
    def index(self) -> Index:
        """The register and the texts that it cites."""
        assert self.corpus.index is not None
        return self.corpus.index

    def with_register(self, **fields: Any) -> Shelf:  # noqa: ANN401 -- the register's own fields
        """Return a shelf on which some parts of the register are others."""
        other = index(replace(self.index.register, **fields), self.index.texts)
        return replace(self, corpus=replace(self.corpus, index=other))

    def request(self, tag: str, stub: Stub) -> Request:
        """Return the request of a page in a language."""
        base = "../" * stub.path.count("/")
        root = base if tag == "zh-Hant" else f"../{base}"
        locale = self.corpus.locale(tag)
        return Request(corpus=self.corpus, locale=locale, pages=self.pages, root=root, base=base, stub=stub)

    def block(self, tag: str, stub: Stub) -> Block:
        """Return what a page's view gives."""
        return Renderer(TESTS.parent / "overrides").render(stub.view, self.request(tag, stub))

    def shown(self, tag: str, stub: Stub) -> html.HtmlElement:
        """Return a page's block as elements."""
        return html.fromstring(f"<main>{self.block(tag, stub).html}</main>")

    def page(self, tag: str, view: str, **keys: str) -> html.HtmlElement:
        """Return the first page of a view as elements."""
        return self.shown(tag, self.pages.of(view, **keys)[0])

    def voice(self, tag: str) -> Locale:
        """Return the script in which a page quotes the original."""
        locale = self.corpus.locale(tag)
        original = self.corpus.languages.original
        return locale if locale.base == original else self.corpus.locale(original)

    def word(self, tag: str, key: str) -> str:
        """Return a word of the interface."""
        return self.corpus.labels(tag)[key]


def stub(view: str, path: str = "x.md", **keys: str) -> Stub:
    """Return a page's front matter that stands in no file."""
    return Stub(path=path, view=view, keys=keys, place=HERE, places={})


def target(href: str, page: str = "") -> tuple[str, str]:
    """Return the address below the language's root, and the anchor, to which a link of a page leads."""
    path, _, anchor = href.partition("#")
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page, anchor


def by_task(shelf: Shelf, items: Sequence[str]) -> list[str]:
    """Return ids of items behind the ids of their tasks, as pages name them; what has no task comes last."""
    tasks: dict[str, list[str]] = {}
    for one in items:
        of = [task.id for task in shelf.index.register.tasks if one in task.points]
        tasks.setdefault(of[0] if of else "", []).append(one)
    rest = tasks.pop("", [])
    return [*(one for task, some in tasks.items() for one in (task, *some)), *rest]


def said(node: html.HtmlElement) -> str:
    """Return an element's words with single blanks."""
    return " ".join(node.text_content().split())


def misquoted(shelf: Shelf, tag: str, node: html.HtmlElement, cites: Sequence[Citation]) -> list[str]:
    """Return what is wrong with the quotes in an element, which has to have just these."""
    voice = shelf.voice(tag)
    found = node.xpath(".//blockquote[contains(@class, 'source-text')]")
    faults = [] if len(found) == len(cites) else [f"{len(found)} quotes for {len(cites)}"]
    for quote, cite in zip(found, cites, strict=False):
        reading = shelf.index.segments[cite.address].reading
        start = reading.index(cite.quote)
        # What the project puts in brackets beside a surely wrong word is no part of the quote.
        for ours in quote.find_class("probable"):
            ours.drop_tree()
        translated = [" ".join(one.text_content().split()) for one in quote.find_class("quote__translation")]
        due = cite.translations.get(shelf.corpus.locale(tag).base)
        if translated != ([due] if due else []):
            faults.append(f"in translation: {translated}")
        for ours in quote.find_class("quote__translation"):
            ours.drop_tree()
        (mark,) = quote.iter("mark")
        (link,) = quote.iter("a")
        whole = quote.text_content().removesuffix(link.text or "").strip()
        if mark.text_content() != voice(reading)[start : start + len(cite.quote)]:
            faults.append(f"marked: {mark.text_content()}")
        if whole not in voice(reading):
            faults.append(f"around it: {whole}")
        if target(link.get("href"))[1] != cite.at or link.text != cite.at:
            faults.append(f"leads to {link.get('href')}")
        if quote.get("lang") != voice.tag:
            faults.append(f"in {quote.get('lang')}")
    return faults
