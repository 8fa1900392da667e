"""Takes the README's pictures of the built site, so that they can be taken anew after a change.

usage: python -m tools.pictures
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tools.browser import FLAGS, recorded

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "assets" / "pictures"


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """One view of the site."""

    name: str
    address: str
    """Below ``site``; ``../dist/`` leads to the single files."""
    width: int = 1200
    height: int = 760
    clicks: Sequence[str] = ()
    """Selectors to click before the picture is taken."""
    media: str = "screen"


PICTURES_TO_TAKE = (
    Picture(name="home", address="index.html"),
    Picture(name="checklist-wide", address="units/rural.html", clicks=("#task-pass-on > summary",)),
    Picture(name="checklist-phone", address="units/rural.html", width=360),
    Picture(
        name="checklist-paper",
        address="units/rural.html",
        width=794,
        height=1120,
        media="print",
    ),
    Picture(name="matrix", address="matrix.html"),
    Picture(name="compare", address="compare.html?a=rural&b=guidance-groups"),
    Picture(name="coverage", address="coverage.html#map"),
    Picture(
        name="procedure",
        address="procedures/unqualified-members.html",
        clicks=(".reading > summary", "[data-dark]", ".reading > summary"),
    ),
    Picture(name="reading", address="speech.html#p4-3"),
    Picture(name="reading-phone", address="speech.html#p4-3", width=360),
    Picture(name="file-phone", address="../dist/rural.html", width=360),
    Picture(name="plan", address="plan.html#times"),
    Picture(name="guide", address="guide.html"),
    Picture(name="marked", address="speech.html?view=marked#p4-7"),
    Picture(name="parallel-wide", address="speech.html?parallel=1#p4-3"),
    Picture(name="apparatus", address="apparatus.html#e02"),
)


def take(browser: Browser, picture: Picture) -> None:
    """Write one picture as PNG."""
    page = browser.new_page(viewport={"width": picture.width, "height": picture.height})
    page.goto((ROOT / "site").as_uri() + "/" + picture.address)
    for selector in picture.clicks:
        page.click(selector)
    page.emulate_media(media="print" if picture.media == "print" else "screen")
    page.wait_for_timeout(300)
    page.screenshot(path=PICTURES / f"readme-{picture.name}.png")
    page.close()


def main() -> None:
    """Take all pictures."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=recorded("chromium"), args=FLAGS)
        for picture in PICTURES_TO_TAKE:
            take(browser, picture)
        browser.close()


if __name__ == "__main__":
    main()
