"""The command ``make bench-suspects``: what the search for suspect places finds of errors that are known.

First the edited texts of the site with every emendation taken out: how many of those that an editor
called certain are found, and how many places are called suspect that no editor marked. Then the site's
own prose, into which slips of the hand are put by chance: a check that no rule was made for one text.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guidance.corpus import Corpus, load
from guidance.suspects import suspects
from guidance.suspects.habits import Habits, read_habits
from guidance.suspects.lexicon import HAN, dictionary
from guidance.suspects.listing import POINT, source_of
from guidance.suspects.slips import slips

ROOT = Path(__file__).resolve().parent.parent
_EVERY = 80
"""Characters to one slip, on average."""
_SEED = 1
_FEWEST_KEYS = 2
_LEAST_USED = 3000


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What was found of a text's errors."""

    name: str
    characters: int
    certain: int
    certain_found: int
    conjectures: int
    conjectures_found: int
    false: int
    """Suspect places where nobody knows of an error."""
    seconds: float

    def __str__(self) -> str:
        """Return the figures on one line."""
        return (
            f"{self.name}: {self.certain_found} of {self.certain} certain errors found"
            f"{f', {self.conjectures_found} of {self.conjectures} conjectures' if self.conjectures else ''}, "
            f"{self.false} false alarms; {self.characters} characters in {self.seconds:.1f} s"
        )


def of_texts(corpus: Corpus, root: Path, habits: Habits) -> Iterator[Found]:
    """Yield what is found of the emended places of each text."""
    for edition in corpus.editions.values():
        source = source_of(root, edition, corpus.languages.written)
        began = time.perf_counter()
        found = suspects(source.text, edition.original, habits)
        seconds = time.perf_counter() - began
        met = [known for known in source.known if any(known.meets(one) for one in found)]
        yield Found(
            name=edition.id,
            characters=len(source.text),
            certain=sum(one.emendation.certain for one in source.known),
            certain_found=sum(one.emendation.certain for one in met),
            conjectures=sum(not one.emendation.certain for one in source.known),
            conjectures_found=sum(not one.emendation.certain for one in met),
            false=sum(not any(known.meets(one) for known in source.known) for one in found),
            seconds=seconds,
        )


def of_prose(corpus: Corpus, root: Path, habits: Habits) -> Found:
    """Return what is found of slips put into the prose of the site's own pages and glossary."""
    prose = "\n\n".join(
        (*_pages(root, corpus), *(one.meaning[corpus.languages.original] for one in corpus.terms))
    )
    chance = random.Random(_SEED)  # noqa: S311 -- slips of the hand are no secret
    characters = list(prose)
    wrong: set[int] = set()
    used = dictionary().characters
    for run in HAN.finditer(prose):
        for at in range(run.start(), run.end()):
            near = sorted(
                one
                for one, keys in slips(prose[at]).items()
                if keys >= _FEWEST_KEYS and used.get(one, 0) >= _LEAST_USED
            )
            if near and chance.random() < 1 / _EVERY:
                characters[at] = chance.choice(near)
                wrong.add(at)
    text = "".join(characters)
    began = time.perf_counter()
    found = suspects(text, corpus.languages.original, habits)
    seconds = time.perf_counter() - began
    points = [one for one in found if one.end - one.start <= POINT]
    hit = {at for at in wrong for one in points if one.start - 1 <= at <= one.end}
    false = sum(not any(one.start - 1 <= at <= one.end for at in wrong) for one in found)
    return Found(
        name="slips put into the site's own prose",
        characters=len(text),
        certain=len(wrong),
        certain_found=len(hit),
        conjectures=0,
        conjectures_found=0,
        false=false,
        seconds=seconds,
    )


def _pages(root: Path, corpus: Corpus) -> Iterator[str]:
    """Yield the prose of the pages that show no text."""
    for path in sorted((root / "docs" / corpus.languages.original).rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if "view: edition" not in text:
            for line in re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL).splitlines():
                if not line.startswith(("#", "|", "{", "<")):
                    yield re.sub(r"\]\([^)]*\)|[*`\[]|\{[^}]*\}", "", line)


def main() -> int:
    """Print the figures, a text on a line."""
    corpus = load(ROOT / "docs")
    habits = read_habits(ROOT / "docs", ROOT)
    suspects("預備", corpus.languages.original, habits)
    for found in (*of_texts(corpus, ROOT, habits), of_prose(corpus, ROOT, habits)):
        sys.stdout.write(f"suspects in {found}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
