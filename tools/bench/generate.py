"""Writes a whole project about the invented campaign: pages, register, configuration and our own hooks."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from tools.bench import register, stubs
from tools.bench.campaign import EDITION, TITLE, TITLE_DERIVED, Page, Paragraph, pages
from tools.bench.stubs import Section

ROOT = Path(__file__).resolve().parents[2]
PLAIN = "plain.yml"
"""Name of the configuration without our hooks and templates."""
PAGES_ONLY = "pages.yml"
"""Name of the configuration with our hooks but for the last, which writes the downloads."""
_SIMPLIFIED = (
    '{% import "partials/languages/zh.html" as simplified %}'
    '{% macro t(key) %}{% if key == "language" %}zh-Hans'
    "{% else %}{{ simplified.t(key) }}{% endif %}{% endmacro %}"
)
"""The theme's words for Simplified Chinese, which stand under another tag in it."""
_LAST_HOOK = "\n\n@event_priority("
_LANGUAGES = ("zh-Hant", "en")
_FLAWED, _MENDED = "丼", "井"
_EDITION_FILE = f"{EDITION}.txt"
"""The whole text; no page, as one of this size would be far beyond what a page may weigh."""
_ABOUT = "about.md"
"""Names the licences of what the site ships."""
_SITES_OWN = "portal-"
"""What the words begin with that belong to the real text's provenance."""
_SECTION = 10
"""Pages of a menu's section, and sections of a part; each page shows its own section's menu only."""


def write_project(folder: Path, items: int, count: int) -> None:
    """Write a project into a new folder.

    Args:
        folder: the folder; what stands there already is taken away.
        items: items of its register.
        count: pages that its text is spread over.
    """
    shutil.rmtree(folder, ignore_errors=True)
    text = tuple(pages(items, count))
    sections = tuple(stubs.sections(items, ["w0", *(page.id for page in text if page.begins_part)]))
    docs = folder / "docs"
    for name in ("hooks", "overrides", "docs/assets"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "readme-*"))
    _write(folder / "plain/partials/languages/zh-Hans.html", _SIMPLIFIED)
    _write_register(docs, text)
    for index, language in enumerate(_LANGUAGES):
        _write(docs / language / _EDITION_FILE, _edition(text, index))
        _write(
            docs / language / "index.md",
            f"---\ntitle: {TITLE[index]}\nview: choice\n---\n\n# {TITLE[index]} {{ #home }}\n",
        )
        _write(
            docs / language / _ABOUT,
            f"---\ntitle: {TITLE[index]}\nview: provenance\nedition: {EDITION}\n---\n\n"
            f"# {TITLE[index]} {{ #about }}\n",
        )
        for page in text:
            _write(docs / language / _path(page), _page(page, index))
        for stub in (stub for section in sections for stub in section.stubs):
            _write(docs / language / stub.path, stubs.page(stub, index))
    _write_configuration(folder, text, sections)


def _write_register(docs: Path, text: Sequence[Page]) -> None:
    for name, content in register.files(text).items():
        _write(docs / "register" / name, content)
    words = (ROOT / "docs/register/interface.yml").read_text(encoding="utf-8").splitlines(keepends=True)
    general = "".join(line for line in words if not line.startswith(_SITES_OWN))
    _write(docs / "register/interface.yml", general)
    source = "\n\n".join([TITLE[0], *(one for page in text for one in _verbatim(page))]) + "\n"
    _write(docs / f"sources/{EDITION}.txt", source)
    digest = hashlib.sha256(source.encode()).hexdigest()
    origin = {"zh-Hant": "為測速編造。", "en": "Invented to measure speed."}
    record = {"file": f"{EDITION}.txt", "sha256": digest, "first-line": 1, "front": []}
    _write_yaml(docs / f"sources/{EDITION}.yml", {**record, "origin": origin, "unknown": []})
    corpus = yaml.safe_load((ROOT / "docs/register/corpus.yml").read_text(encoding="utf-8"))
    edition = corpus["editions"][0]
    edition |= {"id": EDITION, "title": dict(zip(_LANGUAGES, TITLE, strict=True)), "text": _EDITION_FILE}
    edition |= {"provenance": f"sources/{EDITION}.yml"}
    _write_yaml(docs / "register/corpus.yml", {**corpus, "name": EDITION, "register": EDITION})


