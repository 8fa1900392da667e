"""Folders are put in their places together or not at all, wherever it breaks off."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from guidance.building import exchange
from guidance.building.exchange import NOTE, carry_on, put

NAMES = {"site": "site", "dist": "dist"}


def folders(root: Path, *, old: bool = True) -> Path:
    """Make new folders, and old ones in the places, and return where the new ones are."""
    build = root / ".build"
    for name in NAMES:
        (build / name).mkdir(parents=True)
        (build / name / "file").write_text("new", encoding="utf-8")
        if old:
            (root / name).mkdir()
            (root / name / "file").write_text("old", encoding="utf-8")
    return build


def state(root: Path) -> list[str]:
    return [
        (root / name / "file").read_text(encoding="utf-8") if (root / name).exists() else "-"
        for name in NAMES
    ]


@pytest.fixture(params=["at once", "by two renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Exchange as the system does it, or as one does that cannot."""
    if request.param == "by two renames":
        monkeypatch.setattr(exchange, "_exchanged", lambda *_: False)
    return str(request.param)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("old", [True, False])
def test_both_change(tmp_path: Path, *, old: bool) -> None:
    put(folders(tmp_path, old=old), tmp_path, NAMES)
    assert state(tmp_path) == ["new", "new"]
    carry_on(tmp_path / ".build", tmp_path)
    assert state(tmp_path) == ["new", "new"]
    assert not (tmp_path / ".build").exists()


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("old", [True, False])
@pytest.mark.parametrize("error", [OSError("no"), KeyboardInterrupt()])
@pytest.mark.parametrize("step", [0, 1])
def test_a_failure_leaves_both_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, step: int, *, old: bool
) -> None:
    build = folders(tmp_path, old=old)
    done: list[Path] = []
    real = exchange._exchange  # noqa: SLF001 -- the step at which it breaks off

    def failing(new: Path, place: Path) -> None:
        if len(done) == step:
            done.append(place)
            raise error
        done.append(place)
        real(new, place)

    monkeypatch.setattr(exchange, "_exchange", failing)
    with pytest.raises(type(error)):
        put(build, tmp_path, NAMES)
    assert state(tmp_path) == (["old", "old"] if old else ["-", "-"])
    assert not (build / NOTE).exists()


@pytest.mark.parametrize("old", [True, False])
@pytest.mark.parametrize("step", [0, 1, 2])
def test_what_was_cut_off_is_carried_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int, *, old: bool
) -> None:
    build = folders(tmp_path, old=old)
    child = os.fork()
    if not child:
        left = iter(range(step))
        real = exchange._exchange  # noqa: SLF001 -- the step at which it breaks off

        def cut(new: Path, place: Path) -> None:
            if next(left, None) is None:
                os._exit(9)
            real(new, place)

        monkeypatch.setattr(exchange, "_exchange", cut)
        monkeypatch.setattr(Path, "unlink", lambda *_, **__: os._exit(9))
        put(build, tmp_path, NAMES)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert (build / NOTE).exists()
    carry_on(build, tmp_path)
    assert state(tmp_path) == ["new", "new"]
    assert not build.exists()


def test_a_file_in_the_place_is_no_folder(tmp_path: Path) -> None:
    build = folders(tmp_path)
    (tmp_path / "dist" / "file").unlink()
    (tmp_path / "dist").rmdir()
    (tmp_path / "dist").write_text("mine", encoding="utf-8")
    with pytest.raises(NotADirectoryError):
        put(build, tmp_path, NAMES)
    assert (tmp_path / "dist").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "site" / "file").read_text(encoding="utf-8") == "old"
