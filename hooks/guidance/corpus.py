"""Loads everything that a documents folder holds, or says all that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from guidance.asking import Asking, Known, read_asking
from guidance.collector import no_collector
from guidance.labels import labels
from guidance.languages import Languages, Locale
from guidance.model import Address, Edition, Term, written
from guidance.occurrences import items_of_terms, segments_of_terms
from guidance.problems import DefectiveInputError, Problem, nearest
from guidance.readers.glossary import check_terms, read_glossary
from guidance.readers.languages import read_languages
from guidance.readers.lock import LOCK_NAME, read_lock
from guidance.readers.text import Counted, Report, read_text
from guidance.readers.texts import KIND, TextsReader, id_of
from guidance.readers.words import Words, read_words
from guidance.readers.yaml import Fields, Node, read_yaml, report_wrong
from guidance.register import Cited, Index, Register, index, read_register
from guidance.register.defaults import completed
from guidance.register.model import Obligation
from guidance.register.precedence import arranged
from guidance.relations import check_relations
from guidance.staleness import Staleness, segment_ids, staleness

__all__ = ["Corpus", "Languages", "Locale", "load", "lock_file"]

_REGISTER = "register"
INTERFACE = f"{_REGISTER}/interface.yml"
"""Path of the interface's words below the documents' folder."""
_NEEDED = ("units", "obligations")
"""The files without which there is no register."""
_ADDRESS = re.compile(r"https?://[^\s?#]+/")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_TEXTS = "texts"
"""Folder, beside ``corpus.yml``, of texts that have a file of their own."""
_TERM = "term-"
"""What the interface's words for the kinds of terms begin with."""


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """All that the documents say."""

    name: str
    """Stem of the files that carry the whole site; ASCII."""
    address: str = ""
    """Where the site is on the web, with a slash at its end; empty where nobody says."""
    languages: Languages
    editions: Mapping[str, Edition]
    terms: tuple[Term, ...]
    words: Mapping[str, Mapping[str, str]]
    """The interface's words: key to language to word."""
    index: Index | None = None
    """The register and its cross-references; None where the documents have no register."""
    asking: Asking = field(default_factory=Asking)
    """What people ask and say."""
    unread: tuple[str, ...] = ()
    """Ids of texts that could not be read; each has been reported."""
    stale: Staleness = field(default_factory=Staleness)
    """What the lock does not vouch for."""

    def locale(self, tag: str) -> Locale:
        """Return the language of a page by its tag."""
        return self.languages.locale(tag)

    def labels(self, tag: str, edition: str = "") -> Mapping[str, str]:
        """Return the interface's words in the language of a page: key to word.

        Args:
            tag: the page's language.
            edition: id of the text that the page is about; empty where it is about all of them.
        """
        key = (tag, edition)
        if key not in self._labels:
            self._labels[key] = labels(self.words, self.languages, tag, self._called(edition))
        return self._labels[key]

    def _called(self, edition: str) -> str:
        """Return the key of what a text is called, or all of them together."""
        if not edition and len(self.editions) > 1:
            return f"{KIND}several"
        one = self.editions[edition] if edition else next(iter(self.editions.values()))
        return f"{KIND}{one.kind or 'text'}"

    @cached_property
    def segments_of_terms(self) -> Mapping[str, tuple[Address, ...]]:
        """Term id to the segments that have it."""
        return segments_of_terms(self.editions.values(), self.terms)

    @cached_property
    def items_of_terms(self) -> Mapping[str, tuple[Obligation, ...]]:
        """Term id to the items whose quotes have it; empty where there is no register."""
        return items_of_terms(self.index, self.terms) if self.index else {}

    def written(self, address: Address) -> str:
        """Return an address as editors write it: without the text where it is plain which is meant."""
        return written(address, self.editions)

    def anchor(self, address: Address) -> str:
        """Return what stands for a segment among those of all texts, as in an anchor on a shared page.

        Those of the first text keep their ids, so that their places stay when further texts come.
        """
        return address.segment if address.text == next(iter(self.editions)) else str(address)

    @cached_property
    def _labels(self) -> dict[tuple[str, str], Mapping[str, str]]:
        return {}


