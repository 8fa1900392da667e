"""What may import what, and what the code may not know."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from corpora import TESTS

HOOKS = TESTS.parent / "hooks"
ADAPTER = "guidance.adapter"
MAIN = "main"
LAYERS: Mapping[str, int] = {
    "guidance.problems": 0,
    "guidance.findings": 1,
    "guidance.model": 1,
    "guidance.menu": 1,
    "guidance.script": 2,
    "guidance.terms": 2,
    "guidance.readers": 3,
    "guidance.register": 4,
    "guidance.asking": 5,
    "guidance.staleness": 5,
    "guidance.occurrences": 5,
    "guidance.corpus": 6,
    "guidance.changes": 7,
    "guidance.pages": 7,
    "guidance.parity": 7,
    "guidance.export": 8,
    "guidance.progress": 8,
    "guidance.search": 8,
    "guidance.render": 9,
    "guidance.review": 9,
    "guidance.queries": 9,
    "guidance.suspects": 9,
    "guidance.importing": 9,
    "guidance.reporting": 9,
    "guidance.adapter": 10,
    "guidance.cli": 10,
}
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
SEGMENT = re.compile(r"(?<![\w-])#?p\d+(?:-\d+)+(?!\w)")


def module_of(file: Path) -> str:
    parts = file.relative_to(HOOKS).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules() -> dict[str, str]:
    return {module_of(file): file.read_text(encoding="utf-8") for file in HOOKS.rglob("*.py")}


def imports(text: str) -> Iterator[str]:
    """Yield every module that a module imports, and each name it takes from one."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "."
            yield from (f"{node.module}.{one.name}" for one in node.names)


def below(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def layer(module: str) -> int | None:
    return next((rank for name, rank in LAYERS.items() if below(module, name)), None)


def breaches(texts: Mapping[str, str]) -> set[str]:
    """Return what breaks the rules, each as one short sentence."""
    found = set()
    for module, text in texts.items():
        own = layer(module)
        for name in imports(text):
            if below(name, "mkdocs") and module not in {ADAPTER, MAIN}:
                found.add(f"{module} imports MkDocs")
            if below(name, ADAPTER) and module != MAIN:
                found.add(f"{module} imports the adapter")
            other = layer(name)
            if own is not None and other is not None and other > own:
                found.add(f"{module} imports upwards")
        # Escapes in patterns are plain ASCII in the file, so ranges of characters pass.
        if HAN.search(text):
            found.add(f"{module} holds Han characters")
        if SEGMENT.search(text):
            found.add(f"{module} names a segment")
    return found


def test_the_code_keeps_the_rules() -> None:
    texts = modules()
    assert {*LAYERS} <= {*texts}
    assert not breaches(texts)


@pytest.mark.parametrize(
    ("module", "line", "breach"),
    [
        ("guidance.corpus", "from mkdocs.plugins import event_priority", "imports MkDocs"),
        ("guidance.corpus", "import mkdocs", "imports MkDocs"),
        ("guidance.bundle", "from guidance import adapter", "imports the adapter"),
        ("guidance.readers.yaml", "from guidance.corpus import load", "imports upwards"),
        ("guidance.problems", "import guidance.model", "imports upwards"),
        ("guidance.script", "from guidance.readers import text", "imports upwards"),
        ("guidance.render.views", 'word = "\u8b1b\u8a71"', "holds Han characters"),
        ("guidance.render.views", "# see p4-3", "names a segment"),
        ("guidance.render.views", 'hint = "{ #p1-1 }"', "names a segment"),
    ],
)
def test_a_breach_is_seen(module: str, line: str, breach: str) -> None:
    texts = modules()
    texts[module] += f"\n{line}\n"
    assert f"{module} {breach}" in breaches(texts)


def test_no_word_of_the_interface_stands_twice() -> None:
    """The later of two would silently take the place of the first."""
    for path in (
        TESTS.parent / "hooks/guidance/words/interface.yml",
        TESTS.parent / "docs/register/interface.yml",
    ):
        keys = re.findall(r"^([a-z][\w-]*):", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert len(keys) > 10
        assert [one for one, count in Counter(keys).items() if count > 1] == []
