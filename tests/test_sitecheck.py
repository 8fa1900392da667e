"""A clean site in three languages passes the checks; each defect turns them red, by name and line."""

from __future__ import annotations

import gzip
import posixpath
from dataclasses import dataclass
from pathlib import Path

import pytest

from guidance.policy import page_policy
from guidance.problems import Problem
from guidance.sitecheck import check_site
from guidance.sitecheck.css import addresses
from guidance.sitecheck.model import Use
from guidance.sitecheck.page import read_page
from guidance.sitecheck.site import read_site
from guidance.sitecheck.sources import Sources

LANGUAGES = {"zh-Hant": "", "zh-Hans": "zh-Hans", "en": "en"}
PAGES = {"index": "燈塔", "tides": "潮汐", "fog/bell": "霧鐘"}
NAMES = {
    "zh-Hant": PAGES,
    "zh-Hans": {"index": "灯塔", "tides": "潮汐", "fog/bell": "雾钟"},
    "en": {"index": "Lighthouse", "tides": "Tides", "fog/bell": "Fog bell"},
}
WORDS = {
    "zh-Hant": ("守夜的人記下", "浪高", "守夜人看見的海圖"),
    "zh-Hans": ("守夜的人记下", "浪高", "守夜人看见的海图"),
    "en": ("The keeper writes down", "the swell", "The chart the keeper sees"),
}
POLICY = f'<meta http-equiv="Content-Security-Policy" content="{page_policy()}">'
PROJECT = "/srv/keeper/lamp room"


@dataclass(frozen=True)
class Built:
    """A project with sources and the site made of them."""

    root: Path

    @property
    def site(self) -> Path:
        return self.root / "site"

    def check(self) -> list[Problem]:
        return check_site(
            self.site,
            docs=self.root / "docs",
            languages=LANGUAGES,
            forbidden=[PROJECT],
            allowed_hosts=["tides.example"],
        )

    def found(self) -> list[tuple[str, str]]:
        """Return the code of each problem and its file and line."""
        return [(problem.code, f"{problem.place.file}:{problem.place.line}") for problem in self.check()]

    def change(self, path: str, old: str, new: str) -> None:
        """Replace a piece that must be there, once."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{old} is not in {path}"
        file.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")

    def line(self, path: str, piece: str) -> int:
        lines = (self.root / path).read_text(encoding="utf-8").split("\n")
        return next(number for number, line in enumerate(lines, 1) if piece in line)


def page_of(language: str, name: str) -> str:
    """Return a page as the theme would build it."""
    path = posixpath.join(LANGUAGES[language], f"{name}.html")
    folder = posixpath.dirname(path) or "."

    def to(target: str) -> str:
        return posixpath.relpath(target, folder)

    alternates = "\n".join(
        f'<link rel="alternate" href="{to(posixpath.join(prefix, name + ".html"))}" hreflang="{tag}">'
        for tag, prefix in LANGUAGES.items()
    )
    switcher = "".join(
        f'<a class="language-link" hreflang="{tag}" '
        f'href="{to(posixpath.join(prefix, name + ".html"))}">{label}</a>'
        for (tag, prefix), label in zip(LANGUAGES.items(), ("繁體中文", "简体中文", "English"), strict=True)
    )
    menu = "\n".join(
        f'<li><a href="{to(posixpath.join(LANGUAGES[language], other + ".html"))}">{title}</a></li>'
        for other, title in NAMES[language].items()
    )
    image, home = to("assets/chart.png"), to(posixpath.join(LANGUAGES[language], "index.html"))
    title, (writes, swell, chart) = NAMES[language][name], WORDS[language]
    other_page = to(posixpath.join(LANGUAGES[language], "tides.html"))
    return f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
{POLICY}
<title>{title}</title>
{alternates}
<link rel="stylesheet" href="{to("assets/sea.css")}">
</head>
<body>
<a href="#top-{name}">↓</a> <a href="#">⌂</a> <a href="#__drawer">☰</a>
{switcher}
<nav class="all-pages__in"><a class="bar__name" href="{home}">{title}</a>
<ul>
{menu}
</ul>
<nav class="contents"><a href="#swell">{swell}</a></nav>
</nav>
<article>
<h1 id="top-{name}">{title}</h1>
<p id="log">{writes}<a href="{other_page}#swell">{swell}</a>。</p>
<h2 id="swell">{swell}</h2>
<p id="quote">{swell} <q lang="zh-Hant">燈塔</q> <a href="https://tides.example/almanac">↗</a></p>
<p><img src="{image}" srcset="{image} 1x, {image} 2x" alt="{chart}"></p>
</article>
</body>
</html>
"""