def _write_configuration(folder: Path, text: Sequence[Page], sections: Sequence[Section]) -> None:
    """Write the project's own configuration with other pages, and the same without what is ours."""
    ours = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    ours["site_name"] = TITLE[0]
    names = {"zh-Hans": TITLE_DERIVED, "en": TITLE[1]}
    shown = [{section.name: [stub.path for stub in section.stubs]} for section in sections]
    ours["nav"] = ["index.md", _ABOUT, *shown, *_menu(text)]
    for language in next(one["i18n"] for one in ours["plugins"] if "i18n" in one)["languages"]:
        if "nav_translations" in language:
            language["nav_translations"] = {name: name for name in _titles(ours["nav"])}
        if "site_name" in language:
            language["site_name"] = names[language["locale"]]
    ours["exclude_docs"] += "".join(f"/{language}/{_EDITION_FILE}\n" for language in _LANGUAGES)
    _write_yaml(folder / "mkdocs.yml", ours)
    hooks, sign, _ = (folder / "hooks/main.py").read_text(encoding="utf-8").partition(_LAST_HOOK)
    if not sign:
        raise ValueError("hooks/main.py has no last hook to leave out")
    _write(folder / "hooks/pages.py", hooks)
    _write_yaml(folder / PAGES_ONLY, {**ours, "hooks": ["hooks/pages.py"]})
    plain = {key: value for key, value in ours.items() if key != "hooks"}
    plain["theme"] = {**ours["theme"], "custom_dir": "plain"}
    _write_yaml(folder / PLAIN, plain)


def _menu(text: Sequence[Page]) -> Iterator[dict[str, Any]]:
    """Yield the menu by parts and sections; their names are numbers, the same in every language."""
    sections = [text[at : at + _SECTION] for at in range(0, len(text), _SECTION)]
    for part in range(0, len(sections), _SECTION):
        inner = sections[part : part + _SECTION]
        listed = [{_span(section): [_path(page) for page in section]} for section in inner]
        yield {_span([*inner[0], *inner[-1]]): listed}


def _titles(menu: Sequence[Any]) -> Iterator[str]:
    """Yield the names of the menu's sections, which are the same in every language."""
    for one in menu:
        if isinstance(one, dict):
            for name, inner in one.items():
                yield name
                yield from _titles(inner)


def _span(section: Sequence[Page]) -> str:
    return f"{section[0].number}–{section[-1].number}"


def _path(page: Page) -> str:
    return f"text/{page.id}.md"


def _page(page: Page, language: int) -> str:
    """Return a page as an editor would write it."""
    heading = page.heading[language]
    blocks = [f"---\ntitle: {heading}\n---", f"# {heading} {{ #{page.id} }}"]
    blocks += [f"{one.texts[language]}\n{{ #{one.id} }}" for one in page.paragraphs]
    return "\n\n".join(blocks) + "\n"


def _edition(text: Sequence[Page], language: int) -> str:
    """Return the whole text as one edition, with its emendations in the original."""
    blocks = [f"# {TITLE[language]} {{ #w0 }}"]
    for page in text:
        hashes = "##" if page.begins_part else "###"
        blocks.append(f"{hashes} {page.heading[language]} {{ #{page.id} }}")
        for one in page.paragraphs:
            shown = one.texts[language] if language else _emended(one)
            blocks.append(f"{shown}\n{{ #{one.id} }}")
    return "\n\n".join(blocks) + "\n"


def _emended(paragraph: Paragraph) -> str:
    if paragraph.flaw is None:
        return paragraph.texts[0]
    note = f"e{paragraph.flaw:04d} misread certain | 「{_FLAWED}」不成義。 | “{_FLAWED}” makes no sense."
    mark = f"{{~~{_FLAWED}~>{_MENDED}~~}}{{>>{note}<<}}"
    return _flaw(paragraph, mark)


def _verbatim(page: Page) -> Iterator[str]:
    yield page.heading[0]
    for one in page.paragraphs:
        yield one.texts[0] if one.flaw is None else _flaw(one, _FLAWED)


def _flaw(paragraph: Paragraph, written: str) -> str:
    """Return a paragraph's original with something written for the well's name in its first sentence."""
    return paragraph.texts[0].replace(f"號{_MENDED}", f"號{written}", 1)


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8", newline="\n")


def _write_yaml(path: Path, content: object) -> None:
    _write(path, yaml.safe_dump(content, allow_unicode=True, sort_keys=False))
