"""What is published is HTML as its standard has it, by the Nu checker: all pages and single files."""

from __future__ import annotations

import json
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from wholes import CHECKER, SINGLE, SITE, defective

DERIVED = SITE / "zh-Hans"
"""Its markup is that of the original: only characters differ."""

REASONED: Mapping[str, str] = {
    r"violates Content Security Policy": (
        "a file has no origin that ‘self’ names, and a block of data runs nothing; "
        "what the policy forbids, tests in a browser see"
    ),
    r"^CSS: “m(ax|in)-height”: The types are incompatible": (
        "the checker cannot tell what a variable within calc() stands for; browsers can"
    ),
}
"""What the checker says and nobody mends, and why."""

MUTANTS = (
    ("</article>", "<div></article>"),
    ("</article>", "</div></article>"),
    ("</article>", "<p><b>x</p></article>"),
    ("</article>", "<p><i><b>x</i></b></p></article>"),
    ("</article>", '<p id="twice"></p><p id="twice"></p></article>'),
    ("</article>", '<a href="guide.html">x<a href="guide.html">y</a></a></article>'),
    ("</article>", '<img src="assets/favicon.png"></article>'),
    ("</article>", "<ul><p>x</p></ul></article>"),
    ("</article>", "<ul>x</ul></article>"),
    ("</article>", "<p><table><tr><td>x</td></tr></table></p></article>"),
    ("</article>", "<table><tr><td>1</td></tr><tr><td>1</td><td>2</td></tr></table></article>"),
    ("</article>", "<dl><dd>x</dd></dl></article>"),
    ("</article>", "<p role='buton'>x</p></article>"),
    ("</article>", '<p aria-labeledby="x">x</p></article>'),
    ("</article>", '<p aria-labelledby="nobody">x</p></article>'),
    ("</article>", '<label for="nobody">x</label></article>'),
    ("</article>", '<input type="checkbox" autocomplete="off"></article>'),
    ("</article>", '<input type="tick"></article>'),
    ("</article>", "<button><a href='guide.html'>x</a></button></article>"),
    ("</article>", "<summary>x</summary></article>"),
    ("</article>", "<details>x</details></article>"),
    ("</article>", "<blink>x</blink></article>"),
    ("</article>", "<center>x</center></article>"),
    ("</article>", '<p align="center">x</p></article>'),
    ("</article>", '<p class="a" class="b">x</p></article>'),
    ("</article>", '<p style="colour: red">x</p></article>'),
    ("</article>", '<p lang="chinese-in-old-letters">x</p></article>'),
    ("</article>", '<time datetime="13 May">x</time></article>'),
    ("</article>", '<a href="a b.html">x</a></article>'),
    ("</article>", '<a href="http://[x">x</a></article>'),
    ("</article>", "<p>a & b &nosuch; c</p><p>&</article>"),
    ("</article>", "<main>x</main></article>"),
    ("</article>", "<h1></h1></article>"),
    ("</article>", "<li>x</li></article>"),
    ("</article>", '<meta http-equiv="refresh" content="soon"></article>'),
    (
        "</article>",
        '<select><p>x</p></select><select size="1" required><option>x</option></select></article>',
    ),
    ("</title>", "</title><title>x</title>"),
    ("<!doctype html>", ""),
    ('<meta charset="utf-8">', '<meta charset="big5">'),
    ("</head>", "<p>x</p></head>"),
)
"""One change of the first page each."""
LEAST_CAUGHT = 0.95
JAVA = ("java", "-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Deep pages need more of a stack than it has by default; to compile well takes longer than it saves."""
QUIET = ("--stdout", "--exit-zero-always", "--no-langdetect")


@dataclass(frozen=True, kw_only=True)
class Said:
    """What the checker says of a file."""

    file: Path
    line: int
    text: str

    def __str__(self) -> str:
        """Return it as one line."""
        return f"{self.file}:{self.line}: {self.text}"


def judged(files: Iterable[Path]) -> dict[Path, list[Said]]:
    """Return what the checker says of each file; one run for all, since it takes long to start."""
    done = subprocess.run(
        [*JAVA, "-jar", str(CHECKER), *QUIET, "--format", "json", *map(str, files)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[Path, list[Said]] = defaultdict(list)
    for one in json.loads(done.stdout)["messages"]:
        # Without a kind of its own it is advice on style, such as not to close what has no end.
        if one["type"] == "info" and one.get("subType") != "warning":
            continue
        file = Path(unquote(urlsplit(one["url"]).path))
        found[file].append(Said(file=file, line=one.get("lastLine", 1), text=one["message"]))
    return found


def unreasoned(said: Iterable[Said]) -> list[Said]:
    return [one for one in said if not any(re.search(pattern, one.text) for pattern in REASONED)]


@pytest.fixture(scope="module")
def mutants(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("markup")
    home = (SITE / "index.html").read_text(encoding="utf-8")
    made = [folder / f"{number:02}.html" for number, _ in enumerate(MUTANTS)]
    for path, (old, new) in zip(made, MUTANTS, strict=True):
        path.write_text(defective(home, old, new), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def said(mutants: list[Path]) -> dict[Path, list[Said]]:
    assert SINGLE, "dist/ is not built; run: make site"
    pages = [path for path in sorted(SITE.rglob("*.html")) if not path.is_relative_to(DERIVED)]
    return judged([*pages, *SINGLE, *mutants])


def test_what_is_published_is_html(said: Mapping[Path, list[Said]], mutants: list[Path]) -> None:
    of_us = [one for file, all_of_it in said.items() if file not in mutants for one in all_of_it]
    assert [str(one) for one in unreasoned(of_us)] == []


def test_what_is_let_be_is_still_said(said: Mapping[Path, list[Said]]) -> None:
    texts = {one.text for all_of_it in said.values() for one in all_of_it}
    assert [one for one in REASONED if not any(re.search(one, text) for text in texts)] == []


def test_defects_of_markup_are_told(said: Mapping[Path, list[Said]], mutants: list[Path]) -> None:
    missed = [
        new for path, (_, new) in zip(mutants, MUTANTS, strict=True) if not unreasoned(said.get(path, []))
    ]
    assert len(missed) <= (1 - LEAST_CAUGHT) * len(MUTANTS), missed
