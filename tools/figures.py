"""The figures that ``make bench`` leaves in ``bench.json``: each measurement keeps its own part of them."""

from __future__ import annotations

import json
from pathlib import Path

BENCH = Path(__file__).resolve().parent.parent / "bench.json"


def keep(part: str, figures: object) -> None:
    """Put the figures of one measurement beside those of the others.

    Args:
        part: name of the measurement; what stands under it is replaced.
        figures: anything that JSON can hold.
    """
    known = json.loads(BENCH.read_text(encoding="utf-8")) if BENCH.is_file() else {}
    known[part] = figures
    BENCH.write_text(json.dumps(known, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
