"""The benchmark measures a sound project, always the same one, and reckons right."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from tools.bench.generate import PLAIN, write_project
from tools.bench.measure import weigh
from tools.bench.model import Built, Cost, Measured, Size
from tools.bench.register import UNITS
from tools.bench.report import as_json, table, targets

from corpora import TESTS, Reporter, only_text
from guidance.corpus import load
from guidance.pages import Stub, load_pages
from guidance.register import Index
from guidance.render.page import Request
from guidance.render.views import Renderer
from guidance.survey import survey

ITEMS, PAGES = 130, 7


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small project."""
    folder = tmp_path_factory.mktemp("bench") / "project"
    write_project(folder, ITEMS, PAGES)
    return folder


@pytest.fixture(scope="module")
def found(project: Path) -> Index:
    """Return its register, ready to be asked."""
    index = load(project / "docs").index
    assert index is not None
    return index


@pytest.mark.parametrize("size", [(1, 1), (2, 5), (60, 3), (401, 101)])
def test_a_project_of_any_size_is_sound(tmp_path: Path, report: Reporter, size: tuple[int, int]) -> None:
    write_project(tmp_path / "project", *size)
    docs = tmp_path / "project/docs"
    assert report(docs) == ""
    # The settings and the words, too, or nothing could be built of it.
    assert survey(tmp_path / "project").editions
    assert {stub.view for stub in load_pages(docs, load(docs)).stubs} >= {"checklist", "items", "coverage"}


def test_the_register_is_as_large_as_asked_for(found: Index) -> None:
    assert len(found.items) == ITEMS
    assert set(found.units) == {name for name, _ in UNITS}
    assert len(UNITS) == 8
    assert found.coverage.open == 0


def test_the_lists_are_as_full_as_those_of_the_real_register(found: Index) -> None:
    shares = [len(items) / ITEMS for items in found.by_unit.values()]
    assert all(0.4 < share < 0.8 for share in shares), shares


def test_each_language_has_the_pages_and_they_hold_the_text(project: Path, found: Index) -> None:
    paths = {"zh-Hant": 0, "en": 1}
    for language in paths:
        texts = "".join(
            path.read_text(encoding="utf-8") for path in (project / "docs" / language / "text").glob("*.md")
        )
        assert len(list((project / "docs" / language / "text").glob("*.md"))) == PAGES
        for segment in only_text(found).segments[1:]:
            assert f"#{segment.id} }}" in texts
            shown = (
                segment.reading
                if language == "zh-Hant"
                else only_text(found).translations["en"][segment.id].text
            )
            assert shown in texts


def test_two_projects_are_the_same_bytes(project: Path, tmp_path: Path) -> None:
    write_project(tmp_path / "other", ITEMS, PAGES)
    names = {path.relative_to(project) for path in project.rglob("*") if path.is_file()}
    assert names == {
        path.relative_to(tmp_path / "other") for path in (tmp_path / "other").rglob("*") if path.is_file()
    }
    assert [
        name for name in names if (project / name).read_bytes() != (tmp_path / "other" / name).read_bytes()
    ] == []


