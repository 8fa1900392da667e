"""The lists and the register as JSON have their published forms and say what the register says."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from guidance.corpus import Corpus, load
from guidance.export import register_json, write_data
from guidance.export.json_ import JsonLists
from guidance.export.schemas import NAMES, OF_RECORDS, schemas
from guidance.model import Address
from guidance.register import Index, Register

from .lists import Lists, with_first

Json = dict[str, Any]
Validator = jsonschema.Draft202012Validator


def validator(corpus: Corpus, name: str) -> Validator:
    schema = json.loads(schemas(corpus.languages)[f"{name}.schema.json"])
    Validator.check_schema(schema)
    return Validator(schema)


@pytest.fixture(scope="module")
def list_form(real: Corpus) -> Validator:
    return validator(real, "checklist")


@pytest.fixture(scope="module")
def register_form(real: Corpus) -> Validator:
    return validator(real, "register")


@pytest.fixture(scope="module")
def register(corpus: Corpus, index: Index) -> Json:
    return json.loads(register_json(corpus, index))


def test_every_list_has_the_published_form(list_form: Validator, lists: Lists) -> None:
    for listing in lists.values():
        assert list(list_form.iter_errors(json.loads(JsonLists()(listing)))) == []


LIST_MUTANTS: Mapping[str, Callable[[Json], object]] = {
    "more": lambda data: data.update(more=1),
    "more in an item": lambda data: data["rows"][0]["item"].update(more=1),
    "no rows": lambda data: data.update(rows=[]),
    "no quotes": lambda data: data["rows"][0]["item"].update(quotes=[]),
    "no reason": lambda data: data["rows"][0].update(why=""),
    "number zero": lambda data: data["rows"][0].update(number=0),
    "empty title": lambda data: data["rows"][0]["item"].update(title=""),
    "other modality": lambda data: data["rows"][0]["item"].update(modality="might"),
    "other language": lambda data: data.update(language="fr"),
    "half hash": lambda data: data["editions"][0].update(sha256="12ab"),
    "no count": lambda data: data["counts"].pop("may"),
    "no translation": lambda data: data["paragraphs"][0].pop("translation"),
    "spaced id": lambda data: data["rows"][0]["item"].update(id="a b"),
}


@pytest.mark.parametrize("name", LIST_MUTANTS)
def test_another_form_of_a_list_is_refused(name: str, list_form: Validator, lists: Lists) -> None:
    data = json.loads(JsonLists()(next(iter(lists.values()))))
    LIST_MUTANTS[name](data)
    assert list(list_form.iter_errors(data))


def test_a_list_says_what_its_rows_say(lists: Lists) -> None:
    for (unit, tag), listing in lists.items():
        data = json.loads(JsonLists()(listing))
        assert (data["unit"]["id"], data["language"]) == (unit, tag)
        paragraphs = {one["id"]: one for one in data["paragraphs"]}
        for found, row in zip(data["rows"], listing.rows, strict=True):
            item = found["item"]
            assert (found["number"], found["why"]) == (row.number, row.why)
            assert (item["id"], item["title"], item["detail"]) == (
                row.item.id,
                row.item.title,
                row.item.detail,
            )
            assert (item["phase"]["id"], item["actor"]["id"]) == (row.item.phase.id, row.item.actor.id)
            assert item["modality"] == row.item.modality
            for quote in item["quotes"]:
                assert paragraphs[quote["at"]]["reading"][quote["start"] : quote["end"]] == quote["words"]
        assert data["counts"] == listing.counts


def test_the_same_exporter_makes_the_same_of_each_list(lists: Lists) -> None:
    shared = {tag: JsonLists() for _, tag in lists}
    for (_, tag), listing in lists.items():
        assert shared[tag](listing) == JsonLists()(listing)


@pytest.mark.parametrize("title", ['"quoted"', "a\nb", "</script>", "\\", "\u2028"])
def test_any_text_survives(lists: Lists, title: str) -> None:
    data = json.loads(JsonLists()(with_first(next(iter(lists.values())), title=title)))
    assert data["rows"][0]["item"]["title"] == title


# --- the register


def test_the_register_has_the_published_form(register_form: Validator, register: Json) -> None:
    assert list(register_form.iter_errors(register)) == []


REGISTER_MUTANTS: Mapping[str, Callable[[Json], object]] = {
    "more": lambda data: data.update(more=1),
    "no waivers": lambda data: data.pop("waivers"),
    "no English": lambda data: data["actors"][0]["title"].pop("en"),
    "no derived script": lambda data: data["actors"][0]["title"].pop("zh-Hans"),
    "empty title": lambda data: data["phases"][0]["title"].update(en=""),
    "no citation": lambda data: data["obligations"][0].update(cites=[]),
    "no offset": lambda data: data["obligations"][0]["cites"][0].pop("start"),
    "negative offset": lambda data: data["obligations"][0]["cites"][0].update(start=-1),
    "other reach": lambda data: data["obligations"][0]["audience"].update(reach="some"),
    "other modality": lambda data: data["obligations"][0].update(modality="might"),
    "more in a unit": lambda data: data["units"][0].update(more=1),
    "unit without base": lambda data: data["units"][0].pop("base"),
    "no totals": lambda data: data["coverage"].pop("open"),
    "date": lambda data: data["editions"][0].update(date="today"),
}


@pytest.mark.parametrize("name", REGISTER_MUTANTS)
def test_another_form_of_the_register_is_refused(name: str, register_form: Validator, register: Json) -> None:
    mutant = copy.deepcopy(register)
    REGISTER_MUTANTS[name](mutant)
    assert list(register_form.iter_errors(mutant))


def test_nothing_of_the_register_is_left_out(index: Index, register: Json) -> None:
    for one in fields(Register):
        entries = getattr(index.register, one.name)
        assert len(register[one.name]) == len(entries)
        ids = [getattr(entry, "id", None) or entry.at for entry in entries]
        assert [entry.get("id") or entry["at"] for entry in register[one.name]] == ids


def citations(value: object) -> list[Json]:
    """Return every citation anywhere in the data."""
    if isinstance(value, dict):
        own = [value] if {"at", "start", "end"} <= set(value) else []
        return own + [one for inner in value.values() for one in citations(inner)]
    return [one for inner in value for one in citations(inner)] if isinstance(value, list) else []


def test_offsets_lead_to_the_quotes_in_both_scripts(corpus: Corpus, index: Index, register: Json) -> None:
    languages = corpus.languages
    derived = corpus.locale(languages.derived)
    found = citations(register)
    assert len(found) >= sum(len(one.cites) for one in index.register.obligations)
    for one in found:
        reading = index.segments[Address(one["text"], one["at"])].reading
        assert reading[one["start"] : one["end"]] == one["quote"][languages.original]
        assert derived(reading)[one["start"] : one["end"]] == one["quote"][languages.derived]


def test_units_and_totals_are_resolved(index: Index, register: Json) -> None:
    assert {one["id"]: tuple(one["units"]) for one in register["obligations"]} == index.units_of
    coverage = register["coverage"]
    assert coverage["sentences"] == len(index.coverage.sentences)
    assert coverage["sentences"] == coverage["covered"] + coverage["waived"] + coverage["open"]


# --- all files


def test_all_files_are_written_and_are_the_same_each_time(docs: Path, real: Corpus, tmp_path: Path) -> None:
    assert real.index
    for name, corpus in (("one", real), ("two", load(docs))):
        write_data(corpus, tmp_path / name)
    one, two = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.*")}
        for name in ("one", "two")
    )
    assert one == two
    names = {path.as_posix() for path in one}
    assert names == {
        "register.json",
        *(f"{name}.schema.json" for name in (*NAMES, *OF_RECORDS)),
        *(f"editions/{edition}.json" for edition in real.editions),
        *(
            f"units/{unit}.{tag}.{suffix}"
            for unit in real.index.units
            for tag in real.languages.shown
            for suffix in ("json", "csv", "xlsx")
        ),
    }
