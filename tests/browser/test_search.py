"""The search: how it opens and is used, what it finds, where a hit leads, what it never does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from playwright.sync_api import BrowserContext, Page, Route, expect
from visits import LANGUAGES, ROOT, NewPage, Recorder

PANEL = "dialog.search[open]:not([aria-busy])"
"""The panel, open and with its index made."""
HIT = "dialog.search [role=option]"
FIELD = "dialog.search [role=combobox]"
COUNT = "dialog.search [role=status]"
QUESTIONS = yaml.safe_load((ROOT / "tests/search/questions.yml").read_text(encoding="utf-8"))
FIRST_SCREEN = 8
SHARE = 0.95
WHOLE = "dialog.search [role=group]:first-child [role=option]:not(.search-hit--way)"
"""What has all of the query, each thing once."""


def search(page: Page, query: str) -> None:
    """Open the panel where it is closed and put a query into its field."""
    if not page.locator(PANEL).count():
        page.keyboard.press("/")
        page.wait_for_selector(PANEL)
    page.locator(FIELD).fill(query)


def leads_to(page: Page) -> list[str]:
    """Return where the shown hits lead, below the language's root, without the words to mark."""
    found: list[str] = page.locator(HIT).evaluate_all(
        """all => all.map(one => {
          const url = new URL(one.href)
          url.search = ''
          return url.href
        })"""
    )
    return found


# --- opening and closing


@pytest.mark.parametrize("way", ["/", "s", "Control+k", "Meta+k", "click", "Enter", "Space"])
def test_it_opens_closes_and_gives_the_focus_back(base: str, new_page: NewPage, way: str) -> None:
    page = new_page(f"{base}en/units/rural.html")
    address = page.url
    button = page.locator(".search-open")
    if way == "click":
        button.click()
    else:
        if way in {"Enter", "Space"}:
            button.focus()
        page.keyboard.press(way)
    expect(page.locator(PANEL)).to_be_visible()
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(PANEL)).to_have_count(0)
    expect(button).to_be_focused()
    assert page.url == address


def test_nothing_of_it_is_loaded_before_it_is_used(
    bases: Mapping[str, str], new_context: Callable[..., BrowserContext]
) -> None:
    recorder = Recorder(base=bases["http"])
    page = recorder.watch(new_context().new_page())
    page.goto(f"{bases['http']}index.html", wait_until="networkidle")
    assert [url for url in recorder.requests if "data/search" in url or "vendor" in url] == []
    page.keyboard.press("/")
    page.wait_for_selector(PANEL)
    assert len([url for url in recorder.requests if "data/search/" in url]) == 1


def test_it_asks_no_other_host_and_raises_no_error(
    base: str, new_context: Callable[..., BrowserContext]
) -> None:
    recorder = Recorder(base=base)
    page = recorder.watch(new_context().new_page())
    for folder in LANGUAGES.values():
        page.goto(f"{base}{folder}speech.html")
        search(page, "黨")
        expect(page.locator(HIT).first).to_be_visible()
        search(page, "xyzzy qwrtzp")
        expect(page.locator(".search__none")).to_be_visible()
    assert recorder.faults == []


def shown(page: Page, root: str) -> list[list[str]]:
    """Return for each thing listed where it leads, and the paragraphs whose words it shows."""
    listed: list[list[str]] = page.locator(HIT).evaluate_all(
        """all => all.filter(one => !one.classList.contains('search-hit--way')).map(one => {
          const quoted = [...one.querySelectorAll('.search-hit__quote small')]
          const url = new URL(one.href)
          url.search = ''
          return [url.href, ...quoted.map(one => 'speech.html#' + one.textContent)]
        })"""
    )
    return [[place.removeprefix(root) for place in places] for places in listed]


def answers_nothing(page: Page) -> bool:
    """Whether the first hit says that the text does not."""
    first = page.locator(HIT).first
    return "search-hit--question" in (first.get_attribute("class") or "") and bool(
        first.locator(".search-hit__note").count()
    )


def test_keys_typed_into_the_field_are_text(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}index.html")
    page.keyboard.press("/")
    page.wait_for_selector(PANEL)
    page.keyboard.type("s/")
    assert page.locator(FIELD).input_value() == "s/"


