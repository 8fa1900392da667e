"""The whole register as data for others, in every language of the site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from guidance.corpus import Corpus
from guidance.export.json_ import lines
from guidance.export.rows import span
from guidance.model import Texts
from guidance.register import Index
from guidance.register.model import Citation, Titled, Unit

Json = Mapping[str, Any]


def register_json(corpus: Corpus, index: Index) -> str:
    """Return the register as JSON, its entries in the order of its files.

    Its form is published as ``docs/data/register.schema.json``.

    Args:
        corpus: the languages and their scripts.
        index: a sound register.
    """
    return lines(_Writer(corpus, index).register())


class _Writer:
    """Puts entries into every language; words of the text into the scripts of the original."""

    def __init__(self, corpus: Corpus, index: Index) -> None:
        self._index = index
        self._languages = corpus.languages
        self._derived = corpus.tongue(corpus.languages.derived)
        self._segments = {one.id: one for one in index.edition.segments}
        self._readings: dict[str, str] = {}

    def register(self) -> Json:
        register, edition, coverage = self._index.register, self._index.edition, self._index.coverage
        return {
            "edition": {"id": edition.id, "date": edition.date, "sha256": edition.provenance.sha256},
            "languages": {
                "original": self._languages.original,
                "derived": self._languages.derived,
                "translations": self._languages.translations,
            },
            "coverage": {
                "sentences": len(coverage.sentences),
                "covered": coverage.covered,
                "waived": coverage.waived,
                "open": coverage.open,
            },
            "units": [self._unit(one) for one in register.units],
            "actors": [self._titled(one) for one in register.actors],
            "members": [self._titled(one) | {"cites": self._cites(one.cites)} for one in register.members],
            "phases": [
                self._titled(one) | {"ours": one.ours, "window": self._cites(one.window)}
                for one in register.phases
            ],
            "procedures": [self._titled(one) for one in register.procedures],
            "documents": [
                self._titled(one) | {"said": self._texts(one.said), "cites": self._cites(one.cites)}
                for one in register.documents
            ],
            "obligations": [self._obligation(one) for one in self._index.items.values()],
            "tombstones": [
                {"id": one.id, "gone": one.gone, "into": one.into, "reason": self._texts(one.reason)}
                for one in register.tombstones
            ],
            "waivers": [
                {"at": one.at, "sentence": self._both(one.sentence), "reason": self._texts(one.reason)}
                for one in register.waivers
            ],
        }
