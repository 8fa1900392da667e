"""Lists in a browser: comparison, joined lists, details, paper, and all of it without scripts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations

import pytest
from playwright.sync_api import BrowserContext, Page
from visits import LANGUAGES, ROOT, NewPage

from guidance.corpus import load

FOLDERS = pytest.mark.parametrize("folder", LANGUAGES.values(), ids=LANGUAGES)
LISTS = ("units/rural", "units/guidance-groups", "procedures/unqualified-members", "items")


@pytest.fixture(scope="session")
def units() -> dict[str, list[str]]:
    """Return the ids on each unit's list, in the register's order."""
    found = load(ROOT / "docs").index
    assert found
    return {unit: [one.id for one in items] for unit, items in found.by_unit.items()}


def compared(page: Page) -> dict[str, list[str]]:
    """Return the items on each side as they are shown."""
    found: dict[str, list[str]] = page.evaluate("""() => Object.fromEntries(
      Array.from(document.querySelectorAll('.compare__side')).map((side, at) => [
        ['a', 'b', 'both'][at],
        Array.from(side.querySelectorAll('li a')).filter(one => one.checkVisibility())
          .map(one => one.hash.slice(1))
      ]))""")
    return found


def sides(units: Mapping[str, list[str]], one: str, other: str) -> dict[str, list[str]]:
    return {
        "a": [item for item in units[one] if item not in units[other]],
        "b": [item for item in units[other] if item not in units[one]],
        "both": [item for item in units[one] if item in units[other]],
    }


def test_two_lists_are_compared_by_choice(base: str, new_page: NewPage, units: dict[str, list[str]]) -> None:
    page = new_page(f"{base}compare.html")
    for one, other in [*combinations(units, 2), ("rural", "rural")]:
        page.locator("select[name=a]").select_option(one)
        page.locator("select[name=b]").select_option(other)
        due = sides(units, one, other)
        assert compared(page) == due, (one, other)
        counts = [text.rpartition("(")[2] for text in page.locator(".compare__side h2").all_inner_texts()]
        assert counts == [f"{len(due[side])})" for side in ("a", "b", "both")]
        told = page.locator(".compare [role=status]").text_content() or ""
        assert [line.rpartition("(")[2] for line in told.split("\n")] == counts
    assert page.locator(".compare__sets").is_hidden()


@FOLDERS
def test_two_lists_are_compared_by_address(
    bases: Mapping[str, str], new_page: NewPage, units: dict[str, list[str]], folder: str
) -> None:
    page = new_page(f"{bases['file']}{folder}compare.html?a=guidance-groups&b=leading-groups")
    assert compared(page) == sides(units, "guidance-groups", "leading-groups")
    chosen = [page.locator(f"select[name={name}]").input_value() for name in "ab"]
    assert chosen == ["guidance-groups", "leading-groups"]
    page.locator("select[name=a]").select_option("rural")
    assert page.url.endswith("compare.html?a=rural&b=leading-groups")
    page.reload()
    assert compared(page) == sides(units, "rural", "leading-groups")
    page.locator(".pairs td a").nth(1).click()
    first, second = [*units][:2]
    page.wait_for_url(f"**/compare.html?a={first}&b={second}")
    assert compared(page) == sides(units, first, second)


def test_an_address_that_asks_for_nobody_shows_the_first_two(
    bases: Mapping[str, str], new_page: NewPage, units: dict[str, list[str]]
) -> None:
    page = new_page(f"{bases['file']}compare.html?a=moon&b=%3Cb%3E")
    assert compared(page) == sides(units, *[*units][:2])


def joined(page: Page) -> list[str]:
    found: list[str] = page.locator(".item").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => one.id)"
    )
    return found


@pytest.mark.parametrize("chosen", [("rural",), ("leading-groups",), ("leading-groups", "guidance-groups")])
def test_lists_are_joined_by_choice(
    base: str, new_page: NewPage, units: dict[str, list[str]], chosen: tuple[str, ...]
) -> None:
    page = new_page(f"{base}items.html")
    everything = joined(page)
    assert sorted(everything) == sorted({item for items in units.values() for item in items})
    for unit in chosen:
        page.locator(f".union input[value={unit}]").check()
    due = {item for unit in chosen for item in units[unit]}
    assert joined(page) == [one for one in everything if one in due]
    status = page.locator(".union [role=status]").inner_text()
    assert [int(one) for one in status.split() if one.isdigit()] == [len(due), len(everything)]
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
    again = new_page(f"{base}items.html?units=leading-groups#{hidden}")
    assert again.locator(f"#{hidden}").is_visible()


@FOLDERS
def test_without_scripts_all_is_there(
    bases: Mapping[str, str], new_page: NewPage, units: dict[str, list[str]], folder: str
) -> None:
    page = new_page(f"{bases['file']}{folder}items.html?units=rural", java_script_enabled=False)
    assert sorted(joined(page)) == sorted({item for items in units.values() for item in items})
    assert page.locator(".union").is_hidden()
    page.goto(f"{bases['file']}{folder}compare.html?a=rural&b=organs")
    assert page.locator(".compare__choice").is_hidden()
    assert page.locator(".compare__sets li:visible").count() == len(
        {one for some in units.values() for one in some}
    )
    page.goto(f"{bases['file']}{folder}units/rural.html")
    assert page.locator(".item:visible").count() == len(units["rural"])
    first = page.locator(".item__more").first
    assert first.locator("blockquote").is_hidden()
    first.locator("summary").click()
    assert first.locator("blockquote").first.is_visible()


def test_details_open_by_keyboard(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}units/rural.html")
    summary = page.locator(".item__more > summary").first
    summary.focus()
    for key, visible in (("Enter", True), ("Space", False), ("Space", True)):
        page.keyboard.press(key)
        assert page.locator(".item__more blockquote").first.is_visible() is visible
    outline = summary.evaluate("one => getComputedStyle(one).outlineStyle")
    assert outline != "none"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.item__more') !== null")


def test_a_limit_looks_otherwise(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}units/rural.html")
    border = "one => getComputedStyle(one).borderInlineStartStyle"
    assert page.locator(".item--limit").first.evaluate(border) == "double"
    assert page.locator(".item:not(.item--limit)").first.evaluate(border) == "none"
    crossed = "one => getComputedStyle(one, '::after').content"
    assert "✕" in page.locator(".item--must-not .item__box").first.evaluate(crossed)
    assert page.locator(".item--must .item__box").first.evaluate(crossed) == "none"


PAPER = {"width": 680, "height": 960}
FURNITURE = ".md-header, .md-sidebar, .md-footer, .item__more > summary, .item__translation, .item__why, .union, .downloads, .tally-phases, .segment__uses"  # noqa: E501


@pytest.mark.parametrize("name", LISTS)
@FOLDERS
def test_paper_has_items_and_quotes_and_no_furniture(
    bases: Mapping[str, str], new_page: NewPage, name: str, folder: str
) -> None:
    page = new_page(f"{bases['file']}{folder}{name}.html", viewport=PAPER)
    page.emulate_media(media="print")
    items = page.locator(".item")
    assert items.count() > 3
    seen = "all => all.filter(one => one.checkVisibility({contentVisibilityAuto: true})).length"
    quotes = page.locator(".item blockquote")
    # What was closed is laid out a frame after the medium changed.
    page.wait_for_function("() => new Promise(done => requestAnimationFrame(() => done(true)))")
    assert quotes.evaluate_all(seen) == quotes.count() >= items.count()
    assert quotes.evaluate_all("all => Math.min(...all.map(one => one.getBoundingClientRect().height))") > 8
    assert page.locator(FURNITURE).evaluate_all(seen) == 0
    width = "() => [document.scrollingElement.scrollWidth, document.documentElement.clientWidth]"
    wide, room = page.evaluate(width)
    assert wide <= room


@pytest.mark.parametrize("name", ["matrix", "compare", "coverage", "plan", "documents"])
@FOLDERS
def test_tables_and_pictures_fit_the_paper(
    bases: Mapping[str, str], new_page: NewPage, name: str, folder: str
) -> None:
    page = new_page(f"{bases['file']}{folder}{name}.html", viewport=PAPER)
    page.emulate_media(media="print")
    beyond = """() => Array.from(document.querySelectorAll('.md-content :is(table, svg, section, p)'))
      .filter(one => one.checkVisibility())
      .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .map(one => one.outerHTML.slice(0, 80))"""
    assert page.evaluate(beyond) == []


def test_a_list_prints_as_a4(bases: Mapping[str, str], new_page: NewPage) -> None:
    paper = new_page(f"{bases['file']}units/rural.html").pdf(prefer_css_page_size=True)
    assert paper.startswith(b"%PDF")
    assert (
        5 <= paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page/") + paper.count(b"/Type /Page ") <= 40
    )


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
