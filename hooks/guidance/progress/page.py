"""What a page needs so that people can work in its list: scripts in their order, and the words they use."""

from __future__ import annotations

from collections.abc import Sequence

from guidance.corpus import Corpus
from guidance.progress.library import Json

_WORDS = "work-"

DATA = ("core", "list", "parse", "apply", "merge", "migrate", "windows", "sum")
"""The pure functions on progress files, each script by what stands behind ``progress-``."""

WORK = (
    "base",
    "keep",
    "desk",
    "table",
    "out",
    "again",
    "form",
    "row",
    "limits",
    "unit",
    "in",
    "dates",
    "paper",
    "narrow",
    "head",
    "start",
)
"""The scripts of a list that people work in, each by what stands behind ``work-``."""


def work_scripts() -> tuple[str, ...]:
    """Return the file names of a worked list's scripts, in the order in which they run."""
    return (*(f"progress-{one}.js" for one in DATA), *(f"work-{one}.js" for one in WORK))


def work_data(corpus: Corpus, tags: Sequence[str], *, single: bool = False) -> Json:
    """Return what the scripts of a worked list say, in some languages.

    Args:
        corpus: the words.
        tags: languages that the page can show, the first of them at first.
        single: whether the page is a file that stands alone, and so can write itself out.
    """
    return {
        "tags": list(tags),
        "file": single,
        "words": {
            tag: {
                key.removeprefix(_WORDS): word
                for key, word in corpus.labels(tag).items()
                if key.startswith(_WORDS)
            }
            for tag in tags
        },
    }
