"""The edition as data for others."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from guidance.corpus import Corpus
from guidance.export.texts import in_languages, in_scripts
from guidance.model import Edition


def edition_json(corpus: Corpus, edition: Edition) -> str:
    """Return an edition as JSON: UTF-8, in the order of the text, keys always in one order.

    Its form is published as ``data/edition.schema.json``.
    """
    return json.dumps(_edition(corpus, edition), ensure_ascii=False, indent=1) + "\n"


def _edition(corpus: Corpus, edition: Edition) -> Mapping[str, Any]:
    return {
        "id": edition.id,
        "date": edition.date,
        "title": in_languages(corpus, edition.title),
        "kind": edition.kind or None,
        "issuer": in_languages(corpus, edition.issuer) if edition.issuer else None,
        "issued": edition.issued or None,
        "draft": edition.draft,
        "relations": [{"is": one.kind, "of": one.of} for one in edition.relations],
        "source": {
            "file": edition.provenance.file,
            "sha256": edition.provenance.sha256,
            "firstLine": edition.provenance.first_line,
            "front": [
                {"line": one.line, "role": one.role, "text": one.text} for one in edition.provenance.front
            ],
        },
        "witnesses": [
            {
                "id": one.id,
                "title": in_languages(corpus, one.title),
                "file": one.provenance.file,
                "sha256": one.provenance.sha256,
            }
            for one in edition.witnesses
        ],
        "segments": [
            {
                "id": one.id,
                "heading": one.level,
                "runOn": one.run_on,
                "verbatim": one.verbatim,
                "reading": in_scripts(corpus, one.reading) | _translated(edition, one.id),
                "emendations": [
                    {
                        "id": each.id,
                        "source": each.source,
                        "reading": each.reading,
                        "kind": str(each.kind),
                        "confidence": str(each.confidence),
                        "reason": in_languages(corpus, each.reason),
                        "witnesses": list(each.witnesses),
                    }
                    for each in one.emendations
                ],
            }
            for one in edition.segments
        ],
    }


def _translated(edition: Edition, segment: str) -> dict[str, str]:
    """Return the translations that a segment has, by language tag."""
    return {tag: found[segment].text for tag, found in edition.translations.items() if segment in found}
