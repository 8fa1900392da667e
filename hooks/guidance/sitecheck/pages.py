"""Each page by itself: its ids, its language, its weight, and its place among the others."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator

from guidance.problems import nearest
from guidance.sitecheck.address import aim_of, id_forms
from guidance.sitecheck.model import Finding, Origin, PageFacts, Reference
from guidance.sitecheck.site import HOME, STRAY_PAGES, Site

LARGEST_PAGE = 1_000_000
"""Bytes that a page may have: an old machine on a slow line still opens it."""
_ANY_LANGUAGE = "x-default"


def page_findings(site: Site) -> Iterator[Finding]:
    """Yield the defects that a page shows without being compared with another tree.

    Args:
        site: the site.
    """
    yield from site.unreadable
    if not site.pages:
        message = "there is no page at all"
        yield Finding(file=HOME, code="no-pages", message=message, origin=Origin.TEMPLATE)
    for path, page in site.pages.items():
        yield from _ids(page)
        yield from _announced_language(site, page)
        yield from _title_and_weight(page)
        if path not in STRAY_PAGES:
            yield from _alternates(site, page)
    yield from _menu_places(site)


def duplicate_ids(site: Site) -> Iterator[Finding]:
    """Yield ids that stand on a page more than once, of all pages."""
    for page in site.pages.values():
        yield from _ids(page)


def _ids(page: PageFacts) -> Iterator[Finding]:
    """Yield ids that stand on the page more than once."""
    seen: Counter[str] = Counter()
    for anchor in page.anchors:
        seen[anchor.name] += 1
        if seen[anchor.name] > 1:
            yield Finding(
                file=page.path,
                line=anchor.line,
                code="duplicate-id",
                message="the page has this id already",
                fragment=anchor.name,
                origin=Origin.CONTENT if anchor.in_content else Origin.TEMPLATE,
                needles=id_forms(anchor.name),
                occurrence=seen[anchor.name],
            )


def _announced_language(site: Site, page: PageFacts) -> Iterator[Finding]:
    """Yield a page that does not say which language it is in, or says the wrong one."""
    due = site.language_of(page.path)
    if not page.lang:
        yield Finding(
            file=page.path,
            code="missing-lang",
            message="the html element has no lang",
            suggestion=due,
            origin=Origin.TEMPLATE,
        )
    elif page.path not in STRAY_PAGES and page.lang.lower() != due.lower():
        yield Finding(
            file=page.path,
            code="wrong-lang",
            message="the html element's lang is not that of the tree it lies in",
            fragment=page.lang,
            suggestion=due,
            origin=Origin.TEMPLATE,
        )


def _title_and_weight(page: PageFacts) -> Iterator[Finding]:
    if not page.title:
        yield Finding(
            file=page.path, code="missing-title", message="the page has no title", origin=Origin.CONTENT
        )
    if page.size > LARGEST_PAGE:
        message = f"the page has {page.size:,} bytes; the limit is {LARGEST_PAGE:,}"
        yield Finding(file=page.path, code="oversize", message=message, origin=Origin.CONTENT)


def _alternates(site: Site, page: PageFacts) -> Iterator[Finding]:
    """Yield what is wrong with the links to the same page in all languages."""
    announced = Counter(reference.hreflang for reference in page.alternates)
    # Where there is but one language a page has no other to announce.
    for language in site.languages if len(site.languages) > 1 else ():
        if announced[language] != 1:
            count = announced[language]
            yield Finding(
                file=page.path,
                code="wrong-hreflang",
                message=f"the head has {count} alternate links for {language}; it needs one",
                fragment=language,
                origin=Origin.TEMPLATE,
            )
    switcher = [ref for ref in page.references if ref.hreflang and not ref.in_content]
    for reference in dict.fromkeys([*page.alternates, *switcher]):
        yield from _alternate(site, page, reference)


def _alternate(site: Site, page: PageFacts, reference: Reference) -> Iterator[Finding]:
    """Yield a link to another language that leads to another page, or to an unknown language."""
    if reference.hreflang == _ANY_LANGUAGE:
        return
    if reference.hreflang not in site.languages:
        message = f"the site has no language {reference.hreflang}"
        suggestion = nearest(reference.hreflang, list(site.languages))
    else:
        due = site.counterpart(page.path, reference.hreflang)
        if _aim(page, reference.target) == due:
            return
        message = f"in {reference.hreflang} this page is {due}"
        suggestion = posixpath.relpath(due, posixpath.dirname(page.path) or ".")
    yield Finding(
        file=page.path,
        line=reference.line,
        code="wrong-hreflang",
        message=message,
        fragment=reference.target,
        suggestion=suggestion,
        origin=Origin.TEMPLATE,
    )


def _menu_places(site: Site) -> Iterator[Finding]:
    """Yield pages that the menu on their language's home page does not lead to."""
    for language in site.languages:
        reached = _reached_by_menus(site, language)
        for page in site.tree(language).values():
            if page.path not in reached and not page.unlisted:
                yield Finding(
                    file=page.path,
                    code="no-menu-place",
                    message=f"the menu of {site.counterpart(HOME, language)} does not lead to this page",
                    fragment=page.path,
                    origin=Origin.CONTENT,
                )


def _reached_by_menus(site: Site, language: str) -> set[str]:
    """Return the paths that the home page's menu leads to, with the menus that it only points to.

    A large site shows the menu of a section on the pages of that section, and elsewhere one link to it.
    """
    tree = {page.path: page for page in site.tree(language).values()}
    reached: set[str] = set()
    read: set[str] = set()
    ahead = [site.counterpart(HOME, language)]
    while ahead:
        path = ahead.pop()
        page = tree.get(path)
        if page is None or path in read:
            continue
        read.add(path)
        reached.update(_aim(page, target) for target in page.menu)
        ahead += [_aim(page, target) for target in page.pruned]
    return reached


def _aim(page: PageFacts, target: str) -> str:
    """Return the path in the site that a relative address leads to; empty where it is not relative."""
    aim = aim_of(page.path, page.base, target)
    return aim[0] if aim else ""
