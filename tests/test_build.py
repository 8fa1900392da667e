"""A build is the same everywhere, and whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from lxml import html
from opencc import OpenCC

from projects import run

ROOT = Path(__file__).resolve().parent.parent
REPORT = re.compile(r"^[\w./-]+:\d+:\d+: [a-z0-9-]+: .+$")
ELSEWHERE = "那裡 elsewhere"
SETTINGS = {"TZ": "Asia/Taipei", "LANG": "zh_TW.Big5", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
"""Of the machine that the folder stands for."""

Run = subprocess.CompletedProcess[str]


def copy_of_the_project(folder: Path) -> Path:
    """Copy what is committed or about to be."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - git is on PATH
        cwd=ROOT,
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
    for name in filter(None, listing.split("\0")):
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    return folder


def start(folder: Path, *arguments: str, **settings: str) -> subprocess.Popen[str]:
    """Start the program on a folder, from another one."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(folder / "hooks"),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        **settings,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "guidance", "--root", str(folder), *arguments],
        cwd=folder.parent,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def finished(process: subprocess.Popen[str]) -> Run:
    """Wait for a started program."""
    with process:
        out, err = process.communicate(timeout=120)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def state_of(folder: Path) -> dict[str, str]:
    """Return each file under a folder with a hash of its content, and each folder that is empty."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        if path.is_file()
        else ""
        for path in folder.rglob("*")
        if path.is_file() or not any(path.iterdir())
    }


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    """Build the project in a place that has little in common with that of `make site`."""
    folder = copy_of_the_project(tmp_path_factory.mktemp("build") / ELSEWHERE)
    return folder, finished(start(folder, "site", **SETTINGS))


@pytest.fixture(scope="module")
def good(elsewhere: tuple[Path, Run]) -> Path:
    """Return a folder with a good build."""
    folder, done = elsewhere
    if done.returncode:
        pytest.fail(f"the project itself does not build:\n{done.stderr}", pytrace=False)
    return folder


def test_a_good_build_says_two_lines(elsewhere: tuple[Path, Run]) -> None:
    folder, done = elsewhere
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 2
    assert (folder / "site/index.html").is_file()
    assert [path for path in folder.iterdir() if path.name.startswith((".build", ".site", ".dist"))] == []


def test_the_bundle_is_the_same_bytes_everywhere(good: Path) -> None:
    """What `make site` built before the tests is what is built elsewhere."""
    here, there = (state_of(folder / "dist") for folder in (ROOT, good))
    assert any(name.endswith(".zip") for name in there)
    assert "SHA256SUMS" in there
    assert here == there, "dist/ is another; is it of this state of the project? make site"


def test_the_checksums_are_those_of_all_files(good: Path) -> None:
    dist = good / "dist"
    listed = [line.split() for line in (dist / "SHA256SUMS").read_text(encoding="ascii").splitlines()]
    assert [[hashlib.sha256((dist / name).read_bytes()).hexdigest(), name] for _, name in listed] == listed
    assert {name for _, name in listed} == {path.name for path in dist.iterdir()} - {"SHA256SUMS"}


def test_no_path_of_the_machine_is_in_the_site(good: Path) -> None:
    files = [path for path in (good / "site").rglob("*") if path.is_file()]
    assert files
    for word in (str(good), str(Path.home()), good.parent.name):
        assert [path.name for path in files if f"{word}/".encode() in path.read_bytes()] == []


# --- defective input


