"""The invented campaign's pages that a hook fills: front matter, split where a view grows large."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tools.bench.campaign import Pair
from tools.bench.register import UNITS, kinds, phases, procedures

_SPLIT_FROM = 400
"""Items from which a list is split by phase, so that no page outweighs what a page may."""
_SECTION = 10
_BY_PHASE: tuple[tuple[str, Pair], ...] = (
    ("items", ("全部條目", "All items")),
    ("matrix", ("總表", "Matrix")),
    ("compare", ("比較", "Comparison")),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Stub:
    """A page that shows a view."""

    path: str
    """Path below the language's folder."""
    title: Pair
    keys: Mapping[str, str]
    """Its front matter but for the title."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A section of the menu; its name is the same in all languages."""

    name: str
    stubs: tuple[Stub, ...]


def sections(items: int, heads: Iterable[str]) -> Iterator[Section]:
    """Yield the menu's sections of pages that show a register of so many items.

    Args:
        items: items of the register.
        heads: ids of the headings that part its text.
    """
    for name, title in UNITS:
        parts = _split(f"units/{name}", title, {"view": "checklist", "unit": name}, items)
        yield Section(name=name, stubs=parts)
    for view, title in _BY_PHASE:
        yield Section(name=view, stubs=_split(f"{view}/all", title, {"view": view}, items))
    yield Section(
        name="coverage",
        stubs=tuple(
            Stub(
                path=f"coverage/{part}.md",
                title=(f"覆蓋：{part}", f"Coverage, {part}"),
                keys={"view": "coverage", "part": part},
            )
            for part in heads
        ),
    )
    ways = [
        Stub(path=f"ways/{name}.md", title=title, keys={"view": "procedure", "procedure": name})
        for name, title in procedures(items)
    ]
    for at in range(0, len(ways), _SECTION):
        yield Section(name=f"§ {at + 1}", stubs=tuple(ways[at : at + _SECTION]))
    yield Section(name="…", stubs=_singles(items))


def page(stub: Stub, language: int) -> str:
    """Return the file of a page.

    Args:
        stub: the page.
        language: 0 for the original, 1 for the translation.
    """
    front = "".join(f"{key}: {value}\n" for key, value in stub.keys.items())
    title = stub.title[language]
    return f"---\ntitle: {title}\n{front}---\n\n# {title} {{ #top-of-page }}\n"


def _split(path: str, title: Pair, keys: Mapping[str, str], items: int) -> tuple[Stub, ...]:
    if items < _SPLIT_FROM:
        return (Stub(path=f"{path}.md", title=title, keys=keys),)
    return tuple(
        Stub(
            path=f"{path}-{name}.md",
            title=(f"{title[0]}：{phase[0]}", f"{title[1]}, {phase[1].lower()}"),
            keys={**keys, "phase": name},
        )
        for name, phase in phases(items)
    )


def _singles(items: int) -> tuple[Stub, ...]:
    """Return the pages that are not split by phase."""
    glossaries = (
        Stub(
            path=f"glossary/{kind}.md",
            title=(f"詞彙：{kind}", f"Glossary, {kind}"),
            keys={"view": "glossary", "kind": kind},
        )
        for kind in kinds(items)
    )
    return *glossaries, Stub(path="documents.md", title=("文件", "Documents"), keys={"view": "documents"})
