"""Looks through all that a project is made from, and tells everything that is wrong in one run.

The parts rest on one another: pages name units of the register, the register quotes texts. Whatever can
be read is held against whatever else could be read; what rests on something unreadable is let be.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from guidance.corpus import INTERFACE, Corpus, Languages, read_corpus
from guidance.frame import TEMPLATES, check_frame
from guidance.ids import check_ids_kept
from guidance.pages import read_pages
from guidance.problems import DefectiveInputError, Place, Problem
from guidance.prose import check_prose
from guidance.published import stray_pages
from guidance.readers.yaml import read_yaml
from guidance.settings import SETTINGS, check_settings
from guidance.sourcelinks import check_links
from guidance.tree import check_tree
from guidance.wording import check_words

_DOCS = "docs"
_TEMPLATE = "overrides/main.html"
_OF_TEMPLATES = frozenset({"policy-missing", "policy-weak"})
"""Codes of what can be mended in a template alone."""
_KINDS = ("term-", "text-")
"""What the words begin with that name kinds of the corpus' own."""


def survey(root: Path, *, locked: bool = True, settings: bool = True) -> Corpus:
    """Return the corpus of a project of which nothing is known to be wrong.

    Args:
        root: the project's folder.
        locked: whether translations are held against the lock.
        settings: whether there have to be settings of a site; those that are there are checked in any case.

    Raises:
        DefectiveInputError: with every defect of the documents, the pages, the words and the settings.
    """
    problems: list[Problem] = []
    docs = root / _DOCS
    strange = list(check_tree(root, docs))
    if strange:
        # Whatever walks through the folder next could be led astray or wait for ever.
        raise DefectiveInputError(strange)
    corpus = read_corpus(docs, root, problems.append, locked=locked)
    languages = corpus.languages if corpus else None
    placed: tuple[str, ...] = ()
    if corpus and languages:
        placed = tuple(read_pages(docs, root, corpus, problems.append).after)
        problems += check_prose(root, docs, corpus.languages)
        _words(root, docs, corpus, problems)
    if languages:
        problems += stray_pages(root, languages.written)
    if settings or (root / TEMPLATES).exists():
        check_frame(root, problems.append)
    if settings or (root / SETTINGS).exists():
        check_settings(root, languages, problems.append, placed)
    if corpus and not problems:
        check_ids_kept(root, docs, corpus, problems.append)
    if problems and languages:
        problems += check_links(root, docs, languages.written)
    if problems and corpus:
        # Who mends something wants to know of all that waits, even of what keeps no build back.
        problems += [one.problem for one in corpus.stale.translations]
    if problems or corpus is None:
        raise DefectiveInputError(problems)
    return corpus


def _words(root: Path, docs: Path, corpus: Corpus, problems: list[Problem]) -> None:
    path = docs / INTERFACE
    known: list[Problem] = []
    node = read_yaml(root, path, known.append) if path.exists() else None
    # What ails the file as a whole has been told when the documents were read.
    if node and not known:
        roles = {line.role for one in corpus.editions.values() for line in one.provenance.front}
        kinds = {key for key in corpus.words if key.startswith(_KINDS)}
        found = check_words(node, corpus.languages.written, kinds | roles)
        # A text that could not be read may be what names a word.
        problems += [one for one in found if not corpus.unread or one.code != "unknown-word"]


def at_home(problem: Problem, root: Path, build: str, languages: Languages) -> Problem:
    """Return a problem of a built page at the file that an editor can change.

    Args:
        problem: perhaps of a file in the folder of a build.
        root: the project's folder.
        build: path of the built site from there, with a slash at its end.
        languages: the languages of the site.
    """
    file = problem.place.file
    if not file.startswith(build):
        return problem
    page = file.removeprefix(build)
    if problem.code in _OF_TEMPLATES:
        own = (f"overrides/{page}", f"{_DOCS}/{page}", _TEMPLATE)
        return replace(problem, place=Place(file=next(one for one in own if (root / one).is_file())))
    tree, _, rest = page.partition("/")
    tree, rest = (tree, rest) if tree in languages.shown else (languages.original, page)
    tree = languages.original if tree == languages.derived else tree
    own = (f"{_DOCS}/{tree}/{rest.removesuffix('.html')}.md", f"{_DOCS}/{page}", SETTINGS)
    where = next(name for name in own if (root / name).is_file())
    message = f"{problem.message} (line {problem.place.line} of {page})"
    return replace(problem, place=Place(file=where), message=message)