def load(docs: Path, root: Path | None = None, *, locked: bool = True) -> Corpus:
    """Return the corpus of a documents folder.

    Args:
        docs: the folder with ``register``, ``sources`` and one folder for each language.
        root: folder that reported paths are relative to; the parent of ``docs`` by default.
        locked: whether the translations are held against the lock; if not, none is called stale.

    Raises:
        DefectiveInputError: with every defect found in the run.
    """
    problems: list[Problem] = []
    corpus = read_corpus(docs, root or docs.parent, problems.append, locked=locked)
    if problems or corpus is None:
        raise DefectiveInputError(problems)
    return corpus


def read_corpus(docs: Path, root: Path, report: Report, *, locked: bool = True) -> Corpus | None:
    """Return what can be made out of a documents folder, having reported all that is wrong with it.

    What comes with reports is good for looking up what other files name, and for no more.

    Args:
        docs: the folder with ``register``, ``sources`` and one folder for each language.
        root: folder that reported paths are relative to.
        report: takes every defect found in the run.
        locked: whether the translations are held against the lock; if not, none is called stale.
    """
    with no_collector():
        return _Loader(docs, root, report).load(locked=locked)


def lock_file(docs: Path) -> Path:
    """Return where the lock of a documents folder is."""
    return docs / _REGISTER / LOCK_NAME


