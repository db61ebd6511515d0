"""Which instant a wall-clock time means, and which diary day it counts for."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from afterneedle.domain.days import day_number, diary_day, is_late, resolve, zone_ahead
from afterneedle.domain.impossible import Impossible
from support.builders import a_check_in, at

LONDON = ZoneInfo("Europe/London")


def test_a_wall_clock_time_is_one_instant():
    assert resolve(datetime(2026, 7, 1, 12), LONDON) == at("2026-07-01T11:00:00+00:00")


def test_the_hour_that_spring_skips_is_impossible():
    with pytest.raises(Impossible) as caught:
        resolve(datetime(2026, 3, 29, 1, 30), LONDON)
    assert str(caught.value) == "time: the clocks went forward then; this time did not exist"
    assert resolve(datetime(2026, 3, 29, 2), LONDON) == at("2026-03-29T01:00:00+00:00")


def test_of_the_hour_that_comes_twice_the_first_is_meant():
    found = resolve(datetime(2026, 10, 25, 1, 30), LONDON)
    assert found.timestamp() == at("2026-10-25T00:30:00+00:00").timestamp()


@pytest.mark.parametrize(
    ("felt_at", "day"),
    [
        ("2026-03-03T00:30:00+00:00", date(2026, 3, 2)),
        ("2026-03-03T03:59:00+00:00", date(2026, 3, 2)),
        ("2026-03-03T04:00:00+00:00", date(2026, 3, 3)),
        ("2026-03-03T23:59:00+13:00", date(2026, 3, 3)),
    ],
)
def test_until_4_in_the_night_it_counts_for_the_day_before(felt_at, day):
    assert diary_day(at(felt_at)) == day


@pytest.mark.parametrize(
    ("ended_at", "felt_at", "number"),
    [
        ("2026-03-02T10:00:00+00:00", "2026-03-02T23:00:00+00:00", 0),
        ("2026-03-02T23:30:00+00:00", "2026-03-03T00:30:00+00:00", 1),
        ("2026-03-02T23:30:00+00:00", "2026-03-03T10:00:00+10:00", 0),
        ("2026-03-02T10:00:00+00:00", "2026-03-16T09:00:00+00:00", 14),
    ],
)
def test_days_are_counted_in_the_zone_of_the_entry(ended_at, felt_at, number):
    assert day_number(at(ended_at), at(felt_at)) == number


@pytest.mark.parametrize(
    ("felt_at", "entered_at", "late"),
    [
        ("2026-03-03T20:00:00+00:00", "2026-03-03T23:59:00+00:00", False),
        ("2026-03-03T20:00:00+00:00", "2026-03-04T03:59:00+00:00", False),
        ("2026-03-03T20:00:00+00:00", "2026-03-04T04:00:00+00:00", True),
        ("2026-03-03T20:00:00+02:00", "2026-03-03T23:00:00+00:00", False),
        ("2026-03-03T20:00:00+02:00", "2026-03-04T02:00:00+00:00", True),
    ],
)
def test_late_means_written_on_a_later_day_on_the_clock_of_the_entry(catalogue, felt_at, entered_at, late):
    assert is_late(a_check_in(catalogue, felt_at=felt_at, entered_at=entered_at)) is late


@pytest.mark.parametrize(
    ("hours", "ahead"), [(-13, 0), (-12, -12), (-3.5, 0), (-1, -1), (0, 0), (3, 3), (14, 14), (15, 0)]
)
def test_a_zone_is_so_far_ahead_or_utc_where_none_is(hours, ahead):
    zone = zone_ahead(int(hours * 3600))
    assert datetime(2026, 7, 1, tzinfo=zone).utcoffset() == timedelta(hours=ahead)
