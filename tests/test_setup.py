"""A fresh clone sets itself up: lock files, commands, browser, and what the papers at the root promise."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from guidance.model import Confidence, Emendation, Kind
from guidance.problems import Problem
from guidance.readers.critic import CriticReader, Piece

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements", "requirements-dev")
COMMANDS = ("help", "site", "serve", "test", "check", "clean", "lock")
SHELL_TOOLS = ("sh", "cat", "mktemp", "rm", "touch", "awk", "find", "mkdir")

# Written in halves, so that this file is not its own first finding.
INDEX_HOSTS = tuple(
    first + second
    for first, second in (
        ("pypi.", "org"),
        ("python", "hosted.org"),
        ("npm", "js.org"),
        ("npm", "js.com"),
        ("registry.", "npm"),
        ("anaconda", ".org"),
    )
)
INDEX_OPTIONS = ("--index" + "-url", "--extra-index" + "-url", "--find" + "-links", "--trusted" + "-host")

Run = subprocess.CompletedProcess[str]


# --- lock files


def locked(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each requirement of a lock file with its hashes."""
    for line in text.replace("\\\n", " ").splitlines():
        stripped = line.partition("#")[0].strip() if not line.strip().startswith("-") else line.strip()
        if stripped:
            requirement, *hashes = re.split(r"\s+--hash=", stripped)
            yield requirement, hashes


def defects_of_lock(text: str) -> list[str]:
    """Return what keeps a lock file from fixing every byte that is installed."""
    found = []
    for requirement, hashes in locked(text):
        if requirement.startswith("-"):
            found.append(f"option: {requirement}")
            continue
        pins = list(Requirement(requirement).specifier)
        if len(pins) != 1 or pins[0].operator != "==" or "*" in pins[0].version:
            found.append(f"not pinned: {requirement}")
        if not hashes or not all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for one in hashes):
            found.append(f"no hash: {requirement}")
    return found


def versions(name: str) -> dict[tuple[str, str], str]:
    """Return the versions in a lock file by package and marker."""
    pins = [Requirement(one) for one, _ in locked((ROOT / f"{name}.txt").read_text(encoding="utf-8"))]
    return {(canonicalize_name(one.name), str(one.marker)): str(one.specifier) for one in pins}


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_one_version_and_hashes(name: str) -> None:
    text = (ROOT / f"{name}.txt").read_text(encoding="utf-8")
    assert len(list(locked(text))) > 10
    assert defects_of_lock(text) == []


HASH = "--hash=sha256:" + "0" * 64


@pytest.mark.parametrize(
    ("line", "defect"),
    [
        ("lxml==6.1.3", "no hash: lxml==6.1.3"),
        ("lxml==6.1.3 --hash=md5:00", "no hash: lxml==6.1.3"),
        (f"lxml>=6 \\\n    {HASH}", "not pinned: lxml>=6"),
        (f"lxml==6.* {HASH}", "not pinned: lxml==6.*"),
        (f"lxml {HASH}", "not pinned: lxml"),
        ("-r other.txt", "option: -r other.txt"),
    ],
)
def test_a_loose_lock_is_found(line: str, defect: str) -> None:
    assert defects_of_lock(f"# comment\n{line}\n    # via mkdocs\n") == [defect]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_what_is_asked_for(name: str) -> None:
    asked = [
        Requirement(line)
        for line in (ROOT / f"{name}.in").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith(("#", "-"))
    ]
    pins = [Requirement(one) for one, _ in locked((ROOT / f"{name}.txt").read_text(encoding="utf-8"))]
    for one in asked:
        same = [pin for pin in pins if canonicalize_name(pin.name) == canonicalize_name(one.name)]
        assert same, f"{one} is not in {name}.txt: make lock"
        wanted = one.specifier
        assert any(wanted.contains(next(iter(pin.specifier)).version) for pin in same), str(one)


def test_mkdocs_stays_below_2() -> None:
    assert versions("requirements")["mkdocs", "None"].startswith("==1.")


def test_both_locks_agree() -> None:
    site, dev = versions("requirements"), versions("requirements-dev")
    shared = {name for name, _ in site} & {name for name, _ in dev}
    assert shared
    for name in shared:
        assert {v for (n, _), v in dev.items() if n == name} <= {v for (n, _), v in site.items() if n == name}


