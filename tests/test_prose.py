"""What editors may write in Markdown: what CONTRIBUTING shows is what the site's settings make of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html
from markdown import markdown

from corpora import TESTS, Copier
from guidance.corpus import Corpus
from guidance.pages import load_pages
from guidance.problems import DefectiveInputError

PROJECT = TESTS.parent
EXAMPLE = re.compile(r"^~~~~markdown\n(.*?)^~~~~$", re.DOTALL | re.MULTILINE)
MAKES = {
    "attr_list": "a[contains(@class, 'button')]",
    "def_list": "dl/dd",
    "footnotes": "div[@class='footnote']",
    "pymdownx.blocks.admonition": "div[contains(@class, 'admonition')]/p[@class='admonition-title']",
    "pymdownx.blocks.details": "details[not(@class)]/summary",
    "pymdownx.blocks.tab": "input/following-sibling::label/following-sibling::*[1][@class='tabbed-content']",
    "pymdownx.critic": "ins[@class='critic']",
    "pymdownx.highlight": "span[@class='c1']",
    "pymdownx.inlinehilite": "code[contains(@class, 'highlight')]",
    "pymdownx.keys": "kbd[@class='key-control']",
    "pymdownx.snippets": "p[contains(., 'index.html')]",
    "pymdownx.superfences": "div[contains(@class, 'highlight')]/pre",
    "pymdownx.tasklist": "li[@class='task-list-item']/input",
}
"""Extension to what it makes of the example."""
GENERAL = {"md_in_html", "tables", "toc"}
"""Extensions of which the example needs none: GitHub shows tables, and pages have headings."""


@pytest.fixture(scope="module")
def extensions() -> dict[str, dict[str, Any]]:
    settings = yaml.safe_load((PROJECT / "mkdocs.yml").read_text(encoding="utf-8"))
    found: dict[str, dict[str, Any]] = {}
    for one in settings["markdown_extensions"]:
        found |= one if isinstance(one, dict) else {one: {}}
    found["pymdownx.snippets"] = {**found["pymdownx.snippets"], "base_path": [str(PROJECT / "docs/snippets")]}
    return found


@pytest.fixture(scope="module")
def example(extensions: dict[str, dict[str, Any]]) -> html.HtmlElement:
    (written,) = EXAMPLE.findall((PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    made = markdown(written, extensions=[*extensions], extension_configs=extensions)
    return html.fragment_fromstring(made, create_parent="div")


def test_every_extension_is_shown_to_editors(extensions: dict[str, dict[str, Any]]) -> None:
    assert {*extensions} == {*MAKES} | GENERAL


@pytest.mark.parametrize("name", MAKES)
def test_the_example_makes_what_it_says(example: html.HtmlElement, name: str) -> None:
    assert example.xpath(f".//{MAKES[name]}")


def test_nothing_of_the_example_is_left_as_it_was_written(example: html.HtmlElement) -> None:
    # Of code, the example holds none that looks like what it shows.
    assert re.findall(r"///|\+\+|\{[+~-]|8<|\[[ x]\]|\[\^|#!", example.text_content()) == []


def test_every_class_that_markdown_makes_has_a_style(example: html.HtmlElement) -> None:
    styles = (PROJECT / "docs/assets/css/prose.css").read_text(encoding="utf-8")
    for name in (
        "admonition",
        "admonition-title",
        "tabbed-set",
        "tabbed-content",
        "task-list",
        "highlight",
        "footnote",
    ):
        assert example.find_class(name), name
        assert f".{name}" in styles


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('--8<-- "en/opem.md"', "3:9: {}«en/opem.md»; nearest: «en/open.md»"),
        ("  --8<-- 'xyz:2:3'", "3:11: {}«xyz:2:3»"),
    ],
)
def test_a_piece_that_is_not_there_is_told(
    copied: Copier, docs: Path, real: Corpus, line: str, told: str
) -> None:
    copy = copied(docs)
    assert load_pages(copy, real)
    (copy / "en/odd.md").write_text(f"# Odd {{ #odd }}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(DefectiveInputError) as caught:
        load_pages(copy, real)
    code = "unknown-snippet: there is no piece of this name below snippets/: "
    assert str(caught.value) == f"docs/en/odd.md:{told.format(code)}"
