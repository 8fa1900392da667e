"""The search's data: everything is in it, folded as it must be, leading to places that are there."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from corpora import TESTS
from guidance.corpus import Corpus
from guidance.pages import Pages, load_pages
from guidance.search import search_script, write_search
from guidance.search.folding import fold_classes
from guidance.search.readings import common_readings, readings

SITE = TESTS.parent / "site"


def data_of(script: str) -> dict[str, Any]:
    """Return what a data script assigns."""
    loaded: dict[str, Any] = json.loads(script.removeprefix("var GuidanceSearch="))
    return loaded


@pytest.fixture(scope="session")
def pages(docs: Path, real: Corpus) -> Pages:
    return load_pages(docs, real)


@pytest.fixture(scope="session")
def every(real: Corpus, pages: Pages) -> Mapping[str, dict[str, Any]]:
    """Return the data of each language."""
    return {tag: data_of(search_script(real, pages, tag)) for tag in real.languages.shown}


# --- folding


@pytest.mark.parametrize(
    ("text", "plain", "together"),
    [
        ("為", "为", "为為爲"),
        ("群裡", "群里", "群羣"),
        ("群裡", "群里", "里裡裏"),
        ("發髮", "发发", "发發髮"),
        # Only the words around decide between these two; a text in both scripts tells.
        ("著", "着", "着著"),
    ],
)
def test_variants_and_both_scripts_are_one(text: str, plain: str, together: str) -> None:
    groups = fold_classes([(text, plain)])
    assert any(set(together) <= set(group) for group in groups), groups


def test_only_characters_that_occur_are_folded() -> None:
    assert fold_classes([("人", "人")]) == ()
    groups = fold_classes([("群", "群")])
    assert len(groups) == 1
    assert groups[0][0] == "群"


def test_the_order_of_the_texts_does_not_matter(real: Corpus) -> None:
    edition = next(iter(real.editions.values()))
    plain = real.locale(real.languages.derived)
    pairs = [(one.reading, plain(one.reading)) for one in edition.segments]
    assert fold_classes(pairs) == fold_classes(reversed(pairs))


def test_every_text_folds_alike_in_both_scripts(every: Mapping[str, dict[str, Any]], real: Corpus) -> None:
    table = {ord(one): group[0] for group in every["zh-Hant"]["fold"].split() for one in group}
    plain = real.locale(real.languages.derived)
    edition = next(iter(real.editions.values()))
    assert len(edition.segments) > 40
    for segment in edition.segments:
        for text in (segment.reading, segment.verbatim):
            assert text.translate(table) == plain(text).translate(table)


def test_the_groups_share_no_character(every: Mapping[str, dict[str, Any]]) -> None:
    characters = every["zh-Hant"]["fold"].replace(" ", "")
    assert len(characters) == len(set(characters))
    # These come to one form by themselves, in the browser.
    assert [one for one in characters if unicodedata.normalize("NFKC", one) != one] == []


# --- readings


def test_a_character_has_the_readings_of_its_words() -> None:
    assert readings(["长期", "校长"]) == ("chang长", "qi期", "xiao校", "zhang长")
    assert readings(["绿，A1"]) == ("lv绿",)


def test_the_common_characters_are_told_by_how_many_are_read_alike() -> None:
    *runs, rare = common_readings(["督导，囍A1"])
    assert rare == "xi囍"
    assert runs[:3] == ["a2", "ai13", "an9"]
    assert "".join(runs).isalnum()
    characters = bytes(
        byte for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for byte in (row, cell)
    )
    counted = sum(int(run.lstrip("abcdefghijklmnopqrstuvwxyz")) for run in runs)
    assert counted == len(characters.decode("gb2312", "ignore"))


# --- the data


def test_everything_is_in_the_data(every: Mapping[str, dict[str, Any]], real: Corpus) -> None:
    assert real.index
    register = real.index.register
    for data in every.values():
        ids = {
            "editions": [row[0] for _, _, rows in data["editions"] for row in rows],
            "items": [row[0] for row in data["items"]],
            "terms": [row[0] for _, rows in data["terms"] for row in rows],
            "documents": [row[0] for row in data["documents"][1]],
            "marks": [
                mark[0]
                for _, _, rows in data["editions"]
                for row in rows
                for mark in row[4:5]
                for mark in mark
            ],
        }
        editions = real.editions.values()
        assert ids == {
            "editions": [one.id for edition in editions for one in edition.segments],
            "items": list(real.index.items),
            "terms": [one.id for one in real.terms],
            "documents": [one.id for one in register.documents],
            "marks": [one.id for edition in editions for _, one in edition.emendations],
        }


def test_texts_stand_in_the_language_of_the_page_and_in_the_other(
    every: Mapping[str, dict[str, Any]], real: Corpus
) -> None:
    edition = next(iter(real.editions.values()))
    segment = edition.segments[1]
    plain = real.locale(real.languages.derived)
    english = edition.translations["en"][segment.id].text
    expected = {
        "zh-Hant": [segment.reading, english],
        "zh-Hans": [plain(segment.reading), english],
        "en": [english, segment.reading],
    }
    found = {tag: data["editions"][0][2][1][2:4] for tag, data in every.items()}
    assert found == expected


def test_an_item_has_its_units_phase_and_procedure(every: Mapping[str, dict[str, Any]], real: Corpus) -> None:
    assert real.index
    for data in every.values():
        units = [row[0] for row in data["units"]]
        procedures = [row[0] for row in data["procedures"]]
        for id_, _, bits, phase, modality, procedure, *_ in data["items"]:
            item = real.index.items[id_]
            assert [one for n, one in enumerate(units) if bits >> n & 1] == list(real.index.units_of[id_])
            assert data["phases"][phase][0] == item.phase
            assert (procedures[procedure] if procedure >= 0 else "") == item.procedure
            assert data["modalities"][modality]


def test_a_conjecture_is_no_reading(every: Mapping[str, dict[str, Any]], real: Corpus) -> None:
    edition = next(iter(real.editions.values()))
    marks = {mark[0]: mark for row in every["zh-Hant"]["editions"][0][2] for mark in (row[4:5] or [[]])[0]}
    conjectures = [one for _, one in edition.emendations if not one.certain]
    assert conjectures
    for one in conjectures:
        _, _, _, source, certain, reading, *_ = marks[one.id]
        assert (source, certain, reading) == (one.source, 0, one.reading)


def test_the_data_takes_little_more_room_than_the_texts(every: Mapping[str, dict[str, Any]]) -> None:
    for tag, data in every.items():
        texts: list[str] = []
        for key in TEXTS:
            texts += [one for one in strings(data[key]) if " " in one or not one.isascii()]
        written = len(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())
        assert written <= 1.4 * sum(len(one.encode()) for one in texts), tag


TEXTS = (
    "editions",
    "questions",
    "tasks",
    "items",
    "terms",
    "documents",
    "units",
    "procedures",
    "vocabulary",
)
"""What of the data is texts, the words by which they are found among them."""


def strings(value: object) -> list[str]:
    """Return all strings in a list of lists."""
    if isinstance(value, str):
        return [value]
    return [one for each in value for one in strings(each)] if isinstance(value, list | tuple) else []


def test_a_corpus_without_a_register_has_data(tiny: Corpus, tmp_path: Path) -> None:
    write_search(replace(tiny, index=None), Pages(()), tmp_path)
    for tag in tiny.languages.shown:
        data = data_of((tmp_path / f"data/search/{tag}.js").read_text(encoding="utf-8"))
        assert data["items"] == []
        assert len(data["editions"][0][2]) == len(tiny.editions["tale"].segments)


def test_markup_in_a_text_stays_text(real: Corpus, pages: Pages) -> None:
    term = replace(real.terms[0], meaning={"zh-Hant": "</script><b>", "en": "<!--"})
    data = data_of(search_script(replace(real, terms=(term,)), pages, "en"))
    assert data["terms"][0][1][0][3:] == ["<!--", "</script><b>"]


# --- the site


def test_every_entry_leads_to_a_place_that_is_there(real: Corpus) -> None:
    if not (SITE / "index.html").is_file():
        pytest.fail("site/ is not built; run: make site", pytrace=False)
    places: dict[Path, set[str]] = {}
    for tag in real.languages.shown:
        root = SITE if tag == real.languages.original else SITE / tag
        data = data_of((SITE / f"data/search/{tag}.js").read_text(encoding="utf-8"))
        procedures = [row[1] for row in data["procedures"]]
        wanted = [(page, row[0]) for page, _, rows in data["editions"] for row in rows]
        wanted += [
            (apparatus, mark[0])
            for _, apparatus, rows in data["editions"]
            for row in rows
            for mark in (row[4:5] or [[]])[0]
        ]
        wanted += [(row[1], row[0]) for row in data["items"]]
        wanted += [(procedures[row[5]], row[0]) for row in data["items"] if row[5] >= 0]
        wanted += [(page, row[0]) for page, rows in (*data["terms"], data["documents"]) for row in rows]
        wanted += [(row[1], "") for row in (*data["procedures"], *data["units"])]
        assert len(wanted) > 300
        for page, place in wanted:
            path = root / page
            if path not in places:
                places[path] = set(html.parse(str(path)).xpath("//@id"))
            assert not place or place in places[path], f"{tag}: {page}#{place}"
