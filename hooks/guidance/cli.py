"""The command line: build the site, check what was built, check the texts alone.

Exit codes: 0 all is well, 1 defects were found and printed, 2 the arguments are wrong, 70 something went
wrong that no input explains, 130 and 143 it was stopped.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path

from guidance.building.generator import GeneratorError
from guidance.building.site import build, clean
from guidance.building.turn import BUILD, BusyError, turn
from guidance.corpus import Corpus, load
from guidance.drafts import counts, unfinished
from guidance.findings import FORMATS, told
from guidance.findings.codes import codes
from guidance.findings.page import page
from guidance.ids import record
from guidance.importing import Request, bring_in
from guidance.licences import licence_problems, notice
from guidance.parity import parity
from guidance.policy import header
from guidance.problems import DefectiveInputError, Place, Problem
from guidance.published import unused
from guidance.queries import QUERIES, UnknownNameError
from guidance.reporting.commands import COMMANDS as REPORTING
from guidance.reporting.commands import add_commands, run
from guidance.review import review, shown
from guidance.sitecheck import check_files, check_site
from guidance.survey import at_home, survey
from guidance.suspects.listing import listed as suspects_listed
from guidance.verify import same_site, verify

UNFORESEEN = 70
"""Exit code for what nobody foresaw, as ``sysexits.h`` has it for errors of the program itself."""
_INTERRUPTED = 130
_TERMINATED = 143
_TAKING_TURNS = ("site", "check-site", "check", "clean")
_TELLING = ("site", "check-site", "check", "check-release")
"""Commands whose findings may be had in the form of a machine."""
_KILO = 1000
_HOLDS = "checked site/ and dist/: every link, anchor, id, heading and byte holds"
_REVIEW = "review"
_SUSPECTS = "suspects"
_IMPORT = "import"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command in the project's folder and return its exit code.

    Args:
        arguments: words after the program's name; those of the process by default.
    """
    options = _parser().parse_args(arguments)
    _prepare()
    try:
        return _run(options)
    except BrokenPipeError:
        # Whoever read the output has gone. What Python still holds must not raise once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("stopped; nothing was written\n")
        return _INTERRUPTED
    except OSError as error:
        if options.debug:
            traceback.print_exception(error)
        sys.stderr.write(f"{_named(error)}: {error.strerror or error}\n")
        return 1
    except Exception as error:  # noqa: BLE001 -- the last resort, so that nobody is shown a traceback
        return _unforeseen(error, debug=options.debug)


def _prepare() -> None:
    """Make sure that a report cannot fail in its turn, and that whoever ends this ends it in order."""
    # Names that are no text come from file systems.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    with suppress(ValueError):
        # Not in a thread that is not the first; then whoever began it looks after signals.
        signal.signal(signal.SIGTERM, _ended)


def _parser() -> argparse.ArgumentParser:
    """Return what reads the arguments."""
    parser = argparse.ArgumentParser(prog="guidance", description="Build and check the knowledge base.")
    parser.add_argument("--root", type=Path, default=Path(), help="the project's folder (default: this one)")
    parser.add_argument("--debug", action="store_true", help="show where what nobody foresaw came from")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (_, help_text) in COMMANDS.items():
        command = commands.add_parser(name, help=help_text)
        if name in _TAKING_TURNS:
            command.add_argument("--no-wait", action="store_true", help="fail at once where another works")
        if name in _TELLING:
            forms = "form of the report; with --output it is written beside the one for people"
            command.add_argument("--format", choices=tuple(FORMATS), default="", help=forms)
            command.add_argument("--output", type=Path, help="file that the report is written to")
        if name == "check":
            command.add_argument("--build", action="store_true", help="build the site and check it, too")
            command.add_argument("--release", action="store_true", help="check that no text is a draft, too")
        if name == "verify":
            command.add_argument("path", nargs="?", type=Path, help="dist/ where none is named")
    for name, query in QUERIES.items():
        query.ask(commands.add_parser(name, help=query.help))
    reviewed = commands.add_parser(_REVIEW, help="mark translations as reviewed against the present text")
    reviewed.add_argument("--yes", action="store_true", help="record without showing and asking")
    reviewed.add_argument("ids", nargs="*", metavar="id", help="paragraphs; all of them where none is named")
    looked = commands.add_parser(_SUSPECTS, help="places of a text that are probably wrong")
    looked.add_argument("text", nargs="?", default="", help="id of the text; needed where there are several")
    add_commands(commands)
    brought = commands.add_parser(_IMPORT, help="bring a raw text in: plain text, Word document or web page")
    brought.add_argument("file", type=Path)
    brought.add_argument("id", help="id of the text, for ever: small letters, digits, hyphens")
    brought.add_argument("--kind", default="", help="its kind, such as plan or notice")
    brought.add_argument("--encoding", default="", help="its encoding; by default it is told apart")
    return parser


def _named(error: OSError) -> str:
    name = error.filename
    return os.fsdecode(name) if isinstance(name, (str, bytes)) else "guidance"


