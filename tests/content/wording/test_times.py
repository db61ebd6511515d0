"""Dates, times and hours as a patient and a doctor read them."""

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from afterneedle.content.wording import (
    date_label,
    hours_label,
    moment_label,
    short_date_label,
    short_moment_label,
    time_label,
    weekday_label,
    zone_label,
)
from afterneedle.content.wording.times import day_month_label, month_year_label

EVENING = datetime(2026, 3, 3, 20, 0, tzinfo=ZoneInfo("Europe/London"))


def test_a_date_is_written_out():
    assert date_label(date(2026, 3, 3)) == "Tuesday 3 March 2026"
    assert short_date_label(date(2026, 12, 27)) == "Sun 27 December"
    assert weekday_label(date(2026, 3, 2)) == "Monday"


def test_a_moment_is_date_and_time():
    assert moment_label(EVENING) == "Tuesday 3 March 2026, 20:00"
    assert short_moment_label(EVENING) == "Tue 3 March, 20:00"
    assert time_label(EVENING.replace(hour=0, minute=5)) == "00:05"


def test_a_time_is_shown_on_the_clock_where_it_was_felt():
    elsewhere = EVENING.astimezone(timezone(timedelta(hours=9)))

    assert short_moment_label(elsewhere) == "Wed 4 March, 05:00"


@pytest.mark.parametrize(
    ("hours", "label"), [(0, "0 h"), (0.9, "0 h"), (34, "34 h"), (47.9, "47 h"), (72.1, "72 h")]
)
def test_hours_are_those_that_have_passed(hours: float, label: str):
    assert hours_label(hours) == label


@pytest.mark.parametrize(
    ("zone", "label"),
    [
        ("America/New_York", "New York time"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time"),
        ("+05:30", "UTC+05:30"),
        ("-03:00", "UTC-03:00"),
        ("UTC", "UTC"),
        ("Nowhere", "Nowhere"),
    ],
)
def test_a_zone_is_named_even_when_nobody_knows_it(zone: str, label: str):
    assert zone_label(zone) == label


def test_an_axis_has_dates_in_short():
    assert day_month_label(date(2026, 3, 3)) == "3 Mar"
    assert month_year_label(date(2026, 12, 27)) == "Dec 2026"
