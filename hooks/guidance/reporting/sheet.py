"""The sheet that a unit signs and hands in, as a Word document: what was done, and room for the seal."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import segno
from docx import Document
from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from guidance.labels import filled
from guidance.progress.lists import TaskList
from guidance.progress.model import Entry, Progress
from guidance.progress.stamps import shown
from guidance.progress.summary import summarise
from guidance.reporting.report import Voice

_PACKED = (1980, 1, 1, 0, 0, 0)
_FONT, _HAN_FONT = "Times New Roman", "SimSun"
_SEAL_HEIGHT = Cm(3.2)
_WIDTHS = (Cm(1.1), Cm(5.3), Cm(1.8), Cm(2.5), Cm(1.9), Cm(4.8))


def sheet(doc: Progress, found: TaskList, voice: Voice, editions: Sequence[str], address: str) -> bytes:
    """Return the sheet as DOCX; the bytes depend on what goes in alone.

    Args:
        doc: what the unit reports.
        found: its list, of the same edition.
        voice: the words.
        editions: titles of the texts that the list cites, in their order.
        address: the list's address on the web, for the code on the sheet; empty where the site has none.
    """
    paper = Document()
    _set_up(paper, max((one.date for one in found.editions.values()), default="1980-01-01"))
    _head(paper, _About(doc=doc, found=found, voice=voice, editions=editions, address=address))
    _tasks(paper, doc, found, voice)
    _limits(paper, doc, found, voice)
    _seals(paper, voice)
    _foot(paper.sections[0].footer.paragraphs[0], voice)
    out = io.BytesIO()
    paper.save(out)
    return _packed(out.getvalue())


def _set_up(paper: Paper, edition: str) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin = section.bottom_margin = Cm(1.6)
    for name in ("Normal", "Title"):
        style = paper.styles[name]
        style.font.name = _FONT
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _HAN_FONT)
    paper.styles["Normal"].font.size = Pt(10)
    paper.styles["Normal"].paragraph_format.space_after = Pt(2)
    made = datetime.fromisoformat(edition)
    properties = paper.core_properties
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = made
    properties.revision = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class _About:
    """What a sheet is about."""

    doc: Progress
    found: TaskList
    voice: Voice
    editions: Sequence[str]
    address: str


def _head(paper: Paper, about: _About) -> None:
    doc, found, voice = about.doc, about.found, about.voice
    kinds = voice("list-comma").join(voice.kinds.get(one, one) for one in doc.unit.kinds)
    title = paper.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(f"{voice('report-sheet')} · {kinds}")
    run.bold, run.font.size = True, Pt(15)
    sums = summarise(doc, found, "")
    facts = [
        (voice("report-unit"), shown(doc.unit.name) or "________________"),
        (voice("report-first-day"), doc.unit.first_day or "____________"),
        (
            voice("report-done"),
            f"{sums.count.done} / {sums.count.total - sums.count.not_applicable}"
            + (f" ({sums.count.share} %)" if sums.count.share is not None else ""),
        ),
    ]
    for name, edition in zip(about.editions, found.editions.values(), strict=True):
        facts.append((voice("report-edition"), f"{name}, {edition.date}"))
        facts.append(("SHA-256", edition.sha256))
    table = paper.add_table(rows=0, cols=3 if about.address else 2)
    for label, value in facts:
        cells = table.add_row().cells
        _say(cells[0].paragraphs[0], label, bold=True)
        _say(cells[1].paragraphs[0], value, size=7 if label == "SHA-256" else 10)
    widths = (Cm(3), Cm(11), Cm(3.4))
    if about.address:
        code = table.cell(0, 2).merge(table.cell(len(facts) - 1, 2)).paragraphs[0]
        picture = io.BytesIO()
        segno.make(about.address, error="m").save(picture, kind="png", scale=4, border=2)
        picture.seek(0)
        code.alignment = WD_ALIGN_PARAGRAPH.CENTER
        code.add_run().add_picture(picture, width=Cm(2.4))
    _widths(table, widths[: len(table.columns)])


def _tasks(paper: Paper, doc: Progress, found: TaskList, voice: Voice) -> None:
    table = paper.add_table(rows=1, cols=len(_WIDTHS))
    table.style = paper.styles["Table Grid"]
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    heads = ("number", "report-task", "report-state", "report-on", "report-who", "report-remarks")
    for cell, key in zip(table.rows[0].cells, heads, strict=True):
        _say(cell.paragraphs[0], voice(key), bold=True, size=9)
    _mark(table, 0, "w:tblHeader")
    number = 0
    for phase, tasks in found.phases.items():
        row = table.add_row()
        merged = row.cells[0].merge(row.cells[-1]).paragraphs[0]
        _say(merged, voice.title(phase), bold=True, size=9)
        merged.paragraph_format.keep_with_next = True
        for task in tasks:
            number += 1
            entry = doc.tasks.get(task, Entry())
            remarks = _remarks(entry, voice)
            if task in doc.again:
                remarks.append(voice("report-again"))
            value = entry.values.get
            texts = (
                str(number),
                voice.title(task),
                voice(f"report-{entry.state}"),
                value("on", "") or value("due", ""),
                value("who", ""),
                "\n".join(filter(None, remarks)),
            )
            for cell, text in zip(table.add_row().cells, texts, strict=True):
                _say(cell.paragraphs[0], shown(text), size=9)
    for index in range(len(table.rows)):
        _mark(table, index, "w:cantSplit")
    _widths(table, _WIDTHS)


def _remarks(entry: Entry, voice: Voice) -> list[str]:
    """Return why a task does not apply, what proves it, all notes, and what the guidance group says."""
    remarks = [entry.values.get("reason", ""), entry.values.get("proof", "")]
    for _, note in sorted(entry.notes.items()):
        remarks.append(f"{note.text} ({note.by})" if note.by else note.text)
    review = entry.looked_at
    if review:
        said = ": ".join(filter(None, (voice(f"report-{review.verdict}"), review.note)))
        remarks.append(voice("list-comma").join(filter(None, (said, review.by, review.on))))
    return remarks


def _limits(paper: Paper, doc: Progress, found: TaskList, voice: Voice) -> None:
    if not found.limits:
        return
    _say(paper.add_paragraph(), voice("limits"), bold=True)
    table = paper.add_table(rows=0, cols=2)
    table.style = paper.styles["Table Grid"]
    for name in found.limits:
        known = doc.limits.get(name)
        cells = table.add_row().cells
        _say(cells[0].paragraphs[0], voice.title(name), size=9)
        said = "" if known is None else ", ".join(filter(None, (voice("report-known"), known.by, known.on)))
        _say(cells[1].paragraphs[0], shown(said), size=9)
    _widths(table, (Cm(11.5), Cm(6)))


def _seals(paper: Paper, voice: Voice) -> None:
    paper.add_paragraph()
    table = paper.add_table(rows=1, cols=2)
    table.style = paper.styles["Table Grid"]
    for cell, key in zip(table.rows[0].cells, ("report-seal", "report-signature"), strict=True):
        _say(cell.paragraphs[0], voice(key), bold=True, size=9)
        cell.add_paragraph().paragraph_format.space_before = Pt(34)
        _say(cell.add_paragraph(), voice("report-dated"), size=9)
    table.rows[0].height = _SEAL_HEIGHT
    _mark(table, 0, "w:cantSplit")
    _widths(table, (Cm(8.75), Cm(8.75)))


def _foot(paragraph: Paragraph, voice: Voice) -> None:
    """Write which page it is and of how many; the program that opens the sheet counts them."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    words = filled(voice("file-page"), page="\0PAGE\0", pages="\0NUMPAGES\0")
    for part in words.split("\0"):
        if part in {"PAGE", "NUMPAGES"}:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), part)
            inner: Any = paragraph._p  # noqa: SLF001 -- the library has no fields
            inner.append(field)
            run = OxmlElement("w:r")
            text = OxmlElement("w:t")
            text.text = "1"
            run.append(text)
            field.append(run)
        elif part:
            _say(paragraph, part, size=9)


def _say(paragraph: Paragraph, text: str, *, bold: bool = False, size: int = 10) -> None:
    run = paragraph.add_run(text)
    run.bold = bold
    run.font.size = Pt(size)


def _widths(table: Table, widths: Sequence[int]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        # A merged cell stands at several places of its row.
        if len({id(cell._tc) for cell in row.cells}) == len(widths):  # noqa: SLF001 -- tells merged cells
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = width


def _mark(table: Table, row: int, name: str) -> None:
    """Set a property of a row that the library has no word for."""
    properties: Any = table.rows[row]._tr.get_or_add_trPr()  # noqa: SLF001 -- as said
    properties.append(OxmlElement(name))


def _packed(data: bytes) -> bytes:
    """Return a package with its parts in order and at one time, so that the same sheet has the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        # The part that names the kinds of the others comes first.
        for name in sorted(old.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            part = zipfile.ZipInfo(name, _PACKED)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return out.getvalue()
