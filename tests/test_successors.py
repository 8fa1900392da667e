"""The same sources without the theme, and by the fork that carries the generator on: the same pages."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from projects import assemble

_THEMELESS = {"name": None, "custom_dir": "overrides", "static_templates": ["404.html"]}
"""What takes the place of Material: every page is a document of ours, so only the static one is named."""


def build(project: Path, generator: str, settings: str, site: Path) -> Path:
    """Build the pages of a project and return their folder."""
    command = [sys.executable, "-m", generator, "build", "--quiet", "-f", settings, "-d", str(site)]
    environment = {
        **os.environ,
        "PYTHONPATH": str(project / "hooks"),
        "NO_MKDOCS_2_WARNING": "1",
        "GUIDANCE_PAGES_ONLY": "1",
    }
    done = subprocess.run(command, cwd=project, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return site


def differences(one: Path, other: Path) -> Iterator[str]:
    """Yield the files that only one of two folders has, or that differ."""
    first, second = (
        {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
        for folder in (one, other)
    )
    yield from (name for name in sorted({*first, *second}) if first.get(name) != second.get(name))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with settings that name the theme, and others that name none."""
    folder = assemble(tmp_path_factory.mktemp("successors") / "project")
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    inherited = yaml.safe_load(settings).get("INHERIT")
    base = yaml.safe_load((folder / inherited).read_text(encoding="utf-8")) if inherited else {}
    bare = {**base, **yaml.safe_load(settings), "theme": _THEMELESS}
    bare.pop("INHERIT", None)
    (folder / "bare.yml").write_text(yaml.safe_dump(bare, allow_unicode=True), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def today(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(project, "mkdocs", "mkdocs.yml", tmp_path_factory.mktemp("today"))


@pytest.mark.parametrize(
    ("generator", "settings"),
    [("mkdocs", "bare.yml"), ("properdocs", "mkdocs.yml"), ("properdocs", "bare.yml")],
)
def test_another_generator_or_no_theme_gives_the_same_bytes(
    generator: str, settings: str, project: Path, today: Path, tmp_path: Path
) -> None:
    site = build(project, generator, settings, tmp_path / "site")
    assert list(differences(today, site)) == []
    assert sum(1 for _ in site.rglob("*.html")) > len(("zh-Hant", "zh-Hans", "en"))


def test_a_difference_is_told(today: Path, tmp_path: Path) -> None:
    for path in today.rglob("*.html"):
        copy = tmp_path / path.relative_to(today)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(
            path.read_bytes().replace(b"<h1", b"<h2") if path.name == "about.html" else path.read_bytes()
        )
    told = [name for name in differences(today, tmp_path) if name.endswith(".html")]
    assert told == ["about.html", "en/about.html", "zh-Hans/about.html"]


def test_the_settings_take_nothing_else_from_the_theme() -> None:
    theme = yaml.safe_load((Path(__file__).parent.parent / "mkdocs.yml").read_text(encoding="utf-8"))["theme"]
    # CONTRIBUTING.md says of each what takes its place.
    assert set(theme) == {"name", "custom_dir", "font", "language"}