def source_of(language: str, name: str) -> str:
    """Return the Markdown that the page stands for."""
    writes, swell, chart = WORDS[language]
    up = "../" * name.count("/")
    return f"""# {NAMES[language][name]} {{ #top-{name} }}

{writes}[{swell}]({up}tides.md#swell)。
{{ #log }}

## {swell} {{ #swell }}

{swell} [↗](https://tides.example/almanac)
{{ #quote }}

![{chart}]({up}assets/chart.png)
"""


@pytest.fixture
def built(tmp_path: Path) -> Built:
    root = tmp_path / "harbour"
    for language, folder in LANGUAGES.items():
        for name in PAGES:
            page = root / "site" / folder / f"{name}.html"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(page_of(language, name), encoding="utf-8", newline="\n")
            if language == "zh-Hans":
                continue
            source = root / "docs" / language / f"{name}.md"
            source.parent.mkdir(parents=True, exist_ok=True)
            source.write_text(source_of(language, name), encoding="utf-8", newline="\n")
    head = f'<html lang="zh-Hant"><head>{POLICY}<title>404</title></head>'
    stray = f'{head}<body><a href="index.html">⌂</a></body></html>'
    (root / "site" / "404.html").write_text(stray, encoding="utf-8")
    for assets in (root / "site" / "assets", root / "docs" / "assets"):
        assets.mkdir()
        (assets / "chart.png").write_bytes(b"\x89PNG")
        (assets / "sea.css").write_text(
            '/* url(x) */\nbody {\n  background: url("chart.png");\n}\n', encoding="utf-8"
        )
    (root / "docs" / "register").mkdir()
    (root / "docs" / "register" / "buoys.yml").write_text(
        "- id: buoy\n  see: wreck.html#mast\n", encoding="utf-8"
    )
    return Built(root)


def test_a_clean_site_has_no_problem(built: Built) -> None:
    assert built.check() == []


def test_the_site_may_lie_anywhere(built: Built, tmp_path: Path) -> None:
    away = tmp_path / "另一處 folder"
    built.site.rename(away)
    options = {"languages": LANGUAGES, "forbidden": [PROJECT], "allowed_hosts": ["tides.example"]}
    assert check_site(away, docs=built.root / "docs", **options) == []
    (away / "en" / "tides.html").unlink()
    told = {problem.place.file for problem in check_site(away, docs=built.root / "docs", **options)}
    assert f"{away.name}/en/index.html" in told


EN = "site/en/tides.html"
HANT = "site/tides.html"
HANS = "site/zh-Hans/tides.html"
LOG = '<p id="log">'
DATA = '<p id="log">The keeper writes down'

