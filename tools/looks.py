"""Writes down how each component looks, in what does not depend on a machine's fonts, for a test to hold.

Run as ``python -m tools.looks`` or ``make looks``. A picture differs from machine to machine; computed
colours, sizes, borders and spaces do not. Each is told of the page ``about/parts``, in every set of colours
and on paper, at two widths.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tools.browser import FLAGS, recorded
from tools.machine import MissingError, fail

ROOT = Path(__file__).resolve().parent.parent
RECORD = ROOT / "tests" / "browser" / "looks.json"
PAGE = "about/parts.html"
DRAWN = ".tasks > [data-marks]"
"""What stands on the page once its scripts have drawn it."""
WIDTHS = (1366, 360)
COLOURS: Mapping[str, tuple[str, str]] = {
    "light": ("light", ""),
    "dark": ("dark", ""),
    "high": ("light", "high"),
    "high-dark": ("dark", "high"),
    "print": ("light", ""),
}
"""Mode to what ``<html>`` says of scheme and contrast."""

Look = dict[str, str]
"""Property to value; what says nothing, such as a border of no width, is left out."""
Looks = dict[str, dict[str, Look]]
"""Component to mode to look."""

# Of each class and state the first that is seen, else the first. Where it is not, nothing else is told of it.
_LOOK = """() => {
  const PROPERTIES = ['color', 'background-color', 'font-size', 'font-weight', 'font-style', 'line-height',
    'text-decoration-line', 'text-indent', 'opacity', 'position', 'min-height', 'border-radius',
    ...['top', 'right', 'bottom', 'left'].flatMap(one => [`padding-${one}`, `border-${one}-width`,
      `border-${one}-style`, `border-${one}-color`]), 'margin-top', 'margin-bottom', 'row-gap', 'column-gap']
  const NOTHING = new Set(['0px', 'none', 'normal', 'auto', 'static', 'rgba(0, 0, 0, 0)', 'start'])
  const found = {}
  for (const one of document.querySelectorAll('main *')) {
    const state = one.dataset.state ? `[${one.dataset.state}]` : ''
    for (const name of one.classList) {
      const known = found[name + state]
      if (known && (known.display !== 'none' || !one.checkVisibility()) || one.closest('svg')) continue
      const style = getComputedStyle(one)
      const look = { display: style.display }
      if (!one.checkVisibility()) look.display = 'none'
      else {
        for (const each of PROPERTIES) {
          const value = style.getPropertyValue(each)
          const side = /^border-(\\w+)-(style|color)$/.exec(each)
          if (side && style.getPropertyValue(`border-${side[1]}-width`) === '0px') continue
          if (!NOTHING.has(value)) look[each] = value
        }
        look.face = /\\bserif$/.test(style.fontFamily.replace('sans-serif', 'sans')) ? 'song' : 'sans'
      }
      found[name + state] = look
    }
  }
  return found
}"""


def looks(page: Page) -> Looks:
    """Return how the components look in all modes.

    Args:
        page: the page of components, drawn, of a reader who wants no motion; its folds are open then.
    """
    found: Looks = {}
    rows = page.locator("details.task").count()
    page.evaluate("() => { for (const one of document.querySelectorAll('main details')) one.open = true }")
    # A row's form is drawn once the browser has told the page that the row is open.
    page.locator("details.task .states").nth(rows - 1).wait_for()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for mode, (scheme, contrast) in COLOURS.items():
            page.emulate_media(media="print" if mode == "print" else "screen")
            page.evaluate(
                "said => Object.assign(document.documentElement.dataset, said)",
                {"scheme": scheme, "contrast": contrast},
            )
            told: dict[str, Look] = page.evaluate(_LOOK)
            for name, look in told.items():
                found.setdefault(name, {})[f"{mode} {width}"] = look
    page.emulate_media(media="screen")
    return found


def short(found: Looks) -> dict[str, dict[str, dict[str, str | None]]]:
    """Return the first mode of each component in full, of the others what differs from it; null is gone."""
    told: dict[str, dict[str, dict[str, str | None]]] = {}
    for name, modes in sorted(found.items()):
        first, *_ = modes.values()
        for mode, look in modes.items():
            if look is first:
                change: dict[str, str | None] = {**look}
            else:
                every = sorted({*first, *look})
                change = {one: look.get(one) for one in every if look.get(one) != first.get(one)}
            told.setdefault(name, {})[mode] = change
    return told


def full(told: Mapping[str, Mapping[str, Mapping[str, str | None]]]) -> Looks:
    """Return what ``short`` was made of."""
    found: Looks = {}
    for name, modes in told.items():
        first, *_ = modes.values()
        for mode, change in modes.items():
            look = {**first, **change}
            found.setdefault(name, {})[mode] = {
                key: value for key, value in look.items() if value is not None
            }
    return found


def differences(before: Looks, after: Looks) -> Iterator[str]:
    """Yield which component, in which mode, differs in which property."""
    for name in sorted({*before, *after}):
        if name not in before or name not in after:
            yield f"{name}: {'is new' if name in after else 'is gone'}"
            continue
        for mode, look in after[name].items():
            old = before[name].get(mode, {})
            for key in sorted({*old, *look}):
                if old.get(key) != look.get(key):
                    yield f"{name}, {mode}: {key} was {old.get(key)}, is {look.get(key)}"


def kept() -> Looks:
    """Return how the components looked when the record was made."""
    return full(json.loads(RECORD.read_text(encoding="utf-8")))


def main() -> int:
    """Write the record anew, say what differs from the last one, and return the exit code."""
    try:
        path = recorded("chromium")
    except MissingError as error:
        return fail(error)
    before = kept() if RECORD.is_file() else {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        page = browser.new_page(reduced_motion="reduce")
        page.goto((ROOT / "site" / PAGE).as_uri())
        page.wait_for_selector(DRAWN)
        found = looks(page)
        browser.close()
    lines = (f"{json.dumps(name)}: {json.dumps(modes)}" for name, modes in short(found).items())
    RECORD.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    for one in differences(before, found):
        sys.stdout.write(f"{one}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
