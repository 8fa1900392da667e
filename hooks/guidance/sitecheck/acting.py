"""What on a page acts or opens another page in it: a page holds data, and its scripts are files beside it.

A script within a page is right where the page's own policy names it by its hash, as a single file's does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from guidance.policy import hash_of
from guidance.sitecheck.model import Act, Finding, Origin, PageFacts

_DATA = frozenset(["application/json", "application/ld+json"])
"""Types of scripts that a browser does not run."""
FRAMES = frozenset(["iframe", "frame", "object", "embed", "applet", "portal"])
"""Elements that open another document within a page."""
MESSAGES = {
    "inline-script": "a script within the page; put it into a file below assets/js/",
    "inline-handler": "an attribute that runs a script; a page's scripts are files of their own",
    "framed-page": "this opens another document within the page",
}
"""Code of a finding to what is wrong."""


def acts_of(tag: str, attributes: Mapping[str, str], text: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield what one element does: the code of a finding, what to show of it, and what to look for.

    Args:
        tag: the element's name, in lower case.
        attributes: its attributes.
        text: the text in it.
    """
    if tag == "script" and "src" not in attributes and attributes.get("type", "").lower() not in _DATA:
        line = next((one.strip() for one in text.splitlines() if one.strip()), "")
        yield "inline-script", text, (line, "<script")
    for name, value in attributes.items():
        if name.startswith("on"):
            yield "inline-handler", f'{name}="{value}"', (f'{name}="{value}"', value, name)
    if tag in FRAMES:
        yield "framed-page", f"<{tag}", (f"<{tag}",)


def act_findings(pages: Iterable[PageFacts]) -> Iterator[Finding]:
    """Yield what acts on a page and is not named by the page's policy, of some pages."""
    for page in pages:
        for act in page.acts:
            if not _is_named(page, act):
                yield Finding(
                    file=page.path,
                    line=act.line,
                    code=act.code,
                    message=MESSAGES[act.code],
                    fragment=act.text.strip(),
                    origin=Origin.CONTENT if act.in_content else Origin.TEMPLATE,
                    needles=act.needles,
                )


def _is_named(page: PageFacts, act: Act) -> bool:
    return act.code == "inline-script" and hash_of(act.text) in page.policy.replace(";", " ").split()
