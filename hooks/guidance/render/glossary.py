"""The glossary: each term in every language, with the places where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypinyin import Style, lazy_pinyin

from guidance.corpus import Corpus
from guidance.languages import PINYIN
from guidance.model import Term
from guidance.render.entry import Link, segment_links
from guidance.render.page import Heading, Parts, Request
from guidance.render.questions import question_links
from guidance.render.uses import uses_of_terms


def glossary_parts(request: Request) -> Parts:
    """Return the terms by kind, or those of the kind that the page asks for, with what stands on them."""
    corpus, locale = request.corpus, request.locale
    asked = request.stub.keys.get("kind")
    shown = [one for one in corpus.terms if asked in {None, one.kind}]
    by_id = {one.id: one for one in corpus.terms}
    languages = corpus.languages
    translation = languages.translation_of(locale)
    entries: list[dict[str, Any]] = [
        {
            "term": term,
            # The original in its own script, and in the one made from it.
            "names": dict.fromkeys(
                (tag, corpus.locale(tag)(term.names[languages.original][0])) for tag in languages.scripts
            ),
            "translation": term.names[translation][0] if translation else "",
            "also": list(_further(request, term)),
            "pinyin": _read_out(corpus, term.names[languages.original][0]),
            "meaning": locale.pick(term.meaning),
            "where": segment_links(request, corpus.segments_of_terms[term.id]),
            "questions": question_links(request, corpus.asking.of("terms", term.id)),
            "see": [
                Link(title=locale(by_id[one].names[locale.base][0]), href=request.links.term(by_id[one]))
                for one in term.see
            ],
        }
        for term in shown
    ]
    uses = uses_of_terms(request, shown)
    groups = [
        (kind, [entry for entry in entries if entry["term"].kind == kind])
        for kind in dict.fromkeys(term.kind for term in shown)
    ]

    def title_of(kind: str) -> str:
        # A corpus that has no words for kinds may call them what it likes.
        return request.labels.get(f"term-{kind}", kind)

    headings = [Heading(level=2, id=f"kind-{kind}", title=title_of(kind)) for kind, _ in groups]
    return {
        "title_of": title_of,
        "groups": groups,
        "uses": uses,
        "translation_tag": translation,
    }, headings


def _further(request: Request, term: Term) -> Iterator[tuple[str, str]]:
    """Yield language and wording of what else counts as a term, so that whoever looks for it sees it."""
    corpus, languages = request.corpus, request.corpus.languages
    own = request.locale.base == languages.original
    original = request.locale if own else corpus.locale(languages.original)
    translation = languages.translation_of(request.locale)
    for form in term.names[languages.original][1:]:
        yield original.tag, original(form)
    first, *rest = term.names.get(translation, ("",))
    # A plural shows nothing that the term itself does not.
    yield from ((translation, form) for form in rest if " " in form.removeprefix(first))


def _read_out(corpus: Corpus, name: str) -> str:
    """Return how a name is read out; empty where nobody needs that."""
    if corpus.languages.reading != PINYIN:
        return ""
    # The plainer script is the one that the dictionary of readings knows best.
    plainer = corpus.locale(corpus.languages.scripts[-1])
    return " ".join(one for one in lazy_pinyin(plainer(name), style=Style.TONE) if one[0].isalpha())
