"""The one module that knows MkDocs: binds its events to the core.

State lives in the build's own configuration, never in this module, since hook modules outlive
a rebuild.
"""

from __future__ import annotations

import gc
import html
import os
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from rjsmin import jsmin

from guidance.building.generator import ENDS_WITH_PARENT
from guidance.corpus import Corpus, Locale, load
from guidance.export import PAGES_ONLY, write_data
from guidance.licences import LICENCES, licences
from guidance.menu import placed
from guidance.pages import Pages, Stub, load_pages
from guidance.policy import page_policy
from guidance.problems import DefectiveInputError
from guidance.published import prune
from guidance.render.inline import tagged
from guidance.render.page import Heading, Request
from guidance.render.views import WHOLE, Renderer
from guidance.search import write_search
from guidance.snippets import FOLDER as SNIPPETS
from guidance.styles import joined, shortened

_CORPUS = "guidance_corpus"
_PAGES = "guidance_pages"
_RENDERER = "guidance_renderer"
_SCRIPT = "guidance_script"
_HERE = "<!-- view -->"
"""Where a page's text says that the block belongs; without it, the block stands behind the text."""
_STYLE = "assets/site.css"
"""The one style sheet of all pages."""


def prepare(config: MkDocsConfig) -> None:
    """Load the corpus once for a build, in whichever language's pass comes first.

    Raises:
        Abort: the input is defective; the message holds every problem, one on a line.
    """
    if _CORPUS in config.extra:
        return
    if ENDS_WITH_PARENT in os.environ:
        threading.Thread(target=_end_with_parent, daemon=True).start()
    docs = Path(config.docs_dir)
    try:
        corpus = load(docs)
        pages = config.extra[_PAGES] = load_pages(docs, corpus)
    except DefectiveInputError as error:
        raise Abort(str(error)) from None
    config.extra[_CORPUS] = corpus
    if config.nav:
        config.nav = placed(config.nav, pages.after)
    config.mdx_configs.setdefault("pymdownx.snippets", {})["base_path"] = [str(docs / SNIPPETS)]
    script = config.extra[_SCRIPT] = _InScript()
    extensions: list[Any] = [*config.markdown_extensions, script]
    config.markdown_extensions = extensions
    config.extra[_RENDERER] = Renderer(Path(str(config.theme.custom_dir)))
    # What was loaded stays until the end; walking it again and again would take a sixth of a large build.
    gc.freeze()


def _end_with_parent() -> None:
    """End at once when standard input does: whoever began this build is gone, and so is what it was for."""
    # Not by Python's own stream, which cannot be given up while somebody reads from it.
    while os.read(0, 1):
        pass
    os._exit(1)


class _InScript(Extension):
    """Turns a page into its own script, once the snippets that it takes in are there."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # Markdown gives it no types
        self.locale: Locale | None = None
        """That of the page at hand."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- Markdown's own name
        """Come right behind ``pymdownx.snippets``, whose priority is 32."""
        md.preprocessors.register(_Convert(self), "guidance-script", 31.5)


class _Convert(Preprocessor):
    def __init__(self, script: _InScript) -> None:
        super().__init__()
        self._script = script

    def run(self, lines: list[str]) -> list[str]:
        locale = self._script.locale
        return locale("\n".join(lines)).split("\n") if locale and locale.converter else lines


def markdown(text: str, page: Page, config: MkDocsConfig) -> str:
    """Return a page's Markdown; nothing where its view shows the text itself.

    Its front matter is put into the page's own script here, its text when it is rendered.
    """
    locale = _locale(config)
    if locale.converter:
        page.meta = {key: _in_script(value, locale) for key, value in page.meta.items()}
    config.extra[_SCRIPT].locale = locale
    stub = _stub(page, config)
    return "" if stub and stub.view in WHOLE else text


def escaping(env: Environment, files: Files) -> Environment:
    """Have every template escape what it is given, and hand it titles as plain text.

    MkDocs escapes nothing, and has two kinds of titles: those of front matter and settings are plain
    text, those of headings are markup. From here on all are plain text, and the one thing that is
    markup is a page's content, which says so of itself.

    Args:
        env: the templates of the theme and ours.
        files: the pages of the language that is built, all of them rendered.
    """
    env.autoescape = True
    for file in files.documentation_pages():
        page = file.page
        if page is None:
            continue
        # A title from the settings stands in the page itself, and one from a heading nowhere else.
        if "title" not in page.meta and "title" not in vars(page) and page.title:
            page.title = html.unescape(page.title)
        _plain(page.toc)
    return env


def _plain(links: Iterable[AnchorLink]) -> None:
    """Make plain text of titles that are markup."""
    for link in links:
        link.title = html.unescape(link.title)
        _plain(link.children)


def complete(page: Page, config: MkDocsConfig) -> None:
    """Put the view's block on a page that asks for one, and its headings into the table of contents.

    This comes after Markdown, which would read through every line of a large block to change
    nothing, and right before the page is written, since MkDocs holds the text of all pages at once.
    """
    text = Markup(page.content or "")  # noqa: S704 -- what Markdown made of the page
    stub = _stub(page, config)
    if stub is None:
        page.content = text
        return
    renderer: Renderer = config.extra[_RENDERER]
    block = renderer.render(stub.view, _request(page, stub, config, _locale(config)))
    page.toc = TableOfContents(_with_links([*page.toc], block.headings))
    before, _, behind = text.partition(_HERE)
    page.content = Markup("{}\n{}\n{}").format(before, block.html, behind)


def release(page: Page) -> None:
    """Let go of a page's text once it is about to be written."""
    page.content = None


