"""The report as JUnit XML: what is looked for is a case, each finding a case that failed."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from guidance.findings.codes import codes
from guidance.problems import Problem, flat

_ELSEWHERE = "other"


def junit(problems: Sequence[Problem]) -> str:
    """Return a document with a suite for each group of codes.

    A code of which nothing was found is a case that passed. No case has a time: the same findings make
    the same document.
    """
    listed = codes()
    suites: dict[str, list[etree._Element]] = {group: [] for group in listed.groups}
    found: dict[str, list[Problem]] = {code: [] for code in listed.by_id}
    for one in problems:
        found.setdefault(one.code, []).append(one)
    for code, ones in found.items():
        group = listed.by_id[code].group if code in listed.by_id else _ELSEWHERE
        suites.setdefault(group, []).extend(
            [_failed(one, group) for one in ones] or [_case(code, group, code)]
        )
    root = etree.Element("testsuites", name="guidance", tests="0", failures=str(len(problems)))
    total = 0
    for group, cases in suites.items():
        if cases:
            failures = sum(len(case) for case in cases)
            counts = {"tests": str(len(cases)), "failures": str(failures), "errors": "0", "skipped": "0"}
            suite = etree.SubElement(root, "testsuite", name=group)
            for key, value in counts.items():
                suite.set(key, value)
            suite.extend(cases)
            total += len(cases)
    root.set("tests", str(total))
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8").decode("utf-8") + "\n"


def _case(name: str, group: str, code: str) -> etree._Element:
    return etree.Element("testcase", name=name, classname=f"{group}.{code}")


def _failed(one: Problem, group: str) -> etree._Element:
    case = _case(flat(f"{one.code} {one.place}"), group, one.code)
    case.set("file", flat(one.place.file))
    case.set("line", str(one.place.line))
    said = {"type": codes().severity(one.code), "message": flat(one.line_without_place)}
    etree.SubElement(case, "failure", said).text = f"{flat(str(one))}\n{codes().help(one.code)}"
    return case
