"""Which codes of findings the program can raise, read from its source without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

CARRIERS = frozenset({"Act", "Finding", "Flaw", "Problem", "Undecoded", "_Verdict"})
"""What has a code that a finding will have."""
_KEY = "code"
_FARTHEST = 6
"""Through how many names a code is followed."""

Function = ast.FunctionDef


@dataclass
class Raised:
    """What the source says."""

    codes: dict[str, set[str]] = field(default_factory=dict)
    """Code to the lines that raise it, as in ``survey.py:12``."""
    unread: set[tuple[str, str]] = field(default_factory=set)
    """Modules with the expressions of which the source alone does not say what code they are."""


def raised(modules: Mapping[str, str]) -> Raised:
    """Return which codes some modules raise.

    Args:
        modules: name of a module to its source.
    """
    found = Raised()
    read = {name: _module(source) for name, source in modules.items()}
    for name, module in read.items():
        module.others = [one for one in read.values() if one is not module]
        for call, around in module.calls:
            if _called(call) not in CARRIERS:
                continue
            for keyword in call.keywords:
                if keyword.arg != _KEY:
                    continue
                values = set(module.values(keyword.value, around))
                for value in values:
                    if value is None:
                        found.unread.add((name, ast.unparse(keyword.value)))
                    else:
                        found.codes.setdefault(value, set()).add(f"{name}:{call.lineno}")
    return found


@cache
def _module(source: str) -> _Module:
    """Return a module read; the same sources are asked about again and again."""
    return _Module(ast.parse(source))


def _called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


class _Module:
    def __init__(self, tree: ast.Module) -> None:
        self._tree = tree
        self.calls = list(_calls(tree, ()))
        self.others: list[_Module] = []

    def values(
        self, expression: ast.expr, around: tuple[Function, ...], depth: int = 0
    ) -> Iterator[str | None]:
        """Yield what an expression can be; None where the source does not say it."""
        if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
            yield expression.value
        elif isinstance(expression, ast.IfExp):
            yield from self.values(expression.body, around, depth)
            yield from self.values(expression.orelse, around, depth)
        elif isinstance(expression, ast.JoinedStr):
            yield from self._joined(expression, around, depth)
        elif isinstance(expression, ast.Name) and depth < _FARTHEST:
            yield from self._named(expression.id, around, depth)
        else:
            yield None

    def _joined(self, text: ast.JoinedStr, around: tuple[Function, ...], depth: int) -> Iterator[str | None]:
        beginnings: set[str | None] = {""}
        for part in text.values:
            inner = part.value if isinstance(part, ast.FormattedValue) else part
            ends = set(self.values(inner, around, depth))
            beginnings = {
                None if one is None or end is None else one + end for one in beginnings for end in ends
            }
        yield from beginnings

    def _named(self, name: str, around: tuple[Function, ...], depth: int) -> Iterator[str | None]:
        """Yield what a name can be: as it is set around, or as callers give it."""
        for count in range(len(around), 0, -1):
            function = around[count - 1]
            set_here = list(_set(function, name))
            if set_here:
                for value in set_here:
                    yield from self.values(value, around[:count], depth + 1)
                return
            if any(one.arg == name for one in function.args.args):
                yield from self._given(function, name, depth)
                return
        set_here = [value for one in self._tree.body for value in _set_by(one, name)]
        for value in set_here:
            yield from self.values(value, (), depth + 1)
        if not set_here:
            yield None

    def _given(self, function: Function, name: str, depth: int) -> Iterator[str | None]:
        names = [one.arg for one in function.args.args]
        at = names.index(name) - (names[0] in {"self", "cls"})
        # What has no callers at home is called from elsewhere.
        callers = list(self.callers_of(function.name)) or [
            (module, call, around)
            for module in self.others
            for _, call, around in module.callers_of(function.name)
            # Another method may have the name, and takes something else.
            if len(call.args) > at or any(one.arg == name for one in call.keywords)
        ]
        for module, call, around in callers:
            given = [one.value for one in call.keywords if one.arg == name] or call.args[at : at + 1]
            if given:
                yield from module.values(given[0], around, depth + 1)
            else:
                yield None
        if not callers:
            yield None

    def callers_of(self, name: str) -> Iterator[tuple[_Module, ast.Call, tuple[Function, ...]]]:
        return ((self, call, around) for call, around in self.calls if _called(call) == name)


def _calls(node: ast.AST, around: tuple[Function, ...]) -> Iterator[tuple[ast.Call, tuple[Function, ...]]]:
    """Yield every call with the functions in which it stands, the outermost first."""
    if isinstance(node, ast.Call):
        yield node, around
    if isinstance(node, ast.FunctionDef):
        around = (*around, node)
    for child in ast.iter_child_nodes(node):
        yield from _calls(child, around)


def _set(function: Function, name: str) -> Iterator[ast.expr]:
    return (value for one in ast.walk(function) for value in _set_by(one, name))


def _set_by(node: ast.AST, name: str) -> Iterator[ast.expr]:
    """Yield what a statement sets a name to, alone or among several."""
    if not isinstance(node, ast.Assign):
        return
    for target in node.targets:
        pairs = [(target, node.value)]
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            pairs = list(zip(target.elts, node.value.elts, strict=False))
        for one, value in pairs:
            if isinstance(one, ast.Name) and one.id == name:
                yield value
