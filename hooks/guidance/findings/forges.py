"""The report as the annotations of two forges: GitHub's workflow commands, GitLab's code quality."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from guidance.findings.codes import Severity, codes
from guidance.findings.sarif import fingerprint
from guidance.problems import Problem, flat

_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def github(problems: Sequence[Problem]) -> str:
    """Return a workflow command for each finding, which the forge shows at its line."""
    return "".join(
        f"::{codes().severity(one.code)} file={_property(one.place.file)},line={one.place.line},"
        f"col={one.place.column},title={_property(one.code)}::{_data(one.line_without_code)}\n"
        for one in problems
    )


def gitlab(problems: Sequence[Problem]) -> str:
    """Return a code quality report; findings that say the same of one file keep fingerprints apart."""
    seen: Counter[str] = Counter()
    entries = []
    for one in problems:
        key = fingerprint(one)
        seen[key] += 1
        entries.append(
            {
                "description": flat(one.line_without_place),
                "check_name": one.code,
                "fingerprint": key if seen[key] == 1 else f"{key}-{seen[key]}",
                "severity": _GITLAB[codes().severity(one.code)],
                "location": {"path": flat(one.place.file), "lines": {"begin": one.place.line}},
            }
        )
    return json.dumps(entries, ensure_ascii=False, indent=1) + "\n"


def _data(text: str) -> str:
    """Return a text as the value of a workflow command."""
    return flat(text).replace("%", "%25")


def _property(text: str) -> str:
    """Return a text as a property of a workflow command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
