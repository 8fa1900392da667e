"""The register of the invented campaign, as the text of its YAML files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from guidance.staleness import fingerprint
from tools.bench.campaign import ACTORS, BOOK, EDITION, THINGS, TITLE, Item, Page, Pair, item_id

UNITS: tuple[tuple[str, Pair], ...] = (
    ("hill", ("山村", "Hill villages")),
    ("valley", ("谷村", "Valley villages")),
    ("river", ("河村", "River villages")),
    ("lake", ("湖村", "Lake villages")),
    ("market", ("集鎮", "Market towns")),
    ("school", ("學校", "Schools")),
    ("workshop", ("作坊", "Workshops")),
    ("patrol", ("巡井隊", "Well patrols")),
)
"""The eight types of unit."""
_BASE = ("house", ("院落", "Houses"))
_EXTENDING = ("school", "workshop")
_PER_PROCEDURE, _PER_PHASE = 200, 460
"""How many items a procedure and a phase have on average; a larger campaign has more of both."""
_FEWEST_PROCEDURES, _FEWEST_PHASES = 10, 4
_GROUPS = (("elders", ("老井工", "Old well keepers")), ("apprentices", ("學徒", "Apprentices")))
_DOCUMENTS = 10


def procedures(items: int) -> tuple[tuple[str, Pair], ...]:
    """Return ids and titles of the procedures of a register of so many items."""
    count = max(_FEWEST_PROCEDURES, items // _PER_PROCEDURE)
    return tuple((f"way-{one}", (f"第{one}種做法", f"Way {one}")) for one in range(1, count + 1))


def phases(items: int) -> tuple[tuple[str, Pair], ...]:
    """Return ids and titles of the phases of a register of so many items."""
    count = max(_FEWEST_PHASES, items // _PER_PHASE)
    return tuple((f"phase-{one}", (f"第{one}段", f"Phase {one}")) for one in range(1, count + 1))


def files(pages: Sequence[Page]) -> Mapping[str, str]:
    """Return the files of ``docs/register`` but for ``corpus.yml`` and the interface's words.

    Args:
        pages: the text that the register cites.
    """
    items = [item for page in pages for paragraph in page.paragraphs for item in paragraph.items]
    first = pages[0]
    return {
        "units.yml": "".join(_units(first)),
        "actors.yml": "".join(_entry(f"team-{n}", _capital(one)) for n, one in enumerate(ACTORS, 1)),
        "members.yml": "".join(_entry(name, title) + _cites(first) for name, title in _GROUPS),
        "phases.yml": "".join(_entry(name, title) + "  ours: true\n" for name, title in phases(len(items))),
        "procedures.yml": "".join(_entry(name, title) for name, title in procedures(len(items))),
        "documents.yml": "".join(_documents(first)),
        "obligations.yml": "\n".join(_item(item, len(items)) for item in items),
        "waivers.yml": "".join(_waivers(pages)),
        "glossary.yml": "\n".join(_terms(len(items))),
        "translations.lock": "".join(_lock(pages)),
    }


def units_of(number: int) -> tuple[str, tuple[str, ...]]:
    """Return whom an item is for: the reach and the units; shared out about as in the real register."""
    kind, at = number % 20, number // 20
    names = [name for name, _ in UNITS]
    if kind == 0:
        return "all", ()
    two = (names[at % len(names)], names[(at + 3) % len(names)])
    if kind <= 8:  # noqa: PLR2004 -- eight in twenty
        return "but", two
    if kind <= 13:  # noqa: PLR2004 -- five in twenty
        return "but", two[:1]
    return "only", (_BASE[0],) if kind == 14 else two[:1]  # noqa: PLR2004 -- one in twenty


def _units(first: Page) -> Iterator[str]:
    yield _entry(*_BASE) + "  base: true\n"
    for name, title in UNITS:
        extends = f"  extends: {_BASE[0]}\n" if name in _EXTENDING else ""
        yield (
            _entry(name, title) + extends + f"  scope:\n    - {{at: {first.id}, quote: {first.heading[0]}}}\n"
        )


def _documents(first: Page) -> Iterator[str]:
    for number in range(1, _DOCUMENTS + 1):
        said = f"  said:\n    zh-Hant: 第{number}份說明沒有收錄。\n    en: Note {number} is not held.\n"
        title = (f"第{number}份說明", f"Note {number}")
        yield _entry(f"note-{number}", title) + said + _cites(first)


def _item(item: Item, count: int) -> str:
    number = item.number
    phase_ids, procedure_ids = ([name for name, _ in some(count)] for some in (phases, procedures))
    reach, units = units_of(number)
    listed = f"[{', '.join(units)}]"
    lines = [
        _entry(item.id, item.title).rstrip("\n"),
        f"  units: {{but: {listed}}}" if reach == "but" else f"  units: {listed if units else reach}",
        f"  actor: team-{item.actor + 1}",
        f"  phase: {phase_ids[number // 7 % len(phase_ids)]}",
        f"  modality: {item.modality}",
        "  cites:",
        *(f"    - {{at: {item.at}, quote: {quote}}}" for quote in item.quotes),
    ]
    if number % 3 == 0:
        zh = f"這口井是第{number + 1}號井；結果寫明日期，由做的人簽名。"
        en = f"This well is well {number + 1}; the result bears the date and is signed by whoever did it."
        lines += ["  detail:", f"    zh-Hant: {zh}", f"    en: {en}"]
    if number % 8 == 0:
        lines.append(f"  members: [{_GROUPS[number // 8 % len(_GROUPS)][0]}]")
    if number % 3:
        lines.append(f"  procedure: {procedure_ids[number // 3 % len(procedure_ids)]}")
    if number % 10 and count > 1:
        lines.append(f"  see: [{item_id(number - 1)}]")
    return "\n".join(lines) + "\n"


def _waivers(pages: Sequence[Page]) -> Iterator[str]:
    yield _waiver("w0", TITLE[0])
    for page in pages:
        yield _waiver(page.id, page.heading[0])
        for paragraph in page.paragraphs:
            if not paragraph.items:
                yield _waiver(paragraph.id, paragraph.texts[0])


def _waiver(at: str, sentence: str) -> str:
    reason = "  reason:\n    zh-Hant: 只作說明，不提要求。\n    en: It only tells; it asks for nothing.\n"
    return f"- at: {at}\n  sentence: {sentence}\n{reason}"


def _lock(pages: Sequence[Page]) -> Iterator[str]:
    texts = [("w0", TITLE)]
    for page in pages:
        texts.append((page.id, page.heading))
        texts += [(one.id, one.texts) for one in page.paragraphs]
    for name, (reading, translation) in texts:
        yield f"en {EDITION} {name} {fingerprint(reading, translation)}\n"


_KINDS = ("body", "unit", "member")


def kinds(items: int) -> tuple[str, ...]:
    """Return the kinds of the terms of a register of so many items; the glossary has a page for each."""
    return _KINDS[: len(_used(items))]


def _used(items: int) -> tuple[Pair, ...]:
    # A term that no sentence uses would be a defect.
    return (*THINGS[:items], BOOK) if items else ()


def _terms(items: int) -> Iterator[str]:
    for number, (zh, en) in enumerate(_used(items), 1):
        kind = _KINDS[(number - 1) % len(_KINDS)]
        meaning = (
            f"  meaning:\n    zh-Hant: 護井工作說到的東西之{number}\n    en: thing {number} of those tended\n"
        )
        yield f"- id: t-{number}\n  zh-Hant: {zh}\n  en: {en}\n  kind: {kind}\n{meaning}"


def _entry(name: str, title: Pair) -> str:
    return f"- id: {name}\n  title:\n    zh-Hant: {title[0]}\n    en: {title[1]}\n"


def _cites(page: Page) -> str:
    return f"  cites:\n    - {{at: {page.id}, quote: {page.heading[0]}}}\n"


def _capital(pair: Pair) -> Pair:
    return pair[0], pair[1].capitalize()
