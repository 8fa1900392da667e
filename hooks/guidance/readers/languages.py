"""Reads which languages a site has, and the part that each has in it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from guidance.languages import READINGS, Languages
from guidance.problems import Place, Problem
from guidance.readers.text import Report
from guidance.readers.yaml import Fields, Node
from guidance.script import CONFIGURATIONS

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def read_languages(node: Node, report: Report) -> Languages | None:
    """Return the languages that a mapping names, or None where there is no original.

    Args:
        node: the mapping; only the original is required.
        report: takes ``language-form``, ``language-twice`` and the defects of fields.
    """
    fields = Fields(node, ("original", "translations", "derived", "configuration", "reading", "keep"), report)
    derived = fields.node("derived", required=False) is not None
    languages = Languages(
        original=fields.text("original"),
        translations=fields.words("translations"),
        derived=fields.text("derived") if derived else "",
        # One without the other makes nothing.
        configuration=fields.choice("configuration", CONFIGURATIONS)
        if derived or fields.node("configuration", required=False)
        else "",
        reading=fields.choice("reading", READINGS) if fields.node("reading", required=False) else "",
        keep=fields.words("keep"),
    )
    if languages.configuration and not derived:
        fields.node("derived")
    seen: set[str] = set()
    for tag in languages.shown:
        if tag and not _TAG.fullmatch(tag):
            message = "a tag is a language and perhaps a script or place, as in: ja, zh-Hant, pt-BR"
            report(Problem(place=_spot(node, tag), code="language-form", message=message, fragment=tag))
            return None
        if tag and tag in seen:
            message = "this language has two parts; each has one"
            report(Problem(place=_spot(node, tag), code="language-twice", message=message, fragment=tag))
        seen.add(tag)
    return languages if languages.original and len(seen) == len(languages.shown) else None


def _spot(node: Node, tag: str) -> Place:
    """Return where a tag is written last."""
    found = node.place
    for value in node.value.values() if isinstance(node.value, Mapping) else ():
        for one in value.value if isinstance(value.value, tuple) else (value,):
            found = one.place if one.value == tag else found
    return found
