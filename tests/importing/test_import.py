"""From a raw file to lists that cite it: the guide in CONTRIBUTING, gone through as a new user would.

The plan is invented for the test and says so in its title; it is no part of any site.
"""

from __future__ import annotations

import hashlib
import io
import re
import shutil
from datetime import date
from pathlib import Path

import docx
import pytest
from lxml import html

import projects
from corpora import TESTS, Copier
from guidance.corpus import load
from guidance.importing import Request, bring_in
from guidance.pages import load_pages
from guidance.problems import DefectiveInputError
from guidance.suspects.habits import OWN

PLAN = (TESTS / "importing" / "plan.txt").read_text(encoding="utf-8")
TODAY = date(2026, 3, 5)
IDS = ["p0", "p0-1", "p1", "p1-1", "p2", "p2-1", "p2-2", "p3", "p3-1", "p3-1-1", "p3-1-2", "p3-1-3"]
OBLIGATION = """\
- id: o-register
  title: {zh-Hant: 先登記, en: Register first}
  units: [neighbour]
  actor: borrower
  phase: borrowing
  modality: must
  cites:
    - {at: summer:p2-2, quote: 鄉親借書要先登記}
"""


def word() -> bytes:
    """Return the plan as a Word document, its headings by their styles."""
    document = docx.Document()
    for line in PLAN.splitlines():
        text = line.strip("\u3000")
        style = "Title" if "办法（" in text else "Heading 1" if re.match("[一二三]、", text) else None
        document.add_paragraph(text, style=style)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def page() -> bytes:
    """Return the plan as a web page in GBK that says GB 2312, as so many do."""
    first, *others = (line.strip("\u3000") for line in PLAN.splitlines())
    body = "".join(f"<p>{line}</p>" for line in others)
    source = (
        f"<html><head><meta charset=gb2312></head><body><nav>首页</nav><h1>{first}</h1>{body}</body></html>"
    )
    return source.encode("gbk")


FORMS = {
    "gb18030": ("plan.txt", lambda: PLAN.encode("gb18030")),
    "utf-16": ("plan.txt", lambda: PLAN.encode("utf-16")),
    "utf-8": ("plan.text", lambda: PLAN.encode("utf-8")),
    "word": ("plan.docx", word),
    "page": ("plan.html", page),
}


