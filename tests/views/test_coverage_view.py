"""The map of coverage: every sentence once, totals that add up, and a reason for every empty cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from lxml import html

from corpora import only_text
from guidance.register.coverage import PART_LEVEL, Sentence
from guidance.register.model import Exclusion
from rendering import HERE, TAGS, Shelf, by_task, said, stub, target

pytestmark = pytest.mark.parametrize("tag", TAGS)


def rows(page: html.HtmlElement) -> dict[str, html.HtmlElement]:
    return {one.get("id"): one for one in page.xpath("//li[starts-with(@id, 's-')]")}


def by_part(shelf: Shelf) -> Mapping[str, Sequence[Sentence]]:
    """Return the sentences from each heading to the next."""
    found: dict[str, list[Sentence]] = {}
    for segment in only_text(shelf.index).segments:
        if 0 < segment.level <= PART_LEVEL:
            found[segment.id] = []
        found[[*found][-1]] += [one for one in shelf.index.coverage.sentences if one.segment == segment.id]
    return found


def test_every_sentence_stands_once_and_leads_to_its_paragraph(shelf: Shelf, tag: str) -> None:
    voice = shelf.voice(tag)
    found = rows(shelf.page(tag, "coverage"))
    sentences = shelf.index.coverage.sentences
    assert [*found] == [f"s-{one.segment}-{one.number}" for one in sentences]
    for node, one in zip(found.values(), sentences, strict=True):
        (quote,) = node.iter("q")
        reading = voice(shelf.index.segments[one.address].reading)
        assert quote.text == reading[one.start : one.end]
        assert quote.get("lang") == voice.tag
        assert target(quote.getnext().get("href"))[1] == quote.getnext().text == one.segment


def test_the_sentences_of_a_paragraph_leave_nothing_out(shelf: Shelf, tag: str) -> None:
    voice = shelf.voice(tag)
    shown = Counter[str]()
    for name, node in rows(shelf.page(tag, "coverage")).items():
        shown[name.removeprefix("s-").rpartition("-")[0]] += len("".join(node.find("q").text.split()))
    whole = {one.id: len("".join(voice(one.reading).split())) for one in only_text(shelf.index).segments}
    assert shown == whole


def test_a_sentence_names_its_items_or_the_reason(shelf: Shelf, tag: str) -> None:
    pick = shelf.corpus.locale(tag).pick
    for node, one in zip(
        rows(shelf.page(tag, "coverage")).values(), shelf.index.coverage.sentences, strict=True
    ):
        links = [target(link.get("href")) for link in node.xpath("./p//a")]
        if one.items:
            assert links == [("items.html", name) for name in by_task(shelf, one.items)]
            assert "sentence--" not in node.get("class")
        else:
            assert one.waiver
            assert said(node.find("p")).endswith(" ".join(pick(one.waiver.reason).split()))
            assert "sentence--waived" in node.get("class")


def figures(text: str) -> list[int]:
    return [int(one) for one in "".join(ch if ch.isdigit() else " " for ch in text).split()]


def test_the_totals_are_true(shelf: Shelf, tag: str) -> None:
    page = shelf.page(tag, "coverage")
    found = shelf.index.coverage
    whole, *parts = [figures(said(one)) for one in page.find_class("tally")]
    assert whole == [len(found.sentences), found.covered, found.waived, found.open]
    assert [sum(one) for one in zip(*parts, strict=True)] == whole
    assert [one[0] for one in parts] == [len(one) for one in by_part(shelf).values()]


def cells(page: html.HtmlElement) -> list[list[html.HtmlElement]]:
    return [list(row.iter("td")) for row in page.xpath("//table[@class='heat']/tbody/tr")]


def heat(page: html.HtmlElement) -> list[list[int]]:
    """Return the figure of each cell, 0 where it has none."""
    return [
        [int(said(cell)) if "heat__items" in cell.get("class") else 0 for cell in row] for row in cells(page)
    ]


def heat_due(shelf: Shelf) -> list[list[int]]:
    quoted = [{item for one in some for item in one.items} for some in by_part(shelf).values()]
    return [
        [sum(shelf.index.why(item, unit).applies for item in items) for unit in shelf.index.units]
        for items in quoted
    ]


def test_each_figure_of_the_map_is_true(shelf: Shelf, tag: str) -> None:
    assert heat(shelf.page(tag, "coverage")) == heat_due(shelf)


def test_a_wrong_figure_is_found(tiny_shelf: Shelf, tag: str) -> None:
    fewer = tiny_shelf.with_register(obligations=tiny_shelf.index.register.obligations[1:])
    assert heat(fewer.page(tag, "coverage")) != heat_due(tiny_shelf)


def test_only_a_whole_part_is_darkest_and_more_is_never_lighter(shelf: Shelf, tag: str) -> None:
    page = shelf.page(tag, "coverage")
    sizes = [len({item for one in some for item in one.items}) for some in by_part(shelf).values()]
    for row, size in zip(cells(page), sizes, strict=True):
        shades = sorted(
            (int(said(cell)), next(n for n in range(5) if f"heat__{n}" in cell.get("class").split()))
            for cell in row
            if "heat__items" in cell.get("class")
        )
        assert [shade for _, shade in shades] == sorted(shade for _, shade in shades)
        for count, shade in shades:
            assert (shade == 4) is (count == size)


def note_of(page: html.HtmlElement, cell: html.HtmlElement) -> str:
    (link,) = cell.iter("a")
    return said(page.get_element_by_id(target(link.get("href"))[1]))


def test_an_empty_cell_has_a_note_that_says_why(shelf: Shelf, tag: str) -> None:
    page = shelf.page(tag, "coverage")
    empty = 0
    for row, some in zip(cells(page), by_part(shelf).values(), strict=True):
        items = {item for one in some for item in one.items}
        for cell, unit in zip(row, shelf.index.units, strict=True):
            if "heat__items" in cell.get("class"):
                continue
            empty += 1
            note = note_of(page, cell)
            if not items:
                assert note == shelf.word(tag, "map-waived")
                continue
            assert "heat__elsewhere" in cell.get("class")
            assert sum(figures(note)) == len(items)
            for rule in {shelf.index.why(item, unit).rule for item in items}:
                assert shelf.word(tag, f"rule-{rule}").partition("{units}")[0] in note
    assert empty
    assert len(page.xpath("//ol[@class='heat__notes']/li")) == len(
        set(page.xpath("//table[@class='heat']//td/a/@href"))
    )


def test_the_note_gives_the_written_reason_of_an_exception(tiny_shelf: Shelf, tag: str) -> None:
    reason = {"zh-Hant": "為測試而除去", "en": "taken off for a test"}
    out = Exclusion(item="o-come", reason=reason, place=HERE)
    units = [
        replace(one, without=(out,)) if one.id == "child" else one for one in tiny_shelf.index.register.units
    ]
    page = tiny_shelf.with_register(units=tuple(units)).page(tag, "coverage")
    assert tiny_shelf.corpus.locale(tag).pick(reason) in note_of(page, cells(page)[0][0])


def test_a_sentence_without_waiver_leaves_its_part_open(tiny_shelf: Shelf, tag: str) -> None:
    """The opening speaks of the library, and of the children only something is asked."""
    bare = tiny_shelf.with_register(waivers=tiny_shelf.index.register.waivers[1:])
    page = bare.page(tag, "coverage")
    word = bare.word(tag, "open")
    assert [said(one) for one in cells(page)[0]] == ["1", word, word]
    assert said(page.find_class("heat__left")[0]) == f"{word} 1"
    (node,) = page.find_class("sentence--open")
    assert (node.get("id"), said(node.find("p"))) == ("s-s0-1", word)
    assert tiny_shelf.page(tag, "coverage").find_class("heat__left") == []


def test_a_page_may_show_one_part(shelf: Shelf, tag: str) -> None:
    whole = shelf.page(tag, "coverage")
    found: list[str] = []
    totals = []
    for part, some in by_part(shelf).items():
        page = shelf.shown(tag, stub("coverage", part=part))
        assert len(rows(page)) == len(some)
        assert len(cells(page)) == 1
        found += rows(page)
        totals.append(figures(said(page.find_class("tally")[0])))
    assert found == [*rows(whole)]
    assert [sum(one) for one in zip(*totals, strict=True)] == figures(said(whole.find_class("tally")[0]))
