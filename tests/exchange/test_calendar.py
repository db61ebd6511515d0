"""A phone reads the check-ins to come, asks at the right time wherever it is, and tells nobody why."""

from datetime import UTC, datetime, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from afterneedle.exchange.calendar import dump

MADE_AT = datetime(2026, 3, 2, 12, 30, 15, tzinfo=ZoneInfo("Europe/Paris"))
FIRST_DAYS = [datetime(2026, 3, day, hour) for day in (2, 3) for hour in (13, 20)]
LATER = [datetime(2026, 3, day, 19) for day in range(4, 10)]
TITLE = "AfterNeedle: check in"

# Every minute there is on a wall clock, but for the very last one of all: an event has to end.
wall_clocks = st.datetimes(datetime(1970, 1, 1), datetime(2199, 12, 31)).map(
    lambda m: m.replace(second=0, microsecond=0)
)


def events(*moments, made_at=MADE_AT, title=TITLE, diary="s1"):
    return Calendar.from_ical(dump(moments, made_at, title, diary)).events


def uids(*moments, **how):
    return [event["uid"] for event in events(*moments, **how)]


@given(st.lists(wall_clocks, min_size=1, max_size=12), st.text(st.characters(exclude_categories=["C"])))
def test_two_readers_find_the_moments_and_the_title_that_went_in(moments, title):
    file = dump(moments, MADE_AT, title, "s1")

    first = [(event.start, str(event["summary"])) for event in Calendar.from_ical(file).events]
    second = IcsCalendarStream.calendar_from_ics(file.decode()).events

    assert first == [(moment, title) for moment in sorted(set(moments))]
    assert [(event.dtstart, event.summary or "") for event in second] == first


def test_it_asks_at_that_time_of_the_wall_clock_wherever_the_phone_is():
    [event] = IcsCalendarStream.calendar_from_ics(dump(LATER[:1], MADE_AT, TITLE, "s1").decode()).events

    assert (event.dtstart, event.dtstart.tzinfo) == (LATER[0], None)
    assert b"TZID" not in dump(LATER, MADE_AT, TITLE, "s1")


@pytest.mark.parametrize("zone", ["Europe/Paris", "Asia/Kathmandu"])
def test_a_moment_that_knows_its_zone_is_the_time_its_own_clock_showed(zone):
    aware = LATER[0].replace(tzinfo=ZoneInfo(zone))

    assert [event.start for event in events(aware)] == [LATER[0]]


def test_the_phone_rings_when_the_event_begins():
    for event in events(*LATER):
        [alarm] = event.subcomponents
        assert (alarm.name, alarm["action"], alarm["description"]) == ("VALARM", "DISPLAY", TITLE)
        assert alarm["trigger"].dt == timedelta(0)
    assert b"TRIGGER:PT0S\r\n" in dump(LATER, MADE_AT, TITLE, "s1")


def test_nobody_who_sees_the_calendar_learns_more_than_the_title_and_nobody_seems_busy():
    file = dump(LATER, MADE_AT, TITLE, "secret-session")
    for event in Calendar.from_ical(file).events:
        assert set(event) == {
            *("UID", "DTSTAMP", "SEQUENCE", "SUMMARY", "DTSTART", "DTEND", "CLASS", "TRANSP")
        }
        assert (event["class"], event["transp"]) == ("PRIVATE", "TRANSPARENT")
    assert b"secret-session" not in file


def test_there_is_no_event_after_the_last_moment():
    assert max(event.end for event in events(*LATER)) == LATER[-1] + timedelta(minutes=5)
    assert not any("RRULE" in event for event in events(*LATER))


def test_a_later_file_replaces_an_earlier_one_day_by_day():
    later = MADE_AT + timedelta(minutes=1)
    other_hour = [moment + timedelta(hours=1) for moment in LATER]

    assert uids(*other_hour, made_at=later) == uids(*LATER)
    before, after = events(*LATER), events(*other_hour, made_at=later)
    assert all(new["sequence"] > old["sequence"] for old, new in zip(before, after, strict=True))
    assert all(new["dtstamp"].dt > old["dtstamp"].dt for old, new in zip(before, after, strict=True))


def test_every_moment_has_an_id_of_its_own_also_two_of_one_day_and_those_of_another_diary():
    ids = [uids(*FIRST_DAYS, *LATER), uids(*FIRST_DAYS, *LATER, diary="s2")]

    assert len(set(chain(*ids))) == 2 * len(FIRST_DAYS + LATER)


def test_the_same_schedule_makes_the_same_bytes_in_any_order():
    assert dump(LATER[::-1], MADE_AT, TITLE, "s1") == dump(LATER, MADE_AT, TITLE, "s1")
    assert dump(LATER, MADE_AT.astimezone(UTC), TITLE, "s1") == dump(LATER, MADE_AT, TITLE, "s1")


def test_lines_end_as_the_standard_says_and_are_folded_at_75_bytes():
    lines = dump(LATER, MADE_AT, "Überprüfung " * 20, "s1").split(b"\r\n")

    assert lines.pop() == b""
    assert max(map(len, lines)) == 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
