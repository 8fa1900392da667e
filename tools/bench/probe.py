"""Times the cross-reference and the coverage of a project, and prints the seconds.

Run as ``python -m tools.bench.probe DOCS`` with the project's hooks on the path.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from guidance.corpus import load
from guidance.register import Index, index


def main(docs: Path) -> None:
    """Load a project, then time what its pages and commands ask of the index."""
    loaded = load(docs).index
    if loaded is None:
        raise SystemExit("the project has no register")
    start = time.perf_counter()
    _ask(index(loaded.register, loaded.texts))
    sys.stdout.write(f"{time.perf_counter() - start:.4f}\n")


def _ask(fresh: Index) -> None:
    """Have everything worked out that is worked out when it is first asked for."""
    for answer in (fresh.lineages, fresh.by_unit, fresh.units_of, fresh.by_segment, fresh.coverage):
        if not answer:
            raise SystemExit("an answer of the index is empty")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
