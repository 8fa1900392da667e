"""A changed paragraph makes exactly its translations, the items that cite it and their lists stale."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from corpora import TESTS, Copier
from guidance.cli import main
from guidance.corpus import Corpus, load
from guidance.model import Address, Edition, Segment, TranslationKey
from guidance.pages import load_pages
from guidance.readers.lock import LOCK_NAME
from guidance.register.model import Citation, Titled
from guidance.render.page import Request
from guidance.render.views import Renderer
from guidance.review import renewed, review
from guidance.review import shown as reviewed_texts
from guidance.staleness import Staleness, fingerprint, staleness

IDENTITY = ("-c", "user.name=x", "-c", "user.email=x@example.org")
TEXTS = {"real": "speech", "tiny": "tale"}
"""Fixture of a corpus to its one edition."""


@pytest.fixture(params=TEXTS)
def corpus(request: pytest.FixtureRequest) -> Corpus:
    found: Corpus = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def tiny_copy(copied: Copier, tiny_docs: Path) -> Path:
    return copied(tiny_docs)


def lock_of(docs: Path) -> Path:
    return docs / "register" / LOCK_NAME


def change(text: Path, segment: str, emendation: str = "e99") -> None:
    """Emend a paragraph just before its last mark, so that its reading text alone is another."""
    lines = text.read_text(encoding="utf-8").split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith(f"{{ #{segment} "))
    note = f"{{>>{emendation} lost certain | 為測試而加。 | Put in for a test.<<}}"
    lines[at - 1] = f"{lines[at - 1][:-1]}{{++也++}}{note}{lines[at - 1][-1]}"
    text.write_text("\n".join(lines), encoding="utf-8")


def citations(entry: Titled) -> Iterator[Citation]:
    """Yield the citations of an entry of any kind."""
    for name in ("cites", "scope", "window"):
        yield from getattr(entry, name, ())
    for tie in getattr(entry, "ties", ()):
        yield tie.cite


def touches(corpus: Corpus, segment: Segment) -> bool:
    """Return whether that emendation would fall on words that the register holds fast."""
    assert corpus.index is not None
    end = len(segment.reading) - 1
    register = corpus.index.register
    quotes = [cite.quote for entries in register.titled for entry in entries for cite in citations(entry)]
    quotes += [waiver.sentence for waiver in register.waivers]
    quotes += [form for term in corpus.terms for form in term.names[corpus.languages.original]]
    return any(0 <= segment.reading.find(one) < end < segment.reading.find(one) + len(one) for one in quotes)


def due(corpus: Corpus, segment: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the items that cite a segment and their units, found the long way."""
    index = corpus.index
    assert index is not None
    items = {one.id for one in index.register.obligations for cite in one.cites if cite.at == segment}
    units = {unit for unit in index.units for item in items if index.why(item, unit).applies}
    return frozenset(items), frozenset(units)


def assert_only(stale: Staleness, corpus: Corpus, segment: str) -> None:
    (edition,) = corpus.editions.values()
    for language in corpus.languages.translations:
        assert stale.segments(edition.id, language) == {segment}
    assert {one.key.segment for one in stale.translations} == {segment}
    assert (stale.items, stale.units) == due(corpus, segment)


def addresses(edition: Edition) -> list[Address]:
    return [edition.address(one.id) for one in edition.segments]


def with_reading(edition: Edition, segment: str, reading: str) -> Edition:
    segments = tuple(replace(one, reading=reading) if one.id == segment else one for one in edition.segments)
    return replace(edition, segments=segments)


def test_nothing_is_stale(corpus: Corpus) -> None:
    assert corpus.stale == Staleness()
    (edition,) = corpus.editions.values()
    assert all(edition.translations.values())


