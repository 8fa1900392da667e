"""The commands about the work of units: ``rollup``, ``calendar``, ``sheet`` and ``progress read``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar

from guidance.corpus import Corpus, load
from guidance.pages import load_pages
from guidance.problems import DefectiveInputError, Place, Problem
from guidance.progress.apply import Context, empty
from guidance.progress.library import library
from guidance.progress.lists import TaskList, task_list
from guidance.progress.migrate import migrate
from guidance.progress.model import Progress
from guidance.progress.reading import Flaw, Parsed, is_day
from guidance.progress.rollup import Gathering
from guidance.progress.windows import CalendarWords, calendar
from guidance.progress.writing import write
from guidance.queries import UnknownNameError, known
from guidance.reporting.files import found, read_file
from guidance.reporting.forms import FORMS, as_lines
from guidance.reporting.reasons import problems
from guidance.reporting.report import Report, Voice
from guidance.reporting.sheet import sheet
from guidance.reporting.tables import WRITER, Source

Options = argparse.Namespace
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def add_commands(commands: Any) -> None:  # noqa: ANN401 -- the type is argparse's own secret
    """Add the commands to a parser's.

    Args:
        commands: what ``add_subparsers`` returned.
    """
    many = commands.add_parser("rollup", help="one report over the progress files of many units")
    many.add_argument("files", nargs="+", type=Path, metavar="file", help="progress files, or their folders")
    many.add_argument("--out", type=_report_file, help=f"the report; its name ends in {', '.join(FORMS)}")
    names = "a text file with the names of the units that should report, one a line"
    many.add_argument("--expected", type=Path, help=names)
    # Not a build: what is late is late on the day on which somebody asks.
    now = datetime.now(tz=UTC).astimezone().date().isoformat()
    many.add_argument("--today", type=_day, default=now, help="the day on which something is late")
    dates = commands.add_parser("calendar", help="the stretches of time that the texts give, as iCalendar")
    dates.add_argument("file", nargs="?", type=Path, help="a progress file that says kind and first day")
    signed = commands.add_parser("sheet", help="the sheet that a unit signs and hands in, as a Word document")
    signed.add_argument("file", type=Path, help="a progress file, or a table that was filled in")
    signed.add_argument("--out", type=Path, required=True, help="the document, such as sheet.docx")
    kept = commands.add_parser("progress", help="turn a table that was filled in into a progress file")
    kept.add_argument("action", choices=["read"])
    kept.add_argument("file", type=Path, help="the list as .xlsx, filled in; .csv; or a progress file")
    for one in (dates, kept):
        one.add_argument("--out", type=Path, help="where it is written (default: the standard output)")
    for one in (many, dates, signed, kept):
        one.add_argument("--language", default="", help="tag of the language of the words")
        _add_unit(one)


def _add_unit(parser: argparse.ArgumentParser) -> None:
    """Add what a file may not say of its unit."""
    kinds = "a kind of unit, where the file does not say; may stand several times"
    parser.add_argument("--kind", action="append", default=[], help=kinds)
    parser.add_argument("--name", default="", help="the unit's own name, where a table does not say")
    parser.add_argument("--first-day", type=_day, default="", help="the unit's own first day")
    when = "day on which a table was filled in (default: that of the file)"
    parser.add_argument("--filled-in", type=_day, default="", help=when)


def run(root: Path, options: Options) -> None:
    """Run the command that the options name.

    Args:
        root: the project's folder.
        options: what the command line said.

    Raises:
        DefectiveInputError: a file cannot be used; every reason is told.
        UnknownNameError: a word names nothing that there is.
        OSError: a file cannot be read or written.
    """
    COMMANDS[options.command](root, options)


class _Desk:
    """The corpus, and what the options say about files that do not say it themselves."""

    def __init__(self, root: Path, options: Options) -> None:
        corpus = load(root / "docs")
        if corpus.index is None:
            raise UnknownNameError("no-register: these documents have no register")
        self.corpus: Corpus = corpus
        self.index = corpus.index
        shown = corpus.languages.shown
        if options.language:
            known("language", options.language, shown)
        for kind in options.kind:
            known("unit", kind, tuple(self.index.units))
        self.tag = options.language or shown[0]
        self.library = library(corpus, self.index, list(self.index.units), shown)
        self._options = options

    def source(self, path: Path) -> Source:
        """Return what a file is held against."""
        given = self._options
        if given.filled_in:
            now = datetime.fromisoformat(given.filled_in).replace(tzinfo=UTC)
        else:
            now = datetime.fromtimestamp(path.stat().st_mtime, UTC) if path.exists() else _EPOCH
        return Source(
            corpus=self.corpus,
            library=self.library,
            now=now,
            kinds=tuple(given.kind),
            name=given.name or path.stem,
            first_day=given.first_day,
        )

    def doc(self, path: Path) -> tuple[Progress, TaskList]:
        """Return what a file says, as it is on the present list.

        Raises:
            DefectiveInputError: it does not count.
        """
        doc, flaws = read_file(path, self.source(path))
        if doc is None:
            raise DefectiveInputError(flaws)
        listed = task_list(self.library, doc.unit.kinds)
        if not listed.kinds:
            kinds = " ".join(doc.unit.kinds)
            flaw = Flaw(code="unknown-kind", at="unit/kinds", fragment=kinds)
            raise DefectiveInputError(problems(path.as_posix(), [flaw]))
        return migrate(doc, listed).doc, listed

    def voice(self) -> Voice:
        """Return the words of the language asked for."""
        locale = self.corpus.locale(self.tag)
        return Voice(
            tag=self.tag,
            labels=self.corpus.labels(self.tag),
            kinds={name: locale.pick(one.title) for name, one in self.index.units.items()},
            titles=task_list(self.library, list(self.index.units)),
        )


def _rollup(root: Path, options: Options) -> None:
    desk = _Desk(root, options)
    expected = options.expected.read_text(encoding="utf-8-sig").splitlines() if options.expected else []
    gathering = Gathering(desk.library, options.today)
    refused: list[Problem] = []
    files = list(found(options.files))
    with _told(len(files)) as step:
        for path in files:
            doc, flaws = read_file(path, desk.source(path))
            name = path.as_posix()
            if doc:
                flaws = tuple(problems(name, gathering.take(name, Parsed(doc=doc))))
            refused += flaws
            step(flaws)
    result = gathering.result(expected)
    if not result.units:
        nothing = Problem(place=Place(file="."), code="no-files", message="there is no file to report on")
        raise DefectiveInputError(refused or [nothing])
    report = Report(
        rollup=result,
        refused=tuple(refused),
        today=options.today,
        voice=desk.voice(),
        list_of=gathering.list_of,
    )
    if options.out:
        options.out.write_bytes(FORMS[options.out.suffix.lower()](report))
    lines = as_lines(report) if not options.out else (f"wrote {options.out.as_posix()}",)
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    bad = len({one.place.file for one in refused})
    refusals = f", {bad} files refused" if bad else ""
    sys.stdout.write(f"{len(files)} files read: {len(result.units)} units{refusals}\n")


@contextmanager
def _told(total: int) -> Iterator[Callable[[Sequence[Problem]], None]]:
    """Show how far it is: a bar in a terminal, elsewhere plain lines for what is refused alone."""

    def tell(flaws: Iterable[Problem]) -> None:
        sys.stderr.write("".join(f"{one}\n" for one in flaws))

    console = Console(stderr=True)
    if not console.is_terminal:
        yield tell
        return
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=total)

        def step(flaws: Sequence[Problem]) -> None:
            for one in flaws:
                console.print(str(one), markup=False, highlight=False, soft_wrap=True)
            bar.advance(task)

        yield step


def _calendar(root: Path, options: Options) -> None:
    desk = _Desk(root, options)
    if options.file:
        doc, listed = desk.doc(options.file)
        if options.first_day:
            doc = replace(doc, unit=replace(doc.unit, first_day=options.first_day))
    else:
        if not options.kind:
            kinds = ", ".join(desk.index.units)
            raise UnknownNameError(f"no-kind: say a progress file or --kind, one of: {kinds}")
        listed = task_list(desk.library, options.kind)
        context = Context(now=_EPOCH, writer=WRITER, lists=listed)
        given = {"name": options.name, "first_day": options.first_day}
        doc = empty(desk.corpus.name, WRITER, options.kind, context, **given)
    if not doc.unit.first_day:
        message = "days are counted from the unit's own first day; say --first-day 2026-01-31"
        raise UnknownNameError(f"no-first-day: {message}")
    voice = desk.voice()
    words = CalendarWords(tag=desk.tag, about=voice("report-about"), sentence=voice("report-sentence"))
    _out(options.out, calendar(listed, doc, words))


def _sheet(root: Path, options: Options) -> None:
    desk = _Desk(root, options)
    doc, listed = desk.doc(options.file)
    locale = desk.corpus.locale(desk.tag)
    editions = [locale.pick(desk.corpus.editions[name].title) for name in listed.editions]
    address = ""
    if desk.corpus.address:
        folder = "" if desk.tag == desk.corpus.languages.original else f"{desk.tag}/"
        pages = load_pages(root / "docs", desk.corpus)
        address = f"{desk.corpus.address}{folder}{pages.address('checklist', unit=listed.kinds[0])}"
    _out(options.out, sheet(doc, listed, desk.voice(), editions, address))


def _progress(root: Path, options: Options) -> None:
    doc, _ = _Desk(root, options).doc(options.file)
    _out(options.out, write(doc).encode())


def _out(path: Path | None, data: bytes) -> None:
    if path:
        path.write_bytes(data)
        sys.stdout.write(f"wrote {path.as_posix()}\n")
    else:
        sys.stdout.buffer.write(data)


def _report_file(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in FORMS:
        raise argparse.ArgumentTypeError(f"“{text}” ends in none of {', '.join(FORMS)}")
    return path


def _day(text: str) -> str:
    # The default goes through here, too.
    if text and not is_day(text):
        raise argparse.ArgumentTypeError(f"“{text}” is no day such as 2026-01-31")
    return text


COMMANDS: Mapping[str, Callable[[Path, Options], None]] = {
    "rollup": _rollup,
    "calendar": _calendar,
    "sheet": _sheet,
    "progress": _progress,
}
"""Command name to what it does."""
