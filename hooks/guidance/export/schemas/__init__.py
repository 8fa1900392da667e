"""The published forms of the data, for the languages that a corpus has."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from guidance.languages import Languages

NAMES = ("checklist", "edition", "register")
"""Stems of the schemas' files of what is written for each corpus."""
OF_RECORDS = ("progress", "worklist")
"""Stems of those that no language has a part in: of what people's records are kept in."""
_HERE = Path(__file__).parent


def schemas(languages: Languages) -> dict[str, str]:
    """Return the JSON Schemas of all data by file name, their texts in the languages of a site."""
    return {
        f"{name}.schema.json": json.dumps(_schema(name, languages), ensure_ascii=False, indent=1) + "\n"
        for name in (*NAMES, *OF_RECORDS)
    }


def _schema(name: str, languages: Languages) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((_HERE / f"{name}.schema.json").read_text(encoding="utf-8"))
    if name in OF_RECORDS:
        return loaded
    scripts, shown = languages.scripts, languages.shown
    for key, tags, required in (
        ("texts", shown, shown),
        ("words", scripts, scripts),
        ("reading", shown, scripts),
    ):
        if key in loaded["$defs"]:
            loaded["$defs"][key] |= _texts(tags, required)
    if "language" in loaded["properties"]:
        loaded["properties"]["language"]["enum"] = list(shown)
    return loaded


def _texts(tags: Iterable[str], required: Iterable[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": {tag: {"type": "string", "minLength": 1} for tag in tags},
    }
