"""Only what a page uses is published, and with the licence of each part; what is not is told."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from corpora import TESTS
from guidance.licences import LICENCES, VENDOR, licence_problems, licences, notice
from guidance.published import stray_pages, unused, used
from guidance.sitecheck import check_files
from projects import PROJECT, assemble, run

TAGS = ("zh-Hant", "zh-Hans", "en")
LITTER = (
    "index.md~",
    "Thumbs.db",
    "en/notes.md.bak",
    ".DS_Store",
    ".notes.swp",
    "~$notes.docx",
    "desktop.ini",
)
STRAY = ("notes.txt", "en/units/picture.png", "assets/js/more.js", "zh-Hant/plan.pdf")
KEPT_BACK = ("register/notes.txt", "snippets/x.txt", "sources/tale.original.docx")
USED = ("zh-Hant/used.txt", "en/used.txt", "zh-Hant/used.png", "en/used.png")
WITH_LINKS = """

[x](used.txt) ![x](used.png)
"""


@pytest.fixture(scope="module")
def littered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a built project with all kinds of files in its documents' folder."""
    project = assemble(tmp_path_factory.mktemp("littered") / "project")
    docs = project / "docs"
    for name in (*LITTER, *STRAY, *KEPT_BACK, *USED):
        (docs / name).write_bytes(b"x")
    (project / "overrides" / "notes.txt").write_bytes(b"x")
    for tree in ("en", "zh-Hant"):
        page = docs / tree / "about.md"
        page.write_text(page.read_text(encoding="utf-8") + WITH_LINKS, encoding="utf-8")
    done = run(project, "site")
    assert done.stderr == ""
    return project


def names_of(project: Path) -> set[str]:
    site = project / "site"
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def test_what_no_page_uses_is_not_published(littered: Path) -> None:
    published = names_of(littered)
    with zipfile.ZipFile(next((littered / "dist").glob("*.zip"))) as archive:
        assert {name.partition("/")[2] for name in archive.namelist()} == published
    lost = {*(name.rpartition("/")[2] for name in (*LITTER, *STRAY, *KEPT_BACK))}
    assert [name for name in published if name.rpartition("/")[2] in lost] == []
    assert {*(name.removeprefix("zh-Hant/") for name in USED)} <= published


def test_nothing_of_the_theme_is_published(littered: Path) -> None:
    docs = littered / "docs"
    left = {
        name for name in names_of(littered) if not name.endswith(".html") and not name.startswith("data/")
    }
    left -= {"SHA256SUMS", LICENCES, "assets/site.css"}
    assert [name for name in left if not any((docs / one / name).is_file() for one in ("", "zh-Hant"))] == []


def test_an_editor_is_told_of_what_is_not_published(littered: Path) -> None:
    told = list(unused(littered, littered / "site", TAGS))
    assert {one.place.file for one in told} == {f"docs/{name}" for name in STRAY}
    assert {one.code for one in told} == {"file-unused"}
    done = run(littered, "check-site")
    assert done.returncode == 1
    assert "docs/notes.txt:1:1: file-unused: " in done.stderr


def test_a_page_in_no_language_is_told(littered: Path, tmp_path: Path) -> None:
    assert list(stray_pages(littered, ("zh-Hant", "en"))) == []
    shutil.copytree(littered / "docs", tmp_path / "docs")
    (tmp_path / "docs" / "stray.md").write_bytes(b"x")
    assert [one.place.file for one in stray_pages(tmp_path, ("zh-Hant", "en"))] == ["docs/stray.md"]


