"""Lists in a browser: comparison, joined lists, details, paper, and all of it without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import combinations

import pytest
from playwright.sync_api import BrowserContext, Page
from visits import LANGUAGES, ROOT, NewPage

from guidance.corpus import load
from guidance.register import Index
from guidance.register.worklist import Worklist, worklist

FOLDERS = pytest.mark.parametrize("folder", LANGUAGES.values(), ids=LANGUAGES)


@pytest.fixture(scope="session")
def index() -> Index:
    found = load(ROOT / "docs").index
    assert found
    return found


@pytest.fixture(scope="session")
def units(index: Index) -> dict[str, list[str]]:
    """Return the ids on each unit's list, in the register's order."""
    return {unit: [one.id for one in items] for unit, items in index.by_unit.items()}


@pytest.fixture(scope="session")
def rows(index: Index) -> dict[str, list[str]]:
    """Return the rows of each unit's list when it is compared: its tasks, then its items of no task."""
    order = _rows(worklist(index, index.items.values()))
    found = {unit: {*_rows(worklist(index, items))} for unit, items in index.by_unit.items()}
    return {unit: [row for row in order if row in own] for unit, own in found.items()}


def _rows(found: Worklist) -> list[str]:
    apart = (*found.limits, *found.aims, *found.facts)
    return [*(one.task.id for one in found.tasks), *(one.id for one in apart)]


def compared(page: Page) -> dict[str, list[str]]:
    """Return the rows on each side as they are shown."""
    found: dict[str, list[str]] = page.evaluate("""() => Object.fromEntries(
      Array.from(document.querySelectorAll('.compare__side')).map((side, at) => [
        ['a', 'b', 'both'][at],
        Array.from(side.querySelectorAll(':scope > ul > li')).filter(one => one.checkVisibility())
          .map(one => one.dataset.task || one.querySelector('a').hash.slice(1))
      ]))""")
    return found


def sides(rows: Mapping[str, list[str]], one: str, other: str) -> dict[str, list[str]]:
    return {
        "a": [row for row in rows[one] if row not in rows[other]],
        "b": [row for row in rows[other] if row not in rows[one]],
        "both": [row for row in rows[one] if row in rows[other]],
    }


def numbers(rows: list[str]) -> list[int]:
    """Return how many tasks, and items of no task, a side has; without what there is none of."""
    tasks = sum(row.startswith("task-") for row in rows)
    return [one for one in (tasks, len(rows) - tasks) if one] or [0]


def test_two_lists_are_compared_by_choice(base: str, new_page: NewPage, rows: dict[str, list[str]]) -> None:
    page = new_page(f"{base}compare.html")
    for one, other in [*combinations(rows, 2), ("rural", "rural")]:
        page.locator("select[name=a]").select_option(one)
        page.locator("select[name=b]").select_option(other)
        due = sides(rows, one, other)
        assert compared(page) == due, (one, other)
        counts = [text.rpartition("(")[2] for text in page.locator(".compare__side h2").all_inner_texts()]
        said = [[int(number) for number in re.findall(r"\d+", text)] for text in counts]
        assert said == [numbers(due[side]) for side in ("a", "b", "both")]
        told = page.locator(".compare [role=status]").text_content() or ""
        assert [line.rpartition("(")[2] for line in told.split("\n")] == counts
    assert page.locator(".compare__sets").is_hidden()


@FOLDERS
def test_two_lists_are_compared_by_address(
    bases: Mapping[str, str], new_page: NewPage, rows: dict[str, list[str]], folder: str
) -> None:
    page = new_page(f"{bases['file']}{folder}compare.html?a=guidance-groups&b=leading-groups")
    assert compared(page) == sides(rows, "guidance-groups", "leading-groups")
    chosen = [page.locator(f"select[name={name}]").input_value() for name in "ab"]
    assert chosen == ["guidance-groups", "leading-groups"]
    page.locator("select[name=a]").select_option("rural")
    assert page.url.endswith("compare.html?a=rural&b=leading-groups")
    page.reload()
    assert compared(page) == sides(rows, "rural", "leading-groups")
    page.locator(".pairs td a").nth(1).click()
    first, second = [*rows][:2]
    page.wait_for_url(f"**/compare.html?a={first}&b={second}")
    assert compared(page) == sides(rows, first, second)


def test_an_address_that_asks_for_nobody_shows_the_first_two(
    bases: Mapping[str, str], new_page: NewPage, rows: dict[str, list[str]]
) -> None:
    page = new_page(f"{bases['file']}compare.html?a=moon&b=%3Cb%3E")
    assert compared(page) == sides(rows, *[*rows][:2])


