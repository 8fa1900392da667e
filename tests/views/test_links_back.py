"""From the text back to what stands on it: every paragraph and every term knows what cites it."""

from __future__ import annotations

import pytest
from lxml import html

from corpora import only_text
from guidance.register.model import Obligation
from guidance.terms import find
from rendering import TAGS, Shelf, by_task, said, target

pytestmark = pytest.mark.parametrize("tag", TAGS)

P6_1 = {
    "task-pass-on": ["o-carry-out-meeting", "o-pass-on", "o-early-notice", "o-prepare"],
    "task-agenda": ["o-agenda", "o-specific-arrangements"],
}


def anchors(node: html.HtmlElement, page: str) -> list[str]:
    return [found[1] for one in node.iter("a") if (found := target(one.get("href")))[0] == page]


def procedures(shelf: Shelf, items: list[Obligation]) -> list[str]:
    named = {one.procedure for one in items}
    known = [one.id for one in shelf.index.register.procedures]
    return [shelf.pages.address("procedure", procedure=one) for one in known if one in named]


def uses(shelf: Shelf, tag: str) -> dict[str, html.HtmlElement | None]:
    page = shelf.page(tag, "edition", edition=only_text(shelf.index).id)
    return {
        one.get("data-segment"): next(iter(one.find_class("segment__uses")), None)
        for one in page.find_class("segment")
    }


def test_a_paragraph_names_all_that_stands_on_it(shelf: Shelf, tag: str) -> None:
    found = uses(shelf, tag)
    for segment in only_text(shelf.index).segments:
        items = [one for one in shelf.index.items.values() if segment.id in {cite.at for cite in one.cites}]
        terms = dict.fromkeys(
            one.term.id for one in find(segment.reading, shelf.corpus.terms, shelf.corpus.languages.original)
        )
        node = found[segment.id]
        assert (node is not None) is bool(items or terms)
        if node is None:
            continue
        tasks = [one for one in by_task(shelf, [one.id for one in items]) if one.startswith("task-")]
        some = shelf.word(tag, "tasks-count").replace("{n}", str(len(tasks)))
        label = {0: shelf.word(tag, "stands-on"), 1: shelf.word(tag, "task-count")}.get(len(tasks), some)
        assert said(node.find("summary")) == label
        assert anchors(node, "items.html") == by_task(shelf, [one.id for one in items])
        assert anchors(node, "glossary.html") == [*terms]
        # Its corrections stand beside it already, each as a note of its own.
        assert anchors(node, "apparatus.html") == []
        ways = [target(one.get("href"))[0] for one in node.iter("a")]
        assert [one for one in ways if one.startswith("procedures/")] == procedures(shelf, items)


def test_a_new_item_shows_on_its_paragraph(tiny_shelf: Shelf, tag: str) -> None:
    fewer = tiny_shelf.with_register(obligations=tiny_shelf.index.register.obligations[1:])
    at = tiny_shelf.index.register.obligations[0].cites[0].at
    before, after = uses(fewer, tag)[at], uses(tiny_shelf, tag)[at]
    assert after is not None
    assert anchors(after, "items.html") == ["task-borrow", "o-come"]
    assert before is None or anchors(before, "items.html") == []


def test_a_paragraph_names_the_task_before_its_points(real_shelf: Shelf, tag: str) -> None:
    """All that is asked in p6-1 belongs to two tasks: to pass the meeting on, and to put it on the agenda."""
    node = uses(real_shelf, tag)["p6-1"]
    assert node is not None
    pick = real_shelf.corpus.locale(tag).pick
    lines = [said(one) for one in node.find_class("of-task")]
    assert lines == [pick(real_shelf.index.tasks[one].title) for one in P6_1]
    assert anchors(node, "items.html") == [one for task, points in P6_1.items() for one in (task, *points)]
    alone = real_shelf.with_register(tasks=())
    bare = uses(alone, tag)["p6-1"]
    assert bare is not None
    assert bare.find_class("of-task") == []


def test_a_term_names_the_items_that_quote_it(shelf: Shelf, tag: str) -> None:
    page = shelf.page(tag, "glossary")
    original = shelf.corpus.languages.original
    with_uses = 0
    for term in shelf.corpus.terms:
        items = [
            item
            for item in shelf.index.items.values()
            if any(
                one.term.id == term.id
                for cite in item.cites
                for one in find(cite.quote, shelf.corpus.terms, original)
            )
        ]
        node = next(iter(page.get_element_by_id(term.id).find_class("uses")), None)
        assert (node is not None) is bool(items), term.id
        if node is not None:
            with_uses += 1
            assert anchors(node, "items.html") == by_task(shelf, [one.id for one in items])
            ways = [target(one.get("href"))[0] for one in node.iter("a")]
            assert [one for one in ways if one != "items.html"] == procedures(shelf, items)
    assert with_uses
