"""Dates under a chart: as many as fit. Here a letter is one unit wide."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from afterneedle.drawing.chart_axis import ticks

MONDAY = datetime(2026, 3, 2, tzinfo=ZoneInfo("Europe/London"))


@pytest.mark.parametrize(
    ("days", "room", "labels"),
    [
        (4, 20, ["2 Mar", "3 Mar", "4 Mar", "5 Mar"]),
        (4, 19, ["2 Mar", "4 Mar"]),
        (21, 16, ["2 Mar", "9 Mar", "16 Mar"]),
        (21, 14, ["2 Mar", "16 Mar"]),
        (120, 24, ["Apr 2026", "May 2026", "Jun 2026"]),
        (400, 47, ["Apr 2026", "Jul 2026", "Oct 2026", "Jan 2027", "Apr 2027"]),
        (1500, 16, ["2027", "2028", "2029", "2030"]),
        (3650, 20, ["2028", "2030", "2032", "2034", "2036"]),
    ],
)
def test_the_finest_division_that_has_room_is_taken(days, room, labels):
    assert [t.label for t in ticks(MONDAY, MONDAY + timedelta(days=days), room, len)] == labels


def test_a_day_begins_at_midnight_on_both_sides_of_a_clock_change():
    begins = datetime(2026, 3, 28, tzinfo=ZoneInfo("Europe/London"))
    found = ticks(begins, begins + timedelta(days=3), 20, len)
    assert [t.at.isoformat() for t in found] == [
        "2026-03-28T00:00:00+00:00",
        "2026-03-29T00:00:00+00:00",
        "2026-03-30T00:00:00+01:00",
    ]
    assert all(t.is_centred for t in found)


def test_an_axis_that_begins_in_the_evening_has_no_date_before_it():
    begins = MONDAY + timedelta(hours=20)
    assert [t.label for t in ticks(begins, begins + timedelta(days=2), 20, len)] == ["3 Mar", "4 Mar"]


def test_no_room_means_no_dates():
    assert ticks(MONDAY, MONDAY + timedelta(days=4), 3, len) == []