def test_a_point_that_only_one_list_has_says_so_within_a_common_task(
    bases: Mapping[str, str], new_page: NewPage, index: Index
) -> None:
    page = new_page(f"{bases['file']}compare.html?a=rural&b=guidance-groups")
    pair = ("rural", "guidance-groups")
    for task in page.locator(".compare__side").nth(2).locator("li[data-task]").all():
        name = task.get_attribute("data-task") or ""
        for point in task.locator("li[data-units]").all():
            item = (point.locator("a").first.get_attribute("href") or "").partition("#")[2]
            assert item in index.task_of
            assert index.task_of[item].id == name
            own = [unit for unit in pair if item in index.reasons[unit]]
            assert point.locator(".brief__units").count() == (len(own) == 1)


def joined(page: Page) -> list[str]:
    """Return the items that are shown, in tasks that are open or can be opened."""
    page.locator("details.task").evaluate_all("all => all.forEach(one => { one.open = true })")
    found: list[str] = page.locator(".item").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => one.id)"
    )
    return found


@pytest.mark.parametrize("chosen", [("rural",), ("leading-groups",), ("leading-groups", "guidance-groups")])
def test_lists_are_joined_by_choice(
    base: str, new_page: NewPage, index: Index, units: dict[str, list[str]], chosen: tuple[str, ...]
) -> None:
    page = new_page(f"{base}items.html")
    everything = joined(page)
    assert sorted(everything) == sorted({item for items in units.values() for item in items})
    for unit in chosen:
        page.locator(f".union input[value={unit}]").check()
    due = {item for unit in chosen for item in units[unit]}
    assert joined(page) == [one for one in everything if one in due]
    status = page.locator(".union [role=status]").inner_text()
    tasks = {index.task_of[one].id for one in due if one in index.task_of}
    numbers_told = [int(one) for one in re.findall(r"\d+", status)]
    assert numbers_told == [len(tasks), len(index.tasks), len(due), len(everything)]
    shown = page.locator(".item:visible .item__units a:visible")
    assert set(shown.evaluate_all("all => all.map(one => one.dataset.unit)")) == {*chosen}
    empty = (
        "all => all.filter(one => one.checkVisibility() && !one.querySelector('.item:not([hidden])')).length"
    )
    assert page.locator(".phase").evaluate_all(empty) == 0
    asked = page.url.partition("?units=")[2]
    assert sorted(asked.split(",")) == sorted(chosen)
    page.reload()
    assert joined(page) == [one for one in everything if one in due]
    for unit in chosen:
        page.locator(f".union input[value={unit}]").uncheck()
    assert joined(page) == everything
    assert "?" not in page.url


def test_a_link_to_a_hidden_item_shows_it(base: str, new_page: NewPage, units: dict[str, list[str]]) -> None:
    hidden = next(one for one in units["rural"] if one not in units["leading-groups"])
    page = new_page(f"{base}items.html?units=leading-groups")
    assert page.locator(f"#{hidden}").is_hidden()
    page.evaluate(f"location.hash = '{hidden}'")
    page.locator(f"#{hidden}").wait_for()
    assert page.locator(".union input:checked").count() == 0
    assert page.locator(f"#{hidden}").is_visible()
    again = new_page(f"{base}items.html?units=leading-groups#{hidden}")
    assert again.locator(f"#{hidden}").is_visible()


@FOLDERS
def test_without_scripts_all_is_there(
    bases: Mapping[str, str], new_page: NewPage, units: dict[str, list[str]], folder: str
) -> None:
    page = new_page(f"{bases['file']}{folder}items.html?units=rural", java_script_enabled=False)
    everything = {item for items in units.values() for item in items}
    assert {*page.locator(".item").evaluate_all("all => all.map(one => one.id)")} == everything
    first = page.locator("details.task").first
    assert first.locator(".item").first.is_hidden()
    first.locator(":scope > summary").click()
    assert first.locator(".item").first.is_visible()
    assert page.locator(".union").is_hidden()
    page.goto(f"{bases['file']}{folder}compare.html?a=rural&b=organs")
    assert page.locator(".compare__choice").is_hidden()
    named = page.locator(".compare__sets li > span > a").evaluate_all(
        "all => all.map(one => one.hash.slice(1))"
    )
    assert {*named} == everything
    page.goto(f"{bases['file']}{folder}units/rural.html")
    assert page.locator(".point, .limit").count() == len(units["rural"])
    assert page.locator("[data-narrow]").is_hidden()
    task = page.locator("details.task").first
    assert task.locator("blockquote").first.is_hidden()
    task.locator(":scope > summary").click()
    assert task.locator("blockquote").first.is_visible()


