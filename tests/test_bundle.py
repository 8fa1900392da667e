"""The bundle is the same wherever it is made, and never half there."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from guidance.bundle import write_bundle
from guidance.problems import DefectiveInputError

HOOKS = Path(__file__).resolve().parent.parent / "hooks"
FILES = {
    "index.html": "<p>燈塔</p>",
    "en/index.html": "<p>Lighthouse</p>",
    "assets/a.css": "p { color: navy }",
    "assets/B.css": "",
    "assets-more.txt": "x" * 5000,
}
SCRIPT = """
import os, sys
from pathlib import Path
os.umask(int(sys.argv[3], 8))
from guidance.bundle import write_bundle
write_bundle(Path(sys.argv[1]), Path(sys.argv[2]), "harbour")
"""


def make_site(folder: Path, *, backwards: bool = False) -> Path:
    """Write the sample site, in either order, with times of its own."""
    for number, name in enumerate(sorted(FILES, reverse=backwards)):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(FILES[name], encoding="utf-8")
        file.chmod(0o600 if backwards else 0o755)
        os.utime(file, (1_000_000_000 + number, 1_500_000_000 + number * backwards))
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def folder_of(path: Path, files: dict[str, str]) -> Path:
    path.mkdir()
    for name, text in files.items():
        (path / name).write_text(text, encoding="utf-8", newline="\n")
    return path


def test_other_files_lie_beside_the_archive(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    beside = {"b.html": "<p>燈</p>\n", "a.html": "<p>a</p>\n"}
    written = write_bundle(site, tmp_path / "dist", "harbour", folder_of(tmp_path / "others", beside))
    assert [one.name for one in written] == ["harbour.zip", "a.html", "b.html", "SHA256SUMS"]
    assert {name: (tmp_path / "dist" / name).read_text(encoding="utf-8") for name in beside} == beside
    sums = [line.split() for line in written[-1].read_text(encoding="ascii").splitlines()]
    assert sums == [[hashlib.sha256(one.read_bytes()).hexdigest(), one.name] for one in written[:-1]]


@pytest.mark.parametrize("name", ["con.html", "燈.html", "a:b.html"])
def test_a_file_that_cannot_be_copied_everywhere_is_refused(tmp_path: Path, name: str) -> None:
    site = make_site(tmp_path / "site")
    with pytest.raises(DefectiveInputError):
        write_bundle(site, tmp_path / "dist", "harbour", folder_of(tmp_path / "others", {name: "x"}))
    assert not (tmp_path / "dist").exists()


def test_the_bundle_unpacks_to_the_site(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    written = write_bundle(site, tmp_path / "dist", "harbour")
    assert written == [tmp_path / "dist" / "harbour.zip", tmp_path / "dist" / "SHA256SUMS"]
    with zipfile.ZipFile(written[0]) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == sorted(f"harbour/{name}" for name in FILES)
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.external_attr >> 16 for info in archive.infolist()} == {0o100644}
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_DEFLATED}
        archive.extractall(tmp_path / "away")
    assert tree(tmp_path / "away" / "harbour") == tree(site)
    digest = hashlib.sha256(written[0].read_bytes()).hexdigest()
    assert written[1].read_bytes() == f"{digest}  harbour.zip\n".encode()


def test_folder_time_zone_locale_and_umask_change_nothing(tmp_path: Path) -> None:
    sets = [
        ("site", False, {"TZ": "UTC", "LC_ALL": "C"}, "022"),
        (
            "另一處 away/site",
            True,
            {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "7"},
            "077",
        ),
    ]
    found = []
    for folder, backwards, environment, umask in sets:
        site = make_site(tmp_path / folder, backwards=backwards)
        dist = site.parent / "dist"
        command = [sys.executable, "-c", SCRIPT, str(site), str(dist), umask]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": str(HOOKS), **environment})
        found.append(tree(dist))
    assert found[0] == found[1]
    assert set(found[0]) == {"harbour.zip", "SHA256SUMS"}


def test_a_dist_that_is_there_is_not_written_into(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    (tmp_path / "dist").mkdir()
    with pytest.raises(FileExistsError):
        write_bundle(site, tmp_path / "dist", "harbour")
    assert tree(tmp_path / "dist") == {}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("燈塔.html", "non-ascii-name"),
        ("assets/log:1.txt", "unportable-name"),
        ("con.html", "unportable-name"),
        ("assets/ends.", "unportable-name"),
        ("INDEX.html", "name-clash"),
        ("Assets/c.css", "name-clash"),
    ],
)
def test_a_name_that_cannot_be_unpacked_everywhere_is_refused(tmp_path: Path, name: str, code: str) -> None:
    site = make_site(tmp_path / "site")
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_text("x", encoding="utf-8")
    with pytest.raises(DefectiveInputError) as refused:
        write_bundle(site, tmp_path / "dist", "harbour")
    assert [problem.code for problem in refused.value.problems] == [code]
    assert refused.value.problems[0].place.file.startswith("site/")
    assert not (tmp_path / "dist").exists()


def test_a_linked_file_is_refused(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    (site / "twin.html").symlink_to(site / "index.html")
    with pytest.raises(DefectiveInputError, match="linked-file"):
        write_bundle(site, tmp_path / "dist", "harbour")


@pytest.mark.parametrize(("name", "code"), [("燈", "non-ascii-name"), ("a/b", "unportable-name")])
def test_a_bundle_name_is_held_to_the_same(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(DefectiveInputError, match=code):
        write_bundle(make_site(tmp_path / "site"), tmp_path / "dist", name)


def test_nothing_to_pack_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    with pytest.raises(DefectiveInputError, match="empty-site"):
        write_bundle(tmp_path / "site", tmp_path / "dist", "harbour")


@pytest.mark.parametrize("dist", ["site", "site/dist", "."])
def test_folders_within_one_another_are_refused(tmp_path: Path, dist: str) -> None:
    site = make_site(tmp_path / "site")
    with pytest.raises(ValueError, match="within"):
        write_bundle(site, tmp_path / dist, "harbour")
    assert set(tree(site)) == set(FILES)
