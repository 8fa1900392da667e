"""A unit's list: just its items, in order, each with its sentence and the rule that brought it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from lxml import html

from guidance.register.worklist import worklist
from guidance.register.crossref import Rule
from guidance.register.model import Audience, Obligation, Reach
from rendering import TAGS, Shelf, misquoted, said, target

pytestmark = pytest.mark.parametrize("tag", TAGS)


def due(shelf: Shelf, unit: str) -> list[Obligation]:
    """Return the items that belong on a unit's list."""
    return [one for one in shelf.index.items.values() if shelf.index.why(one.id, unit).applies]


def lists(shelf: Shelf, tag: str) -> dict[str, html.HtmlElement]:
    return {unit: shelf.page(tag, "checklist", unit=unit) for unit in shelf.index.units}


def listed(page: html.HtmlElement) -> list[str]:
    return [one.get("id") for one in page.find_class("item")]


def test_it_has_just_its_items_in_their_order(shelf: Shelf, tag: str) -> None:
    for unit, page in lists(shelf, tag).items():
        phases = checklist(shelf.index, due(shelf, unit))
        assert listed(page) == [item.id for phase in phases for item in phase.items]


def test_an_item_for_others_is_not_on_it(tiny_shelf: Shelf, tag: str) -> None:
    first, *rest = tiny_shelf.index.register.obligations
    elsewhere = replace(first, units=Audience(reach=Reach.ONLY, ids=("library",)))
    other = tiny_shelf.with_register(obligations=(elsewhere, *rest))
    assert first.id in listed(tiny_shelf.page(tag, "checklist", unit="child"))
    assert first.id not in listed(other.page(tag, "checklist", unit="child"))
    assert first.id in listed(other.page(tag, "checklist", unit="library"))


def test_an_item_stands_under_its_phase_and_procedure(shelf: Shelf, tag: str) -> None:
    for page in lists(shelf, tag).values():
        for node in page.find_class("item"):
            item = shelf.index.items[node.get("id")]
            assert node.xpath("preceding::h2[1]/@id") == [f"phase-{item.phase}"]
            head = node.getparent().getprevious()
            under = head.get("id") if head is not None and head.tag == "h3" else ""
            assert under == (f"phase-{item.phase}-{item.procedure}" if item.procedure else "")


def test_an_item_says_force_title_actor_and_members(shelf: Shelf, tag: str) -> None:
    pick = shelf.corpus.locale(tag).pick
    actors = {one.id: one for one in shelf.index.register.actors}
    members = {one.id: one for one in shelf.index.register.members}
    for page in lists(shelf, tag).values():
        for node in page.find_class("item"):
            item = shelf.index.items[node.get("id")]
            head, facts = said(node.find_class("item__head")[0]), said(node.find_class("item__facts")[0])
            assert head == f"{shelf.word(tag, f'modality-{item.modality}')} {pick(item.title)}"
            assert facts.startswith(f"{shelf.word(tag, 'actor')} {pick(actors[item.actor].title)}")
            assert all(pick(members[one].title) in facts for one in item.members)
            details = [said(one) for one in node.find_class("item__detail")]
            assert details == ([" ".join(pick(item.detail).split())] if item.detail else [])


def test_every_quote_is_exact_and_leads_to_its_paragraph(shelf: Shelf, tag: str) -> None:
    for unit, page in lists(shelf, tag).items():
        for node in page.find_class("item"):
            cites = shelf.index.items[node.get("id")].cites
            assert misquoted(shelf, tag, node, cites) == [], (unit, node.get("id"))
            basis = [target(one.get("href")) for one in node.find_class("item__facts")[0].iter("a")]
            assert [anchor for _, anchor in basis] == list(dict.fromkeys(one.at for one in cites))


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (("mark", "", "書"), "marked: 書"),
        (("a", "href", "../tale.html#s1-2"), "leads to ../tale.html#s1-2"),
        ((".", "lang", "fr"), "in fr"),
        ((".", "", "編造的話"), "around it: 編造的話"),
    ],
)
def test_a_wrong_quote_is_found(tiny_shelf: Shelf, tag: str, spoil: tuple[str, str, str], fault: str) -> None:
    place, attribute, value = spoil
    node = tiny_shelf.page(tag, "checklist", unit="child").get_element_by_id("o-borrow")
    spoilt = node.find(".//blockquote").find(place)
    if attribute:
        spoilt.set(attribute, value)
    else:
        spoilt.text = value
    faults = misquoted(tiny_shelf, tag, node, tiny_shelf.index.items["o-borrow"].cites)
    assert any(one.startswith(fault) for one in faults)


def test_a_missing_quote_is_found(tiny_shelf: Shelf, tag: str) -> None:
    node = tiny_shelf.page(tag, "checklist", unit="child").get_element_by_id("o-borrow")
    quote = node.find(".//blockquote")
    quote.getparent().remove(quote)
    assert misquoted(tiny_shelf, tag, node, tiny_shelf.index.items["o-borrow"].cites) == ["0 quotes for 1"]