def _run(options: argparse.Namespace) -> int:
    root = options.root.resolve()
    try:
        if options.command in QUERIES:
            _print(QUERIES[options.command].answered(load(root / "docs"), options))
        elif options.command in REPORTING:
            run(root, options)
        elif options.command == _REVIEW:
            return _review(root, options)
        elif options.command == _IMPORT:
            _print(bring_in(root, _request(options)))
        elif options.command == _SUSPECTS:
            _print(suspects_listed(load(root / "docs"), root / "docs", options.text))
        else:
            COMMANDS[options.command][0](root, options)
            _well(options)
    except UnknownNameError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except BusyError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except DefectiveInputError as error:
        return _report(error.problems, options)
    except GeneratorError as error:
        return _unforeseen(error, debug=options.debug)
    return 0


def _site(root: Path, options: argparse.Namespace) -> None:
    """Build beside, check, then put site/ and dist/ in their places."""
    with _turn(root, options):
        _built(root, survey(root), options)


def _built(root: Path, corpus: Corpus, options: argparse.Namespace) -> None:
    """Build, and say what there is now."""
    built = build(root, corpus, lambda site: _findings(root, site, corpus))
    pages = sum(1 for _ in built.site.rglob("*.html"))
    size = sum(path.stat().st_size for path in built.site.rglob("*") if path.is_file())
    languages = ", ".join(corpus.languages.shown)
    with_units = f", with a file for each of {len(built.beside)} kinds of unit" if built.beside else ""
    bundle = f"dist/{built.archive.name} ({built.archive.stat().st_size // _KILO} kB)"
    lines = [
        f"built site/ ({pages} pages in {languages}; {size // _KILO} kB) and {bundle}{with_units}",
        "open site/index.html with a double click",
    ]
    stale = len(corpus.stale.translations)
    if stale:
        lines.append(f"stale translations: {stale}; “make check” names them")
    _say(options, lines)


def _check_site(root: Path, options: argparse.Namespace) -> None:
    """Check site/, the single files in dist/, and that both are what was built."""
    with _turn(root, options):
        corpus = survey(root)
        problems = [*_of_files(root, corpus), *_findings(root, root / "site", corpus)]
    _raise_for(problems)
    _say(options, [_HOLDS])


def _of_files(root: Path, corpus: Corpus) -> Iterator[Problem]:
    """Yield what is wrong with the bytes of site/ and dist/, and with the single files."""
    site, dist = root / "site", root / "dist"
    problems = [*verify(site)[1], *verify(dist)[1]]
    # The archive holds the site byte for byte, which its own list of checksums tells.
    if not problems and not same_site(site, dist / f"{corpus.name}.zip"):
        message = "this archive holds another site than site/"
        place = Place(file=f"dist/{corpus.name}.zip")
        problems = [Problem(place=place, code="archive-differs", message=message)]
    yield from problems
    yield from check_files(dist, docs=root / "docs", notice=notice(root))
    yield from unused(root, site, corpus.languages.shown)


def _verify(root: Path, options: argparse.Namespace) -> None:
    """Tell whether files are still what was built."""
    path = options.path.resolve() if options.path else root / "dist"
    number, problems = verify(path)
    _raise_for(problems)
    sys.stdout.write(f"verified {number} {'file' if number == 1 else 'files'} of {path.name}\n")


def _policy(root: Path, options: argparse.Namespace) -> None:  # noqa: ARG001 -- all commands take them
    """Print the header that a server sends with the site's pages."""
    sys.stdout.write(f"{header()}\n")


def _codes(root: Path, options: argparse.Namespace) -> None:  # noqa: ARG001 -- all commands take them
    """Print the page that says what each code of a finding means."""
    sys.stdout.write(page(codes()))


def _ids(root: Path, options: argparse.Namespace) -> None:  # noqa: ARG001 -- all commands take them
    """Put new ids on record."""
    new = record(root, root / "docs", survey(root, settings=False))
    sys.stdout.write(f"{new} new {'id' if new == 1 else 'ids'} on record\n")


def _clean(root: Path, options: argparse.Namespace) -> None:
    """Remove what was built, and what a build that was cut off left behind."""
    with _turn(root, options):
        clean(root)
        for name in ("site", "dist"):
            shutil.rmtree(root / name, ignore_errors=True)


def _check(root: Path, options: argparse.Namespace) -> None:
    """Check all that there is, in one report: texts, register, translations, reviews, pages; built ones, too.

    Whatever can be looked at is: pages that cannot be built keep nobody from hearing of the translation.
    """
    found: list[Problem] = []
    with _turn(root, options) if options.build else nullcontext():
        corpus = survey(root, settings=options.build)
        if options.build:
            try:
                # The pages are checked before they take their place.
                _built(root, corpus, options)
                found += _of_files(root, corpus)
            except DefectiveInputError as error:
                found += error.problems
    found += (one.problem for one in corpus.stale.translations)
    found += parity(root / "docs", root, corpus)
    if options.release:
        found += unfinished(corpus)
    _raise_for(found)
    segments = sum(len(edition.segments) for edition in corpus.editions.values())
    emendations = sum(len(edition.emendations) for edition in corpus.editions.values())
    summary = f"checked {segments} segments, {emendations} emendations, {len(corpus.terms)} terms"
    _say(options, [*([_HOLDS] if options.build else []), summary, *counts(corpus)])


