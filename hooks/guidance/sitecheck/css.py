"""Finds the addresses in a style sheet.

Style sheets need no full parser here: outside comments, an address stands in ``url(…)`` or right
after ``@import``, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator

_ADDRESS_RULE = "@import"
_ADDRESS_FUNCTION = "url("


def addresses(sheet: str) -> Iterator[tuple[str, int]]:
    """Yield the addresses of a style sheet and their offsets, in order.

    Args:
        sheet: text of a style sheet, a style element or a style attribute.

    Yields:
        The address as written, with escapes left as they are, and the index of its first character.
    """
    index = 0
    wanted = False
    while index < len(sheet):
        rest = sheet[index : index + len(_ADDRESS_RULE)].lower()
        if rest.startswith("/*"):
            end = sheet.find("*/", index + 2)
            index = len(sheet) if end < 0 else end + 2
        elif rest[0] in "\"'":
            end = _end_of_string(sheet, index)
            if wanted:
                yield sheet[index + 1 : end], index + 1
            wanted = False
            index = end + 1
        elif rest.startswith(_ADDRESS_FUNCTION) and not _is_name(sheet, index - 1):
            start, stop, index = _argument(sheet, index + len(_ADDRESS_FUNCTION))
            yield sheet[start:stop], start
            wanted = False
        elif rest == _ADDRESS_RULE:
            wanted = True
            index += len(_ADDRESS_RULE)
        else:
            wanted = wanted and rest[0].isspace()
            index += 1


def _argument(sheet: str, index: int) -> tuple[int, int, int]:
    """Return start and stop of the address of a ``url(``, and where to read on."""
    while index < len(sheet) and sheet[index].isspace():
        index += 1
    if index < len(sheet) and sheet[index] in "\"'":
        stop = _end_of_string(sheet, index)
        return index + 1, stop, stop + 1
    end = sheet.find(")", index)
    end = len(sheet) if end < 0 else end
    return index, index + len(sheet[index:end].rstrip()), end + 1


def _end_of_string(sheet: str, index: int) -> int:
    """Return the index of the quotation mark that closes the one at ``index``."""
    quote = sheet[index]
    index += 1
    while index < len(sheet) and sheet[index] != quote:
        index += 2 if sheet[index] == "\\" else 1
    return index


def _is_name(sheet: str, index: int) -> bool:
    """Return whether the character there is a part of a name, so that ``curl(`` is no ``url(``."""
    return index >= 0 and (sheet[index].isalnum() or sheet[index] in "-_")