def test_one_changed_paragraph_makes_its_own_stale_and_no_other(corpus: Corpus) -> None:
    lock = renewed(
        corpus,
        {},
        [edition.address(one.id) for edition in corpus.editions.values() for one in edition.segments],
    )
    (edition,) = corpus.editions.values()
    for segment in edition.segments:
        changed = with_reading(edition, segment.id, segment.reading + "也")
        assert_only(staleness({edition.id: changed}, lock, corpus.index), corpus, segment.id)
        # A change taken back is none.
        assert staleness({edition.id: edition}, lock, corpus.index) == Staleness()


def test_an_item_that_cites_nothing_stale_is_not_stale(real: Corpus) -> None:
    assert real.index is not None
    cited = {one: items for one, items in real.index.by_segment.items() if items}
    assert len(cited) > 10
    assert any(due(real, one.segment)[0] != {*real.index.items} for one in cited)


def test_a_translation_without_a_line_is_stale(tiny: Corpus) -> None:
    (edition,) = tiny.editions.values()
    first, *rest = (edition.address(one.id) for one in edition.segments)
    (one,) = staleness(tiny.editions, renewed(tiny, {}, rest), tiny.index).translations
    assert one.key == TranslationKey(language="en", edition=edition.id, segment=first.segment)
    assert not one.reviewed
    assert "was never reviewed" in str(one.problem)


def test_ids_of_another_edition_are_not_the_cited_ones(tiny: Corpus) -> None:
    """The same id in another text means another paragraph."""
    (edition,) = tiny.editions.values()
    both = {edition.id: edition, "other": replace(edition, id="other")}
    stale = staleness(both, renewed(tiny, {}, addresses(edition)), tiny.index)
    assert {one.key.edition for one in stale.translations} == {"other"}
    assert (stale.items, stale.units) == (frozenset(), frozenset())


def paragraphs(corpus: Corpus) -> Iterator[str]:
    (edition,) = corpus.editions.values()
    for one in edition.segments:
        if not one.level and one.reading.endswith("。") and not touches(corpus, one):
            yield one.id


