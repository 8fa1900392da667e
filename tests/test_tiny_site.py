"""The tiny corpus, another matter altogether, makes a whole site with the same code and no change."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import html

from guidance.corpus import Corpus, load
from guidance.readers.lock import LOCK_NAME
from guidance.render.page import plain
from guidance.sitecheck import check_site
from projects import built, run

ORDINARY = {"組織關係", "指導思想"}
"""Terms of the speech that are words of any plan, so that the interface uses them as headings."""
LANGUAGES = {"zh-Hant": "", "zh-Hans": "zh-Hans", "en": "en"}


@pytest.fixture
def project(tiny_project: Path) -> Path:
    """Return the tiny corpus' project, with its site built."""
    return tiny_project


@pytest.fixture
def altered(project: Path, tmp_path: Path) -> Path:
    """Return a copy of the project that a test may alter."""
    return Path(shutil.copytree(project, tmp_path / "project"))


def page_of(site: Path, name: str) -> html.HtmlElement:
    return html.document_fromstring((site / name).read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def texts_of(site: Path) -> dict[str, str]:
    """Return every file of the site that the corpus has a part in, as one text each."""
    files = (path for path in site.rglob("*") if path.suffix in {".html", ".json", ".js", ".csv", ".ics"})
    return {
        name: html.tostring(page_of(site, name), method="text", encoding="unicode")
        + (site / name).read_text(encoding="utf-8")
        for path in files
        if not (name := path.relative_to(site).as_posix()).startswith("assets/")
    }


def words_of(corpus: Corpus) -> set[str]:
    """Return what names the matter of a corpus: titles, terms and whole sentences, in every language."""
    assert corpus.index is not None
    found = {text for one in corpus.terms for names in one.names.values() for text in names}
    for entries in corpus.index.register.titled:
        found |= {text for one in entries for text in one.title.values()}
    for edition in corpus.editions.values():
        found |= {one.reading for one in edition.segments}
        found |= {one.text for texts in edition.translations.values() for one in texts.values()}
    return found


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("about.html", "這一段幾頁都用，只寫一次。"),
        ("zh-Hans/about.html", "这一段几页都用，只写一次。"),
        ("en/about.html", "Several pages take this in; it is written once."),
    ],
)
def test_a_shared_piece_stands_in_the_page_s_own_script(project: Path, page: str, said: str) -> None:
    assert said in page_of(project / "site", page).text_content()


def test_the_site_check_finds_nothing(project: Path) -> None:
    found = check_site(
        project / "site",
        docs=project / "docs",
        languages=LANGUAGES,
        forbidden=[str(project)],
        allowed_hosts=[],
    )
    assert found == []
    assert len(texts_of(project / "site")) > len(LANGUAGES) * 5


def test_every_paragraph_stands_on_the_text_s_page(project: Path) -> None:
    corpus = load(project / "docs")
    (edition,) = corpus.editions.values()
    for tag, folder in LANGUAGES.items():
        page = page_of(project / "site", f"{folder}/{edition.id}.html".lstrip("/"))
        locale = corpus.locale(tag)
        shown = {one.get("data-segment"): one for one in page.find_class("segment")}
        assert list(shown) == [one.id for one in edition.segments]
        for segment in edition.segments:
            due = plain(edition, segment, locale)
            (text,) = shown[segment.id].find_class("segment__text")
            # What was emended stands there twice, once hidden; a doubt is a link of its own.
            for one in text.xpath(".//*[@hidden] | .//*[contains(@class, 'em--doubt')]"):
                one.drop_tree()
            assert text.text_content() == due


def test_every_entry_of_the_register_is_shown_by_its_title_in_every_language(project: Path) -> None:
    corpus = load(project / "docs")
    assert corpus.index is not None
    texts = texts_of(project / "site")
    for tag, folder in LANGUAGES.items():
        own = " ".join(text for name, text in texts.items() if folder_of(name) == folder)
        titles = [corpus.locale(tag).pick(one.title) for kind in corpus.index.register.titled for one in kind]
        assert len(titles) > 20
        assert [title for title in titles if title not in own] == []


def folder_of(name: str) -> str:
    first = name.partition("/")[0]
    return first if first in LANGUAGES.values() else ""


# An item of the whole register, a point of a task, or a limit.
IS_ITEM = " or ".join(
    f"contains(concat(' ', @class, ' '), ' {name} ')" for name in ("item", "point", "limit")
)
ITEMS = f"//*[{IS_ITEM}]"


def test_each_list_has_its_unit_s_items_and_no_other(project: Path) -> None:
    index = load(project / "docs").index
    assert index is not None
    lists = {"items": [*index.items], **{f"units/{unit}": [*own] for unit, own in index.reasons.items()}}
    for folder in LANGUAGES.values():
        for name, due in lists.items():
            page = page_of(project / "site", f"{folder}/{name}.html".lstrip("/"))
            assert sorted(one.get("id") for one in page.xpath(ITEMS)) == sorted(due)
    # Children inherit what borrowers have to do, with one exception.
    assert {*index.reasons["neighbour"]} - {*index.reasons["child"]} == {"o-pay"}