def test_the_plain_configuration_differs_in_hooks_and_templates_only(project: Path) -> None:
    ours = (project / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    plain = (project / PLAIN).read_text(encoding="utf-8").splitlines()
    assert [line for line in plain if line not in ours] == ["  custom_dir: plain"]
    assert [line for line in ours if line not in plain] == [
        "hooks:",
        "- hooks/main.py",
        "  custom_dir: overrides",
    ]


def test_a_large_register_is_shown_in_parts(tmp_path: Path) -> None:
    write_project(tmp_path / "project", 401, 101)
    docs = tmp_path / "project/docs"
    corpus = load(docs)
    pages = load_pages(docs, corpus)
    assert corpus.index is not None

    def shown(stub: Stub) -> str:
        request = Request(
            corpus=corpus, locale=corpus.locale("en"), pages=pages, root="../", base="../", stub=stub
        )
        return Renderer(TESTS.parent / "overrides").render(stub.view, request).html

    (first,) = pages.of("coverage", part="w1")
    # A part's sections belong to it, up to the next part.
    assert all(f'id="{name}"' in shown(first) for name in ("s-w1-1-1", "s-w2-1", "s-w100-1-1"))
    assert 'id="s-w101-1"' not in shown(first)
    found = [shown(stub).count("data-place=") for stub in pages.of("compare")]
    phases = Counter(item.phase for item in corpus.index.items.values())
    assert sorted(found) == sorted(phases.values())
    assert len(found) == 4


def measured(items: int, pages: int, seconds: float, **changes: object) -> Measured:
    """Return invented figures; the build takes twice the given seconds."""
    cost = Cost(wall=seconds, cpu=seconds, memory=100_000_000)
    double = Cost(wall=3 * seconds, cpu=2 * seconds, memory=500_000_000)
    built = Built(pages=3 * pages, size=5_000_000, largest=900_000, largest_name="items.html")
    figures = {
        "size": Size(items=items, pages=pages),
        "validation": cost,
        "crossing": 0.25,
        "plain": cost,
        "build": double,
        "whole": double,
        "site": cost,
        "edit": 1.5,
        "plain_site": built,
        "built": built,
        **changes,
    }
    return Measured(**figures)  # type: ignore[arg-type]


def reckoned(*sizes: Measured) -> dict[str, tuple[float, float, bool]]:
    """Return the targets by name."""
    return {one.name: (one.value, round(one.limit, 6), one.reached) for one in targets(sizes)}


def test_targets_are_reckoned_from_the_largest_register() -> None:
    assert reckoned(measured(100, 10, 2.0), measured(1000, 10, 3.5)) == {
        "validate 1000x10": (3.5, 3.0, False),
        "pages 100x10 / plain MkDocs": (2.0, 1.3, False),
        "pages 1000x10 / plain MkDocs": (2.0, 1.3, False),
        "pages and downloads 1000x10 / 100x10": (1.75, 11.0, True),
        "memory of 1000x10": (500.0, 600.0, True),
        "largest page of 1000x10": (0.9, 1.0, True),
    }


def test_a_target_just_reached_and_just_missed() -> None:
    heavy = Built(pages=1, size=1, largest=1_000_001, largest_name="x.html")
    one = measured(
        100,
        10,
        3.0,
        build=Cost(wall=9, cpu=3.9, memory=1),
        whole=Cost(wall=1, cpu=1, memory=600_000_001),
        built=heavy,
    )
    verdicts = [reached for _, _, reached in reckoned(one).values()]
    assert verdicts == [True, True, False, False]


def test_the_table_and_the_data_tell_the_same() -> None:
    one = measured(922, 1000, 2.5, edit=None)
    shown = table([one])
    for piece in (
        "922x1000",
        "2.5 s (2.5)",
        "7.5 s (5.0)",
        "2.00",
        "0.25 s",
        "no page",
        "500.0 MB",
        "items.html",
    ):
        assert piece in shown
    data = json.loads(as_json([one]))
    assert data["sizes"][0]["build"] == {"wall": 7.5, "cpu": 5.0, "memory": 500_000_000, "runs": 1}
    assert [target["reached"] for target in data["targets"]] == [True, False, True, True]


def test_a_site_is_weighed(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en/a.html").write_bytes(b"12345")
    (tmp_path / "b.html").write_bytes(b"123")
    (tmp_path / "c.css").write_bytes(b"1234567")
    assert weigh(tmp_path) == Built(pages=2, size=15, largest=5, largest_name="en/a.html")


@pytest.mark.parametrize(
    "arguments",
    [["--sizes", "many"], ["--sizes", "0x5"], ["--sizes", "5x"], ["--runs", "0"], ["more"], ["--no"]],
)
def test_wrong_arguments_are_told_in_one_line(arguments: list[str], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tools.bench", "--json", str(tmp_path / "x.json"), *arguments]
    done = subprocess.run(command, cwd=TESTS.parent, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert done.stderr.startswith("bench: ")
    assert list(tmp_path.iterdir()) == []
