"""Checks ``mkdocs.yml`` and its menu before the generator reads them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pathspec import GitIgnoreSpec

from guidance.corpus import Languages
from guidance.problems import Place, Problem, nearest
from guidance.readers.text import Report
from guidance.readers.yaml import Node, read_yaml

SETTINGS = "mkdocs.yml"
_KEYS = (
    *("INHERIT", "copyright", "dev_addr", "docs_dir", "draft_docs", "edit_uri", "edit_uri_template"),
    *("exclude_docs", "extra", "extra_css", "extra_javascript", "extra_templates", "hooks"),
    *("markdown_extensions", "mdx_configs", "nav", "not_in_nav", "plugins", "remote_branch", "remote_name"),
    *("repo_name", "repo_url", "site_author", "site_description", "site_dir", "site_name", "site_url"),
    *("strict", "theme", "use_directory_urls", "validation", "watch"),
)
_FIXED = {"docs_dir": "docs", "site_dir": "site", "use_directory_urls": "false"}
"""What the rest of the project rests on."""
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_FETCHED = frozenset({"extra_css", "extra_javascript", "extra", "theme"})
"""Settings from which a page takes what a browser fetches."""
_TRACKERS = frozenset({"analytics"})


@dataclass(frozen=True, kw_only=True, slots=True)
class _Entry:
    """A line of the menu that leads to a page."""

    path: str
    place: Place


def check_settings(
    root: Path, languages: Languages | None, report: Report, placed: Collection[str] = ()
) -> None:
    """Report what is wrong with the settings.

    Args:
        root: the project's folder.
        languages: those of the documents; None where they cannot be read, so that nothing is held
            against them.
        report: takes ``unknown-key``, ``wrong-setting``, ``foreign-request``, ``menu-…`` and the defects
            of YAML.
        placed: pages that say themselves where they stand in the menu, so that it need not list them.
    """
    merged = _merged(root, SETTINGS, report, depth=0)
    if merged is None:
        return
    for key, (node, place) in merged.items():
        for problem in _setting(key, node, place):
            report(problem)
    for problem in _against_documents(root / "docs", merged, languages, placed):
        report(problem)


def not_for_the_site(root: Path) -> Callable[[str], bool]:
    """Return what tells whether the settings keep a file of the documents back, by its path from there.

    Args:
        root: the project's folder.
    """
    merged = _merged(root, SETTINGS, lambda _: None, depth=0) or {}
    said = merged["exclude_docs"][0].value if "exclude_docs" in merged else ""
    spec = GitIgnoreSpec.from_lines(said.splitlines() if isinstance(said, str) else [])
    return spec.match_file


def _against_documents(
    docs: Path,
    merged: Mapping[str, tuple[Node, Place]],
    languages: Languages | None,
    placed: Collection[str],
) -> Iterator[Problem]:
    """Yield what the settings name and the documents have not, and the reverse."""
    for key in ("extra_css", "extra_javascript"):
        if key in merged:
            yield from _assets(docs, merged[key][0])
    if languages is None:
        return
    if "nav" in merged:
        tree = docs / languages.original
        yield from _menu(tree, *merged["nav"], {*placed, *_left_out(tree, merged)})
    if "plugins" in merged:
        yield from _languages(merged["plugins"][0], languages, merged.get("nav"))


def _setting(key: str, node: Node, place: Place) -> Iterator[Problem]:
    """Yield what is wrong with a setting by itself."""
    if key not in _KEYS:
        message = "there is no such setting"
        near = nearest(key, _KEYS)
        yield Problem(place=place, code="unknown-key", message=message, fragment=key, suggestion=near)
    wanted = _FIXED.get(key)
    if wanted and node.value != wanted:
        message = f"the project rests on “{key}: {wanted}”"
        said = node.value if isinstance(node.value, str) else ""
        yield Problem(
            place=node.place, code="wrong-setting", message=message, fragment=said, suggestion=wanted
        )
    if key in _FETCHED:
        yield from _foreign(node, key, place)


def _merged(root: Path, name: str, report: Report, *, depth: int) -> dict[str, tuple[Node, Place]] | None:
    """Return the values of a settings file over those of the file that it inherits from."""
    node = read_yaml(root, root / name, report)
    if node is None:
        return None
    if not isinstance(node.value, Mapping):
        message = "this should be a mapping of keys to values"
        report(Problem(place=node.place, code="wrong-type", message=message))
        return None
    own = {key: (value, node.keys[key]) for key, value in node.value.items()}
    parent = own.get("INHERIT")
    if parent is None or not isinstance(parent[0].value, str) or depth:
        return own
    above = _merged(root, parent[0].value, report, depth=depth + 1)
    return {**above, **own} if above is not None else None


def _foreign(node: Node, key: str, place: Place) -> Iterator[Problem]:
    """Yield what would make a reader's browser ask another host."""
    if key in _TRACKERS:
        message = "this would tell another host who reads what"
        yield Problem(place=place, code="foreign-request", message=message, fragment=key)
    elif key == "font" and node.value != "false":
        message = "any font but “false” is fetched from another host"
        yield Problem(place=place, code="foreign-request", message=message, fragment=key, suggestion="false")
    elif isinstance(node.value, Mapping):
        for name, one in node.value.items():
            yield from _foreign(one, name, node.keys[name])
    elif isinstance(node.value, tuple):
        for one in node.value:
            yield from _foreign(one, "", one.place)
    elif isinstance(node.value, str) and _ELSEWHERE.match(node.value):
        message = "a reader's browser would ask another host"
        yield Problem(place=node.place, code="foreign-request", message=message, fragment=node.value)


