"""Stretches of time that the texts give, worked out from a unit's own first day; and the calendar of them."""

from __future__ import annotations

import calendar as months_of
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from guidance.progress.lists import TaskList, Window
from guidance.progress.model import Progress
from guidance.progress.stamps import digest, name_key, shown

_LATEST = "9900"
"""First days from here on leave no room to count."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """A window as days; both belong to it."""

    window: Window
    first: str
    last: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarWords:
    """What a calendar says besides titles and quotes."""

    tag: str
    """Language of the titles."""
    about: str
    """What stands before the title of a stretch that the text gives as “about”."""
    sentence: str
    """What stands before the words of the text."""


def onward(day: str, months: int, days: int) -> str:
    """Return the day some months and days on; of a month that is shorter, its last day counts.

    Raises:
        ValueError: it is no day, or the calendar ends before.
    """
    start = date.fromisoformat(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    length = months_of.monthrange(year, month + 1)[1]
    return (date(year, month + 1, min(start.day, length)) + timedelta(days=days)).isoformat()


def stretches(found: TaskList, first_day: str) -> tuple[Stretch, ...]:
    """Return the windows of a list as days; none where the unit gave no first day."""
    if not first_day or first_day > _LATEST:
        return ()
    return tuple(
        Stretch(window=one, first=first_day, last=onward(first_day, one.months, one.days))
        for one in found.windows
    )


def last_days(found: TaskList, first_day: str) -> Mapping[str, str]:
    """Return the last day of each task that falls into a window, the first to end."""
    ends: dict[str, str] = {}
    for one in stretches(found, first_day):
        for task in one.window.tasks:
            ends[task] = min(ends.get(task, one.last), one.last)
    return ends


def calendar(found: TaskList, doc: Progress, words: CalendarWords) -> bytes:
    """Return the stretches as an iCalendar file (RFC 5545).

    The same input gives the same bytes, the same as a page makes; the same event has the same name, so that a
    calendar that takes it in twice has it once. Its stamp is the edition's date, as there is no clock.
    """
    made = Calendar()
    made.add("prodid", f"-//{found.project}//guidance//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    edition = max((one.date for one in found.editions.values()), default="1970-01-01")
    stamp = datetime.combine(date.fromisoformat(edition), datetime.min.time(), UTC)
    unit = f" · {doc.unit.name}" if doc.unit.name else ""
    name = digest(f"{name_key(doc.unit.name)}\n{' '.join(doc.unit.kinds)}")
    for one in stretches(found, doc.unit.first_day):
        window = one.window
        event = Event()
        title = found.title(window.id, words.tag)
        event.add("summary", shown(f"{words.about if window.about else ''}{title}{unit}"))
        event.add("dtstart", date.fromisoformat(one.first))
        # The day on which an event ends does not belong to it.
        event.add("dtend", date.fromisoformat(one.last) + timedelta(days=1))
        event.add("dtstamp", stamp)
        event.add("uid", f"{window.id}-{name}@{found.project}")
        quote = window.quote.get(words.tag, "")
        event.add("description", shown(f"{words.sentence}{quote} ({window.at})"))
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    return bytes(made.to_ical())
