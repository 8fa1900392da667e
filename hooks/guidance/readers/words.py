"""Reads the words of the interface: a corpus' own, and for what it does not say the defaults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from guidance.readers.text import Counted, Report
from guidance.readers.yaml import Fields, read_yaml

_DEFAULTS = Path(__file__).parent.parent / "words" / "interface.yml"
_LAST = "en"
"""The language whose words stand in where there are none in a language."""
_NAME = "language"
"""Key of what a language calls itself; another's name would be wrong there."""

Words = Mapping[str, Mapping[str, str]]
"""Key to language to word."""


def read_words(
    root: Path, path: Path, languages: Sequence[str], report: Report
) -> tuple[dict[str, dict[str, str]], bool]:
    """Return the words in all written languages, key to language to word, and whether those are all.

    Args:
        root: folder that reported paths are relative to.
        path: the corpus' own words; it need not be there.
        languages: tags of the written languages.
        report: takes the defects of YAML and fields.
    """
    found = {key: _in(languages, key, texts) for key, texts in defaults().items()}
    if not path.exists():
        return found, True
    counted = Counted(report)
    node = read_yaml(root, path, counted)
    if node is not None:
        fields = Fields(node, tuple(node.keys), counted)
        found |= {key: fields.texts(key, languages) for key in node.keys}
    return found, not counted.count


@cache
def defaults() -> Words:
    """Return the words that come with the program, in the languages that it knows."""
    loaded: Words = yaml.safe_load(_DEFAULTS.read_text(encoding="utf-8"))
    return loaded


def _in(languages: Sequence[str], key: str, texts: Mapping[str, str]) -> dict[str, str]:
    return {tag: texts.get(tag, tag if key == _NAME else texts[_LAST]) for tag in languages}