def words(context: dict[str, Any], page: Page, config: MkDocsConfig) -> None:
    """Give the theme's templates the interface's words in the page's language."""
    corpus: Corpus = config.extra[_CORPUS]
    tag = _locale(config).tag
    pages: Pages = config.extra[_PAGES]
    voice = _Voice(corpus, tag)
    context["w"], context["tagged"] = voice.word, voice.tagged
    context["tag"] = tag
    context["root"] = _up(page)
    context["policy"] = page_policy()
    context["base"] = _up(page) + _folder(corpus, tag)
    # The plugin leaves a list of its own in the settings only where the theme is Material.
    others: Mapping[str, File] = getattr(page.file, "alternates", {})
    context["alternates"] = [
        {"lang": one.locale, "name": one.name, "link": others[one.locale].url}
        for one in config.plugins["i18n"].config.languages
        if one.locale in others
    ]
    context["places"] = {
        "list": pages.address("choice") or pages.address("checklist"),
        "text": pages.address("edition"),
        "procedures": pages.address("procedures") or pages.address("procedure"),
        "find": pages.address("finder"),
    }


def all_words(context: dict[str, Any], config: MkDocsConfig) -> None:
    """Give a template that serves all languages at once the words of each."""
    corpus: Corpus = config.extra[_CORPUS]
    context["policy"] = page_policy()
    context["languages"] = [_Voice(corpus, tag) for tag in corpus.languages.shown]


class _Voice:
    """A language as a template sees it: its tag, its home page, its words."""

    def __init__(self, corpus: Corpus, tag: str) -> None:
        self._corpus = corpus
        self.tag = tag
        self.home = f"{_folder(corpus, tag)}index.html"

    def word(self, key: str) -> str:
        return self._corpus.labels(self.tag)[key]

    def tagged(self, text: str) -> Markup:
        return tagged(text, self._corpus.locale(self.tag), self._corpus.languages.original)


def _folder(corpus: Corpus, tag: str) -> str:
    """Return the folder of a language's pages, empty or ending in a slash."""
    return "" if tag == corpus.languages.original else f"{tag}/"


def finish(config: MkDocsConfig) -> None:
    """Write the data for others and take out what no page uses; runs once, after all languages."""
    site = Path(config.site_dir)
    corpus: Corpus = config.extra[_CORPUS]
    styles = shortened(joined(Path(config.docs_dir) / "assets" / "css"))
    (site / _STYLE).write_text(styles, encoding="utf-8")
    (site / LICENCES).write_text(licences(Path(config.docs_dir).parent), encoding="utf-8", newline="\n")
    # What comes along with the theme and what lies about between the documents is used by no page.
    prune(site)
    if PAGES_ONLY not in os.environ:
        write_data(corpus, site / "data")
    write_search(corpus, config.extra[_PAGES], site)
    for path in sorted([*site.glob("assets/**/*.js"), *site.glob("assets/**/*.css")]):
        _without_map_comment(path)
    # Old phones on slow networks have no use for comments. What others wrote keeps theirs, with its licence.
    for path in sorted(site.glob("assets/js/*.js")):
        path.write_text(f"{jsmin(path.read_text(encoding='utf-8'))}\n", encoding="utf-8", newline="\n")
    gc.unfreeze()


def last_language(config: MkDocsConfig) -> bool:
    """Whether the build has been through all its languages."""
    return not getattr(config.plugins["i18n"], "building", False)


def _without_map_comment(path: Path) -> None:
    """Drop the line that points a browser to a source map that is not shipped."""
    text = path.read_text(encoding="utf-8")
    kept = [line for line in text.split("\n") if "sourceMappingURL=" not in line or len(line) > 200]  # noqa: PLR2004
    if len(kept) < text.count("\n") + 1:
        path.write_text("\n".join(kept), encoding="utf-8")


def _locale(config: MkDocsConfig) -> Locale:
    corpus: Corpus = config.extra[_CORPUS]
    tag = getattr(config.plugins["i18n"], "current_language", None) or corpus.languages.original
    return corpus.locale(tag)


def _stub(page: Page, config: MkDocsConfig) -> Stub | None:
    """Return what a page says that it shows; None where it shows no view."""
    pages: Pages = config.extra[_PAGES]
    return pages.stub(page.file.src_uri.partition("/")[2])


def _up(page: Page) -> str:
    """Return the relative path from a page to the site's root."""
    return "../" * int(page.file.dest_uri.count("/"))


def _request(page: Page, stub: Stub, config: MkDocsConfig, locale: Locale) -> Request:
    return Request(
        corpus=config.extra[_CORPUS],
        locale=locale,
        pages=config.extra[_PAGES],
        root=_up(page),
        base="../" * stub.path.count("/"),
        stub=stub,
    )


def _with_links(roots: list[AnchorLink], headings: tuple[Heading, ...]) -> list[AnchorLink]:
    """Return the theme's tree of links with headings below the last of its roots, as their levels have it."""
    stack = roots[-1:]
    for heading in headings:
        link = AnchorLink(heading.title, heading.id, heading.level)
        while stack and stack[-1].level >= heading.level:
            stack.pop()
        (stack[-1].children if stack else roots).append(link)
        stack.append(link)
    return roots


def _in_script(value: object, locale: Locale) -> object:
    if isinstance(value, str):
        return locale(value)
    if isinstance(value, list):
        return [_in_script(one, locale) for one in value]
    if isinstance(value, Mapping):
        return {key: _in_script(one, locale) for key, one in value.items()}
    return value
