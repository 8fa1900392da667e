"""What brings a finding that no example of a corpus brings, and no other test by its code."""

from __future__ import annotations

import csv
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from guidance.bundle import SUMS_NAME, write_bundle, write_sums
from guidance.progress.apply import BadChangeError
from guidance.progress.reading import parse_bytes
from guidance.reporting import tables
from guidance.verify import sealed, verify
from projects import assemble, run


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with a site that is sound as to its bytes, and its bundle."""
    root = assemble(tmp_path_factory.mktemp("proofs") / "project")
    site = root / "site"
    site.mkdir()
    (site / "index.html").write_text("<p>一</p>\n", encoding="utf-8")
    write_sums(site, [site / "index.html"])
    units = root / "units"
    units.mkdir()
    (units / "child.html").write_text(sealed("<p>一</p>"), encoding="utf-8", newline="\n")
    write_bundle(site, root / "dist", "tiny", units)
    return root


@pytest.fixture
def kept(project: Path) -> Iterator[Path]:
    """Return the project, and give its bundle back to it afterwards."""
    before = {path: path.read_bytes() for name in ("site", "dist") for path in (project / name).iterdir()}
    yield project
    for path, data in before.items():
        path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def repacked(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("tiny/more.html", "<p>二</p>")


@pytest.mark.parametrize(
    ("name", "damage", "code"),
    [
        ("site/index.html", cut, "file-altered"),
        (f"site/{SUMS_NAME}", cut, "sums-line"),
        ("dist/tiny.zip", cut, "archive-damaged"),
        ("dist/tiny.zip", repacked, "archive-damaged"),
        ("dist/child.html", cut, "seal-broken"),
    ],
)
def test_damage_is_told(
    kept: Path, tmp_path: Path, name: str, damage: Callable[[Path], None], code: str
) -> None:
    where = whole = kept / name
    if name.startswith("dist/"):
        # Whoever is handed an archive or a single file has no list of checksums.
        where = whole = Path(shutil.copy(where, tmp_path))
    else:
        whole = where.parent
    assert verify(whole)[1] == []
    damage(where)
    assert code in {one.code for one in verify(whole)[1]}


def test_a_bundle_of_another_build_is_told(kept: Path) -> None:
    assert "archive-differs: " not in run(kept, "check-site").stderr
    (kept / "site/index.html").write_text("<p>二</p>\n", encoding="utf-8")
    write_sums(kept / "site", [kept / "site/index.html"])
    assert "dist/tiny.zip:1:1: archive-differs: " in run(kept, "check-site").stderr


def test_a_page_beside_the_languages_is_told(project: Path) -> None:
    page = project / "docs/notes.md"
    page.write_text("# Notes\n", encoding="utf-8")
    assert "docs/notes.md:1:1: page-astray: " in run(project, "check").stderr
    page.unlink()


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"unit": {"id": "u1", "kinds": [f"kind-{number}" for number in range(51)]}}, "too-many"),
        ({"prints": {"o-borrow": "abc"}}, "bad-hash"),
    ],
)
def test_a_file_of_progress_is_refused(more: dict[str, object], code: str) -> None:
    sound = {
        "format": "guidance-progress",
        "version": 1,
        "project": "tiny",
        "unit": {"id": "u1", "kinds": ["child"]},
    }
    assert "too-many" not in {one.code for one in parse_bytes(json.dumps(sound).encode()).flaws}
    assert code in {one.code for one in parse_bytes(json.dumps({**sound, **more}).encode()).flaws}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Give back,done\n", "no-header"),
        (f"Task,Status\n{'x' * (csv.field_size_limit() + 1)},done\n", "not-csv"),
    ],
)
def test_a_table_is_refused(project: Path, tmp_path: Path, text: str, code: str) -> None:
    table = tmp_path / "list.csv"
    table.write_text(text, encoding="utf-8")
    assert f": {code}: " in run(project, "progress", "read", str(table), "--kind", "child").stderr


def test_a_row_that_the_list_does_not_take_is_told(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise BadChangeError("no such field")

    monkeypatch.setattr(tables, "apply", refused)
    table = tmp_path / "list.csv"
    table.write_text("Item,Status\ntask-borrow,done\n", encoding="utf-8")
    said = run(project, "progress", "read", str(table), "--kind", "child").stderr
    assert "list.csv:2:1: bad-value: no such field" in said


def test_nothing_to_report_on_is_told(project: Path, tmp_path: Path) -> None:
    assert ".:1:1: no-files: " in run(project, "rollup", str(tmp_path)).stderr
