"""What each kind of finding is: in what it is looked for, how grave it is, in words and by an example.

The words are for editors and maintainers, whose language is that of the messages.
"""

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
    """What was asked for, mostly a build, cannot be done before it is mended."""
    WARNING = "warning"
    """The site can be built, and somebody has to look: the check does not pass."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """A piece of a file, right and wrong."""

    bad: str
    good: str
    file: str = ""
    """Path of the file that it is a piece of, from the project's folder; empty where none can be named."""
    corpus: str = "tiny"
    """Folder below ``tests`` of the corpus in which a test puts the one in the other's place."""
    proof: str = ""
    """Path of a test elsewhere that is told this; empty where the one of all examples is."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Code:
    """A kind of finding."""

    id: str
    group: str
    severity: Severity
    what: str
    """What was found, in a sentence."""
    why: str
    """Why it matters, and what to do."""
    example: Example


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """What is looked through."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Codes:
    """All kinds of finding, in the order of the file."""

    groups: Mapping[str, Group]
    by_id: Mapping[str, Code]

    def severity(self, code: str) -> Severity:
        """Return how grave a finding is; what the list lacks is grave."""
        return self.by_id[code].severity if code in self.by_id else Severity.ERROR

    def help(self, code: str) -> str:
        """Return what a finding is and why it matters; empty for what the list lacks."""
        one = self.by_id.get(code)
        return f"{one.what} {one.why}" if one else ""


@cache
def codes() -> Codes:
    """Return the list.

    Raises:
        KeyError, TypeError, ValueError: an entry lacks a field, or has one that it should not have.
    """
    return listed(DATA.read_text(encoding="utf-8"))


def listed(text: str) -> Codes:
    """Return the list that a text is; see ``codes``."""
    raw = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 -- the safe one, in C
    groups = {key: Group(id=key, title=title) for key, title in raw["groups"].items()}
    found = {}
    for id_, one in raw["codes"].items():
        severity, example = Severity(one.pop("severity", "error")), Example(**one.pop("example"))
        found[id_] = Code(id=id_, severity=severity, example=example, **one)
        if found[id_].group not in groups:
            raise ValueError(f"{id_}: no group has the id {found[id_].group}")
    return Codes(groups=groups, by_id=found)
