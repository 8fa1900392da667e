"""The edition, the register and every unit's list as files for others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from guidance.corpus import Corpus
from guidance.export.csv_ import CsvLists
from guidance.export.edition import edition_json
from guidance.export.json_ import JsonLists
from guidance.export.listing import Listing
from guidance.export.register import register_json
from guidance.export.rows import Lister
from guidance.export.schemas import schemas
from guidance.export.xlsx import Workbooks
from guidance.register import Index

__all__ = ["EXPORTERS", "PAGES_ONLY", "edition_json", "register_json", "write_data"]

PAGES_ONLY = "GUIDANCE_PAGES_ONLY"
"""Name of the environment variable that says that somebody else writes the data of this build."""

EXPORTERS: Mapping[str, Callable[[], Callable[[Listing], bytes]]] = {
    ".json": JsonLists,
    ".csv": CsvLists,
    ".xlsx": Workbooks,
}
"""Suffix of a file to the class that makes its bytes of a unit's list; an instance serves one language."""


def write_data(corpus: Corpus, folder: Path) -> None:
    """Write all that the corpus offers as data.

    Args:
        corpus: what to write; without a register, its editions alone.
        folder: takes the schemas, ``editions/<edition>.json``, ``register.json`` and, for each kind of
            unit, language and exporter, ``units/<unit>.<tag><suffix>``; made where it is missing.

    Raises:
        OSError: a file cannot be written.
    """
    for name, schema in schemas(corpus.languages).items():
        _write(folder / name, schema.encode())
    for edition in corpus.editions.values():
        _write(folder / "editions" / f"{edition.id}.json", edition_json(corpus, edition).encode())
    if corpus.index:
        _write(folder / "register.json", register_json(corpus, corpus.index).encode())
        _write_units(corpus, corpus.index, folder / "units")


def _write_units(corpus: Corpus, index: Index, folder: Path) -> None:
    for tag in corpus.languages.shown:
        lister = Lister(corpus, index, corpus.locale(tag))
        exporters = {suffix: make() for suffix, make in EXPORTERS.items()}
        for unit in index.units:
            texts = lister.texts(unit)
            # Of a list that quotes several texts, what each says has files of its own, too.
            parts = {unit: "", **({f"{unit}.{one}": one for one in texts} if len(texts) > 1 else {})}
            for stem, text in parts.items():
                listing = lister.listing(unit, text)
                for suffix, export in exporters.items():
                    _write(folder / f"{stem}.{tag}{suffix}", export(listing))


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
