"""The report as SARIF 2.1.0, which forges and editors read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from guidance.findings.codes import codes
from guidance.problems import Problem, flat

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
"""Where the form is written down; nobody asks there."""
_ROOT = "ROOT"


def sarif(problems: Sequence[Problem]) -> str:
    """Return a log of one run: the kinds of finding as its rules, the findings as its results."""
    listed = codes()
    ids = sorted({*listed.by_id, *(one.code for one in problems)})
    number = {id_: at for at, id_ in enumerate(ids)}
    rules = [_rule(id_) for id_ in ids]
    results = [_result(one, number[one.code]) for one in problems]
    tool = {"driver": {"name": "guidance", "rules": rules}}
    run = {
        "tool": tool,
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "the project's folder"}}},
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def fingerprint(one: Problem) -> str:
    """Return what knows a finding again when lines above it come and go."""
    said = f"{one.place.file}\n{one.code}\n{one.message}\n{one.fragment}"
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _rule(id_: str) -> Mapping[str, object]:
    listed = codes()
    level = {"defaultConfiguration": {"level": str(listed.severity(id_))}}
    if id_ not in listed.by_id:
        return {"id": id_, **level}
    one = listed.by_id[id_]
    return {
        "id": id_,
        "shortDescription": {"text": one.what},
        "fullDescription": {"text": one.why},
        "help": {"text": f"wrong: {one.example.bad}\nright: {one.example.good}"},
        **level,
        "properties": {"tags": [one.group]},
    }


def _result(one: Problem, rule: int) -> Mapping[str, object]:
    region: dict[str, object] = {"startLine": one.place.line, "startColumn": one.place.column}
    shown = one.shown[0]
    if shown:
        region["snippet"] = {"text": shown}
    place = {
        "artifactLocation": {"uri": quote(one.place.file, errors="surrogateescape"), "uriBaseId": _ROOT},
        "region": region,
    }
    return {
        "ruleId": one.code,
        "ruleIndex": rule,
        "level": str(codes().severity(one.code)),
        "message": {"text": flat(one.line_without_place)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"finding/v1": fingerprint(one)},
    }
