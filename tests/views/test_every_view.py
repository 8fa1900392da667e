"""What holds of every view: words stay words, contents match the headings, addresses are there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from lxml import html

from guidance.register.model import Register
from rendering import TAGS, Shelf, said, stub

EVIL = "<b class='evil'>{{ 7 * 7 }}</b> & <!-- "
TEXTS = ("title", "short", "detail", "note", "said", "begins", "ends", "says", "reason")


def spoilt(one: Any) -> Any:  # noqa: ANN401 -- any entry of the register
    """Return an entry in which every text of its own holds markup."""
    fields: dict[str, Any] = {}
    for name in TEXTS:
        texts = getattr(one, name, None)
        if isinstance(texts, Mapping) and texts:
            fields[name] = {tag: f"{EVIL}{text}" for tag, text in texts.items()}
    for name in ("ties", "without"):
        if getattr(one, name, ()):
            fields[name] = tuple(spoilt(each) for each in getattr(one, name))
    return replace(one, **fields)


def hostile(shelf: Shelf) -> Shelf:
    register = shelf.index.register
    return shelf.with_register(
        **{
            name: tuple(spoilt(one) for one in getattr(register, name))
            for name in Register.__dataclass_fields__
        }
    )


def marked_up(page: html.HtmlElement) -> list[html.HtmlElement]:
    return page.find_class("evil")


SHOWS = {"choice", "checklist", "items", "matrix", "compare", "procedure", "plan", "documents", "coverage"}


@pytest.mark.parametrize("tag", TAGS)
def test_words_are_never_markup(tiny_shelf: Shelf, tag: str) -> None:
    spoilt_shelf = hostile(tiny_shelf)
    seen = set()
    for one in spoilt_shelf.pages.stubs:
        page = spoilt_shelf.shown(tag, one)
        assert marked_up(page) == [], one.path
        assert page.xpath("//comment()") == [], one.path
        if EVIL.strip() in page.text_content():
            seen.add(one.view)
        assert "49" not in page.text_content()
    assert seen >= SHOWS


def test_markup_would_be_found() -> None:
    assert marked_up(html.fromstring(f"<main>{EVIL}--></main>"))


@pytest.mark.parametrize("tag", TAGS)
def test_contents_are_the_headings_in_their_order(shelf: Shelf, tag: str) -> None:
    for one in shelf.pages.stubs:
        if one.view in {"edition", "apparatus", "provenance", "compare", "choice", "glossary"}:
            continue
        block = shelf.block(tag, one)
        page = html.fromstring(f"<main>{block.html}</main>")
        heads = {
            node.get("id"): node for node in page.xpath("//h1 | //h2 | //h3 | //h4 | //th[@scope='rowgroup']")
        }
        listed = [head.id for head in block.headings]
        assert listed == [name for name in heads if name in set(listed)], one.path
        for head in block.headings:
            node = heads[head.id]
            for label in [*node.iter("small")]:
                label.drop_tree()
            assert said(node) == " ".join(head.title.split()), one.path
            assert node.tag in {f"h{head.level}", "th"}
        if one.view in {"checklist", "items", "procedure", "documents", "plan", "coverage"}:
            assert listed == [*heads], one.path


@pytest.mark.parametrize("tag", TAGS)
def test_ids_stand_once_and_links_within_a_page_lead_somewhere(shelf: Shelf, tag: str) -> None:
    for one in shelf.pages.stubs:
        page = shelf.shown(tag, one)
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), one.path
        inner = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
        assert inner <= {*ids}, one.path


def test_a_part_of_a_list_is_not_called_stale_for_another(tiny_shelf: Shelf) -> None:
    from guidance.staleness import Staleness  # noqa: PLC0415 -- only here

    class Some(Staleness):
        items = frozenset({"o-pay"})
        units = frozenset({"neighbour"})

    shelf = replace(tiny_shelf, corpus=replace(tiny_shelf.corpus, stale=Some()))
    for phase, stale in (("giving-back", 1), ("borrowing", 0)):
        page = shelf.shown("en", stub("checklist", unit="neighbour", phase=phase))
        assert len(page.xpath("//div[@class='worklist__tasks']/p[@class='stale']")) == stale
        assert len(page.xpath("//li//p[@class='stale']")) == stale
