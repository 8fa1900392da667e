"""Pages are in the script of their language: no form of the plainer one, no Han words elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from opencc import OpenCC

from guidance.languages import Languages
from guidance.problems import Problem
from guidance.prose.page import Page
from guidance.script import CONFIGURATIONS

_HAN = re.compile("[\u3005\u3400-\u9fff\uf900-\ufaff]+")
_IN_HAN = frozenset(["zh", "yue", "lzh", "nan", "hak", "wuu", "ja", "ko", "vi"])
"""Languages that are, or may be, written in Han characters."""
_TAGGED = re.compile(
    r"<(?P<tag>[a-z][a-z0-9]*)\b[^>]*\blang=[^>]*>.*?</(?P=tag)>|\]\([^)\n]*\)|^--8<--[^\n]*$",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
"""What may be in another language: an element that says which; and what no reader sees."""
_AROUND = 8


class Plainer:
    """Finds characters that only the derived script has, in words that are to be in the original's."""

    def __init__(self, languages: Languages) -> None:
        """Prepare for the languages of a site; without a derived script nothing is found."""
        back = "2".join(reversed(languages.configuration.split("2")))
        self._up = OpenCC(back) if back in CONFIGURATIONS else None
        self._down = languages.converter if self._up else None
        self._keep = languages.keep

    def of_page(self, page: Page) -> Iterator[Problem]:
        """Yield ``wrong-script`` for each such character of a page, or of data with words of the original."""
        text = page.plain
        for offset, due in self.found(text):
            start = text.rfind("\n", 0, offset) + 1
            line = text[max(start, offset - _AROUND) : offset + _AROUND].partition("\n")[0]
            message = f"“{text[offset]}” is of the other script; here it is “{due}”"
            yield page.problem(offset, "wrong-script", message, line.strip())

    def found(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield the offset of each such character of a text, and what it should be."""
        if self._up is None or self._down is None:
            return
        raised = self._up.convert(text)
        # What no conversion changes is no news; a text whose length changes cannot be told by place.
        if raised == text or len(raised) != len(text):
            return
        kept = {*_spans(text, self._keep)}
        for offset, (written, due) in enumerate(zip(text, raised, strict=True)):
            if written == due or offset in kept:
                continue
            # By itself, too: which of two right forms a word takes is for dictionaries to say.
            if self._down.convert(written) == written and self._up.convert(written) != written:
                yield offset, due


def han_problems(page: Page, language: str) -> Iterator[Problem]:
    """Yield ``wrong-script`` for words in Han characters on a page of a language that has none.

    Args:
        page: a page; what is said in another language stands in an element with its ``lang``.
        language: its language.
    """
    if language.partition("-")[0].lower() in _IN_HAN or not _HAN.search(page.plain):
        return
    text = _TAGGED.sub(lambda one: " " * len(one[0]), page.plain)
    for found in _HAN.finditer(text):
        message = f"words of another script than {language} has; give them their lang, or translate them"
        yield page.problem(found.start(), "wrong-script", message, found[0])


def _spans(text: str, phrases: Sequence[str]) -> Iterator[int]:
    """Yield the offsets of all characters of some phrases in a text."""
    for phrase in phrases:
        at = text.find(phrase)
        while at >= 0:
            yield from range(at, at + len(phrase))
            at = text.find(phrase, at + 1)
