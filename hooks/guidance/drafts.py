"""What the drafts of a corpus still lack: translations, and items or waivers for their sentences."""

from __future__ import annotations

from collections.abc import Iterator

from guidance.corpus import Corpus
from guidance.model import Edition
from guidance.problems import Problem
from guidance.register.coverage import Sentence


def unfinished(corpus: Corpus) -> Iterator[Problem]:
    """Yield all that keeps the drafts from being released."""
    for edition in _drafts(corpus):
        for language in edition.translations:
            for segment in edition.untranslated(language):
                where = corpus.written(edition.address(segment.id))
                yield Problem(
                    place=segment.place,
                    code="not-translated",
                    message=f"“{where}” is not translated into {language}",
                    fragment=segment.reading,
                )
        for one in _open(corpus, edition):
            yield Problem(
                place=edition.by_id[one.segment].place,
                code="sentence-uncovered",
                message=f"neither an item nor a waiver takes up sentence {one.number} "
                f"of “{corpus.written(one.address)}”",
                fragment=one.text,
            )
        yield Problem(
            place=edition.place,
            code="draft",
            message="this text is a draft; take the mark out once it is complete",
            fragment=edition.id,
        )


def counts(corpus: Corpus) -> Iterator[str]:
    """Yield a line for each draft that says what it lacks."""
    for edition in _drafts(corpus):
        total = len(edition.segments)
        lacks = [
            f"{len(edition.untranslated(language))} of {total} paragraphs not translated into {language}"
            for language in edition.translations
        ]
        lacks.append(f"{len(_open(corpus, edition))} sentences without an item or a waiver")
        yield f"draft {edition.id}: {', '.join(lacks)}"


def _drafts(corpus: Corpus) -> Iterator[Edition]:
    return (one for one in corpus.editions.values() if one.draft)


def _open(corpus: Corpus, edition: Edition) -> tuple[Sentence, ...]:
    if corpus.index is None:
        return ()
    return tuple(one for one in corpus.index.coverage.of(edition.id).sentences if one.open)
