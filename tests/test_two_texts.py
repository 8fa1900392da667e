"""Two texts in one register: equal ids of paragraphs, relations, a draft, a further copy, a split text."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from jinja2 import Environment, FileSystemLoader
from lxml import html

from corpora import TESTS, Reporter
from guidance.corpus import Corpus, load
from guidance.drafts import counts, unfinished
from guidance.export import write_data
from guidance.export.schemas import schemas
from guidance.model import Address, Relation, RelationKind
from guidance.problems import Place
from guidance.queries import UnknownNameError, coverage, unit_list
from guidance.register import Index
from guidance.register.precedence import precedence
from guidance.render.inline import tagged
from guidance.render.onefile import one_file
from guidance.review import renewed, review
from guidance.staleness import staleness
from projects import PROJECT, assemble, built, run
from rendering import Shelf, said, target

TWO = TESTS / "two" / "docs"
HERE = Place(file="x")


@pytest.fixture(scope="module")
def two() -> Corpus:
    """Return the corpus of two texts."""
    return load(TWO)


@pytest.fixture(scope="module")
def index(two: Corpus) -> Index:
    """Return its register."""
    assert two.index
    return two.index


@pytest.fixture(scope="module")
def shelf(two: Corpus) -> Shelf:
    """Return the corpus with its pages."""
    return Shelf.of(two, TWO)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the documents that a test may spoil."""
    return Path(shutil.copytree(TWO, tmp_path / "docs"))


def edit(docs: Path, name: str, old: str, new: str) -> None:
    path = docs / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


# --- equal ids of paragraphs


def test_both_texts_have_paragraphs_of_the_same_id(two: Corpus) -> None:
    tale, rules = two.editions.values()
    assert len(tale.by_id.keys() & rules.by_id.keys()) >= 3


def test_items_rest_on_the_paragraph_of_their_own_text(index: Index) -> None:
    by_segment = {str(at): {one.id for one in items} for at, items in index.by_segment.items()}
    assert by_segment["rules:s1-1"] == {"o-borrow", "o-return", "o-pay"}
    assert by_segment["tale:s1-1"] == {"o-borrow", "o-dates"}


def test_a_term_leads_to_each_text_in_which_it_stands(shelf: Shelf) -> None:
    entry = shelf.page("en", "glossary").get_element_by_id("t-library")
    (where,) = entry.find_class("where")
    found = {target(one.get("href")): one.text for one in where.iter("a")}
    assert found == {
        ("tale.html", "s0"): "Speech s0",
        ("tale.html", "s0-1"): "Speech s0-1",
        ("rules.html", "s0"): "Rules s0",
    }


def test_one_review_vouches_for_the_paragraph_of_one_text(copy: Path) -> None:
    lock = copy / "register" / "translations.lock"
    lines = lock.read_text(encoding="utf-8").splitlines(keepends=True)
    lock.write_text("".join(one for one in lines if " s1 " not in one), encoding="utf-8")
    named = [one.named for one in load(copy).stale.translations]
    assert named == ["tale:s1", "rules:s1"]
    told = review(copy, ["rules:s1"])
    assert told[0] == "en rules s1: reviewed for the first time"
    assert [one.named for one in load(copy).stale.translations] == ["tale:s1"]


def test_a_paragraph_s_id_alone_names_none(copy: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"text-not-named: .*«s1»; nearest: «tale:s1»"):
        review(copy, ["s1"])


def test_a_change_makes_only_its_own_text_stale(two: Corpus) -> None:
    tale, rules = two.editions.values()
    everything = [one.address(segment.id) for one in (tale, rules) for segment in one.segments]
    lock = renewed(two, {}, everything)
    segments = tuple(
        replace(one, reading=one.reading + "也") if one.id == "s1-1" else one for one in rules.segments
    )
    stale = staleness({"tale": tale, "rules": replace(rules, segments=segments)}, lock, two.index)
    assert [one.key.address for one in stale.translations] == [Address("rules", "s1-1")]
    assert stale.items == {"o-borrow", "o-return", "o-pay"}


