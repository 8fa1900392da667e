"""The views that a page may name, and what renders them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from guidance.render import inline
from guidance.render.apparatus import apparatus_parts
from guidance.render.edition import edition_parts
from guidance.render.glossary import glossary_parts
from guidance.render.page import Block, Parts, Request
from guidance.render.provenance import provenance_parts


class Renderer:
    """Renders views with the templates of one folder."""

    def __init__(self, templates: Path) -> None:
        """Take the folder that holds ``guidance/<view>.html``."""
        self._environment = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def render(self, view: str, request: Request) -> Block:
        """Return the block of a view.

        Raises:
            KeyError: there is no such view.
        """
        context, headings = VIEWS[view](request)
        original = request.corpus.languages.original
        template = self._environment.get_template(f"guidance/{view}.html")
        html = template.render(
            w=request.word,
            t=request.tongue,
            tagged=lambda text: inline.tagged(text, request.tongue, original),
            tag=request.tongue.tag,
            text_tag=request.tongue.tag if request.tongue.base == original else original,
            root=request.root,
            **context,
        )
        return Block(html=html, headings=tuple(headings), whole=view in _WHOLE)


View = Callable[[Request], Parts]

VIEWS: Mapping[str, View] = {
    "edition": edition_parts,
    "apparatus": apparatus_parts,
    "glossary": glossary_parts,
    "provenance": provenance_parts,
}
"""View name to what its template needs."""

_WHOLE = frozenset({"edition"})
"""Views whose page holds the very text that the view shows."""