def test_an_exception_is_told_with_its_reason(project: Path) -> None:
    corpus = load(project / "docs")
    assert corpus.index is not None
    why = corpus.index.why("o-pay", "child").reason
    assert why is not None
    for tag, folder in LANGUAGES.items():
        tree = project / "site" / folder
        (told,) = page_of(tree, "units/child.html").xpath("//*[@class='taken-off']//li")
        assert told.find("a").get("href") == "../items.html#o-pay"
        assert corpus.locale(tag).pick(why) in told.text_content()
        assert not page_of(tree, "units/neighbour.html").find_class("taken-off")


def test_each_download_has_its_unit_s_items_and_no_other(project: Path) -> None:
    index = load(project / "docs").index
    assert index is not None
    for tag in LANGUAGES:
        for unit, own in index.reasons.items():
            file = project / "site" / "data" / "units" / f"{unit}.{tag}.json"
            rows = json.loads(file.read_text(encoding="utf-8"))["rows"]
            assert sorted(row["item"]["id"] for row in rows) == sorted(own)


def test_what_is_gone_keeps_its_address(project: Path) -> None:
    for folder in LANGUAGES.values():
        page = page_of(project / "site", f"{folder}/items.html".lstrip("/"))
        (grave,) = page.xpath("//*[@id='o-compensate']/following-sibling::dd[1]")
        assert [link.get("href") for link in grave.iter("a")] == ["items.html#o-pay"]


def heard(words: set[str], texts: Mapping[str, str]) -> set[str]:
    return {word for word in words if any(word in text for text in texts.values())}


def test_no_word_of_the_speech_is_in_the_site(project: Path, real: Corpus, tiny: Corpus) -> None:
    own = " ".join(words_of(tiny))
    foreign = {word for word in words_of(real) - ORDINARY if word not in own and len(word) > 1}
    assert len(foreign) > 300
    texts = texts_of(project / "site")
    assert heard(foreign, texts) == set()
    assert len(heard(words_of(tiny), texts)) > 10
    name, text = texts.popitem()
    assert min(foreign) in heard(foreign, {name: text + min(foreign)})


def test_the_translation_may_be_in_another_language(altered: Path) -> None:
    """Neither the code nor a template counts on English."""
    (altered / "docs" / "en").rename(altered / "docs" / "fr")
    key = re.compile(r"(?<![\w-])en(?=(?:-also)?:)")
    for path in [*altered.glob("docs/**/*.yml"), altered / "mkdocs.yml"]:
        text = key.sub("fr", path.read_text(encoding="utf-8"))
        text = text.replace("[en]", "[fr]").replace("locale: en", "locale: fr")
        path.write_text(text, encoding="utf-8")
    lock = altered / "docs" / "register" / LOCK_NAME
    lock.write_text(lock.read_text(encoding="utf-8").replace("\nen ", "\nfr "), encoding="utf-8")
    site = built(altered)
    assert page_of(site, "fr/tale.html").get("lang") == "fr"
    assert not (site / "en").exists()


def marks(page: html.HtmlElement) -> dict[str, bool]:
    """Return what a page marks as stale, by id, and whether the mark is shown; a whole list as “list”."""
    found = {}
    for one in page.find_class("stale"):
        owners = one.xpath(f"ancestor::*[{IS_ITEM} or contains(@class, 'segment')][1]")
        name = owners[0].get("data-segment") or owners[0].get("id") if owners else "list"
        found[name] = "hidden" not in one.attrib
    return found


@pytest.mark.parametrize(("segment", "word"), [("s0-1", "可以來"), ("s1-3", "不要忘記")])
def test_what_a_change_made_stale_is_built_and_shown_and_fails_the_check(
    altered: Path, segment: str, word: str
) -> None:
    text = altered / "docs" / "zh-Hant" / "tale.md"
    before = text.read_text(encoding="utf-8")
    assert before.count(f"{word}。") == 1
    edit = f"{word}{{++了++}}{{>>e07 lost certain | 為測試而加。 | Put in for a test.<<}}。"
    text.write_text(before.replace(f"{word}。", edit), encoding="utf-8")
    done = run(altered, "site")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\nstale translations: 1; " in done.stdout
    index = load(altered / "docs").index
    assert index is not None
    items = [one.id for one in index.items.values() if segment in {cite.at for cite in one.cites}]
    for tag, folder in LANGUAGES.items():
        tree = altered / "site" / folder
        # Beside the original, a translation and its mark are shown on demand.
        assert marks(page_of(tree, "tale.html")) == {segment: tag == "en"}
        assert marks(page_of(tree, "items.html")) == dict.fromkeys(items, True)
        for unit in index.units:
            listed = [one for one in items if index.why(one, unit).applies]
            due = dict.fromkeys([*listed, *(["list"] if listed else [])], True)
            assert marks(page_of(tree, f"units/{unit}.html")) == due
    done = run(altered, "check")
    assert done.returncode == 1
    assert re.match(rf"docs/en/tale\.md:\d+:1: translation-stale: “{segment}” has changed", done.stderr)
    assert run(altered, "review", "--yes", segment).returncode == 0
    assert run(altered, "check").returncode == 0
    assert not any(
        page_of(built(altered), name).find_class("stale") for name in ("en/tale.html", "items.html")
    )
