"""Every page forbids what is not its own, before anything on it is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guidance.policy import page_policy, weaker
from guidance.sitecheck.model import Finding, Origin, PageFacts


def policy_findings(pages: Iterable[PageFacts], *, alone: bool = False) -> Iterator[Finding]:
    """Yield pages without a policy, and those whose policy allows more than it should.

    Args:
        pages: some pages.
        alone: whether they stand alone, with their scripts in them.
    """
    for page in pages:
        scripts = [one.text for one in page.acts if one.code == "inline-script"] if alone else []
        if not page.policy:
            message = "no Content-Security-Policy stands before all else that the page loads"
            yield _finding(page, "policy-missing", message, "http-equiv", page_policy() if not alone else "")
        elif weak := weaker(page.policy, scripts):
            message = "the page's Content-Security-Policy forbids less than it should"
            yield _finding(page, "policy-weak", message, weak)


def _finding(page: PageFacts, code: str, message: str, fragment: str, suggestion: str = "") -> Finding:
    return Finding(
        file=page.path,
        code=code,
        message=message,
        fragment=fragment,
        suggestion=suggestion,
        origin=Origin.TEMPLATE,
    )
