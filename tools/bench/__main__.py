"""The command ``make bench``: measure sizes, print a table, write ``bench.json``.

Exit codes: 0 measured, 1 a measured command failed, 2 the arguments are wrong. A missed target is
told and fails nothing: another machine, another load, another figure.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from tools.bench.generate import ROOT
from tools.bench.measure import FailedError, measure
from tools.bench.model import Size
from tools.bench.report import as_json, table

_SIZES = "922x100,922x1000,9220x1000"
_MOST = 100_000


class _Parser(argparse.ArgumentParser):
    """Tells a wrong argument in one line."""

    def error(self, message: str) -> NoReturn:
        """Print the message and leave."""
        self.exit(2, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and report, and return the exit code.

    Args:
        arguments: words after the program's name; those of the process by default.
    """
    parser = _Parser(prog="bench", description="Measure the build with registers of several sizes.")
    parser.add_argument(
        "--sizes",
        type=_sizes,
        default=_SIZES,
        help=f"ITEMSxPAGES, several with commas (default: {_SIZES})",
    )
    parser.add_argument(
        "--runs", type=_count, default=3, help="runs of each step, fewer of long ones (default: 3)"
    )
    parser.add_argument(
        "--json", type=Path, default=ROOT / "bench.json", help="where the figures are written"
    )
    options = parser.parse_args(arguments)
    measured = []
    for size in options.sizes:
        sys.stderr.write(f"measuring {size.items} items in {size.pages} pages\n")
        try:
            measured.append(measure(size, ROOT / ".build" / "bench" / str(size), options.runs))
        except (FailedError, TimeoutError, OSError) as error:
            sys.stderr.write(f"bench: {error}\n")
            return 1
    options.json.write_text(as_json(measured), encoding="utf-8")
    sys.stdout.write(table(measured))
    return 0


def _sizes(words: str) -> tuple[Size, ...]:
    return tuple(_size(word) for word in words.split(","))


def _size(word: str) -> Size:
    items, sign, pages = word.partition("x")
    try:
        return Size(items=_count(items), pages=_count(pages if sign else "1000"))
    except argparse.ArgumentTypeError as error:
        raise argparse.ArgumentTypeError(f"“{word}” is no size such as 922x100: {error}") from None


def _count(word: str) -> int:
    if word.isascii() and word.isdigit() and 1 <= int(word[:9]) <= _MOST:
        return int(word)
    raise argparse.ArgumentTypeError(f"“{word}” is no number from 1 to {_MOST}")


if __name__ == "__main__":
    sys.exit(main())
