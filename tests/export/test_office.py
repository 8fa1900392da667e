"""LibreOffice opens the workbook, computes its counts and prints it."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tools.machine import can_install, install

from guidance.corpus import Corpus
from guidance.export.listing import Listing
from guidance.export.rows import Lister
from guidance.export.xlsx import Workbooks

PACKAGE = "libreoffice-calc"


def on_path() -> str:
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


@pytest.fixture(scope="module")
def office() -> str:
    """Return LibreOffice, installed where that needs nobody's leave."""
    if not on_path() and can_install():
        install(PACKAGE)
    found = on_path()
    if not found:
        pytest.skip(f"LibreOffice is missing; Debian, as root: apt-get install {PACKAGE}")
    return found


@pytest.fixture(scope="module")
def listing(real: Corpus) -> Listing:
    assert real.index
    unit = max(real.index.units, key=lambda one: len(real.index.by_unit[one]) if real.index else 0)
    return Lister(real, real.index, real.locale("zh-Hant")).listing(unit)


@pytest.fixture(scope="module")
def converted(office: str, listing: Listing, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Let LibreOffice write the first sheet as CSV, and all of it as PDF."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "list.xlsx").write_bytes(Workbooks()(listing))
    for form in ("csv:Text - txt - csv (StarCalc):44,34,76", "pdf"):
        subprocess.run(
            [
                office,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                form,
                "--outdir",
                str(folder),
                str(folder / "list.xlsx"),
            ],
            check=True,
            capture_output=True,
            timeout=120,
            env={**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"},
        )
    return folder


def test_it_reads_every_row_and_computes_the_counts(listing: Listing, converted: Path) -> None:
    with (converted / "list.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    rows = [line for line in lines[4:] if line[0]]
    assert [line[0] for line in rows] == [str(row.number) for row in listing.rows]
    assert [line[4] for line in rows] == [
        "\n".join(one.words for one in row.item.quotes) for row in listing.rows
    ]
    tasks = [line[2] for line in lines[4:] if line[2] and not line[0]]
    assert tasks == [one.title for one in listing.tasks]
    total = len(listing.rows) + len(tasks)
    numbers = [int(cell) for cell in lines[2] if cell.isdecimal()]
    assert numbers == [total, total, len(tasks), 0, 0, 0]


def test_it_prints(converted: Path) -> None:
    assert (converted / "list.pdf").read_bytes().startswith(b"%PDF-")
