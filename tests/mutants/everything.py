"""All defects over all inputs of the tiny corpus, and the harmless changes beside them."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from mutants.defects import Defect, of_file, of_yaml, put, swap

REGISTER = "docs/register"
TEXT, ENGLISH, SETTINGS = "docs/zh-Hant/tale.md", "docs/en/tale.md", "mkdocs.yml"
LOCK, SOURCE, RECORD = f"{REGISTER}/translations.lock", "docs/sources/tale.txt", "docs/sources/tale.yml"
FILES = (
    *(f"{REGISTER}/{name}.yml" for name in ("corpus", "glossary", "obligations", "units")),
    *(TEXT, ENGLISH, SOURCE, RECORD, LOCK, SETTINGS, "docs/en/about.md"),
)

Change = tuple[str, str]

EDITION: tuple[Change, ...] = (
    ("開{~~們~>門~~}", "開{~~們>門~~}"),
    ("e01 misread certain", "e01 misred certain"),
    ("e01 misread certain", "e01 misread certian"),
    ("e01 misread certain", "e02 misread certain"),
    ("<<}了。圖書館", "<<了。圖書館"),
    ("{++三++}{>>", "{++三++} {>>"),
    ("{++三++}", "{++三{++二++}++}"),
    ("{--的--}", "{----}"),
    (" | “的” stands twice.", ""),
    ("看完了要還", "看完要還"),
    ("牆上寫明", "墻上寫明"),
    ("{ #s1-1 }", "{ #s1-2 }"),
    ("{ #s1-1 }", ""),
    ("{ #s1-2 .run-on }", "{ #s1-2 }"),
    ("\n\n看完了要還", "\n\n多了一段。\n{ #s1-9 }\n\n看完了要還"),
    ("\n看完了要還", "\n\u202e看完了要還"),
    ("view: edition", "view: editoin"),
    ("edition: tale", "edition: tail"),
)
TRANSLATION: tuple[Change, ...] = (
    ("{ #s1-1 }", "{ #s1-4 }"),
    ("{ #s1-1 }", ""),
    ("[?e05]", ""),
    ("[?e05]", "[?e01]"),
    ("[?e05]", "[?e55]"),
    ("## I. Rules", "### I. Rules"),
    ("What has been read must be returned; what has been lost must be paid for.\n", "\n"),
    ("the library of Xiaoxi village opens", "the reading house of Xiaoxi village opens"),
    ("view: edition", "view: apparatus"),
    ("{ #s1-2 }", "{ #s1-1 }"),
)
CORPUS: tuple[Change, ...] = (
    ("name: tiny", "name: ../tiny"),
    ("name: tiny", "name: 小"),
    ("derived: zh-Hans", "derived: zh-Hant"),
    ("original: zh-Hant", "original: zh_Hant/.."),
    ("text: tale.md", "text: /etc/passwd"),
    ("text: tale.md", "text: ../../../etc/passwd"),
    ("text: tale.md", "text: tail.md"),
    ("provenance: sources/tale.yml", "provenance: ../mkdocs.yml"),
    ("provenance: sources/tale.yml", "provenance: sources/tail.yml"),
    ("id: tale", "id: ../../tale"),
    ("2026-01-02", "2026-13-02"),
    ("down: t2s", "down: t2z"),
    ('",": "，"', '",": "，，"'),
    ("translations: [en]", "translations: [en, en]"),
)
SETTING: tuple[Change, ...] = (
    ("- glossary.md", "- glosary.md"),
    ("- glossary.md", "- glossary.md\n  - glossary.md"),
    ("- glossary.md", "- ../en/glossary.md"),
    ("\nnav:", "\nnav_:"),
    ("\nnav:", "\nuse_directory_urls: true\nnav:"),
    ("\nnav:", "\ndocs_dir: /etc\nnav:"),
    ("\nnav:", "\nextra: {analytics: {provider: google}}\nnav:"),
    ("\nnav:", "\nextra_javascript: ['https://cdn.example/x.js']\nnav:"),
    ("\nnav:", "\nextra_css: [assets/css/no.css]\nnav:"),
    ("\nnav:", "\nextra_css: ['//cdn.example/x.css']\nnav:"),
    ("nav_translations: {清單: Lists}", "nav_translations: {清箪: Lists}"),
    ("nav_translations: {清單: Lists}", "nav_translations: {}"),
    ("locale: en", "locale: eng"),
    ("default: true", "default: false"),
    ("- i18n:", "- i19n:"),
    ("site_name: 小溪村圖書館", "site_nam: 小溪村圖書館"),
    ("  - plan.md\n", "  - plan.md: [\n"),
    ("  - plan.md\n", "\t- plan.md\n"),
)
REVIEWS: tuple[Change, ...] = (
    ("en tale s1 ", "en tale s9 "),
    ("en tale s1 ", "eng tale s1 "),
    ("en tale s1 ", "en tail s1 "),
    ("en tale s1 ", "en tale s0 "),
    ("en tale s1 ", "en tale "),
    ("en tale s1 ", "<<<<<<< ours\nen tale s1 "),
    ("en tale s1 ", "en tale s1 z"),
)
RECORDS: tuple[Change, ...] = (
    ("file: tale.txt", "file: tail.txt"),
    ("file: tale.txt", "file: ../../mkdocs.yml"),
    ("file: tale.txt", "file: /etc/passwd"),
    ("first-line: 5", "first-line: 500"),
    ("first-line: 5", "first-line: five"),
    ("role: portal-title", "role: portal-titel"),
    ("line: 3", "line: 3000"),
    ("sha256: 0", "sha256: 1"),
)
SMALL: tuple[tuple[str, str, str], ...] = (
    ("times", "from: 10\n  to: 100", "from: 90\n  to: 10"),
    ("times", "from: 30", "from: 0"),
    ("ideas", "quote: 請大家愛惜圖書", "quote: 請"),
    ("ideas", "quote: 請大家愛惜圖書", "quote: 。"),
    ("obligations", "quote: 看完了要還", "quote: ；"),
    ("tasks", "zh-Hant: 來借書", "zh-Hant: 來 borrow 書"),
    ("tasks", "en: Come and borrow", "en: Come and 借書"),
    ("ideas", "zh-Hant: 愛惜圖書是頭一條", "zh-Hant: Care for books"),
    ("tasks", "zh-Hant: 來借書", "zh-Hant: 來借書並且好好地看完它然後按時把它還回圖書館去"),
    ("ideas", "id: care", "id: caring"),
    ("bodies", "id: village-library", "id: the-library"),
    ("times", "id: open", "id: opening"),
    ("members", "quote: 東村的孩子", "quote: 西村的孩子"),
    ("interface", "nothing:", "nothign:"),
    ("interface", "kind: {zh-Hant: 類別, en: Kind}", "search-count: {zh-Hant: 條, en: n}"),
    ("interface", "kind: {zh-Hant: 類別, en: Kind}", "kind: {zh-Hant: 類別}"),
    ("interface", "kind: {zh-Hant: 類別, en: Kind}", "kind: Kind"),
)
PAGES: tuple[tuple[str, str, str], ...] = (
    ("zh-Hant/units/child.md", "unit: child", "unit: chidl"),
    ("zh-Hant/units/child.md", "view: checklist", "view: cheklist"),
    ("zh-Hant/units/child.md", "unit: child", "units: child"),
    ("en/units/child.md", "unit: child", "unit: library"),
    ("zh-Hant/units/child.md", "view: checklist", "view: [checklist"),
    ("zh-Hant/procedures/putting-back.md", "procedure: putting-back", "procedure: putting"),
    ("zh-Hant/about.md", "edition: tale", "edition: tail"),
    ("en/about.md", "view: provenance", "view: plan"),
)
BUILT: tuple[tuple[str, str, str], ...] = (
    ("zh-Hant/index.md", "(tale.md)", "(tail.md)"),
    ("zh-Hant/index.md", "(tale.md)", "(tale.md#s99)"),
    ("en/index.md", "(tale.md)", "(tale.md#s99)"),
    ("zh-Hant/index.md", "(tale.md)", "(https://elsewhere.example/)"),
    ("en/index.md", "\n# ", '\n<a href="nowhere.html">x</a>\n\n# '),
    ("en/index.md", "\n# ", "\n<script>fetch('https://elsewhere.example/')</script>\n\n# "),
    ("en/index.md", "\n# ", '\n<img src="//elsewhere.example/x.png" alt="x">\n\n# '),
    ("en/index.md", "\n# ", '\n<iframe srcdoc="<p>x</p>"></iframe>\n\n# '),
    ("en/index.md", "\n# ", '\n<p onclick="x()">x</p>\n\n# '),
    ("en/index.md", "\n# ", '\n<p style="background:url(https://elsewhere.example/x)">x</p>\n\n# '),
    ("en/index.md", "{ #home }", "{ #hom }"),
    ("zh-Hant/about.md", "{ #provenance }", "{ #top }"),
)
"""What is seen on the built pages alone."""


NAMED_IN = {
    TEXT: (f"{REGISTER}/corpus.yml",),
    SOURCE: (RECORD,),
    RECORD: (f"{REGISTER}/corpus.yml",),
    "docs/en/about.md": ("docs/zh-Hant/about.md",),
    f"{REGISTER}/glossary.yml": (f"{REGISTER}/questions.yml",),
}
ALSO = {
    TEXT: (ENGLISH,),
    ENGLISH: (f"{REGISTER}/questions.yml",),
    RECORD: (SOURCE,),
}
"""Where what is wrong between two files may be told, too."""


def defects(root: Path, seed: int = 13, most: int = 6) -> Iterator[Defect]:
    """Yield every defect of a project of the tiny corpus, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 -- the same in every run
    for path in sorted((root / REGISTER).glob("*.yml")):
        yield from of_yaml(root, f"{REGISTER}/{path.name}", chance, most, SETTINGS)
    hand: tuple[tuple[str, str, tuple[Change, ...]], ...] = (
        ("edition", TEXT, EDITION),
        ("translation", ENGLISH, TRANSLATION),
        ("corpus", f"{REGISTER}/corpus.yml", CORPUS),
        ("settings", SETTINGS, SETTING),
        ("reviews", LOCK, REVIEWS),
        ("provenance", RECORD, RECORDS),
    )
    for kind, file, changes in hand:
        for old, new in changes:
            yield swap(root, kind, file, old, new, *ALSO.get(file, ()))
    for name, old, new in SMALL:
        yield swap(root, "small", f"{REGISTER}/{name}.yml", old, new, f"{REGISTER}/ids.lock")
    for name, old, new in PAGES:
        yield swap(root, "page", f"docs/{name}", old, new)
    yield put("provenance", "another source", SOURCE, b"other\n" * 9)
    for file in FILES:
        yield from of_file(file, *NAMED_IN.get(file, ()))


