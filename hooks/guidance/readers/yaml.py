"""Reads YAML into typed values and keeps line and column for every report.

Only what a register needs is let in: mappings, lists and scalars. Anchors, aliases and tags
are refused, which bounds what a small file can unfold into.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from guidance.problems import Place, Problem, nearest
from guidance.readers.text import Report, read_text, shown_path

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C where the platform has it; the events are the same."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Node:
    """A YAML value and where it stands."""

    value: str | tuple[Node, ...] | Mapping[str, Node]
    place: Place
    keys: Mapping[str, Place] = field(default_factory=dict)
    """Where each key of a mapping stands."""

    def items(self) -> tuple[Node, ...]:
        """Return the members of a list; nothing for anything else."""
        return self.value if isinstance(self.value, tuple) else ()


def read_yaml(root: Path, path: Path, report: Report) -> Node | None:
    """Return the one document of a YAML file, or None after reporting why there is none.

    Args:
        root: folder that reported paths are relative to.
        path: the file.
        report: takes ``yaml-syntax``, ``yaml-anchor`` and ``duplicate-key`` besides the
            problems of reading text.
    """
    text = read_text(root, path, report)
    if text is None:
        return None
    name = shown_path(root, path)
    try:
        return _Composer(name, yaml.parse(text, Loader=_Loader), report).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file=name, line=mark.line + 1, column=mark.column + 1) if mark else Place(file=name)
        line = text.split("\n")[place.line - 1] if place.line <= text.count("\n") + 1 else ""
        message = f"this is not YAML: {error.problem or error.context}"
        if "\t" in line:
            message += "; use spaces, not tabs"
    except yaml.reader.ReaderError as error:
        place, line = Place(file=name), ""
        message = f"this is not YAML: {error.reason}"
    report(Problem(place=place, code="yaml-syntax", message=message, fragment=line.strip()))
    return None


class _Composer:
    """Builds nodes from the parser's events."""

    def __init__(self, name: str, events: Iterator[yaml.Event], report: Report) -> None:
        self._name = name
        self._events = events
        self._report = report

    def document(self) -> Node | None:
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                node = self._node(next(self._events))
                for _ in self._events:
                    pass
                return node
        return None

    def _node(self, event: yaml.Event) -> Node:
        mark = event.start_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        place = Place(file=self._name, line=line, column=column)
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            message = "anchors and aliases are not used here; write the value out"
            self._report(Problem(place=place, code="yaml-anchor", message=message, fragment=str(anchor)))
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(value=tuple(self._members()), place=place)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(place)
        return Node(value=getattr(event, "value", ""), place=place)

    def _members(self) -> Iterator[Node]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._node(event)

    def _mapping(self, place: Place) -> Node:
        values: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event)
            value = self._node(next(self._events))
            name = key.value if isinstance(key.value, str) else str(key.value)
            if name in values:
                first = keys[name]
                message = f"this key stands twice, first on line {first.line}"
                self._report(Problem(place=key.place, code="duplicate-key", message=message, fragment=name))
                continue
            values[name] = value
            keys[name] = key.place
        return Node(value=values, place=place, keys=keys)


class Fields:
    """Typed access to a mapping; each wrong or missing value is reported once."""

    def __init__(self, node: Node, allowed: Sequence[str], report: Report) -> None:
        """Check the keys of a node.

        Args:
            node: what should be a mapping.
            allowed: the keys it may have.
            report: takes ``wrong-type`` and ``unknown-key``, later ``missing-key``.
        """
        self.place = node.place
        self._report = report
        self._values: Mapping[str, Node] = node.value if isinstance(node.value, Mapping) else {}
        self._whole = isinstance(node.value, Mapping)
        if not self._whole:
            self._wrong(node, "a mapping of keys to values")
        for key in self._values:
            if key not in allowed:
                message = f"this key is none of: {', '.join(allowed)}"
                place = node.keys[key]
                near = nearest(key, allowed)
                report(
                    Problem(place=place, code="unknown-key", message=message, fragment=key, suggestion=near)
                )

    def node(self, key: str, *, required: bool = True) -> Node | None:
        """Return the value of a key as a node, or None."""
        found = self._values.get(key)
        if found is None and required and self._whole:
            message = f"the key “{key}” is missing"
            self._report(Problem(place=self.place, code="missing-key", message=message))
        return found

    def text(self, key: str, *, required: bool = True) -> str:
        """Return a value that is one line or block of text; empty where it is missing."""
        node = self.node(key, required=required)
        return self._text(node) if node else ""

    def number(self, key: str) -> int:
        """Return a value that is a whole number; 0 where it is missing."""
        node = self.node(key)
        if node and isinstance(node.value, str) and node.value.isdecimal():
            return int(node.value)
        if node:
            self._wrong(node, "a whole number")
        return 0

    def choice(self, key: str, allowed: Sequence[str]) -> str:
        """Return a value that is one of a few words."""
        node = self.node(key)
        word = self._text(node) if node else ""
        if node and word not in allowed:
            message = f"“{key}” is none of: {', '.join(allowed)}"
            near = nearest(word, allowed)
            problem = Problem(
                place=node.place, code="unknown-choice", message=message, fragment=word, suggestion=near
            )
            self._report(problem)
        return word

    def words(self, key: str) -> tuple[str, ...]:
        """Return an optional list of texts; a single text counts as a list of one."""
        node = self.node(key, required=False)
        if node is None:
            return ()
        members = node.items() if isinstance(node.value, tuple) else (node,)
        return tuple(self._text(member) for member in members)

    def texts(self, key: str, languages: Sequence[str], *, required: bool = True) -> dict[str, str]:
        """Return one text in every language, keyed by language tag."""
        node = self.node(key, required=required)
        if node is None:
            return {}
        inner = Fields(node, languages, self._report)
        return {language: inner.text(language) for language in languages}

    def _text(self, node: Node) -> str:
        if isinstance(node.value, str):
            return node.value
        self._wrong(node, "a text")
        return ""

    def _wrong(self, node: Node, wanted: str) -> None:
        message = f"this should be {wanted}"
        self._report(Problem(place=node.place, code="wrong-type", message=message))
