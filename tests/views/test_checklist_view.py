"""A unit's list: just its items, in order, each with its sentence and the rule that brought it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

from guidance.register.model import Audience, Obligation, Reach
from guidance.register.worklist import worklist
from rendering import TAGS, Shelf, misquoted, said, target

pytestmark = pytest.mark.parametrize("tag", TAGS)


def due(shelf: Shelf, unit: str) -> list[Obligation]:
    """Return the items that belong on a unit's list."""
    return [one for one in shelf.index.items.values() if shelf.index.why(one.id, unit).applies]


def lists(shelf: Shelf, tag: str) -> dict[str, html.HtmlElement]:
    return {unit: shelf.page(tag, "checklist", unit=unit) for unit in shelf.index.units}


def listed(page: html.HtmlElement) -> list[str]:
    """Return the ids of the items on a page, in their order."""
    return [str(one) for one in page.xpath("//*[starts-with(@id, 'o-')]/@id")]


def tasks(page: html.HtmlElement) -> dict[str, html.HtmlElement]:
    return {one.get("id"): one for one in page.find_class("task")}


def points(node: html.HtmlElement) -> list[str]:
    return [one.get("id") for one in node.find_class("point")]


def test_it_has_just_its_items_in_their_order(shelf: Shelf, tag: str) -> None:
    for unit, page in lists(shelf, tag).items():
        found = worklist(shelf.index, due(shelf, unit))
        worked = [item for phase in found.phases for item in phase.items]
        assert listed(page) == [one.id for one in (*worked, *found.limits, *found.facts, *found.aims)]


def test_a_task_has_its_points_under_its_phase(shelf: Shelf, tag: str) -> None:
    for unit, page in lists(shelf, tag).items():
        found = worklist(shelf.index, due(shelf, unit))
        assert list(tasks(page)) == [one.task.id for one in found.tasks]
        for one in found.tasks:
            node = tasks(page)[one.task.id]
            assert points(node) == [point.id for point in one.points]
            assert node.xpath("preceding::h2[1]/@id") == [f"phase-{one.task.phase}"]
            assert "open" not in node.attrib


def test_a_row_says_title_lead_points_and_limits(shelf: Shelf, tag: str) -> None:
    pick = shelf.corpus.locale(tag).pick
    for unit, page in lists(shelf, tag).items():
        for one in worklist(shelf.index, due(shelf, unit)).tasks:
            row = tasks(page)[one.task.id].find("summary")
            lead = shelf.index.actors[one.task.lead]
            sign = shelf.word(tag, "open-sign") if lead.open else ""
            count = len(one.points)
            words = shelf.word(tag, "point-count" if count == 1 else "points-count")
            assert said(row.find_class("task__title")[0]) == pick(one.task.title)
            assert said(row.find_class("task__who")[0]) == f"{pick(lead.short or lead.title)}{sign}"
            # A row is one thing to press; what the sign in it says, and the way to the legend, stand within.
            ways = [
                each.get("href") for each in tasks(page)[one.task.id].xpath(".//*[@class='task__open']//a")
            ]
            assert ways == ["#legend"] * 2 * lead.open
            assert not lead.open or page.get_element_by_id("legend") is not None
            assert said(row.find_class("task__points")[0]) == words.replace("{n}", str(count))
            assert bool(row.find_class("task__limited")) is bool(one.limits)


def test_a_task_says_result_limits_and_its_neighbours(shelf: Shelf, tag: str) -> None:
    pick = shelf.corpus.locale(tag).pick
    for unit, page in lists(shelf, tag).items():
        here = worklist(shelf.index, due(shelf, unit)).tasks
        ids = [one.task.id for one in here]
        for one in here:
            body = tasks(page)[one.task.id].find_class("task__body")[0]
            result = one.task.result
            assert result
            cites = (result.cite,) if result.cite else shelf.index.items[result.by].cites
            (line,) = body.find_class("task__result")
            assert pick(result.says) in said(line)
            assert [target(link.get("href"))[1] for link in line.iter("a")] == [cites[-1].at]
            links = [link.get("href") for link in body.xpath("./p/a")]
            for other in (*(limit.id for limit in one.limits), *one.task.after):
                assert (f"#{other}" in links) is (other in listed(page) or other in ids)
            waiting = [each.task.id for each in here if one.task.id in each.task.after]
            assert [f"#{each}" in links for each in waiting] == [True] * len(waiting)


def test_where_all_tasks_hold_throughout_none_is_first(real_shelf: Shelf, tag: str) -> None:
    page = real_shelf.page(tag, "checklist", unit="leading-groups")
    assert len(page.find_class("task")) == 3
    assert page.find_class("worklist__first") == []


