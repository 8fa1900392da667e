"""The forms of a report: a workbook, CSV, JSON, and plain lines for a terminal. All of them are inert."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from xlsxwriter import Workbook

from guidance.export.csv_ import guarded
from guidance.problems import Problem
from guidance.progress.model import State
from guidance.progress.summary import Count
from guidance.reporting.report import Report, Table

_NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_MOST_IN_A_NAME = 28
_MOST_IN_A_CELL = 32_767
_WIDEST, _NARROWEST = 40, 8
_HEAD = {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#E7E6E6", "border": 1}
_COLOURS = {
    State.DOING: "#FFF2CC",
    State.DONE: "#D9EAD3",
    State.NOT_APPLICABLE: "#EDEDED",
}
"""Of cells whose words say the same: no state by colour alone."""


def as_workbook(report: Report) -> bytes:
    """Return a report as a workbook, a sheet for each table.

    Every text is written as a text, so that none is taken for a formula or a link. The bytes depend on
    the report alone.
    """
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    created = datetime.fromisoformat(report.today)
    book.set_properties({"title": report.voice("report-title"), "created": created})
    head, plain = book.add_format(_HEAD), book.add_format({"text_wrap": True, "valign": "top"})
    states = {
        report.voice(f"report-{state}"): book.add_format({"bg_color": colour})
        for state, colour in _COLOURS.items()
    }
    for number, table in enumerate(report.tables(), start=1):
        name = f"{number} {table.title.translate(_NOT_IN_A_NAME)[:_MOST_IN_A_NAME]}".strip()
        sheet = book.add_worksheet(name)
        sheet.hide_gridlines(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 1)
        for column, word in enumerate(table.head):
            sheet.write_string(0, column, word, head)
            sheet.set_column(column, column, _width(table, column))
        for line, row in enumerate(table.rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(line, column, cell, plain)
                else:
                    sheet.write_string(line, column, cell[:_MOST_IN_A_CELL], plain)
        if table.rows:
            sheet.autofilter(0, 0, len(table.rows), len(table.head) - 1)
        if table.key == "matrix" and table.rows:
            for word, colour in states.items():
                literal = word.replace('"', '""')
                rule = {"type": "cell", "criteria": "==", "value": f'"{literal}"', "format": colour}
                sheet.conditional_format(1, 1, len(table.rows), len(table.head) - 1, rule)
    book.close()
    return out.getvalue()


def as_csv(report: Report) -> bytes:
    """Return a report as CSV (RFC 4180, UTF-8 with a byte order mark): a row for each unit and task."""
    table = report.rows()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(map(guarded, table.head))
    writer.writerows([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def as_json(report: Report) -> bytes:
    """Return a report for programs: ids and plain values, no words of a language."""
    rollup = report.rollup
    data = {
        "today": report.today,
        "counts": _plain(rollup.count),
        "tasks": {task: _plain(count) for task, count in rollup.tasks.items()},
        "units": [
            {
                "id": one.doc.unit.id,
                "name": one.doc.unit.name,
                "kinds": one.doc.unit.kinds,
                "firstDay": one.doc.unit.first_day,
                "files": one.files,
                "outdated": one.outdated,
                "share": one.summary.count.share,
                "states": one.states,
                "reviews": one.reviews,
                "points": {"ticked": one.summary.ticked, "total": one.summary.points},
                "limits": {"acknowledged": one.summary.acknowledged, "total": one.summary.limits},
                "phases": {phase: _plain(count) for phase, count in one.summary.phases.items()},
                "late": one.summary.late,
                "undecided": one.summary.undecided,
                "again": one.summary.again,
                "notes": [{"task": task, "text": note.text, "by": note.by} for task, note in one.notes],
                "oldest": one.summary.oldest,
                "newest": one.summary.newest,
            }
            for one in rollup.units
        ],
        "refused": [_refused(one) for one in report.refused],
        "missing": rollup.missing,
        "sameName": rollup.same_name,
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _plain(count: Count) -> dict[str, int | None]:
    return {**{str(state): count.of(state) for state in State}, "share": count.share}


def _refused(one: Problem) -> dict[str, str]:
    return {"file": one.place.file, "code": one.code, "message": one.message}


FORMS: Mapping[str, Callable[[Report], bytes]] = {".xlsx": as_workbook, ".csv": as_csv, ".json": as_json}
"""Suffix of a file to what makes its bytes."""


def as_lines(report: Report) -> Iterator[str]:
    """Yield a report for a terminal: a line for each unit, who is missing, and the sum."""
    rollup = report.rollup
    for table in (report.units(), report.missing()):
        if table.rows:
            yield table.title
            yield from ("\t".join(map(_flat, row)) for row in (table.head, *table.rows))
    counts = ", ".join(f"{rollup.count.of(state)} {report.voice(f'report-{state}')}" for state in State)
    share = "" if rollup.count.share is None else f"; {rollup.count.share} %"
    yield f"{len(rollup.units)} {report.voice('report-units')}: {counts}{share}"


def _flat(cell: str | int) -> str:
    return " ".join(str(cell).split())


def _width(table: Table, column: int) -> int:
    cells = [table.head[column], *(str(row[column]) for row in table.rows[:200])]
    parts = (line for cell in cells for line in cell.split("\n"))
    longest = max(sum(1 if ch.isascii() else 2 for ch in line) for line in parts)
    return min(max(longest + 2, _NARROWEST), _WIDEST)