# Code, built file, piece, its replacement, and where the report must point: a file of the project
# and a piece of the line there; no piece means line 1.
MUTANTS = [
    ("broken-link", EN, 'href="tides.html#swell"', 'href="tide.html#swell"', "docs/en/tides.md", "#swell"),
    ("broken-link", EN, 'href="tides.html#swell"', 'href="Tides.html#swell"', "docs/en/tides.md", "tides.md"),
    ("broken-link", EN, 'href="tides.html#swell"', 'href="../../tides.html"', "docs/en/tides.md", None),
    ("broken-link", EN, 'href="tides.html#swell"', 'href="./"', "docs/en/tides.md", None),
    (
        "broken-link",
        EN,
        'href="tides.html#swell"',
        'href="wreck.html#mast"',
        "docs/register/buoys.yml",
        "wreck",
    ),
    ("broken-link", EN, 'src="../assets/chart.png"', 'src="../assets/Chart.png"', "docs/en/tides.md", None),
    ("broken-link", EN, "chart.png 2x", "chart2.png 2x", "docs/en/tides.md", None),
    ("broken-link", EN, LOG, '<p id="log"><a href="javascript:go()">x</a>', "docs/en/tides.md", None),
    ("broken-link", EN, LOG, '<p id="log"><object data="none.svg"></object>', "docs/en/tides.md", None),
    ("broken-link", EN, LOG, '<p id="log"><video poster="none.png"></video>', "docs/en/tides.md", None),
    ("broken-link", EN, LOG, '<p id="log"><img src="" alt="">', "docs/en/tides.md", None),
    ("broken-link", EN, "</body>", '<form action="none.html"></form></body>', EN, "<form"),
    (
        "broken-link",
        EN,
        "</head>",
        '<meta http-equiv="refresh" content="0; url=no.html"></head>',
        EN,
        "refresh",
    ),
    ("broken-link", EN, "</head>", '<link rel="icon" href="none.png"></head>', EN, "none.png"),
    ("broken-link", EN, "</head>", "<style>p { background: url(none.png) }</style></head>", EN, "none.png"),
    ("broken-link", "site/assets/sea.css", '"chart.png"', '"none.png"', "docs/assets/sea.css", None),
    ("broken-anchor", EN, 'tides.html#swell"', 'tides.html#swel"', "docs/en/tides.md", None),
    ("broken-anchor", EN, 'href="#top-tides"', 'href="#%E7%87%88"', EN, "%E7%87%88"),
    ("absolute-link", EN, 'href="tides.html#swell"', 'href="/en/tides.html"', "docs/en/tides.md", None),
    (
        "absolute-link",
        EN,
        'href="tides.html#swell"',
        'href="file:///en/tides.html"',
        "docs/en/tides.md",
        None,
    ),
    ("absolute-link", EN, "https://tides.example/", "//tides.example/", "docs/en/tides.md", "tides.example"),
    ("absolute-link", EN, 'href="tides.html#swell"', 'href="C:\\tides.html"', "docs/en/tides.md", None),
    (
        "foreign-request",
        EN,
        "</body>",
        '<script src="https://tides.example/x.js"></script></body>',
        EN,
        "x.js",
    ),
    (
        "foreign-request",
        EN,
        "</head>",
        '<link rel="stylesheet" href="//tides.example/x.css"></head>',
        EN,
        "x.css",
    ),
    (
        "foreign-request",
        EN,
        LOG,
        LOG + '<img alt="" src="http://tides.example/a.png">',
        "docs/en/tides.md",
        None,
    ),
    (
        "foreign-request",
        EN,
        LOG,
        '<p id="log" style="background:url(//x.example/a)">',
        "docs/en/tides.md",
        None,
    ),
    (
        "foreign-request",
        "site/assets/sea.css",
        "body",
        '@import "https://x.example";',
        "docs/assets/sea.css",
        None,
    ),
    ("inline-script", EN, LOG, LOG + "<script>\ngo()</script>", "docs/en/tides.md", None),
    ("inline-script", EN, "</body>", '<script type="module">go()</script></body>', EN, "module"),
    ("inline-handler", EN, LOG, '<p id="log" onclick="go()">', "docs/en/tides.md", None),
    ("inline-handler", EN, "<body", '<body onload="go()"', EN, "<body"),
    ("framed-page", EN, LOG, LOG + '<iframe srcdoc="x"></iframe>', "docs/en/tides.md", None),
    ("framed-page", EN, LOG, LOG + "<object></object>", "docs/en/tides.md", None),
    ("unlisted-host", EN, "//tides.example/", "//tide.example/", "docs/en/tides.md", None),
    ("duplicate-id", EN, '<a href="#">', '<a id="bell" href="#">⌂</a><a id="bell" href="#">', EN, "bell"),
    ("missing-lang", EN, '<html lang="en">', "<html>", EN, None),
    ("wrong-lang", HANS, '<html lang="zh-Hans">', '<html lang="zh">', HANS, None),
    ("missing-title", EN, "<title>Tides</title>", "", "docs/en/tides.md", None),
    ("machine-path", EN, "</body>", f"<!-- {PROJECT}/x --></body>", EN, "<!--"),
    ("machine-path", EN, "</body>", "<!-- /srv/keeper/lamp%20room/x --></body>", EN, "<!--"),
    ("machine-path", "site/assets/sea.css", "body", f"/*{PROJECT}*/ body", "site/assets/sea.css", "body"),
    (
        "no-menu-place",
        "site/en/index.html",
        '<li><a href="tides.html">Tides</a></li>',
        "",
        "docs/en/tides.md",
        None,
    ),
    (
        "tree-mismatch",
        EN,
        '<h2 id="swell">the swell</h2>',
        '<h3 id="swell">x</h3>',
        "docs/en/tides.md",
        "{ #swell }",
    ),
    ("tree-mismatch", EN, '<p id="quote">', "<p>", "docs/en/tides.md", "## "),
    ("tree-mismatch", EN, LOG, '<p id="diary">', "docs/en/tides.md", "{ #log"),
    ("tree-mismatch", EN, LOG, LOG + '<a href="index.html">x</a>', "docs/en/tides.md", "#swell"),
    (
        "tree-mismatch",
        EN,
        'href="tides.html#swell"',
        'href="../tides.html#swell"',
        "docs/en/tides.md",
        "#swell",
    ),
    ("tree-mismatch", HANS, '<p id="quote">', '<p id="note">', "docs/zh-Hant/tides.md", "{ #quote"),
    ("wrong-hreflang", EN, '<link rel="alternate" href="../tides.html" hreflang="zh-Hant">', "", EN, None),
    ("wrong-hreflang", EN, 'href="../tides.html" hreflang', 'href="../index.html" hreflang', EN, "../index"),
    (
        "wrong-hreflang",
        EN,
        'hreflang="zh-Hant" href="../t',
        'hreflang="zh-Hans" href="../t',
        EN,
        "language-link",
    ),
    ("wrong-hreflang", EN, 'hreflang="en" href', 'hreflang="eo" href', EN, "language-link"),
    ("mixed-script", HANS, "守夜的人记下", "守夜的人記下", "docs/zh-Hant/tides.md", "記"),
    (
        "mixed-script",
        HANS,
        'alt="守夜人看见的海图"',
        'alt="守夜人看見的海圖"',
        "docs/zh-Hant/tides.md",
        "海圖",
    ),
    ("mixed-script", HANS, "<title>潮汐", "<title>燈下潮汐", HANS, "<title>"),
    ("mixed-script", HANS, LOG, '<p id="log" title="燈">', "docs/zh-Hant/tides.md", None),
    ("mixed-script", HANS, LOG, '<p id="log" aria-label="燈">', "docs/zh-Hant/tides.md", None),
    ("policy-missing", EN, 'http-equiv="Content-Security-Policy"', 'name="policy"', EN, None),
    # What stands before it, it does not govern; nor does it hold in the body.
    ("policy-missing", EN, '<meta charset="utf-8">', '<link rel="icon" href="assets/chart.png">', EN, None),
    ("policy-weak", EN, "script-src 'self'", "script-src 'self' 'unsafe-inline'", EN, None),
    ("policy-weak", EN, "default-src 'none'", "default-src *", EN, None),
    ("policy-weak", EN, "base-uri 'none'; ", "", EN, None),
    ("policy-weak", EN, "img-src 'self' data:", "img-src 'self' data: https:", EN, None),
    ("oversize", EN, "</body>", f"<!--{'~' * 1_000_000}--></body>", "docs/en/tides.md", None),
]


