"""Finds paths that lead back to where they began."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def cycles(ways: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Yield each cycle that a walk in depth meets, as a path whose last member is its first.

    No recursion: ten thousand items in one chain are as good as ten.

    Args:
        ways: each node's next nodes; nodes that lead nowhere may be missing.
    """
    done: set[str] = set()
    for start in ways:
        path: dict[str, Iterator[str]] = {}
        node: str | None = None if start in done else start
        if node is not None:
            path[node] = iter(ways[node])
        while path:
            here = next(reversed(path))
            node = next(path[here], None)
            if node is None:
                del path[here]
                done.add(here)
            elif node in path:
                nodes = list(path)
                yield (*nodes[nodes.index(node) :], node)
            elif node not in done:
                path[node] = iter(ways.get(node, ()))
