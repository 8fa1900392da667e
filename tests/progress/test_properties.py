"""What holds of any work: of merging, of new editions, of files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.corpus import Corpus
from guidance.export.schemas import schemas
from guidance.progress.lists import task_list
from guidance.progress.merge import Kind, merge, preview
from guidance.progress.migrate import migrate
from guidance.progress.model import Progress
from guidance.progress.reading import MOST_BYTES, OPENING, parse, parse_bytes
from guidance.progress.writing import plain, write, write_inside

from .scenario import LIBRARY, Player, patched
from .strategies import libraries, scenarios, works


@pytest.fixture(scope="module")
def form(real: Corpus) -> jsonschema.Draft202012Validator:
    schema = json.loads(schemas(real.languages)["progress.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def docs_of(scenario: dict[str, Any]) -> dict[str, Progress]:
    return Player(scenario).docs


@given(scenarios())
def test_neither_order_nor_repetition_matters(scenario: dict[str, Any]) -> None:
    docs = docs_of(scenario)
    left, right, there = docs["left"], docs["right"], docs["there"]
    assert write(there) == write(docs["back"])
    assert write(merge(there, left)) == write(there) == write(merge(there, right))
    assert write(merge(left, left)) == write(left)


def filled(doc: Progress) -> Iterator[tuple[str, str]]:
    """Yield what is filled in a document: the field and, where no choice decides it, its value."""
    for task, entry in doc.tasks.items():
        yield from ((f"{task}/{field}", "") for field in entry.values)
        yield from ((task, note.text) for note in entry.notes.values())
        yield from ((f"{task}/review", "") for _ in filter(None, [entry.review]))
    yield from ((point, "ticked") for point in doc.points)
    yield from ((limit, "acknowledged") for limit in doc.limits)


@given(scenarios())
def test_nothing_that_is_filled_is_cleared_by_a_merge(scenario: dict[str, Any]) -> None:
    docs = docs_of(scenario)
    merged = {*filled(docs["there"])}
    known = {(task, note) for task, note in merged if note}
    for side, other in (("left", "right"), ("right", "left")):
        for place, text in filled(docs[side]):
            # A note that the other side knew and wrote anew is the same note.
            if text and "/" not in place and place.startswith("task-") and (place, text) not in known:
                slots = [slot for slot, note in docs[side].tasks[place].notes.items() if note.text == text]
                assert any(slot in docs[other].tasks[place].notes for slot in slots)
            else:
                assert (place, text) in merged


@given(scenarios())
def test_a_preview_tells_every_change(scenario: dict[str, Any]) -> None:
    docs = docs_of(scenario)
    shown = preview(docs["left"], docs["right"])
    assert write(shown.doc) == write(docs["there"])
    before, after = plain(docs["left"]), plain(shown.doc)
    told = {step.path.split("/")[0] for step in shown.steps}
    for part in ("tasks", "points", "limits"):
        if stripped(before.get(part, {})) != stripped(after.get(part, {})):
            assert part in told
    # Who knew all of the other has nothing to choose.
    assert not [one for one in preview(docs["there"], docs["left"]).steps if one.kind is Kind.BOTH]


def stripped(value: Any) -> Any:  # noqa: ANN401 -- any JSON
    """Return JSON without the times at which it was entered."""
    if isinstance(value, dict):
        return {key: stripped(one) for key, one in value.items() if key not in {"at", "revoked"}}
    return "ticked" if isinstance(value, str) and value.endswith(("Z pc", "Z phone", "Z group")) else value


def leaves(value: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 -- any JSON
    """Yield every entry of a document, wherever it stands: its last key and its value."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key in {"seen", "prints", "editions", "settled", "why", "at"}:
                continue
            if isinstance(one, dict):
                yield from leaves(one)
            else:
                yield ("ticked" if key.startswith("o-") or key == "tick" else key), str(one)


