"""One report for all findings: for people on a terminal or in a log, and for machines in their own forms.

``told`` writes it. What a kind of finding is, why it matters and how grave it is stands in ``codes.yml``,
which ``codes`` reads and ``page`` makes a page of for maintainers.
"""

from __future__ import annotations

from guidance.findings.report import FORMATS, told, written

__all__ = ["FORMATS", "told", "written"]
