"""One run tells of every defect at its own line and column; and no run ends in a traceback."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from corpora import TESTS
from guidance.cli import UNFORESEEN, main
from guidance.corpus import Languages
from guidance.problems import DefectiveInputError, Place, Problem
from guidance.readers.words import defaults
from guidance.survey import at_home, survey
from projects import assemble

LANGUAGES = Languages(original="zh-Hant", translations=("en",), derived="zh-Hans", configuration="tw2s")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project in which nothing is wrong."""
    return assemble(tmp_path_factory.mktemp("survey") / "project")


@pytest.fixture
def project(whole: Path, tmp_path: Path) -> Path:
    """Return a project that a test may damage."""
    ignored = shutil.ignore_patterns("assets", "data")
    shutil.copytree(whole / "docs", tmp_path / "docs", ignore=ignored)
    # What no test here changes is not copied.
    shutil.copytree(whole / "docs" / "assets", tmp_path / "docs" / "assets", copy_function=os.link)
    shutil.copytree(whole / "overrides", tmp_path / "overrides")
    for name in ("mkdocs.yml", "project.yml"):
        shutil.copyfile(whole / name, tmp_path / name)
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def found(project: Path) -> list[Problem]:
    try:
        survey(project)
    except DefectiveInputError as error:
        return list(error.problems)
    return []


def test_nothing_is_wrong_with_what_is_whole(project: Path) -> None:
    assert found(project) == []


def test_six_defects_of_six_kinds_are_told_in_one_run(project: Path) -> None:
    docs = project / "docs"
    change(docs / "register" / "obligations.yml", "actor: borrower", "actor: borower")
    change(docs / "register" / "interface.yml", "\nkind:", "\nknid:")
    change(docs / "zh-Hant" / "units" / "child.md", "unit: child", "unit: chidl")
    change(project / "mkdocs.yml", "- glossary.md", "- glosary.md")
    change(docs / "zh-Hant" / "index.md", "(tale.md)", "(tail.md)")
    change(docs / "register" / "translations.lock", "en tale s1-1", "en tale s1-9")
    told = {f"{one.place.file} {one.code}": one for one in found(project)}
    assert set(told) == {
        "docs/register/obligations.yml unknown-actor",
        "docs/register/interface.yml unknown-word",
        "docs/zh-Hant/units/child.md unknown-unit",
        "mkdocs.yml menu-page",
        "docs/zh-Hant/index.md broken-link",
        "docs/register/translations.lock unknown-paragraph",
        "docs/en/tale.md translation-stale",
    }
    for one in told.values():
        lines = (project / one.place.file).read_text(encoding="utf-8").split("\n")
        # Each at its own line and column.
        assert lines[one.place.line - 1][one.place.column - 1 :].startswith(one.fragment[:4])


