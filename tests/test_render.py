"""What the renderers promise: marks in the right place, nothing inserted as markup, counts that add up."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from lxml import html
from markupsafe import Markup

from guidance.corpus import Corpus
from guidance.model import Confidence, Emendation, Kind, Mark, Segment, Term, TranslatedSegment
from guidance.render import inline
from guidance.render.page import copied
from guidance.render.probable import annotated
from rendering import HERE, TAGS, Shelf


@pytest.fixture(scope="module")
def shelf(real: Corpus, docs: Path) -> Shelf:
    return Shelf.of(real, docs)


def marking(shelf: Shelf, tag: str, *terms: Term) -> inline.Marking:
    request = shelf.request(tag, shelf.pages.of("edition")[0])
    return inline.Marking(
        locale=request.locale, original="zh-Hant", terms=terms, links=request.links, edition="speech"
    )


def segment(text: str, *marks: Mark) -> Segment:
    return Segment(id="s1", level=0, run_on=False, verbatim=text, reading=text, marks=marks, place=HERE)


def mark(  # noqa: PLR0913, PLR0917 -- an emendation has that many parts
    start: int, end: int, confidence: Confidence, source: str, reading: str, kind: Kind = Kind.MISREAD
) -> Mark:
    one = Emendation(
        id="e1", source=source, reading=reading, kind=kind, confidence=confidence, reason={}, place=HERE
    )
    return Mark(start=start, end=end, emendation=one)


def term(name: str) -> Term:
    names = {"zh-Hant": (name,), "en": (name,)}
    return Term(id=f"t-{name}", kind="k", names=names, meaning={}, see=(), place=HERE)


def test_woven_keeps_the_text_and_drops_what_overlaps() -> None:
    spans = [
        inline.Span(start=1, end=3, markup=Markup("<b>bc</b>")),
        inline.Span(start=2, end=4, markup=Markup("<i>cd</i>")),
    ]
    assert inline.woven("a<cd", spans[1:]) == "a&lt;<i>cd</i>"
    assert inline.woven("abcd", spans) == "a<b>bc</b>d"


def test_a_certain_emendation_hides_the_source_and_a_conjecture_keeps_it(shelf: Shelf) -> None:
    marks = marking(shelf, "zh-Hant")
    certain = inline.original(segment("甲乙", mark(0, 1, Confidence.CERTAIN, "丙", "甲")), marks)
    conjecture = inline.original(segment("丙乙", mark(0, 1, Confidence.CONJECTURE, "丙", "甲")), marks)
    assert "<del hidden>丙</del><ins>甲</ins>" in certain
    shown = html.fromstring(f"<p>{conjecture}</p>")
    assert shown.text_content() == "丙〔甲？〕乙"
    assert '<del class="kept">丙</del><ins>' in conjecture


def test_a_conjecture_of_what_may_be_right_stays_hidden(shelf: Shelf) -> None:
    """Only what is surely wrong has its probable reading beside it."""
    one = mark(0, 1, Confidence.CONJECTURE, "丙", "甲", Kind.ANONYMISED)
    lost = inline.original(segment("丙乙", one), marking(shelf, "zh-Hant"))
    assert '<del class="kept">丙</del><ins hidden>' in lost


def test_a_term_is_linked_once_and_never_across_a_mark(shelf: Shelf) -> None:
    text = segment("甲乙甲乙甲乙", mark(1, 2, Confidence.CERTAIN, "丁", "乙"))
    markup = html.fromstring(f"<p>{inline.original(text, marking(shelf, 'zh-Hant', term('甲乙')))}</p>")
    assert [link.text for link in markup.iter("a") if link.get("class") == "term"] == ["甲乙"]
    assert markup.text == "甲"
    lost = segment("甲乙", mark(1, 1, Confidence.CONJECTURE, "", "丁"))
    assert 'class="term"' not in inline.original(lost, marking(shelf, "zh-Hant", term("甲乙")))


def test_a_doubt_stands_where_the_translation_put_it(shelf: Shelf) -> None:
    from guidance.model import Doubt  # noqa: PLC0415 -- only here

    one = TranslatedSegment(
        id="s1", level=0, text="one 甲 <two>", doubts=(Doubt(start=3, emendation="e1"),), place=HERE
    )
    markup = str(inline.translated(one, marking(shelf, "en")))
    assert markup.startswith('one<a class="em em--doubt" data-note="e1"')
    assert '<span lang="zh-Hant">甲</span> &lt;two&gt;' in markup


@pytest.mark.parametrize("tag", TAGS)
def test_the_edition_shows_every_segment_in_every_form(shelf: Shelf, tag: str) -> None:
    page = shelf.page(tag, "edition")
    edition = shelf.corpus.editions["speech"]
    rows = page.find_class("segment")
    assert [row.get("data-segment") for row in rows] == [one.id for one in edition.segments]
    for row, one in zip(rows, edition.segments, strict=True):
        assert row.find_class("segment__source")[0].text_content() == one.verbatim
        shown = row.find_class("segment__text")[0]
        for hidden in shown.xpath(".//*[@hidden] | .//a[contains(@class, 'em--garbled')]/ins"):
            hidden.drop_tree()
        expected = (
            edition.translations["en"][one.id].text if tag == "en" else shelf.corpus.locale(tag)(one.reading)
        )
        marks = shown.find_class("em--doubt")
        for doubt in marks:
            doubt.text = ""
        assert shown.text_content() == expected


def test_the_apparatus_counts_and_quotes_what_the_source_has(shelf: Shelf) -> None:
    page = shelf.page("zh-Hant", "apparatus")
    edition = shelf.corpus.editions["speech"]
    counts = Counter((one.kind, one.confidence) for _, one in edition.emendations)
    rows = [[cell.text for cell in row.iter("td")] for row in page.xpath("//table[@class='counts']/tbody/tr")]
    expected = [
        [str(counts[kind, sure]) for sure in Confidence]
        + [str(sum(counts[kind, sure] for sure in Confidence))]
        for kind in Kind
        if kind is not Kind.VARIANT  # there is no further copy that could have one
    ]
    assert rows[:-1] == expected
    assert rows[-1][-1] == str(len(edition.emendations))
    for row in page.xpath("//table[@class='apparatus']/tbody/tr"):
        where = row.xpath(".//a")[0].get("href").partition("#")[2]
        verbatim = next(one.verbatim for one in edition.segments if one.id == where)
        quoted = row.xpath("./td[3]")[0].text_content().replace("∅", "")
        assert quoted in verbatim, row.get("id")


def test_every_view_marks_foreign_text_with_its_language(shelf: Shelf) -> None:
    for stub in shelf.pages.stubs:
        page = shelf.shown("en", stub)
        for script in page.xpath("//script"):
            script.text = ""
        for node in page.xpath("//text()"):
            tagged = node.getparent().xpath("ancestor-or-self::*[@lang][1]/@lang")
            # A text behind an element belongs to that element's parent.
            if node.is_tail:
                tagged = node.getparent().xpath("ancestor::*[@lang][1]/@lang")
            if any("\u4e00" <= char <= "\u9fff" for char in node):
                assert tagged, (stub.path, str(node)[:40])
                assert tagged[-1].startswith("zh"), (stub.path, str(node)[:40])


def test_a_surely_wrong_word_has_its_probable_reading_in_quotes_and_copies(shelf: Shelf) -> None:
    edition = shelf.corpus.editions["speech"]
    segment = next(one for one in edition.segments if one.id == "p4-6")
    locale = shelf.corpus.locale("zh-Hant")
    assert "一個重在〔大？〕問題。" in copied(edition, segment, locale)
    assert "一个重在〔大？〕问题。" in copied(edition, segment, shelf.corpus.locale("zh-Hans"))
    at = segment.reading.index("重在")
    assert str(annotated(segment, at, at + 4, locale)) == '重在<span class="probable">〔大？〕</span>問題'
    # A piece that ends within the word does not have it.
    assert annotated(segment, at, at + 1, locale) == "重"
