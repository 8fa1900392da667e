"""Loads everything that a documents folder holds, or says all that is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

import opencc

from guidance.asking import Asking, Known, read_asking
from guidance.collector import no_collector
from guidance.model import Address, Edition, Term
from guidance.occurrences import items_of_terms, segments_of_terms
from guidance.problems import DefectiveInputError, Problem, nearest
from guidance.readers.edition import About, EditionFiles, read_edition
from guidance.readers.glossary import check_terms, read_glossary
from guidance.readers.lock import LOCK_NAME, read_lock
from guidance.readers.provenance import read_provenance
from guidance.readers.text import Counted, Report, read_text
from guidance.readers.yaml import Fields, Node, read_yaml, report_wrong
from guidance.register import Cited, Index, Register, index, read_register
from guidance.register.model import Obligation
from guidance.script import Derived, Standard
from guidance.staleness import Staleness, segment_ids, staleness

_REGISTER = "register"
_NEEDED = ("units", "obligations")
"""The files without which there is no register."""
_EDITION_KEYS = (
    "id",
    "title",
    "short",
    "kind",
    "issuer",
    "issued",
    "date",
    "text",
    "provenance",
    "script",
)
_TERM = "term-"
"""What the interface's words for the kinds of terms begin with."""
_CONFIGURATIONS = tuple(
    name for one in sorted(opencc.CONFIGS) if not (name := one.removesuffix(".json")).endswith("p")
)
"""OpenCC configurations that change characters only; those ending in p exchange whole phrases."""


@dataclass(frozen=True, kw_only=True)
class Languages:
    """The languages of the site."""

    original: str
    translations: tuple[str, ...]
    derived: str
    """Tag of the script that is made from the original."""
    configuration: str
    """OpenCC configuration that makes it."""

    @property
    def written(self) -> tuple[str, ...]:
        """The languages that have files of their own."""
        return (self.original, *self.translations)

    @property
    def shown(self) -> tuple[str, ...]:
        """All languages of the site, in their order."""
        return (self.original, self.derived, *self.translations)

    @cached_property
    def converter(self) -> Derived:
        """What makes the derived script."""
        return Derived(self.configuration)