def _check_release(root: Path, options: argparse.Namespace) -> None:
    """Check that no text is a draft any more."""
    _raise_for(unfinished(load(root / "docs")))
    _say(options, ["no text is a draft"])


def _review(root: Path, options: argparse.Namespace) -> int:
    """Show what a review would vouch for, ask, and record it."""
    if not options.yes:
        lines = shown(root / "docs", options.ids)
        _print(lines)
        if lines and not _agreed():
            sys.stderr.write("nothing was recorded; scripts say --yes\n")
            return 1
    _print(review(root / "docs", options.ids))
    return 0


def _request(options: argparse.Namespace) -> Request:
    """Return what is to be brought in, dated as the day is here."""
    return Request(
        file=options.file.expanduser(),
        id=options.id,
        kind=options.kind,
        encoding=options.encoding,
        today=datetime.now(tz=UTC).astimezone().date(),
    )


def _agreed() -> bool:
    """Whether somebody who has seen it says yes."""
    if not sys.stdin.isatty():
        return False
    sys.stdout.write("Do both texts say the same? Record the review? [y/N] ")
    sys.stdout.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def _turn(root: Path, options: argparse.Namespace) -> AbstractContextManager[None]:
    """Take the turn to build in a folder, having waited for it where the options allow that."""
    return turn(root, wait=not options.no_wait, say=lambda line: sys.stderr.write(f"{line}\n"))


def _say(options: argparse.Namespace, lines: Iterable[str]) -> None:
    """Say how it went, where it does not get in the way of a report for machines."""
    for_machines = getattr(options, "format", "") and getattr(options, "output", None) is None
    (sys.stderr if for_machines else sys.stdout).write("".join(f"{line}\n" for line in lines))


def _print(lines: Iterable[str]) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def _findings(root: Path, site: Path, corpus: Corpus) -> list[Problem]:
    languages: Mapping[str, str] = {
        tag: "" if tag == corpus.languages.original else tag for tag in corpus.languages.shown
    }
    found = check_site(
        site,
        docs=root / "docs",
        languages=languages,
        forbidden=[str(root)],
        allowed_hosts=[],
        simplified=[corpus.languages.derived] if corpus.languages.derived else [],
    )
    found += licence_problems(root, site, corpus.languages.shown)
    return [at_home(one, root, f"{BUILD}/site/", corpus.languages) for one in found]


def _well(options: argparse.Namespace) -> None:
    """Write the report of a run that found nothing, where one was asked for."""
    if getattr(options, "format", "") or getattr(options, "output", None):
        told((), options.format, options.output)


def _raise_for(problems: Iterable[Problem]) -> None:
    found = tuple(problems)
    if found:
        raise DefectiveInputError(found)


def _report(problems: Sequence[Problem], options: argparse.Namespace) -> int:
    told(problems, getattr(options, "format", ""), getattr(options, "output", None))
    written = getattr(options, "build", False) or getattr(options, "output", None)
    sys.stderr.write(f"{len(problems)} to mend{'' if written else '; nothing was written'}\n")
    return 1


def _unforeseen(error: BaseException, *, debug: bool) -> int:
    """Tell of what nobody foresaw in one line, and of the rest where somebody asks for it."""
    if debug:
        traceback.print_exception(error)
    said = str(error).strip().splitlines()
    what = f"{type(error).__name__}: {said[-1]}" if said else type(error).__name__
    sys.stderr.write(f"guidance: this was not foreseen: {what}")
    sys.stderr.write("\n" if debug else "; --debug shows more\n")
    return UNFORESEEN


def _ended(*_: object) -> None:
    """End in an orderly way when asked to: what is beside is removed, and children end."""
    raise SystemExit(_TERMINATED)


Command = Callable[[Path, argparse.Namespace], None]

COMMANDS: Mapping[str, tuple[Command, str]] = {
    "site": (_site, "build site/ and dist/, whole or not at all"),
    "check-site": (_check_site, "check the built site and its bundle"),
    "check": (
        _check,
        "check the texts, the register, the translations, the reviews; or all",
    ),
    "verify": (_verify, "tell whether dist/, a site, an archive or a single file is what was built"),
    "policy": (_policy, "print the Content-Security-Policy header for a server"),
    "codes": (_codes, "print the page that says what each code of a finding means"),
    "ids": (_ids, "put new ids on record"),
    "clean": (_clean, "remove site/ and dist/, and what builds that were cut off left behind"),
    "check-release": (_check_release, "check that no text is a draft, and say what drafts lack"),
}
"""Command name to what it does and its help."""
