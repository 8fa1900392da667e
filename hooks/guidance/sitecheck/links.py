"""Every address leads somewhere, from any folder and without a network."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urlsplit

from guidance.problems import nearest
from guidance.sitecheck.address import aim_of, source_forms
from guidance.sitecheck.css import addresses
from guidance.sitecheck.model import Finding, Origin, PageFacts, Reference, Use
from guidance.sitecheck.site import Site

_WEB = frozenset(["http", "https", "ws", "wss", "ftp"])
_INERT = frozenset(["mailto", "tel", "sms", "data", "about", "blob"])
_ALWAYS_THERE = frozenset(["", "top"])
_THEME_PREFIX = "__"
_SAME_PAGE = frozenset(["", "#", "?"])
_DIRECTIVE = ":~:"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Verdict:
    """What is wrong with an address, apart from where it stands."""

    code: str
    message: str
    suggestion: str = ""


@dataclass(frozen=True, kw_only=True)
class LinkCheck:
    """Checks addresses; remembers what it said of those that a whole folder shares."""

    site: Site
    """The site that the addresses stand in."""
    allowed_hosts: frozenset[str]
    """Hosts that a link, never a request, may lead to."""
    _known: dict[tuple[str, str, str, Use], _Verdict | None] = field(default_factory=dict)

    def findings(self) -> Iterator[Finding]:
        """Yield the defects of all pages and style sheets."""
        for page in self.site.pages.values():
            yield from self._of_page(page)
        for path in sorted(path for path in self.site.files if path.lower().endswith(".css")):
            yield from self._of_sheet(path)

    def _of_page(self, page: PageFacts) -> Iterator[Finding]:
        times: Counter[str] = Counter()
        folder = posixpath.dirname(page.path) + "/"
        for reference in page.references:
            # What only the page itself can tell is remembered by page, the rest by folder.
            place = page.path if reference.target[:1] in _SAME_PAGE else folder
            key = (place, page.base, reference.target, reference.use)
            if key not in self._known:
                self._known[key] = self._judge(page.path, page.base, reference.target, reference.use)
            verdict = self._known[key]
            if reference.in_content:
                times[reference.target] += 1
            if verdict is not None:
                yield _finding(page.path, reference, verdict, times[reference.target] or 1)

    def _of_sheet(self, path: str) -> Iterator[Finding]:
        sheet = (self.site.root / path).read_text(encoding="utf-8", errors="replace")
        times: Counter[str] = Counter()
        for target, offset in addresses(sheet):
            verdict = self._judge(path, "", target, Use.REQUEST)
            times[target] += 1
            if verdict is not None:
                line = sheet.count("\n", 0, offset) + 1
                reference = Reference(target=target, use=Use.REQUEST, line=line, in_content=True)
                yield _finding(path, reference, verdict, times[target])

    def _judge(self, path: str, base: str, target: str, use: Use) -> _Verdict | None:
        try:
            parts = urlsplit(target)
        except ValueError:
            return _Verdict(code="broken-link", message="not an address")
        if parts.scheme or parts.netloc or target.startswith(("/", "\\")):
            return self._judge_absolute(parts, target, use)
        if not target and use is Use.REQUEST:
            return _Verdict(code="broken-link", message="an empty address")
        aim = aim_of(path, base, target)
        if aim is None:
            return _Verdict(code="broken-link", message="not an address")
        return self._judge_file(aim[0]) or self._judge_fragment(*aim)

    def _judge_absolute(self, parts: SplitResult, target: str, use: Use) -> _Verdict | None:
        """Judge an address that names a scheme, a host or the root."""
        if parts.scheme in _INERT:
            return None
        if parts.scheme == "javascript":
            return _Verdict(code="broken-link", message="leads nowhere where scripts are off")
        if parts.scheme in _WEB or (parts.netloc and not parts.scheme):
            host = (parts.hostname or "").lower()
            if use is Use.REQUEST:
                return _Verdict(code="foreign-request", message=f"a reader's browser would ask {host}")
            if host not in self.allowed_hosts:
                message = f"{host} is not among the hosts that links may lead to"
                return _Verdict(code="unlisted-host", message=message, suggestion=self._near_host(host))
            if parts.scheme:
                return None
        message = "works on one machine or server only; an address here is relative to its page"
        known = target.lstrip("/\\").partition("#")[0] in self.site.files
        return _Verdict(
            code="absolute-link", message=message, suggestion=target.lstrip("/\\") if known else ""
        )

    def _near_host(self, host: str) -> str:
        return nearest(host, sorted(self.allowed_hosts)) if self.allowed_hosts else ""

    def _judge_file(self, aim: str) -> _Verdict | None:
        """Judge whether a file is there, under exactly this name."""
        if aim in self.site.files:
            return None
        if aim == ".." or aim.startswith("../"):
            return _Verdict(code="broken-link", message="leads out of the site")
        folder = "" if aim in {".", "./"} else aim.rstrip("/")
        if folder in self.site.folders:
            message = "leads to a folder, which opens on a server only; name the file in it"
            inner = posixpath.join(folder, "index.html")
            return _Verdict(
                code="broken-link", message=message, suggestion=inner if inner in self.site.files else ""
            )
        exact = self.site.lowered.get(aim.lower())
        if exact:
            message = f"{aim} is not there; the name differs in upper and lower case"
            return _Verdict(code="broken-link", message=message, suggestion=exact)
        siblings = [path for path in self.site.files if posixpath.dirname(path) == posixpath.dirname(aim)]
        suggestion = nearest(aim, sorted(siblings or self.site.files))
        return _Verdict(code="broken-link", message=f"{aim} is not there", suggestion=suggestion)

    def _judge_fragment(self, aim: str, fragment: str) -> _Verdict | None:
        """Judge whether the page at ``aim`` has the id; ids may be written plain or percent-encoded."""
        page = self.site.pages.get(aim)
        name = fragment.partition(_DIRECTIVE)[0]
        if page is None or name.lower() in _ALWAYS_THERE or name.startswith(_THEME_PREFIX):
            return None
        if name in page.names or unquote(name) in page.names:
            return None
        return _Verdict(
            code="broken-anchor",
            message=f"{aim} has no such id",
            suggestion=nearest(unquote(name), sorted(page.names)) if page.names else "",
        )


def link_findings(site: Site, allowed_hosts: Sequence[str]) -> Iterator[Finding]:
    """Yield addresses that lead nowhere, to one machine only, or off the site unasked.

    Args:
        site: the site.
        allowed_hosts: hosts that links may lead to.
    """
    hosts = frozenset(host.lower() for host in allowed_hosts)
    yield from LinkCheck(site=site, allowed_hosts=hosts).findings()


def _finding(path: str, reference: Reference, verdict: _Verdict, occurrence: int) -> Finding:
    return Finding(
        file=path,
        line=reference.line,
        code=verdict.code,
        message=verdict.message,
        fragment=reference.target,
        suggestion=verdict.suggestion,
        origin=Origin.CONTENT if reference.in_content else Origin.TEMPLATE,
        needles=source_forms(reference.target),
        occurrence=occurrence,
    )
