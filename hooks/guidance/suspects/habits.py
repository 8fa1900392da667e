"""What the writers of a language do: data that the rules go by."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from guidance.problems import DefectiveInputError, Problem
from guidance.readers.text import Report
from guidance.readers.yaml import Fields, Node, members, read_yaml

DEFAULT = Path(__file__).with_name("habits.yml")
"""The habits that hold where the documents have none of their own."""
OWN = Path("register") / "habits.yml"
"""Where documents may have their own, below their folder."""
_KEYS = (
    "languages",
    "pairs",
    "longest-clause",
    "modals",
    "two-modals-from",
    "levels",
    "joins",
    "determiners",
    "measures",
    "constructions",
)
_MOST = 1000
_PAIR = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """A preposition that needs a word behind its noun."""

    opener: str
    nouns: tuple[str, ...]
    behind: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Needed:
    """A word that needs one of several before it in its clause."""

    word: str
    before: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Habits:
    """What the search for suspect places relies on."""

    languages: tuple[str, ...]
    """Primary tags of the languages that they are of."""
    pairs: tuple[tuple[str, str], ...]
    """Marks that open and close."""
    longest_clause: int
    """Characters of a clause above which it may lack a mark."""
    modals: tuple[str, ...]
    """Words that begin a requirement."""
    two_modals_from: int
    """Characters of a clause from which two requirements in it are suspect."""
    levels: tuple[str, ...]
    """Words that name a level of government."""
    joins: tuple[str, ...]
    """What joins the members of an enumeration."""
    determiners: tuple[str, ...]
    """Characters before which no numeral is needed for a measure word."""
    measures: tuple[str, ...]
    """Characters that are measure words."""
    frames: tuple[Frame, ...]
    needed: tuple[Needed, ...]

    def are_of(self, language: str) -> bool:
        """Whether they are of a language, by its tag."""
        return language.partition("-")[0] in self.languages


def read_habits(docs: Path, root: Path) -> Habits:
    """Return the habits of a documents folder, or the package's own where it has none.

    Args:
        docs: the documents.
        root: folder that reported paths are relative to.

    Raises:
        DefectiveInputError: the documents' own cannot be read.
    """
    own = docs / OWN
    path = own if own.is_file() else DEFAULT
    problems: list[Problem] = []
    habits = _habits(path, root, problems.append)
    if problems or habits is None:
        raise DefectiveInputError(problems)
    return habits


def _habits(path: Path, root: Path, report: Report) -> Habits | None:
    node = read_yaml(root, path, report)
    if node is None:
        return None
    fields = Fields(node, _KEYS, report)
    constructions = [
        Fields(one, ("word", "before", "frame", "nouns", "behind"), report)
        for one in fields.members("constructions")
    ]
    return Habits(
        languages=fields.words("languages"),
        pairs=tuple(
            (pair[0], pair[1]) for one in fields.members("pairs") if len(pair := _words(one, report)) == _PAIR
        ),
        longest_clause=fields.number("longest-clause", _MOST),
        modals=fields.words("modals"),
        two_modals_from=fields.number("two-modals-from", _MOST),
        levels=fields.words("levels"),
        joins=fields.words("joins"),
        determiners=fields.words("determiners"),
        measures=fields.words("measures"),
        frames=tuple(
            Frame(opener=opener, nouns=one.words("nouns"), behind=one.words("behind"))
            for one in constructions
            if (opener := one.text("frame", required=False))
        ),
        needed=tuple(
            Needed(word=word, before=one.words("before"))
            for one in constructions
            if (word := one.text("word", required=False))
        ),
    )


def _words(node: Node, report: Report) -> tuple[str, ...]:
    return tuple(one.value for one in members(node, report) if isinstance(one.value, str))