class _Loader:
    """Reads the parts in order, going on past defects where that is possible."""

    def __init__(self, docs: Path, root: Path, report: Report) -> None:
        self._docs = docs
        self._root = root
        self._report = Counted(report)

    def load(self, *, locked: bool) -> Corpus | None:
        node = read_yaml(self._root, self._docs / _REGISTER / "corpus.yml", self._report)
        if node is None:
            return None
        fields = Fields(node, ("name", "address", "languages", "editions", "register"), self._report)
        where = fields.node("languages")
        languages = read_languages(where, self._report) if where else None
        if languages is None:
            return None
        lost = [tag for tag in languages.written if not (self._docs / tag).is_dir()]
        for tag in lost:
            message = "the documents have no folder of this name"
            near = nearest(tag, [one.name for one in self._docs.iterdir() if one.is_dir()])
            place = where.place if where else node.place
            place = next((one.place for one in _scalars(where) if one.value == tag), place)
            self._report(
                Problem(place=place, code="missing-folder", message=message, fragment=tag, suggestion=near)
            )
        if lost:
            return None
        self._check_pages(languages)
        words, whole = read_words(
            self._root, self._docs / _REGISTER / "interface.yml", languages.written, self._report
        )
        own = fields.members("editions")
        listed = (*own, *self._beside())
        bare = id_of(own[0]) if len(own) == 1 else ""
        taken_up = self._taken_up(fields, [id_of(one) for one in listed])
        editions = TextsReader(
            self._root, self._docs, languages, words if whole else None, self._report
        ).read(listed, taken_up, bare)
        sound = not self._report.count
        glossary = self._docs / _REGISTER / "glossary.yml"
        kinds = tuple(key.removeprefix(_TERM) for key in words if key.startswith(_TERM))
        before = self._report.count
        terms = (
            read_glossary(self._root, glossary, languages.written, kinds, self._report)
            if glossary.exists()
            else ()
        )
        missed = {"term"} if self._report.count > before else set[str]()
        # An id that is missing or stands twice leaves it open which text is meant.
        ids = [id_of(one) for one in listed]
        unread = [name for name in ids if name not in editions or not name]
        if len(set(ids)) < len(ids):
            unread.append("")
        complete = len(editions) == len(listed)
        # A text that cannot be read may be the one that uses a term.
        if listed and complete:
            check_terms(terms, tuple(editions.values()), self._report)
        before = self._report.count
        cited = Cited(texts=editions, unread=tuple(unread), bare=bare)
        found = self._register(cited, languages, words)
        if found is None or self._report.count > before:
            missed |= {"unit", "document", "task", "procedure"}
        known = Known(
            register=found.register if found else Register(),
            terms=terms,
            cited=cited,
            sound=sound and complete,
            unread=frozenset(missed),
        )
        asking = read_asking(self._docs / _REGISTER, self._root, languages.written, known, self._report)
        return Corpus(
            name=self._name(fields),
            address=self._address(fields),
            languages=languages,
            editions=editions,
            terms=terms,
            words=words,
            index=found,
            asking=asking,
            unread=tuple(unread),
            stale=self._stale(editions, languages, found, sound=sound) if locked else Staleness(),
        )

    def _address(self, fields: Fields) -> str:
        """Return where the site is on the web, with a slash at its end; empty where nobody says."""
        node = fields.node("address", required=False)
        text = fields.text("address") if node else ""
        if node and text and not _ADDRESS.fullmatch(text):
            wanted = "an address with a slash at its end, as in https://example.org/site/"
            report_wrong(node, wanted, self._report)
        return text

    def _name(self, fields: Fields) -> str:
        """Return the stem of the bundle's files."""
        name, node = fields.text("name"), fields.node("name", required=False)
        if node and name and not _NAME.fullmatch(name):
            message = "a name of files is made of a-z, A-Z, 0-9, hyphens, dots and underscores"
            self._report(Problem(place=node.place, code="name-form", message=message, fragment=name))
        return name

    def _stale(
        self, editions: Mapping[str, Edition], languages: Languages, found: Index | None, *, sound: bool
    ) -> Staleness:
        """Return what the lock does not vouch for."""
        # A text that could not be read to the end may have the paragraphs that a line names.
        texts = segment_ids(editions) if sound else None
        if not languages.translations:
            return Staleness()
        lock = read_lock(self._root, lock_file(self._docs), languages.translations, texts, self._report)
        return staleness(editions, lock, found)

    def _beside(self) -> Iterator[Node]:
        """Yield the entries of texts that have a file of their own, in the order of the files' names."""
        for path in sorted((self._docs / _REGISTER / _TEXTS).glob("*.yml")):
            node = read_yaml(self._root, path, self._report)
            if node:
                yield node

    def _taken_up(self, fields: Fields, ids: Sequence[str]) -> Collection[str]:
        """Return the texts that the register takes up: those that ``corpus.yml`` names, or all."""
        node = fields.node("register", required=False)
        if node is None:
            return ids
        named = fields.words("register")
        for number, one in enumerate(named):
            if one not in ids and "" not in ids:
                place = node.value[number].place if isinstance(node.value, tuple) else node.place
                message = "the register takes up a text that is not here"
                near = nearest(one, ids)
                self._report(
                    Problem(place=place, code="unknown-text", message=message, fragment=one, suggestion=near)
                )
        return named

    def _register(self, cited: Cited, languages: Languages, words: Words) -> Index | None:
        """Return the register; None where the folder has none, or no text can be read that it could cite.

        Args:
            cited: the texts; each that could not be read has been reported.
            languages: the languages of the site.
            words: the interface's words.
        """
        folder = self._docs / _REGISTER
        if not any((folder / f"{name}.yml").exists() for name in _NEEDED):
            for problem in check_relations(cited.texts, {}, frozenset(cited.unread)):
                self._report(problem)
            return None
        register = read_register(self._docs, self._root, cited, languages.written, self._report)
        if not cited.texts:
            return None
        documents = {one.id: one for one in register.documents}
        for problem in check_relations(cited.texts, documents, frozenset(cited.unread)):
            self._report(problem)
        whole = completed(register, words["phase-none"], words["actor-none"])
        return index(arranged(whole, cited.texts), cited.texts)

    def _check_pages(self, languages: Languages) -> None:
        """Report pages that cannot be read; those of an edition are reported with it."""
        for language in languages.written:
            for path in sorted((self._docs / language).rglob("*.md")):
                read_text(self._root, path, self._report)


def _scalars(node: Node | None) -> Iterator[Node]:
    """Yield the texts below a node."""
    if node is None or isinstance(node.value, str):
        if node is not None:
            yield node
        return
    for one in node.value.values() if isinstance(node.value, Mapping) else node.value:
        yield from _scalars(one)
