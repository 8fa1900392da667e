"""Reads the rules of parity; every defect is told where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from guidance.parity.matching import is_pattern
from guidance.parity.model import (
    Compare,
    Entries,
    Exempt,
    Force,
    Foreign,
    Length,
    Named,
    Numerals,
    Rule,
    Rules,
    Sense,
    Source,
    Words,
)
from guidance.parity.support import CODES as SUPPORT
from guidance.problems import Place, Problem, nearest
from guidance.readers.text import Report
from guidance.readers.yaml import Fields, Node, read_yaml, report_wrong
from guidance.register.model import Modality

_PREFIX = "parity-"
_KEYS = ("apart", "rules", "numbers", "quotations", "length", "foreign", "modality", "register", "exceptions")
_NUMBERS = ("values", "scales", "joins", "skip")
_LONGEST = 10_000
_ENTRIES = (
    *("titles", "topics", "counted", "negation", "clauses", "clause-ends"),
    *("actors", "part-actors", "named"),
)
_BUILT_IN = ("number", "quotation", "length", "foreign", "modality")


def read_rules(root: Path, path: Path, languages: Sequence[str], report: Report) -> Rules | None:
    """Return the rules of a file; None where it cannot be read at all.

    Args:
        root: folder that reported paths are relative to.
        path: the file.
        languages: tags of the written languages, the original first.
        report: takes ``parity-code``, ``parity-pattern``, ``parity-words`` and ``parity-sense`` besides
            the defects of YAML and fields.
    """
    node = read_yaml(root, path, report)
    return None if node is None else _Reader(languages, report).rules(node)


class _Reader:
    """Reads one part after the other, going on past defects."""

    def __init__(self, languages: Sequence[str], report: Report) -> None:
        self._languages = languages
        self._report = report

    def rules(self, node: Node) -> Rules:
        fields = Fields(node, _KEYS, self._report)
        listed = "rules" in node.keys
        rules = tuple(self._rule(one) for one in fields.members("rules")) if listed else ()
        numbers = self._inner(fields, "numbers", "ignored", *self._languages)
        ignored = numbers.node("ignored", required=False) if numbers else None
        foreign = self._inner(fields, "foreign", *self._languages)
        lengths = self._inner(fields, "length", *self._languages[1:])
        marks = self._inner(fields, "quotations", "of", *self._languages)
        known = {sense.id for rule in rules for sense in rule.senses}
        codes = [*(rule.code for rule in rules), *(f"{_PREFIX}{one}" for one in _BUILT_IN), *SUPPORT]
        exempt = fields.members("exceptions") if "exceptions" in node.keys else ()
        return Rules(
            rules=rules,
            apart=self._patterns(fields, "apart", node),
            numerals={
                tag: self._numerals(one)
                for tag in self._languages
                if numbers and (one := numbers.node(tag)) is not None
            },
            ignored=frozenset(self._whole(one) for one in _listed(ignored)),
            quoted=self._sources(marks) if marks else (),
            marks={tag: self._marks(one) for tag in self._languages if marks and (one := marks.node(tag))},
            lengths={
                tag: self._length(one)
                for tag in self._languages[1:]
                if lengths and (one := lengths.node(tag, required=False))
            },
            foreign={
                tag: self._foreign(one)
                for tag in self._languages
                if foreign and (one := foreign.node(tag, required=False))
            },
            force=self._force(fields, sorted(known)),
            entries=self._entries(fields, codes, sorted(known)),
            exempt=tuple(self._exempt(one, codes) for one in exempt),
        )

    def _rule(self, node: Node) -> Rule:
        fields = Fields(node, ("code", "compare", "of", "senses", "skip"), self._report)
        code = fields.text("code")
        if code and not re.fullmatch(rf"{_PREFIX}[a-z0-9]+(-[a-z0-9]+)*", code):
            message = f"the code of a rule begins with “{_PREFIX}” and goes on in small letters"
            near = f"{_PREFIX}{code}"
            self._say(node.at("code"), "parity-code", message, code, near)
        compare = fields.choice("compare", tuple(Compare))
        skip = self._inner(fields, "skip", *self._languages)
        return Rule(
            code=code,
            compare=Compare(compare) if compare in tuple(Compare) else Compare.PRESENCE,
            sources=self._sources(fields),
            senses=self._senses(fields),
            skip=self._in_languages(skip) if skip else {},
        )

    def _sources(self, fields: Fields) -> tuple[Source, ...]:
        """Return the kinds of text that are meant; all of them where none is named."""
        node = fields.node("of", required=False)
        if node is None:
            return tuple(Source)
        found = []
        for one in fields.words("of"):
            if one in tuple(Source):
                found.append(Source(one))
                continue
            message = f"“of” is none of: {', '.join(Source)}"
            self._say(node.place, "unknown-choice", message, one, nearest(one, tuple(Source)))
        return tuple(found)

    def _senses(self, fields: Fields) -> tuple[Sense, ...]:
        node = fields.node("senses")
        if node is None or not isinstance(node.value, dict):
            if node is not None:
                report_wrong(node, "a mapping of senses to their words", self._report)
            return ()
        found = []
        for id_, one in node.value.items():
            inner = Fields(one, self._languages, self._report)
            for language in self._languages:
                if inner.node(language) is not None and not inner.words(language):
                    message = "a sense needs at least one word in every language"
                    self._say(one.at(language), "parity-words", message, id_)
            found.append(Sense(id=id_, words=self._in_languages(inner)))
        return tuple(found)

    def _numerals(self, node: Node) -> Numerals:
        fields = Fields(node, _NUMBERS, self._report)
        return Numerals(
            values=self._figures(fields, "values"),
            scales=self._figures(fields, "scales"),
            joins=fields.words("joins"),
            skip=self._words(fields, "skip"),
        )

    def _figures(self, fields: Fields, key: str) -> dict[str, int]:
        """Return what words stand for, written as number to its words."""
        node = fields.node(key)
        if node is None:
            return {}
        if not isinstance(node.value, dict):
            report_wrong(node, "a mapping of numbers to their words", self._report)
            return {}
        inner = Fields(node, tuple(node.keys), self._report)
        found: dict[str, int] = {}
        for figure in node.keys:
            value = self._whole(Node(value=figure, place=node.keys[figure]))
            found |= dict.fromkeys(self._words(inner, figure), value)
        return found

    def _marks(self, node: Node) -> tuple[tuple[str, str], ...]:
        found = []
        for one in _listed(node):
            mark = one.value if isinstance(one.value, str) else ""
            if len(mark) == len("<>"):
                found.append((mark[0], mark[1]))
            else:
                report_wrong(one, "two marks, the opening and the closing one", self._report)
        return tuple(found)

    def _length(self, node: Node) -> Length:
        fields = Fields(node, ("of", "least-percent", "most-percent", "from"), self._report)
        return Length(
            least=fields.number("least-percent", _LONGEST),
            most=fields.number("most-percent", _LONGEST),
            sources=self._sources(fields),
            start=fields.number("from", _LONGEST),
        )

    def _foreign(self, node: Node) -> Foreign:
        fields = Fields(node, ("pattern", "allowed"), self._report)
        pattern = fields.text("pattern")
        self._check(pattern, node.at("pattern"))
        return Foreign(pattern=pattern, allowed=self._patterns(fields, "allowed", node))

    def _patterns(self, fields: Fields, key: str, node: Node) -> tuple[str, ...]:
        found = fields.words(key)
        for one in found:
            self._check(one, node.at(key))
        return found

    def _force(self, fields: Fields, senses: Sequence[str]) -> dict[str, Force]:
        inner = self._inner(fields, "modality", *Modality)
        found = {}
        for one in Modality:
            node = inner.node(one, required=False) if inner else None
            if node is None:
                continue
            said = Fields(node, ("needs", "refuses"), self._report)
            force = Force(needs=said.words("needs"), refuses=said.words("refuses"))
            for sense in (*force.needs, *force.refuses):
                if sense not in senses:
                    message = "no rule has this sense"
                    self._say(node.place, "parity-sense", message, sense, nearest(sense, senses))
            found[str(one)] = force
        return found

    def _entries(self, fields: Fields, codes: Sequence[str], senses: Sequence[str]) -> Entries:
        inner = self._inner(fields, "register", *_ENTRIES)
        if inner is None:
            return Entries()
        named = inner.node("named", required=False)
        counted = inner.node("counted", required=False)
        return Entries(
            titles=self._known(inner, "titles", codes, "no rule has this code"),
            topics=self._known(inner, "topics", codes, "no rule has this code"),
            counted=self._original(counted) if counted else {},
            negation=self._known(inner, "negation", senses, "no rule has this sense"),
            clauses=self._known(inner, "clauses", senses, "no rule has this sense"),
            ends="".join(inner.words("clause-ends")),
            actors=self._actors(inner, "actors"),
            of_part=self._actors(inner, "part-actors"),
            named=tuple(self._named(one) for one in _listed(named)),
        )

    def _actors(self, fields: Fields, key: str) -> dict[str, Words]:
        node = fields.node(key, required=False)
        if node is None or not isinstance(node.value, dict):
            return {}
        return {one: self._original(words) for one, words in node.value.items()}

    def _known(self, fields: Fields, key: str, known: Sequence[str], message: str) -> tuple[str, ...]:
        node = fields.node(key, required=False)
        found = fields.words(key)
        for one in found:
            if one not in known and node:
                self._say(node.place, "parity-sense", message, one, nearest(one, known))
        return found

    def _original(self, node: Node) -> Words:
        """Return words in the language of the texts, in which quotes are."""
        tag = self._languages[0]
        return {tag: self._words(Fields(node, self._languages, self._report), tag)}

    def _named(self, node: Node) -> Named:
        fields = Fields(node, ("words", "actors"), self._report)
        words = fields.node("words")
        return Named(words=self._original(words) if words else {}, actors=fields.words("actors"))

    def _exempt(self, node: Node, codes: Sequence[str]) -> Exempt:
        fields = Fields(node, ("at", "code", "reason"), self._report)
        return Exempt(
            at=fields.text("at"),
            code=fields.choice("code", codes),
            reason=fields.text("reason"),
            place=node.at("at"),
        )

    def _inner(self, fields: Fields, key: str, *allowed: str) -> Fields | None:
        node = fields.node(key, required=False)
        return Fields(node, allowed, self._report) if node else None

    def _in_languages(self, fields: Fields) -> Words:
        return {language: self._words(fields, language) for language in self._languages}

    def _words(self, fields: Fields, key: str) -> tuple[str, ...]:
        """Return words, having told of patterns that are none."""
        found = tuple(one for one in fields.words(key) if one)
        node = fields.node(key, required=False)
        for one in found:
            if is_pattern(one) and node:
                self._check(one[1:-1], node.place)
        return found

    def _check(self, pattern: str, place: Place) -> None:
        try:
            groups = re.compile(pattern).groups
        except re.error as error:
            self._say(place, "parity-pattern", f"this is no regular expression: {error}", pattern)
            return
        if groups:
            message = "groups in a pattern are written with “?:” behind the bracket"
            self._say(place, "parity-pattern", message, pattern)

    def _whole(self, node: Node) -> int:
        word = node.value if isinstance(node.value, str) else ""
        if word.isdecimal() and len(word) <= len(str(10**12)):
            return int(word)
        report_wrong(node, "a whole number", self._report)
        return 0

    def _say(self, place: Place, code: str, message: str, fragment: str, near: str = "") -> None:
        self._report(Problem(place=place, code=code, message=message, fragment=fragment, suggestion=near))


def _listed(node: Node | None) -> tuple[Node, ...]:
    if node is None:
        return ()
    return node.value if isinstance(node.value, tuple) else (node,)
