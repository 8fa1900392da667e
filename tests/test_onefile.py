"""The one file of a unit stands alone, holds all that its list needs, and has the site's ids."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from corpora import only_text
from guidance.corpus import Corpus
from guidance.progress.page import within
from guidance.register import Index
from guidance.register.worklist import worklist
from guidance.render.onefile import file_script, one_file

ROOT = Path(__file__).parent.parent
OVERRIDES = ROOT / "overrides"
SCRIPTS = ROOT / "docs/assets/js"
MOST_BYTES = 720_000
"""Without the search; a third of it are the tools to work in it, in all languages."""
MOST_FOR_THE_SEARCH = 60_000
SEARCH = (SCRIPTS / "search-fold.js", OVERRIDES / "guidance/onefile-search.js")
REACHING_OUT = "//@src | //@srcset | //link[not(starts-with(@href, 'data:'))] | //iframe | //object"
REQUESTS = ("url(", "@import", "http:", "https:", "fetch(", "XMLHttpRequest", "import(")


@pytest.fixture(scope="module")
def index(real: Corpus) -> Index:
    assert real.index
    return real.index


@pytest.fixture(scope="module")
def files(real: Corpus, index: Index) -> dict[str, str]:
    return {unit: str(one_file(real, unit, OVERRIDES, SCRIPTS)) for unit in index.units}


def faults(text: str) -> list[str]:
    """Return what keeps a file from standing alone."""
    page = html.fromstring(text)
    ids = page.xpath("//@id")
    found = [str(one) for one in page.xpath(REACHING_OUT)]
    found += [f"twice: {one}" for one in {*ids} if ids.count(one) > 1]
    found += [one for one in page.xpath("//a/@href") if one[:1] != "#" or one[1:] not in ids]
    scripts = [file_script(SCRIPTS, OVERRIDES, collects=one).strip() for one in (True, False)]
    running = [one for one in page.iter("script") if one.get("type") != "application/json"]
    found += [str(one.text)[:40] for one in running if str(one.text).strip() not in scripts]
    return found + [word for word in REQUESTS if word in text]


def test_every_file_stands_alone_and_is_small(files: dict[str, str]) -> None:
    search = [within(path.read_text(encoding="utf-8")) for path in SEARCH]
    room = sum(len(one.encode()) for one in search)
    assert room <= MOST_FOR_THE_SEARCH
    for unit, text in files.items():
        assert faults(text) == [], unit
        assert all(one in text for one in search)
        assert len(text.encode()) - room <= MOST_BYTES, unit


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


POINTS = "//*[contains(@class, 'point ') or contains(@class, 'limit ')]"


def test_it_has_the_unit_s_items_and_no_others(files: dict[str, str], index: Index) -> None:
    for unit, text in files.items():
        shown = html.fromstring(text).xpath(f"{POINTS}/@id")
        assert sorted(shown) == sorted(index.reasons[unit])


def test_its_tasks_are_those_of_the_list_in_their_order(files: dict[str, str], index: Index) -> None:
    for unit, text in files.items():
        page = html.fromstring(text)
        due = worklist(index, index.by_unit[unit]).tasks
        assert page.xpath("//details[contains(@class, 'task')]/@id") == [one.task.id for one in due]
        for one in due:
            task = page.get_element_by_id(one.task.id)
            assert task.xpath(".//ol[@class='points']/li/@id") == [point.id for point in one.points]
            bound = task.xpath(".//p[@class='task__limits']/a/@href")
            assert bound == [f"#{limit.id}" for limit in one.limits]


@pytest.mark.parametrize("tag", ["zh-Hant", "zh-Hans", "en"])
def test_every_item_is_there_in_every_language(
    files: dict[str, str], real: Corpus, index: Index, tag: str
) -> None:
    locale = real.locale(tag)
    page = html.fromstring(files["rural"])
    for one in index.by_unit["rural"]:
        item = page.get_element_by_id(one.id)
        titles = item.xpath(
            f"./p[@class='point__head']/b/v-l[@lang='{tag}']"
            f" | ./summary//span[@class='limit__title']/v-l[@lang='{tag}']"
        )
        assert [title.text_content() for title in titles] == [locale.pick(one.title)]
        # What the project puts in brackets beside a surely wrong word is no part of the quote.
        for ours in item.xpath(".//*[@class='probable']"):
            ours.drop_tree()
        marks = [mark.text_content() for mark in item.xpath(f".//*[@lang='{tag}']/mark")]
        quotes = [] if tag == "en" else [locale(cite.quote) for cite in one.cites]
        assert marks == quotes


def test_every_cited_paragraph_is_there_in_its_part_with_its_translation(
    files: dict[str, str], real: Corpus, index: Index
) -> None:
    page = html.fromstring(files["leading-groups"])
    shown = page.xpath("//div[contains(@class, 'segment')]/@id")
    order = [one.id for one in only_text(index).segments]
    assert shown == [one for one in order if one in shown]
    for one in index.by_unit["leading-groups"]:
        for cite in one.cites:
            paragraph = page.get_element_by_id(cite.at)
            texts = {node.get("lang"): node.text_content() for node in paragraph.iter("p")}
            assert texts["zh-Hant"] == index.segments[cite.address].reading
            assert texts["en"] == only_text(index).translations["en"][cite.at].text
            assert texts["zh-Hans"] == real.locale("zh-Hans")(texts["zh-Hant"])
    heads = [one for one in shown if only_text(index).by_id[one].level]
    assert heads
    assert shown[0] in heads


def test_the_procedures_that_the_list_needs_are_there(files: dict[str, str], index: Index) -> None:
    for unit, text in files.items():
        needed = {one.procedure for one in index.by_unit[unit]} - {""}
        page = html.fromstring(text)
        assert {*page.xpath("//section[@class='how']/@id")} == needed
        for name in needed:
            how = page.get_element_by_id(name)
            steps = how.xpath("./ol/li/a[1]/@href")
            limits = how.xpath("./div[@class='limits']//li/a[1]/@href")
            own = [one for one in index.by_unit[unit] if one.procedure == name]
            assert sorted(steps) == sorted(f"#{one.id}" for one in own if not one.limit)
            assert sorted(limits) == sorted(f"#{one.id}" for one in own if one.limit)
