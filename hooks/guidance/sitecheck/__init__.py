"""Checks the built site as a reader meets it: every page, address, id and language.

``check_site`` is all that callers need. Pages are read once into facts (``page``), checks yield
findings about the built files (``acting``, ``links``, ``pages``, ``trees``, ``script``, ``rawtext``), and
``sources`` traces each finding to the file and line that an editor can change.

Codes: absolute-link, broken-anchor, broken-link, duplicate-id, foreign-request, framed-page,
inline-handler, inline-script, machine-path, missing-lang, missing-title, mixed-script, no-menu-place,
no-pages, not-utf8, oversize, policy-missing, policy-weak, tree-mismatch, unlisted-host, wrong-hreflang,
wrong-lang. Of files that stand alone: licence-missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from guidance.problems import Problem
from guidance.sitecheck.acting import act_findings
from guidance.sitecheck.links import link_findings
from guidance.sitecheck.model import Finding, Origin
from guidance.sitecheck.pages import duplicate_ids, page_findings
from guidance.sitecheck.policies import policy_findings
from guidance.sitecheck.rawtext import raw_findings
from guidance.sitecheck.script import script_findings
from guidance.sitecheck.site import Site, read_site
from guidance.sitecheck.sources import Sources
from guidance.sitecheck.trees import tree_findings

__all__ = ["check_files", "check_site"]


def check_site(  # noqa: PLR0913 - each is a policy of the caller
    site: Path,
    *,
    docs: Path,
    languages: Mapping[str, str],
    forbidden: Sequence[str],
    allowed_hosts: Sequence[str],
    simplified: Sequence[str] = ("zh-Hans",),
    exempt_classes: Sequence[str] = ("language-link",),
    generated_links: Sequence[str] = ("em", "term"),
) -> list[Problem]:
    """Check a built site, or a bundle of it unpacked anywhere.

    Args:
        site: the folder with the site.
        docs: the folder it was built from, in the project's root; findings name files in it.
        languages: folder of each language in the site, empty for the one at the root. The first is
            the tree that the others are measured by and that a language without pages is made from.
        forbidden: strings that no file may hold, such as the project's folder on this machine.
        allowed_hosts: hosts that links may lead to. Nothing may ever be fetched from another host.
        simplified: languages in which no Traditional character may be left; those that the site
            does not have are passed over.
        exempt_classes: classes of elements whose text is right in any characters, such as the names
            of languages in the language switcher.
        generated_links: classes of links that hooks set word by word, so that their order follows
            each language's own.

    Returns:
        What is wrong, sorted by place. A defect of the theme stands there once for each language.

    Raises:
        ValueError: no language is named, or a forbidden string is empty.
        OSError: a file cannot be read.
    """
    derived = [language for language in simplified if language in languages]
    read = read_site(site, languages, text_of=frozenset(derived), exempt_classes=frozenset(exempt_classes))
    sources = Sources(docs, read)
    findings = [
        *page_findings(read),
        *link_findings(read, allowed_hosts),
        *act_findings(read.pages.values()),
        *policy_findings(read.pages.values()),
        *tree_findings(read, frozenset(generated_links)),
        *(finding for language in derived for finding in script_findings(read, language)),
        *raw_findings(read, forbidden),
    ]
    return sorted({sources.problem(finding) for finding in _once(read, findings)})


def check_files(folder: Path, *, docs: Path, notice: str = "") -> list[Problem]:
    """Check pages that stand alone: every link leads to a place in the page, and nothing is fetched.

    Args:
        folder: the folder that holds them.
        docs: the folder that they were built from.
        notice: what each has to say of its licence.

    Raises:
        OSError: a file cannot be read.
    """
    read = read_site(folder, {"": ""})
    sources = Sources(docs, read)
    findings = [
        *duplicate_ids(read),
        *link_findings(read, []),
        *act_findings(read.pages.values()),
        *policy_findings(read.pages.values(), alone=True),
        *_without_notice(read, notice),
    ]
    return sorted({sources.problem(replace(one, origin=Origin.TEMPLATE)) for one in findings})


def _without_notice(site: Site, notice: str) -> Iterator[Finding]:
    for path in site.pages:
        if notice not in (site.root / path).read_text(encoding="utf-8"):
            message = "this file does not say under which licence it is shipped"
            yield Finding(
                file=path, code="licence-missing", message=message, suggestion=notice, origin=Origin.TEMPLATE
            )


def _once(site: Site, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings, those that a template repeats on many pages of a language only once."""
    repeated: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        if finding.origin is Origin.TEMPLATE and finding.fragment:
            key = (site.language_of(finding.file), finding.code, finding.fragment)
            repeated.setdefault(key, []).append(finding)
        else:
            yield finding
    for alike in repeated.values():
        others = len({finding.file for finding in alike}) - 1
        first = min(alike, key=lambda finding: (finding.file, finding.line))
        yield replace(first, message=f"{first.message} (and on {others} more)") if others else first
