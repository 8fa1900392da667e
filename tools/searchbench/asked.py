"""Measures the search by questions in people's own words, of which one half was kept from tuning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser

from tools.searchbench.ours import opened

HALVES = ("asked-a.yml", "asked-b.yml")
FIRST = 2
"""How many of the first hits count."""

_ASK = """(query) => {
  const field = document.querySelector('dialog.search [role=combobox]')
  field.value = query
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  const hits = [...document.querySelectorAll('dialog.search [role=option]:not(.search-hit--way)')]
  const group = document.querySelector('dialog.search [role=group]')
  const whole = group.querySelectorAll('[role=option]:not(.search-hit--way)')
  return {
    told: !!document.querySelector('dialog.search :is(.search__told, .search__none)'),
    whole: whole.length,
    hits: hits.map((one) => {
      const url = new URL(one.href)
      const quoted = [...one.querySelectorAll('.search-hit__quote small')]
        .map((each) => 'speech.html#' + each.textContent)
      return [url.pathname.split('/site/')[1] + url.hash, ...quoted]
    })
  }
}"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Half:
    """What came of the questions of one file."""

    name: str
    answerable: int
    right: int
    """How many of those have the right place first or second."""
    alone: int
    """How many would have it without the second answer."""
    empty: int
    """How many of those find nothing at all."""
    unanswerable: int
    told: int
    """How many of those are told as such."""


def halves(browser: Browser, root: Path, tags: Mapping[str, str]) -> Iterator[Half]:
    """Yield what comes of each half, asked on the pages of its languages.

    Args:
        browser: where it runs.
        root: the project's folder, with its built site.
        tags: languages to the folders of their pages.
    """
    pages = {
        tag: opened(browser, f"{(root / 'site').as_uri()}/{folder}about.html") for tag, folder in tags.items()
    }
    for name in HALVES:
        asked: list[Any] = yaml.safe_load((root / "tests/search" / name).read_text(encoding="utf-8"))
        answers = [pages[one["lang"]].evaluate(_ASK, one["q"]) for one in asked]
        yield _half(name, asked, answers, tags)
    for page in pages.values():
        page.close()


def _half(name: str, asked: Sequence[Any], answers: Sequence[Any], tags: Mapping[str, str]) -> Half:
    pairs = [*zip(asked, answers, strict=True)]
    known = [(one, answer) for one, answer in pairs if one["wants"]]
    unknown = [answer for one, answer in pairs if not one["wants"]]
    return Half(
        name=name,
        answerable=len(known),
        right=sum(_right(one, answer["hits"][:FIRST], tags) for one, answer in known),
        alone=sum(_right(one, answer["hits"][: min(FIRST, answer["whole"])], tags) for one, answer in known),
        empty=sum(not answer["hits"] for _, answer in known),
        unanswerable=len(unknown),
        told=sum(answer["told"] for answer in unknown),
    )


def _right(one: Any, hits: Sequence[Sequence[str]], tags: Mapping[str, str]) -> bool:  # noqa: ANN401 -- YAML
    """Whether some hit leads to a place that is wanted, or shows its words."""
    folder = tags[one["lang"]]
    places = {place.removeprefix(folder) for hit in hits for place in hit}
    # A step or a task is named by its address on the page of all items, wherever it stands.
    items = {want.partition("#")[2] for want in one["wants"] if want.startswith("items.html#")}
    return any(place in one["wants"] or place.partition("#")[2] in items for place in places)
