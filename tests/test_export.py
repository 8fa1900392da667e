"""The exported edition has its published form and is the same each time."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from guidance.corpus import Corpus, load
from guidance.export import edition_json
from guidance.export.schemas import schemas

Json = dict[str, Any]


@pytest.fixture(scope="module")
def validator(real: Corpus) -> jsonschema.Draft202012Validator:
    schema = json.loads(schemas(real.languages)["edition.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.fixture
def exported(real: Corpus) -> Json:
    return json.loads(edition_json(real, real.editions["speech"]))


def test_it_has_the_published_form(
    validator: jsonschema.Draft202012Validator, exported: Json, tiny: Corpus
) -> None:
    assert not list(validator.iter_errors(exported))
    assert not list(validator.iter_errors(json.loads(edition_json(tiny, tiny.editions["tale"]))))


MUTANTS: dict[str, Callable[[Json], object]] = {
    "no-hash": lambda data: data["source"].pop("sha256"),
    "half-hash": lambda data: data["source"].update(sha256="12ab"),
    "more": lambda data: data.update(more=1),
    "more-inside": lambda data: data["segments"][0].update(more=1),
    "no-script": lambda data: data["segments"][0]["reading"].pop("zh-Hans"),
    "empty-translation": lambda data: data["segments"][0]["reading"].update(en=""),
    "no-segments": lambda data: data.update(segments=[]),
    "other-kind": lambda data: data["segments"][1]["emendations"][0].update(kind="other"),
    "line-zero": lambda data: data["source"].update(firstLine=0),
    "date": lambda data: data.update(date="today"),
}


@pytest.mark.parametrize("name", sorted(MUTANTS))
def test_another_form_is_refused(
    name: str, validator: jsonschema.Draft202012Validator, exported: Json
) -> None:
    mutant = copy.deepcopy(exported)
    MUTANTS[name](mutant)
    assert list(validator.iter_errors(mutant))


def test_it_is_the_same_each_time(docs: Path, real: Corpus) -> None:
    again = load(docs)
    assert edition_json(again, again.editions["speech"]) == edition_json(real, real.editions["speech"])
