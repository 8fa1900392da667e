"""Every download is made from the same rows; they hold what the register holds, and nothing else."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from corpora import only_text
from guidance.corpus import Corpus
from guidance.export.rows import Lister, span, with_headings
from guidance.labels import filled
from guidance.model import Edition, Provenance, Segment, TranslationKey
from guidance.problems import Place
from guidance.register import Index
from guidance.register.crossref import Rule
from guidance.register.model import Citation, Modality, Role, Task
from guidance.staleness import Stale, Staleness

from .lists import Lists

HERE = Place(file="x")


def test_rows_stand_task_by_task_then_limits_aims_and_facts(index: Index, lists: Lists) -> None:
    order = [point for task in sorted_tasks(index) for point in task.points]
    for (unit, _), listing in lists.items():
        have = index.reasons[unit]
        expected = [one for one in order if one in have]
        for role in (Role.LIMIT, Role.AIM, Role.FACT):
            expected += [one for one in have if index.items[one].role is role]
        assert [row.item.id for row in listing.rows] == expected
        assert [row.number for row in listing.rows] == list(range(1, len(expected) + 1))


def sorted_tasks(index: Index) -> list[Task]:
    phases = [one.id for one in index.register.phases]
    return sorted(index.register.tasks, key=lambda one: phases.index(one.phase))


def test_tasks_are_those_of_which_the_unit_has_a_point(corpus: Corpus, index: Index, lists: Lists) -> None:
    for (unit, tag), listing in lists.items():
        pick = corpus.locale(tag).pick
        due = [one for one in sorted_tasks(index) if unit in index.units_of_task[one.id]]
        assert [one.id for one in listing.tasks] == [one.id for one in due]
        for line, task in zip(listing.tasks, due, strict=True):
            assert task.result
            assert (line.title, line.result) == (pick(task.title), pick(task.result.says))
            assert (line.lead.id, line.phase.id) == (task.lead, task.phase)
            assert line.points == tuple(one for one in task.points if one in index.reasons[unit])
            bounding = [one.id for one in index.by_unit[unit] if task.id in one.bounds]
            assert list(line.limits) == bounding
            cites = (task.result.cite,) if task.result.cite else index.items[task.result.by].cites
            assert [one.at for one in line.carrier] == [one.at for one in cites]


def test_words_are_those_of_the_register(corpus: Corpus, index: Index, lists: Lists) -> None:
    register = index.register
    titles = {
        kind: {one.id: one.title for one in entries}
        for kind, entries in (
            ("phase", register.phases),
            ("procedure", register.procedures),
            ("actor", register.actors),
        )
    }
    for (_, tag), listing in lists.items():
        pick = corpus.locale(tag).pick
        for row in listing.rows:
            item, source = row.item, index.items[row.item.id]
            assert item.title == pick(source.title)
            assert item.detail == (pick(source.detail) if source.detail else "")
            assert item.phase.title == pick(titles["phase"][source.phase])
            assert item.actor.title == pick(titles["actor"][source.actor])
            assert (item.procedure.id if item.procedure else "") == source.procedure
            assert tuple(one.id for one in item.members) == source.members
            assert tuple(one.id for one in item.see) == source.see
            assert item.part == pick(corpus.words[f"role-{source.role}"])
            assert (item.task.id if item.task else None) == (
                index.task_of[source.id].id if source.id in index.task_of else None
            )
            assert item.force == pick(corpus.words[f"modality-{source.modality}"])


def test_quotes_are_exact_and_stand_in_their_paragraph(corpus: Corpus, index: Index, lists: Lists) -> None:
    seen: Counter[str] = Counter()
    for (_, tag), listing in lists.items():
        paragraphs = {one.at: one for one in listing.paragraphs}
        for row in listing.rows:
            for quote, citation in zip(row.item.quotes, index.items[row.item.id].cites, strict=True):
                segment = index.segments[citation.address]
                assert segment.reading[quote.start : quote.end] == citation.quote
                assert paragraphs[quote.at].original[quote.start : quote.end] == quote.words
                if tag != corpus.languages.derived:
                    assert quote.words == citation.quote
                translation = only_text(index).translations["en"][quote.at].text
                assert quote.translation == paragraphs[quote.at].translation == translation
                seen[tag] += 1
    assert set(seen) == set(corpus.languages.shown)


def test_the_derived_list_is_the_original_one_converted(corpus: Corpus, lists: Lists) -> None:
    derived = corpus.locale(corpus.languages.derived)
    changed = 0
    for (unit, tag), listing in lists.items():
        if tag != corpus.languages.derived:
            continue
        for row, other in zip(listing.rows, lists[unit, corpus.languages.original].rows, strict=True):
            assert row.item.title == derived(other.item.title)
            changed += row.item.title != other.item.title
    assert changed


def test_reasons_say_which_rule_in_words(corpus: Corpus, index: Index, lists: Lists) -> None:
    seen = set()
    for (unit, tag), listing in lists.items():
        pick = corpus.locale(tag).pick
        for row in listing.rows:
            why = index.why(row.item.id, unit)
            before, _, behind = pick(corpus.words[f"rule-{why.rule}"]).partition("{units}")
            assert row.why.startswith(before)
            assert row.why.endswith(behind)
            assert "{" not in row.why
            seen.add(why.rule)
    assert {Rule.ALL, Rule.OWN} <= seen


def test_a_base_names_itself_in_the_reason(real: Corpus) -> None:
    index = real.index
    assert index
    base = next(one for one in index.register.units if one.base)
    unit = next(one.id for one in index.units.values() if one.extends == base.id)
    listing = Lister(real, index, real.locale("en")).listing(unit)
    inherited = [row for row in listing.rows if index.why(row.item.id, unit).rule is Rule.BASE]
    assert inherited
    assert all((base.short or base.title)["en"] in row.why for row in inherited)
    # Its scope is that of its base, too.
    assert [one.words for one in listing.scope] == [one.quote for one in base.scope]


def test_counts_add_up(lists: Lists) -> None:
    for listing in lists.values():
        assert tuple(listing.counts) == tuple(Modality)
        assert sum(listing.counts.values()) == len(listing.rows)


def test_paragraphs_are_those_cited_with_their_headings(index: Index, lists: Lists) -> None:
    order = [one.id for one in only_text(index).segments]
    for listing in lists.values():
        shown = [one.at for one in listing.paragraphs]
        assert shown == sorted(shown, key=order.index)
        cited = {quote.at for row in listing.rows for quote in row.item.quotes}
        cited |= {quote.at for quote in listing.scope}
        assert cited <= set(shown)
        assert all(one.level or one.at in cited for one in listing.paragraphs)


def test_conjectures_stand_beside_the_text(real: Corpus) -> None:
    index = real.index
    assert index
    found = 0
    for listing in (Lister(real, index, real.locale("zh-Hant")).listing(one) for one in index.units):
        for paragraph in listing.paragraphs:
            open_ = [one for one in index.segments[paragraph.address].emendations if not one.certain]
            assert len(paragraph.notes) == len(open_)
            for doubt, one in zip(paragraph.notes, open_, strict=True):
                assert one.id in doubt
                assert one.source in doubt
                assert one.reading in doubt
                found += 1
    assert found


def test_what_is_stale_says_so(real: Corpus) -> None:
    index = real.index
    assert index
    unit = next(iter(index.units))
    row = Lister(real, index, real.locale("en")).listing(unit).rows[0]
    at = row.item.cited[0]
    key = TranslationKey(language="en", edition=at.text, segment=at.segment)
    translation = only_text(index).translations["en"][key.segment]
    stale = Stale(
        key=key,
        translation=translation,
        reading="",
        changed=("original",),
        items=(row.item.id,),
        units=(unit,),
        named="x",
    )
    lister = Lister(replace(real, stale=Staleness(translations=(stale,))), index, real.locale("en"))
    listing = lister.listing(unit)
    note, warning = (real.labels("en")[key] for key in ("stale-item", "stale-translation"))
    assert [row.number for row in listing.rows if note in row.item.detail] == [row.number]
    assert [one.at for one in listing.paragraphs if warning in one.notes] == [key.segment]


def segment(id_: str, level: int) -> Segment:
    return Segment(id=id_, level=level, run_on=False, verbatim=id_, reading=id_, marks=(), place=HERE)


IDS = ("t", "aa", "bbb", "pppp", "qqqq", "cc", "rrrr", "dd", "ssss")
TEXT = Edition(
    id="text",
    title={},
    date="2000-01-01",
    original="x",
    provenance=Provenance(file="", sha256="", first_line=1, front=(), origin={}, unknown=()),
    segments=tuple(segment(one, len(one) % 4) for one in IDS),
    translations={},
    standardised=0,
    repunctuated=0,
)


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        ("", ""),
        ("pppp", "t aa bbb pppp"),
        ("pppp qqqq", "t aa bbb pppp qqqq"),
        ("rrrr", "t cc rrrr"),
        ("qqqq ssss", "t aa bbb qqqq dd ssss"),
        ("aa ssss", "t aa dd ssss"),
        ("aa qqqq", "t aa bbb qqqq"),
        ("t", "t"),
    ],
)
def test_headings_above_what_is_cited(cited: str, expected: str) -> None:
    assert [
        one.segment for one in with_headings(TEXT, {TEXT.address(one) for one in cited.split()})
    ] == expected.split()


def test_words_that_are_not_there_are_no_quote(index: Index) -> None:
    citation = next(iter(index.items.values())).cites[0]
    wrong: Citation = replace(citation, quote=f"{citation.quote}\N{DIGIT ZERO}\N{DIGIT ZERO}x")
    with pytest.raises(ValueError, match="does not have these words"):
        span(wrong, index.segments[citation.address])


@pytest.mark.parametrize(
    ("text", "expected"),
    [("{a} of {b}", "{b} of 2"), ("{c}", "{c}"), ("{}", "{}"), ("a", "a")],
)
def test_names_are_filled_in_once(text: str, expected: str) -> None:
    assert filled(text, a="{b}", b="2") == expected
