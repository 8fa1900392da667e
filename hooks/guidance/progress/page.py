"""What a page needs so that people can work in its list: scripts in their order, and the words they use."""

from __future__ import annotations

from collections.abc import Sequence

import segno
from rjsmin import jsmin

from guidance.corpus import Corpus
from guidance.progress.library import Json

_WORDS, _MANY = "work-", "many-"
"""How words begin: those of a worked list, and those that only the page for many units has."""

DATA = ("core", "list", "parse", "apply", "merge", "migrate", "windows", "sum")
"""The pure functions on progress files, each script by what stands behind ``progress-``."""

ROLLUP = ("table", "show", "start")
"""The scripts of the page for many units, each by what stands behind ``rollup-``."""

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
    "cross",
    "joined",
    "start",
)
"""The scripts of a list that people work in, each by what stands behind ``work-``."""


_BETWEEN = ("cross", "joined")
"""Scripts that go from page to page: a file that stands alone has none beside it."""


def work_scripts(*, single: bool = False) -> tuple[str, ...]:
    """Return the file names of a worked list's scripts, in the order in which they run.

    Args:
        single: whether they are for a file that stands alone.
    """
    work = (one for one in WORK if not (single and one in _BETWEEN))
    return (*(f"progress-{one}.js" for one in DATA), *(f"work-{one}.js" for one in work))


def rollup_scripts() -> tuple[str, ...]:
    """Return the file names of the scripts of the page for many units, in the order in which they run."""
    work = ("base", "form", "table", "out", "in")
    return (
        *(f"progress-{one}.js" for one in (*DATA, "rollup")),
        *(f"work-{one}.js" for one in work),
        *(f"rollup-{one}.js" for one in ROLLUP),
    )


def within(script: str) -> str:
    """Return a script as it may stand in a page: with no comment or blank, and nothing that ends it."""
    small: str = jsmin(script)
    return small.replace("</script", "<\\/script").strip()


def work_data(
    corpus: Corpus, tags: Sequence[str], *, page: str = "", single: bool = False, many: bool = False
) -> Json:
    """Return what the scripts of a worked list say, in some languages.

    Args:
        corpus: the words.
        tags: languages that the page can show, the first of them at first.
        page: address of the list below the site's; a sheet of paper has a code that leads there, where the
            site's own address is known.
        single: whether the page is a file that stands alone, and so can write itself out.
        many: whether the page brings together what many units report.
    """
    begins = (_WORDS, _MANY) if many else (_WORDS,)
    address = f"{corpus.address}{page}" if corpus.address and page else ""
    locales = [corpus.locale(tag) for tag in tags]
    original = corpus.languages.original
    return {
        "tags": list(tags),
        "file": single,
        "kinds": {
            one.id: {tag: corpus.locale(tag).pick(one.short or one.title) for tag in tags}
            for one in (corpus.index.units.values() if corpus.index else ())
        },
        "words": {
            tag: {
                key.partition("-")[2]: word
                for key, word in corpus.labels(tag).items()
                if key.startswith(begins)
            }
            for tag in tags
        },
        # The language of what is quoted, in the script that goes with each language.
        "quoted": {one.tag: one.tag if one.base == original else original for one in locales},
        **({"address": address, "code": code_of(address)} if address else {}),
    }


def code_of(address: str) -> str:
    """Return a QR code as an address of data that a picture takes; the bytes depend on the address alone."""
    uri: str = segno.make(address, error="m", micro=False).png_data_uri(scale=4, border=2)
    return uri
