"""The languages of a site by the part that each has in it, and the language of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from guidance.script import Derived

PINYIN = "pinyin"
"""The one reading of characters that is known here."""
READINGS = (PINYIN,)


@dataclass(frozen=True, kw_only=True)
class Languages:
    """The languages of the site."""

    original: str
    translations: tuple[str, ...] = ()
    derived: str = ""
    """Tag of the script that is made from the original; empty where there is none."""
    configuration: str = ""
    """OpenCC configuration that makes it; empty where there is none."""
    reading: str = ""
    """How the original's characters are read out in letters; empty where nobody needs that."""
    keep: tuple[str, ...] = ()
    """Words that are right in the original's script though they look as if they were of the derived one."""

    @property
    def written(self) -> tuple[str, ...]:
        """The languages that have files of their own."""
        return (self.original, *self.translations)

    @property
    def scripts(self) -> tuple[str, ...]:
        """The original, and the script made from it where there is one."""
        return (self.original, self.derived) if self.derived else (self.original,)

    @property
    def shown(self) -> tuple[str, ...]:
        """All languages of the site, in their order."""
        return (*self.scripts, *self.translations)

    @cached_property
    def converter(self) -> Derived:
        """What makes the derived script."""
        return Derived(self.configuration)

    def locale(self, tag: str) -> Locale:
        """Return the language of a page by its tag."""
        if self.derived and tag == self.derived:
            return Locale(tag=tag, base=self.original, converter=self.converter)
        return Locale(tag=tag, base=tag, converter=None)

    def translation_of(self, locale: Locale) -> str:
        """Return the translation that a page shows or sets beside the original; empty where there is none."""
        if locale.base in self.translations:
            return locale.base
        return self.translations[0] if self.translations else ""

    def beside(self, locale: Locale) -> Locale | None:
        """Return the language set beside a page's own; None where there is no other.

        The first translation stands beside the original, in whatever script; the original beside a
        translation.
        """
        if locale.base != self.original:
            return self.locale(self.original)
        return self.locale(self.translations[0]) if self.translations else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Locale:
    """A language as a page shows it."""

    tag: str
    """The tag on the page."""
    base: str
    """The language whose files it is made from; the tag itself unless derived."""
    converter: Derived | None

    def __call__(self, text: str) -> str:
        """Return a text of the base language as this page writes it."""
        return self.converter.convert(text) if self.converter else text

    def pick(self, texts: Mapping[str, str]) -> str:
        """Return the text for this page out of a text in several languages."""
        return self(texts[self.base])
