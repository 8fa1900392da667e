"""The sources of pages: sound ones pass; each defect is told by code, line and column, and alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidance.languages import Languages
from guidance.prose import __doc__ as described
from guidance.prose import check_prose

LANGUAGES = Languages(
    original="zh-Hant",
    translations=("en",),
    derived="zh-Hans",
    configuration="tw2s",
    keep=("燈台",),
)
HERE, THERE, PIECE = "zh-Hant/lamp.md", "en/lamp.md", "snippets/zh-Hant/oil.md"
SOURCES = {
    HERE: """---
title: 燈
---

# 燈 { #lamp }

看守人每晚點燈，見[潮汐](tides.md)。`<lens>` 是鏡。

## 點燈 { #light }

1. 先看油。
    - 不夠就添。
    - 夠了就記下。
2. 再點。

| 時 | 風 |
|---|---|
| 一 | 北 |

/// note | 燈台
燈台的門要關上。
///

### 熄燈 { #out }

<div class="card" markdown>

天亮就熄，<b>不要</b>早。<br>早了要記。

</div>

--8<-- "zh-Hant/oil.md"

```sh
# no heading, <p> and {++ in code
- no list
```
""",
    THERE: """---
title: The lamp
---

# The lamp { #lamp }

The keeper lights the lamp every night, see the [tides](tides.md). `<lens>` is the lens.

## Lighting { #light }

1. First look at the oil.
    - If there is too little, fill it up.
    - If there is enough, write it down.
2. Then light it. <span lang="zh-Hant">點燈</span>

| Hour | Wind |
|---|---|
| one | north |

/// note | The tower
Its door is kept shut.
///

### Putting out { #out }

<div class="card" markdown>

At daybreak it is put out, <b>not</b> before.<br>Write down if it was.

</div>

--8<-- "en/oil.md"

