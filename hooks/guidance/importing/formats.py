"""Tells what a file really is, whatever its name says, and reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from guidance.importing import plain, web, word
from guidance.importing.document import Document
from guidance.importing.encodings import Decoded, Undecoded, decode
from guidance.importing.numbering import Scheme
from guidance.problems import Place, Problem

MOST = 20_000_000
"""Bytes of the largest file that is read."""
_ARCHIVE = b"PK\x03\x04"
_KNOWN: Mapping[bytes, str] = {
    b"%PDF": "a PDF: it holds places of letters, not text; save it as a Word document or as plain text",
    b"\xd0\xcf\x11\xe0": "an old Word document (.doc): save it as .docx",
    b"{\\rtf": "rich text (.rtf): save it as .docx",
    b"\x89PNG": "a picture: a text is needed",
    b"\xff\xd8\xff": "a picture: a text is needed",
    b"GIF8": "a picture: a text is needed",
    b"Rar!": "an archive (.rar): unpack it first",
    b"7z\xbc\xaf": "an archive (.7z): unpack it first",
    b"\x1f\x8b": "an archive (.gz): unpack it first",
}
"""What files of other formats begin with, and what to do with them."""
_SUFFIXES: Mapping[str, str] = {
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".txt": "text",
    ".text": "text",
}


def read_document(path: Path, encoding: str, schemes: Sequence[Scheme], name: str) -> Document | Problem:
    """Return the text of a file, or why there is none.

    Args:
        path: the file.
        encoding: the encoding of a plain text or web page; empty to have it told apart.
        schemes: the ways to number.
        name: the path that a report shows.

    Returns:
        The document, or a problem: ``missing-file``, ``file-too-large``, ``empty-file``,
        ``unknown-format``, ``not-what-it-says``, ``unknown-encoding`` or ``not-text``.
    """
    place = Place(file=name)
    try:
        if path.stat().st_size > MOST:
            message = f"the file is larger than {MOST // 1_000_000} MB"
            return Problem(place=place, code="file-too-large", message=message)
        raw = path.read_bytes()
    except OSError as error:
        message = f"this file cannot be read: {error.strerror or error}"
        return Problem(place=place, code="missing-file", message=message)
    if not raw.strip():
        return Problem(place=place, code="empty-file", message="the file is empty")
    for begin, what in _KNOWN.items():
        if raw.startswith(begin):
            return Problem(place=place, code="unknown-format", message=f"this is {what}")
    said = _SUFFIXES.get(path.suffix.lower(), "")
    if raw.startswith(_ARCHIVE) or said == "docx":
        return _word(raw, said, path.suffix, place)
    return _characters(raw, encoding, schemes, place, said)


def _word(raw: bytes, said: str, suffix: str, place: Place) -> Document | Problem:
    try:
        lines, notes = word.lines_of(raw)
    except word.NoWordDocumentError as error:
        message = f"this is no Word document: {error}"
        return Problem(place=place, code="not-what-it-says", message=message, fragment=suffix)
    if said and said != "docx":
        message = "this is a Word document under another name: name it .docx"
        return Problem(place=place, code="not-what-it-says", message=message, fragment=suffix)
    if not lines:
        return Problem(place=place, code="empty-file", message="the document holds no text")
    return Document(format="docx", encoding="", certainty=1.0, lines=lines, notes=notes)


def _characters(
    raw: bytes, encoding: str, schemes: Sequence[Scheme], place: Place, said: str
) -> Document | Problem:
    decoded = _decoded(raw, encoding)
    if isinstance(decoded, Undecoded):
        return Problem(
            place=place,
            code=decoded.code,
            message=decoded.message,
            fragment=decoded.fragment,
            suggestion=decoded.suggestion,
        )
    page = web.looks_like_page(decoded.text)
    if said == "html" and not page:
        message = "this is no web page: it has no tags"
        return Problem(
            place=place, code="not-what-it-says", message=message, fragment=raw[:20].decode("latin-1")
        )
    lines, notes = web.lines_of(decoded.text) if page else plain.lines_of(decoded.text, schemes)
    if not lines:
        return Problem(place=place, code="empty-file", message="the file holds no text")
    return Document(
        format="html" if page else "text",
        encoding=decoded.encoding,
        certainty=decoded.certainty,
        lines=lines,
        notes=notes,
    )


def _decoded(raw: bytes, encoding: str) -> Decoded | Undecoded:
    """Return a file's characters; a page's in the encoding that it names, if it can be read in it."""
    named = encoding or web.named_encoding(raw)
    found = decode(raw, named)
    return found if encoding or not named or isinstance(found, Decoded) else decode(raw)