def test_coverage_is_told_for_each_text_and_in_all(index: Index, two: Corpus) -> None:
    whole = index.coverage
    parts = [whole.of(name) for name in index.texts]
    assert sum(len(one.sentences) for one in parts) == len(whole.sentences)
    assert [one.open for one in parts] == [0, 4]
    lines = list(coverage(two))
    assert lines[-3].startswith("tale: 7 sentences: ")
    assert lines[-2].startswith("rules: 6 sentences: ")
    assert lines[-1].startswith("13 sentences: ")
    assert [line.partition(":")[0] for line in coverage(two, "rules")][:-1] == ["rules"] * 6


def test_the_anchors_of_the_first_text_are_what_they_were(shelf: Shelf) -> None:
    found = [one.get("id") for one in shelf.page("en", "coverage").xpath("//li[starts-with(@id, 's-')]")]
    assert len(found) == len(set(found)) == 13
    assert "s-s1-1-1" in found
    assert "s-rules:s1-1-1" in found


# --- relations between sentences


def test_an_act_stands_once_with_the_sentences_of_both_texts(shelf: Shelf) -> None:
    page = shelf.page("en", "checklist", unit="neighbour")
    (item,) = page.xpath("//*[@id='o-borrow']")
    quotes = item.xpath(".//blockquote")
    assert [said(one.find("cite")) for one in quotes] == ["Rules, 2026-02", "Speech, date not known"]
    marks = [said(one.find("mark")) for one in quotes]
    assert marks == ["每人一次可以借書兩本", "每人一次可以借本書"]
    (bears,) = item.find_class("quote__bears")
    assert said(bears) == "makes precise: Speech s1-1"


def test_a_departure_is_shown_and_nothing_is_decided(shelf: Shelf, two: Corpus) -> None:
    page = shelf.page("en", "checklist", unit="neighbour")
    (told,) = page.find_class("departs")
    assert told.text == two.labels("en")["departs"]
    (item,) = page.xpath("//*[@id='o-pay']")
    assert said(item.find_class("quote__bears--departs-from")[0]) == "departs from: Speech s1-2"
    assert [one.find("mark").text for one in item.iter("blockquote")] == ["弄丟了按價賠償", "弄丟了要賠"]
    (line,) = [one for one in unit_list(two, "neighbour") if "o-pay" in one]
    assert line.endswith("rules:s1-1, tale:s1-2\tdeparts")


def test_a_paragraph_names_what_other_texts_say(shelf: Shelf) -> None:
    tale = shelf.page("en", "edition", edition="tale")
    (segment,) = [one for one in tale.find_class("segment") if one.get("data-segment") == "s1-2"]
    borne = {said(one) for one in segment.find_class("segment__bears")}
    assert borne == {"repeated in: Rules s1-1", "departed from in: Rules s1-1"}


def relation(kind: RelationKind, of: str) -> Relation:
    return Relation(kind=kind, of=of, place=HERE)


def test_the_more_special_speaks_first_then_the_later(two: Corpus) -> None:
    tale, rules = two.editions.values()
    plain = replace(rules, relations=())
    names: Callable[..., list[str]] = lambda *some: [*precedence({one.id: one for one in some})]  # noqa: E731
    assert names(tale, rules) == ["rules", "tale"]
    assert names(replace(tale, issued="2026-03"), plain) == ["tale", "rules"]
    assert names(replace(tale, issued="2026-01-31"), plain) == ["rules", "tale"]
    # What carries out an old text is more special than a later one of another matter.
    late = replace(tale, id="late", issued="2030")
    assert names(tale, late, rules) == ["rules", "late", "tale"]
    amending = replace(plain, id="third", relations=(relation(RelationKind.AMENDS, "rules"),))
    assert names(tale, rules, amending) == ["third", "rules", "tale"]
    # Being named somewhere makes nothing special.
    named = replace(plain, issued="", relations=(relation(RelationKind.NAMED_IN, "tale"),))
    assert names(tale, named) == ["tale", "rules"]


