"""Reads YAML into typed values and keeps line and column for every report.

Only what a register needs is let in: mappings, lists and scalars. Anchors, aliases and tags
are refused, which bounds what a small file can unfold into.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from guidance.problems import Place, Problem, nearest, place_of
from guidance.readers.text import Report, read_text, shown_path

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C where the platform has it; the events are the same."""
_DEEPEST = 20
"""How many lists and mappings may stand in one another; a register needs about six."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Node:
    """A YAML value and where it stands."""

    value: str | tuple[Node, ...] | Mapping[str, Node]
    place: Place
    keys: Mapping[str, Place] = field(default_factory=dict)
    """Where each key of a mapping stands."""

    def at(self, key: str) -> Place:
        """Return where the value of a key stands, or the whole where there is no such key."""
        found = self.value.get(key) if isinstance(self.value, Mapping) else None
        return found.place if found else self.place


class _TooDeepError(Exception):
    """Values nest beyond any register's need."""

    def __init__(self, place: Place) -> None:
        super().__init__(str(place))
        self.place = place


def read_yaml(root: Path, path: Path, report: Report) -> Node | None:
    """Return the one document of a YAML file, or None after reporting why there is none.

    Args:
        root: folder that reported paths are relative to.
        path: the file.
        report: takes ``yaml-syntax``, ``yaml-anchor``, ``yaml-tag``, ``yaml-depth`` and ``duplicate-key``
            besides the problems of reading text.
    """
    text = read_text(root, path, report)
    return None if text is None else parse_yaml(shown_path(root, path), text, report)


def parse_yaml(name: str, text: str, report: Report) -> Node | None:
    """Return the one document of a YAML text, or None after reporting why there is none.

    Args:
        name: path shown in reports.
        text: the text, from the file's first line on.
        report: takes the same as for a file.
    """
    try:
        return _Composer(name, yaml.parse(text, Loader=_Loader), report).document()
    except yaml.MarkedYAMLError as error:
        # What runs to the end of the file is mended where it begins.
        is_open = error.context_mark and "end of stream" in (error.problem or "")
        mark = error.context_mark if is_open else error.problem_mark or error.context_mark
        place = Place(file=name, line=mark.line + 1, column=mark.column + 1) if mark else Place(file=name)
        line = text.split("\n")[place.line - 1] if place.line <= text.count("\n") + 1 else ""
        message = f"this is not YAML: {error.problem or error.context}"
        if "\t" in line:
            message += "; use spaces, not tabs"
    except _TooDeepError as error:
        message = f"more than {_DEEPEST} lists and mappings stand in one another here"
        report(Problem(place=error.place, code="yaml-depth", message=message))
        return None
    except yaml.reader.ReaderError as error:
        unprintable = yaml.reader.Reader.NON_PRINTABLE.search(text)
        place = place_of(name, text, unprintable.start() if unprintable else 0)
        line = unprintable.group() if unprintable else ""
        message = f"this is not YAML: {error.reason}"
    report(Problem(place=place, code="yaml-syntax", message=message, fragment=line.strip(" ")))
    return None


LONGEST_TEXT = 5_000
"""How many characters a text in YAML may have: what is longer was pasted by mistake."""
LONGEST_NAME = 500
"""How many a title may have."""
_NAMES = frozenset({"title", "short"})


