"""Every link of the site leads somewhere, followed by a tool that knows nothing of how the site is made.

It follows links over HTTP on this machine alone: of the site as it is served, and of the bundle unpacked.
What differs where no server is, our own check of the site looks for.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tools.fileserver import serving
from wholes import BUNDLES, MODULES, PROJECT, SITE, defective

MUTANTS = (
    ('href="guide.html"', 'href="guide.html#nowhere"', "guide.html#nowhere"),
    ('href="guide.html"', 'href="giude.html"', "giude.html"),
    ('href="guide.html"', 'href="Guide.html"', "Guide.html"),
    ('href="assets/site.css"', 'href="assets/sight.css"', "assets/sight.css"),
    ('src="assets/js/common.js"', 'src="assets/common.js"', "assets/common.js"),
    ("</article>", '<img src="no.png" alt=""></article>', "no.png"),
    ("</article>", '<a href="en/speech.html#p99-9">x</a></article>', "en/speech.html#p99-9"),
    ("</article>", '<a href="data/list.json">x</a></article>', "data/list.json"),
)
"""Old, new, and the address that is to be told."""


def follow(folder: Path) -> dict[str, Any]:
    """Return what following the links of a folder finds."""
    with serving(folder.parent) as top:
        done = subprocess.run(
            ["node", str(PROJECT / "tests/outside/links.mjs"), str(MODULES), f"{top}{folder.name}/"],  # noqa: S607 -- Node is looked up on PATH on purpose
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 0, done.stderr
    loaded: dict[str, Any] = json.loads(done.stdout)
    return loaded


def test_every_link_of_the_served_site_leads_somewhere(tmp_path: Path) -> None:
    found = follow(Path(shutil.copytree(SITE, tmp_path / "site")))
    assert found["followed"] > len(list(SITE.rglob("*.html")))
    assert found["found"] == []


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda one: one.name)
def test_every_link_of_a_bundle_leads_somewhere(tmp_path: Path, bundle: Path) -> None:
    with zipfile.ZipFile(bundle) as packed:
        packed.extractall(tmp_path)
    (home,) = tmp_path.glob("*/index.html")
    found = follow(home.parent)
    assert found["followed"] > len(list(home.parent.rglob("*.html")))
    assert found["found"] == []


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    """Each defect in a page of its own, all reached from one, so that all links are followed once."""
    folder = Path(shutil.copytree(SITE, tmp_path / "site"))
    home = (folder / "index.html").read_text(encoding="utf-8")
    doors = ""
    for number, (old, new, _) in enumerate(MUTANTS):
        (folder / f"mutant-{number}.html").write_text(defective(home, old, new), encoding="utf-8")
        doors += f'<a href="mutant-{number}.html">{number}</a>'
    (folder / "index.html").write_text(home.replace("</article>", f"{doors}</article>"), encoding="utf-8")
    # Of an id that is not there, it names some page that leads to the other page.
    told = {one["url"].partition("/site/")[2] for one in follow(folder)["found"]}
    assert told == {address for *_, address in MUTANTS}
