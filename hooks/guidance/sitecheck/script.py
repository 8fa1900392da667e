"""A page that was converted to Simplified characters has no Traditional one left."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from opencc import OpenCC

from guidance.sitecheck.model import Finding, Origin, PageFacts, TextRun
from guidance.sitecheck.site import Site

_CONVERSION = "t2s"
_BREAK = "\n"


def script_findings(site: Site, language: str) -> Iterator[Finding]:
    """Yield pieces of text in which a conversion to Simplified characters still finds work.

    Text in another language than the page's is not looked at: there, other characters are right.

    Args:
        site: the site, read with the text of ``language``.
        language: the language whose text is Simplified.
    """
    converter = OpenCC(_CONVERSION)
    for page in site.tree(language).values():
        if page.texts:
            yield from _of_page(page, converter)


def _of_page(page: PageFacts, converter: OpenCC) -> Iterator[Finding]:
    """Yield the runs of a page that change; a block is converted whole, as words may span marks."""
    blocks = [tuple(runs) for _, runs in groupby(page.texts, key=lambda run: run.block)]
    lines = ["".join(_flat(run) for run in runs) for runs in blocks]
    # One call for the whole page: a thousand pages of a hundred paragraphs take seconds so.
    converted = converter.convert(_BREAK.join(lines)).split(_BREAK)
    for runs, line, simplified in zip(blocks, lines, converted, strict=True):
        if line != simplified:
            yield from _of_block(page, runs, line, simplified, converter)


def _of_block(
    page: PageFacts, runs: tuple[TextRun, ...], line: str, simplified: str, converter: OpenCC
) -> Iterator[Finding]:
    start = 0
    for run in runs:
        text = _flat(run)
        # A conversion that changes the length cannot be cut at the runs; each is then told alone.
        same_length = len(line) == len(simplified)
        due = simplified[start : start + len(text)] if same_length else str(converter.convert(text))
        start += len(text)
        if text == due:
            continue
        fragment, suggestion = _differing(text, due)
        yield Finding(
            file=page.path,
            line=run.line,
            code="mixed-script",
            message="not converted to Simplified characters",
            fragment=fragment,
            suggestion=suggestion,
            origin=Origin.CONTENT if run.in_content else Origin.TEMPLATE,
            needles=(text.strip(), fragment, fragment[:1]),
        )


def _differing(text: str, due: str) -> tuple[str, str]:
    """Return both texts without what they begin and end with alike."""
    shortest = min(len(text), len(due))
    start = next((index for index in range(shortest) if text[index] != due[index]), shortest)
    rest = shortest - start
    end = next((index for index in range(rest) if text[-1 - index] != due[-1 - index]), rest)
    return text[start : len(text) - end], due[start : len(due) - end]


def _flat(run: TextRun) -> str:
    return run.text.replace("\r", " ").replace(_BREAK, " ")