def test_tasks_open_by_keyboard(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}units/rural.html")
    summary = page.locator(".task > summary").first
    summary.focus()
    for key, visible in (("Enter", True), ("Space", False), ("Space", True)):
        page.keyboard.press(key)
        assert page.locator(".task blockquote").first.is_visible() is visible
    outline = summary.evaluate("one => getComputedStyle(one).outlineStyle")
    assert outline != "none"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.task[open]') !== null")


def test_a_limit_looks_otherwise(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}units/rural.html")
    colour = "one => getComputedStyle(one).borderTopColor"
    line = page.locator(".limits-box").evaluate(colour)
    assert line != page.locator(".task").first.evaluate(colour)
    forces = page.locator(".limits-box .limit__force").all_inner_texts()
    assert len(forces) == page.locator(".limits-box .limit").count()
    assert all(forces)
    assert page.locator(".limits-box .task__box").count() == 0


def test_a_link_opens_the_task_that_holds_its_point(bases: Mapping[str, str], new_page: NewPage) -> None:
    for folder in LANGUAGES.values():
        page = new_page(f"{bases['file']}{folder}units/rural.html#o-pass-on")
        point = page.locator("#o-pass-on")
        assert point.is_visible()
        assert page.locator("details.task[open]").count() == 1
        box = point.bounding_box()
        assert box
        assert box["y"] < page.viewport_size["height"]  # type: ignore[index] -- every page has one
    page.evaluate("location.hash = 'facts'")
    page.wait_for_function("document.getElementById('facts').open")


def shown_tasks(page: Page) -> list[str]:
    found: list[str] = page.locator("details.task").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => one.id)"
    )
    return found


@pytest.mark.parametrize("unit", ["rural", "guidance-groups"])
def test_a_list_narrows_to_who_acts(
    bases: Mapping[str, str], new_page: NewPage, index: Index, unit: str
) -> None:
    page = new_page(f"{bases['file']}units/{unit}.html")
    found = worklist(index, index.by_unit[unit]).tasks
    everybody = shown_tasks(page)
    assert everybody == [one.task.id for one in found]
    page.locator(".work__tools .button").last.click()
    select = page.locator("select[name=who]")
    actors = [one for one in select.locator("option").evaluate_all("all => all.map(one => one.value)") if one]
    assert set(actors) == {actor for one in found for actor in one.actors}
    for actor in actors:
        select.select_option(actor)
        due = [one.task.id for one in found if actor in one.actors]
        assert shown_tasks(page) == due
        assert page.url.endswith(f"{unit}.html?who={actor}")
        told = page.locator(".worklist__count").inner_text()
        numbers_told = [int(one) for one in re.findall(r"\d+", told)]
        assert numbers_told == ([] if due == everybody else [len(due), len(everybody)])
        # A phase's count is that of the whole list, and goes where some of its tasks are hidden.
        for phase in page.locator(".phase:visible").all():
            hidden = phase.locator(".task[hidden]").count()
            assert phase.locator("h2 small").is_visible() is not bool(hidden)
    page.reload()
    assert shown_tasks(page) == due
    page.locator(".work__tools .button").last.click()
    page.locator("select[name=who]").select_option("")
    assert shown_tasks(page) == everybody
    assert "?" not in page.url


def test_a_list_narrows_by_the_groups_of_members_that_a_unit_lacks(
    bases: Mapping[str, str], new_page: NewPage, index: Index
) -> None:
    page = new_page(f"{bases['file']}units/rural.html")
    everybody = shown_tasks(page)
    page.locator(".work__tools .button").last.click()
    boxes = page.locator("input[name=group]")
    groups = boxes.evaluate_all("all => all.map(one => one.value)")
    assert len(groups) > 1
    for box in boxes.all():
        box.uncheck()
    found = worklist(index, index.by_unit["rural"]).tasks
    assert shown_tasks(page) == [one.task.id for one in found if not one.members] != everybody
    asked = page.url.partition("?without=")[2]
    assert asked.split(",") == groups
    # A link to a task that is hidden shows it.
    hidden = next(one.task.id for one in found if one.members)
    page.goto(f"{page.url}#{hidden}")
    page.reload()
    assert page.locator(f"#{hidden}").is_visible()