# --- no host, no machine


def project_files() -> list[Path]:
    """Return every file that belongs to the project, committed or about to be."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - git is on PATH
        cwd=ROOT,
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
    return [ROOT / name for name in listing.split("\0") if name and (ROOT / name).is_file()]


def hosts_in(text: str) -> list[str]:
    """Return the package indexes and index options that a text names."""
    return [one for one in (*INDEX_HOSTS, *INDEX_OPTIONS) if one in text.lower()]


def test_no_file_names_a_package_index() -> None:
    files = project_files()
    assert ROOT / "requirements.txt" in files
    found = {
        str(path.relative_to(ROOT)): hosts
        for path in files
        if (hosts := hosts_in(path.read_bytes().decode("utf-8", "replace")))
    }
    assert found == {}


@pytest.mark.parametrize("one", [*INDEX_HOSTS, *INDEX_OPTIONS])
def test_an_index_is_found(one: str) -> None:
    assert one in hosts_in(f"x {one.upper()} y")


# --- the commands


@pytest.fixture
def bare_path(tmp_path: Path) -> Path:
    """Return a folder for PATH that holds a shell's common tools and nothing else."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in SHELL_TOOLS:
        real = shutil.which(name)
        assert real, name
        (folder / name).symlink_to(real)
    return folder


def executable(path: Path, script: str) -> Path:
    """Write a shell script that can be started."""
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def start(
    *command: str | Path, cwd: Path = ROOT, path: Path | None = None, env: Mapping[str, str] | None = None
) -> Run:
    """Run a command in an environment that no outer make or test run has left its marks on."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if key not in {"CHROMIUM", "MAKEFLAGS", "MAKELEVEL", "MFLAGS", "PYTHON", "PYTHONPATH", "PYTEST_ARGS"}
    }
    if path:
        kept["PATH"] = str(path)
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**kept, **(env or {})},
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


MAKE = shutil.which("make") or "make"


def test_help_lists_the_commands_and_is_the_default() -> None:
    shown = start(MAKE, "help")
    lines = dict(re.findall(r"^make (\S+) +(\S.*)$", shown.stdout, re.MULTILINE))
    assert set(COMMANDS) <= set(lines)
    assert start(MAKE).stdout == shown.stdout


def test_make_test_leaves_no_step_out() -> None:
    steps = start(MAKE, "-n", "test").stdout
    expected = (
        "tools.browser",
        "ruff check",
        "ruff format --check",
        "mypy",
        "guidance check --build",
        "tools.outside",
        "pytest",
        "tools.node",
    )
    places = [steps.find(step) for step in expected]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("code", [0, 2])
def test_ci_runs_make_test_and_passes_its_outcome_on(code: int, tmp_path: Path) -> None:
    executable(tmp_path / "make", f'printf "%s in %s\\n" "$*" "$PWD"; exit {code}')
    done = start(ROOT / ".ci/run", cwd=tmp_path, env={"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"})
    assert done.stdout == f"test in {ROOT}\n"
    assert done.returncode == code


# A Python that only writes down what it is told; `-m venv` makes a copy of it in .venv.
FAKE_PYTHON = r"""
case "$1 $2" in
    "--version ") echo "Python 3.12.9" ;;
    "-c "*) exit 0 ;;
    "-m venv") mkdir -p .venv/bin; cp "$0" .venv/bin/python; echo "$*" >>"$LOG" ;;
    "-m pip")
        [ "$3" = --version ] || echo "$*" >>"$LOG"
        [ -z "$FAIL" ] || { echo "THESE PACKAGES DO NOT MATCH THE HASHES"; exit 1; } ;;
    *) echo "$*" >>"$LOG" ;;