def test_the_counts_are_true(shelf: Shelf, tag: str) -> None:
    for unit, page in lists(shelf, tag).items():
        items = due(shelf, unit)
        forces = Counter(one.modality for one in items)
        shown = {one.get("class").rpartition("--")[2]: one for one in page.find_class("tally__one")}
        assert {name: int(said(one).split()[-1]) for name, one in shown.items()} == forces
        total = shelf.word(tag, "items-count").replace("{n}", str(len(items)))
        assert page.find_class("tally")[0].find("b").text == total
        phases = Counter(one.phase for one in items)
        for one in page.find_class("tally-phases")[0]:
            name = one.find("a").get("href").removeprefix("#phase-")
            assert int(said(one).split()[-1]) == phases.pop(name)
        assert phases == {}


def test_a_limit_has_a_class_of_its_own(shelf: Shelf, tag: str) -> None:
    for page in lists(shelf, tag).values():
        limits = {one.get("id") for one in page.find_class("item--limit")}
        assert limits == {one for one in listed(page) if shelf.index.items[one].bounds}


WHY = {
    "child": {
        "o-come": ("rule-own", ["child"]),
        "o-borrow": ("rule-but", ["library"]),
        "o-care": ("rule-all", []),
        "o-return": ("rule-base", ["readers"]),
    },
    "neighbour": {"o-borrow": ("rule-but", ["library"]), "o-pay": ("rule-base", ["readers"])},
    "library": {"o-dates": ("rule-own", ["library"]), "o-care": ("rule-all", [])},
}


def test_the_reason_names_the_rule(tiny_shelf: Shelf, tag: str) -> None:
    types = {one.id: one for one in tiny_shelf.index.register.units}
    pick = tiny_shelf.corpus.locale(tag).pick
    for unit, rules in WHY.items():
        page = tiny_shelf.page(tag, "checklist", unit=unit)
        for item, (rule, names) in rules.items():
            titles = tiny_shelf.word(tag, "list-comma").join(pick(types[one].title) for one in names)
            expected = tiny_shelf.word(tag, rule).replace("{units}", titles)
            (why,) = page.get_element_by_id(item).find_class("item__why")
            assert said(why) == f"{tiny_shelf.word(tag, 'why')} {expected}"
    assert "o-pay" not in listed(tiny_shelf.page(tag, "checklist", unit="child"))


def test_every_item_says_why_it_is_there(shelf: Shelf, tag: str) -> None:
    pick = shelf.corpus.locale(tag).pick
    types = {one.id: one for one in shelf.index.register.units}
    for unit, page in lists(shelf, tag).items():
        for node in page.find_class("item"):
            item = shelf.index.items[node.get("id")]
            why = shelf.index.why(item.id, unit)
            (line,) = node.find_class("item__why")
            before, _, after = shelf.word(tag, f"rule-{why.rule}").partition("{units}")
            text = said(line)
            assert before.strip() in text
            assert text.endswith(after)
            named = {Rule.BASE: (why.via,), Rule.OWN: item.units.ids, Rule.BUT: item.units.ids}
            for one in named.get(why.rule, ()):
                assert pick(types[one].short or types[one].title) in text


def test_the_scope_is_the_unit_s_and_what_it_extends(shelf: Shelf, tag: str) -> None:
    pick = shelf.corpus.locale(tag).pick
    for unit, page in lists(shelf, tag).items():
        (scope,) = page.find_class("scope")
        line = shelf.index.lineages[unit]
        assert misquoted(shelf, tag, scope, [cite for one in line for cite in one.scope]) == []
        notes = [said(one) for one in scope.find_class("scope__note")]
        assert notes == [" ".join(pick(one.note).split()) for one in line if one.note]
        bases = [said(one) for one in scope.find_class("scope__base")]
        titles = [pick(one.title) for one in line[1:] if one.scope or one.note]
        assert bases == [f"{shelf.word(tag, 'from-base')} {one}" for one in titles]


def test_a_phase_says_whose_it_is_and_when(shelf: Shelf, tag: str) -> None:
    for page in lists(shelf, tag).values():
        for section in page.find_class("phase"):
            head = section.find("h2")
            phase = next(one for one in shelf.index.register.phases if head.get("id") == f"phase-{one.id}")
            assert bool(head.find_class("ours__label")) is phase.ours
            window = html.Element("div")
            window.extend(section.xpath("./blockquote"))
            assert misquoted(shelf, tag, window, phase.window) == []


def test_what_is_taken_off_is_told_with_the_reason(shelf: Shelf, tag: str) -> None:
    pick = shelf.corpus.locale(tag).pick
    for unit, page in lists(shelf, tag).items():
        line = shelf.index.lineages[unit]
        gone = [one for each in line for one in each.without if not shelf.index.why(one.item, unit).applies]
        rows = page.xpath("//section[@class='taken-off']//li")
        assert [target(row.find("a").get("href"))[1] for row in rows] == [one.item for one in gone]
        for row, one in zip(rows, gone, strict=True):
            assert pick(one.reason) in said(row)
            assert one.item not in listed(page)


def test_an_exception_is_told(tiny_shelf: Shelf, tag: str) -> None:
    page = tiny_shelf.page(tag, "checklist", unit="child")
    (link,) = page.xpath("//section[@class='taken-off']//a")
    assert target(link.get("href"))[1] == "o-pay"
    assert "taken-off" in [
        one.id for one in tiny_shelf.block(tag, tiny_shelf.pages.of("checklist", unit="child")[0]).headings
    ]
    assert tiny_shelf.page(tag, "checklist", unit="neighbour").find_class("taken-off") == []
