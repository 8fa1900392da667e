"""A good register, spoilt at random: it is accepted as equal, or the spot is named."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guidance.model import Edition
from guidance.problems import Problem
from guidance.register import Cited, Register, read_register

from .huts import CORPUS, LANGUAGES

FILES = {
    path.name: path.read_text(encoding="utf-8").splitlines()
    for path in sorted((CORPUS / "register").glob("*.yml"))
}
FREE = re.compile(r"\s*(?:- )?(?:title|short|detail|note|reason|said|says|begins|ends):")
"""Lines of the project's own words: whatever stands there in two languages is right."""
NEEDED = re.compile(
    r"  (?:title|units|actor|phase|modality|cites|sentence|said|reason|gone|begins|ends|from|to):"
)
DAMAGE = "~ぬ :{}[],\"'#&*!%@|>\t\n\x07\u3000"
"""Characters of which no id is made and no sentence of the text has."""


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """A file of the register with one edit in it."""

    file: str
    line: int
    """Number of the edited line, from 1."""
    lines: tuple[str, ...]


def spots(mutant: Mutant) -> Iterator[tuple[str, int]]:
    """Yield each file and line that may be named: the entry, the next one, and all that speak of it."""
    lines = FILES[mutant.file]
    starts = [n for n, line in enumerate(lines, start=1) if line.startswith("- ")] + [len(lines) + 1] * 2
    here = max(n for n, start in enumerate(starts) if start <= mutant.line)
    end = starts[min(here + 2, len(starts) - 1)]
    yield from ((f"docs/register/{mutant.file}", n) for n in range(starts[here], end + 2))
    yield from ((f"docs/register/{mutant.file}", n) for n in range(len(lines) + 1, len(mutant.lines) + 1))
    edited = lines[mutant.line - 1]
    entry = lines[starts[here] - 1 : starts[here + 1] - 1] if edited.startswith("- ") else [edited]
    words = set(re.findall(r"[^\s{}\[\],:]{3,}", " ".join(entry)))
    texts = {"text.yml": (CORPUS / "text.yml").read_text(encoding="utf-8").splitlines()}
    for name, others in (FILES | texts).items():
        folder = "docs" if name in texts else "docs/register"
        for number, line in enumerate(others, start=1):
            if any(word in line for word in words):
                yield f"{folder}/{name}", number


@st.composite
def mutants(draw: st.DrawFn) -> Mutant:
    """Return a file with a character put in, a line taken out, an entry doubled, or a remark added."""
    file = draw(st.sampled_from(sorted(FILES)))
    lines = list(FILES[file])
    kind = draw(st.sampled_from(["character", "character", "character", "line", "entry", "remark"]))
    if kind == "character":
        at = draw(st.sampled_from([n for n, line in enumerate(lines) if not FREE.match(line)]))
        column = draw(st.integers(0, len(lines[at])))
        # Before the key, a hash would take out the line, which may be one that nothing needs.
        damage = DAMAGE if lines[at][:column].strip(" -") else DAMAGE.replace("#", "")
        lines[at] = lines[at][:column] + draw(st.sampled_from(damage)) + lines[at][column:]
    elif kind == "line":
        at = draw(st.sampled_from([n for n, line in enumerate(lines) if NEEDED.match(line)]))
        del lines[at]
    elif kind == "entry":
        starts = [n for n, line in enumerate(lines) if line.startswith("- ")] + [len(lines)]
        which = draw(st.integers(0, len(starts) - 2))
        at = starts[which]
        lines += lines[at : starts[which + 1]]
    else:
        at = draw(st.integers(0, len(lines) - 1))
        indent = re.match(r" *", lines[at])
        remark = draw(st.sampled_from(["", "# a remark", "   # - id: x"]))
        lines.insert(at, (indent[0] if indent else "") + remark)
    return Mutant(file=file, line=at + 1, lines=tuple(lines))


def run(text: Edition, mutant: Mutant | None = None) -> tuple[Register, list[Problem]]:
    """Read the register with a mutant in place of one of its files."""
    with tempfile.TemporaryDirectory() as folder:
        docs = Path(shutil.copytree(CORPUS, Path(folder) / "docs"))
        if mutant:
            path = docs / "register" / mutant.file
            path.write_text("\n".join(mutant.lines) + "\n", encoding="utf-8")
        problems: list[Problem] = []
        return read_register(
            docs, docs.parent, Cited(texts={text.id: text}), LANGUAGES, problems.append
        ), problems


@pytest.fixture(scope="module")
def good(text: Edition) -> Register:
    return run(text)[0]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutant=mutants())
def test_a_mutant_is_equal_or_its_spot_is_named(mutant: Mutant, good: Register, text: Edition) -> None:
    register, problems = run(text, mutant)
    if not problems:
        assert register == good
        return
    named = {(one.place.file, one.place.line) for one in problems}
    # An open quotation mark or bracket may swallow the rest of the file before anything is wrong.
    swallowed = any(
        one.code == "yaml-syntax"
        and one.place.file.endswith(mutant.file)
        and (one.place.line >= mutant.line or one.place.line == 1)
        for one in problems
    )
    assert swallowed or named & set(spots(mutant)), [str(one) for one in problems]
