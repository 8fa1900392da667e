"""The page that brings together what many units report; all of it is read and shown by scripts."""

from __future__ import annotations

from markupsafe import Markup

from guidance.progress.library import library, library_json
from guidance.progress.page import rollup_scripts, work_data
from guidance.render.page import Parts, Request


def rollup_parts(request: Request) -> Parts:
    """Return the lists of all kinds of unit, as data, and what the page's scripts say."""
    index, tag = request.index, request.locale.tag
    return {
        "library": Markup(  # noqa: S704 -- JSON that ends no script
            library_json(library(request.corpus, index, list(index.units), [tag]))
        ),
        "work_data": Markup(library_json(work_data(request.corpus, [tag], many=True))),  # noqa: S704 -- the same
        "scripts": rollup_scripts(),
    }, []
