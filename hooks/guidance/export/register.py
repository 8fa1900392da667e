"""The whole register as data for others, in every language of the site."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from guidance.corpus import Corpus
from guidance.export.json_ import lines
from guidance.export.rows import span
from guidance.export.texts import in_languages, in_scripts
from guidance.model import Address, Texts
from guidance.register import Index
from guidance.register.coverage import Coverage
from guidance.register.model import Body, Citation, Obligation, Period, Task, Titled, Tombstone, Unit

Json = dict[str, Any]


def register_json(corpus: Corpus, index: Index) -> str:
    """Return the register as JSON, its entries in the order of its files.

    Its form is published as ``data/register.schema.json``.

    Args:
        corpus: the languages and their scripts.
        index: a sound register.
    """
    writer = _Writer(corpus, index)
    return lines({**_head(corpus, index), **writer.entries(), **writer.gone()})


def _head(corpus: Corpus, index: Index) -> Json:
    languages = corpus.languages
    return {
        "editions": [
            {"id": one.id, "date": one.date, "sha256": one.provenance.sha256} for one in index.texts.values()
        ],
        "languages": {
            "original": languages.original,
            "derived": languages.derived or None,
            "reading": languages.reading or None,
            "translations": languages.translations,
        },
        "coverage": {
            **_counts(index.coverage),
            "editions": {name: _counts(index.coverage.of(name)) for name in index.taken_up},
        },
    }


def _counts(coverage: Coverage) -> Json:
    return {
        "sentences": len(coverage.sentences),
        "covered": coverage.covered,
        "waived": coverage.waived,
        "open": coverage.open,
    }


class _Writer:
    """Puts entries into every language, and words of the text into the scripts of the original."""

    def __init__(self, corpus: Corpus, index: Index) -> None:
        self._corpus = corpus
        self._index = index
        self._readings: dict[Address, dict[str, str]] = {}

    def entries(self) -> Json:
        """Return what stands, kind by kind."""
        register = self._index.register
        return {
            "units": [self._unit(one) for one in register.units],
            "actors": [
                self._titled(one, short=self._texts(one.short) if one.short else None, open=one.open)
                for one in register.actors
            ],
            "members": [self._titled(one, cites=self._cites(one.cites)) for one in register.members],
            "phases": [
                self._titled(one, ours=one.ours, window=self._cites(one.window)) for one in register.phases
            ],
            "procedures": [self._titled(one) for one in register.procedures],
            "documents": [
                self._titled(
                    one,
                    held=one.held or None,
                    said=self._texts(one.said),
                    cites=self._cites(one.cites),
                )
                for one in register.documents
            ],
            "periods": [self._period(one) for one in register.periods],
            "bodies": [self._body(one) for one in register.bodies],
            "ideas": [self._titled(one, cites=self._cites(one.cites)) for one in register.ideas],
            "tasks": [self._task(one) for one in register.tasks],
            "obligations": [self._obligation(one) for one in register.obligations],
        }

    def gone(self) -> Json:
        """Return what is no more, and what needs no item."""
        register = self._index.register
        return {
            "tombstones": [self._grave(one) for one in register.tombstones],
            "task_tombstones": [self._grave(one) for one in register.task_tombstones],
            "waivers": [
                {
                    "extent": one.extent,
                    "text": one.text or None,
                    "at": one.at or None,
                    "sentence": self._both(one.sentence) if one.sentence else None,
                    "reason": self._texts(one.reason),
                }
                for one in register.waivers
            ],
        }

    def _grave(self, one: Tombstone) -> Json:
        return {"id": one.id, "gone": one.gone, "into": one.into, "reason": self._texts(one.reason)}

    def _unit(self, one: Unit) -> Json:
        without = [{"item": each.item, "reason": self._texts(each.reason)} for each in one.without]
        return self._titled(
            one,
            short=self._texts(one.short) if one.short else None,
            extends=one.extends or None,
            base=one.base,
            scope=self._cites(one.scope),
            note=self._texts(one.note) if one.note else None,
            without=without,
        )

    def _period(self, one: Period) -> Json:
        lasts = one.lasts and {
            "months": one.lasts.months,
            "days": one.lasts.days,
            "about": one.lasts.about,
            "cites": self._cites((one.lasts.cite,)),
        }
        return self._titled(
            one,
            begins=self._texts(one.begins),
            ends=self._texts(one.ends),
            lasts=lasts,
            cites=self._cites(one.cites),
        )

    def _body(self, one: Body) -> Json:
        ties = [
            {"to": tie.to, "says": self._texts(tie.says), "cites": self._cites((tie.cite,))}
            for tie in one.ties
        ]
        return self._titled(one, cites=self._cites(one.cites), ties=ties)

    def _obligation(self, one: Obligation) -> Json:
        return self._titled(
            one,
            detail=self._texts(one.detail) if one.detail else None,
            audience={"reach": one.units.reach, "ids": one.units.ids},
            units=self._index.units_of[one.id],
            actor=one.actor,
            members=one.members,
            phase=one.phase,
            modality=one.modality,
            role=one.role,
            task=self._index.task_of[one.id].id if one.id in self._index.task_of else None,
            limit=one.limit,
            bounds=one.bounds,
            cites=self._cites(one.cites),
            procedure=one.procedure or None,
            after=one.after,
            see=one.see,
        )

    def _task(self, one: Task) -> Json:
        result = one.result
        return self._titled(
            one,
            units=self._index.units_of_task[one.id],
            lead=one.lead,
            phase=one.phase,
            members=one.members,
            after=one.after,
            result=result
            and {
                "says": self._texts(result.says),
                "by": result.by or None,
                "cites": self._cites((result.cite,)) if result.cite else [],
            },
            points=one.points,
        )

    def _titled(self, one: Titled, **more: object) -> Json:
        return {"id": one.id, "title": self._texts(one.title), **more}

    def _cites(self, citations: Sequence[Citation]) -> list[Json]:
        return [self._cite(one) for one in citations]

    def _cite(self, one: Citation) -> Json:
        at = one.address
        start, end = span(one, self._index.segments[at])
        if at not in self._readings:
            self._readings[at] = in_scripts(self._corpus, self._index.segments[at].reading)
        # Cut from the paragraph: a script's choice of a character may hang on the words around it.
        quote = {tag: reading[start:end] for tag, reading in self._readings[at].items()}
        found: Json = {"text": one.text, "at": one.at, "start": start, "end": end, "quote": quote}
        if one.translations:
            found["translation"] = one.translations
        if one.bears:
            found["bears"] = [{"is": each.bond, "text": each.on.text, "at": each.on.at} for each in one.bears]
        return found

    def _texts(self, texts: Texts) -> dict[str, str]:
        return in_languages(self._corpus, texts)

    def _both(self, text: str) -> dict[str, str]:
        return in_scripts(self._corpus, text)