esac
"""


@pytest.fixture
def clone(tmp_path: Path, bare_path: Path) -> Callable[..., tuple[Run, list[str]]]:
    """Return a function that runs make in a clone whose Python only keeps a log."""
    folder = tmp_path / "a clone 講話"
    (folder / "tools").mkdir(parents=True)
    for name in ("Makefile", "requirements.txt", "requirements-dev.txt", "tools/venv.sh"):
        shutil.copy(ROOT / name, folder / name)
    real = shutil.which("cp")
    assert real
    (bare_path / "cp").symlink_to(real)
    executable(bare_path / "python3", FAKE_PYTHON)
    log = tmp_path / "log"

    def run(*goals: str, fail: str = "") -> tuple[Run, list[str]]:
        log.write_text("", encoding="utf-8")
        done = start(MAKE, *goals, cwd=folder, path=bare_path, env={"LOG": str(log), "FAIL": fail})
        return done, log.read_text(encoding="utf-8").splitlines()

    return run


PIP = "-m pip install --disable-pip-version-check --no-input --require-hashes -r"


def test_a_second_make_site_installs_nothing(clone: Callable[..., tuple[Run, list[str]]]) -> None:
    done, log = clone("site")
    assert done.returncode == 0, done.stderr
    assert log == ["-m venv --clear .venv", f"{PIP} requirements.txt", "-m guidance site"]
    done, log = clone("site")
    assert log == ["-m guidance site"]
    assert done.stdout + done.stderr == ""


def test_test_tools_come_on_top(clone: Callable[..., tuple[Run, list[str]]]) -> None:
    clone("site")
    _, log = clone("lint")
    assert log[0] == f"{PIP} requirements-dev.txt"
    assert [line for line in log if "venv" in line] == []


def test_a_failed_installation_is_told_and_tried_again(
    clone: Callable[..., tuple[Run, list[str]]],
) -> None:
    done, log = clone("site", fail="yes")
    assert done.returncode != 0
    assert "DO NOT MATCH THE HASHES" in done.stderr
    assert "error: could not set up .venv from requirements.txt" in done.stderr
    assert "-m guidance site" not in log
    _, log = clone("site")
    assert f"{PIP} requirements.txt" in log


def test_a_venv_without_its_python_is_made_anew(
    clone: Callable[..., tuple[Run, list[str]]], tmp_path: Path
) -> None:
    clone("site")
    (tmp_path / "a clone 講話/.venv/bin/python").unlink()
    done, log = clone("site")
    assert done.returncode == 0
    assert log[0] == "-m venv --clear .venv"


@pytest.mark.parametrize("script", ["exit 1", 'case "$2" in *ensurepip*) exit 1;; esac'])
def test_an_unfit_python_is_one_clear_line(
    clone: Callable[..., tuple[Run, list[str]]], bare_path: Path, script: str
) -> None:
    executable(bare_path / "python3", script)
    done, log = clone("site")
    assert done.returncode != 0
    errors = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert len(errors) == 1
    assert ("no Python 3.11, 3.12 or 3.13 on PATH" if script == "exit 1" else "python3-venv") in errors[0]
    assert log == []


# --- browser and Node


def tool(name: str, cwd: Path, path: Path, *arguments: str, **env: str) -> Run:
    """Run one of the tools with nothing on PATH but what a test put there."""
    nowhere = {
        "PLAYWRIGHT_BROWSERS_PATH": str(cwd / "none"),
        "PLAYWRIGHT_DOWNLOAD_HOST": "http://127.0.0.1:9",
    }
    settings = {"PYTHONPATH": str(ROOT), **nowhere, **env}
    return start(sys.executable, "-m", f"tools.{name}", *arguments, cwd=cwd, path=path, env=settings)


def assert_one_line(done: Run, *words: str) -> None:
    assert done.returncode == 1
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1
    for word in words:
        assert word in done.stderr


def test_no_browser_is_one_clear_line(tmp_path: Path, bare_path: Path) -> None:
    done = tool("browser", tmp_path, bare_path)
    assert_one_line(done, "no Chromium", "apt-get install chromium", "CHROMIUM=")
    assert not (tmp_path / ".cache/chromium").exists()


def test_the_first_browser_that_starts_is_recorded(tmp_path: Path, bare_path: Path) -> None:
    executable(bare_path / "chromium", "exit 1")
    good = executable(bare_path / "google-chrome", "exit 0")
    done = tool("browser", tmp_path, bare_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / ".cache/chromium").read_text(encoding="utf-8") == f"{good}\n"


def test_the_lighter_browser_comes_before_the_whole_one(tmp_path: Path, bare_path: Path) -> None:
    executable(bare_path / "chromium", "exit 0")
    lighter = executable(bare_path / "chromium-headless-shell", "exit 0")
    assert tool("browser", tmp_path, bare_path).returncode == 0
    assert (tmp_path / ".cache/chromium").read_text(encoding="utf-8") == f"{lighter}\n"


def test_the_named_browser_comes_first(tmp_path: Path, bare_path: Path) -> None:
    executable(bare_path / "chromium", "exit 0")
    named = executable(tmp_path / "my browser", "exit 0")
    assert tool("browser", tmp_path, bare_path, CHROMIUM=str(named)).returncode == 0
    assert (tmp_path / ".cache/chromium").read_text(encoding="utf-8") == f"{named}\n"


def test_a_named_browser_that_does_not_start_is_not_replaced(tmp_path: Path, bare_path: Path) -> None:
    executable(bare_path / "chromium", "exit 0")
    assert_one_line(
        tool("browser", tmp_path, bare_path, CHROMIUM="/nowhere/chrome"), "CHROMIUM=/nowhere/chrome"
    )


def test_no_firefox_is_one_clear_line(tmp_path: Path, bare_path: Path) -> None:
    executable(bare_path / "chromium", "exit 0")
    done = tool("browser", tmp_path, bare_path, "chromium", "firefox")
    assert_one_line(done, "no Firefox", "apt-get install firefox-esr", "FIREFOX=")
    assert not (tmp_path / ".cache/chromium").exists()


def test_both_browsers_are_recorded(tmp_path: Path, bare_path: Path) -> None:
    names = {"chromium": "chromium", "firefox": "firefox-esr"}
    found = {name: executable(bare_path / program, "exit 0") for name, program in names.items()}
    executable(bare_path / "firefox", "exit 0")
    assert tool("browser", tmp_path, bare_path, *names).returncode == 0
    for name, path in found.items():
        assert (tmp_path / ".cache" / name).read_text(encoding="utf-8") == f"{path}\n"


def test_a_named_firefox_that_does_not_start_is_not_replaced(tmp_path: Path, bare_path: Path) -> None:
    executable(bare_path / "firefox-esr", "exit 0")
    done = tool("browser", tmp_path, bare_path, "firefox", FIREFOX="/nowhere/firefox")
    assert_one_line(done, "FIREFOX=/nowhere/firefox")


def test_a_missing_chinese_font_is_one_clear_line(tmp_path: Path, bare_path: Path) -> None:
    executable(bare_path / "chromium", "exit 0")
    executable(bare_path / "fc-list", "exit 0")
    assert_one_line(tool("browser", tmp_path, bare_path), "no Chinese font", "fonts-noto-cjk")
    assert not (tmp_path / ".cache/chromium").exists()


@pytest.mark.parametrize(
    ("root", "held"),
    [
        (True, ["chromium-headless-shell"]),
        # A system without the lighter package has the other one.
        (True, ["chromium"]),
        (False, ["chromium-headless-shell", "chromium"]),
    ],
)
def test_only_root_installs_packages(tmp_path: Path, bare_path: Path, *, root: bool, held: list[str]) -> None:
    (bare_path / "chmod").symlink_to(shutil.which("chmod") or "")
    log = tmp_path / "log"
    executable(
        bare_path / "apt-get",
        f'echo "$*" >>"{log}"; [ "$1" = update ] && exit; for one; do last=$kept; kept=$one; done; '
        f'case " {" ".join(held)} " in *" $last "*) ;; *) exit 100 ;; esac; '
        f'echo "#!/bin/sh" >"{bare_path}/$last"; chmod +x "{bare_path}/$last"',
    )
    script = (
        "import sys, tools.machine as machine\n"
        f"machine.is_root = lambda: {root}\n"
        "from tools import browser\n"
        "sys.exit(browser.main())\n"
    )
    settings = {"PYTHONPATH": str(ROOT), "PLAYWRIGHT_DOWNLOAD_HOST": "http://127.0.0.1:9"}
    settings["PLAYWRIGHT_BROWSERS_PATH"] = str(tmp_path / "none")
    done = start(sys.executable, "-c", script, cwd=tmp_path, path=bare_path, env=settings)
    assert done.returncode == (0 if root else 1)
    assert log.exists() is root
    if root:
        assert f"{held[0]} fonts-noto-cjk" in log.read_text(encoding="utf-8")
        assert done.stdout.endswith(f"Installing {held[0]} fonts-noto-cjk\n")
        assert (tmp_path / ".cache/chromium").read_text(encoding="utf-8") == f"{bare_path / held[0]}\n"


def test_missing_node_is_a_failure_with_one_clear_line(tmp_path: Path, bare_path: Path) -> None:
    (tmp_path / "a.test.js").touch()
    assert_one_line(tool("node", tmp_path, bare_path, "."), "no Node", "apt-get install nodejs")


def test_no_script_test_is_a_failure(tmp_path: Path, bare_path: Path) -> None:
    executable(bare_path / "node", "exit 0")
    assert_one_line(tool("node", tmp_path, bare_path, "."), "no *.test.js")


def test_a_failing_script_test_is_shown(tmp_path: Path, bare_path: Path) -> None:
    (tmp_path / "a.test.js").touch()
    executable(bare_path / "node", 'case "$1" in -e) exit 0;; esac; echo "what Node says"; exit 1')
    done = tool("node", tmp_path, bare_path, ".")
    assert done.returncode == 1
    assert done.stderr == "what Node says\n"


# --- what the papers at the root promise


def read(name: str) -> str:
    """Return the text of a file at the root."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_lead_to_files(name: str) -> None:
    # What stands in a fenced example is shown, and leads nowhere from here.
    prose = re.sub(r"^(~{3,}|`{3,}).*?^\1$", "", read(name), flags=re.MULTILINE | re.DOTALL)
    targets = [one for one in re.findall(r"\]\(([^)#\s]+)[^)]*\)", prose) if ":" not in one]
    assert [one for one in targets if not (ROOT / one).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_commands_exist(name: str) -> None:
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", read(name), re.MULTILINE))
    existing = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    assert named <= existing
    assert named


def test_readme_opens_with_the_two_commands() -> None:
    commands = read("README.md").split("```")[1]
    assert [line.split("  ")[0] for line in commands.splitlines()[1:]] == ["make site", "make test"]


def test_licence_is_mit_and_leaves_the_source_out() -> None:
    text = read("LICENSE")
    assert text.startswith("MIT License\n")
    assert "docs/sources is quoted material" in " ".join(text.split())


def pieces(document: str) -> tuple[tuple[Piece, ...], list[Problem]]:
    """Read CriticMarkup as the build does."""
    problems: list[Problem] = []
    file = "docs/zh-Hant/speech.md"
    reader = CriticReader(file=file, document=document, languages=("zh-Hant", "en"), report=problems.append)
    return reader.pieces(0, len(document)), problems


def example() -> str:
    """Return CONTRIBUTING's example of an emendation."""
    return next(line for line in read("CONTRIBUTING.md").splitlines() if "{>>e38" in line)


def test_the_example_of_an_emendation_is_one() -> None:
    found, problems = pieces(example())
    assert problems == []
    emendations: list[Emendation] = [one.emendation for one in found if one.emendation]
    assert [(one.id, one.kind, one.confidence) for one in emendations] == [
        ("e38", Kind.MISREAD, Confidence.CERTAIN)
    ]


def test_the_example_of_an_error_is_one() -> None:
    _, problems = pieces(example().replace("misread", "misred"))
    shown = next(
        line for line in read("CONTRIBUTING.md").splitlines() if line.startswith("docs/zh-Hant/speech.md:")
    )
    assert [str(one).split(": ", 1)[1] for one in problems] == [shown.split(": ", 1)[1]]


@pytest.mark.parametrize("words", [Kind, Confidence])
def test_contributing_explains_every_kind_and_confidence(words: type[Kind | Confidence]) -> None:
    explained = set(re.findall(r"^\| `([a-z]+)` \|", read("CONTRIBUTING.md"), re.MULTILINE))
    assert {str(one) for one in words} <= explained