@pytest.mark.parametrize(("code", "path", "old", "new", "file", "piece"), MUTANTS)
def test_a_mutant_is_told_by_code_and_line(  # noqa: PLR0913, PLR0917 - the columns of the table
    built: Built, code: str, path: str, old: str, new: str, file: str, piece: str | None
) -> None:
    built.change(path, old, new)
    line = built.line(file, piece) if piece else 1
    assert (code, f"{file}:{line}") in built.found()


def test_every_code_has_a_case() -> None:
    told = check_site.__module__
    summary = __import__(told, fromlist=["x"]).__doc__.partition("Codes: ")[2].partition(".")[0]
    elsewhere = {"no-pages", "not-utf8"}
    assert set(summary.replace("\n", " ").split(", ")) == {mutant[0] for mutant in MUTANTS} | elsewhere


def test_only_the_defect_is_told(built: Built) -> None:
    built.change("docs/en/tides.md", "tides.md#swell", "tides.md#swel")
    built.change(EN, "tides.html#swell", "tides.html#swel")
    line = built.line("docs/en/tides.md", "#swel)")
    place = f"docs/en/tides.md:{line}"
    assert built.found() == [("broken-anchor", place), ("tree-mismatch", place)]
    assert "nearest: «swell»" in str(built.check()[0])


