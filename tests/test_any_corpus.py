"""Corpora of other shapes build with the same code: one language, another original, no register."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import jsonschema
import pytest
from lxml import html

from corpora import TESTS, Reporter
from guidance.corpus import Corpus, load
from guidance.export import write_data
from guidance.export.schemas import schemas
from guidance.pages import load_pages
from projects import assemble, built, run

SHAPES = ("english", "japanese", "bare")
ALL = ("tiny", *SHAPES)


@pytest.fixture(scope="module", params=ALL)
def corpus(request: pytest.FixtureRequest) -> Corpus:
    """Return each invented corpus in turn."""
    return load(TESTS / request.param / "docs")


@pytest.mark.parametrize("name", ALL)
def test_it_is_sound(name: str, report: Reporter) -> None:
    docs = TESTS / name / "docs"
    assert report(docs) == ""
    assert load_pages(docs, load(docs)).stubs
    assert load(docs).stale.translations == ()


def validator(corpus: Corpus, name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads(schemas(corpus.languages)[f"{name}.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def forms(folder: Path) -> Mapping[str, list[Path]]:
    return {
        "register": [*folder.glob("register.json")],
        "edition": [*folder.glob("editions/*.json")],
        "checklist": [*folder.glob("units/*.json")],
    }


def test_all_its_data_have_the_published_forms(corpus: Corpus, tmp_path: Path) -> None:
    write_data(corpus, tmp_path)
    found = forms(tmp_path)
    assert len(found["edition"]) == len(corpus.editions)
    assert bool(found["checklist"]) is bool(found["register"]) is (corpus.index is not None)
    for name, files in found.items():
        form = validator(corpus, name)
        for file in files:
            assert list(form.iter_errors(json.loads(file.read_text(encoding="utf-8")))) == []


def test_the_forms_are_those_of_the_languages(real: Corpus, tmp_path: Path) -> None:
    """Data in English only do not have the form of a site in three languages."""
    write_data(load(TESTS / "english" / "docs"), tmp_path)
    form = validator(real, "edition")
    for file in forms(tmp_path)["edition"]:
        assert list(form.iter_errors(json.loads(file.read_text(encoding="utf-8"))))


@pytest.fixture(scope="module", params=SHAPES)
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the project of each shape with its site built, which checks what was built."""
    folder = assemble(tmp_path_factory.mktemp(request.param), request.param)
    built(folder)
    return folder


def pages(project: Path, tag: str) -> dict[str, html.HtmlElement]:
    corpus = load(project / "docs")
    folder = project / "site" / ("" if tag == corpus.languages.original else tag)
    parser = html.HTMLParser(encoding="utf-8")
    return {
        stub.address: html.document_fromstring((folder / stub.address).read_bytes(), parser=parser)
        for stub in load_pages(project / "docs", corpus).stubs
    }


def test_what_the_check_passes_the_site_builds(project: Path) -> None:
    done = run(project, "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert (project / "site" / "index.html").is_file()


def test_pages_show_no_language_that_the_site_has_not(project: Path) -> None:
    corpus = load(project / "docs")
    known = {*corpus.languages.shown, "zh-Latn-pinyin"}
    for tag in corpus.languages.shown:
        for address, page in pages(project, tag).items():
            content = page.xpath("//main") or [page]
            tags = {one.get("lang") for node in content for one in node.xpath(".//*[@lang]")}
            assert tags <= known, address


def test_nothing_speaks_of_a_speech_or_of_chinese(project: Path) -> None:
    """The words that nobody overrides call a text by its own kind, and languages by their names."""
    corpus = load(project / "docs")
    for tag in corpus.languages.shown:
        for address, page in pages(project, tag).items():
            content = page.xpath("//main") or [page]
            said = " ".join(node.text_content() for node in content)
            for word in ("speech", "Chinese", "講話", "中文", "pinyin", "{text}", "{Text}", "{original}"):
                assert word not in said, (address, word)


def test_a_citation_can_be_copied_in_every_language_of_the_text(project: Path) -> None:
    corpus = load(project / "docs")
    for tag in corpus.languages.shown:
        for page in pages(project, tag).values():
            for script in page.xpath("//script[@id='edition-data']"):
                data = json.loads(script.text)
                tags = [corpus.languages.original, *corpus.languages.translations]
                assert [one for one, _ in data["copies"]] == tags
                assert all([*segment["texts"]] == tags for segment in data["segments"].values())
                assert [*data["title"]] == tags
