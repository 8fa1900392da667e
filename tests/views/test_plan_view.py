"""Plan, documents and procedures: everything said is quoted, and what bounds the work stands apart."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from lxml import html

from corpora import only_text
from guidance.register.model import Citation
from guidance.register.worklist import worklist
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
        found = worklist(shelf.index, [shelf.index.items[one] for one in items])
        assert steps == [one.id for one in found.items if not one.limit]
        assert limits == [one.id for one in found.limits]
        heads = [target(one.find("a").get("href"))[1] for one in page.find_class("steps__task") if len(one)]
        assert heads == [one.task.id for one in found.tasks]
        assert page.xpath("//section[@class='limits']//li/@class") == [
            f"item item--{shelf.index.items[one].modality} item--limit" for one in limits
        ]


def test_the_whole_claims_no_order_but_the_register_s(real_shelf: Shelf, tag: str) -> None:
    orders = 0
    for procedure in real_shelf.index.register.procedures:
        page = real_shelf.page(tag, "procedure", procedure=procedure.id)
        items = [real_shelf.index.items[one] for one in of_procedure(real_shelf, procedure.id)]
        tasks = worklist(real_shelf.index, items).tasks
        pictures = page.find_class("whole")
        assert len(pictures) == (sum(len(one.points) for one in tasks) > 3)
        if not pictures:
            continue
        here = {one.task.id for one in tasks}
        due = [[f"#steps-{name}" for name in one.task.after if name in here] for one in tasks]
        boxes = pictures[0].xpath("ol/li")
        assert [one.xpath("p//a/@href") for one in boxes] == due
        assert [one.xpath("ol//a/@href") for one in boxes] == [
            [f"#{point.id}" for point in one.points] for one in tasks
        ]
        assert "→" not in said(pictures[0])
        orders += sum(bool(one) for one in due)
    assert orders


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
            who = f"{shelf.word(tag, 'actor')} {pick(actors[item.actor].title)}"
            head = node.getparent().xpath("preceding-sibling::*[1][@class='steps__actor']")
            line = head or node.find_class("item__facts")
            assert said(line[0]).startswith(who)
            assert misquoted(shelf, tag, node, item.cites) == []
            assert on_lists(node) == on_lists_due(shelf, item.id)


def on_lists(node: html.HtmlElement) -> list[tuple[str, str]]:
    """Return the places on lists that a step names, or the head of its task where it names none."""
    own = node.xpath("./p[@class='item__units']")
    (line,) = own or node.getparent().xpath("preceding-sibling::p[@class='item__units'][1]")
    return [
        (path.removeprefix("../"), "" if anchor.startswith("task-") else anchor)
        for path, anchor in (target(one.get("href")) for one in line.iter("a"))
    ]


def on_lists_due(shelf: Shelf, item: str) -> list[tuple[str, str]]:
    """Return the places on lists that an item has; a step that leaves them to its task has no anchor."""
    procedure = shelf.index.items[item].procedure
    units = [one for one in shelf.index.units if shelf.index.why(item, one).applies]
    task = shelf.index.task_of.get(item)
    here = [one for one in of_procedure(shelf, procedure) if task and one in task.points]
    same = [
        one for one in shelf.index.units if any(shelf.index.why(each, one).applies for each in here)
    ] == units
    return [(shelf.pages.address("checklist", unit=one), "" if same else item) for one in units]


def test_a_task_s_lists_are_named_once(real_shelf: Shelf, tag: str) -> None:
    """Of what is done to sum up, some is for the pilot units alone, and one point for the groups alone."""
    page = real_shelf.page(tag, "procedure", procedure="sum-up-experience")
    head = page.get_element_by_id("steps-task-sum-up")
    assert target(head.find("a").get("href"))[1] == "task-sum-up"
    units = [target(one.get("href")) for one in head.getnext().iter("a")]
    assert {anchor for _, anchor in units} == {"task-sum-up"}
    assert [path.rpartition("/")[2] for path, _ in units] == [
        *(f"{one}.html" for one in ("organs", "urban", "rural", "enterprises", "institutions")),
        "guidance-groups.html",
    ]
    steps = {one.get("id"): len(one.xpath("./p[@class='item__units']")) for one in page.find_class("item")}
    apart = [one for one in real_shelf.index.tasks["task-sum-up"].points if steps.get(one)]
    assert apart
    assert all("guidance-groups" not in real_shelf.index.units_of[one] for one in apart)


def test_what_holds_for_all_steps_of_a_task_is_said_once(real_shelf: Shelf, tag: str) -> None:
    actor, members = (real_shelf.word(tag, key) for key in ("actor", "members"))
    page = real_shelf.page(tag, "procedure", procedure="unqualified-members")
    steps = page.xpath("//div[@class='steps']")[0]
    assert len(steps.find_class("item")) > 3
    assert said(steps).count(actor) == 1
    assert members not in said(steps)
    # One step of a pair, or steps of several who act, say it themselves; so do steps for several groups.
    bodies = real_shelf.page(tag, "procedure", procedure="set-up-bodies").find_class("steps")[0]
    said_above = [one.xpath("preceding-sibling::*[1][@class='steps__actor']") for one in bodies.xpath("./ol")]
    assert [len(one) for one in said_above] == [0, 1, 1]
    groups = real_shelf.page(tag, "procedure", procedure="member-groups").find_class("steps")[0]
    concerned = [one for one in groups.find_class("item") if real_shelf.index.items[one.get("id")].members]
    assert concerned
    assert all(members in said(one.find_class("item__facts")[0]) for one in concerned)


def test_a_procedure_says_what_it_rests_on(shelf: Shelf, tag: str) -> None:
    terms = shelf.corpus.terms
    for procedure in shelf.index.register.procedures:
        (rests,) = shelf.page(tag, "procedure", procedure=procedure.id).find_class("rests")
        cites = [cite for one in of_procedure(shelf, procedure.id) for cite in shelf.index.items[one].cites]
        links = [target(one.get("href"), "") for one in rests.iter("a")]
        segments = list(dict.fromkeys(cite.at for cite in cites))
        quoted = dict.fromkeys(
            found.term.id
            for cite in cites
            for found in find(cite.quote, terms, only_text(shelf.index).original)
        )
        emended = [one.id for at in segments for one in only_text(shelf.index).by_id[at].emendations]
        asked = [one.id for one in shelf.corpus.asking.of("procedures", procedure.id)]
        assert [anchor for _, anchor in links] == [*segments, *quoted, *asked, *emended]


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
