"""What the browser's tests share: the pages, and what a page must not do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES: Mapping[str, str] = {"zh-Hant": "", "zh-Hans": "zh-Hans/", "en": "en/"}
"""Language tag to the folder of its pages."""
NAMES = (
    "index",
    "speech",
    "glossary",
    "apparatus",
    "about",
    "about/parts",
    "guide",
    "units/rural",
    "units/guidance-groups",
    "procedures/unqualified-members",
    "items",
    "matrix",
    "compare",
    "plan",
    "documents",
    "coverage",
    "questions",
    "find",
    "rollup",
)
"""Pages of every kind."""
PAGES = tuple(f"{folder}{name}.html" for folder in LANGUAGES.values() for name in NAMES)
TRANSPORTS = ("file", "http")

NewPage = Callable[..., Page]


def settings(page: Page, *buttons: str) -> None:
    """Open the settings for reading, press some of their buttons, and close them."""
    summary = page.locator(".reading > summary")
    summary.click()
    for one in buttons:
        page.locator(f".reading-tools {one}").click()
    summary.click()


@dataclass(kw_only=True, slots=True)
class Recorder:
    """What a page must not do: ask another host, fail to load, complain."""

    base: str
    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> Page:
        """Record what a page does from now on."""
        page.on("request", lambda request: self._asked(request.url))
        page.on("requestfailed", lambda request: self._failed(request.url, request.failure))
        page.on("response", lambda answer: self._answered(answer.url, answer.status))
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("console", lambda message: self._said(message.type, message.text))
        return page

    def _asked(self, url: str) -> None:
        self.requests.append(url)
        if not url.startswith(self.base) and urlsplit(url).scheme not in {"data", "blob"}:
            self.faults.append(f"elsewhere: {url}")

    def _failed(self, url: str, why: str | None) -> None:
        # The icon is fetched late; leaving the page before that breaks it off, which is no defect.
        if why != "net::ERR_ABORTED":
            self.faults.append(f"failed: {url}")

    def _answered(self, url: str, status: int) -> None:
        if status >= 400:
            self.faults.append(f"{status}: {url}")

    def _said(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.faults.append(f"{kind}: {text}")