def test_the_first_task_and_the_time_stand_at_the_top(real_shelf: Shelf, tag: str) -> None:
    pick = real_shelf.corpus.locale(tag).pick
    top = real_shelf.page(tag, "checklist", unit="rural").find_class("worklist__top")[0]
    first = real_shelf.index.tasks["task-pass-on"]
    link, sign = top.find_class("worklist__first")[0].iter("a")
    assert (said(link), link.get("href")) == (pick(first.title), "#task-pass-on")
    assert (said(sign), sign.get("href")) == (real_shelf.word(tag, "open-sign"), "#legend")
    (time,) = top.find_class("worklist__when")[0].iter("a")
    assert (said(time), time.get("href")) == (
        pick(real_shelf.index.items["o-time-early"].title),
        "#o-time-early",
    )


ONLY = {
    "rural": ("only-facts", {"n": "4"}),
    "enterprises": ("only-none", {"n": "3"}),
    "guidance-groups": ("only-tasks", {"n": "7", "all": "12"}),
    "leading-groups": ("only-tasks", {"n": "1", "all": "3"}),
}


@pytest.mark.parametrize("unit", ONLY)
def test_a_sentence_says_what_is_yours_alone(real_shelf: Shelf, tag: str, unit: str) -> None:
    key, values = ONLY[unit]
    pick = real_shelf.corpus.locale(tag).pick
    (line,) = real_shelf.page(tag, "checklist", unit=unit).find_class("worklist__only")
    expected = real_shelf.word(tag, key)
    names = {
        "titles": pick(real_shelf.index.items["o-scope-rural"].title),
        "twins": pick(real_shelf.index.units["institutions"].title),
        **values,
    }
    for name, value in names.items():
        expected = expected.replace(f"{{{name}}}", value)
    assert said(line) == " ".join(expected.split())


OWN = {"guidance-groups": "task-group-", "leading-groups": "task-news-"}


@pytest.mark.parametrize("unit", OWN)
def test_tasks_that_are_yours_alone_are_named(real_shelf: Shelf, tag: str, unit: str) -> None:
    page = real_shelf.page(tag, "checklist", unit=unit)
    (way,) = page.find_class("worklist__only")[0].iter("a")
    (head,) = page.get_element_by_id("about-list").xpath(".//*[@id='own']")
    assert way.get("href") == "#own"
    assert said(head) == said(way)
    pick = real_shelf.corpus.locale(tag).pick
    alone = [one for one in real_shelf.index.tasks.values() if one.id.startswith(OWN[unit])]
    links = [(said(one), one.get("href")) for one in head.getnext().iter("a")]
    assert links == [(pick(one.title), f"#{one.id}") for one in alone]


def test_without_tasks_of_its_own_a_list_names_none(real_shelf: Shelf, tag: str) -> None:
    assert not real_shelf.page(tag, "checklist", unit="rural").xpath("//*[@id='own' or @href='#own']")


def test_another_register_says_otherwise(real_shelf: Shelf, tag: str) -> None:
    items = tuple(
        replace(one, units=Audience(reach=Reach.ONLY, ids=("rural",))) if one.id == "o-agenda" else one
        for one in real_shelf.index.register.obligations
    )
    other = real_shelf.with_register(obligations=items)
    before, after = (
        said(one.page(tag, "checklist", unit="urban").find_class("worklist__only")[0])
        for one in (real_shelf, other)
    )
    assert before != after


def test_an_item_for_others_is_not_on_it(tiny_shelf: Shelf, tag: str) -> None:
    first, *rest = tiny_shelf.index.register.obligations
    elsewhere = replace(first, units=Audience(reach=Reach.ONLY, ids=("library",)))
    other = tiny_shelf.with_register(obligations=(elsewhere, *rest))
    assert first.id in listed(tiny_shelf.page(tag, "checklist", unit="child"))
    assert first.id not in listed(other.page(tag, "checklist", unit="child"))
    assert first.id in listed(other.page(tag, "checklist", unit="library"))


def test_a_point_says_force_title_and_who_else_acts(shelf: Shelf, tag: str) -> None:
    pick = shelf.corpus.locale(tag).pick
    for page in lists(shelf, tag).values():
        for node in page.find_class("point"):
            item = shelf.index.items[node.get("id")]
            head = said(node.find_class("point__head")[0])
            assert head.startswith(f"{shelf.word(tag, f'modality-{item.modality}')} {pick(item.title)}")
            task = shelf.index.task_of.get(item.id)
            actor = shelf.index.actors[item.actor]
            if task and item.actor != task.lead and not actor.open:
                assert head.endswith(pick(actor.short or actor.title))
            details = [said(one) for one in node.find_class("point__detail")]
            assert details == ([" ".join(pick(item.detail).split())] if item.detail else [])


def test_who_is_open_is_told_once_in_a_legend(shelf: Shelf, tag: str) -> None:
    pick = shelf.corpus.locale(tag).pick
    for unit, page in lists(shelf, tag).items():
        acting = {one for task in worklist(shelf.index, due(shelf, unit)).tasks for one in task.actors}
        shown = page.xpath("//ul[@class='legend']/li")
        expected = {pick(one.title) for one in (shelf.index.actors[name] for name in acting) if one.short} - {
            pick(one.short) for one in (shelf.index.actors[name] for name in acting) if one.short
        }
        for title in expected:
            assert sum(said(line).endswith(" ".join(title.split())) for line in shown) >= 1
        assert len(shown) == len(expected)


