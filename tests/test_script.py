"""Conversions keep every character's place, and the derived script is left with no other form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.corpus import Corpus
from guidance.export import edition_json
from guidance.script import Derived, Standard, changed

TEXTS = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x9FFF, exclude_categories=("Cs",)))
STANDARD = Standard(down="t2s", up="s2tw", keep=("闡明了",), punctuation={",": "，"})
DERIVED = Derived("tw2s")
PLAINER = opencc.OpenCC("t2s")


@given(TEXTS)
def test_conversions_keep_the_length(text: str) -> None:
    assert len(STANDARD.convert(text)) == len(text) == len(DERIVED.convert(text))


def test_a_conversion_that_changes_the_length_is_refused() -> None:
    with pytest.raises(ValueError, match="length"):
        Derived("tw2sp").convert("滑鼠與記憶體、網際網路")


def test_mixed_forms_are_brought_to_one_standard() -> None:
    assert STANDARD.convert("對于,关于") == "對於，關於"
    assert changed("對于,关于", STANDARD.convert("對于,关于")) == 4


def test_a_phrase_that_is_right_is_kept() -> None:
    assert STANDARD.script("闡明了") == "闡明了"
    assert Standard(down="t2s", up="s2tw", keep=(), punctuation={}).script("闡明了") != "闡明了"


def derived_texts(value: Any, tag: str) -> Iterator[str]:  # noqa: ANN401 -- any JSON
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == tag:
                yield inner
            else:
                yield from derived_texts(inner, tag)
    elif isinstance(value, list):
        for inner in value:
            yield from derived_texts(inner, tag)


def left_over(exported: str, tag: str) -> list[str]:
    return [text for text in derived_texts(json.loads(exported), tag) if PLAINER.convert(text) != text]


def test_the_derived_script_has_no_other_form(real: Corpus) -> None:
    exported = edition_json(real, real.editions["speech"])
    assert len(list(derived_texts(json.loads(exported), "zh-Hans"))) > 50
    assert not left_over(exported, "zh-Hans")
    assert left_over(exported, "zh-Hant")
