"""What the search in the browser works on: one data script for each language.

The core decides what can be found and how characters are folded; the scripts under
``docs/assets/js`` read queries, match, rank and show.
"""

from __future__ import annotations

from pathlib import Path

from guidance.corpus import Corpus
from guidance.pages import Pages
from guidance.search.data import search_script

__all__ = ["search_script", "write_search"]


def write_search(corpus: Corpus, pages: Pages, site: Path) -> None:
    """Write ``data/search/<tag>.js`` for every language of a site.

    Args:
        corpus: the documents.
        pages: the pages on which they stand.
        site: the site's folder.

    Raises:
        OSError: a file cannot be written.
    """
    folder = site / "data" / "search"
    folder.mkdir(parents=True, exist_ok=True)
    for tag in corpus.languages.shown:
        (folder / f"{tag}.js").write_text(search_script(corpus, pages, tag), encoding="utf-8", newline="\n")
