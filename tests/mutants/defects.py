"""Makes defects: one change of one file each, with the class it belongs to and where it is to be told.

Nothing is written by hand that can be derived: the places of YAML come from the files themselves, and
which of them are changed, and how, from a seed.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from guidance.readers.yaml import Node, parse_yaml

NAMES = frozenset(
    [
        *("at", "actor", "phase", "procedure", "extends", "item", "lead", "by", "to", "see", "after", "of"),
        *("members", "points", "bounds", "units", "kind", "modality", "role", "gone", "into", "unit", "is"),
        *("edition", "view", "term", "asks", "but", "original", "derived", "configuration", "down", "up"),
        "locale",
    ]
)
"""Keys whose values name something that has to be there."""
QUOTES = frozenset(["quote", "sentence"])
SIGNS = "qxzj"


@dataclass(frozen=True, kw_only=True)
class Defect:
    """A change that has to be told."""

    kind: str
    """Its class."""
    what: str
    file: str
    """Path of the file, from the project's root."""
    apply: Callable[[Path], None]
    """Makes the change in that file."""
    lines: range | None = None
    """Lines of the changed file at one of which it is to be told; None where the whole file is meant."""
    also: tuple[str, ...] = ()
    """Other files in which it may be told as well."""

    def __str__(self) -> str:
        """Name it in a report."""
        where = f":{self.lines.start}" if self.lines else ""
        return f"{self.kind}: {self.what} ({self.file}{where})"


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """A scalar of a YAML file."""

    key: str
    value: str
    line: int
    column: int
    entry: range
    """Lines of the entry that holds it."""
    path: tuple[str, ...]


def leaves(node: Node, path: tuple[str, ...], entry: range, last: int) -> Iterator[Leaf]:
    """Yield the scalars below a node, each with the innermost key that names it."""
    if isinstance(node.value, str):
        key = next((one for one in reversed(path) if not one.isdecimal()), "")
        yield Leaf(
            key=key, value=node.value, line=node.place.line, column=node.place.column, entry=entry, path=path
        )
    elif isinstance(node.value, tuple):
        starts = [one.place.line for one in node.value] + [entry.stop if path else last + 1]
        for number, one in enumerate(node.value):
            inner = entry if path else range(starts[number], max(starts[number + 1], starts[number] + 1))
            yield from leaves(one, (*path, str(number)), inner, last)
    else:
        for key, one in node.value.items():
            inner = entry if entry.stop else range(node.keys[key].line, last + 1)
            yield from leaves(one, (*path, key), inner, last)


