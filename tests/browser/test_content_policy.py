"""Under the policy that pages carry they work, and what is put into them does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext
from visits import ROOT, Recorder

ACTS = """() => {
  const script = document.createElement('script')
  script.textContent = 'window.ran = true'
  document.body.append(script)
  const handler = document.createElement('p')
  handler.setAttribute('onclick', 'window.ran = true')
  document.body.append(handler)
  handler.click()
  return window.ran === true
}"""


@pytest.mark.parametrize("where", ["index.html?q=%E9%BB%A8%E5%93%A1", "units/rural.html", "en/speech.html"])
def test_a_page_works_under_its_policy(
    new_context: Callable[..., BrowserContext], base: str, where: str
) -> None:
    recorder = Recorder(base=base)
    page = recorder.watch(new_context(bypass_csp=False).new_page())
    page.goto(f"{base}{where}")
    assert page.locator("html.js").count() == 1
    assert recorder.faults == []
    assert page.evaluate(ACTS) is False


@pytest.mark.parametrize("name", ["rural.html", "guidance-groups.html"])
def test_a_single_file_works_under_its_policy(new_context: Callable[..., BrowserContext], name: str) -> None:
    path: Path = ROOT / "dist" / name
    recorder = Recorder(base=f"{path.parent.as_uri()}/")
    page = recorder.watch(new_context(bypass_csp=False).new_page())
    page.goto(path.as_uri())
    assert page.locator("html.js").count() == 1
    assert recorder.faults == []
    assert page.evaluate(ACTS) is False