def test_a_wrong_case_is_told_with_the_right_one(built: Built) -> None:
    built.change(EN, 'src="../assets/chart.png"', 'src="../assets/Chart.PNG"')
    problem = next(problem for problem in built.check() if problem.code == "broken-link")
    assert problem.suggestion == "assets/chart.png"


def test_the_second_of_two_equal_ids_is_shown_in_the_source(built: Built) -> None:
    built.change("docs/en/tides.md", "## the swell", "{ #log }\n\n## the swell")
    built.change(EN, '<h2 id="swell">', '<p id="log">x</p><h2 id="swell">')
    first = built.line("docs/en/tides.md", "#log")
    assert ("duplicate-id", f"docs/en/tides.md:{first + 2}") in built.found()


def test_the_second_of_two_equal_links_is_shown_in_the_source(built: Built) -> None:
    for path, old, new in (
        ("docs/en/tides.md", "tides.md#swell)", "none.md)\n[x](none.md)"),
        (
            EN,
            '<a href="tides.html#swell">the swell</a>',
            '<a href="none.html">x</a><a href="none.html">x</a>',
        ),
    ):
        built.change(path, old, new)
    broken = [place for code, place in built.found() if code == "broken-link"]
    first = built.line("docs/en/tides.md", "none.md")
    assert broken == [f"docs/en/tides.md:{first}", f"docs/en/tides.md:{first + 1}"]


def test_a_missing_and_an_extra_page_are_told(built: Built) -> None:
    (built.site / "en" / "tides.html").rename(built.site / "en" / "ebb.html")
    (built.root / "docs/en/tides.md").rename(built.root / "docs/en/ebb.md")
    told = [place for code, place in built.found() if code == "tree-mismatch"]
    assert "docs/zh-Hant/tides.md:1" in told
    assert "docs/en/ebb.md:1" in told


def test_swapped_headings_and_links_are_told(built: Built) -> None:
    links = '<a href="index.html">1</a><a href="fog/bell.html">2</a>'
    swapped = '<a href="fog/bell.html">2</a><a href="index.html">1</a>'
    for path in (HANT, HANS):
        built.change(path, LOG, LOG + links)
    built.change(EN, LOG, LOG + swapped)
    assert [code for code, _ in built.found()] == ["tree-mismatch"]


def test_links_set_by_hooks_may_follow_the_word_order(built: Built) -> None:
    built.change(EN, LOG, LOG + '<a class="term" href="index.html">x</a>')
    assert built.found() == []


