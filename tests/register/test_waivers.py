"""Waivers for a sentence, a paragraph, a part, and headings."""

from __future__ import annotations

import pytest

from guidance.model import Edition, Provenance, Segment
from guidance.problems import Place
from guidance.register.coverage import cover
from guidance.register.model import Extent, Register, Waiver


def text(id_: str, *lines: tuple[str, int, str]) -> Edition:
    """Return an edition of segments, each an id, a heading's level or 0, and words."""
    return Edition(
        id=id_,
        title={"ja": "規則"},
        date="2000-01-01",
        original="ja",
        provenance=Provenance(file="", sha256="", first_line=1, front=(), origin={}, unknown=()),
        segments=tuple(
            Segment(
                id=name,
                level=level,
                run_on=False,
                verbatim=words,
                reading=words,
                marks=(),
                place=Place(file=""),
            )
            for name, level, words in lines
        ),
        translations={},
        standardised=0,
        repunctuated=0,
    )


RULES = text(
    "rules",
    ("s0", 1, "規則"),
    ("s1", 2, "一"),
    ("s1-1", 0, "鐘を鳴らす。灯を消す。"),
    ("s1-a", 3, "細則"),
    ("s1-2", 0, "道を教える。"),
    ("s2", 2, "二"),
    ("s2-1", 0, "水を運ぶ。"),
)
NOTES = text("notes", ("s0", 1, "覚え書き"), ("s0-1", 0, "宿帳。"))


def waiver(extent: Extent, text: str = "", at: str = "", sentence: str = "", reason: str = "") -> Waiver:
    place = Place(file="")
    return Waiver(
        extent=extent,
        text=text,
        at=at,
        sentence=sentence,
        reason={"ja": reason},
        place=place,
        sentence_place=place,
    )


def waived(*waivers: Waiver) -> list[str]:
    """Return the sentences that the waivers are for, as text:segment.number."""
    found = cover(Register(waivers=waivers), (RULES, NOTES)).sentences
    return [f"{one.address}.{one.number}" for one in found if one.waiver]


@pytest.mark.parametrize(
    ("one", "sentences"),
    [
        (waiver(Extent.SENTENCE, "rules", "s1-1", "灯を消す。"), ["rules:s1-1.2"]),
        (waiver(Extent.PARAGRAPH, "rules", "s1-1"), ["rules:s1-1.1", "rules:s1-1.2"]),
        (waiver(Extent.PARAGRAPH, "rules", "s1"), ["rules:s1.1"]),
        (
            waiver(Extent.PART, "rules", "s1"),
            ["rules:s1.1", "rules:s1-1.1", "rules:s1-1.2", "rules:s1-a.1", "rules:s1-2.1"],
        ),
        (waiver(Extent.PART, "rules", "s1-a"), ["rules:s1-a.1", "rules:s1-2.1"]),
        (waiver(Extent.HEADINGS, "notes"), ["notes:s0.1"]),
        (waiver(Extent.HEADINGS), ["rules:s0.1", "rules:s1.1", "rules:s1-a.1", "rules:s2.1", "notes:s0.1"]),
        (waiver(Extent.PART, "rules", "s9"), []),
        (waiver(Extent.HEADINGS, "none"), []),
    ],
)
def test_a_waiver_reaches_as_far_as_it_says(one: Waiver, sentences: list[str]) -> None:
    assert waived(one) == sentences


def test_the_most_special_waiver_gives_the_reason() -> None:
    waivers = (
        waiver(Extent.HEADINGS, reason="headings"),
        waiver(Extent.PART, "rules", "s0", reason="whole"),
        waiver(Extent.PART, "rules", "s1-a", reason="small part"),
        waiver(Extent.PARAGRAPH, "rules", "s1-1", reason="paragraph"),
        waiver(Extent.SENTENCE, "rules", "s1-1", "灯を消す。", reason="sentence"),
    )
    found = cover(Register(waivers=waivers), (RULES, NOTES)).sentences
    assert [one.waiver.reason["ja"] if one.waiver else "" for one in found] == [
        "whole",
        "whole",
        "paragraph",
        "sentence",
        "small part",
        "small part",
        "whole",
        "whole",
        "headings",
        "",
    ]
