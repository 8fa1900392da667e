"""The page of components shows a part of each view, from the register, in all its states."""

from __future__ import annotations

import json

import pytest

from rendering import TAGS, Shelf, said

pytestmark = pytest.mark.parametrize("tag", TAGS)


def test_every_kind_of_note_is_shown_and_a_paragraph_without_any(real_shelf: Shelf, tag: str) -> None:
    page = real_shelf.page(tag, "parts")
    shown = {one.get("id") for one in page.find_class("segment")}
    (edition,) = real_shelf.corpus.editions.values()
    kinds = {(note.kind, note.confidence) for one in edition.segments for note in one.emendations}
    some = [one for one in edition.segments if one.id in shown]
    assert {(note.kind, note.confidence) for one in some for note in one.emendations} == kinds
    assert page.find_class("segment--head")
    assert any(not one.level and not one.emendations for one in some)
    assert len(some) < len(edition.segments) / 2


def test_what_is_made_up_is_of_the_tasks_shown(real_shelf: Shelf, tag: str) -> None:
    page = real_shelf.page(tag, "parts")
    rows = {one.get("id") for one in page.find_class("task")}
    saved = json.loads(page.get_element_by_id("progress-saved").text)
    assert {*saved["tasks"], *saved["again"]} < rows
    assert len(rows - {*saved["tasks"], *saved["again"]}) == 1
    assert saved["unit"]["name"] == real_shelf.word(tag, "parts-unit")
    assert saved["project"] != real_shelf.corpus.name
    assert page.find_class("task__limited")


def test_every_section_is_named_by_the_interface(real_shelf: Shelf, tag: str) -> None:
    page = real_shelf.page(tag, "parts")
    heads = page.xpath("//h2[starts-with(@id, 'parts-')]")
    assert len(heads) == len({one.get("id") for one in heads})
    assert [said(one) for one in heads] == [real_shelf.word(tag, one.get("id")) for one in heads]