@pytest.mark.parametrize(("named", "found"), [("en", []), ("zh-Hant", ["tree-mismatch"])])
def test_a_download_names_the_page_s_own_language(built: Built, named: str, found: list[str]) -> None:
    for path, tag, up in ((HANT, "zh-Hant", ""), (HANS, "zh-Hans", "../"), (EN, named, "../")):
        (built.site / f"list.{tag}.csv").write_text("x", encoding="utf-8")
        built.change(path, LOG, f'{LOG}<a href="{up}list.{tag}.csv">x</a>')
    assert [code for code, _ in built.found()] == found


def test_a_page_without_an_article_is_not_passed_over(built: Built) -> None:
    built.change(HANT, "<article>", "<div>")
    assert ("tree-mismatch", f"{HANT}:1") in built.found()


def section_in_menu(built: Built, css: str) -> None:
    """Have the English home page's menu lead to the fog bell by way of another page's menu only."""
    listed = '<li><a href="fog/bell.html">Fog bell</a></li>'
    built.change("site/en/index.html", listed, f'<li class="{css}"><a href="tides.html">§</a></li>')


def test_a_section_may_show_its_menu_on_its_own_pages(built: Built) -> None:
    section_in_menu(built, "all-pages__cut")
    assert built.found() == []


def test_the_menu_of_an_open_section_is_not_looked_for_elsewhere(built: Built) -> None:
    section_in_menu(built, "all-pages__item")
    assert built.found() == [("no-menu-place", "docs/en/fog/bell.md:1")]


def test_a_page_in_no_menu_is_told_behind_sections_too(built: Built) -> None:
    section_in_menu(built, "all-pages__cut")
    built.change(EN, '<li><a href="fog/bell.html">Fog bell</a></li>', "")
    assert built.found() == [("no-menu-place", "docs/en/fog/bell.md:1")]


def test_a_page_that_wants_to_be_found_by_nobody_is_in_no_menu(built: Built) -> None:
    built.change(EN, '<li><a href="fog/bell.html">Fog bell</a></li>', "")
    built.change("site/en/fog/bell.html", "<title>", '<meta name="robots" content="noindex"><title>')
    assert built.found() == []


def test_a_defect_of_the_theme_is_told_once_for_a_language(built: Built) -> None:
    for name in ("index", "tides"):
        built.change(
            f"site/en/{name}.html", "</body>", '<script src="https://x.example/y.js"></script></body>'
        )
    problems = built.check()
    assert [problem.code for problem in problems] == ["foreign-request"]
    assert "and on 1 more" in problems[0].message


def test_passages_in_another_language_and_exempt_ones_may_be_traditional(built: Built) -> None:
    built.change(HANS, LOG, LOG + '<span lang="zh-Hant">燈<b>塔</b></span><i class="language-link">燈</i>')
    assert built.found() == []


def test_a_word_across_marks_is_converted_whole(built: Built) -> None:
    # Alone, the first character would be converted; as a part of this word it is right.
    built.change(HANS, LOG, LOG + "<b>乾</b>坤")
    assert built.found() == []


def test_script_and_style_are_no_text(built: Built) -> None:
    built.change(
        HANS,
        "</body>",
        '<script type="application/json">"燈"</script><style>i:after{content:\'燈\'}</style></body>',
    )
    assert built.found() == []


def test_a_packed_file_is_looked_into(built: Built) -> None:
    (built.site / "map.xml.gz").write_bytes(gzip.compress(f"<x>{PROJECT}</x>".encode()))
    assert built.found() == [("machine-path", "site/map.xml.gz:1")]


def test_a_longer_name_is_another_path(built: Built) -> None:
    (built.site / "map.json").write_text(f'"{PROJECT}s"', encoding="utf-8")
    assert built.found() == []


def test_a_machine_path_in_the_source_is_told_there(built: Built) -> None:
    for path, old in ((EN, "The keeper"), ("docs/en/tides.md", "The keeper")):
        built.change(path, old, f"{PROJECT} {old}")
    line = built.line("docs/en/tides.md", PROJECT)
    assert built.found() == [("machine-path", f"docs/en/tides.md:{line}")]


