"""A text in every language of the site."""

from __future__ import annotations

from guidance.corpus import Corpus
from guidance.model import Texts


def in_scripts(corpus: Corpus, text: str) -> dict[str, str]:
    """Return a text of the original in its own script and in one made from it, by language tag."""
    return {tag: corpus.locale(tag)(text) for tag in corpus.languages.scripts}


def in_languages(corpus: Corpus, texts: Texts) -> dict[str, str]:
    """Return a text that is written in each language, with the derived script, by language tag."""
    own = in_scripts(corpus, texts[corpus.languages.original])
    return own | {tag: texts[tag] for tag in corpus.languages.translations}