def built(root: Path) -> Iterator[Defect]:
    """Yield the defects that are seen on the built pages alone."""
    for name, old, new in BUILT:
        yield swap(root, "built page", f"docs/{name}", old, new)


# --- harmless changes


def windows(text: str) -> str:
    return text.replace("\n", "\r\n")


def marked(text: str) -> str:
    return f"\ufeff{text}"


def turned(text: str) -> str:
    """Return YAML with the keys of every mapping in the reverse order."""

    def turn(value: object) -> object:
        if isinstance(value, dict):
            return {key: turn(one) for key, one in reversed(value.items())}
        return [turn(one) for one in value] if isinstance(value, list) else value

    loaded = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 -- makes nothing but text
    return yaml.safe_dump(turn(loaded), allow_unicode=True, sort_keys=False, width=60)


def as_json(text: str) -> str:
    return json.dumps(yaml.load(text, Loader=yaml.CBaseLoader), ensure_ascii=False, indent=1)  # noqa: S506


def commented(text: str) -> str:
    return re.sub(r"^(\S)", r"# x\n\1", text, flags=re.MULTILINE)


def trailing(text: str) -> str:
    return f"{text}\n\n"


def harmless(root: Path) -> Iterator[tuple[str, str, Callable[[str], str]]]:
    """Yield changes that mean nothing: their name, the file, and what they make of its text."""
    data = [f"{REGISTER}/{path.name}" for path in sorted((root / REGISTER).glob("*.yml"))]
    others = [TEXT, ENGLISH, LOCK, RECORD, SETTINGS, "docs/en/index.md"]
    for file in [*data, *others]:
        yield "line ends", file, windows
        yield "byte order mark", file, marked
        yield "lines at the end", file, trailing
    for file in data:
        # The order of what stands for text, and of kinds of terms, is that of the pages.
        yield "order of keys", file, turned
        yield "JSON", file, as_json
        yield "comments", file, commented
