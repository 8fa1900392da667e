"""The data of a list's page says what the register says, and its form is published."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from guidance.corpus import Corpus
from guidance.export.schemas import schemas
from guidance.progress.library import library, library_json, task_print
from guidance.register import Index, index
from guidance.register.worklist import worklist

HERE = Path(__file__).parent


@pytest.fixture(scope="module", params=["real", "tiny"])
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def lists(corpus: Corpus) -> Index:
    assert corpus.index
    return corpus.index


@pytest.fixture(scope="module")
def whole(corpus: Corpus, lists: Index) -> dict[str, Any]:
    return json.loads(library_json(library(corpus, lists, list(lists.units), corpus.languages.shown)))


@pytest.fixture(scope="module")
def form(corpus: Corpus) -> jsonschema.Draft202012Validator:
    schema = json.loads(schemas(corpus.languages)["worklist.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_data_has_its_published_form(
    form: jsonschema.Draft202012Validator, whole: dict[str, Any]
) -> None:
    assert list(form.iter_errors(whole)) == []
    invented = json.loads((HERE / "library.json").read_text(encoding="utf-8"))
    assert list(form.iter_errors(invented)) == []
    assert list(form.iter_errors({**whole, "more": 1}))
    assert list(form.iter_errors({**whole, "prints": {"task-a": "short"}}))


def test_each_kind_has_the_tasks_points_and_limits_of_its_list(lists: Index, whole: dict[str, Any]) -> None:
    for unit in lists.units:
        found, kind = worklist(lists, lists.by_unit[unit]), whole["kinds"][unit]
        loose = [one.id for phase in found.phases for one in phase.loose]
        assert kind["tasks"] == [*(one.task.id for one in found.tasks), *loose]
        assert kind["points"] == [point.id for one in found.tasks for point in one.points]
        assert kind["limits"] == [one.id for one in found.limits]
        assert {*kind["tasks"], *kind["limits"]} <= {*whole["prints"]}
        assert {*kind["points"]} <= {*whole["points"]}


def test_every_task_and_limit_has_a_title_in_each_language(corpus: Corpus, whole: dict[str, Any]) -> None:
    for name in whole["prints"]:
        assert [*whole["titles"][name]] == [*corpus.languages.shown]


def test_other_words_have_another_fingerprint(real: Corpus) -> None:
    assert real.index
    original = real.languages.original
    task = next(iter(real.index.tasks.values()))
    before = task_print(real.index, task.id, original)
    point = real.index.items[task.points[0]]
    title = replace(task, title={**task.title, original: "x"})
    cite = replace(point, cites=(replace(point.cites[0], quote="x"), *point.cites[1:]))
    english = replace(task, title={**task.title, "en": "x"})
    register = real.index.register
    others = (
        replace(register, tasks=(title, *register.tasks[1:])),
        replace(register, obligations=tuple(cite if one is point else one for one in register.obligations)),
    )
    for other in others:
        assert task_print(index(other, real.index.texts), task.id, original) != before
    same = replace(register, tasks=(english, *register.tasks[1:]))
    assert task_print(index(same, real.index.texts), task.id, original) == before


def test_nothing_in_the_data_ends_a_script() -> None:
    assert "<" not in library_json({"titles": {"a": {"en": "</script><!--"}}})


def test_a_window_has_the_words_that_give_it(real: Corpus) -> None:
    assert real.index
    data = library(real, real.index, ["rural"], real.languages.shown)
    (window,) = data["windows"]
    (period,) = (one for one in real.index.register.periods if one.lasts)
    assert period.lasts
    reading = real.index.segments[period.lasts.cite.address].reading
    assert window["quote"][real.languages.original] in reading
    assert (window["months"], window["about"]) == (2, True)
    assert set(window["tasks"]) == {*data["kinds"]["rural"]["tasks"]}