SETTINGS = {
    "unknown-key": ("\nnav:", "\nnaw: 1\nnav:", "naw"),
    "wrong-setting": ("\nnav:", "\nuse_directory_urls: true\nnav:", "true"),
    "foreign-request": ("\nnav:", "\nextra:\n  analytics: {provider: google}\nnav:", "analytics"),
    "foreign-request--script": (
        "\nnav:",
        "\nextra_javascript: [https://cdn.example/x.js]\nnav:",
        "https://cdn.example/x.js",
    ),
    "foreign-request--font": ("\nnav:", "\ntheme: {font: {text: Roboto}}\nnav:", "font"),
    "missing-asset": ("\nnav:", "\nextra_css: [assets/css/bas.css]\nnav:", "assets/css/bas.css"),
    "missing-asset--outside": ("\nnav:", "\nextra_css: [../mkdocs.yml]\nnav:", "../mkdocs.yml"),
    "menu-page": ("- plan.md", "- plann.md", "plann.md"),
    "menu-twice": ("- plan.md", "- plan.md\n  - plan.md", "plan.md"),
    "menu-lacks": ("  - plan.md\n", "", "nav:"),
    "menu-entry": ("- plan.md", "- ''\n  - plan.md", "''"),
    "menu-name": ("nav_translations: {清單: Lists}", "nav_translations: {清箪: Lists}", "清箪"),
    "menu-name--none": ("          nav_translations: {清單: Lists}\n", "", "locale: en"),
    "unknown-language": ("locale: en", "locale: eng", "eng"),
    "wrong-setting--default": ("          default: true\n", "", "locale: zh-Hant"),
    "wrong-setting--plugin": ("- i18n:", "- i19n:", "- i19n"),
    "yaml-syntax": ("- plan.md", "- plan.md: x: y", ": y"),
    "duplicate-key": ("\nnav:", "\nsite_name: x\nnav:", "site_name: x"),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_a_defect_of_the_settings_is_told_at_its_place(project: Path, name: str) -> None:
    old, new, at = SETTINGS[name]
    change(project / "mkdocs.yml", old, new)
    told = found(project)
    assert [one.code for one in told] == [name.partition("--")[0]], told
    place = told[0].place
    assert place.file == "mkdocs.yml"
    line = (project / "mkdocs.yml").read_text(encoding="utf-8").split("\n")[place.line - 1]
    assert line[place.column - 1 :].startswith(at), (place, line)


@pytest.mark.parametrize(("left_out", "told"), [("plan", []), ("plum", ["menu-lacks"])])
def test_a_page_left_out_of_the_menu_on_purpose_is_not_missed(
    project: Path, left_out: str, told: list[str]
) -> None:
    change(project / "mkdocs.yml", "  - plan.md\n", "")
    change(project / "mkdocs.yml", "\nnav:", f"\nnot_in_nav: |\n  /*/{left_out}.md\nnav:")
    assert [one.code for one in found(project)] == told


def lose_template(project: Path) -> None:
    (project / "overrides" / "guidance" / "item.html").unlink()


def open_block(project: Path) -> None:
    path = project / "overrides" / "guidance" / "matrix.html"
    path.write_text(path.read_text(encoding="utf-8") + "{% if lost %}\n", encoding="utf-8")


def name_nothing(project: Path) -> None:
    path = project / "overrides" / "guidance" / "matrix.html"
    path.write_text(
        path.read_text(encoding="utf-8") + "{% include 'guidance/itm.html' %}\n", encoding="utf-8"
    )


def spoil_style(project: Path) -> None:
    path = project / "docs" / "assets" / "css" / "tokens.css"
    # The test's copy is linked to the one of all tests.
    path.unlink()
    path.write_bytes(b"a { color: red } \xff")


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lose_template, "overrides/guidance/item.html template-missing"),
        (open_block, "overrides/guidance/matrix.html template-syntax"),
        (
            name_nothing,
            "overrides/guidance/matrix.html template-missing guidance/itm.html guidance/item.html",
        ),
        (spoil_style, "docs/assets/css/tokens.css not-utf8"),
    ],
)
def test_what_pages_are_made_with_is_looked_over_before_a_build(
    project: Path, damage: Callable[[Path], None], told: str
) -> None:
    damage(project)
    problems = [one for one in found(project) if one.place.file == told.split(maxsplit=1)[0]]
    assert len(problems) == 1, problems
    one = problems[0]
    seen = f"{one.place.file} {one.code}"
    assert " ".join(filter(None, [seen, one.suggestion and f"{one.fragment} {one.suggestion}"])) == told
    assert main(["--root", str(project), "check"]) == 1


WORDS = {
    "unknown-word": ("nothing:", "nothign:"),
    "word-places": ("\nkind:", '\nsearch-count: {zh-Hant: "{m} {n}", en: "{n}"}\nkind:'),
    "word-places--lost": ("\nkind:", "\nsearch-count: {zh-Hant: '{n}', en: n}\nkind:"),
}


@pytest.mark.parametrize("name", WORDS)
def test_a_defect_of_the_words_is_told_at_its_place(project: Path, name: str) -> None:
    path = project / "docs" / "register" / "interface.yml"
    old, new = WORDS[name]
    change(path, old, new)
    told = found(project)
    assert [one.code for one in told] == [name.partition("--")[0]], told
    assert told[0].place.file == "docs/register/interface.yml"
    line = path.read_text(encoding="utf-8").split("\n")[told[0].place.line - 1]
    # YAML's own quotes stand before the text.
    assert line[told[0].place.column - 1 :].lstrip("'\"").startswith(told[0].fragment)


def put_link(path: Path) -> None:
    path.symlink_to("/etc/passwd")


def put_loop(path: Path) -> None:
    path.symlink_to("..")