def files(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def bring(root: Path, name: str, id_: str = "summer", kind: str = "plan", today: date = TODAY) -> list[str]:
    return list(bring_in(root, Request(file=root / name, id=id_, kind=kind, today=today)))


@pytest.mark.parametrize("form", FORMS)
def test_a_file_of_any_form_becomes_the_same_edition(form: str, copied: Copier, tiny_docs: Path) -> None:
    docs = copied(tiny_docs)
    name, make = FORMS[form]
    raw = make()
    (docs.parent / name).write_bytes(raw)
    told = bring(docs.parent, name)
    edition = load(docs).editions["summer"]
    assert [one.id for one in edition.segments] == IDS
    assert [one.id for one in edition.segments if one.level] == ["p0", "p1", "p2", "p3"]
    assert [one.id for one in edition.segments if one.run_on] == ["p3-1-1", "p3-1-2", "p3-1-3"]
    assert "".join(one.verbatim for one in edition.segments) == re.sub(r"\s", "", PLAN)
    assert edition.by_id["p2-2"].reading == "（二）鄉親借書要先登記。"
    assert edition.title["zh-Hant"] == "小溪村圖書館暑期開放辦法（為測試編造）"
    assert edition.draft
    original = edition.provenance.original
    assert original
    assert (docs / original.file).read_bytes() == raw
    assert original.sha256 == hashlib.sha256(raw).hexdigest()
    encodings = {"gb18030": "gb18030", "utf-16": "utf-16", "utf-8": "utf_8", "word": "", "page": "gb18030"}
    assert original.encoding == encodings[form]
    if original.encoding:
        assert f"{original.encoding}, {float(original.certainty):.0%} sure" in told[0]


def test_a_text_that_needs_no_second_file_has_none(copied: Copier, tiny_docs: Path) -> None:
    docs = copied(tiny_docs)
    lines = [line.strip("\u3000") for line in PLAN.splitlines()]
    (docs.parent / "plan.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    bring(docs.parent, "plan.txt")
    assert load(docs).editions["summer"].provenance.original is None
    assert not list(docs.glob("sources/summer.original*"))


def test_nothing_that_exists_is_changed_and_deleting_the_files_undoes_it(
    copied: Copier, tiny_docs: Path
) -> None:
    docs = copied(tiny_docs)
    (docs.parent / "plan.txt").write_bytes(PLAN.encode("gb18030"))
    before = files(docs.parent)
    told = bring(docs.parent, "plan.txt")
    after = files(docs.parent)
    assert before.items() <= after.items()
    named = {line.strip() for line in told if line.startswith("  docs/")}
    assert named == after.keys() - before.keys()
    assert len(named) == 10
    for name in named:
        (docs.parent / name).unlink()
    assert files(docs.parent) == before
    assert list(load(docs).editions) == ["tale"]


def test_the_same_file_again_does_nothing_on_any_day(copied: Copier, tiny_docs: Path) -> None:
    docs = copied(tiny_docs)
    (docs.parent / "plan.txt").write_bytes(PLAN.encode("gb18030"))
    bring(docs.parent, "plan.txt")
    before = files(docs.parent)
    told = bring(docs.parent, "plan.txt", today=date(2027, 1, 1))
    assert told == ["plan.txt was brought in as “summer” before; nothing was done"]
    assert files(docs.parent) == before


def test_another_file_under_the_same_id_is_refused(copied: Copier, tiny_docs: Path) -> None:
    docs = copied(tiny_docs)
    (docs.parent / "plan.txt").write_bytes(PLAN.encode("gb18030"))
    bring(docs.parent, "plan.txt")
    (docs.parent / "plan.txt").write_bytes(PLAN.replace("两本", "三本").encode("gb18030"))
    before = files(docs.parent)
    with pytest.raises(DefectiveInputError, match="id-in-use: another text has this id: «summer»"):
        bring(docs.parent, "plan.txt")
    assert files(docs.parent) == before


def test_an_original_that_was_altered_is_seen(copied: Copier, tiny_docs: Path) -> None:
    docs = copied(tiny_docs)
    (docs.parent / "plan.txt").write_bytes(PLAN.encode("gb18030"))
    bring(docs.parent, "plan.txt")
    (docs / "sources/summer.original.txt").write_bytes(b"x")
    with pytest.raises(DefectiveInputError, match=r"sources/summer\.original\.txt:1:1: source-changed"):
        load(docs)


def test_a_disk_that_is_full_leaves_nothing_behind(
    copied: Copier, tiny_docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs = copied(tiny_docs)
    (docs.parent / "plan.txt").write_bytes(PLAN.encode("gb18030"))
    before = files(docs.parent)
    real = Path.open

    def full(path: Path, mode: str = "r", **words: str) -> object:
        if path.name == "summer-apparatus.md":
            raise OSError(28, "No space left on device")
        return real(path, mode, **words)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(OSError, match="No space left"):
        bring(docs.parent, "plan.txt")
    monkeypatch.undo()
    assert files(docs.parent) == before
    assert not (docs / "register" / "texts").exists()


def test_the_text_s_pages_stand_in_the_menu_behind_the_last_text(copied: Copier, tiny_docs: Path) -> None:
    docs = copied(tiny_docs)
    (docs.parent / "plan.txt").write_bytes(PLAN.encode("gb18030"))
    bring(docs.parent, "plan.txt")
    assert load_pages(docs, load(docs)).after == {
        "texts/summer.md": "tale.md",
        "texts/summer-apparatus.md": "texts/summer.md",
        "texts/summer-provenance.md": "texts/summer-apparatus.md",
    }


def test_the_import_lists_suspect_places(copied: Copier, tiny_docs: Path) -> None:
    docs = copied(tiny_docs)
    (docs.parent / "plan.txt").write_bytes(PLAN.replace("登记", "登纪").encode("gb18030"))
    told = bring(docs.parent, "plan.txt")
    assert any("wrong-character" in line and "proposal: «记»" in line for line in told)


def test_damaged_habits_are_told_and_nothing_stays(copied: Copier, tiny_docs: Path) -> None:
    docs = copied(tiny_docs)
    (docs.parent / "plan.txt").write_bytes(PLAN.encode("gb18030"))
    (docs / OWN).write_text("languages: [zh]\n", encoding="utf-8")
    before = files(docs.parent)
    with pytest.raises(DefectiveInputError, match=r"habits\.yml"):
        bring(docs.parent, "plan.txt")
    assert files(docs.parent) == before


@pytest.fixture(scope="module")
def guided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project in which a new user has gone through the guide, step by step."""
    folder = projects.assemble(tmp_path_factory.mktemp("guided"))
    (folder / "plan.docx").write_bytes(word())
    # Step 1: the command.
    done = projects.run(folder, "import", str(folder / "plan.docx"), "summer", "--kind", "plan")
    assert (done.returncode, done.stderr) == (0, "")
    # Step 2: an item that cites it. Step 3: the task that it is a point of.
    register = folder / "docs" / "register"
    with (register / "obligations.yml").open("a", encoding="utf-8") as file:
        file.write(OBLIGATION)
    tasks = (register / "tasks.yml").read_text(encoding="utf-8")
    (register / "tasks.yml").write_text(
        tasks.replace("[o-come, o-borrow]", "[o-come, o-borrow, o-register]"), encoding="utf-8"
    )
    # Step 4: the site.
    projects.built(folder)
    return folder


def test_the_guide_leads_to_a_list_that_cites_the_plan(guided: Path) -> None:
    source = (guided / "site" / "units" / "neighbour.html").read_bytes()
    tree = html.document_fromstring(source, parser=html.HTMLParser(encoding="utf-8"))
    (item,) = tree.xpath("//*[@id='o-register']")
    assert "鄉親借書要先登記" in item.text_content()
    assert item.xpath(".//a[contains(@href, 'texts/summer.html#p2-2')]")
    assert "小溪村圖書館暑期開放辦法" in item.text_content() or "summer" in item.text_content()


def test_the_text_has_its_page_in_every_language(guided: Path) -> None:
    for tree in ("", "zh-Hans/", "en/"):
        source = (guided / "site" / f"{tree}texts/summer.html").read_bytes()
        found = html.document_fromstring(source, parser=html.HTMLParser(encoding="utf-8"))
        assert [one for one in IDS if not found.xpath(f"//*[@id='{one}']")] == []
        home = html.document_fromstring((guided / "site" / f"{tree}index.html").read_bytes())
        assert home.xpath("//a[@href='texts/summer.html']")


def test_the_built_site_is_sound(guided: Path) -> None:
    done = projects.run(guided, "check-site")
    assert (done.returncode, done.stderr) == (0, "")


def test_old_citations_need_not_name_their_text(guided: Path) -> None:
    index = load(guided / "docs").index
    assert index
    assert {cite.text for cite in index.items["o-return"].cites} == {"tale"}
    assert {cite.text for cite in index.items["o-register"].cites} == {"summer"}
    done = projects.run(guided, "why", "o-return", "child")
    assert done.returncode == 0
    assert "s1-2" in projects.run(guided, "list", "child").stdout
    assert "tale:s1-2" not in projects.run(guided, "list", "child").stdout
    assert "summer:p2-2" in projects.run(guided, "list", "neighbour").stdout


def test_a_citation_of_the_new_text_has_to_name_it(guided: Path, tmp_path: Path) -> None:
    docs = Path(shutil.copytree(guided / "docs", tmp_path / "docs"))
    path = docs / "register" / "obligations.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("summer:p2-2", "p2-2"), encoding="utf-8")
    with pytest.raises(DefectiveInputError, match="unknown-paragraph"):
        load(docs)
