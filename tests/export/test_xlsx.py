"""The workbook reads back as it was meant: rows, links, rules, printing; and is the same each time."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from guidance.corpus import Corpus
from guidance.export.listing import Listing, Row, TaskLine
from guidance.export.xlsx import Workbooks
from guidance.export.xlsx.book import fitting, height
from guidance.export.xlsx.work import COLUMNS, lines
from guidance.register.model import Modality

from .lists import Lists, with_first

HEAD = 4
FIRST = HEAD + 1
STATES = ("file-open", "file-begun", "file-done", "file-not-applicable")
AT = {key: column for column, key in enumerate(COLUMNS, start=1)}


def opened(listing: Listing) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(Workbooks()(listing)), rich_text=True)


@pytest.fixture(scope="module")
def books(lists: Lists) -> Mapping[tuple[str, str], Workbook]:
    return {key: opened(listing) for key, listing in lists.items()}


@pytest.fixture
def listing(lists: Lists) -> Listing:
    return next(iter(lists.values()))


@pytest.fixture
def sheet(listing: Listing) -> Worksheet:
    return opened(listing).worksheets[0]


def rows_of(listing: Listing) -> list[tuple[int, Row]]:
    """Return the items with the numbers of their rows in the sheet."""
    numbered = enumerate(lines(listing), start=FIRST)
    return [(number, line) for number, line in numbered if isinstance(line, Row)]


def last_of(listing: Listing) -> int:
    return HEAD + len(listing.rows) + len(listing.tasks)


def text(sheet: Worksheet, row: int, key: str) -> str:
    return str(sheet.cell(row, AT[key]).value or "")


def test_every_row_is_that_of_the_register(lists: Lists, books: Mapping[tuple[str, str], Workbook]) -> None:
    for key, listing in lists.items():
        sheet = books[key].worksheets[0]
        assert sheet.max_row == last_of(listing)
        for number, row in rows_of(listing):
            item = row.item
            assert sheet.cell(number, AT["number"]).value == row.number
            assert text(sheet, number, "file-title") == f"{item.title}\n{item.detail}".rstrip("\n")
            assert text(sheet, number, "file-quote") == "\n".join(one.words for one in item.quotes)
            assert text(sheet, number, "paragraph") == " ".join(
                dict.fromkeys(one.place for one in item.quotes)
            )
            assert text(sheet, number, "file-actor") == item.actor.title
            assert text(sheet, number, "file-members") == "\n".join(one.title for one in item.members)
            assert text(sheet, number, "file-phase") == item.phase.title
            assert text(sheet, number, "file-procedure") == (item.procedure.title if item.procedure else "")
            assert text(sheet, number, "file-why") == row.why
            forbidden = item.modality is Modality.MUST_NOT
            force = listing.word("file-forbidden") if forbidden else item.force
            assert text(sheet, number, "file-force") == force
            for blank in ("file-evidence", "file-person", "file-date"):
                assert sheet.cell(number, AT[blank]).value is None


def test_a_task_stands_above_its_points_and_has_the_state(
    lists: Lists, books: Mapping[tuple[str, str], Workbook]
) -> None:
    for key, listing in lists.items():
        sheet = books[key].worksheets[0]
        shown = []
        for number, line in enumerate(lines(listing), start=FIRST):
            level = sheet.row_dimensions[number].outlineLevel
            state = text(sheet, number, "file-status")
            if isinstance(line, TaskLine):
                shown.append((line.id, []))
                assert (level, state) == (0, listing.word("file-open"))
                assert text(sheet, number, "file-title") == line.title
                assert sheet.cell(number, AT["file-title"]).font.b
                assert line.result in text(sheet, number, "file-quote")
                assert text(sheet, number, "file-actor") == line.lead.title
            elif line.item.task:
                shown[-1][1].append(line.item.id)
                assert (level, state) == (1, "")
                assert line.item.task.id == shown[-1][0]
            else:
                # Limits, aims and facts are nobody's to do; acts are, where the register has no tasks.
                assert level == 0
                assert state == (listing.word("file-open") if line.item.role.worked else "")
        assert shown == [(task.id, list(task.points)) for task in listing.tasks]
        assert not sheet.sheet_properties.outlinePr.summaryBelow


def test_the_title_is_bold_and_the_detail_is_not(
    lists: Lists, books: Mapping[tuple[str, str], Workbook]
) -> None:
    seen = set()
    for key, listing in lists.items():
        sheet = books[key].worksheets[0]
        for number, row in rows_of(listing):
            cell = sheet.cell(number, AT["file-title"])
            seen.add(bool(row.item.detail))
            if isinstance(cell.value, CellRichText):
                title, detail = cell.value
                assert (str(title), title.font.b) == (row.item.title, True)
                assert not detail.font.b
            else:
                assert not row.item.detail
                assert cell.font.b
    assert True in seen


def test_each_paragraph_is_one_click_away(lists: Lists, books: Mapping[tuple[str, str], Workbook]) -> None:
    further = 0
    for key, listing in lists.items():
        sheet, paragraphs, _ = books[key].worksheets
        for number, row in rows_of(listing):
            columns = [AT["paragraph"], *range(len(COLUMNS) + 1, len(COLUMNS) + len(row.item.cited))]
            for column, at in zip(columns, row.item.cited, strict=True):
                link = sheet.cell(number, column).hyperlink
                assert link is not None
                name, _, place = link.location.rpartition("!")
                assert name.strip("'") == paragraphs.title
                assert paragraphs[place].value == at.segment
                # A link without a target is one within the workbook.
                assert link.target is None
                further += column > len(COLUMNS)
    assert further == sum(len(row.item.cited) - 1 for one in lists.values() for row in one.rows)


def test_paragraphs_are_whole_and_know_their_items(
    lists: Lists, books: Mapping[tuple[str, str], Workbook]
) -> None:
    for key, listing in lists.items():
        sheet = books[key].worksheets[1]
        assert sheet.max_row == len(listing.paragraphs) + 1
        for number, one in enumerate(listing.paragraphs, start=2):
            at, original, translation, notes, numbers = (cell.value or "" for cell in sheet[number])
            assert (at, original, translation) == (one.at, one.original, one.translation)
            assert notes == "\n".join(one.notes)
            citing = [str(row.number) for row in listing.rows if one.address in row.item.cited]
            assert numbers == ", ".join(citing)
            assert bool(sheet.cell(number, 1).font.b) == bool(one.level)


def test_the_last_sheet_says_what_it_is(lists: Lists, books: Mapping[tuple[str, str], Workbook]) -> None:
    for key, listing in lists.items():
        sheet = books[key].worksheets[2]
        found = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=2)}
        assert sheet["A1"].value == listing.word("file-what").replace("{unit}", listing.unit.title)
        assert found[listing.word("cite-source")] == listing.editions[0].provenance.sha256
        assert found[listing.word("prov-date")] == listing.date
        assert found[listing.word("file-whose")] == listing.word("file-ours")
        assert found.get(listing.word("file-note"), "") == listing.note
        assert found[listing.word("file-counts")] == len(listing.rows)
        for modality, count in listing.counts.items():
            assert found[listing.word(f"modality-{modality}")] == count
        values = [str(row[1].value) for row in sheet.iter_rows(min_row=2)]
        for quote in listing.scope:
            assert f"{quote.words} ({quote.at})" in values


def test_counts_follow_filters_and_ticks(listing: Listing, sheet: Worksheet) -> None:
    last = last_of(listing)
    counts = [cell.value for cell in sheet[3] if isinstance(cell.value, str) and cell.value.startswith("=")]
    assert counts == [
        f"=SUBTOTAL(103,$C${FIRST}:$C${last})",
        f"=ROWS($C${FIRST}:$C${last})",
        *(f'=COUNTIF($B${FIRST}:$B${last},"{listing.word(key)}")' for key in STATES),
    ]
    # Programs that do not compute show what was stored.
    stored = openpyxl.load_workbook(io.BytesIO(Workbooks()(listing)), data_only=True).worksheets[0]
    total, asked = last - HEAD, len(listing.tasks)
    numbers = [cell.value for cell in stored[3] if isinstance(cell.value, int)]
    assert numbers == [total, total, asked, 0, 0, 0]


def test_it_can_be_worked_in(listing: Listing, sheet: Worksheet) -> None:
    last = last_of(listing)
    assert sheet.freeze_panes == f"D{FIRST}"
    assert sheet.auto_filter.ref.startswith(f"A{HEAD}:")
    assert sheet.auto_filter.ref.endswith(str(last))
    assert not sheet.protection.sheet
    choice, day = sheet.data_validations.dataValidation
    assert (choice.type, str(choice.sqref)) == ("list", f"B{FIRST}:B{last}")
    assert choice.formula1.strip('"').split(",") == [listing.word(key) for key in STATES]
    column = sheet.cell(1, AT["file-date"]).column_letter
    assert (day.type, day.operator, str(day.sqref)) == (
        "date",
        "greaterThanOrEqual",
        f"{column}{FIRST}:{column}{last}",
    )


def test_done_and_forbidden_rows_look_otherwise_not_by_colour_alone(
    listing: Listing, sheet: Worksheet
) -> None:
    (rules,) = sheet.conditional_formatting
    forbidden, done, _ = rules.rules
    assert forbidden.formula == [f'$D{FIRST}="{listing.word("file-forbidden")}"']
    assert forbidden.dxf.font.b
    assert done.formula == [f'$B{FIRST}="{listing.word("file-done")}"']
    assert done.dxf.font.i
    assert listing.word("file-forbidden") != listing.word(f"modality-{Modality.MUST_NOT}")


def test_every_sheet_prints_on_a4_with_its_header_and_page_numbers(listing: Listing) -> None:
    book = opened(listing)
    for sheet, head in zip(book.worksheets, (HEAD, 1, 1), strict=True):
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
        assert sheet.print_title_rows == f"${head}:${head}"
        assert "&P" in sheet.oddFooter.center.text
        assert sheet.oddFooter.left.text == listing.unit.title
    last = sheet.cell(1, AT["file-date"]).column_letter
    assert book.worksheets[0].print_area.endswith(f"$A$1:${last}${last_of(listing)}")


def test_the_bytes_depend_on_the_list_alone(lists: Lists) -> None:
    shared = {tag: Workbooks() for _, tag in lists}
    for (_, tag), listing in lists.items():
        data = Workbooks()(listing)
        assert shared[tag](listing) == data
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            core = packed.read("docProps/core.xml").decode()
        assert core.count(f"{listing.date}T00:00:00Z") == 2


def test_nothing_in_it_runs_or_calls_out(lists: Lists) -> None:
    for listing in lists.values():
        with zipfile.ZipFile(io.BytesIO(Workbooks()(listing))) as packed:
            assert not [name for name in packed.namelist() if "vba" in name or "external" in name.lower()]
            links = [packed.read(name) for name in packed.namelist() if name.endswith(".rels")]
        assert not [one for one in links if b'TargetMode="External"' in one]


@pytest.mark.parametrize("title", ["=1+1", "@SUM(A1)", "http://example.org", "{=1}", "_x0041_", "<b>&</b>"])
def test_a_text_stays_a_text(listing: Listing, title: str) -> None:
    for detail in ("", title):
        other = with_first(listing, title=title, detail=detail)
        sheet = opened(other).worksheets[0]
        cell = sheet.cell(rows_of(other)[0][0], AT["file-title"])
        assert cell.data_type == "s" or isinstance(cell.value, CellRichText)
        assert str(cell.value) == f"{title}\n{detail}".rstrip("\n")
        assert cell.hyperlink is None


def test_more_than_a_cell_can_hold_is_cut_so_that_it_shows(listing: Listing) -> None:
    other = with_first(listing, title="x", detail="y" * 40_000)
    sheet = opened(other).worksheets[0]
    found = str(sheet.cell(rows_of(other)[0][0], AT["file-title"]).value)
    assert len(found) == 32_767
    assert found.endswith("…")
    assert fitting("y" * 32_767) == "y" * 32_767


def test_words_that_excel_refuses_as_names_are_mended(listing: Listing) -> None:
    odd = {"file-list": "[a]:*?/\\'" * 5, "file-paragraphs": "b'", "file-about": "B'"}
    words = {**listing.words, **{key: dict.fromkeys(("zh-Hant", "en"), one) for key, one in odd.items()}}
    book = opened(replace(listing, words=words))
    assert len({name.lower() for name in book.sheetnames}) == 3
    assert all(len(name) <= 31 for name in book.sheetnames)
    link = book.worksheets[0].cell(rows_of(listing)[0][0], AT["paragraph"]).hyperlink
    assert link.location.startswith(f"'{book.sheetnames[1]}'!")


def test_a_unit_s_name_is_no_code_in_the_footer(listing: Listing) -> None:
    data = Workbooks()(replace(listing, unit=replace(listing.unit, title="A & D" * 60)))
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        footer = packed.read("xl/worksheets/sheet1.xml").decode().partition("<oddFooter>")[2]
    assert footer.startswith("&amp;LA &amp;&amp; D")
    # Programs refuse a footer of more than 255 characters.
    assert len(html.unescape(footer.partition("</oddFooter>")[0])) <= 255


def test_the_date_of_the_edition_is_that_of_the_workbook(listing: Listing, corpus: Corpus) -> None:
    properties = opened(listing).properties
    day = datetime.fromisoformat(listing.date).replace(tzinfo=UTC)
    assert properties.created.replace(tzinfo=UTC) == day
    assert properties.subject == corpus.locale(listing.locale.tag).pick(listing.editions[0].title)


def test_rows_grow_with_their_text_as_far_as_programs_allow() -> None:
    heights = [height([("\u5b57" * count, 10)]) for count in (1, 6, 30, 100)]
    assert all(low < high for low, high in pairwise(heights))
    assert height([("\u5b57" * 10_000, 10)]) == 409
    # Letters are narrower than Han characters, and a line break is a line.
    assert height([("a" * 30, 10)]) < height([("\u5b57" * 30, 10)])
    assert height([("a\na\na", 10)]) == height([("a" * 30, 10)])
    assert height([("a", 10), ("a" * 30, 10)]) == height([("a" * 30, 10)])