def _assets(docs: Path, node: Node) -> Iterator[Problem]:
    """Yield style sheets and scripts that are not there."""
    for one in node.value if isinstance(node.value, tuple) else ():
        path = one.value.get("path", one) if isinstance(one.value, Mapping) else one
        name = path.value
        if not isinstance(name, str) or _ELSEWHERE.match(name):
            continue
        if not _is_inside(name) or not (docs / name).is_file():
            message = "there is no such file below docs/"
            folder = (docs / name).parent if _is_inside(name) else docs
            near = nearest(name, _names(docs, folder))
            yield Problem(
                place=path.place, code="missing-asset", message=message, fragment=name, suggestion=near
            )


def _names(docs: Path, folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    return sorted(path.relative_to(docs).as_posix() for path in folder.iterdir() if path.is_file())


def _is_inside(name: str) -> bool:
    return bool(name) and "\0" not in name and not name.startswith("/") and ".." not in name.split("/")


def _left_out(tree: Path, merged: Mapping[str, tuple[Node, Place]]) -> Iterator[str]:
    """Yield the pages that the settings leave out of the menu on purpose."""
    if "not_in_nav" in merged:
        spec = GitIgnoreSpec.from_lines(str(merged["not_in_nav"][0].value).splitlines())
        pages = (path.relative_to(tree).as_posix() for path in tree.rglob("*.md"))
        yield from (one for one in pages if spec.match_file(f"{tree.name}/{one}"))


def _menu(tree: Path, node: Node, key: Place, placed: Collection[str]) -> Iterator[Problem]:
    """Yield entries of the menu that lead nowhere or twice to one page, and pages without one."""
    found: list[Problem] = []
    entries = list(_entries(node, found.append))
    yield from found
    pages = sorted(path.relative_to(tree).as_posix() for path in tree.rglob("*.md"))
    times = Counter(one.path for one in entries)
    first: dict[str, _Entry] = {}
    missed: list[str] = []
    for one in entries:
        if one.path not in pages:
            free = [page for page in pages if page not in times]
            near = nearest(one.path, free) or nearest(one.path, pages)
            missed.append(near)
            message = "the menu leads to a page that is not there"
            yield Problem(
                place=one.place, code="menu-page", message=message, fragment=one.path, suggestion=near
            )
        elif one.path in first:
            message = f"the menu leads to this page twice, first on line {first[one.path].place.line}"
            yield Problem(place=one.place, code="menu-twice", message=message, fragment=one.path)
        first.setdefault(one.path, one)
    for page in pages:
        # What an entry was meant to lead to has been told with the entry.
        if page not in times and page not in (*missed, *placed) and not found:
            message = "this page is not in the menu"
            yield Problem(place=key, code="menu-lacks", message=message, fragment=page)


def _entries(node: Node, report: Report) -> Iterator[_Entry]:
    if isinstance(node.value, tuple):
        for one in node.value:
            yield from _entries(one, report)
    elif isinstance(node.value, Mapping):
        for one in node.value.values():
            yield from _entries(one, report)
    elif node.value and not _ELSEWHERE.match(node.value):
        yield _Entry(path=node.value, place=node.place)
    else:
        message = "an entry of the menu is a page, or a name with pages below it"
        report(Problem(place=node.place, code="menu-entry", message=message, fragment=node.value))


def _languages(plugins: Node, languages: Languages, nav: tuple[Node, Place] | None) -> Iterator[Problem]:
    """Yield languages that the settings and the documents do not share, and names of the menu in one only."""
    i18n = _plugin(plugins, "i18n")
    if i18n is None:
        message = "the plugin “i18n” makes the languages; it is not here"
        yield Problem(place=plugins.place, code="wrong-setting", message=message, suggestion="i18n")
        return
    back = i18n.value.get("fallback_to_default") if isinstance(i18n.value, Mapping) else None
    if languages.derived and (back is None or back.value != "true"):
        message = "the derived script has no pages of its own, so it rests on “fallback_to_default: true”"
        place = back.place if back else i18n.place
        yield Problem(place=place, code="wrong-setting", message=message, suggestion="true")
    listed = i18n.value.get("languages") if isinstance(i18n.value, Mapping) else None
    entries = listed.value if listed and isinstance(listed.value, tuple) else ()
    tags = []
    sections = _sections(nav[0]) if nav else {}
    for one in entries:
        values = one.value if isinstance(one.value, Mapping) else {}
        locale = values.get("locale")
        tag = locale.value if locale and isinstance(locale.value, str) else ""
        tags.append(tag)
        if tag not in languages.shown:
            message = f"the documents have no such language, but: {', '.join(languages.shown)}"
            near = nearest(tag, languages.shown)
            place = locale.place if locale else one.place
            yield Problem(
                place=place, code="unknown-language", message=message, fragment=tag, suggestion=near
            )
            continue
        default = values.get("default")
        if (default is not None and default.value == "true") != (tag == languages.original):
            message = f"the default language is that of the original, “{languages.original}”, and no other"
            yield Problem(place=one.place, code="wrong-setting", message=message, fragment=tag)
        if tag != languages.original:
            yield from _untranslated(one, values.get("nav_translations"), sections)
    for tag in languages.shown:
        if tag not in tags and all(one in languages.shown for one in tags):
            message = "this language of the documents is not among those of the site"
            place = listed.place if listed else i18n.place
            yield Problem(place=place, code="unknown-language", message=message, fragment=tag)


def _untranslated(one: Node, names: Node | None, sections: Mapping[str, Place]) -> Iterator[Problem]:
    given = names.value if names and isinstance(names.value, Mapping) else {}
    keys = names.keys if names else {}
    for key in given:
        if key not in sections:
            message = "the menu has no section of this name"
            near = nearest(key, list(sections))
            yield Problem(place=keys[key], code="menu-name", message=message, fragment=key, suggestion=near)
    if any(key not in sections for key in given):
        return
    for section in sections:
        if section not in given:
            message = "this section of the menu has no name in this language"
            place = names.place if names else one.place
            yield Problem(place=place, code="menu-name", message=message, fragment=section)


def _sections(node: Node) -> dict[str, Place]:
    """Return the names that the menu itself gives, and where."""
    found: dict[str, Place] = {}
    if isinstance(node.value, tuple):
        for one in node.value:
            found |= _sections(one)
    elif isinstance(node.value, Mapping):
        for name, one in node.value.items():
            found[name] = node.keys[name]
            found |= _sections(one)
    return found


def _plugin(plugins: Node, name: str) -> Node | None:
    """Return the settings of a plugin; None where it is not among them."""
    for one in plugins.value if isinstance(plugins.value, tuple) else ():
        if isinstance(one.value, Mapping) and name in one.value:
            return one.value[name]
    return None