def test_without_scripts_the_index_stands_in_its_place(
    bases: Mapping[str, str], new_page: NewPage, edition: dict[str, Any]
) -> None:
    page = new_page(f"{bases['file']}en/units/rural.html", java_script_enabled=False)
    page.locator(".search-open").click()
    assert page.url == f"{bases['file']}en/find.html"
    links = page.locator(".finder-page a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert {f"speech.html#{one['id']}" for one in edition["segments"]} <= set(links)
    page.locator(".finder-page a[href^='glossary']").first.click()
    assert page.url.startswith(f"{bases['file']}en/glossary.html#")


def test_the_focus_stays_in_the_panel(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}en/index.html")
    search(page, "xyzzy qwrtzp")
    parts = page.locator(f"{PANEL} :is(input, button, summary, a):visible").count()
    for key in ("Tab", "Shift+Tab"):
        for _ in range(parts + 1):
            page.keyboard.press(key)
            assert page.evaluate("!!document.activeElement.closest('dialog.search')"), key
    page.mouse.click(3, 400)
    expect(page.locator(PANEL)).to_have_count(0)


# --- the list


def test_it_is_a_combobox_with_a_listbox(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}en/index.html")
    search(page, "guidance groups")
    field = page.get_by_role("combobox", name="Search the site")
    expect(field).to_have_attribute("aria-expanded", "true")
    listed = page.locator(f"#{field.get_attribute('aria-controls')}")
    assert listed.get_attribute("role") == "listbox"
    size = page.locator(HIT).count()
    assert size > 3
    for number in (0, 1, 2):
        page.keyboard.press("ArrowDown")
        active = field.get_attribute("aria-activedescendant")
        assert active == page.locator(HIT).nth(number).get_attribute("id")
        assert page.locator(f"{HIT}[aria-selected=true]").get_attribute("id") == active
    page.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") == page.locator(HIT).nth(1).get_attribute("id")
    expect(field).to_be_focused()
    field.fill("xyzzy qwrtzp")
    expect(field).to_have_attribute("aria-expanded", "false")
    assert field.get_attribute("aria-activedescendant") is None


def test_the_count_is_announced(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}en/index.html")
    for query in ("appraisal", "xyzzy qwrtzp", '"take part in democratic appraisal"'):
        search(page, query)
        while page.locator(".search__scroll > .search__button").is_visible():
            page.locator(".search__scroll > .search__button").click()
        count = page.locator(WHOLE).count()
        said = "" if not count else "1 result" if count == 1 else f"{count} results"
        expect(page.locator(COUNT)).to_have_text(said)


def test_the_arrow_goes_on_beyond_what_is_shown_at_first(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}index.html")
    search(page, "工作")
    shown = page.locator(HIT).count()
    more = page.locator(".search__scroll > .search__button")
    expect(more).to_be_visible()
    for _ in range(shown + 1):
        page.keyboard.press("ArrowDown")
    assert page.locator(HIT).count() > shown
    expect(page.locator(f"{HIT}[aria-selected=true]")).to_be_in_viewport()


def test_a_composition_fires_nothing_until_it_ends(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}index.html")
    page.keyboard.press("/")
    page.wait_for_selector(PANEL)
    address = page.url
    session = page.context.new_cdp_session(page)
    for text in ("m", "mi", "min zhu"):
        size = len(text)
        session.send("Input.imeSetComposition", {"text": text, "selectionStart": size, "selectionEnd": size})
    assert page.locator(FIELD).input_value() == "min zhu"
    assert (page.locator(HIT).count(), page.url) == (0, address)
    # Enter takes the candidate; it is no command to go.
    page.locator(FIELD).dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    page.locator(FIELD).dispatch_event("keydown", {"key": "Enter", "keyCode": 229})
    assert page.url == address
    session.send("Input.insertText", {"text": "民主評議"})
    expect(page.locator(HIT).first).to_be_visible()
    assert page.locator(FIELD).input_value() == "民主評議"


# --- where a hit leads


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_hit_lands_on_its_place_and_shows_it(base: str, new_page: NewPage, tag: str) -> None:
    page = new_page(f"{base}{LANGUAGES[tag]}about.html")
    query = "leading cadres who are Party members" if tag == "en" else "黨員領導幹部，首先"
    search(page, query)
    page.locator(f"{HIT}[href*='#p4-3-1']").first.click()
    page.wait_for_url("**/speech.html#p4-3-1")
    mark = page.locator("mark.found").first
    expect(mark).to_be_in_viewport()
    assert mark.evaluate("one => !!one.closest(':target')")
    assert "h=" not in page.url
    if tag == "zh-Hans":
        expect(mark).to_have_text("党员领导干部")


def test_the_query_lives_in_the_address(base: str, new_page: NewPage) -> None:
    page = new_page(f"{base}speech.html?view=source#p2")
    before = page.url
    search(page, "群羣")
    search(page, "羣眾")
    page.wait_for_function("new URLSearchParams(location.search).get('q') === '羣眾'")
    sent = page.url
    assert "view=source" in sent
    hits = leads_to(page)
    assert hits
    page.locator(HIT).nth(1).click()
    page.wait_for_function("(url) => location.href !== url", arg=sent)
    page.go_back()
    page.wait_for_selector(PANEL)
    assert (page.url, page.locator(FIELD).input_value(), leads_to(page)) == (sent, "羣眾", hits)
    page.go_back()
    expect(page.locator(PANEL)).to_have_count(0)
    assert page.url == before
    page.go_forward()
    page.wait_for_selector(PANEL)
    assert leads_to(page) == hits
    other = new_page(sent)
    other.wait_for_selector(PANEL)
    assert leads_to(other) == hits


def test_an_address_with_choices_shows_them(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(
        f"{bases['file']}en/index.html?q=meeting&q-kind=item&q-unit=rural&q-sort=text&q-phase=nonsense"
    )
    page.wait_for_selector(PANEL)
    chosen = {
        one: page.locator(f"{PANEL} select[name={one}]").input_value() for one in ("kind", "unit", "sort")
    }
    assert chosen == {"kind": "item", "unit": "rural", "sort": "text"}
    assert page.locator(HIT).count() > 0


# --- narrowing


def test_choices_narrow_by_as_many_as_they_say(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}index.html")
    search(page, "試點")
    page.locator(".search__narrow summary").click()
    for facet in ("kind", "unit", "phase", "in"):
        options = page.locator(f"{PANEL} select[name={facet}] option")
        # The counts are worked out once the choices are opened.
        options.nth(1).wait_for(state="attached")
        said = options.evaluate_all("all => all.slice(1).map(one => [one.value, one.textContent])")
        assert said, facet
        for value, text in said:
            page.locator(f"{PANEL} select[name={facet}]").select_option(value)
            assert page.locator(COUNT).inner_text().split()[0] == text.rsplit("(", 1)[1].rstrip(")"), text
        page.locator(f"{PANEL} select[name={facet}]").select_option("")


def test_the_order_of_the_text(bases: Mapping[str, str], new_page: NewPage, edition: dict[str, Any]) -> None:
    page = new_page(f"{bases['file']}index.html?q=%E8%A9%A6%E9%BB%9E&q-kind=paragraph&q-sort=text")
    page.wait_for_selector(PANEL)
    order = [one["id"] for one in edition["segments"]]
    places = [order.index(one.rsplit("#", 1)[1]) for one in leads_to(page)]
    assert len(places) > 5
    assert places == sorted(places)
    page.locator(f"{PANEL} select[name=sort]").evaluate("one => { one.closest('details').open = true }")
    page.locator(f"{PANEL} select[name=sort]").select_option("")
    by_relevance = [order.index(one.rsplit("#", 1)[1]) for one in leads_to(page)]
    assert by_relevance != places


# --- what it finds


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_questions(bases: Mapping[str, str], new_page: NewPage, tag: str) -> None:
    root = f"{bases['file']}{LANGUAGES[tag]}"
    page = new_page(f"{root}index.html")
    asked = [one for one in QUESTIONS if one["lang"] == tag]
    assert len(asked) > 30
    page.keyboard.press("/")
    page.wait_for_selector(PANEL)
    missed, late = [], []
    for one in asked:
        page.locator(FIELD).fill(one["q"])
        found = shown(page, root)
        if not one["wants"]:
            # What comes near may be shown, but not as an answer.
            assert page.locator(WHOLE).count() == 0 or answers_nothing(page), one["q"]
            continue
        # An item is named by its permanent address, though as a step it leads to its procedure.
        item = {f"#{want.split('#')[1]}" for want in one["wants"] if want.startswith("items.html#")}
        right = [
            number
            for number, places in enumerate(found)
            for href in places
            if href in one["wants"] or ("procedures/" in href and f"#{href.split('#')[-1]}" in item)
        ]
        if not right or right[0] >= FIRST_SCREEN:
            missed.append(one["q"])
        if not right or right[0] > 1:
            late.append(one["q"])
    assert missed == []
    assert len(late) <= (1 - SHARE) * len([one for one in asked if one["wants"]]), late


def test_there_are_enough_questions_of_every_kind() -> None:
    kinds = {one["kind"] for one in QUESTIONS}
    assert len(QUESTIONS) >= 120
    assert {"traditional", "simplified", "english", "pinyin", "english-misspelt", "none-such"} <= kinds
    assert {one["lang"] for one in QUESTIONS} == set(LANGUAGES)


def test_the_misreading_shows_its_emendation(
    bases: Mapping[str, str], new_page: NewPage, edition: dict[str, Any]
) -> None:
    page = new_page(f"{bases['file']}zh-Hans/index.html")
    segment, one = next(
        (segment, one)
        for segment in edition["segments"]
        for one in segment["emendations"]
        if one["confidence"] == "certain" and len(one["source"]) == 1 and one["kind"] == "misread"
    )
    at = segment["verbatim"].index(one["source"])
    search(page, segment["verbatim"][at - 2 : at + 2])
    hit = page.locator(HIT).first
    expect(hit).to_contain_text(f"{one['source']} → {one['reading']}")
    assert f"#{segment['id']}" in leads_to(page)[0]


@pytest.mark.parametrize(
    ("tag", "query"), [("zh-Hant", "appraisal"), ("zh-Hans", "masses"), ("en", "蹲点组")]
)
def test_a_find_in_the_other_language_says_so(
    bases: Mapping[str, str], new_page: NewPage, tag: str, query: str
) -> None:
    page = new_page(f"{bases['file']}{LANGUAGES[tag]}index.html")
    search(page, query)
    hit = page.locator(HIT).filter(has=page.locator(".search-hit__via")).first
    expect(hit.locator("mark").first).to_be_visible()
    assert hit.locator(".search-hit__via").inner_text() in {
        "在英譯中找到",
        "在英译中找到",
        "Found in the Chinese",
    }


def test_nothing_found_tells_what_and_leads_on(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}en/index.html")
    search(page, "xyzzy")
    aside = page.locator(".search__aside")
    expect(aside).to_contain_text("Nothing found for “xyzzy”")
    expect(aside).to_contain_text("xyzzy: as “xyzzy")
    expect(aside).to_contain_text("in 0 entries")
    expect(aside.locator("a[href$='find.html']")).to_be_visible()


def test_what_comes_near_stands_below_a_line_and_names_what_is_missing(
    bases: Mapping[str, str], new_page: NewPage
) -> None:
    page = new_page(f"{bases['file']}en/index.html")
    search(page, "guidance chocolate")
    expect(page.locator(WHOLE)).to_have_count(0)
    expect(page.locator(HIT).first).to_be_visible()
    expect(page.locator(".search__aside")).to_contain_text("Not in the texts: chocolate")
    search(page, "party dues")
    assert 0 < page.locator(WHOLE).count() < 3
    expect(page.locator(".search__line")).to_have_text("Not with every word of the query; the nearest first")
    below = page.locator("dialog.search [role=group]:last-of-type [role=option]")
    assert below.count() > 0


@pytest.mark.parametrize(
    ("tag", "query", "told"),
    [
        ("zh-Hant", "退休黨員怎麼參加", "講話沒有說到這一點。最接近的是："),
        ("en", "what are the six problems", "The answer stands in a document that is not held here."),
        ("zh-Hans", "修理自行车轮胎的方法", "所收的文本里没有找到直接的回答。"),
    ],
)
def test_where_the_texts_do_not_answer_it_says_so(
    bases: Mapping[str, str], new_page: NewPage, tag: str, query: str, told: str
) -> None:
    page = new_page(f"{bases['file']}{LANGUAGES[tag]}index.html")
    search(page, query)
    expect(page.locator(".search__told").first).to_contain_text(told)


def test_everyday_words_say_what_the_text_says_for_them(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}index.html")
    search(page, "檢查組")
    expect(page.locator(".search__aside")).to_contain_text("「檢查組」：講話說的是「蹲點組」")
    expect(page.locator(HIT).filter(has_text="蹲點組").first).to_be_visible()


def test_the_answer_is_in_the_result(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}index.html")
    search(page, "誰當組長")
    expect(page.locator(HIT).first).to_contain_text("領導小組組長要由黨委（黨組、支部）主要負責同志擔任")
    page = new_page(f"{bases['file']}en/index.html")
    search(page, "how long does it last")
    expect(page.locator(HIT).first).to_contain_text("completed in about two months")


def test_a_slip_in_a_character_is_told(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}index.html")
    search(page, "民主平議")
    expect(page.locator(".search__aside")).to_contain_text("民主评议")
    expect(page.locator(HIT).filter(has_text="民主評議").first).to_be_visible()


# --- what it keeps and what it never does


def test_recent_searches_are_all_that_is_kept_and_can_be_wiped(base: str, new_page: NewPage) -> None:
    page = new_page(f"{base}index.html")
    kept = page.evaluate("Object.keys(localStorage)")
    search(page, "群眾")
    page.locator(HIT).first.click()
    page.wait_for_selector("mark.found")
    assert set(page.evaluate("Object.keys(localStorage)")) - set(kept) == {"guidance.searches"}
    assert page.evaluate("[document.cookie, sessionStorage.getItem('guidance.searches')]") == ["", None]
    page.keyboard.press("/")
    recent = page.locator(".search__choices button")
    expect(recent).to_have_text(["群眾"])
    page.locator(".search__aside > button").click()
    expect(recent).to_have_count(0)
    assert page.evaluate("localStorage.getItem('guidance.searches')") == "[]"


MARKUP = "<img src=x onerror=window.bad=1><b>"


def test_markup_in_queries_and_data_does_nothing(
    bases: Mapping[str, str], site: Path, new_context: Callable[..., BrowserContext]
) -> None:
    data = (site / "data/search/en.js").read_text(encoding="utf-8")
    spoilt = data.replace("stationed guidance group", f"stationed {MARKUP} guidance group")
    assert spoilt.count(MARKUP) > 1
    page = new_context().new_page()

    def give(route: Route) -> None:
        route.fulfill(body=spoilt, content_type="text/javascript; charset=utf-8")

    page.route("**/data/search/en.js", give)
    page.goto(f"{bases['http']}en/index.html")
    for query in (
        MARKUP,
        f'"{MARKUP}" x',
        "stationed",
        "stationed chocolate",
        "</dialog><script>bad=1</script>",
    ):
        search(page, query)
        assert page.locator(f"{PANEL} :is(img, b, script)").count() == 0
    search(page, "stationed")
    expect(page.locator(HIT).first).to_contain_text("<img src=x")
    assert page.evaluate("window.bad") is None
    page.goto(f"{bases['http']}en/glossary.html?h=%3Cimg%20src%3Dx%20onerror%3Dbad%3D1%3E&h=masses&q=%3Cb%3E")
    page.wait_for_selector(PANEL)
    assert page.evaluate("window.bad") is None


# --- small screens, large text, paper


@pytest.mark.parametrize("size", [(360, 740), (683, 384), (320, 256)])
@pytest.mark.parametrize("tag", LANGUAGES)
def test_it_fits_small_windows_and_fingers(
    bases: Mapping[str, str], new_page: NewPage, tag: str, size: tuple[int, int]
) -> None:
    width, height = size
    page = new_page(
        f"{bases['file']}{LANGUAGES[tag]}index.html?q=%E5%B7%A5%E4%BD%9C",
        viewport={"width": width, "height": height},
        has_touch=True,
    )
    page.wait_for_selector(PANEL)
    expect(page.locator(HIT).first).to_be_visible()
    page.locator(".search__narrow summary").tap()
    # Opening them counts the results anew, and these take the place of those before.
    page.locator(f"{PANEL} select[name=kind] option").nth(1).wait_for(state="attached")
    assert page.locator(PANEL).evaluate("one => one.scrollWidth - one.clientWidth") <= 0
    boxes = page.locator(f"{PANEL} :is(input, select, button, summary, a)").evaluate_all(
        """all => all.filter(one => one.getClientRects().length).map(one => {
          const box = one.getBoundingClientRect()
          return [one.className || one.name, box.height, box.left, box.right]
        })"""
    )
    assert len(boxes) > 15
    assert [box for box in boxes if box[1] < 44 or box[2] < 0 or box[3] > width] == []
    page.locator(HIT).first.tap()
    page.wait_for_selector("mark.found")


@pytest.mark.parametrize(
    ("place", "word"),
    [
        (("speech.html", "#p2-1-2"), "群眾"),
        (("glossary.html", "#t-pilot"), "工作"),
        (("glossary.html", "#t-pilot"), "Explore boldly"),
    ],
)
def test_what_was_found_is_seen_where_it_stands_folded(
    bases: Mapping[str, str], new_page: NewPage, place: tuple[str, str], word: str
) -> None:
    page = new_page(f"{bases['file']}en/{place[0]}?h={quote(word)}{place[1]}")
    expect(page.locator("mark.found").first).to_be_visible()


def test_it_is_not_printed(bases: Mapping[str, str], new_page: NewPage) -> None:
    page = new_page(f"{bases['file']}index.html?q=%E5%B7%A5%E4%BD%9C")
    page.wait_for_selector(PANEL)
    page.emulate_media(media="print")
    expect(page.locator(PANEL)).to_be_hidden()
    expect(page.locator(".search-open")).to_be_hidden()
