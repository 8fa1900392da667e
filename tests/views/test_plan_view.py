"""Plan, documents and procedures: everything said is quoted, and what bounds the work stands apart."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from lxml import html

from guidance.register.model import Citation
from guidance.terms import find
from rendering import TAGS, Shelf, misquoted, said, target

pytestmark = pytest.mark.parametrize("tag", TAGS)


def section(page: html.HtmlElement, name: str) -> html.HtmlElement:
    """Return what stands below a heading of the second level, up to the next."""
    found = html.Element("div")
    node = page.get_element_by_id(name).getnext()
    while node is not None and node.tag != "h2":
        found.append(html.fromstring(html.tostring(node, encoding="unicode", with_tail=False)))
        node = node.getnext()
    return found


def all_cites(entries: Iterable[tuple[Citation, ...]]) -> list[Citation]:
    return [cite for some in entries for cite in some]


def test_every_scope_is_quoted(shelf: Shelf, tag: str) -> None:
    part = section(shelf.page(tag, "plan"), "scope")
    units = [one for one in shelf.index.register.units if one.scope]
    assert misquoted(shelf, tag, part, all_cites(one.scope for one in units)) == []
    pick = shelf.corpus.locale(tag).pick
    assert [said(one) for one in part.iter("dt")] == [pick(one.title) for one in units]
    for dt, unit in zip(part.iter("dt"), units, strict=True):
        links = [target(one.get("href")) for one in dt.iter("a")]
        assert links == ([] if unit.base else [(shelf.pages.address("checklist", unit=unit.id), "")])


def test_every_time_is_quoted(shelf: Shelf, tag: str) -> None:
    part = section(shelf.page(tag, "plan"), "times")
    periods = shelf.index.register.periods
    assert misquoted(shelf, tag, part, all_cites(one.cites for one in periods)) == []
    pick = shelf.corpus.locale(tag).pick
    picture = said(part.find(".//svg"))
    for one in periods:
        assert all(pick(text) in picture for text in (one.title, one.begins, one.ends))
    assert part.find(".//figcaption").text == shelf.word(tag, "ours-times")


def test_every_tie_is_quoted_under_its_number(shelf: Shelf, tag: str) -> None:
    part = section(shelf.page(tag, "plan"), "bodies")
    bodies = shelf.index.register.bodies
    pick = shelf.corpus.locale(tag).pick
    titles = {one.id: pick(one.title) for one in bodies}
    ties = [(one, tie) for one in bodies for tie in one.ties]
    rows = part.xpath(".//ol[@class='plan__ties']/li")
    for row, (one, tie) in zip(rows, ties, strict=True):
        assert misquoted(shelf, tag, row, [tie.cite]) == []
        assert row.find("b").text == f"{titles[one.id]} → {titles[tie.to]}"
        assert pick(tie.says) in said(row)
    assert len(part.xpath(".//*[@class='picture__arrow']")) == len(ties)
    numbers = [one.text for one in part.xpath(".//*[@class='picture__number']")]
    assert numbers == [str(number) for number, _ in enumerate(ties, start=1)]
    cited = [one for one in bodies if one.cites]
    quoted = html.Element("div")
    quoted.extend(part.xpath("./dl"))
    assert misquoted(shelf, tag, quoted, all_cites(one.cites for one in cited)) == []


def test_every_idea_is_quoted_and_leads_to_its_items(shelf: Shelf, tag: str) -> None:
    part = section(shelf.page(tag, "plan"), "ideas")
    ideas = shelf.index.register.ideas
    for dd, one in zip(part.iter("dd"), ideas, strict=True):
        assert misquoted(shelf, tag, dd, one.cites) == []
        links = {target(link.get("href"))[1] for link in dd.xpath("./p//a")}
        at = {cite.at for cite in one.cites}
        expected = {item.id for item in shelf.index.items.values() if at & {cite.at for cite in item.cites}}
        assert links == expected


def test_a_picture_is_told_to_who_does_not_see_it(shelf: Shelf, tag: str) -> None:
    for picture in shelf.page(tag, "plan").iter("svg"):
        assert picture.get("role") == "img"
        named = picture.get("aria-labelledby").split()
        assert [said(one) != "" for one in picture.xpath("./title | ./desc")] == [True, True]
        assert named == picture.xpath("./title/@id | ./desc/@id")


def test_every_document_says_what_is_said_of_it_and_that_it_is_not_held(shelf: Shelf, tag: str) -> None:
    page = shelf.page(tag, "documents")
    pick = shelf.corpus.locale(tag).pick
    documents = shelf.index.register.documents
    for node, one in zip(page.find_class("document"), documents, strict=True):
        assert node.find("h2").get("id") == one.id
        assert said(node.find("h2")) == " ".join(pick(one.title).split())
        assert said(node.find_class("document__held")[0]) == shelf.word(tag, "not-held")
        assert " ".join(pick(one.said).split()) in said(node)
        assert misquoted(shelf, tag, node, one.cites) == []
        shown = [said(each.find("i")).split()[-1] for each in node.find_class("item__translation")]
        assert shown == list(dict.fromkeys(cite.at for cite in one.cites))


def of_procedure(shelf: Shelf, name: str) -> list[str]:
    return [one.id for one in shelf.index.items.values() if one.procedure == name]


def test_steps_and_limits_part_a_procedure_s_items(shelf: Shelf, tag: str) -> None:
    for procedure in shelf.index.register.procedures:
        page = shelf.page(tag, "procedure", procedure=procedure.id)
        limits = page.xpath("//section[@class='limits']//li[@id]/@id")
        steps = page.xpath("//ol[@class='items']/li/@id")
        items = of_procedure(shelf, procedure.id)
        assert steps == [one for one in items if not shelf.index.items[one].bounds]
        assert limits == [one for one in items if shelf.index.items[one].bounds]
        assert page.xpath("//section[@class='limits']//li/@class") == [
            f"item item--{shelf.index.items[one].modality} item--limit" for one in limits
        ]


def test_there_is_a_procedure_with_limits(real_shelf: Shelf, tag: str) -> None:
    boxes = [
        real_shelf.page(tag, "procedure", procedure=one.id).find_class("limits")
        for one in real_shelf.index.register.procedures
    ]
    assert any(boxes)
    assert not all(boxes)


def test_a_step_says_who_acts_and_on_which_words(shelf: Shelf, tag: str) -> None:
    pick = shelf.corpus.locale(tag).pick
    actors = {one.id: one for one in shelf.index.register.actors}
    for procedure in shelf.index.register.procedures:
        page = shelf.page(tag, "procedure", procedure=procedure.id)
        for node in page.find_class("item"):
            item = shelf.index.items[node.get("id")]
            facts = said(node.find_class("item__facts")[0])
            assert facts.startswith(f"{shelf.word(tag, 'actor')} {pick(actors[item.actor].title)}")
            assert misquoted(shelf, tag, node, item.cites) == []
            links = [target(one.get("href"))[0] for one in node.find_class("item__units")[0].iter("a")]
            assert [one.removeprefix("../") for one in links] == [
                f"../{shelf.pages.address('checklist', unit=unit)}".removeprefix("../")
                for unit in shelf.index.units_of[item.id]
            ]


def test_a_procedure_says_what_it_rests_on(shelf: Shelf, tag: str) -> None:
    terms = shelf.corpus.terms
    for procedure in shelf.index.register.procedures:
        (rests,) = shelf.page(tag, "procedure", procedure=procedure.id).find_class("rests")
        cites = [cite for one in of_procedure(shelf, procedure.id) for cite in shelf.index.items[one].cites]
        links = [target(one.get("href"), "") for one in rests.iter("a")]
        segments = list(dict.fromkeys(cite.at for cite in cites))
        quoted = dict.fromkeys(
            found.term.id for cite in cites for found in find(cite.quote, terms, shelf.index.edition.original)
        )
        emended = [one.id for at in segments for one in shelf.index.segments[at].emendations]
        assert [anchor for _, anchor in links] == [*segments, *quoted, *emended]


def test_members_concerned_are_named_and_quoted(shelf: Shelf, tag: str) -> None:
    pick = shelf.corpus.locale(tag).pick
    groups = {one.id: one for one in shelf.index.register.members}
    for procedure in shelf.index.register.procedures:
        page = shelf.page(tag, "procedure", procedure=procedure.id)
        items = [shelf.index.items[one] for one in of_procedure(shelf, procedure.id)]
        members = list(dict.fromkeys(one for item in items for one in item.members))
        found = page.find_class("procedure__members")
        assert bool(found) is bool(members)
        for box in found:
            assert [said(one) for one in box.iter("dt")] == [
                f"{shelf.word(tag, 'members')} {pick(groups[one].title)}" for one in members
            ]
            assert misquoted(shelf, tag, box, all_cites(groups[one].cites for one in members)) == []
