"""Reads the glossary and holds each term against the texts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from guidance.model import Edition, Term
from guidance.problems import Problem, nearest
from guidance.readers.text import Report
from guidance.readers.yaml import Fields, Node, members, read_yaml
from guidance.terms import find

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 200
"""How many characters a term may have."""
_PATTERN = frozenset("*+?[]{}|^$\\")
"""Signs of patterns, which no term has."""


def read_glossary(
    root: Path, path: Path, languages: Sequence[str], kinds: Sequence[str], report: Report
) -> tuple[Term, ...]:
    """Return the terms of a glossary file in its order.

    Args:
        root: folder that reported paths are relative to.
        path: the glossary file.
        languages: tags of the languages of every term, that of the original first.
        kinds: the kinds that a term may be of; any where there are none.
        report: takes ``term-twice``, ``unknown-term``, ``unknown-choice`` and the defects of YAML and fields.
    """
    node = read_yaml(root, path, report)
    if node is None:
        return ()
    terms: dict[str, Term] = {}
    sees: list[Node] = []
    for one in members(node, report):
        term = _term(one, languages, kinds, report)
        if term.id and not _ID.fullmatch(term.id):
            message = "an id is made of a-z, 0-9 and single hyphens"
            report(Problem(place=one.at("id"), code="id-form", message=message, fragment=term.id))
        if term.id in terms:
            message = f"this term stands twice, first on line {terms[term.id].place.line}"
            report(Problem(place=one.at("id"), code="term-twice", message=message, fragment=term.id))
            continue
        terms[term.id] = term
        sees += _sees(one)
    for see in sees:
        if isinstance(see.value, str) and see.value not in terms:
            message = "the glossary has no term with this id"
            near = nearest(see.value, list(terms))
            report(
                Problem(
                    place=see.place, code="unknown-term", message=message, fragment=see.value, suggestion=near
                )
            )
    return tuple(terms.values())


def check_terms(terms: Sequence[Term], editions: Sequence[Edition], report: Report) -> None:
    """Report terms that no text uses, and translations that render a term in another way.

    Args:
        terms: the whole glossary.
        editions: the texts and their translations.
        report: takes ``term-not-in-text`` and ``term-untranslated``.
    """
    used: set[str] = set()
    for edition, segment in [(each, one) for each in editions for one in each.segments]:
        found = {one.term.id: one.term for one in find(segment.reading, terms, edition.original)}
        used |= set(found)
        for language, translation in edition.translations.items():
            translated = translation.get(segment.id)
            if translated is None:
                continue
            text = translated.text.casefold()
            for term in found.values():
                forms = term.names.get(language, ())
                if not any(form.casefold() in text for form in forms):
                    message = f"the translation of “{term.names[edition.original][0]}” is not the glossary's"
                    report(
                        Problem(
                            place=translated.place,
                            code="term-untranslated",
                            message=message,
                            fragment=segment.id,
                            suggestion=", ".join(forms),
                        )
                    )
    for term in terms:
        if term.id not in used:
            message = "no text uses this term"
            fragment = next(iter(term.names.values()))[0]
            report(Problem(place=term.place, code="term-not-in-text", message=message, fragment=fragment))


def _sees(node: Node) -> tuple[Node, ...]:
    see = node.value.get("see") if isinstance(node.value, Mapping) else None
    if see is None:
        return ()
    return see.value if isinstance(see.value, tuple) else (see,)


def _term(node: Node, languages: Sequence[str], kinds: Sequence[str], report: Report) -> Term:
    original, *translations = languages
    also = {original: "also"} | {language: f"{language}-also" for language in translations}
    fields = Fields(node, ("id", *also, *also.values(), "kind", "meaning", "see"), report)
    fields.most = _LONGEST
    names: Mapping[str, tuple[str, ...]] = {
        language: (fields.text(language), *fields.words(key)) for language, key in also.items()
    }
    for key in (*also, *also.values()):
        _no_pattern(fields, key, report)
    return Term(
        id=fields.text("id"),
        kind=fields.choice("kind", kinds) if kinds else fields.text("kind"),
        names=names,
        meaning=fields.texts("meaning", languages),
        see=fields.words("see"),
        place=node.place,
    )


def _no_pattern(fields: Fields, key: str, report: Report) -> None:
    """Report each term under a key that holds signs of a pattern: taken as written, it is never found."""
    node = fields.node(key, required=False)
    if node is None:
        return
    for one in node.value if isinstance(node.value, tuple) else (node,):
        if isinstance(one.value, str) and not _PATTERN.isdisjoint(one.value):
            message = "a term is looked for as it is written; a pattern is none"
            report(Problem(place=one.place, code="term-pattern", message=message, fragment=one.value))
