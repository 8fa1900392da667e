"""The command line: build the site, check what was built, check the texts alone.

Exit codes: 0 all is well, 1 defects were found and printed, 2 the arguments are wrong.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from guidance.bundle import swap, write_bundle
from guidance.corpus import Corpus, load
from guidance.export import PAGES_ONLY, write_data
from guidance.pages import load_pages
from guidance.problems import DefectiveInputError, Problem
from guidance.queries import QUERIES, UnknownNameError
from guidance.render.onefile import one_file
from guidance.review import review
from guidance.sitecheck import check_site
from guidance.suspects.listing import listed as suspects_listed

_KILO = 1000
_NOISE = ("INFO", "DEBUG")
_REVIEW = "review"
_SUSPECTS = "suspects"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command in the project's folder and return its exit code.

    Args:
        arguments: words after the program's name; those of the process by default.
    """
    parser = argparse.ArgumentParser(prog="guidance", description="Build and check the knowledge base.")
    parser.add_argument("--root", type=Path, default=Path(), help="the project's folder (default: this one)")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (_, help_text) in COMMANDS.items():
        commands.add_parser(name, help=help_text)
    for name, query in QUERIES.items():
        asked = commands.add_parser(name, help=query.help)
        for word in query.words:
            asked.add_argument(word)
    reviewed = commands.add_parser(_REVIEW, help="mark translations as reviewed against the present text")
    reviewed.add_argument("ids", nargs="*", metavar="id", help="paragraphs; all of them where none is named")
    looked = commands.add_parser(_SUSPECTS, help="places of a text that are probably wrong")
    looked.add_argument("text", nargs="?", default="", help="id of the text; needed where there are several")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    try:
        if options.command in QUERIES:
            query = QUERIES[options.command]
            _print(query.answer(load(root / "docs"), *(getattr(options, word) for word in query.words)))
        elif options.command == _REVIEW:
            _print(review(root / "docs", options.ids))
        elif options.command == _SUSPECTS:
            _print(suspects_listed(load(root / "docs"), root / "docs", options.text))
        else:
            COMMANDS[options.command][0](root)
    except UnknownNameError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except DefectiveInputError as error:
        return _report(error.problems)
    except OSError as error:
        sys.stderr.write(f"{error.filename or root}: {error.strerror or error}\n")
        return 1
    return 0


def _site(root: Path) -> None:
    """Build beside, check, then put site/ and dist/ in their places."""
    corpus = load(root / "docs")
    build = root / ".build"
    shutil.rmtree(build, ignore_errors=True)
    build.mkdir()
    try:
        new, data, units = build / "site", build / "data", build / "units"
        with _generator(root, new) as generator:
            # The pages and the data need one another for nothing: each takes a processor.
            write_data(corpus, data)
            _write_unit_files(root, corpus, units)
            _await(generator)
        shutil.copytree(data, new / "data", dirs_exist_ok=True)
        _raise_for(_findings(root, new, corpus))
        archive, *beside, _ = write_bundle(new, root / "dist", corpus.name, units)
        swap(new, root / "site")
    finally:
        shutil.rmtree(build, ignore_errors=True)
    site = root / "site"
    pages = sum(1 for _ in site.rglob("*.html"))
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    languages = ", ".join(corpus.languages.shown)
    sys.stdout.write(
        f"built site/ ({pages} pages in {languages}; {size // _KILO} kB) "
        f"and dist/{archive.name} ({archive.stat().st_size // _KILO} kB)"
        f"{f', with a file for each of {len(beside)} kinds of unit' if beside else ''}\n"
        "open site/index.html with a double click\n"
    )
    stale = len(corpus.stale.translations)
    if stale:
        sys.stdout.write(f"stale translations: {stale}; “make check” names them\n")


def _write_unit_files(root: Path, corpus: Corpus, folder: Path) -> None:
    """Write the one file of each kind of unit."""
    folder.mkdir()
    for unit in corpus.index.units if corpus.index else ():
        text = one_file(corpus, unit, root / "overrides", root / "docs" / "assets" / "js")
        (folder / f"{unit}.html").write_text(text, encoding="utf-8", newline="\n")


def _generator(root: Path, new: Path) -> subprocess.Popen[str]:
    """Start the site's generator, in a process of its own, since the core does not know it."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(new)]
    return subprocess.Popen(  # noqa: S603 -- our own words
        command,
        cwd=root,
        env={**os.environ, PAGES_ONLY: "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def _await(generator: subprocess.Popen[str]) -> None:
    """Wait for the generator.

    Raises:
        SystemExit: it failed or warned; what it said has been passed on.
    """
    said = generator.communicate()
    if generator.returncode:
        lines = "".join(said).splitlines()
        sys.stderr.write("\n".join(line for line in lines if not line.startswith(_NOISE)) + "\n")
        raise SystemExit(1)


def _check_site(root: Path) -> None:
    """Check site/ and what dist/ unpacks to."""
    corpus = load(root / "docs")
    problems = _findings(root, root / "site", corpus)
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(root / "dist" / f"{corpus.name}.zip") as archive:
            archive.extractall(folder)
        problems += _findings(root, Path(folder) / corpus.name, corpus)
    _raise_for(problems)
    sys.stdout.write("checked site/ and the unpacked bundle: every link, anchor, id and heading holds\n")


def _check(root: Path) -> None:
    """Check the texts, the register, the reviews and what the pages ask for, without building."""
    corpus = load(root / "docs")
    load_pages(root / "docs", corpus)
    _raise_for(one.problem for one in corpus.stale.translations)
    segments = sum(len(edition.segments) for edition in corpus.editions.values())
    emendations = sum(len(edition.emendations) for edition in corpus.editions.values())
    sys.stdout.write(f"checked {segments} segments, {emendations} emendations, {len(corpus.terms)} terms\n")


def _print(lines: Iterable[str]) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def _findings(root: Path, site: Path, corpus: Corpus) -> list[Problem]:
    languages: Mapping[str, str] = {
        tag: "" if tag == corpus.languages.original else tag for tag in corpus.languages.shown
    }
    return check_site(
        site,
        docs=root / "docs",
        languages=languages,
        forbidden=[str(root)],
        allowed_hosts=[],
        simplified=[corpus.languages.derived] if corpus.languages.derived else [],
    )


def _raise_for(problems: Iterable[Problem]) -> None:
    found = tuple(problems)
    if found:
        raise DefectiveInputError(found)


def _report(problems: Sequence[Problem]) -> int:
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    sys.stderr.write(f"{len(problems)} to mend; nothing was written\n")
    return 1


COMMANDS: Mapping[str, tuple[Callable[[Path], None], str]] = {
    "site": (_site, "build site/ and dist/, whole or not at all"),
    "check-site": (_check_site, "check the built site and its bundle"),
    "check": (_check, "check the texts, the register and the reviews, without a build"),
}
"""Command name to what it does and its help."""
