"""Notes that stand side by side."""

from __future__ import annotations

from collections.abc import Mapping

from guidance.progress.model import Note
from guidance.progress.stamps import digest


def once(notes: Mapping[str, Note]) -> Mapping[str, Note]:
    """Return notes without those that were put beside where another already says the same.

    Args:
        notes: by slot; a slot with ``~`` holds what was put beside.
    """
    if not any("~" in slot for slot in notes):
        return notes
    kept: dict[str, Note] = {}
    texts: set[str] = set()
    for slot in sorted(notes, key=lambda one: ("~" in one, one)):
        if "~" in slot and notes[slot].text in texts:
            continue
        kept[slot] = notes[slot]
        texts.add(notes[slot].text)
    return kept


def joined(there: Mapping[str, Note], more: Mapping[str, Note]) -> Mapping[str, Note]:
    """Return the notes of two tasks that became one; what is in a slot that is taken goes beside it."""
    found = dict(there)
    for slot, note in more.items():
        had = there.get(slot)
        found[f"{slot}~{digest(note.text)}" if had and had.text != note.text else slot] = note
    return found
