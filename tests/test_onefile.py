"""The one file of a unit stands alone, holds all that its list needs, and has the site's ids."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from guidance.corpus import Corpus
from guidance.register import Index
from guidance.render.onefile import one_file

OVERRIDES = Path(__file__).parent.parent / "overrides"
MOST_BYTES = 600_000
REACHING_OUT = (
    "//@src | //@srcset | //script | //link[not(starts-with(@href, 'data:'))] | //iframe | //object"
)


@pytest.fixture(scope="module")
def index(real: Corpus) -> Index:
    assert real.index
    return real.index


@pytest.fixture(scope="module")
def files(real: Corpus, index: Index) -> dict[str, str]:
    return {unit: one_file(real, unit, OVERRIDES) for unit in index.units}


def faults(text: str) -> list[str]:
    """Return what keeps a file from standing alone."""
    page = html.fromstring(text)
    ids = page.xpath("//@id")
    found = [str(one) for one in page.xpath(REACHING_OUT)]
    found += [f"twice: {one}" for one in {*ids} if ids.count(one) > 1]
    found += [one for one in page.xpath("//a/@href") if one[:1] != "#" or one[1:] not in ids]
    return found + [word for word in ("url(", "@import", "http:", "https:") if word in text]


def test_every_file_stands_alone_and_is_small(files: dict[str, str]) -> None:
    for unit, text in files.items():
        assert faults(text) == [], unit
        assert len(text.encode()) <= MOST_BYTES, unit


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="x.png">',
        '<script>fetch("x")</script>',
        '<a href="rural.html">x</a>',
        '<a href="#nowhere">x</a>',
        '<p id="list">x</p>',
        "<style>p { background: url(x) }</style>",
    ],
)
def test_a_fault_is_found(files: dict[str, str], markup: str) -> None:
    text = next(iter(files.values()))
    assert len(faults(text.replace("</main>", f"{markup}</main>"))) >= 1


def test_it_has_the_unit_s_items_and_no_others(files: dict[str, str], index: Index) -> None:
    for unit, text in files.items():
        shown = html.fromstring(text).xpath("//li[contains(@class, 'item ')]/@id")
        assert sorted(shown) == sorted(index.reasons[unit])


@pytest.mark.parametrize("tag", ["zh-Hant", "zh-Hans", "en"])
def test_every_item_is_there_in_every_language(
    files: dict[str, str], real: Corpus, index: Index, tag: str
) -> None:
    locale = real.locale(tag)
    page = html.fromstring(files["rural"])
    for one in index.by_unit["rural"]:
        item = page.get_element_by_id(one.id)
        titles = item.xpath(f"./p/b/span[@lang='{tag}']")
        assert [title.text_content() for title in titles] == [locale.pick(one.title)]
        marks = [mark.text_content() for mark in item.xpath(f".//*[@lang='{tag}']/mark")]
        quotes = [] if tag == "en" else [locale(cite.quote) for cite in one.cites]
        assert marks == quotes


def test_every_cited_paragraph_is_there_in_its_part_with_its_translation(
    files: dict[str, str], real: Corpus, index: Index
) -> None:
    page = html.fromstring(files["leading-groups"])
    shown = page.xpath("//div[contains(@class, 'segment')]/@id")
    order = [one.id for one in index.edition.segments]
    assert shown == [one for one in order if one in shown]
    for one in index.by_unit["leading-groups"]:
        for cite in one.cites:
            paragraph = page.get_element_by_id(cite.at)
            texts = {node.get("lang"): node.text_content() for node in paragraph.iter("p")}
            assert texts["zh-Hant"] == index.segments[cite.at].reading
            assert texts["en"] == index.edition.translations["en"][cite.at].text
            assert texts["zh-Hans"] == real.locale("zh-Hans")(texts["zh-Hant"])
    heads = [one for one in shown if index.segments[one].level]
    assert heads
    assert shown[0] in heads


def test_the_procedures_that_the_list_needs_are_there(files: dict[str, str], index: Index) -> None:
    for unit, text in files.items():
        needed = {one.procedure for one in index.by_unit[unit]} - {""}
        page = html.fromstring(text)
        assert {*page.xpath("//section[@class='how']/@id")} == needed
        for name in needed:
            steps = page.get_element_by_id(name).xpath(".//li/a/@href")
            own = [f"#{one.id}" for one in index.by_unit[unit] if one.procedure == name]
            assert sorted(steps) == sorted(own)
