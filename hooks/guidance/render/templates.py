"""The templates of one folder, and the words that each of them has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from guidance.render import inline
from guidance.render.entry import Link
from guidance.render.page import Request


class Templates:
    """Renders templates with the words of a page."""

    def __init__(self, folder: Path) -> None:
        """Take the folder that holds ``guidance/<name>.html``."""
        self._environment = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            # An item's template is asked for thousands of times in a build, and stays the same in it.
            auto_reload=False,
        )
        # Functions, not macros: thousands of links make the difference.
        self._environment.globals.update(link=link, linked=linked)
        self._words: dict[tuple[str, str], Mapping[str, Markup]] = {}

    def render(self, name: str, request: Request, **context: Any) -> Markup:  # noqa: ANN401 -- a template takes all
        """Return what a template makes of a page's words and a view's parts.

        This is the one place that calls a whole page's text markup: the template has escaped all
        that it was given.

        Raises:
            jinja2.TemplateError: the template lacks a value, or is none.
        """
        corpus, locale = request.corpus, request.locale
        original = corpus.languages.original

        def tagged(text: str, tag: str = locale.tag) -> Markup:
            return inline.tagged(text, corpus.locale(tag), original)

        html = self._environment.get_template(f"guidance/{name}.html").render(
            w=self._labels(request),
            t=locale,
            tagged=tagged,
            tag=locale.tag,
            text_tag=locale.tag if locale.base == original else original,
            **context,
        )
        return Markup(html)  # noqa: S704 -- our own template, which escapes

    def _labels(self, request: Request) -> Mapping[str, Markup]:
        """Return the interface's words for a page, escaped once for all of its kind."""
        key = (request.locale.tag, request.stub.keys.get("edition", ""))
        if key not in self._words:
            self._words[key] = {name: Markup.escape(word) for name, word in request.labels.items()}
        return self._words[key]


def link(title: str, href: str) -> Markup:
    """Return a title, and where it leads if some page shows the thing."""
    if not href:
        return Markup.escape(title)
    return Markup(f'<a href="{Markup.escape(href)}">{Markup.escape(title)}</a>')  # noqa: S704 -- both are escaped


def linked(links: Iterable[Link], separator: str) -> Markup:
    """Return titles and where they lead, one behind the other."""
    return Markup.escape(separator).join(link(one.title, one.href) for one in links)
