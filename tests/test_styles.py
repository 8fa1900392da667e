"""Styles: one file from many; every colour and length is a token; dark is told twice and is the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guidance.styles import joined, needed, packed, shortened

ROOT = Path(__file__).resolve().parent.parent
CSS = ROOT / "docs" / "assets" / "css"
MOST = 63_000
"""Bytes of all styles together, as pages load them. The aim is 40,000."""
WRITERS = ("hooks/**/*.py", "overrides/**/*.html", "docs/assets/js/**/*.js", "docs/**/*.md")
"""Where classes are written."""
MARKDOWN = re.compile(r"admonition|danger|tabbed-|task-list|[cknos][a-z12]?$")
"""Classes that the extensions of Markdown and the highlighter of code write by themselves."""
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CONDITION = re.compile(r"@(?:media|container|supports)[^{]*")
STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b(?=[^{}]*[;}])|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\("
    r"|(?<=[:,\s])(?:black|white|red|green|blue|gr[ae]y|yellow|orange|silver|navy|brown|maroon)(?=[\s;,}!])",
    re.IGNORECASE,
)
LENGTH = re.compile(r"(?<![\w.#-])(?!1px\b)\d*\.?\d+(?:px|rem|pt|mm|cm|in|pc|Q)\b")
FONT_SIZE = re.compile(r"\bfont(?:-size)?:\s*([^;}]+)")
DECLARED = re.compile(r"(?<![\w-])(--[\w-]+):\s*([^;}]+)")


def own_values(text: str) -> list[str]:
    """Return the colours and lengths that a style sheet sets by itself.

    Lengths in conditions are let be, as no name can stand there; so is 1px, which hides and underlines.
    """
    bare = STRING.sub('""', CONDITION.sub("@", COMMENT.sub("", text)))
    sizes = [
        one
        for one in FONT_SIZE.findall(bare)
        if re.search(r"\d", re.sub(r"--[\w-]+|\d{3}\b|/[\d.]+", "", one))
    ]
    return [*COLOUR.findall(bare), *LENGTH.findall(bare), *(one for one in sizes if "em" not in one)]


def block(text: str, selector: str) -> dict[str, str]:
    """Return what the first rule of a selector declares."""
    found = re.search(re.escape(selector) + r"\s*\{([^}]*)\}", COMMENT.sub("", text))
    assert found, selector
    return dict(DECLARED.findall(found[1]))


@pytest.mark.parametrize(
    "path", sorted(set(CSS.glob("*.css")) - {CSS / "tokens.css"}), ids=lambda one: one.stem
)
def test_no_colour_and_no_length_outside_the_tokens(path: Path) -> None:
    assert own_values(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "rule",
    [
        "a { color: #c00; }",
        "a { color: rgb(1 2 3); }",
        "a { border: 1px solid red; }",
        "a { padding: 0.3rem; }",
        "a { font-size: 17px; }",
        "@media print { a { margin: 3mm } }",
    ],
)
def test_a_value_of_ones_own_is_found(rule: str) -> None:
    assert own_values(f"b {{ margin: 0 0.2em }} {rule}")


def test_what_is_made_of_tokens_is_let_be() -> None:
    assert (
        own_values('#id > a { margin: var(--s1) 1px; font: 700 var(--f1)/1.4 var(--sans); content: "#fff"; }')
        == []
    )


def test_every_token_that_is_used_is_declared() -> None:
    texts = {path.stem: COMMENT.sub("", path.read_text(encoding="utf-8")) for path in CSS.glob("*.css")}
    declared = {name for text in texts.values() for name, _ in DECLARED.findall(text)}
    used = {name for text in texts.values() for name in re.findall(r"var\((--[\w-]+)", text)}
    # The text's script tells how high its bar is.
    assert used - declared - {"--bar-height"} == set()
    assert used


def test_dark_by_choice_and_dark_by_the_system_are_the_same() -> None:
    text = (CSS / "tokens.css").read_text(encoding="utf-8")
    chosen = block(text, '[data-scheme="dark"]')
    assert chosen == block(text, ".no-js")
    assert len(chosen) > 20


def test_styles_are_joined_in_their_order_and_without_comments(tmp_path: Path) -> None:
    sheets = {
        "print": "@media print { a { margin: 0; } }",
        "zebra": 'a::before { content: " /* kept */ "; }',
        "base": "/* gone */\nb   {\n  margin: 0 ;\n}\n",
        "boxes": "@container (max-width: 1em) { .a :is(b, c) { margin: 0; } }",
        "tokens": ":root { --a: 1; }",
    }
    for name, text in sheets.items():
        (tmp_path / f"{name}.css").write_text(text, encoding="utf-8")
    assert joined(tmp_path).splitlines() == [
        ":root{--a:1}",
        "b{margin:0}",
        "@container (max-width:1em){.a :is(b,c){margin:0}}",
        'a:before{content:" /* kept */ "}',
        "@media print{a{margin:0}}",
    ]


def styled(text: str) -> set[str]:
    """Return the classes that the rules of a style sheet are for."""
    bare = STRING.sub('""', COMMENT.sub("", text))
    heads = [one for one in re.findall(r"([^{};]*)\{", bare) if "@" not in one]
    return {name for one in heads for name in re.findall(r"\.([a-zA-Z][\w-]*)", one)}


def unwritten(classes: set[str], text: str) -> set[str]:
    """Return the classes that a text does not write, neither whole nor by a beginning that ends open."""
    words = set(re.findall(r"[a-zA-Z][\w-]*", text))
    begun = tuple(one for one in words if re.search(r"\w{2}(?:--?|__)$", one))
    return {
        one for one in classes if one not in words and not one.startswith(begun) and not MARKDOWN.match(one)
    }


@pytest.fixture(scope="module")
def writers() -> str:
    paths = {path for one in WRITERS for path in ROOT.glob(one)}
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(paths))


@pytest.mark.parametrize("path", sorted(CSS.glob("*.css")), ids=lambda one: one.stem)
def test_no_style_is_for_a_class_that_nothing_writes(path: Path, writers: str) -> None:
    assert unwritten(styled(path.read_text(encoding="utf-8")), writers) == set()


def test_a_class_that_nothing_writes_is_found() -> None:
    css = '@media print { .a > .gone::after { content: ".c" } .state--on, .b { color: var(--ink) } }'
    assert styled(css) == {"a", "gone", "state--on", "b"}
    assert unwritten(styled(css), "<p class='a b'> 'state--' + name") == {"gone"}
    assert unwritten(styled(css), "<p class='a b gone-by'>") == {"gone", "state--on"}


def test_the_styles_of_the_site_are_small() -> None:
    assert len(shortened(joined(CSS)).encode()) <= MOST


@pytest.mark.parametrize(
    ("told", "short"),
    [
        ("a > b ~ c + d { margin: 0 }", "a>b~c+d{margin:0}"),
        ('a[href="x-1"]:not([b="c d"]) { margin: 0 }', 'a[href=x-1]:not([b="c d"]){margin:0}'),
        ("a { width: calc(1.5 * 2em + 0.5em - 10.0em / 3) }", "a{width:calc(1.5*2em + .5em - 10.0em/3)}"),
        ('a::after { content: "0.5 > ::before" !important }', 'a:after{content:"0.5 > ::before"!important}'),
        (
            "a { padding-inline-start: 0; padding-inline: 0; inset-inline-end: 0 }",
            "a{padding-left:0;padding-inline:0;right:0}",
        ),
        (
            "@media (min-width: 1em) and (x) { a, b { margin: 0 } }",
            "@media (min-width:1em) and (x){a,b{margin:0}}",
        ),
        (".task-list li:nth-child(-n + 2) { margin: -0.5em }", ".task-list li:nth-child(-n+2){margin:-.5em}"),
    ],
)
def test_a_rule_is_told_in_few_characters(told: str, short: str) -> None:
    assert packed(told) == short


def test_tokens_get_short_names_by_how_often_they_are_used() -> None:
    sheet = ":root{--hair:1px;--ink:#000;--b:2em}[x]{--ink:#fff}"
    sheet += "a{color:var(--ink);margin:var(--hair) var(--high,0)}"
    # What never changes is put in; what no sheet declares is a script's.
    assert shortened(sheet) == ":root{--a:#000}[x]{--a:#fff}a{color:var(--a);margin:1px var(--high,0)}"


def test_no_short_name_is_taken_twice() -> None:
    long = joined(CSS)
    short = shortened(long)
    kept = {name for name, _ in DECLARED.findall(long)} - {name for name, _ in DECLARED.findall(short)}
    tokens = {name for name, _ in DECLARED.findall(short)}
    assert len(kept) > len(tokens) > 40
    assert {len(name) for name in tokens} == {3, 4}
    assert set(re.findall(r"var\((--[\w-]+)", short)) - tokens == {"--bar-height"}
    # As many different values as before, each by its own name.
    values = [[value for _, value in DECLARED.findall(one) if "var(" not in value] for one in (long, short)]
    assert set(values[1]) <= set(values[0])


def test_a_page_gets_the_rules_for_what_it_writes() -> None:
    css = (
        ".a,.gone{margin:0}.gone b,:is(.gone,.b)>.c:not(.off){top:0}:is(.gone,.lost) p{top:0}"
        '@media print{.gone{top:0}}@media screen{.state--on[x=".no"]{top:0}}p{top:0}@page{margin:0}'
    )
    assert needed(css, "<p class='a b c'>gone</p><script>'state--' + name</script>") == (
        ".a{margin:0}:is(.b)>.c:not(.off){top:0}"
        '@media screen{.state--on[x=".no"]{top:0}}p{top:0}@page{margin:0}'
    )


NEW = re.compile(r":has\(|::details-content|@container")


def spoilt(text: str) -> list[str]:
    """Return the lists of selectors in which one that old browsers do not know would void the others."""
    heads = re.findall(r"([^{};]+)\{", COMMENT.sub("", text))
    lists = [re.split(r",(?![^(]*\))", one) for one in heads if "@" not in one]
    return [",".join(one) for one in lists if len({bool(NEW.search(each)) for each in one}) > 1]


@pytest.mark.parametrize("path", sorted(CSS.glob("*.css")), ids=lambda one: one.stem)
def test_what_old_browsers_do_not_know_spoils_no_list(path: Path) -> None:
    assert spoilt(path.read_text(encoding="utf-8")) == []


def test_a_spoilt_list_is_found() -> None:
    assert spoilt("a, b:has(c) { margin: 0 } :is(a, b):has(c) { margin: 0 }") == ["a, b:has(c) "]
