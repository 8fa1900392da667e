"""Terms are found without overlaps, the longest first."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from guidance.corpus import Corpus
from guidance.model import Term
from guidance.problems import Place
from guidance.terms import find

FORMS = st.lists(st.text("甲乙丙", min_size=1, max_size=3), min_size=1, max_size=6, unique=True)


def terms(*forms: str) -> tuple[Term, ...]:
    return tuple(
        Term(
            id=f"t-{n}",
            kind="x",
            names={"zh": (form,)},
            meaning={},
            see=(),
            place=Place(file="x"),
        )
        for n, form in enumerate(forms)
    )


@given(st.text("甲乙丙丁", max_size=40), FORMS)
def test_occurrences_never_overlap_and_the_longest_wins(text: str, forms: list[str]) -> None:
    glossary = terms(*forms)
    found = list(find(text, glossary, "zh"))
    assert all(one.end <= other.start for one, other in pairwise(found))
    for one in found:
        here = [form for form in forms if text.startswith(form, one.start)]
        assert text[one.start : one.end] == max(here, key=len) == one.term.names["zh"][0]
    covered = {at for one in found for at in range(one.start, one.end)}
    for at in range(len(text)):
        assert at in covered or not any(text.startswith(form, at) for form in forms if len(form) == 1)


def test_other_scripts_have_word_edges() -> None:
    assert [one.start for one in find("art, party, Art", terms("art"), "zh")] == [0, 12]


def test_terms_of_the_tiny_corpus(tiny: Corpus) -> None:
    text = tiny.editions["tale"].segments[1].reading
    found = [text[one.start : one.end] for one in find(text, tiny.terms, "zh-Hant")]
    assert found == ["圖書館", "圖書館", "孩子"]
