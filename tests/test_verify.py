"""Each bit that flips and each byte that is cut off is found, in whichever file."""

from __future__ import annotations

import random
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from guidance.bundle import SUMS_NAME, write_bundle, write_sums
from guidance.verify import same_site, sealed, verify

TRIES = 40


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a site and its dist."""
    root = tmp_path_factory.mktemp("verify")
    site = root / "site"
    (site / "en").mkdir(parents=True)
    for name in ("index.html", "en/index.html", "style.css"):
        (site / name).write_text(f"<p>{name}</p>\n" * 40, encoding="utf-8")
    write_sums(site, sorted(path for path in site.rglob("*") if path.is_file()))
    units = root / "units"
    units.mkdir()
    (units / "rural.html").write_text(sealed("<p>一</p>"), encoding="utf-8", newline="\n")
    write_bundle(site, root / "dist", "harbour", units)
    return root


def flipped(data: bytes, at: int) -> bytes:
    return data[: at // 8] + bytes([data[at // 8] ^ (1 << at % 8)]) + data[at // 8 + 1 :]


def damages(data: bytes, name: str) -> list[bytes]:
    chance = random.Random(name)  # noqa: S311 -- the same in every run
    flips = [flipped(data, chance.randrange(len(data) * 8)) for _ in range(TRIES)]
    cuts = [data[: chance.randrange(len(data))] for _ in range(5)]
    return [*flips, *cuts, data + b"x", b""]


@pytest.mark.parametrize("where", ["dist", "site"])
def test_what_is_whole_passes(carried: Path, where: str) -> None:
    assert verify(carried / where)[1] == []
    assert same_site(carried / "site", carried / "dist" / "harbour.zip")


@pytest.mark.parametrize(
    "name",
    ["dist/harbour.zip", "dist/rural.html", f"dist/{SUMS_NAME}", "site/en/index.html", f"site/{SUMS_NAME}"],
)
def test_every_damage_is_found_and_named(carried: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / name.partition("/")[0]
    shutil.copytree(carried / folder.name, folder)
    data = (carried / name).read_bytes()
    for damaged in damages(data, name):
        (tmp_path / name).write_bytes(damaged)
        found = verify(folder)[1]
        assert found
        if not name.endswith(SUMS_NAME):
            assert {one.place.file for one in found} & {name, Path(name).name}


@pytest.mark.parametrize("name", ["dist/rural.html", "dist/harbour.zip"])
def test_a_file_by_itself_is_verified(carried: Path, tmp_path: Path, name: str) -> None:
    alone = Path(shutil.copy(carried / name, tmp_path))
    assert verify(alone) == (1, [])
    data = alone.read_bytes()
    for damaged in damages(data, name):
        alone.write_bytes(damaged)
        if name.endswith(".html"):
            assert verify(alone)[1]
        else:
            # Without the list beside it, an archive is judged by what it unpacks to.
            assert verify(alone)[1] or unpacked(alone) == unpacked(carried / name)


def unpacked(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def alter(change: Callable[[Path], object], carried: Path, tmp_path: Path) -> set[str]:
    shutil.copytree(carried / "dist", tmp_path / "dist")
    change(tmp_path / "dist")
    return {f"{one.place.file} {one.code}" for one in verify(tmp_path / "dist")[1]}


def test_lost_and_foreign_files_are_named(carried: Path, tmp_path: Path) -> None:
    assert alter(lambda dist: (dist / "rural.html").unlink(), carried, tmp_path / "a") == {
        "dist/rural.html file-lost"
    }
    assert alter(lambda dist: (dist / "x").touch(), carried, tmp_path / "b") == {"dist/x file-unlisted"}
    assert f"dist/{SUMS_NAME} file-lost" in alter(
        lambda dist: (dist / SUMS_NAME).unlink(), carried, tmp_path / "c"
    )


def test_an_archive_of_another_site_is_told(carried: Path, tmp_path: Path) -> None:
    site = Path(shutil.copytree(carried / "site", tmp_path / "site"))
    (site / "index.html").write_text("<p>other</p>", encoding="utf-8")
    write_sums(site, sorted(path for path in site.rglob("*") if path.name != SUMS_NAME and path.is_file()))
    assert not same_site(site, carried / "dist" / "harbour.zip")