@dataclass(frozen=True, kw_only=True, slots=True)
class Locale:
    """A language as a page shows it."""

    tag: str
    """The tag on the page."""
    base: str
    """The language whose files it is made from; the tag itself unless derived."""
    converter: Derived | None

    def __call__(self, text: str) -> str:
        """Return a text of the base language as this page writes it."""
        return self.converter.convert(text) if self.converter else text

    def pick(self, texts: Mapping[str, str]) -> str:
        """Return the text for this page out of a text in several languages."""
        return self(texts[self.base])


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """All that the documents say."""

    name: str
    """Stem of the files that carry the whole site; ASCII."""
    languages: Languages
    editions: Mapping[str, Edition]
    terms: tuple[Term, ...]
    words: Mapping[str, Mapping[str, str]]
    """The interface's words: key to language to word."""
    index: Index | None = None
    """The register and its cross-references; None where the documents have no register."""
    asking: Asking = field(default_factory=Asking)
    """What people ask and say."""
    stale: Staleness = field(default_factory=Staleness)
    """What the lock does not vouch for."""

    def locale(self, tag: str) -> Locale:
        """Return the language of a page by its tag."""
        if tag == self.languages.derived:
            return Locale(tag=tag, base=self.languages.original, converter=self.languages.converter)
        return Locale(tag=tag, base=tag, converter=None)

    def labels(self, tag: str) -> Mapping[str, str]:
        """Return the interface's words in the language of a page: key to word."""
        if tag not in self._labels:
            locale = self.locale(tag)
            self._labels[tag] = {key: locale.pick(texts) for key, texts in self.words.items()}
        return self._labels[tag]

    @cached_property
    def segments_of_terms(self) -> Mapping[str, tuple[Address, ...]]:
        """Term id to the segments that have it."""
        return segments_of_terms(self.editions.values(), self.terms)

    @cached_property
    def items_of_terms(self) -> Mapping[str, tuple[Obligation, ...]]:
        """Term id to the items whose quotes have it; empty where there is no register."""
        return items_of_terms(self.index, self.terms) if self.index else {}

    def written(self, address: Address) -> str:
        """Return an address as editors write it: without the text where there is but one."""
        return str(address) if len(self.editions) > 1 else address.segment

    def anchor(self, address: Address) -> str:
        """Return what stands for a segment among those of all texts, as in an anchor on a shared page.

        Those of the first text keep their ids, so that their places stay when further texts come.
        """
        return address.segment if address.text == next(iter(self.editions)) else str(address)

    @cached_property
    def _labels(self) -> dict[str, Mapping[str, str]]:
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
    with no_collector():
        corpus = _Loader(docs, root or docs.parent, problems.append).load(locked=locked)
    if problems or corpus is None:
        raise DefectiveInputError(problems)
    return corpus


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
        fields = Fields(node, ("name", "languages", "editions", "register"), self._report)
        where = fields.node("languages")
        languages = self._languages(where) if where else None
        if languages is None:
            return None
        self._check_pages(languages)
        editions: dict[str, Edition] = {}
        listed = fields.members("editions")
        taken_up = self._taken_up(fields, [_id(one) for one in listed])
        for one in listed:
            edition = self._edition(one, languages, taken_up)
            if edition and edition.id in editions:
                message = "another edition has this id"
                problem = Problem(place=one.place, code="id-twice", message=message, fragment=edition.id)
                self._report(problem)
            elif edition:
                editions[edition.id] = edition
        sound = not self._report.count
        glossary = self._docs / _REGISTER / "glossary.yml"
        words = self._words(languages)
        kinds = tuple(key.removeprefix(_TERM) for key in words if key.startswith(_TERM))
        before = self._report.count
        terms = read_glossary(self._root, glossary, languages.written, kinds, self._report)
        missed = {"term"} if self._report.count > before else set[str]()
        # An id that is missing or stands twice leaves it open which text is meant.
        unread = [name for one in listed if (name := _id(one)) not in editions or not name]
        complete = len(editions) == len(listed)
        # A text that cannot be read may be the one that uses a term.
        if listed and complete:
            check_terms(terms, tuple(editions.values()), self._report)
        before = self._report.count
        cited = Cited(texts=editions, unread=tuple(unread))
        found = self._register(editions, languages, unread)
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
            name=fields.text("name"),
            languages=languages,
            editions=editions,
            terms=terms,
            words=words,
            index=found,
            asking=asking,
            stale=self._stale(editions, languages, found, sound=sound) if locked else Staleness(),
        )

    def _stale(
        self, editions: Mapping[str, Edition], languages: Languages, found: Index | None, *, sound: bool
    ) -> Staleness:
        """Return what the lock does not vouch for."""
        # A text that could not be read to the end may have the paragraphs that a line names.
        texts = segment_ids(editions) if sound else None
        lock = read_lock(self._root, lock_file(self._docs), languages.translations, texts, self._report)
        return staleness(editions, lock, found)

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

    def _register(
        self, editions: Mapping[str, Edition], languages: Languages, unread: Sequence[str]
    ) -> Index | None:
        """Return the register; None where the folder has none, or no text can be read that it could cite.

        Args:
            editions: the texts that could be read.
            languages: the languages of the site.
            unread: ids of those that could not; each has been reported.
        """
        folder = self._docs / _REGISTER
        if not any((folder / f"{name}.yml").exists() for name in _NEEDED):
            return None
        register = read_register(
            self._docs, self._root, Cited(texts=editions, unread=unread), languages.written, self._report
        )
        return index(register, editions) if editions else None

    def _check_pages(self, languages: Languages) -> None:
        """Report pages that cannot be read; those of an edition are reported with it."""
        for language in languages.written:
            for path in sorted((self._docs / language).rglob("*.md")):
                read_text(self._root, path, self._report)

    def _languages(self, node: Node) -> Languages | None:
        fields = Fields(node, ("original", "translations", "derived", "configuration"), self._report)
        languages = Languages(
            original=fields.text("original"),
            translations=fields.words("translations"),
            derived=fields.text("derived"),
            configuration=fields.choice("configuration", _CONFIGURATIONS),
        )
        return languages if languages.original else None

    def _edition(self, node: Node, languages: Languages, taken_up: Collection[str]) -> Edition | None:
        fields = Fields(node, _EDITION_KEYS, self._report)
        script = fields.node("script")
        standard = self._standard(script) if script else None
        name, record = fields.text("text"), fields.text("provenance")
        recorded = (
            read_provenance(self._root, self._docs, record, languages.written, self._report)
            if record
            else None
        )
        if standard is None or recorded is None or not name:
            return None
        provenance, source = recorded
        id_ = fields.text("id")
        files = EditionFiles(
            about=About(
                id=id_,
                title=fields.texts("title", languages.written),
                short=fields.texts("short", languages.written, required=False),
                kind=fields.text("kind", required=False),
                issuer=fields.texts("issuer", languages.written, required=False),
                issued=self._issued(fields),
                taken_up=id_ in taken_up,
            ),
            date=self._date(fields),
            original=languages.original,
            text=self._docs / languages.original / name,
            translations={language: self._docs / language / name for language in languages.translations},
            standard=standard,
            provenance=provenance,
        )
        return read_edition(self._root, files, source, self._report)

    def _date(self, fields: Fields) -> str:
        text, node = fields.text("date"), fields.node("date", required=False)
        if node and text and not _is_date(text):
            report_wrong(node, "a date, year-month-day, as in 2026-01-31", self._report)
        return text

    def _issued(self, fields: Fields) -> str:
        text, node = fields.text("issued", required=False), fields.node("issued", required=False)
        # A month stands for its first day, a year for its first month, where only the form is asked.
        if node and not any(_is_date(text + rest) for rest in ("", "-01", "-01-01")):
            report_wrong(node, "a date, as in 2026-01-31, 2026-01 or 2026", self._report)
        return text

    def _standard(self, node: Node) -> Standard | None:
        fields = Fields(node, ("down", "up", "keep", "punctuation"), self._report)
        down, up = fields.choice("down", _CONFIGURATIONS), fields.choice("up", _CONFIGURATIONS)
        keep, punctuation = fields.words("keep"), self._punctuation(fields)
        # A text read by half a standard would not have the words that the register quotes.
        if down not in _CONFIGURATIONS or up not in _CONFIGURATIONS or punctuation is None:
            return None
        return Standard(down=down, up=up, keep=keep, punctuation=punctuation)

    def _punctuation(self, fields: Fields) -> dict[str, str] | None:
        node = fields.node("punctuation", required=False)
        if node is None:
            return {}
        if not isinstance(node.value, Mapping):
            report_wrong(node, "a mapping of keys to values", self._report)
            return None
        pairs: dict[str, str] = {}
        for half, full in node.value.items():
            # Longer ones would move every mark behind them.
            if len(half) == 1 and isinstance(full.value, str) and len(full.value) == 1:
                pairs[half] = full.value
            else:
                report_wrong(full, "one character for one character", self._report)
        return pairs if len(pairs) == len(node.value) else None

    def _words(self, languages: Languages) -> dict[str, dict[str, str]]:
        node = read_yaml(self._root, self._docs / _REGISTER / "interface.yml", self._report)
        if node is None:
            return {}
        fields = Fields(node, tuple(node.keys), self._report)
        return {key: fields.texts(key, languages.written) for key in node.keys}


def _id(node: Node) -> str:
    """Return the id that an edition's entry has; empty where it has none."""
    found = node.value.get("id") if isinstance(node.value, Mapping) else None
    return found.value if found and isinstance(found.value, str) else ""


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