def test_an_empty_forbidden_string_is_refused(built: Built) -> None:
    with pytest.raises(ValueError, match="empty"):
        check_site(
            built.site, docs=built.root / "docs", languages=LANGUAGES, forbidden=[""], allowed_hosts=[]
        )


def test_a_site_without_languages_is_refused(built: Built) -> None:
    with pytest.raises(ValueError, match="language"):
        check_site(built.site, docs=built.root / "docs", languages={}, forbidden=[], allowed_hosts=[])


def test_a_site_without_pages_is_no_clean_site(built: Built, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    options = {"languages": LANGUAGES, "forbidden": [PROJECT], "allowed_hosts": []}
    problems = check_site(empty, docs=built.root / "docs", **options)
    assert [problem.code for problem in problems] == ["no-pages"]


def test_a_page_that_is_not_utf8_is_told(built: Built) -> None:
    path = built.site / "en" / "tides.html"
    path.write_bytes(path.read_bytes().replace("。".encode(), b"\xa1\x43"))
    line = built.line("site/en/index.html", 'id="log"')
    assert ("not-utf8", f"{EN}:{line}") in built.found()


@pytest.mark.parametrize("content", ["", " \n", "<!-- only this -->", "words alone"])
def test_a_page_without_elements_is_read(content: str) -> None:
    page = read_page("x.html", content.encode())
    assert (page.lang, page.references, page.has_article) == ("", (), False)


ADDRESSES: list[tuple[str, list[str]]] = [
    ("a{b:url(x.png)} c{d:URL( 'y).png' )}", ["x.png", "y).png"]),
    ("@import 'z.css'; @import url(w.css) print;", ["z.css", "w.css"]),
    ("/* url(no) @import 'no' */ a::after{content:'url(no)'}", []),
    ('a{b:curl(no)} @media print{a{content:"\\"url(no)"}}', []),
    ("a{b:url(data:image/png;base64,AA==),url(#x)", ["data:image/png;base64,AA==", "#x"]),
    ("a{b:url(", [""]),
    ("/* open url(no)", []),
    ("@import 'open", ["open"]),
]


@pytest.mark.parametrize(("sheet", "expected"), ADDRESSES)
def test_addresses_of_a_style_sheet(sheet: str, expected: list[str]) -> None:
    found = list(addresses(sheet))
    assert [address for address, _ in found] == expected
    assert all(sheet[offset:].startswith(address) for address, offset in found)


def test_candidates_with_commas_are_split_as_browsers_do() -> None:
    page = read_page("x.html", b'<img srcset="data:x,y 1x, a,b.png 2x,c.png, d.png">')
    assert [reference.target for reference in page.references] == ["data:x,y", "a,b.png", "c.png", "d.png"]


def test_only_links_wait_for_the_reader() -> None:
    markup = b'<a href="1">x</a><link rel="canonical" href="2"><link rel="preload" href="3"><use href="4"/>'
    uses = [reference.use for reference in read_page("x.html", markup).references]
    assert uses == [Use.LINK, Use.LINK, Use.REQUEST, Use.REQUEST]


@pytest.mark.parametrize(
    ("page", "fragment", "expected"),
    [
        ("en/tides.html", "tides.md#swell", "docs/en/tides.md:3"),
        ("zh-Hans/tides.html", "#quote", "docs/zh-Hant/tides.md:9"),
        ("fog/bell.html", "霧鐘", "docs/zh-Hant/fog/bell.md:1"),
        ("en/tides.html", "wreck.html", "docs/register/buoys.yml:2"),
        ("en/tides.html", "#quot", "docs/en/tides.md:1"),
        ("assets/sea.css", "url", "docs/assets/sea.css:1"),
        ("404.html", "x", "None"),
    ],
)
def test_a_spot_of_the_site_is_found_in_the_source(
    built: Built, page: str, fragment: str, expected: str
) -> None:
    sources = Sources(built.root / "docs", read_site(built.site, LANGUAGES))
    place = sources.locate(page, fragment)
    assert (f"{place.file}:{place.line}" if place else "None") == expected
