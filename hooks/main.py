"""The file that mkdocs.yml names: hands each event of MkDocs to the adapter."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from guidance import adapter


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load what the pages are made from."""
    adapter.prepare(config)
    return config


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001 -- MkDocs passes it by name
    """Turn a page into its own script."""
    return adapter.markdown(markdown, page, config)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001 -- MkDocs passes it by name
    """Have every template escape what it is given."""
    return adapter.escaping(env, files)


def on_page_context(
    context: dict[str, Any],
    page: Page,
    config: MkDocsConfig,
    nav: Navigation,  # noqa: ARG001 -- MkDocs passes it by name
) -> dict[str, Any]:
    """Put the generated block on pages that ask for one, and give the templates their words."""
    adapter.complete(page, config)
    adapter.words(context, page, config)
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG001 -- MkDocs passes it by name
    """Keep no page's text longer than needed."""
    adapter.release(page)
    return output


def on_template_context(
    context: dict[str, Any],
    template_name: str,  # noqa: ARG001 -- MkDocs passes it by name
    config: MkDocsConfig,
) -> dict[str, Any]:
    """Give the templates that belong to no page the words of all languages."""
    adapter.all_words(context, config)
    return context


@event_priority(-150)
def on_post_build(config: MkDocsConfig) -> None:
    """Finish the site once all languages are built."""
    if adapter.last_language(config):
        adapter.finish(config)
