"""Pages say what they show; addresses follow from the files."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from corpora import Copier
from guidance.corpus import Corpus, load
from guidance.menu import Menu, placed
from guidance.pages import NEEDS, Pages, Stub, load_pages
from guidance.problems import DefectiveInputError, Place
from guidance.render.views import VIEWS

HERE = Place(file="x")


def stub(path: str, view: str, **keys: str) -> Stub:
    return Stub(path=path, view=view, keys=keys, place=HERE, places={})


def written(docs: Path, name: str, front: str) -> None:
    for tree in ("zh-Hant", "en"):
        path = docs / tree / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"---\n{front}\n---\n\n# Page {{ #page }}\n", encoding="utf-8")


def reported(docs: Path) -> list[str]:
    with pytest.raises(DefectiveInputError) as caught:
        load_pages(docs, load(docs))
    return str(caught.value).splitlines()


def test_every_view_is_known_to_both_sides() -> None:
    assert {*NEEDS} == {*VIEWS}


def test_the_site_s_own_pages_are_sound(real: Corpus, docs: Path) -> None:
    pages = load_pages(docs, real)
    assert pages.address("edition", edition="speech") == "speech.html"
    assert pages.address("edition", edition="another") == ""


@pytest.mark.parametrize(
    ("front", "report"),
    [
        (
            "view: checklists\nunit: rural",
            "2:7: unknown-view: there is no view of this name: «checklists»; nearest: «checklist»",
        ),
        (
            "title: x\nview: checklist",
            "3:7: missing-key: the view “checklist” needs the key “unit”: «checklist»",
        ),
        (
            "view: checklist\nunit: rurall",
            "3:7: unknown-unit: there is no unit of this name: «rurall»; nearest: «rural»",
        ),
        (
            "view: items\nphase: throughou",
            "3:8: unknown-phase: there is no phase of this name: «throughou»; nearest: «throughout»",
        ),
        (
            "view: coverage\npart: p4-1-1",
            "3:7: unknown-part: there is no part of this name: «p4-1-1»",
        ),
        (
            "view: items\nafter: speach.md",
            "3:8: unknown-page: there is no page of this name: «speach.md»; nearest: «speech.md»",
        ),
        (
            "view: items\nafter: odd.md",
            "3:8: menu-circle: this page stands in the menu behind itself: «odd.md»",
        ),
        (
            "view: matrix",
            "2:7: page-twice: docs/zh-Hant/matrix.md shows this already: «matrix»",
        ),
        (
            "title: x\nveiw: coverage",
            "3:1: unknown-front-matter: nothing reads this key; a page may have: title, description, view,",
        ),
        (
            "view: plan\nphase: throughout",
            "3:1: unknown-front-matter: nothing reads this key; a page may have: title, description, view,",
        ),
        ("view: [a\n", "4:1: yaml-syntax: this is not YAML: "),
    ],
)
def test_bad_front_matter_is_reported(copied: Copier, docs: Path, front: str, report: str) -> None:
    copy = copied(docs)
    written(copy, "odd.md", front)
    assert any(line.startswith(f"docs/zh-Hant/odd.md:{report}") for line in reported(copy))


@pytest.mark.parametrize(
    ("page", "report"),
    [
        ("speech.md", "docs/zh-Hant/speech.md:6:3: page-not-written: no page shows this; one needs"),
        ("units/rural.md", "docs/register/units.yml:24:3: page-not-written: no page shows this; one needs"),
        ("procedures/group-work.md", "docs/register/procedures.yml:"),
    ],
)
def test_what_has_no_page_is_reported(copied: Copier, docs: Path, page: str, report: str) -> None:
    copy = copied(docs)
    for tree in ("zh-Hant", "en"):
        path = copy / tree / page
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub("\nview: .*", "", text, count=1), encoding="utf-8")
    told = reported(copy)
    assert any(line.startswith(report) and "page-not-written" in line for line in told), told


def test_pages_that_stand_behind_one_another_are_a_circle(copied: Copier, docs: Path) -> None:
    copy = copied(docs)
    phases = ("getting-ready", "carrying-out", "throughout")
    for (name, other), phase in zip((("a", "b"), ("b", "c"), ("c", "a")), phases, strict=True):
        written(copy, f"{name}.md", f"view: items\nphase: {phase}\nafter: {other}.md")
    assert [line.split(": ")[1] for line in reported(copy)] == ["menu-circle"] * 3


@pytest.mark.parametrize(
    ("after", "menu"),
    [
        ({}, ["a.md", {"S": ["b.md", {"T": "c.md"}]}]),
        ({"x.md": "a.md"}, ["a.md", "x.md", {"S": ["b.md", {"T": "c.md"}]}]),
        (
            {"x.md": "c.md", "y.md": "x.md", "z.md": "c.md"},
            ["a.md", {"S": ["b.md", {"T": "c.md"}, "x.md", "y.md", "z.md"]}],
        ),
        ({"c.md": "a.md"}, ["a.md", {"S": ["b.md", {"T": "c.md"}]}]),
        ({"x.md": "no.md"}, ["a.md", {"S": ["b.md", {"T": "c.md"}]}, "x.md"]),
    ],
    ids=["nothing", "at the top", "in a section, one behind the other", "listed already", "nowhere"],
)
def test_a_page_is_put_behind_another_in_the_menu(after: dict[str, str], menu: Menu) -> None:
    before: Menu = ["a.md", {"S": ["b.md", {"T": "c.md"}]}]
    assert placed(before, after) == menu
    assert before == ["a.md", {"S": ["b.md", {"T": "c.md"}]}]


def test_a_page_of_the_register_needs_one(copied: Copier, docs: Path) -> None:
    copy = copied(docs)
    for name in ("units", "obligations"):
        (copy / f"register/{name}.yml").unlink()
    written(copy, "odd.md", "view: items")
    assert any(": no-register: " in line for line in reported(copy))


def test_the_trees_show_the_same(copied: Copier, docs: Path) -> None:
    copy = copied(docs)
    written(copy, "odd.md", "view: items\nphase: throughout")
    written(copy, "even.md", "view: items\nphase: throughout")
    (copy / "en/odd.md").unlink()
    (copy / "zh-Hant/even.md").unlink()
    about = copy / "en/about.md"
    about.write_text(
        about.read_text(encoding="utf-8").replace("view: provenance", "view: apparatus"), encoding="utf-8"
    )
    assert [line.split(": ")[1] for line in reported(copy)] == [
        "page-differs",
        "page-missing",
        "page-missing",
    ]


def test_an_item_stands_on_the_first_page_that_shows_it(real: Corpus) -> None:
    assert real.index
    item = next(one for one in real.index.items.values() if one.procedure)
    part = stub("items/one.md", "items", phase=item.phase, procedure=item.procedure)
    rest = stub("items/rest.md", "items")
    pages = Pages((stub("units/x.md", "checklist", unit="x"), part, rest))
    assert pages.item(item) == f"items/one.html#{item.id}"
    assert pages.item(replace(item, procedure="")) == f"items/rest.html#{item.id}"
    assert pages.listed(item, "x") == f"units/x.html#{item.id}"
    assert pages.listed(item, "y") == ""
    assert Pages(()).item(item) == ""
