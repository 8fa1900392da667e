"""A file that is brought in, as lines of text, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A paragraph of the file, or a heading."""

    text: str
    """Its characters on one line, without indentation."""
    number: int
    """Where it stands in the file: the line, or the paragraph where the format has no lines; from 1."""
    level: int = 0
    """Heading level from 1 that the file itself gives it; 0 where it gives none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """What somebody who brings a text in has to look at: left out, joined, made up or not understood."""

    number: int
    """Line or paragraph of the file, from 1."""
    what: str
    """What was done or not done, in a sentence without a final stop."""
    text: str = ""
    """The piece of the file; empty where there is none to show."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """The text of a file."""

    format: str
    """``text``, ``docx`` or ``html``."""
    encoding: str
    """Name of the encoding, as Python knows it; empty where the format says it itself."""
    certainty: float
    """How sure the encoding is, from 0 to 1."""
    lines: tuple[Line, ...]
    notes: tuple[Note, ...]

    @property
    def text(self) -> str:
        """The text as it is kept and held against the edition: paragraphs parted by an empty line."""
        return "\n\n".join(line.text for line in self.lines)
