"""Builds ``site/`` and ``dist/`` beside, checks them, and puts both in their places together."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from guidance.building.exchange import carry_on, put
from guidance.building.generator import Generator
from guidance.building.turn import BUILD, sign
from guidance.bundle import SUMS_NAME, write_bundle, write_sums
from guidance.corpus import Corpus
from guidance.export import PAGES_ONLY, write_data
from guidance.licences import notice
from guidance.pages import load_pages
from guidance.problems import DefectiveInputError, Problem
from guidance.render.onefile import one_file
from guidance.verify import sealed

_LEFTOVERS = (".site.old.*", ".dist.*", ".site.*")
"""What earlier versions left behind where they were cut off."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Built:
    """What a build made."""

    site: Path
    archive: Path
    beside: tuple[str, ...]
    """Names of the files beside the archive."""


def clean(root: Path) -> None:
    """Remove what a build that was cut off left behind, having finished what it had begun to put in place.

    Whoever calls this has the turn.

    Raises:
        OSError: something cannot be moved or removed.
    """
    carry_on(root / BUILD, root)
    for pattern in _LEFTOVERS:
        for path in root.glob(pattern):
            shutil.rmtree(path)


def build(root: Path, corpus: Corpus, check: Callable[[Path], list[Problem]]) -> Built:
    """Build the site and the bundle, whole or not at all.

    Whoever calls this has the turn.

    Args:
        root: the project's folder.
        corpus: what its documents say.
        check: says what is wrong with a finished site.

    Raises:
        DefectiveInputError: something is wrong with the input; nothing has changed.
        GeneratorError: the generator broke off; nothing has changed.
        OSError: something cannot be read or written; nothing has changed.
    """
    work = root / BUILD
    clean(root)
    work.mkdir()
    try:
        sign(work)
        site, data, units = work / "site", work / "data", work / "units"
        with Generator(root, site, {PAGES_ONLY: "1"}) as generator:
            # The pages and the data need one another for nothing: each takes a processor.
            write_data(corpus, data)
            write_unit_files(root, corpus, units)
            generator.finish()
        shutil.copytree(data, site / "data", dirs_exist_ok=True)
        problems = check(site)
        if problems:
            raise DefectiveInputError(problems)
        write_sums(site, sorted(path for path in site.rglob("*") if path.is_file()))
        archive, *beside, _ = write_bundle(site, work / "dist", corpus.name, units)
        put(work, root, {"site": "site", "dist": "dist"})
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return Built(
        site=root / "site",
        archive=root / "dist" / archive.name,
        beside=tuple(one.name for one in beside if one.name != SUMS_NAME),
    )


def write_unit_files(root: Path, corpus: Corpus, folder: Path) -> None:
    """Write the one file of each kind of unit."""
    folder.mkdir()
    units: Mapping[str, object] = corpus.index.units if corpus.index else {}
    pages = load_pages(root / "docs", corpus)
    for unit in units:
        page = pages.address("checklist", unit=unit)
        scripts = root / "docs" / "assets" / "js"
        text = one_file(corpus, unit, root / "overrides", scripts, notice(root), page=page)
        (folder / f"{unit}.html").write_text(sealed(text), encoding="utf-8", newline="\n")