def put_undecodable(path: Path) -> None:
    Path(os.fsdecode(os.fsencode(path) + b"\xff")).touch()


@pytest.mark.parametrize(
    ("put", "code"),
    [
        (os.mkfifo, "no-file"),
        (put_link, "linked-file"),
        (put_loop, "linked-file"),
        (put_undecodable, "name-not-utf8"),
    ],
)
def test_what_is_no_plain_file_is_told_and_never_opened(
    project: Path, put: Callable[[Path], None], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put(project / "docs" / "zh-Hant" / "x")
    assert [one.code for one in found(project)] == [code]
    assert main(["--root", str(project), "check"]) == 1
    assert "docs/zh-Hant/x" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("page", "home"),
    [
        ("index.html", "docs/zh-Hant/index.md"),
        ("zh-Hans/units/child.html", "docs/zh-Hant/units/child.md"),
        ("en/units/child.html", "docs/en/units/child.md"),
        ("assets/css/base.css", "docs/assets/css/base.css"),
        ("404.html", "mkdocs.yml"),
    ],
)
def test_no_report_points_into_a_build(project: Path, page: str, home: str) -> None:
    problem = Problem(place=Place(file=f".build/site/{page}", line=7), code="x", message="wrong")
    told = at_home(problem, project, ".build/site/", LANGUAGES)
    assert told.place == Place(file=home)
    assert told.message == f"wrong (line 7 of {page})"
    here = Problem(place=Place(file="docs/x.md", line=3), code="x", message="wrong")
    assert at_home(here, project, ".build/site/", LANGUAGES) == here


@pytest.mark.parametrize("debug", [False, True])
def test_what_nobody_foresaw_is_one_line(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, debug: bool
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("first\nlast line")

    monkeypatch.setattr("guidance.cli.survey", broken)
    arguments = ["--debug"] if debug else []
    assert main([*arguments, "--root", str(project), "check"]) == UNFORESEEN
    said = capsys.readouterr().err
    assert "RuntimeError: last line" in said
    assert ("Traceback" in said) is debug
    assert debug or said.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (KeyboardInterrupt(), 130, "stopped; nothing was written\n"),
        (OSError(28, "No space left on device", "x/y"), 1, "x/y: No space left on device\n"),
        (OSError("nobody knows"), 1, "guidance: nobody knows\n"),
        (MemoryError(), UNFORESEEN, "guidance: this was not foreseen: MemoryError; --debug shows more\n"),
        (
            RecursionError("deep"),
            UNFORESEEN,
            "guidance: this was not foreseen: RecursionError: deep; --debug shows more\n",
        ),
    ],
)
def test_whatever_breaks_off_says_so_in_one_line(  # noqa: PLR0913, PLR0917 -- what a run is made of
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    code: int,
    line: str,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("guidance.cli.survey", broken)
    assert main(["--root", str(project), "check"]) == code
    assert capsys.readouterr().err == line


def test_the_defaults_have_every_word_that_a_template_names() -> None:
    """Keys that a template puts together of parts are held against the rest by rendering all views."""
    folder = TESTS.parent / "overrides"
    missing = {
        key
        for path in folder.rglob("*.html")
        for key in named_in(Environment(autoescape=True).parse(path.read_text(encoding="utf-8")))
        if key not in defaults()
    }
    assert missing == set()


def named_in(tree: nodes.Template) -> set[str]:
    """Return the keys that a template names as constants: w['key'], w('key'), word('key'), each('key')."""
    found = {
        str(one.arg.value)
        for one in tree.find_all(nodes.Getitem)
        if isinstance(one.node, nodes.Name) and one.node.name == "w" and isinstance(one.arg, nodes.Const)
    }
    for call in tree.find_all(nodes.Call):
        name = getattr(call.node, "name", "") or getattr(call.node, "attr", "")
        first = call.args[0] if call.args else None
        if name in {"w", "word", "each"} and isinstance(first, nodes.Const):
            found.add(str(first.value))
    return found


def test_a_word_that_a_template_names_is_seen() -> None:
    tree = Environment(autoescape=True).parse(
        "{{ w['a'] }}{{ w('b') }}{{ v.word('c') }}{{ each('d') }}{{ x['e'] }}"
    )
    assert named_in(tree) == {"a", "b", "c", "d"}