def test_lists_can_be_narrowed_by_text(shelf: Shelf, two: Corpus, index: Index) -> None:
    page = shelf.page("en", "items", text="rules")
    ids = {one.get("id") for one in page.xpath("//li[contains(@class, 'item ')]")}
    assert ids == {one.id for one in index.items.values() if any(cite.text == "rules" for cite in one.cites)}
    # The permanent place of an item stays where all of them stand.
    assert shelf.pages.item(index.items["o-pay"]) == "items.html#o-pay"
    assert list(unit_list(two, "neighbour", "rules"))[-1] == "2 tasks, 3 items"
    checklist = shelf.page("en", "checklist", unit="neighbour")
    (select,) = checklist.xpath("//select[@name='text']")
    assert [one.get("value") for one in select] == ["", "tale", "rules"]
    tasks = {one.get("id"): one.get("data-texts") for one in checklist.xpath("//details[@data-texts]")}
    assert tasks == {"task-borrow": "rules tale", "task-give-back": "rules tale"}


# --- drafts


def test_a_draft_says_what_it_lacks(two: Corpus, shelf: Shelf) -> None:
    assert [*counts(two)] == [
        "draft rules: 2 of 5 paragraphs not translated into en, 4 sentences without an item or a waiver"
    ]
    assert {one.code for one in unfinished(two)} == {"not-translated", "sentence-uncovered", "draft"}
    assert len([*unfinished(two)]) == 7
    page = shelf.page("en", "edition", edition="rules", part="s2")
    assert len(page.xpath("//div[@class='edition-body']//p[@class='untranslated']")) == 2
    texts = [(one.get("lang"), one.text_content()) for one in page.find_class("segment__text")]
    assert texts == [("zh-Hant", "二、開館"), ("zh-Hant", "每天上午開館。")]


def foreign(page: html.HtmlElement) -> list[str]:
    """Return the Chinese words of an English page that do not say that they are Chinese."""
    found = []
    for node in page.xpath("//text()[not(parent::script or parent::style)]"):
        holder = "ancestor" if node.is_tail else "ancestor-or-self"
        tags = node.getparent().xpath(f"{holder}::*[@lang][1]/@lang")
        if re.search("[\u4e00-\u9fff]", node) and not (tags and tags[-1].startswith("zh")):
            found.append(str(node))
    return found


def test_what_is_not_translated_has_its_language_on_every_page(shelf: Shelf) -> None:
    assert {stub.path: foreign(shelf.shown("en", stub)) for stub in shelf.pages.stubs} == {
        stub.path: [] for stub in shelf.pages.stubs
    }


def test_a_table_of_contents_tags_what_is_not_translated(two: Corpus) -> None:
    templates = Environment(loader=FileSystemLoader(PROJECT / "overrides"), autoescape=True)
    links = [{"title": one, "url": f"#{one}", "children": []} for one in ("Borrowing", "二、開館", "A & B")]
    told = templates.get_template("partials/contents.html").render(
        page={"toc": [{"children": links}]},
        w=lambda key: key,
        tagged=lambda text: tagged(text, two.locale("en"), two.languages.original),
    )
    page = html.fromstring(f"<div>{told}</div>")
    assert [one.text_content() for one in page.iter("a")] == ["Borrowing", "二、開館", "A & B"]
    assert foreign(page) == []


def test_what_is_no_draft_must_be_whole(copy: Path, report: Reporter) -> None:
    edit(copy, "register/corpus.yml", "    draft: true\n", "")
    found = {line.split(": ")[1] for line in report(copy).splitlines()}
    assert found == {"block-form", "translation-empty", "sentence-uncovered"}


# --- a text split by part


def test_a_part_has_a_page_and_every_paragraph_knows_it(shelf: Shelf) -> None:
    pages = shelf.pages
    assert pages.segment(Address("rules", "s1-1")) == "rules.html#s1-1"
    assert pages.segment(Address("rules", "s2-1")) == "rules/opening.html#s2-1"
    stub = pages.stub("rules.md")
    assert stub
    whole = shelf.shown("zh-Hant", stub)
    assert [one.get("data-segment") for one in whole.find_class("segment")] == ["s0", "s1", "s1-1"]
    # An address from the time before the text was split leads on.
    moved = whole.get_element_by_id("s2-1")
    assert (moved.tag, moved.get("href")) == ("a", "rules/opening.html#s2-1")


