"""Looks over what pages are made with, before a build opens it: templates, scripts and styles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, meta

from guidance.problems import Place, Problem, nearest, place_of
from guidance.progress.page import rollup_scripts, work_scripts
from guidance.readers.text import Report, read_text, shown_path
from guidance.render.onefile import BESIDE, SCRIPTS, STYLES
from guidance.render.views import VIEWS
from guidance.tree import check_tree

TEMPLATES = "overrides"
"""Folder of the templates, from the project's root."""
_ASSETS = "docs/assets"
_WANTED = ("main.html", "404.html", *(f"guidance/{one}.html" for one in (*VIEWS, "item", "onefile")))
_FILTERS = ("url", "script_tag")
"""What the site's generator adds to the template language."""


def check_frame(root: Path, report: Report) -> None:
    """Report templates, scripts and styles that are not there, cannot be read, or are none.

    Args:
        root: the project's folder.
        report: takes ``template-missing``, ``template-syntax``, and what ails folders and files.
    """
    folder = root / TEMPLATES
    strange = list(check_tree(root, folder))
    for problem in strange:
        report(problem)
    if strange:
        return
    _templates(root, folder, report)
    scripts = dict.fromkeys((*work_scripts(), *rollup_scripts(), *SCRIPTS))
    files = [
        *(f"{_ASSETS}/js/{one}" for one in scripts),
        *(f"{_ASSETS}/css/{one}.css" for one in STYLES),
        *(f"{TEMPLATES}/{one}" for one in BESIDE),
    ]
    for name in files:
        read_text(root, root / name, report)


def _templates(root: Path, folder: Path, report: Report) -> None:
    environment = Environment(autoescape=True)
    environment.filters.update(dict.fromkeys(_FILTERS, str))
    here = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    for name in _WANTED:
        if name not in here:
            place = Place(file=f"{TEMPLATES}/{name}")
            report(Problem(place=place, code="template-missing", message="there is no such template"))
    for name in here:
        path = folder / name
        text = read_text(root, path, report)
        for problem in _of_template(environment, shown_path(root, path), text, here) if text else ():
            report(problem)


def _of_template(environment: Environment, file: str, text: str, here: Iterable[str]) -> Iterator[Problem]:
    try:
        tree = environment.parse(text)
        named = [*meta.find_referenced_templates(tree)]
        # Names of filters and tests are looked up as code is made; the code itself nobody needs.
        environment.compile(tree, raw=True)
    except TemplateSyntaxError as error:
        message = f"this is no template: {(error.message or '').rstrip('.')}"
        lines = text.split("\n")
        line = lines[error.lineno - 1].strip() if error.lineno <= len(lines) else ""
        place = Place(file=file, line=error.lineno)
        yield Problem(place=place, code="template-syntax", message=message, fragment=line)
        return
    for name in named:
        if name is not None and name not in here:
            message = "there is no such template"
            yield Problem(
                place=place_of(file, text, text.find(name)),
                code="template-missing",
                message=message,
                fragment=name,
                suggestion=nearest(name, list(here)),
            )
