"""Tokens under names of a letter or two, as a browser needs no more; one that never changes by its value."""

from __future__ import annotations

import re
from collections import Counter
from itertools import product
from string import ascii_letters

_DECLARED = re.compile(r"(?<=[{;])(--[\w-]+):([^;}]*)")
_USED = re.compile(r"var\((--[\w-]+)")
_NAME = re.compile(r"(?<![\w-])--[\w-]+")
_ROOT = re.compile(r":root\{[^}]*")
_WHOLE = re.compile(r"(?<=[{;])(--[\w-]+):[^;}]*;?")
_VALUE = re.compile(r"var\((--[\w-]+)\)")
_LONGEST = len("var(--a)")


def shortened(text: str) -> str:
    """Return a packed style sheet whose tokens have short names.

    A name that it uses and never declares is a script's, and stays.

    Args:
        text: as ``packed`` returns it, whole: tokens that another sheet declares would lose their link.
    """
    text = _put_in(text)
    uses = Counter(_NAME.findall(text))
    own = sorted({name for name, _ in _DECLARED.findall(text)}, key=lambda one: (-uses[one], one))
    taken = set(uses) - set(own)
    letters = [*ascii_letters, *map("".join, product(ascii_letters, repeat=2))]
    free = (f"--{one}" for one in letters if f"--{one}" not in taken)
    names = dict(zip(own, free, strict=False))
    return _NAME.sub(lambda found: names.get(found[0], found[0]), text)


def _put_in(text: str) -> str:
    """Return a sheet where a token of one short value, told in the first block of tokens, is that value."""
    declared = Counter(name for name, _ in _DECLARED.findall(text))
    block = _ROOT.match(text)
    constant = {
        name: value
        for name, value in _DECLARED.findall(block[0] if block else "")
        if declared[name] == 1
        and len(value) <= _LONGEST
        and "var(" not in value
        and f"var({name}," not in text
    }
    bare = _WHOLE.sub(lambda found: "" if found[1] in constant else found[0], text)
    return _VALUE.sub(lambda found: constant.get(found[1], found[0]), bare).replace(";}", "}")
