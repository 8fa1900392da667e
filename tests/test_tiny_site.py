"""The tiny corpus, another matter altogether, makes a whole site with the same code and no change."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from lxml import html

from corpora import TESTS
from guidance.corpus import Corpus, load
from guidance.readers.lock import LOCK_NAME
from guidance.render.page import plain
from guidance.sitecheck import check_site

PROJECT = TESTS.parent
LANGUAGES = {"zh-Hant": "", "zh-Hans": "zh-Hans", "en": "en"}


def assemble(folder: Path) -> Path:
    """Make a project of the tiny corpus and the project's own code, templates, styles and words."""
    shutil.copytree(TESTS / "tiny", folder, dirs_exist_ok=True)
    shutil.copyfile(PROJECT / "mkdocs.yml", folder / "project.yml")
    for name in ("hooks", "overrides"):
        shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("assets", "data"):
        ignored = shutil.ignore_patterns("readme-*")
        shutil.copytree(PROJECT / "docs" / name, folder / "docs" / name, ignore=ignored)
    words = yaml.safe_load((PROJECT / "docs" / "register" / "interface.yml").read_text(encoding="utf-8"))
    own = folder / "docs" / "register" / "interface.yml"
    words |= yaml.safe_load(own.read_text(encoding="utf-8"))
    own.write_text(yaml.safe_dump(words, allow_unicode=True), encoding="utf-8")
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(folder / "hooks"),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "NO_MKDOCS_2_WARNING": "1",
    }
    return subprocess.run(
        [sys.executable, "-m", "guidance", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def built(folder: Path) -> Path:
    done = run(folder, "site")
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "site"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the tiny corpus' project, with its site built."""
    folder = assemble(tmp_path_factory.mktemp("tiny"))
    built(folder)
    return folder


@pytest.fixture
def altered(project: Path, tmp_path: Path) -> Path:
    """Return a copy of the project that a test may alter."""
    return Path(shutil.copytree(project, tmp_path / "project"))


def page_of(site: Path, name: str) -> html.HtmlElement:
    return html.document_fromstring((site / name).read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def texts_of(site: Path) -> dict[str, str]:
    """Return every file of the site that the corpus has a part in, as one text each."""
    files = (path for path in site.rglob("*") if path.suffix in {".html", ".json", ".js", ".csv", ".ics"})
    return {
        name: html.tostring(page_of(site, name), method="text", encoding="unicode")
        + (site / name).read_text(encoding="utf-8")
        for path in files
        if not (name := path.relative_to(site).as_posix()).startswith("assets/")
    }


def words_of(corpus: Corpus) -> set[str]:
    """Return what names the matter of a corpus: titles, terms and whole sentences, in every language."""
    assert corpus.index is not None
    found = {text for one in corpus.terms for names in one.names.values() for text in names}
    for entries in corpus.index.register.titled:
        found |= {text for one in entries for text in one.title.values()}
    for edition in corpus.editions.values():
        found |= {one.reading for one in edition.segments}
        found |= {one.text for texts in edition.translations.values() for one in texts.values()}
    return found


def test_the_site_check_finds_nothing(project: Path) -> None:
    found = check_site(
        project / "site",
        docs=project / "docs",
        languages=LANGUAGES,
        forbidden=[str(project)],
        allowed_hosts=[],
    )
    assert found == []
    assert len(texts_of(project / "site")) > len(LANGUAGES) * 5


def test_every_paragraph_stands_on_the_text_s_page(project: Path) -> None:
    corpus = load(project / "docs")
    (edition,) = corpus.editions.values()
    for tag, folder in LANGUAGES.items():
        page = page_of(project / "site", f"{folder}/{edition.id}.html".lstrip("/"))
        tongue = corpus.tongue(tag)
        shown = {one.get("data-segment"): one for one in page.find_class("segment")}
        assert list(shown) == [one.id for one in edition.segments]
        for segment in edition.segments:
            due = plain(edition, segment, tongue)
            (text,) = shown[segment.id].find_class("segment__text")
            # What was emended stands there twice, once hidden; a doubt is a link of its own.
            for one in text.xpath(".//*[@hidden] | .//*[contains(@class, 'em--doubt')]"):
                one.drop_tree()
            assert text.text_content() == due


def heard(words: set[str], texts: Mapping[str, str]) -> set[str]:
    return {word for word in words if any(word in text for text in texts.values())}


def test_no_word_of_the_speech_is_in_the_site(project: Path, real: Corpus, tiny: Corpus) -> None:
    own = " ".join([*words_of(tiny), *(text for texts in real.words.values() for text in texts.values())])
    foreign = {word for word in words_of(real) if word not in own and len(word) > 1}
    assert len(foreign) > 300
    texts = texts_of(project / "site")
    assert heard(foreign, texts) == set()
    assert len(heard(words_of(tiny), texts)) > 10
    name, text = texts.popitem()
    assert min(foreign) in heard(foreign, {name: text + min(foreign)})


def test_the_translation_may_be_in_another_language(altered: Path) -> None:
    """Neither the code nor a template counts on English."""
    (altered / "docs" / "en").rename(altered / "docs" / "fr")
    key = re.compile(r"(?<![\w-])en(?=(?:-also)?:)")
    for path in [*altered.glob("docs/**/*.yml"), altered / "mkdocs.yml"]:
        text = key.sub("fr", path.read_text(encoding="utf-8"))
        text = text.replace("[en]", "[fr]").replace("locale: en", "locale: fr")
        path.write_text(text, encoding="utf-8")
    lock = altered / "docs" / "register" / LOCK_NAME
    lock.write_text(lock.read_text(encoding="utf-8").replace("\nen ", "\nfr "), encoding="utf-8")
    site = built(altered)
    assert page_of(site, "fr/tale.html").get("lang") == "fr"
    assert not (site / "en").exists()


def marks(site: Path, name: str) -> list[str]:
    return [one.getparent().get("data-segment") for one in page_of(site, name).find_class("stale")]


def test_what_a_change_made_stale_is_built_and_shown_and_fails_the_check(altered: Path) -> None:
    text = altered / "docs" / "zh-Hant" / "tale.md"
    before = text.read_text(encoding="utf-8")
    edit = "忘記{++了++}{>>e07 lost certain | 為測試而加。 | Put in for a test.<<}。"
    assert before.count("忘記。") == 1
    text.write_text(before.replace("忘記。", edit), encoding="utf-8")
    done = run(altered, "site")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\nstale translations: 1; " in done.stdout
    site = altered / "site"
    assert marks(site, "en/tale.html") == marks(site, "tale.html") == ["s1-3"]
    done = run(altered, "check")
    assert done.returncode == 1
    assert done.stderr.startswith("docs/en/tale.md:20:1: translation-stale: “s1-3” has changed")
    assert run(altered, "review", "s1-3").returncode == 0
    assert run(altered, "check").returncode == 0
    assert marks(built(altered), "en/tale.html") == []
