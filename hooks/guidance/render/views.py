"""The views that a page may name, and what renders them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from markupsafe import Markup

from guidance.register.model import Obligation
from guidance.render.apparatus import apparatus_parts
from guidance.render.checklist import checklist_parts
from guidance.render.choice import choice_parts
from guidance.render.coverage import coverage_parts
from guidance.render.edition import edition_parts
from guidance.render.entry import entry
from guidance.render.finder import finder_parts
from guidance.render.glossary import glossary_parts
from guidance.render.items import items_parts
from guidance.render.page import Block, Parts, Request
from guidance.render.parts import parts_parts
from guidance.render.plan import documents_parts, plan_parts
from guidance.render.procedure import procedure_parts, procedures_parts
from guidance.render.provenance import provenance_parts
from guidance.render.questions import questions_parts
from guidance.render.rollup import rollup_parts
from guidance.render.tables import compare_parts, matrix_parts
from guidance.render.templates import Templates


class Renderer:
    """Renders views with the templates of one folder."""

    def __init__(self, folder: Path) -> None:
        """Take the folder that holds ``guidance/<view>.html``."""
        self._templates = Templates(folder)
        self._bodies: dict[tuple[str, str, tuple[str, ...]], Markup] = {}
        self._tag = ""

    def render(self, view: str, request: Request) -> Block:
        """Return the block of a view.

        Raises:
            KeyError: there is no such view.
        """
        context, headings = VIEWS[view](request)
        html = self._templates.render(
            view,
            request,
            root=request.root,
            links=request.links,
            body=lambda item, said=(): self._body(request, item, said),
            sample=lambda name, some: self._templates.render(
                name,
                request,
                root=request.root,
                links=request.links,
                body=lambda item, said=(): self._body(request, item, said),
                **some,
            ),
            **context,
        )
        return Block(html=html, headings=tuple(headings))

    def _body(self, request: Request, item: Obligation, said: tuple[str, ...]) -> Markup:
        """Return what an item says of itself; it is the same on all lists at one depth of folders.

        Args:
            request: the page.
            item: the item.
            said: what the page has said already: “actor”, “members”.
        """
        if self._tag != request.locale.tag:
            # A build goes from language to language; what a language is done with would only take room.
            self._bodies.clear()
            self._tag = request.locale.tag
        key = (request.base, item.id, said)
        if key not in self._bodies:
            self._bodies[key] = self._templates.render("item", request, e=entry(request, item), said=said)
        return self._bodies[key]


View = Callable[[Request], Parts]

VIEWS: Mapping[str, View] = {
    "edition": edition_parts,
    "apparatus": apparatus_parts,
    "glossary": glossary_parts,
    "provenance": provenance_parts,
    "choice": choice_parts,
    "checklist": checklist_parts,
    "items": items_parts,
    "matrix": matrix_parts,
    "compare": compare_parts,
    "procedure": procedure_parts,
    "procedures": procedures_parts,
    "plan": plan_parts,
    "documents": documents_parts,
    "coverage": coverage_parts,
    "finder": finder_parts,
    "questions": questions_parts,
    "rollup": rollup_parts,
    "parts": parts_parts,
}
"""View name to what its template needs."""

WHOLE = frozenset({"edition"})
"""Views whose page holds the very text that the view shows."""
