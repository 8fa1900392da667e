"""Questions: every answer is the text's own words, and what has to do with it leads there and back."""

from __future__ import annotations

import pytest
from lxml import html

from guidance.asking import Answer
from rendering import TAGS, Shelf, said, target

pytestmark = pytest.mark.parametrize("tag", TAGS)


def shown(shelf: Shelf, tag: str) -> dict[str, html.HtmlElement]:
    page = shelf.page(tag, "questions")
    return {one.get("id"): one for one in page.find_class("question")}


def plain(text: str) -> str:
    return "".join(text.split())


def test_every_question_is_there_once_under_who_asks(shelf: Shelf, tag: str) -> None:
    asking, pick = shelf.corpus.asking, shelf.corpus.locale(tag).pick
    groups = shelf.page(tag, "questions").find_class("questions__group")
    assert [said(one.find("h2")) for one in groups] == [pick(one.title) for one in asking.askers]
    for group, asker in zip(groups, asking.askers, strict=True):
        ids = [one.get("id") for one in group.find_class("question")]
        assert ids == [one.id for one in asking.questions if one.asker == asker.id]
        assert ids


def test_every_answer_is_quoted(shelf: Shelf, tag: str) -> None:
    locale = shelf.corpus.locale(tag)
    original = shelf.corpus.languages.original
    script = locale if locale.base == original else shelf.corpus.locale(original)
    pages = shown(shelf, tag)
    for one in shelf.corpus.asking.questions:
        quotes = pages[one.id].xpath(".//blockquote")
        assert len(quotes) == len(one.cites)
        for node, quoted in zip(quotes, one.cites, strict=True):
            reading = script(shelf.index.segments[quoted.address].reading)
            words = node.xpath("./span[last()]")[0].text_content()
            assert words in reading
            assert len(words) == len(quoted.quote)
            translation = quoted.translations.get(locale.base)
            texts = [plain(each.text_content()) for each in node.find_class("answer__translation")]
            assert texts == ([plain(translation)] if translation else [])
            assert target(node.xpath("./a/@href")[0])[1] == quoted.at


def test_what_the_text_does_not_say_is_told(shelf: Shelf, tag: str) -> None:
    pages = shown(shelf, tag)
    kinds = set()
    for one in shelf.corpus.asking.questions:
        told = [said(each) for each in pages[one.id].find_class("answer__kind")]
        kinds.add(one.answer)
        assert told == ([] if one.answer is Answer.SAID else [shelf.word(tag, f"answer-{one.answer}")])
    assert kinds == set(Answer)


def test_notes_are_marked_as_ours(shelf: Shelf, tag: str) -> None:
    pages = shown(shelf, tag)
    pick = shelf.corpus.locale(tag).pick
    for one in shelf.corpus.asking.questions:
        notes = pages[one.id].find_class("answer__note")
        assert len(notes) == bool(one.note)
        for node in notes:
            assert said(node.find("i")) == shelf.word(tag, "answer-note").strip()
            assert plain(pick(one.note)) in plain(node.text_content())


def test_links_lead_there_and_back(shelf: Shelf, tag: str) -> None:
    pages = shown(shelf, tag)
    asking, at = shelf.corpus.asking, shelf.pages.address("questions")
    for one in asking.questions:
        links = {target(href)[1] for href in pages[one.id].xpath(".//p//a/@href")}
        assert {*one.documents, *one.tasks, *one.terms} <= links
    glossary = shelf.page(tag, "glossary")
    for term in {name for one in asking.questions for name in one.terms}:
        links = {target(href) for href in glossary.get_element_by_id(term).xpath(".//a/@href")}
        assert {(at, one.id) for one in asking.of("terms", term)} <= links
    for procedure in {name for one in asking.questions for name in one.procedures}:
        page = shelf.page(tag, "procedure", procedure=procedure)
        links = {target(href) for href in page.xpath("//a/@href")}
        assert {(f"../{at}", one.id) for one in asking.of("procedures", procedure)} <= links
    documents = shelf.page(tag, "documents")
    for document in {name for one in asking.questions for name in one.documents}:
        section = documents.get_element_by_id(document).getparent()
        links = {target(href) for href in section.xpath(".//a/@href")}
        assert {(at, one.id) for one in asking.of("documents", document)} <= links


def test_a_list_has_what_its_units_ask(shelf: Shelf, tag: str) -> None:
    asking, index = shelf.corpus.asking, shelf.index
    pick = shelf.corpus.locale(tag).pick
    for unit in index.units:
        page = shelf.page(tag, "checklist", unit=unit)
        asked = [said(one.find("summary")) for one in page.find_class("asked__one")]
        assert asked == [pick(one.title) for one in asking.often(index, unit)]
        for task in page.find_class("task"):
            links = {target(href)[1] for href in task.xpath(".//a/@href")}
            assert {one.id for one in asking.of("tasks", task.get("id"))} <= links


def test_lists_of_the_site_show_three_to_six(real_shelf: Shelf, tag: str) -> None:
    asking = real_shelf.corpus.asking
    counts = [len(asking.often(real_shelf.index, unit)) for unit in real_shelf.index.units]
    assert min(counts) >= 3, tag
    assert max(counts) <= 6
    assert len(asking.questions) >= 40
