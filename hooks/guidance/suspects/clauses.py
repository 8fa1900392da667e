"""Clauses that lack a mark or a word, and marks that lack their other half."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidance.suspects.habits import Frame, Needed
from guidance.suspects.lexicon import HAN
from guidance.suspects.model import Given, Suspect

_PARAGRAPH = re.compile(r"[^\n]+")
_SENTENCE_PART = re.compile(r"[^\s,.;:!?\uff0c\u3002\uff1b\uff1a\uff01\uff1f\u3001\u2026\u2014]+")
"""What stands between two marks that part clauses; quotation marks and brackets part none."""
_SHOWN = 12


def unbalanced(given: Given) -> Iterator[Suspect]:
    """Yield marks that open without closing, or close without opening, in their paragraph."""
    opens = dict(given.habits.pairs)
    closes = {close: one for one, close in given.habits.pairs}
    for paragraph in _PARAGRAPH.finditer(given.text):
        open_: list[tuple[str, int]] = []
        for at, mark in enumerate(paragraph.group(), paragraph.start()):
            if mark in opens:
                open_.append((mark, at))
            elif mark in closes:
                if open_ and open_[-1][0] == closes[mark]:
                    open_.pop()
                elif not _numbers(given.text, at):
                    reason = f"“{mark}” closes what was not opened in this paragraph"
                    yield Suspect(start=at, end=at + 1, kind="unbalanced-mark", reason=reason)
        for mark, at in open_:
            reason = f"“{mark}” is not closed in this paragraph; “{opens[mark]}” is missing"
            yield Suspect(start=at, end=at + 1, kind="unbalanced-mark", reason=reason)


def _numbers(text: str, at: int) -> bool:
    """Whether a closing bracket only parts a number from its paragraph, as in ``1)``."""
    before = text[text.rfind("\n", 0, at) + 1 : at].strip()
    return len(before) <= 3 and not any(one in before for one in "([{")  # noqa: PLR2004 -- three digits at most


def run_on(given: Given) -> Iterator[Suspect]:
    """Yield clauses that are longer than a breath, or that state two requirements without a mark."""
    habits = given.habits
    quoted = re.compile(
        "|".join(
            f"{re.escape(one)}[^{re.escape(one + other)}]*{re.escape(other)}" for one, other in habits.pairs
        )
    )
    for part in _SENTENCE_PART.finditer(given.plain):
        # Names and quotations have a length of their own.
        length = sum(len(run) for run in HAN.findall(quoted.sub(" ", part.group())))
        if length > habits.longest_clause:
            reason = f"{length} characters without a mark: one may be missing"
            yield _clause(part, reason, length)
        elif length >= habits.two_modals_from:
            modals = [
                at
                for run in HAN.finditer(part.group())
                for at, word in given.lexicon.words(run.group())
                if word in habits.modals
            ]
            if len(modals) > 1:
                reason = "two requirements in one clause without a mark between them: one may be missing"
                yield _clause(part, reason, length)


def _between(opens: str, closes: str) -> str:
    return f"{opens}[^{opens}{closes}]*{closes}"


def _clause(part: re.Match[str], reason: str, length: int) -> Suspect:
    return Suspect(start=part.start(), end=part.end(), kind="run-on-clause", reason=reason, weight=length)


def broken_constructions(given: Given) -> Iterator[Suspect]:
    """Yield clauses with one half of a construction that needs both."""
    for part in _SENTENCE_PART.finditer(given.plain):
        words = [
            (part.start() + run.start() + at, word)
            for run in HAN.finditer(part.group())
            for at, word in given.lexicon.words(run.group())
        ]
        for frame in given.habits.frames:
            yield from _frame(given, part, words, frame)
        for needed in given.habits.needed:
            yield from _needed(given, words, needed)


def _frame(
    given: Given, part: re.Match[str], words: list[tuple[int, str]], frame: Frame
) -> Iterator[Suspect]:
    if not words or not any(word == frame.opener for _, word in words):
        return
    at, last = words[-1]
    if last in frame.nouns and at + len(last) == part.end():
        whole, behind = given.written(f"{frame.opener}…{last}"), given.written(frame.behind[0])
        reason = f"“{whole}” lacks the word that goes behind, such as “{behind}”"
        yield Suspect(start=at, end=part.end(), kind="broken-construction", reason=reason)


def _needed(given: Given, words: list[tuple[int, str]], needed: Needed) -> Iterator[Suspect]:
    for index, (at, word) in enumerate(words):
        # At the head of a clause the other half may stand in the one before.
        if word == needed.word and index > 1:
            before = {one for _, one in words[:index]}
            if before.isdisjoint(needed.before):
                whole, before_it = given.written(word), given.written(needed.before[0])
                reason = f"“{whole}” lacks the word before it, such as “{before_it}”"
                yield Suspect(
                    start=words[0][0], end=at + len(word), kind="broken-construction", reason=reason
                )
