"""Word documents and web pages become lines of text; what is left out is told."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpora import TESTS
from guidance.importing.document import Document
from guidance.importing.formats import read_document
from guidance.importing.numbering import Scheme, read_schemes
from guidance.importing.wordlists import han
from guidance.problems import Problem

W = nsdecls("w")


@pytest.fixture(scope="module")
def schemes() -> tuple[Scheme, ...]:
    return read_schemes(Path("nowhere"), TESTS.parent)


def read(path: Path, schemes: tuple[Scheme, ...]) -> Document:
    found = read_document(path, "", schemes, path.name)
    assert isinstance(found, Document), found
    return found


@pytest.fixture
def word(tmp_path: Path) -> Path:
    """Return a Word document with whatever makes reading one hard."""
    document = docx.Document()
    document.add_paragraph("花園辦法", style="Title")
    document.add_paragraph("一、誰管", style="Heading 1")
    document.add_paragraph("　　花園由住戶管理。")
    numbers = document.part.numbering_part.element
    numbers.insert(
        0,
        parse_xml(
            f'<w:abstractNum {W} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            '<w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%1）"/></w:lvl>'
            '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
            '<w:lvlText w:val="%1.%2、"/></w:lvl>'
            "</w:abstractNum>"
        ),
    )
    numbers.append(parse_xml(f'<w:num {W} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for depth, text in ((0, "開門要早。"), (1, "六點。"), (1, "七點。"), (0, "關門要晚。")):
        paragraph = document.add_paragraph(text)
        paragraph._p.get_or_add_pPr().append(  # noqa: SLF001 -- the only way to a list
            parse_xml(f'<w:numPr {W}><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr>')
        )
    changed = document.add_paragraph("工具用完")
    changed._p.append(parse_xml(f'<w:ins {W} w:id="1"><w:r><w:t>要放回原處。</w:t></w:r></w:ins>'))  # noqa: SLF001
    changed._p.append(parse_xml(f'<w:del {W} w:id="2"><w:r><w:delText>帶回家。</w:delText></w:r></w:del>'))  # noqa: SLF001
    broken = document.add_paragraph("種菜，")
    broken.runs[0].add_break()
    broken.add_run("種花。")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [one for row in table.rows for one in row.cells], ["戶", "畦", "王家", "三"], strict=True
    ):
        cell.text = text
    path = tmp_path / "plan.docx"
    document.save(str(path))
    return path


def test_a_word_document_is_read_as_it_is_seen(word: Path, schemes: tuple[Scheme, ...]) -> None:
    found = read(word, schemes)
    assert (found.format, found.encoding) == ("docx", "")
    assert [(one.text, one.level) for one in found.lines] == [
        ("花園辦法", 1),
        ("一、誰管", 2),
        ("花園由住戶管理。", 0),
        ("（一）開門要早。", 0),
        ("一.1、六點。", 0),
        ("一.2、七點。", 0),
        ("（二）關門要晚。", 0),
        ("工具用完要放回原處。", 0),
        ("種菜，", 0),
        ("種花。", 0),
        ("戶　畦", 0),
        ("王家　三", 0),
    ]
    what = [one.what for one in found.notes]
    assert sum("sets the number" in one for one in what) == 4
    assert sum("tracked changes" in one for one in what) == 1
    assert sum("2 rows" in one for one in what) == 1
    assert len(what) == 6


def test_footnotes_are_told_as_left_out(word: Path, schemes: tuple[Scheme, ...], tmp_path: Path) -> None:
    path = tmp_path / "notes.docx"
    with zipfile.ZipFile(word) as old, zipfile.ZipFile(path, "w") as new:
        for one in old.infolist():
            raw = old.read(one)
            if one.filename == "word/_rels/document.xml.rels":
                link = (
                    '<Relationship Id="rIdF" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                    'relationships/footnotes" Target="footnotes.xml"/></Relationships>'
                )
                raw = raw.replace(b"</Relationships>", link.encode())
            if one.filename == "[Content_Types].xml":
                kind = (
                    '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-'
                    'officedocument.wordprocessingml.footnotes+xml"/></Types>'
                )
                raw = raw.replace(b"</Types>", kind.encode())
            new.writestr(one, raw)
        text = "<w:footnote><w:p><w:r><w:t>見附件。</w:t></w:r></w:p></w:footnote>"
        new.writestr("word/footnotes.xml", f"<w:footnotes {W}>{text}</w:footnotes>")
    found = read(path, schemes)
    assert ("footnotes: left out", "見附件。") in [(one.what, one.text) for one in found.notes]


@pytest.mark.parametrize(
    ("number", "digits"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (105, "一〇五")]
)
def test_word_counts_in_han_digits(number: int, digits: str) -> None:
    assert han(number) == digits


PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>某站</title>
<style>p {{ color: red }}</style></head><body><nav><a href="/">首頁</a></nav>
<article><h1>花園辦法</h1><h2>一、誰管</h2>
<p>花園由<b>住戶</b>
管理。<br>輪流值日。<!-- 這裡不是正文 --></p>
<div>開門要早。<div>關門要晚。</div>下雨不開。</div>
<table><tr><th>戶</th><td>畦</td></tr></table><ol><li>種菜</li></ol><img src="a.png" alt="花"></article>
<footer>版權所有</footer></body></html>"""


