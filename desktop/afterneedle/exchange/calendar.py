"""The check-ins to come as an iCalendar file, so that a phone can ask for them (RFC 5545)."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event, vText

LASTS = timedelta(minutes=5)  # a phone needs an end; a check-in takes less
AT_ITS_START = "PT0S"  # in the form that phones write themselves


def dump(moments: Sequence[datetime], made_at: datetime, title: str, diary: str) -> bytes:
    """An event with an alarm for each moment, which is a time on the patient's own wall clock.

    Events are single, for the first days are asked about more often, and in local time without a zone, so
    that they move with the patient. `title` is all that the calendar shows. `diary` tells this diary from
    another one in the same calendar and stays the same: then a later file replaces an earlier one.
    Without any moment there is no such file: a calendar holds at least one event.
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//AfterNeedle//check-ins//EN")
    calendar.add("x-wr-calname", "AfterNeedle")
    on_day: dict[date, int] = {}
    for moment in sorted({m.replace(tzinfo=None) for m in moments}):
        day = moment.date()
        on_day[day] = on_day.get(day, 0) + 1
        uid = uuid5(NAMESPACE_URL, f"afterneedle:{diary}:{day}:{on_day[day]}")
        calendar.add_component(_event(moment, made_at, title, str(uid)))
    file: bytes = calendar.to_ical()
    return file


def _event(moment: datetime, made_at: datetime, title: str, uid: str) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", made_at.astimezone(UTC))
    event.add("sequence", int(made_at.timestamp()) // 60)  # an event of the same uid gives way to the later
    event.add("summary", title)
    event.add("dtstart", moment)
    event.add("dtend", moment + LASTS)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", vText(AT_ITS_START))
    event.add_component(alarm)
    return event
