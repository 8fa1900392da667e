"""A tiny register of another campaign: mountain huts, Japanese and English, with its own text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from guidance.model import Edition, Provenance, Segment, TranslatedSegment
from guidance.problems import Place, Problem
from guidance.register import Register

CORPUS = Path(__file__).parent / "corpus"
LANGUAGES = ("ja", "en")
ENGLISH = {"s1": "The guest book is kept every evening."}

Read = Callable[..., tuple[Register, list[Problem]]]
"""Reads the register, which may cite further texts."""


def _english(id_: str, text: str) -> TranslatedSegment:
    return TranslatedSegment(id=id_, level=0, text=text, doubts=(), place=Place(file="docs/en/rules.md"))


def edition(texts: dict[str, str], id_: str = "rules") -> Edition:
    """Return an edition of plain segments; the first is the title."""
    segments = tuple(
        Segment(
            id=name,
            level=0 if line else 1,
            run_on=False,
            verbatim=text,
            reading=text,
            marks=(),
            place=Place(file=f"docs/{id_}.yml", line=line + 2),
        )
        for line, (name, text) in enumerate(texts.items())
    )
    return Edition(
        id=id_,
        title={"ja": "規則", "en": "Rules"},
        date="2000-01-01",
        original="ja",
        provenance=Provenance(file="", sha256="", first_line=1, front=(), origin={}, unknown=()),
        segments=segments,
        translations={"en": {name: _english(name, text) for name, text in ENGLISH.items() if name in texts}},
        standardised=0,
        repunctuated=0,
    )
