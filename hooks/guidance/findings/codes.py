"""What each kind of finding is: in what it is looked for, how grave it is, in words and by an example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

DATA = Path(__file__).with_name("codes.yml")
"""The list; ``tests/findings`` holds it against the code, and each example against what it raises."""


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    """Nothing can be built before it is mended."""
    WARNING = "warning"
    """The site can be built, and somebody has to look: the check does not pass."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """A piece of a file, right and wrong."""

    bad: str
    good: str
    file: str = ""
    """Path of a file of the corpus named in ``corpus`` in which the one takes the other's place."""
    corpus: str = ""
    """Folder below ``tests`` of the corpus that the example spoils; empty where a test elsewhere has it."""
    proof: str = ""
    """Path of the test that has the finding, where no corpus of files can show it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Code:
    """A kind of finding."""

    id: str
    group: str
    severity: Severity
    what: Mapping[str, str]
    """Language to what was found, in a sentence."""
    why: Mapping[str, str]
    """Language to why it matters, or what to do, in a sentence."""
    example: Example


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """What is looked through."""

    id: str
    title: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Codes:
    """All kinds of finding, in the order of the file."""

    groups: Mapping[str, Group]
    by_id: Mapping[str, Code]

    def severity(self, code: str) -> Severity:
        """Return how grave a finding is; what the list lacks is grave."""
        return self.by_id[code].severity if code in self.by_id else Severity.ERROR

    def help(self, code: str, language: str = "en") -> str:
        """Return what a finding is and why it matters; empty for what the list lacks."""
        one = self.by_id.get(code)
        return f"{one.what[language]} {one.why[language]}" if one else ""


@cache
def codes() -> Codes:
    """Return the list."""
    raw = yaml.load(DATA.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 -- the safe one, in C
    groups = {key: Group(id=key, title=title) for key, title in raw["groups"].items()}
    found = {
        id_: Code(
            id=id_,
            group=one["group"],
            severity=Severity(one.get("severity", "error")),
            what=one["what"],
            why=one["why"],
            example=Example(**one["example"]),
        )
        for id_, one in raw["codes"].items()
    }
    return Codes(groups=groups, by_id=found)
