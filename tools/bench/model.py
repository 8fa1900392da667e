"""What is measured of one size."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Size:
    """How large a project is made."""

    items: int
    pages: int

    def __str__(self) -> str:
        """Return the size as the command line takes it."""
        return f"{self.items}x{self.pages}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Cost:
    """What a command took, as a process of its own."""

    wall: float
    """Seconds on the clock."""
    cpu: float
    """Seconds of computing, its own and the system's for it; steadier than the clock on a busy machine."""
    memory: int
    """Bytes held at most."""
    runs: int = 1
    """How many runs the figures are the medians of."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Built:
    """A built site, weighed."""

    pages: int
    size: int
    """Bytes of all files."""
    largest: int
    """Bytes of its largest page."""
    largest_name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """All figures of one size."""

    size: Size
    validation: Cost
    """Loading and validating everything, without a build."""
    crossing: float
    """Seconds for the cross-reference and the coverage, loading left out."""
    plain: Cost
    """MkDocs on the same Markdown, without our hooks and templates."""
    build: Cost
    """MkDocs with our hooks: every page, no downloads."""
    whole: Cost
    """The same with the downloads of all units."""
    site: Cost
    """The whole of ``make site``: load, build, check, pack."""
    edit: float | None
    """Seconds from the change of an item's title until the served page has it; nothing where no page has."""
    plain_site: Built
    built: Built
