"""Cuts a document into citable pieces, each with an id that follows the document's own numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from guidance.importing.document import Document, Line, Note
from guidance.importing.numbering import Mark, Scheme, head, inside

_STOPS = "\u3002\uff1b\uff1a\uff01\uff1f\uff0c\u3001;:!?,.\u2026"
"""What a heading does not end with."""
_LONGEST_HEADING = 60
_SHORTEST_SENTENCE = 25
_DEEPEST = 6
_ABC = "abcdefghijklmnopqrstuvwxyz"
_OWN = 10_000
"""Rank of the headings that the file itself marks and that have no number."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A heading or paragraph of the edition to be."""

    id: str
    level: int
    """Heading level from 1; 0 for running text."""
    text: str
    run_on: bool
    """Whether it goes on in the line of the piece before it."""


@dataclass(slots=True)
class _Node:
    """A piece among the others, before it has an id."""

    text: str
    line: Line
    mark: Mark | None = None
    level: int = 0
    """Heading level that the file gives it."""
    run_on: bool = False
    children: list[_Node] = field(default_factory=list)

    @property
    def looks_like_heading(self) -> bool:
        text = self.text.strip()
        stops = any(one in text for one in "\u3002\uff1b")
        return len(text) <= _LONGEST_HEADING and not stops and text[-1:] not in _STOPS


@dataclass(frozen=True, kw_only=True, slots=True)
class Outline:
    """A document as pieces."""

    title: str
    """The document's own title; empty where none was recognised."""
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]
    """What could not be placed, and numbers that are out of order."""


def outline(document: Document, schemes: Sequence[Scheme]) -> Outline:
    """Return the pieces of a document.

    Args:
        document: its lines.
        schemes: the ways to number, the outermost first.
    """
    lines = list(document.lines)
    notes: list[Note] = []
    title = _title(lines, schemes)
    top = _Node(title.text if title else "", title or Line(text="", number=1))
    root = _Node("", top.line)
    builder = _Builder(root, top if title else None, schemes, notes)
    for line in lines[1 if title else 0 :]:
        builder.add(line)
    pieces = tuple(_named(root, top if title else None, notes))
    if not title:
        notes.append(Note(number=1, what="no title was recognised: write one into the first heading"))
    return Outline(title=title.text if title else "", pieces=pieces, notes=tuple(sorted(notes, key=_by_line)))


def _by_line(note: Note) -> int:
    return note.number


def _title(lines: Sequence[Line], schemes: Sequence[Scheme]) -> Line | None:
    first = lines[0]
    bare = _Node(first.text, first)
    return first if first.level == 1 or (bare.looks_like_heading and not head(schemes, first.text)) else None


class _Builder:
    """Puts line after line below the number that it belongs to."""

    def __init__(
        self, root: _Node, title: _Node | None, schemes: Sequence[Scheme], notes: list[Note]
    ) -> None:
        self._root = root
        self._schemes = schemes
        self._notes = notes
        self._stack: list[tuple[int, _Node]] = []
        self._before = title or root

    def add(self, line: Line) -> None:
        mark = head(self._schemes, line.text)
        parts = list(_parts(line, mark, self._schemes))
        first = parts[0]
        if mark:
            self._numbered(first, mark)
        elif line.level:
            self._marked(first)
        else:
            self._plain(first)
        for part in parts[1:]:
            first.children.append(part)

    def _numbered(self, node: _Node, mark: Mark) -> None:
        ranks = [rank for rank, _ in self._stack]
        if mark.scheme in ranks:
            del self._stack[ranks.index(mark.scheme) :]
        elif mark.number > 1:
            while self._stack and self._stack[-1][0] > mark.scheme and self._stack[-1][0] != _OWN:
                self._stack.pop()
        self._put(mark.scheme, node)

    def _marked(self, node: _Node) -> None:
        """Put a heading that the file marks and that has no number below the next higher one."""
        rank = _OWN + node.level
        while self._stack and (self._stack[-1][0] < _OWN or self._stack[-1][0] >= rank):
            self._stack.pop()
        self._put(rank, node)

    def _put(self, rank: int, node: _Node) -> None:
        parent = self._stack[-1][1] if self._stack else self._root
        same = [one.mark.number for one in parent.children if one.mark and one.mark.scheme == rank]
        number = node.mark.number if node.mark else 0
        if same and number not in {0, same[-1] + 1}:
            what = f"number {number} follows number {same[-1]}"
            self._notes.append(Note(number=node.line.number, what=what, text=node.text))
        parent.children.append(node)
        self._stack.append((rank, node))

    def _plain(self, node: _Node) -> None:
        parent = self._stack[-1][1] if self._stack else self._before
        parent.children.append(node)
        if node.looks_like_heading and len(node.text) < _SHORTEST_SENTENCE:
            what = "neither a number nor a sentence: it stands as a paragraph; make it a heading if it is one"
            self._notes.append(Note(number=node.line.number, what=what, text=node.text))


def _parts(line: Line, mark: Mark | None, schemes: Sequence[Scheme]) -> Iterator[_Node]:
    """Yield a line, cut where numbers stand within it."""
    marks = [one for one in inside(schemes, line.text) if one.start]
    first = next(inside(schemes, line.text), None)
    cuts = [one.start for one in marks]
    begins = [0, *cuts]
    ends = [*cuts, len(line.text)]
    own = mark or (first if first and first.start == 0 else None)
    for at, (begin, end) in enumerate(zip(begins, ends, strict=True)):
        yield _Node(
            line.text[begin:end],
            line,
            mark=own if not at else marks[at - 1],
            level=line.level if not at else 0,
            run_on=bool(at),
        )


def _named(root: _Node, title: _Node | None, notes: list[Note]) -> Iterator[Piece]:
    if title:
        yield Piece(id="p0", level=1, text=title.text, run_on=False)
        yield from _below(title, "p0", 2, notes)
    yield from _below(root, "", 2, notes)


def _below(parent: _Node, prefix: str, level: int, notes: list[Note]) -> Iterator[Piece]:
    """Yield the pieces below a node.

    Args:
        parent: the node.
        prefix: its id; empty for the whole document.
        level: level of the headings among its children.
        notes: takes what needs a second look.
    """
    used: set[str] = set()
    numbered = any(one.mark or one.level for one in parent.children)
    plain = 0
    own = 0
    for child in parent.children:
        if child.mark:
            name = str(child.mark.number)
        elif child.level:
            own += 1
            name = str(own)
        else:
            plain += 1
            name = f"0-{plain}" if numbered else str(plain)
        if name in used:
            name = next(name + one for one in _ABC[1:] if name + one not in used)
            what = f"the number stands twice; the second has the id “{_id(prefix, name)}”"
            notes.append(Note(number=child.line.number, what=what, text=child.text))
        used.add(name)
        id_ = _id(prefix, name)
        heading = _is_heading(child, level)
        yield Piece(id=id_, level=level if heading else 0, text=child.text, run_on=child.run_on)
        yield from _below(child, id_, level + 1 if heading else level, notes)


def _id(prefix: str, name: str) -> str:
    return f"{prefix}-{name}" if prefix else f"p{name}"


def _is_heading(node: _Node, level: int) -> bool:
    if level > _DEEPEST or node.run_on:
        return False
    if node.level:
        return True
    content = any(not one.run_on for one in node.children)
    return bool(node.mark) and content and node.looks_like_heading
