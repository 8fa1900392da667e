"""The interface's words in the language of a page, with names of texts and languages filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from guidance.languages import Languages, Locale

_SLOT = re.compile(r"\{(\w+)\}")


def filled(text: str, /, **values: str) -> str:
    """Return a text of the interface with its ``{names}`` filled in; unknown ones stay."""
    return _SLOT.sub(lambda match: values.get(match[1], match[0]), text)


def labels(
    words: Mapping[str, Mapping[str, str]], languages: Languages, tag: str, called: str
) -> Mapping[str, str]:
    """Return the interface's words for a page: key to word.

    Args:
        words: key to written language to word.
        languages: those of the site.
        tag: the page's language.
        called: key of what the page's text is called.
    """
    locale = languages.locale(tag)
    beside, translation = languages.beside(locale), languages.translation_of(locale)
    text = words.get(called, words["text-text"])[locale.base]
    names = {
        "text": text,
        "Text": text[:1].upper() + text[1:],
        "original": _name(words, locale, languages.original),
        "translation": _name(words, locale, translation) if translation else "",
        "own": _name(words, locale, locale.base),
        "other": _name(words, locale, beside.base) if beside else "",
    }
    return {key: locale(filled(texts[locale.base], **names)) for key, texts in words.items()}


def language_name(words: Mapping[str, Mapping[str, str]], locale: Locale, tag: str) -> str:
    """Return what a page calls a language; its tag where there is no word for it."""
    return locale(_name(words, locale, tag))


def _name(words: Mapping[str, Mapping[str, str]], locale: Locale, tag: str) -> str:
    found = words.get(f"name-{tag}") or words.get(f"name-{tag.partition('-')[0]}")
    return found[locale.base] if found else tag