def test_all_tasks_open_and_close_at_once(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}units/rural.html")
    page.locator(".work__tools .button").last.click()
    button = page.locator("[data-open]")
    before = button.inner_text()
    button.click()
    assert page.locator("details.task:not([open])").count() == 0
    assert button.inner_text() != before
    button.click()
    assert page.locator("details.task[open]").count() == 0
    assert button.inner_text() == before


FOLDED = """() => [document.documentElement.scrollHeight,
  ...['h1', '.worklist__first, .top', 'details.task']
    .flatMap(which => Array.from(document.querySelectorAll(which)).slice(0, 2))
    .map(one => one.getBoundingClientRect().bottom)]"""
"""The page's height, and how far down its title, what is first, and its first two tasks reach."""


@pytest.mark.parametrize(("size", "most"), [((1366, 768), 4_500), ((360, 740), 6_500)])
def test_a_folded_list_is_short_and_its_first_tasks_are_on_the_first_screen(
    bases: Mapping[str, str], new_page: NewPage, index: Index, size: tuple[int, int], most: int
) -> None:
    width, screen = size
    page = new_page(f"{bases['file']}index.html", viewport={"width": width, "height": screen})
    lists = [
        f"{bases['file']}{folder}units/{unit}.html" for folder in LANGUAGES.values() for unit in index.units
    ]
    files = [(ROOT / f"dist/{unit}.html").as_uri() for unit in index.units]
    faults = {}
    for address in (*lists, *files):
        page.goto(address)
        height, *ends = page.evaluate(FOLDED)
        # A list whose tasks all hold throughout has none that comes first.
        assert len(ends) == (3 if "leading-groups" in address else 4)
        if height > most or max(ends) > screen:
            faults[address.rpartition("/")[2]] = height, ends
    assert faults == {}


PAPER = {"width": 680, "height": 960}
FURNITURE = ".bar, .foot, .item__more > summary, .item__translation, .item__why, .union, .downloads, .segment__uses, .work, .to-limits"  # noqa: E501
SEEN = "all => all.filter(one => one.checkVisibility({contentVisibilityAuto: true})).length"


