"""The report for people: one line for each finding, or, on a terminal, in groups and colours."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from guidance.findings.codes import Severity, codes
from guidance.problems import Problem, gathered

COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}
_MARGIN = 7


def plain(problems: Sequence[Problem]) -> str:
    """Return one line for each finding, as editors and logs take it."""
    return "".join(f"{one}\n" for one in gathered(problems))


def show(problems: Sequence[Problem], stream: TextIO) -> None:
    """Write the findings: plainly, or by file and in colours where a terminal is at the other end.

    ``NO_COLOR`` and ``TERM=dumb`` are respected.
    """
    console = Console(file=stream, highlight=False, soft_wrap=False)
    if console.is_terminal and not console.is_dumb_terminal:
        draw(problems, console)
    else:
        stream.write(plain(problems))


def draw(problems: Sequence[Problem], console: Console) -> None:
    """Draw the findings by file, each with where it stands, what is wrong and what to do."""
    listed = codes()
    found = gathered(problems)
    explained: set[str] = set()
    for file, ones in groupby(found, key=lambda one: one.place.file):
        console.print(Rule(Text(file, style="bold"), align="left", style="dim"))
        for one in ones:
            severity = listed.severity(one.code)
            head = Text.assemble(
                (f"{one.place.line}:{one.place.column}".rjust(_MARGIN), "cyan"),
                "  ",
                (str(severity), COLOURS[severity]),
                "  ",
                (one.code, "bold"),
                f"  {one.message}",
            )
            console.print(head)
            fragment, suggestion = one.shown
            if fragment:
                _line(console, "«", fragment, "»", style="magenta")
            if suggestion:
                _line(console, "→ ", suggestion, "", style="green")
            advice = "" if one.code in explained else listed.help(one.code)
            if advice:
                explained.add(one.code)
                _line(console, "", advice, "", style="dim")
    if found:
        console.print(Rule(style="dim"))
        counted = {each: sum(listed.severity(one.code) is each for one in found) for each in Severity}
        parts = (
            Text(f"{count} {each}{'s' * (count != 1)}", style=COLOURS[each])
            for each, count in counted.items()
            if count
        )
        console.print(Text(", ").join(parts))


def _line(console: Console, before: str, text: str, after: str, *, style: str) -> None:
    shown = Text(f"{before}{text}{after}", style=style)
    console.print(Padding(shown, (0, 0, 0, _MARGIN + 2)))
