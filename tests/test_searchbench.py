"""What the bench of the search works on: the site's own data, counted and grown."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.searchbench.corpus import covered, grown, paragraphs_of, read_data, write_data

from guidance.corpus import Corpus
from guidance.pages import load_pages
from guidance.search import search_script


@pytest.fixture(scope="module")
def script(real: Corpus, docs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search") / "zh-Hant.js"
    path.write_text(search_script(real, load_pages(docs, real), "zh-Hant"), encoding="utf-8")
    return path


def test_the_text_covered_is_most_of_the_data_and_no_more(script: Path) -> None:
    texts = covered(read_data(script))
    assert 0.5 * script.stat().st_size < texts < script.stat().st_size


def test_what_is_grown_are_paragraphs_that_all_differ(script: Path, tmp_path: Path) -> None:
    data = read_data(script)
    write_data(grown(data, 300), tmp_path / "grown.js")
    before, after = (one["editions"][0][2] for one in (data, read_data(tmp_path / "grown.js")))
    assert len(after) == len(before) + 300
    assert len({row[2] for row in after[len(before) :]}) == 300


def test_a_text_grows_to_a_number_of_characters_and_no_further(script: Path) -> None:
    data = read_data(script)
    count = paragraphs_of(data, 50_000)
    sizes = [sum(len(row[2]) for row in grown(data, one)["editions"][0][2]) for one in (count - 1, count)]
    assert sizes[0] < 50_000 <= sizes[1]
