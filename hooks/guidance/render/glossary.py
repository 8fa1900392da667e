"""The glossary: each term in every language, with the places where it stands."""

from __future__ import annotations

from typing import Any

from pypinyin import Style, lazy_pinyin

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
    plainer = corpus.locale(corpus.languages.derived)
    entries: list[dict[str, Any]] = [
        {
            "term": term,
            "original": term.names[corpus.languages.original][0],
            "derived": plainer(term.names[corpus.languages.original][0]),
            "translation": term.names[corpus.languages.translations[0]][0],
            "pinyin": " ".join(
                one
                for one in lazy_pinyin(plainer(term.names[corpus.languages.original][0]), style=Style.TONE)
                if one[0].isalpha()
            ),
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
    headings = [Heading(level=2, id=f"kind-{kind}", title=request.word(f"term-{kind}")) for kind, _ in groups]
    return {
        "groups": groups,
        "uses": uses,
        "translation_tag": corpus.languages.translations[0],
        "derived_tag": corpus.languages.derived,
        "original_tag": corpus.languages.original,
    }, headings
