"""All languages have the same pages, and each page the same skeleton: headings, ids, links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from urllib.parse import unquote

from guidance.problems import nearest
from guidance.sitecheck.address import aim_of, id_forms, source_forms
from guidance.sitecheck.model import Finding, Origin, PageFacts
from guidance.sitecheck.site import Site

_CODE = "tree-mismatch"


def tree_findings(site: Site, generated_links: frozenset[str]) -> Iterator[Finding]:
    """Yield where the trees differ from that of the reference language.

    Args:
        site: the site.
        generated_links: classes of links that hooks set word by word; they follow the word order
            of each language, so that they are not compared.
    """
    reference = site.tree(site.reference_language)
    for language in site.languages:
        tree = site.tree(language)
        for page in tree.values():
            if not page.has_article:
                message = "the page has no article to compare"
                yield Finding(file=page.path, code=_CODE, message=message, origin=Origin.TEMPLATE)
        for inner in sorted(reference.keys() - tree.keys()):
            due = site.counterpart(inner, language)
            yield _page_finding(reference[inner], f"there is no {due}, this page in {language}", due)
        for inner in sorted(tree.keys() - reference.keys()):
            message = f"there is no {inner}, this page in {site.reference_language}"
            suggestion = nearest(inner, sorted(reference)) if reference else ""
            yield _page_finding(tree[inner], message, inner, suggestion)
        if language != site.reference_language:
            for inner in sorted(reference.keys() & tree.keys()):
                yield from _skeleton(site, reference[inner], tree[inner], generated_links)


def _skeleton(site: Site, page: PageFacts, other: PageFacts, generated: frozenset[str]) -> Iterator[Finding]:
    """Yield the first difference of each kind; those behind it mostly follow from it."""
    headings = [[f"h{heading.level} #{heading.anchor}" for heading in p.headings] for p in (page, other)]
    ids = [[f"#{anchor.name}" for anchor in p.anchors if anchor.in_content] for p in (page, other)]
    links = [_links(site, p, generated) for p in (page, other)]
    if headings[0] != headings[1]:
        # A heading that differs is told once, not a second time for its id.
        told = {f"#{heading.anchor}" for p in (page, other) for heading in p.headings}
        ids = [[name for name in names if name not in told] for names in ids]
    yield from _first_difference(page, other, "heading", headings)
    yield from _first_difference(page, other, "id", ids)
    yield from _first_difference(page, other, "link", links)


def _links(site: Site, page: PageFacts, generated: frozenset[str]) -> list[str]:
    """Return where the content's links lead within the site, as seen from the page's own tree."""
    found = []
    own = site.language_of(page.path)
    for reference in page.references:
        if not reference.in_content or reference.classes & generated:
            continue
        aim = aim_of(page.path, page.base, reference.target)
        if aim is None:
            continue
        path, fragment = aim
        elsewhere = path in site.pages and site.language_of(path) != own
        mark = f"#{unquote(fragment)}" if fragment else ""
        # A download names its language in its file's name; each page links to that of its own.
        inner = site.within(path).replace(f".{own}.", ".*.")
        found.append(("another language's " if elsewhere else "") + inner + mark)
    return found


def _first_difference(
    page: PageFacts, other: PageFacts, kind: str, pieces: Sequence[Sequence[str]]
) -> Iterator[Finding]:
    """Yield where two lists part, told of the page that should follow the reference."""
    before = ""
    for number, (due, found) in enumerate(zip_longest(*pieces), 1):
        if due == found:
            before = found
            continue
        if found is None:
            message = f"{kind} {number} of {page.path} is missing here"
        elif due is None:
            message = f"{kind} {number} has no equal in {page.path}"
        else:
            message = f"{kind} {number} differs from {page.path}"
        yield Finding(
            file=other.path,
            code=_CODE,
            message=message,
            fragment=found or "",
            suggestion=due or "",
            origin=Origin.CONTENT,
            # What is missing belongs behind the piece before it; what a hook lost still stands in the source.
            needles=_needles(found or before) + _needles(due or ""),
        )
        return


def _needles(piece: str) -> tuple[str, ...]:
    """Return what may stand in the source for a heading, an id or a link; its address is the last word."""
    address = piece.rpartition(" ")[2]
    return id_forms(address[1:]) if address.startswith("#") and address[1:] else source_forms(address)


def _page_finding(page: PageFacts, message: str, fragment: str, suggestion: str = "") -> Finding:
    return Finding(
        file=page.path,
        code=_CODE,
        message=message,
        fragment=fragment,
        suggestion=suggestion,
        origin=Origin.CONTENT,
    )