@pytest.mark.parametrize("name", TEXTS)
def test_a_changed_file_makes_its_own_stale_and_no_other(
    name: str, copied: Copier, request: pytest.FixtureRequest
) -> None:
    corpus: Corpus = request.getfixturevalue(name)
    docs = copied(request.getfixturevalue("docs" if name == "real" else "tiny_docs"))
    text = docs / "zh-Hant" / f"{TEXTS[name]}.md"
    before = text.read_bytes()
    chosen = list(paragraphs(corpus))
    assert len(chosen) >= 2
    for segment in chosen[:: max(1, len(chosen) // 4)]:
        change(text, segment)
        assert_only(load(docs).stale, corpus, segment)
        text.write_bytes(before)


# --- the check


def test_the_check_names_what_is_stale(
    tiny: Corpus, tiny_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(tiny_copy.parent), "check"]) == 0
    capsys.readouterr()
    change(tiny_copy / "zh-Hant" / "tale.md", "s1-3")
    assert main(["--root", str(tiny_copy.parent), "check"]) == 1
    out, err = capsys.readouterr()
    report, total = err.splitlines()
    items, units = due(tiny, "s1-3")
    assert out == ""
    assert total == "1 to mend; nothing was written"
    assert report.startswith(
        "docs/en/tale.md:20:1: translation-stale: “s1-3” has changed since this was reviewed"
    )
    assert report.endswith("; nearest: «make review ID=s1-3»")
    assert items
    assert all(name in report for name in (*items, *units))


# --- the review


@pytest.fixture
def stale_docs(tiny_copy: Path) -> Path:
    change(tiny_copy / "zh-Hant" / "tale.md", "s0-1", "e98")
    change(tiny_copy / "zh-Hant" / "tale.md", "s1-3", "e99")
    return tiny_copy


def stale_in(docs: Path) -> frozenset[str]:
    return load(docs).stale.segments("tale", "en")


def test_a_review_of_one_paragraph_leaves_the_others_stale(stale_docs: Path) -> None:
    before = lock_of(stale_docs).read_text(encoding="utf-8").splitlines()
    assert stale_in(stale_docs) == {"s0-1", "s1-3"}
    assert review(stale_docs, ["s1-3"]) == [
        "en tale s1-3: reviewed against the present text",
        "wrote docs/register/translations.lock: 1 of 6 reviews are new",
    ]
    assert stale_in(stale_docs) == {"s0-1"}
    after = lock_of(stale_docs).read_text(encoding="utf-8").splitlines()
    assert [old.split()[2] for old, new in zip(before, after, strict=True) if old != new] == ["s1-3"]


def test_a_review_of_all_leaves_nothing_stale_and_the_next_nothing_to_do(stale_docs: Path) -> None:
    assert len(review(stale_docs, [])) == 3
    assert not stale_in(stale_docs)
    first = lock_of(stale_docs).read_bytes()
    assert review(stale_docs, []) == ["nothing to change in docs/register/translations.lock"]
    assert lock_of(stale_docs).read_bytes() == first


def test_the_lock_that_is_committed_is_the_one_that_a_review_writes(
    copied: Copier, docs: Path, tiny_docs: Path
) -> None:
    for folder in (docs, tiny_docs):
        copy = copied(folder)
        lock_of(copy).unlink()
        review(copy, [])
        assert lock_of(copy).read_bytes() == lock_of(folder).read_bytes()
        copy.rename(copy.with_name(f"of-{folder.parent.name}"))


def without_a_word(text: str) -> str:
    return text.replace("tale s1-3", "s1-3")


def with_an_unknown_paragraph(text: str) -> str:
    return text.replace("tale s1-3", "tale s9")


@pytest.mark.parametrize("damage", [without_a_word, with_an_unknown_paragraph])
def test_a_damaged_lock_is_left_alone_until_all_is_reviewed(
    damage: Callable[[str], str], stale_docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = lock_of(stale_docs)
    sound = lock.read_text(encoding="utf-8")
    lock.write_text(damage(sound), encoding="utf-8")
    assert main(["--root", str(stale_docs.parent), "review", "--yes", "s0-1"]) == 1
    assert lock.read_text(encoding="utf-8") == damage(sound)
    capsys.readouterr()
    assert main(["--root", str(stale_docs.parent), "review", "--yes"]) == 0
    out, _ = capsys.readouterr()
    assert out.startswith(f"mended: docs/register/{LOCK_NAME}:9:")
    assert not stale_in(stale_docs)


def test_a_defective_text_is_not_reviewed(stale_docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = lock_of(stale_docs).read_bytes()
    text = stale_docs / "en" / "tale.md"
    text.write_text(text.read_text(encoding="utf-8").replace("{ #s1-3 }", "{ #s1-4 }"), encoding="utf-8")
    assert main(["--root", str(stale_docs.parent), "review", "--yes"]) == 1
    assert "docs/en/tale.md:" in capsys.readouterr().err
    assert lock_of(stale_docs).read_bytes() == before


def test_an_unknown_paragraph_is_told_with_the_nearest(
    stale_docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = lock_of(stale_docs).read_bytes()
    assert main(["--root", str(stale_docs.parent), "review", "--yes", "s1-3", "s1-33"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "unknown-paragraph: there is no paragraph with this id: «s1-33»; nearest: «s1-3»\n"
    assert lock_of(stale_docs).read_bytes() == before


def test_a_review_that_cannot_be_written_leaves_the_lock_as_it_was(
    stale_docs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(path.name for path in lock_of(stale_docs).parent.iterdir())
    content = lock_of(stale_docs).read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "x")

    monkeypatch.setattr(Path, "replace", full)
    assert main(["--root", str(stale_docs.parent), "review", "--yes"]) == 1
    assert "No space left on device" in capsys.readouterr().err
    assert lock_of(stale_docs).read_bytes() == content
    assert sorted(path.name for path in lock_of(stale_docs).parent.iterdir()) == before


def test_a_hash_can_be_checked_by_hand() -> None:
    # printf '%s' 圖書館 | sha256sum
    # printf 圖書館 | sha256sum, printf library | sha256sum
    assert fingerprint("圖書館", "library") == "eacb4ee74fbc3add-b718f1354f724731"


# --- the page


def shown(corpus: Corpus, tag: str) -> dict[str, html.HtmlElement]:
    """Return the marks of stale translations on the speech's page, by segment."""
    pages = load_pages(TESTS.parent / "docs", corpus)
    (stub,) = pages.of("edition")
    request = Request(corpus=corpus, locale=corpus.locale(tag), pages=pages, root="", base="", stub=stub)
    page = html.fromstring(Renderer(TESTS.parent / "overrides").render(stub.view, request).html)
    marks = page.find_class("stale")
    return {mark.getparent().get("data-segment"): mark for mark in marks}


def test_the_page_marks_the_stale_paragraph_alone(real: Corpus) -> None:
    assert shown(real, "en") == {}
    (edition,) = real.editions.values()
    segment = edition.segments[-1].id
    lock = renewed(real, {}, [edition.address(one.id) for one in edition.segments if one.id != segment])
    corpus = replace(real, stale=staleness(real.editions, lock, real.index))
    (mark,) = shown(corpus, "en").values()
    assert list(shown(corpus, "en")) == [segment]
    assert mark.text == real.labels("en")["stale-translation"]
    assert "hidden" not in mark.attrib
    for tag in ("zh-Hant", "zh-Hans"):
        # Beside the original the translation is shown on demand, and its mark with it.
        (mark,) = shown(corpus, tag).values()
        assert list(shown(corpus, tag)) == [segment]
        assert "hidden" in mark.attrib
        assert mark.text == real.labels(tag)["stale-translation"]


# --- the translation's own words


CHANGES = [
    ("must be returned", "need not be returned"),
    ("must be returned", "may be returned"),
    ("has been lost", "has not been lost"),
    ("What has been read", "What has been bought"),
]
"""Changes of meaning in an English paragraph whose Chinese stays as it is."""


@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_a_changed_translation_is_stale(tiny_copy: Path, tiny: Corpus, old: str, new: str) -> None:
    text = tiny_copy / "en" / "tale.md"
    before = text.read_text(encoding="utf-8")
    assert before.count(old) == 1
    text.write_text(before.replace(old, new), encoding="utf-8")
    (one,) = load(tiny_copy).stale.translations
    assert (one.key.segment, one.changed) == ("s1-2", ("translation",))
    assert "(the translation)" in str(one.problem)
    assert load(tiny_copy).stale.items == due(tiny, "s1-2")[0]


def test_a_review_shows_both_texts_and_asks(
    stale_docs: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = str(stale_docs.parent)
    before = lock_of(stale_docs).read_bytes()
    # Nobody is there to say yes.
    assert main(["--root", root, "review"]) == 1
    out, err = capsys.readouterr()
    corpus = load(stale_docs)
    for one in corpus.stale.translations:
        assert one.reading in out
        assert one.translation.text in out
        assert f"“{one.named}” has changed since this was reviewed (the original)" in out
    assert "--yes" in err
    assert lock_of(stale_docs).read_bytes() == before
    for said, code in (("n", 1), ("y", 0)):
        answers = io.StringIO(f"{said}\n")
        monkeypatch.setattr(answers, "isatty", lambda: True)
        monkeypatch.setattr("sys.stdin", answers)
        assert main(["--root", root, "review"]) == code
    assert stale_in(stale_docs) == frozenset()


def test_a_review_shows_what_was_committed_before(tiny_copy: Path) -> None:
    root = tiny_copy.parent
    for command in (["init", "-q"], ["add", "."], [*IDENTITY, "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=root, check=True)  # noqa: S607 -- git is on PATH
    text = tiny_copy / "en" / "tale.md"
    old = "What has been read must be returned; what has been lost must be paid for."
    text.write_text(
        text.read_text(encoding="utf-8").replace("must be returned", "may stay"), encoding="utf-8"
    )
    assert f"  committed before: {old}" in reviewed_texts(tiny_copy, [])