@pytest.mark.parametrize(
    ("page", "uses"),
    [
        ('<a href="x.txt#a">', True),
        ("<img src=x.txt>", True),
        ("<img srcset='y.txt 1x, x.txt 2x'>", True),
        ("<style>p{background:url(x.txt)}</style>", True),
        ('<a href="x%2Etxt?q">', True),
        ("see x.txt", False),
        ("&lt;a href=&quot;x.txt&quot;>", False),
        ('<a href="a/x.txt">', False),
        ('<a href="//x.txt">', False),
    ],
)
def test_a_reference_is_a_use_and_a_word_is_none(tmp_path: Path, page: str, uses: bool) -> None:  # noqa: FBT001
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    assert ("x.txt" in used(tmp_path, {"index.html", "x.txt"})) is uses


# --- licences


def test_every_licence_is_in_the_site_and_a_page_leads_to_it(littered: Path) -> None:
    assert list(licence_problems(littered, littered / "site", TAGS)) == []
    text = (littered / "site" / LICENCES).read_text(encoding="utf-8")
    assert text == licences(littered)
    assert (PROJECT / "LICENSE").read_text(encoding="utf-8") in text
    scripts = sorted(path.name for path in (littered / "site" / VENDOR).glob("*.js"))
    assert scripts
    assert [name for name in scripts if f"\n{VENDOR}/{name}\n" not in text] == []
    assert text.count("Permission is hereby granted") == len(scripts) + 1
    assert LICENCES in (littered / "site" / "about.html").read_text(encoding="utf-8")


def spoilt(project: Path, folder: Path, change: str) -> list[tuple[str, str]]:
    """Return what is told of a copy in which one thing is not as it should be."""
    for name in ("site", "docs", "dist"):
        shutil.copytree(project / name, folder / name)
    shutil.copyfile(project / "LICENSE", folder / "LICENSE")
    if change == "no licences":
        (folder / "site" / LICENCES).unlink()
    elif change == "none of its own":
        (folder / "LICENSE").unlink()
    elif change == "not beside it":
        (folder / "docs" / VENDOR / "uFuzzy.LICENSE.txt").unlink()
    elif change == "another":
        (folder / "docs" / VENDOR / "uFuzzy.LICENSE.txt").write_text("other", encoding="utf-8")
    elif change == "a part of the theme":
        (folder / "site" / "assets" / "theme.js").write_bytes(b"x")
    return [(one.code, one.place.file) for one in licence_problems(folder, folder / "site", TAGS)]


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        ("no licences", "licence-missing", "LICENSE"),
        ("no licences", "licence-missing", f"docs/{VENDOR}/uFuzzy.iife.min.js"),
        ("none of its own", "licence-missing", "LICENSE"),
        ("not beside it", "licence-missing", f"docs/{VENDOR}/uFuzzy.iife.min.js"),
        ("another", "licence-missing", f"docs/{VENDOR}/uFuzzy.iife.min.js"),
        ("a part of the theme", "part-unknown", "site/assets/theme.js"),
    ],
)
def test_a_licence_that_is_missing_is_told(
    littered: Path, tmp_path: Path, change: str, code: str, place: str
) -> None:
    assert (code, place) in spoilt(littered, tmp_path, change)


def test_a_single_file_says_under_which_licence_it_is(littered: Path, tmp_path: Path) -> None:
    line = notice(littered)
    assert line.startswith("MIT License · Copyright")
    files = sorted((littered / "dist").glob("*.html"))
    assert files
    assert check_files(littered / "dist", docs=littered / "docs", notice=line) == []
    text = files[0].read_text(encoding="utf-8").replace(line, "")
    (tmp_path / "x.html").write_text(text, encoding="utf-8")
    told = check_files(tmp_path, docs=littered / "docs", notice=line)
    assert [one.code for one in told] == ["licence-missing"]


def test_scripts_go_out_without_what_only_their_writers_read(tiny_project: Path) -> None:
    scripts = sorted((tiny_project / "site/assets/js").glob("*.js"))
    assert len(scripts) > 10
    for path in scripts:
        written = (TESTS.parent / "docs/assets/js" / path.name).read_text(encoding="utf-8")
        assert "// @ts-check" in written, path.name
        assert "// @ts-check" not in path.read_text(encoding="utf-8"), path.name