@given(works, libraries)
def test_a_new_edition_loses_no_state(work: dict[str, Any], new: dict[str, Any]) -> None:
    doc = docs_of({"steps": [{"make": "a", **work}]})["a"]
    found = task_list(patched(new), ["hut"])
    moved = migrate(doc, found)
    assert {*leaves(plain(doc))} <= {*leaves(plain(moved.doc))}
    again = migrate(moved.doc, found)
    assert again.doc is moved.doc
    assert (again.fresh, again.reworded, again.outdated) == ((), (), False)


@given(scenarios())
def test_import_of_an_export_changes_nothing(
    form: jsonschema.Draft202012Validator, scenario: dict[str, Any]
) -> None:
    for doc in docs_of(scenario).values():
        assert list(form.iter_errors(json.loads(write(doc)))) == []
        for text in (write(doc), f"<!doctype html><p>x</p>{OPENING}{write_inside(doc)}</script>"):
            read = parse_bytes(text.encode(), "demo")
            assert read.doc is not None, read.flaws
            assert write(read.doc) == write(doc)
            assert write(merge(doc, read.doc)) == write(doc)


@given(st.binary(max_size=200))
def test_any_bytes_are_taken_or_refused_with_a_reason(data: bytes) -> None:
    read = parse_bytes(data)
    assert (read.doc is None) == bool(read.flaws)


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=12,
)


@given(scenarios(), st.data())
def test_a_file_with_anything_in_it_is_taken_as_published_or_refused(
    form: jsonschema.Draft202012Validator, scenario: dict[str, Any], data: st.DataObject
) -> None:
    raw = json.loads(write(docs_of(scenario)["end"]))
    spoilt, where = raw, data.draw(st.integers(0, 4))
    for _ in range(where):
        inner = [one for one in spoilt.values() if isinstance(one, dict) and one]
        if not inner:
            break
        spoilt = data.draw(st.sampled_from(inner))
    key = data.draw(st.sampled_from([*spoilt]) | st.text(max_size=6))
    spoilt[key] = data.draw(json_values)
    read = parse(json.dumps(raw))
    assert (read.doc is None) == bool(read.flaws)
    if read.doc:
        assert list(form.iter_errors(json.loads(write(read.doc)))) == []


MUTANTS: dict[str, Any] = {
    "no unit": {"unit": None},
    "state": {"tasks": {"task-a": {"state": "well", "at": {"state": "2026-03-01T08:00:00.000Z pc"}}}},
    "no stamp": {"tasks": {"task-a": {"state": "done"}}},
    "stamp": {"points": {"o-a": "2026-03-01"}},
    "print": {"prints": {"o-a": "12"}},
    "key": {"more": 1},
    "id": {"points": {"__proto__": "2026-03-01T08:00:00.000Z pc"}},
    "digits": {"points": {"12": "2026-03-01T08:00:00.000Z pc"}},
    "verdict": {
        "tasks": {
            "task-a": {"review": {"verdict": "fine", "of": "done", "at": "2026-03-01T08:00:00.000Z pc"}}
        }
    },
    "version": {"version": 2},
}


@pytest.mark.parametrize("name", MUTANTS)
def test_schema_and_reader_refuse_the_same(form: jsonschema.Draft202012Validator, name: str) -> None:
    good = {
        "format": "guidance-progress",
        "version": 1,
        "project": "demo",
        "unit": {"id": "u1", "kinds": ["hut"]},
    }
    assert list(form.iter_errors(good)) == []
    assert parse(json.dumps(good)).doc
    bad = {**good, **MUTANTS[name]}
    assert list(form.iter_errors(bad))
    assert parse(json.dumps(bad)).flaws


def test_too_much_and_too_deep_is_refused_before_it_is_looked_at() -> None:
    assert parse_bytes(b" " * (MOST_BYTES + 1)).flaws[0].code == "too-large"
    assert parse("[" * 100_000 + "]" * 100_000).flaws[0].code == "too-deep"


def test_the_invented_list_is_whole() -> None:
    assert {*LIBRARY["kinds"]["hut"]["tasks"]} == {one["id"] for one in LIBRARY["tasks"]}