# --- held documents, witnesses, provenance


def test_a_held_document_leads_to_its_text(shelf: Shelf) -> None:
    section = shelf.page("en", "documents").get_element_by_id("rules").getparent()
    (text,) = section.find_class("document__text")
    assert target(text.find("a").get("href")) == ("rules.html", "")
    assert not section.find_class("document__held")
    # The words hold for one text and for several.
    assert "Said of it in the texts:" in said(section)


def test_the_apparatus_shows_the_readings_of_further_copies(shelf: Shelf) -> None:
    page = shelf.page("en", "apparatus", edition="rules")
    (witness,) = page.find_class("witness")
    assert (witness.text, witness.get("title")) == ("copy", "A further copy")
    assert "A further copy" in said(shelf.page("en", "provenance", edition="rules"))


def test_a_variant_is_no_error_of_the_text(shelf: Shelf, two: Corpus) -> None:
    stub = shelf.pages.stub("rules.md")
    assert stub
    page = shelf.shown("zh-Hant", stub)
    (mark,) = page.xpath("//a[@data-note='r01']")
    assert {*mark.get("class").split()} == {"em", "em--variant"}
    shown = {one.tag: (one.text, one.get("hidden") is None) for one in mark}
    assert shown == {"del": ("兩", True), "ins": ("〔二〕", False)}
    (kind,) = page.get_element_by_id("note-r01").find_class("note__kind")
    assert said(kind) == "異文：另一抄本"
    row = shelf.page("en", "apparatus", edition="rules").get_element_by_id("r01")
    assert (row.get("data-kind"), row.get("data-confidence")) == ("variant", None)
    assert [said(cell) for cell in row][4:6] == ["variant", "–"]
    assert "certain 0, conjecture 0, variant 1" in said(shelf.page("en", "provenance", edition="rules"))
    # Neither a quote nor the translation is put in doubt by it.
    assert not shelf.page("en", "checklist", unit="neighbour").find_class("probable")
    found = two.editions["rules"].translated("en", "s1-1")
    assert found
    assert found.doubts == ()


def test_provenance_says_what_is_not_known(shelf: Shelf) -> None:
    rows = {
        said(row.find("th")): said(row.find("td"))
        for row in shelf.page("en", "provenance", edition="tale").iter("tr")
    }
    assert (rows["Issued by"], rows["Issued on"]) == ("not known", "not known")
    rules = said(shelf.page("en", "provenance", edition="rules"))
    assert "Carries outSpeech at the opening" in rules
    assert "Issued on2026-02" in rules


# --- data


def test_the_data_have_the_published_forms_and_can_be_narrowed(two: Corpus, tmp_path: Path) -> None:
    write_data(two, tmp_path)
    forms = {
        name.partition(".")[0]: jsonschema.Draft202012Validator(json.loads(text))
        for name, text in schemas(two.languages).items()
    }
    places = {"register": "register.json", "edition": "editions/*.json", "checklist": "units/*.json"}
    for name, pattern in places.items():
        for file in tmp_path.glob(pattern):
            assert list(forms[name].iter_errors(json.loads(file.read_text(encoding="utf-8")))) == []
    narrowed = json.loads((tmp_path / "units/neighbour.rules.en.json").read_text(encoding="utf-8"))
    assert {one["item"]["id"] for one in narrowed["rows"]} == {"o-borrow", "o-return", "o-pay"}
    (pay,) = [one["item"] for one in narrowed["rows"] if one["item"]["id"] == "o-pay"]
    assert two.labels("en")["departs"] in pay["detail"]
    assert [(one["text"], one["at"]) for one in pay["quotes"]] == [("rules", "s1-1"), ("tale", "s1-2")]
    register = json.loads((tmp_path / "register.json").read_text(encoding="utf-8"))
    assert [*register["coverage"]["editions"]] == ["tale", "rules"]
    sheet = openpyxl.load_workbook(tmp_path / "units/neighbour.en.xlsx").worksheets[0]
    cells = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert "Rules s1-1 Speech s1-2" in cells