```sh
# no heading, <p> and {++ in code
- no list
```
""",
    PIECE: "油在地窖裡。\n",
    "snippets/en/oil.md": "The oil is in the cellar.\n",
    "zh-Hant/text.md": (
        "---\nview: edition\n---\n\n## 原文 { #s1 }\n\n"
        "灯{~~火~>塔~~}{>>e1 misread certain | 甲 | a<<}\n{ #s1-1 }\n"
    ),
    "en/text.md": "---\nview: edition\n---\n\n## Text { #s1 }\n\nLighthouse\n{ #s1-1 }\n",
    "register/words.yml": "lamp: {zh-Hant: 燈, en: Lamp}\n",
}

MUTANTS = (
    # headings
    (
        THERE,
        "# The lamp {",
        "## The lamp {",
        "5:1: first-heading: the first heading of a page is of the first",
    ),
    (
        HERE,
        "## 點燈",
        "# 點燈",
        "9:1: first-heading: a page has one first heading, before all others; this is a",
    ),
    (
        THERE,
        "### Putting",
        "#### Putting",
        "24:1: heading-skipped: a heading of level 4 behind one of level 2;",
    ),
    (HERE, "# 燈 { #lamp }\n", "\n", "9:1: first-heading: the first heading of a page is of the first level"),
    (
        HERE,
        "# 燈 { #lamp }",
        "<h2>燈</h2>",
        "5:1: first-heading: the first heading of a page is of the first",
    ),
    (
        HERE,
        "看守人每晚",
        "再一個\n===\n\n看守人每晚",
        "7:1: first-heading: a page has one first heading, before all",
    ),
    # elements
    (
        HERE,
        "<b>不要</b>",
        "<b>不要",
        "28:6: element-not-closed: this element does not end before what it stands in",
    ),
    (
        THERE,
        "\n</div>",
        "",
        "26:1: element-not-closed: this element does not end before what it stands in does",
    ),
    (
        HERE,
        "天亮就熄",
        "</i>天亮就熄",
        "28:1: element-not-opened: this ends an element that is not open here: «</i>»",
    ),
    (
        HERE,
        "`<lens>` 是",
        "<lens> 是",
        "7:25: unknown-element: a browser knows no such element and shows nothing",
    ),
    (
        PIECE,
        "油在",
        "<em>油在",
        "1:1: element-not-closed: this element does not end before what it stands in does",
    ),
    (
        THERE,
        '<div class="card" markdown>',
        '<dvi class="card">',
        "26:1: unknown-element: a browser knows no such",
    ),
    # lists
    (
        HERE,
        "    - 不夠",
        "  - 不夠",
        "12:1: list-swallowed: a list within a list is set in by 4 blanks; this one",
    ),
    (
        THERE,
        "\n\n1. First",
        "\nSo:\n1. First",
        "11:1: list-swallowed: a list begins behind an empty line; this one",
    ),
    # blocks
    (HERE, "```\n", "\n", "34:1: block-not-closed: this code has no end, so that what follows is no code"),
    (
        HERE,
        "要關上。\n///",
        "要關上。",
        "20:1: block-not-closed: this block has no end, so that all the rest of the page",
    ),
    (
        THERE,
        "/// note | The tower\n",
        "\n",
        "22:1: block-not-closed: this ends a block that is not open here: «///»",
    ),
    # the marks of a text
    (
        "zh-Hant/text.md",
        "view: edition",
        "title: x",
        "7:12: raw-marks: readers would see the note of a correction;",
    ),
    (
        "zh-Hant/text.md",
        "edition",
        "editoin",
        "7:12: raw-marks: readers would see the note of a correction; the",
    ),
    (
        "zh-Hant/text.md",
        "---\nview: edition\n---\n",
        "",
        "4:12: raw-marks: readers would see the note of a correction;",
    ),
    # scripts
    (
        HERE,
        "看守人每晚點燈",
        "看守人每晚点燈",
        "7:6: wrong-script: “点” is of the other script; here it is “點”: «看守人每晚点燈，",
    ),
    (
        PIECE,
        "地窖裡",
        "地窖里",
        "1:5: wrong-script: “里” is of the other script; here it is “裡”: «油在地窖里。»",
    ),
    (
        "register/words.yml",
        "燈",
        "灯",
        "1:17: wrong-script: “灯” is of the other script; here it is “燈”: «h-Hant: 灯,",
    ),
    (
        THERE,
        "every night",
        "every 晚",
        "7:34: wrong-script: words of another script than en has; give them their lang",
    ),
    (
        THERE,
        "Then light it",
        "Then 点灯",
        "14:9: wrong-script: words of another script than en has; give them their",
    ),
    # the same in all languages
    (
        THERE,
        "    - If there is enough, write it down.\n",
        "",
        "13:1: blocks-differ: docs/zh-Hant/lamp.md:13:1 has before",
    ),
    (
        THERE,
        "| one | north |",
        "| one |",
        "18:1: blocks-differ: this page has a row of a table, with 1 cells, where",
    ),
    (
        THERE,
        "/// note |",
        "/// warning |",
        "20:1: blocks-differ: this page has a block “warning”, where docs/zh-Hant/",
    ),
    (
        THERE,
        "| one | north |\n",
        "| one | north |\n| two | east |\n",
        "19:1: blocks-differ: this page has a row of a",
    ),
    (
        THERE,
        "2. Then light it.",
        "- Then light it.",
        "14:1: blocks-differ: this page has an item of a list, set in by",
    ),
    (
        THERE,
        "Its door is",
        "Its door.\n\nIt is",
        "23:1: blocks-differ: this page has a paragraph; docs/zh-Hant/",
    ),
    (
        THERE,
        '\n--8<-- "en/oil.md"\n',
        "\n",
        "33:1: blocks-differ: docs/zh-Hant/lamp.md:32:1 has before this a piece",
    ),
    (
        THERE,
        "```sh\n# no heading, <p> and {++ in code\n- no list\n```\n",
        "",
        "32:19: blocks-differ: docs/zh-Hant/lamp.md:34",
    ),
    (
        THERE,
        "Its door is kept shut.",
        "> Its door is kept shut.",
        "21:1: blocks-differ: this page has a quotation;",
    ),
)
"""File, old, new, and how the one report begins; empty where nothing is to be told."""

HARMLESS = (
    (HERE, "看守人每晚點燈", "看守人每晚都要點燈"),
    (THERE, "every night", "each and every night"),
    (THERE, "`<lens>`", "``<lens> `x` ``"),
    (THERE, "see the [tides]", "see <https://tides.example/> and the [tides]"),
    (HERE, "1. 先看油", "1)  先看油"),
    (HERE, "燈台的門", "大燈台的門"),
    (HERE, "天亮就熄", "天亮了就熄，台上有霧"[:6]),
    (THERE, "<br>", "<br />"),
    (HERE, "\n## 點燈", "\n<!-- # 不見 <b> -->\n## 點燈"),
    (HERE, "先看油。", "先看油 < 一斗。"),
)
"""What means nothing, or nothing else than before."""


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    for name, text in SOURCES.items():
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "docs"


def told(docs: Path) -> list[str]:
    return [str(one) for one in check_prose(docs.parent, docs, LANGUAGES)]


def change(docs: Path, name: str, old: str, new: str) -> None:
    path = docs / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_sound_sources_have_no_defect(docs: Path) -> None:
    assert told(docs) == []


@pytest.mark.parametrize(("name", "old", "new", "report"), MUTANTS)
def test_a_defect_is_told_at_its_place(docs: Path, name: str, old: str, new: str, report: str) -> None:
    change(docs, name, old, new)
    found = [one for one in told(docs) if "blocks-differ" not in one or "blocks-differ" in report]
    begins = f"docs/{name}:{report}"
    assert [one[: len(begins)] for one in found] == ([begins] if report else [])


@pytest.mark.parametrize(("name", "old", "new"), HARMLESS)
def test_what_is_sound_is_not_told(docs: Path, name: str, old: str, new: str) -> None:
    change(docs, name, old, new)
    assert [one for one in told(docs) if "blocks-differ" not in one] == []


def test_a_page_in_one_language_only_is_told(docs: Path) -> None:
    (docs / "zh-Hant/fog.md").write_text("# 霧 { #fog }\n", encoding="utf-8")
    (docs / "en/bell.md").write_text("# Bell { #bell }\n", encoding="utf-8")
    assert told(docs) == [
        "docs/en/bell.md:1:1: page-missing: this page has no original: «bell.md»; nearest: «lamp.md»",
        "docs/zh-Hant/fog.md:1:1: page-missing: this page is not there in en: «fog.md»",
    ]


def test_a_page_without_heading_is_told(docs: Path) -> None:
    for tree in ("zh-Hant", "en"):
        (docs / tree / "fog.md").write_text("---\ntitle: x\n---\nx\n", encoding="utf-8")
    assert [one.partition(": ")[0] for one in told(docs)] == ["docs/zh-Hant/fog.md:4:1", "docs/en/fog.md:4:1"]


def test_every_code_has_a_case() -> None:
    codes = (described or "").partition("Codes:")[2].replace(".", "").replace("\n", " ").split(", ")
    cases = " ".join(report for *_, report in MUTANTS) + " page-missing:"
    assert [code for code in codes if f"{code.strip()}:" not in cases] == []


def test_without_a_derived_script_no_script_is_wrong(docs: Path) -> None:
    change(docs, HERE, "看守人每晚點燈", "看守人每晚点燈")
    alone = Languages(original="zh-Hant", translations=("en",))
    assert list(check_prose(docs.parent, docs, alone)) == []