def one_byte_off(data: bytes) -> bytes:
    """Change one byte in the middle of a text so that it stays UTF-8."""
    at = data.index(b",", len(data) // 2)
    return data[:at] + b";" + data[at + 1 :]


MUTANTS: Mapping[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "altered source": ("docs/sources/speech.txt", one_byte_off, "sources/speech.txt"),
    "cut source": ("docs/sources/speech.txt", lambda data: data[:-1], "sources/speech.txt"),
    "bad link and bad anchor": (
        "docs/en/about.md",
        # Lines of a paragraph that is there: one more would be told as lacking in the other language.
        lambda data: data.replace(
            b"\n\n## Provenance", b"\n[nowhere](nowhere.md)\n[nowhere](speech.md#p99)\n\n## Provenance"
        ),
        "docs/en/about.md",
    ),
    "unknown kind": (
        "docs/zh-Hant/speech.md",
        lambda data: data.replace(b"misread", b"misred", 1),
        "docs/zh-Hant/speech.md",
    ),
    "empty file": ("docs/en/speech.md", lambda _: b"", "docs/en/speech.md"),
    "not UTF-8": ("docs/en/index.md", lambda data: data + b"\xff\n", "docs/en/index.md"),
}


@pytest.fixture
def altered(good: Path) -> Iterator[Callable[[str], Path]]:
    """Return a function that alters one file of the good folder; the test's end mends it."""
    kept: dict[Path, bytes] = {}

    def alter(name: str) -> Path:
        file, change, _ = MUTANTS[name]
        path = good / file
        kept[path] = path.read_bytes()
        path.write_bytes(change(kept[path]))
        assert path.read_bytes() != kept[path]
        return good

    yield alter
    for path, data in kept.items():
        path.write_bytes(data)


@pytest.mark.parametrize("name", MUTANTS)
def test_a_defect_is_told_and_nothing_is_written(altered: Callable[[str], Path], name: str) -> None:
    folder = altered(name)
    before = state_of(folder)
    done = run(folder, "site")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    reports = [line.split(": ")[0] for line in done.stderr.splitlines() if REPORT.match(line)]
    place = MUTANTS[name][2]
    places = [place]
    if name.startswith("bad"):
        lines = (folder / place).read_text(encoding="utf-8").splitlines()
        places = [f"{place}:{at}:" for at, line in enumerate(lines, 1) if line.startswith("[nowhere]")]
        assert len(places) == len(["link", "anchor"])
    assert [one for one in places if not any(one in report for report in reports)] == [], done.stderr
    assert state_of(folder) == before


@pytest.mark.parametrize("arguments", [(), ("sight",), ("site", "--fast"), ("site", "extra")])
def test_wrong_arguments_are_told(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = run(tmp_path, *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("usage: ")
    assert list(tmp_path.iterdir()) == []


def test_the_program_ends_with_the_code_of_its_command(tmp_path: Path) -> None:
    done = finished(start(tmp_path, "sight", PYTHONPATH=str(ROOT / "hooks")))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("usage: ")


def test_a_folder_that_is_no_project_is_told(tmp_path: Path) -> None:
    done = finished(start(tmp_path, "site", PYTHONPATH=str(ROOT / "hooks")))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


# --- the derived script

SHOWN_ATTRIBUTES = ("title", "alt", "aria-label", "placeholder", "content", "label")
SAME_IN_BOTH = frozenset("著乾覆瞭藉")
"""Characters that Simplified texts use too, in other words than Traditional ones."""


def traditional_in(page: Path, simplified: OpenCC) -> list[str]:
    """Return the shown texts of a page that are said to be Simplified and hold a Traditional form."""
    found = []
    tree = html.document_fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        locales = element.xpath("ancestor-or-self::*[@lang][1]/@lang")
        ours = locales == ["zh-Hans"] and element.get("hreflang", "zh-Hans") == "zh-Hans"
        texts = [element.text] if element.tag not in {"script", "style"} else []
        texts += [element.get(name) for name in SHOWN_ATTRIBUTES]
        texts += [child.tail for child in element]
        found += [text.strip() for text in filter(None, texts if ours else ()) if mixed(text, simplified)]
    return found


def mixed(text: str, simplified: OpenCC) -> bool:
    """Return whether a text holds a character that has a Simplified form."""
    return any(simplified.convert(one) != one for one in text if one not in SAME_IN_BOTH)


@pytest.fixture(scope="session")
def simplified() -> OpenCC:
    """Return the converter that knows single characters."""
    return OpenCC("t2s")


def test_no_traditional_form_is_left(good: Path, simplified: OpenCC) -> None:
    pages = sorted((good / "site/zh-Hans").rglob("*.html"))
    assert len(pages) == len(list((good / "docs/zh-Hant").rglob("*.md")))
    assert {str(page): found for page in pages if (found := traditional_in(page, simplified))} == {}


@pytest.mark.parametrize("markup", ["<p>這裡</p>", '<img alt="講話">', '<b lang="en">x</b>講話'])
def test_a_traditional_form_is_found(good: Path, tmp_path: Path, simplified: OpenCC, markup: str) -> None:
    page = tmp_path / "page.html"
    text = (good / "site/zh-Hans/index.html").read_text(encoding="utf-8")
    page.write_text(text.replace("</article>", f"{markup}</article>", 1), encoding="utf-8")
    assert len(traditional_in(page, simplified)) == 1
