"""Holds every text against its translation and tells what the two do not share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from guidance.corpus import Corpus
from guidance.parity.matching import foreign_in, numbers_in, quoted_in, senses_in
from guidance.parity.modality import modalities
from guidance.parity.model import Compare, Pair, Rules
from guidance.parity.pairs import pairs
from guidance.parity.reader import read_rules
from guidance.parity.support import Support
from guidance.problems import DefectiveInputError, Problem

OWN = Path("register") / "parity.yml"
"""The rules, below the documents' folder."""

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What a pair does not share, before exceptions."""

    name: str
    problem: Problem


def parity(docs: Path, root: Path, corpus: Corpus) -> tuple[Problem, ...]:
    """Return where translations of a corpus do not say what the original says.

    Args:
        docs: the documents' folder; nothing is checked where it has no rules.
        root: folder that reported paths are relative to.
        corpus: what the folder says.

    Raises:
        DefectiveInputError: the rules cannot be read.
    """
    path = docs / OWN
    if not path.is_file():
        return ()
    problems: list[Problem] = []
    rules = read_rules(root, path, corpus.languages.written, problems.append)
    if problems or rules is None:
        raise DefectiveInputError(problems)
    return tuple(_unexplained(rules, findings(rules, corpus)))


def findings(rules: Rules, corpus: Corpus) -> Iterator[Finding]:
    """Yield everything that the rules find, whether or not an exception explains it."""
    for language in corpus.languages.translations:
        for pair in pairs(corpus, language):
            for problem in compared(rules, pair, corpus.languages.original, language):
                yield Finding(name=pair.name, problem=problem)
    if corpus.index:
        for item, problem in modalities(rules, corpus.index.register.obligations, corpus.languages.original):
            yield Finding(name=item, problem=problem)
    for name, problem in Support(rules, corpus).problems():
        yield Finding(name=name, problem=problem)


def compared(rules: Rules, pair: Pair, original: str, language: str) -> Iterator[Problem]:
    """Yield what a text and its translation do not share.

    Args:
        rules: what to look for.
        pair: the texts.
        original: tag of the original's language.
        language: tag of the translation's.
    """
    said, translated = (_bare(rules, pair.texts[tag]) for tag in (original, language))

    def differ(code: str, compare: Compare, of: Callable[[str, str], Mapping[T, int]]) -> Iterator[Problem]:
        message = _difference(of(original, said), of(language, translated), compare)
        if message:
            yield Problem(
                place=pair.places[language],
                code=code,
                message=f"{message} ({pair.name})",
                fragment=pair.texts[language],
            )

    for rule in rules.rules:
        if pair.source in rule.sources:
            yield from differ(rule.code, rule.compare, lambda tag, text, r=rule: senses_in(r, tag, text))  # type: ignore[misc]
    if rules.numerals:
        yield from differ("parity-number", Compare.COUNT, lambda tag, text: _numbers(rules, tag, text))
    if pair.source in rules.quoted:
        yield from differ(
            "parity-quotation", Compare.COUNT, lambda tag, text: quoted_in(rules.marks[tag], text)
        )
    yield from _foreign(rules, pair)
    yield from _length(rules, pair, original, language)


def _bare(rules: Rules, text: str) -> str:
    """Return a text without what says nothing."""
    for pattern in rules.apart:
        text = re.sub(pattern, " ", text)
    return text


def _numbers(rules: Rules, language: str, text: str) -> Counter[int]:
    found = numbers_in(rules.numerals[language], text)
    return Counter({one: count for one, count in found.items() if one not in rules.ignored})


def _difference(said: Mapping[T, int], translated: Mapping[T, int], compare: Compare) -> str:
    """Return in which senses two texts differ; empty where they agree."""
    if compare in {Compare.COUNT, Compare.AT_LEAST}:
        before, after = Counter(said), Counter(translated)
    else:
        before, after = Counter(set(said)), Counter(set(translated))
    lost = [] if compare is Compare.ADDED else _named(before - after)
    added = [] if compare in {Compare.KEPT, Compare.AT_LEAST} else _named(after - before)
    parts = []
    if lost:
        parts.append(f"lacks what the original says: {', '.join(lost)}")
    if added:
        parts.append(f"says what the original does not: {', '.join(added)}")
    return f"the translation {', and '.join(parts)}" if parts else ""


def _named(found: Mapping[T, int]) -> list[str]:
    return sorted(f"{one}" if count == 1 else f"{one} ({count} times)" for one, count in found.items())


def _foreign(rules: Rules, pair: Pair) -> Iterator[Problem]:
    for language, text in pair.texts.items():
        if language in rules.foreign:
            foreign = rules.foreign[language]
            left = list(foreign_in(foreign.pattern, foreign.allowed, text))
            if left:
                message = f"text of another language stands in “{language}” ({pair.name})"
                yield Problem(
                    place=pair.places[language], code="parity-foreign", message=message, fragment=left[0]
                )


def _length(rules: Rules, pair: Pair, original: str, language: str) -> Iterator[Problem]:
    wanted = rules.lengths.get(language)
    said, translated = pair.texts[original], pair.texts[language]
    if wanted is None or pair.source not in wanted.sources or len(said) < wanted.start:
        return
    percent = 100 * len(translated) // len(said)
    if not wanted.least <= percent <= wanted.most:
        what = "short: something may be missing" if percent < wanted.least else "long: something may be added"
        message = (
            f"the translation is {what}; it has {percent} characters for 100 of the original, "
            f"and {wanted.least} to {wanted.most} are usual ({pair.name})"
        )
        yield Problem(place=pair.places[language], code="parity-length", message=message, fragment=translated)


def _unexplained(rules: Rules, found: Iterator[Finding]) -> Iterator[Problem]:
    """Yield what no exception explains, and the exceptions that explain nothing."""
    explained = {(one.at, one.code): one for one in rules.exempt}
    used = set()
    for one in found:
        key = one.name, one.problem.code
        if key in explained:
            used.add(key)
        else:
            yield one.problem
    for key, exempt in explained.items():
        if key not in used:
            message = "this exception explains nothing any more; take it out"
            yield Problem(place=exempt.place, code="parity-exception", message=message, fragment=exempt.at)