def test_the_choice_of_who_names_all_who_act(shelf: Shelf, tag: str) -> None:
    for unit, page in lists(shelf, tag).items():
        found = worklist(shelf.index, due(shelf, unit)).tasks
        options = page.xpath("//select[@name='who']/option/@value")
        assert options == ["", *dict.fromkeys(one for task in found for one in task.actors)]
        groups = page.xpath("//input[@name='group']/@value")
        assert groups == list(dict.fromkeys(one for task in found for one in task.members))
        for task in found:
            node = tasks(page)[task.task.id]
            assert node.get("data-who").split() == list(task.actors)
            assert node.get("data-members").split() == list(task.members)


def test_every_quote_is_exact_and_leads_to_its_paragraph(shelf: Shelf, tag: str) -> None:
    for unit, page in lists(shelf, tag).items():
        for item in due(shelf, unit):
            node = page.get_element_by_id(item.id)
            assert misquoted(shelf, tag, node, item.cites) == [], (unit, item.id)


def test_the_paragraphs_of_a_task_stand_translated_once(shelf: Shelf, tag: str) -> None:
    for unit, page in lists(shelf, tag).items():
        for one in worklist(shelf.index, due(shelf, unit)).tasks:
            cited = dict.fromkeys(cite.at for point in one.points for cite in point.cites)
            shown = tasks(page)[one.task.id].find_class("item__translation")
            assert [said(each.find("i")).split()[-1] for each in shown] == list(cited)


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
    for page in lists(shelf, tag).values():
        for phase in page.find_class("phase"):
            count = len(phase.find_class("task"))
            words = shelf.word(tag, "task-count" if count == 1 else "tasks-count")
            words = words.replace("{n}", str(count))
            assert said(phase.find("h2").find("small")) == words


def test_limits_stand_in_a_box_of_their_own(shelf: Shelf, tag: str) -> None:
    for unit, page in lists(shelf, tag).items():
        limits = [one.id for one in due(shelf, unit) if one.limit]
        shown = [one.get("id") for box in page.find_class("limits-box") for one in box.find_class("limit")]
        assert shown == limits
        assert [one.get("href") for one in page.find_class("to-limits")] == (["#limits"] if limits else [])


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


def reasons(page: html.HtmlElement) -> dict[str, list[str]]:
    """Return the items that each rule brought to the list."""
    (about,) = page.xpath("//*[@id='about-list']")
    return {
        said(term): [link.get("href")[1:] for link in term.getnext().iter("a")]
        for term in about.xpath(".//dt[not(@id='own')]")
    }


def test_the_reason_names_the_rule(tiny_shelf: Shelf, tag: str) -> None:
    types = {one.id: one for one in tiny_shelf.index.register.units}
    pick = tiny_shelf.corpus.locale(tag).pick
    for unit, rules in WHY.items():
        page = tiny_shelf.page(tag, "checklist", unit=unit)
        for item, (rule, names) in rules.items():
            titles = tiny_shelf.word(tag, "list-comma").join(pick(types[one].title) for one in names)
            expected = tiny_shelf.word(tag, rule).replace("{units}", titles)
            (line,) = [words for words, items in reasons(page).items() if item in items]
            assert line.startswith(f"{tiny_shelf.word(tag, 'why')} {expected}")
    assert "o-pay" not in listed(tiny_shelf.page(tag, "checklist", unit="child"))


def test_every_item_says_once_why_it_is_there(shelf: Shelf, tag: str) -> None:
    for unit, page in lists(shelf, tag).items():
        told = [item for items in reasons(page).values() for item in items]
        assert sorted(told) == sorted(one.id for one in due(shelf, unit))
        for words, items in reasons(page).items():
            rules = {shelf.index.why(one, unit).rule for one in items}
            assert len(rules) == 1
            before = shelf.word(tag, f"rule-{rules.pop()}").partition("{units}")[0]
            assert before.strip() in words


def test_the_scope_and_its_notes_are_told(shelf: Shelf, tag: str) -> None:
    pick = shelf.corpus.locale(tag).pick
    for unit, page in lists(shelf, tag).items():
        own = shelf.index.units[unit]
        line = [one for one in shelf.index.lineages[unit] if one.note or (one is own and one.short)]
        notes = [said(one) for one in page.find_class("scope__note")]
        assert len(notes) == len(line)
        for note, one in zip(notes, line, strict=True):
            assert note.endswith(" ".join(pick(one.note).split()) if one.note else pick(one.title))
            assert note.startswith(pick(one.title)) == (one is not own or bool(one.short))


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
