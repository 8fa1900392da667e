"""No file tells where the site was built."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from guidance.sitecheck.model import Finding, Origin
from guidance.sitecheck.site import Site

_NAME_MARKS = (b"-", b"_")
_COMPRESSED = ".gz"


def raw_findings(site: Site, forbidden: Sequence[str]) -> Iterator[Finding]:
    """Yield the places where a forbidden string stands in a file, of whatever type.

    Args:
        site: the site.
        forbidden: strings such as the project's folder on the machine that built the site.

    Raises:
        ValueError: a string is empty; it would be found everywhere.
    """
    if not all(forbidden):
        raise ValueError("an empty string cannot be forbidden")
    spellings = [
        (text, spelling.encode()) for text in dict.fromkeys(forbidden) for spelling in _spellings(text)
    ]
    for path in sorted(site.files):
        data = (site.root / path).read_bytes()
        if path.endswith(_COMPRESSED):
            data = _unpacked(data)
        for text, spelling in spellings:
            offset = _find(data, spelling)
            if offset >= 0:
                yield Finding(
                    file=path,
                    line=data.count(b"\n", 0, offset) + 1,
                    code="machine-path",
                    message="tells about the machine that built the site",
                    fragment=spelling.decode(),
                    origin=Origin.UNKNOWN,
                    needles=(spelling.decode(), text),
                )
                break


def _find(data: bytes, spelling: bytes) -> int:
    """Return where a spelling stands and its last name ends, or -1: ``/srv/a`` is not in ``/srv/ab``."""
    offset = data.find(spelling)
    while offset >= 0:
        after = data[offset + len(spelling) : offset + len(spelling) + 1]
        if not after.isalnum() and after not in _NAME_MARKS:
            return offset
        offset = data.find(spelling, offset + 1)
    return -1


def _spellings(text: str) -> tuple[str, ...]:
    """Return a string as it may be written in text, in scripts and in addresses."""
    forms = [text, text.replace("/", "\\/"), text.replace("\\", "\\\\"), quote(text), quote(text, safe="")]
    return tuple(dict.fromkeys(forms))


def _unpacked(data: bytes) -> bytes:
    """Return what a gzip file holds, or the file itself where it is none."""
    try:
        return gzip.decompress(data)
    except (OSError, EOFError):
        return data
