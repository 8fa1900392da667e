"""The edition as data for others."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from guidance.corpus import Corpus
from guidance.model import Edition


def edition_json(corpus: Corpus, edition: Edition) -> str:
    """Return an edition as JSON: UTF-8, in the order of the text, keys always in one order.

    Its form is published as ``docs/data/edition.schema.json``.
    """
    return json.dumps(_edition(corpus, edition), ensure_ascii=False, indent=1) + "\n"


def _edition(corpus: Corpus, edition: Edition) -> Mapping[str, Any]:
    derived = corpus.tongue(corpus.languages.derived)
    return {
        "id": edition.id,
        "date": edition.date,
        "title": {**_both(corpus, edition.title[edition.original]), **_translated(corpus, edition.title)},
        "source": {
            "file": edition.provenance.file,
            "sha256": edition.provenance.sha256,
            "firstLine": edition.provenance.first_line,
            "front": [
                {"line": one.line, "role": one.role, "text": one.text} for one in edition.provenance.front
            ],
        },
        "segments": [
            {
                "id": one.id,
                "heading": one.level,
                "runOn": one.run_on,
                "verbatim": one.verbatim,
                "reading": _both(corpus, one.reading)
                | {tag: edition.translations[tag][one.id].text for tag in corpus.languages.translations},
                "emendations": [
                    {
                        "id": each.id,
                        "source": each.source,
                        "reading": each.reading,
                        "kind": str(each.kind),
                        "confidence": str(each.confidence),
                        "reason": {
                            edition.original: each.reason[edition.original],
                            derived.tag: derived(each.reason[edition.original]),
                            **_translated(corpus, each.reason),
                        },
                    }
                    for each in one.emendations
                ],
            }
            for one in edition.segments
        ],
    }


def _both(corpus: Corpus, text: str) -> dict[str, str]:
    """Return a text of the original in its own script and in the derived one."""
    derived = corpus.tongue(corpus.languages.derived)
    return {corpus.languages.original: text, derived.tag: derived(text)}


def _translated(corpus: Corpus, texts: Mapping[str, str]) -> dict[str, str]:
    return {tag: texts[tag] for tag in corpus.languages.translations}