def test_the_one_file_has_both_texts_apart(two: Corpus) -> None:
    page = html.fromstring(
        one_file(two, "neighbour", PROJECT / "overrides", PROJECT / "docs" / "assets" / "js")
    )
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {"s1-1", "rules:s1-1"} <= {*ids}
    links = {one.get("href") for one in page.get_element_by_id("o-borrow").iter("a")}
    assert links == {"#s1-1", "#rules:s1-1"}
    assert {one for one in page.xpath("//a/@href") if one[1:] not in ids} == set()


# --- what editors are told


def test_the_examples_for_editors_are_in_use_here() -> None:
    text = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.partition("## Relations, copies, parts, drafts\n")[2].partition("\n## ")[0]
    lines = {
        line.strip()
        for block in re.findall(r"^```(?:yaml)?\n(.+?)^```$", section, re.MULTILINE | re.DOTALL)
        for line in block.splitlines()
        if not line.startswith("#")
    }
    files = [one for one in TWO.rglob("*") if one.suffix in {".md", ".yml"}]
    held = "\n".join(one.read_text(encoding="utf-8") for one in files)
    assert len(lines) > 15
    assert [line for line in lines if line not in held] == []


# --- the whole site


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the project with its site built, which checks every link and id."""
    folder = assemble(tmp_path_factory.mktemp("two"), "two")
    built(folder)
    return folder


def test_the_site_builds_and_a_release_waits_for_the_draft(project: Path) -> None:
    assert run(project, "check").returncode == 0
    done = run(project, "check-release")
    assert done.returncode == 1
    assert re.search(r"docs/register/corpus\.yml:\d+:\d+: draft: this text is a draft", done.stderr)


def test_the_search_knows_the_page_of_every_paragraph(project: Path) -> None:
    text = (project / "site/data/search/zh-Hant.js").read_text(encoding="utf-8")
    data = json.loads(text.partition("=")[2])
    tale, rules = data["editions"]
    assert tale[0] == "tale.html"
    assert len(tale) == 3
    assert rules[3] == [[0, "rules.html"], [3, "rules/opening.html"]]
    assert data["texts"] == [["tale", "講話"], ["rules", "規則"]]


def test_the_search_can_be_narrowed_by_text(project: Path, index: Index) -> None:
    scripts = PROJECT / "docs/assets/js"
    asked = f"""
        const vm = require('node:vm'), fs = require('node:fs')
        vm.runInThisContext(fs.readFileSync({json.dumps(str(project / "site/data/search/en.js"))}, 'utf8'))
        const {{ library }} = require({json.dumps(str(scripts / "search-data.js"))})
        const {{ narrow, anything }} = require({json.dumps(str(scripts / "search-facets.js"))})
        const {{ entries }} = library(GuidanceSearch)
        const hits = entries.map((_, entry) => ({{ entry, score: 1, via: 'own' }}))
        const left = text => narrow(hits, entries, {{ ...anything(), text }})
        const named = hit => [entries[hit.entry].kind, entries[hit.entry].id]
        const ids = ['0', '1'].map(text => left(text).hits.map(named))
        console.log(JSON.stringify([ids, left('').counts.text]))
        """
    done = subprocess.run(
        ["node", "-e", asked],  # noqa: S607 -- node is looked up on PATH on purpose
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    (tale, rules), counts = json.loads(done.stdout)
    assert [counts["0"], counts["1"]] == [len(tale), len(rules)]
    paragraphs = [id_ for kind, id_ in rules if kind in {"paragraph", "heading"}]
    assert paragraphs == [one.id for one in index.texts["rules"].segments]
    points = {id_ for kind, id_ in rules if kind in {"item", "step"}}
    assert points == {one.id for one in index.items.values() if any(at.text == "rules" for at in one.cites)}
    assert {id_ for kind, id_ in rules if kind == "task"} == {"task-borrow", "task-give-back"}
    assert ["emendation", "r01"] in rules
    assert ["emendation", "r01"] not in tale