def of_yaml(root: Path, file: str, chance: random.Random, most: int, *also: str) -> Iterator[Defect]:
    """Yield defects of a YAML file: keys, values, names and quotes, up to so many of each class."""
    text = (root / file).read_text(encoding="utf-8")
    node = parse_yaml(file, text, lambda _: None)
    assert node is not None, file
    found = list(leaves(node, (), range(0), text.count("\n")))
    names = [one for one in found if one.key in NAMES and one.value]
    quotes = [one for one in found if one.key in QUOTES and len(one.value) > 3]
    texts = [one for one in found if one.path[-1] in {"zh-Hant", "en"} and one.value]
    ids = [one for one in found if one.key == "id"]
    for leaf in some(names, chance, most):
        at = chance.randrange(1, len(leaf.value)) if len(leaf.value) > 1 else 1
        slip = leaf.value[:at] + chance.choice(SIGNS) + leaf.value[at:]
        # What two files name alike is told in the one or the other.
        yield replace(changed("reference", f"{leaf.key}: {slip}", file, leaf, leaf.value, slip), also=also)
    for leaf in some(quotes, chance, most):
        at = chance.randrange(1, len(leaf.value) - 1)
        slip = leaf.value[:at] + "某" + leaf.value[at + 1 :]
        yield changed("quote", f"{leaf.key}: {slip}", file, leaf, leaf.value, slip)
    for leaf in some(texts, chance, most):
        yield changed("text", f"no {leaf.path[-1]}", file, leaf, leaf.value, "", quoted=True)
    for leaf in some(ids, chance, most // 2):
        yield changed("id", f"{leaf.value.upper()}!", file, leaf, leaf.value, f"{leaf.value.upper()}!")
    yield from structures(file, text, [one for one in found if one.key], chance, most)


def structures(file: str, text: str, found: list[Leaf], chance: random.Random, most: int) -> Iterator[Defect]:
    """Yield defects of form: keys mistyped and doubled, brackets left open, tabs, anchors."""
    lines = text.split("\n")
    keyed = [
        one
        for one in found
        if not one.path[-1].isdecimal() and f"{one.path[-1]}: " in lines[one.line - 1][: one.column]
    ]
    for leaf in some(keyed, chance, most):
        key = leaf.path[-1]
        slip = key[:1] + chance.choice(SIGNS) + key[1:]
        yield replaced("key", f"{slip} for {key}", file, leaf, f"{key}: ", f"{slip}: ")
    for leaf in some(keyed, chance, most // 2):
        yield replaced(
            "syntax", "a bracket left open", file, leaf, f"{leaf.path[-1]}: ", f"{leaf.path[-1]}: ["
        )
    for leaf in some(keyed, chance, 1):
        yield replaced("syntax", "an anchor", file, leaf, f"{leaf.path[-1]}: ", f"{leaf.path[-1]}: &a ")
    for leaf in some(keyed, chance, 1):
        yield replaced(
            "syntax", "a control character", file, leaf, f"{leaf.path[-1]}: ", f"{leaf.path[-1]}: \x01"
        )


def some(all_of_them: list[Leaf], chance: random.Random, most: int) -> list[Leaf]:
    """Return some of many, in their order."""
    chosen = chance.sample(range(len(all_of_them)), min(most, len(all_of_them)))
    return [all_of_them[one] for one in sorted(chosen)]


def changed(  # noqa: PLR0913, PLR0917 -- what a change is made of
    kind: str, what: str, file: str, leaf: Leaf, old: str, new: str, *, quoted: bool = False
) -> Defect:
    """Return the change of a value where it stands."""

    def apply(path: Path) -> None:
        lines = path.read_text(encoding="utf-8").split("\n")
        line = lines[leaf.line - 1]
        head, tail = line[: leaf.column - 1], line[leaf.column - 1 :]
        at = tail.index(old)
        # Without its quotes, a value that is taken away would take its key along.
        shown = '""' if quoted and at == 0 else new
        tail = tail[:at] + shown + tail[at + len(old) :]
        lines[leaf.line - 1] = head + tail
        path.write_text("\n".join(lines), encoding="utf-8")

    return Defect(
        kind=kind, what=what, file=file, apply=apply, lines=leaf.entry if kind == "id" else one_of(leaf)
    )


def replaced(kind: str, what: str, file: str, leaf: Leaf, old: str, new: str) -> Defect:  # noqa: PLR0913, PLR0917 -- as above
    """Return the change of a key before a value."""

    def apply(path: Path) -> None:
        lines = path.read_text(encoding="utf-8").split("\n")
        line = lines[leaf.line - 1]
        at = line.rindex(old, 0, leaf.column)
        lines[leaf.line - 1] = line[:at] + new + line[at + len(old) :]
        path.write_text("\n".join(lines), encoding="utf-8")

    # What a bracket left open swallows ends somewhere below.
    lines = range(leaf.line, leaf.line + 4) if kind == "syntax" else one_of(leaf)
    return Defect(kind=kind, what=what, file=file, apply=apply, lines=lines)


def one_of(leaf: Leaf) -> range:
    """Return the one line of a value."""
    return range(leaf.line, leaf.line + 1)


def line_of(root: Path, file: str, old: str) -> range:
    """Return the line on which a text stands in a file, counted in the file as it will be."""
    text = (root / file).read_text(encoding="utf-8")
    assert old in text, (file, old)
    line = text[: text.index(old)].count("\n") + 1 + (len(old) - len(old.lstrip("\n")))
    # A paragraph is told where its text stands, a line above its id.
    return range(line - 1, line + 2)


def swap(root: Path, kind: str, file: str, old: str, new: str, *also: str) -> Defect:
    """Return the change of the first occurrence of a text."""

    def apply(path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return Defect(
        kind=kind,
        what=f"{old!r} → {new!r}",
        file=file,
        apply=apply,
        lines=line_of(root, file, old),
        also=also,
    )


def put(kind: str, what: str, file: str, data: bytes) -> Defect:
    """Return the replacement of a whole file."""
    return Defect(kind=kind, what=what, file=file, apply=lambda path: _write(path, data))


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def of_file(file: str, *also: str) -> Iterator[Defect]:
    """Yield what can befall any file as a whole; that it is gone may be told where it is named."""
    yield put("file", "empty", file, b"")
    yield put("file", "not UTF-8", file, b"\xff\xfe\n")
    yield put("file", "NUL", file, b"a: \x00\n")
    yield Defect(kind="file", what="gone", file=file, apply=Path.unlink, also=also)
    yield Defect(kind="file", what="a folder", file=file, apply=_folder)
    yield Defect(kind="file", what="a pipe", file=file, apply=_pipe)
    yield Defect(kind="file", what="a loop", file=file, apply=_loop)
    yield Defect(kind="file", what="a link outside", file=file, apply=_outside)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def _outside(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/passwd")
