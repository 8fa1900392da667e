"""Of a style sheet, what a page can need: rules for classes that it writes, by itself or by its scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_EMPTY = re.compile(r"@[^{};]*\{\}")
_CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")
_LIST = re.compile(r":(?:is|where)\(([^()]*)\)")
_ASIDE = re.compile(r"\[[^\]]*\]|:not\([^()]*\)")
"""What asks for no class: attributes, and what must not be there."""
_WORD = re.compile(r"[a-zA-Z][\w-]*")
_WRITER = re.compile(r"""class=(?:"([^"]*)"|'([^']*)'|([\w-]+))|<script>(.*?)</script>""", re.DOTALL)
"""Where a page writes classes; a script that has a type is data."""
_OPEN = re.compile(r"\w{2}(?:--?|__)$")


def needed(text: str, page: str) -> str:
    """Return a packed style sheet without the rules for classes that a page never writes.

    Args:
        text: as ``packed`` returns it.
        page: all of the page, with its scripts. A class counts as written where it is an element's, or a word
            of a script, or where a script has its beginning and that ends open, as in ``"state--" + name``.
    """
    words = set(_WORD.findall(" ".join(one for found in _WRITER.findall(page) for one in found)))
    begun = tuple(one for one in words if _OPEN.search(one))

    def written(selector: str) -> bool:
        bare = _LIST.sub("", _ASIDE.sub("", selector))
        return all(one in words or one.startswith(begun) for one in _CLASS.findall(bare))

    def kept(selectors: str) -> str:
        return ",".join(one for one in map(narrowed, _parts(selectors)) if one and written(one))

    def narrowed(selector: str) -> str:
        """Return a selector whose lists name what can be there, empty where nothing can."""
        gone = False

        def shorter(found: re.Match[str]) -> str:
            nonlocal gone
            inner = kept(found[1])
            gone = gone or not inner
            return found[0].replace(found[1], inner)

        result = _LIST.sub(shorter, selector)
        return "" if gone else result

    def rule(found: re.Match[str]) -> str:
        head, declared = found[1], found[2]
        lead = "\n" if head.startswith("\n") else ""
        head = head.strip()
        if head.startswith("@"):
            return found[0]
        left = kept(head)
        return f"{lead}{left}{{{declared}}}" if left else lead

    return _EMPTY.sub("", _RULE.sub(rule, text))


def _parts(selectors: str) -> Iterator[str]:
    """Yield the selectors of a list; a comma within brackets parts none."""
    depth, start = 0, 0
    for at, letter in enumerate(selectors):
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and not depth:
            yield selectors[start:at]
            start = at + 1
    yield selectors[start:]