def on_paper(page: Page) -> None:
    page.emulate_media(media="print")
    # What was closed is laid out a frame after the medium changed.
    page.wait_for_function("() => new Promise(done => requestAnimationFrame(() => done(true)))")
    assert page.locator(FURNITURE).evaluate_all(SEEN) == 0
    wide, room = page.evaluate(
        "() => [document.scrollingElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= room


@pytest.mark.parametrize("name", ["procedures/unqualified-members", "items"])
@FOLDERS
def test_paper_has_items_and_quotes_and_no_furniture(
    bases: Mapping[str, str], new_page: NewPage, name: str, folder: str
) -> None:
    page = new_page(f"{bases['file']}{folder}{name}.html", viewport=PAPER)
    on_paper(page)
    items = page.locator(".item")
    assert items.count() > 3
    quotes = page.locator(".item blockquote")
    assert quotes.evaluate_all(SEEN) == quotes.count() >= items.count()
    assert quotes.evaluate_all("all => Math.min(...all.map(one => one.getBoundingClientRect().height))") > 8


@pytest.mark.parametrize("name", ["rural", "guidance-groups"])
@FOLDERS
def test_paper_has_the_tasks_alone_or_with_their_points(
    bases: Mapping[str, str], new_page: NewPage, name: str, folder: str
) -> None:
    page = new_page(f"{bases['file']}{folder}units/{name}.html", viewport=PAPER)
    on_paper(page)
    tasks, points = page.locator(".task > summary"), page.locator(".point")
    boxes, rooms = page.locator(".task__box"), page.locator(".task__sheet")
    assert tasks.evaluate_all(SEEN) == tasks.count() == boxes.evaluate_all(SEEN) == rooms.evaluate_all(SEEN)
    assert points.evaluate_all(SEEN) == 0
    page.evaluate("document.documentElement.dataset.print = 'long'")
    on_paper(page)
    marks = page.locator(":is(.point, .limit) blockquote mark")
    assert tasks.evaluate_all(SEEN) == tasks.count()
    assert points.evaluate_all(SEEN) == points.count()
    assert marks.evaluate_all(SEEN) == marks.count() >= points.count()
    assert rooms.evaluate_all(SEEN) == 0


@pytest.mark.parametrize("name", ["matrix", "compare", "coverage", "plan", "documents"])
@FOLDERS
def test_tables_and_pictures_fit_the_paper(
    bases: Mapping[str, str], new_page: NewPage, name: str, folder: str
) -> None:
    page = new_page(f"{bases['file']}{folder}{name}.html", viewport=PAPER)
    page.emulate_media(media="print")
    beyond = """() => Array.from(document.querySelectorAll('.content :is(table, svg, section, p)'))
      .filter(one => one.checkVisibility())
      .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .map(one => one.outerHTML.slice(0, 80))"""
    assert page.evaluate(beyond) == []


def sheets(page: Page) -> int:
    paper = page.pdf(prefer_css_page_size=True)
    assert paper.startswith(b"%PDF")
    return len(re.findall(rb"/Type /Page[\n/ ]", paper))


def test_a_list_prints_on_two_sheets_and_with_all_its_points_on_twelve(
    bases: Mapping[str, str], new_page: NewPage
) -> None:
    lists = [f"{bases['file']}{folder}units/rural.html" for folder in LANGUAGES.values()]
    for address in (*lists, (ROOT / "dist/rural.html").as_uri()):
        page = new_page(address)
        assert 1 <= sheets(page) <= 2
        page.evaluate("document.documentElement.dataset.print = 'long'")
        assert 4 <= sheets(page) <= 12


# Words of a picture beyond their box, or over one another.
SPILT = """() => {
  const found = []
  document.querySelectorAll('.picture svg').forEach(svg => {
    const room = svg.viewBox.baseVal
    const texts = Array.from(svg.querySelectorAll('text')).map(one => [one.textContent, one.getBBox()])
    texts.forEach(([text, box], at) => {
      const aside = box.x < -1 || box.x + box.width > room.width + 1
      if (aside || box.y + box.height > room.height + 4) found.push('out: ' + text)
      texts.slice(at + 1).forEach(([other, two]) => {
        const across = Math.min(box.x + box.width, two.x + two.width) - Math.max(box.x, two.x)
        const down = Math.min(box.y + box.height, two.y + two.height) - Math.max(box.y, two.y)
        if (across > 1 && down > 4) found.push('over: ' + text + ' | ' + other)
      })
    })
    svg.querySelectorAll('.picture__box').forEach(rect => {
      const box = rect.getBBox()
      const words = rect.nextElementSibling.getBBox()
      const aside = words.x < box.x || words.x + words.width > box.x + box.width
      const beyond = words.y < box.y - 1 || words.y + words.height > box.y + box.height + 1
      if (aside || beyond) found.push('spilt: ' + rect.nextElementSibling.textContent)
    })
  })
  return found
}"""


@FOLDERS
def test_words_keep_to_their_boxes_in_pictures(
    bases: Mapping[str, str], new_page: NewPage, folder: str
) -> None:
    page = new_page(f"{bases['file']}{folder}plan.html")
    assert page.locator(".picture__box").count() > 3
    assert page.evaluate(SPILT) == []
    page.locator(".picture__box + text tspan").first.evaluate(
        "one => { one.textContent += ' and so on and on' }"
    )
    assert page.evaluate(SPILT)


def test_wide_tables_scroll_in_themselves_and_by_keyboard(
    bases: Mapping[str, str], new_context: Callable[..., BrowserContext]
) -> None:
    page = new_context(viewport={"width": 360, "height": 740}).new_page()
    for name in ("en/matrix", "en/compare", "en/coverage"):
        page.goto(f"{bases['file']}{name}.html")
        region = page.locator(".table-scroll").first
        wide, room = region.evaluate("one => [one.scrollWidth, one.clientWidth]")
        assert wide > room
        region.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("document.querySelector('.table-scroll').scrollLeft > 0")
        assert region.get_attribute("aria-label")
        heads = region.locator("thead th").evaluate_all("all => all.map(one => one.innerText)")
        assert heads


def test_heads_of_columns_break_between_words_only(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}en/matrix.html")
    broken = """all => all.flatMap(one => {
      const node = document.createTreeWalker(one, NodeFilter.SHOW_TEXT).nextNode()
      return node.textContent.split(/\\s+/).filter(word => {
        const range = document.createRange()
        const at = node.textContent.indexOf(word)
        range.setStart(node, at)
        range.setEnd(node, at + word.length)
        return word && range.getClientRects().length > 1
      })
    })"""
    heads = page.locator(".matrix thead a span")
    assert heads.count() > 3
    assert heads.evaluate_all(broken) == []
    page.add_style_tag(content=".matrix thead a { width: 3em; overflow-wrap: anywhere !important }")
    assert heads.evaluate_all(broken)