@pytest.mark.parametrize(
    ("charset", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gbk"), ("big5", "big5"), ("utf-8", "utf-16")]
)
def test_a_web_page_is_read(charset: str, encoding: str, tmp_path: Path, schemes: tuple[Scheme, ...]) -> None:
    path = tmp_path / "plan.html"
    path.write_bytes(PAGE.format(charset=charset).encode(encoding))
    found = read(path, schemes)
    assert found.format == "html"
    assert [(one.text, one.level) for one in found.lines] == [
        ("花園辦法", 1),
        ("一、誰管", 2),
        ("花園由住戶管理。", 0),
        ("輪流值日。", 0),
        ("開門要早。", 0),
        ("關門要晚。", 0),
        ("下雨不開。", 0),
        ("戶　畦", 0),
        ("種菜", 0),
    ]
    what = " ".join(one.what for one in found.notes)
    assert all(word in what for word in ("a table", "numbers this list itself", "a picture"))
    assert all("版權" not in one.text and "首頁" not in one.text for one in found.lines)


def archive(names: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as opened:
        for name, text in names.items():
            opened.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    "case",
    [
        ("a.docx", b"PK\x03\x04broken", "not-what-it-says", "damaged"),
        ("a.docx", "是純文字。".encode(), "not-what-it-says", "damaged"),
        ("a.docx", archive({"a.txt": "x"}), "not-what-it-says", "holds no Word document"),
        ("a.docx", archive({"word/document.xml": "<x"}), "not-what-it-says", "damaged"),
        ("a.txt", archive({"a.txt": "x"}), "not-what-it-says", "holds no Word document"),
        ("a.html", "只有文字，沒有標籤，也沒有別的東西。".encode(), "not-what-it-says", "no web page"),
        ("a.pdf", b"%PDF-1.7 ...", "unknown-format", "PDF"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unknown-format", "old Word"),
        ("a.txt", b"\x89PNG\r\n", "unknown-format", "picture"),
        ("a.txt", b" \n\n ", "empty-file", "empty"),
        ("a.html", b"<html><body><script>1</script></body></html>", "empty-file", "no text"),
        ("a.txt", bytes(range(256)), "not-text", "control character"),
        ("none.txt", None, "missing-file", "cannot be read"),
    ],
    ids=lambda case: f"{case[0]}-{case[3]}",
)
def test_what_is_no_text_is_told(
    case: tuple[str, bytes | None, str, str], tmp_path: Path, schemes: tuple[Scheme, ...]
) -> None:
    name, raw, code, words = case
    path = tmp_path / name
    if raw is not None:
        path.write_bytes(raw)
    found = read_document(path, "", schemes, name)
    assert isinstance(found, Problem)
    assert found.code == code
    assert words in found.message


def test_a_word_document_under_another_name_is_told(word: Path, schemes: tuple[Scheme, ...]) -> None:
    other = word.rename(word.with_suffix(".txt"))
    found = read_document(other, "", schemes, "plan.txt")
    assert isinstance(found, Problem)
    assert (found.code, found.fragment) == ("not-what-it-says", ".txt")


def test_an_archive_that_unfolds_to_too_much_is_refused(
    word: Path, schemes: tuple[Scheme, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guidance.importing.word.MOST", 1000)
    found = read_document(word, "", schemes, "plan.docx")
    assert isinstance(found, Problem)
    assert "unfolds to more than" in found.message


def test_a_file_that_is_too_large_is_refused(
    word: Path, schemes: tuple[Scheme, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guidance.importing.formats.MOST", 1000)
    found = read_document(word, "", schemes, "plan.docx")
    assert isinstance(found, Problem)
    assert found.code == "file-too-large"