class _Composer:
    """Builds nodes from the parser's events."""

    def __init__(self, name: str, events: Iterator[yaml.Event], report: Report) -> None:
        self._name = name
        self._events = events
        self._report = report
        self._depth = 0

    def document(self) -> Node | None:
        node: Node | None = None
        for event in self._events:
            if not isinstance(event, yaml.DocumentStartEvent):
                continue
            if node is None:
                node = self._node(next(self._events))
                continue
            message = "a second document begins here; only one is read"
            self._report(Problem(place=self._place(event), code="yaml-syntax", message=message))
            break
        if node is None:
            message = "the file is empty but for comments"
            self._report(Problem(place=Place(file=self._name), code="empty-file", message=message))
        return node

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return Place(file=self._name, line=line, column=column)

    def _node(self, event: yaml.Event) -> Node:
        place = self._place(event)
        if self._depth >= _DEEPEST:
            raise _TooDeepError(place)
        self._depth += 1
        node = self._value(event, place)
        self._depth -= 1
        return node

    def _value(self, event: yaml.Event, place: Place) -> Node:
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            message = "anchors and aliases are not used here; write the value out"
            self._report(Problem(place=place, code="yaml-anchor", message=message, fragment=str(anchor)))
        tag = getattr(event, "tag", None)
        if tag is not None:
            message = "tags are not used here; every value is a text, a list or a mapping"
            self._report(Problem(place=place, code="yaml-tag", message=message, fragment=str(tag)))
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(value=tuple(self._members()), place=place)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(place)
        return Node(value=getattr(event, "value", f"*{anchor}"), place=place)

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
            report: takes ``wrong-type`` and ``unknown-key``, later ``missing-key`` and ``too-long``.
        """
        self.place = node.place
        self.most = LONGEST_TEXT
        """How many characters a text may have."""
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

    def members(self, key: str) -> tuple[Node, ...]:
        """Return the members of a list."""
        node = self.node(key)
        return members(node, self._report) if node else ()

    def text(self, key: str, *, required: bool = True) -> str:
        """Return a value that is one line or block of text; empty where it is missing."""
        node = self.node(key, required=required)
        if node is None:
            return ""
        if required and node.value == "":
            message = f"the key “{key}” has no value"
            self._report(Problem(place=node.place, code="missing-key", message=message))
        return self._text(node)

    def path(self, key: str, *, required: bool = True) -> str:
        """Return a value that is a path below the documents' folder; empty where it leads elsewhere."""
        text, node = self.text(key, required=required), self._values.get(key)
        parts = text.split("/")
        if node is None or not text or not ({"", ".."} & {*parts} or not text.isprintable() or "\\" in text):
            return text
        message = "a path here leads down from its folder: no “..”, and no slash in front"
        self._report(Problem(place=node.place, code="path-outside", message=message, fragment=text))
        return ""

    def number(self, key: str, most: int) -> int:
        """Return a value that is a whole number from 1 to ``most``; 0 where there is none."""
        node = self.node(key)
        if node is None:
            return 0
        word = node.value if isinstance(node.value, str) else ""
        if word.isdecimal() and len(word) <= len(str(most)) and 1 <= int(word) <= most:
            return int(word)
        self._wrong(node, f"a whole number from 1 to {most}")
        return 0

    def choice(self, key: str, allowed: Sequence[str]) -> str:
        """Return a value that is one of a few words."""
        node = self.node(key)
        word = self._text(node) if node else ""
        # An alias has been reported where it stands.
        if node and word not in allowed and not word.startswith("*"):
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
        listed = node.value if isinstance(node.value, tuple) else (node,)
        return tuple(self._text(member) for member in listed)

    def texts(self, key: str, languages: Sequence[str], *, required: bool = True) -> dict[str, str]:
        """Return one text in every language, keyed by language tag."""
        node = self.node(key, required=required)
        if node is None:
            return {}
        inner = Fields(node, languages, self._report)
        inner.most = LONGEST_NAME if key in _NAMES else LONGEST_TEXT
        return {language: inner.text(language) for language in languages}

    def _text(self, node: Node) -> str:
        if isinstance(node.value, str):
            if len(node.value) > self.most:
                message = f"this has {len(node.value)} characters; here stand at most {self.most}"
                self._report(Problem(place=node.place, code="too-long", message=message, fragment=node.value))
            return node.value
        self._wrong(node, "a text")
        return ""

    def _wrong(self, node: Node, wanted: str) -> None:
        report_wrong(node, wanted, self._report)


def members(node: Node, report: Report) -> tuple[Node, ...]:
    """Return the members of what should be a list; nothing after reporting that it is none."""
    if isinstance(node.value, tuple):
        return node.value
    report_wrong(node, "a list", report)
    return ()


def report_wrong(node: Node, wanted: str, report: Report) -> None:
    """Report a value of the wrong type.

    Args:
        node: the value.
        wanted: what should stand there, as in “this should be a list”.
        report: takes ``wrong-type``.
    """
    fragment = node.value if isinstance(node.value, str) else ""
    message = f"this should be {wanted}"
    report(Problem(place=node.place, code="wrong-type", message=message, fragment=fragment))
