"""A reminder comes on the screen once for each asked moment, and once more if it is ignored."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterneedle.content.catalogue import load_catalogue
from afterneedle.domain.flags import FollowUp
from afterneedle.domain.notices import in_an_hour, notice, tonight
from afterneedle.domain.plans import Plan, Quiet, Rings
from afterneedle.domain.reminders import Schedule
from afterneedle.domain.shown import Shown
from support.builders import a_session, at

LONDON, NEW_YORK = ZoneInfo("Europe/London"), ZoneInfo("America/New_York")
ASKED = "2026-03-03T19:00:00+00:00"
EVENING = datetime(2026, 3, 3, 19)
ON = Plan(rings=Rings.ALWAYS, quiet=None, repeats=False)


def show(now, plan=ON, *, felt=(), shown=(), wall=EVENING, zone=LONDON, is_open=True):
    session = a_session(load_catalogue(), ended_at="2026-03-02T20:00:00+00:00")
    moments = tuple(at(moment) for moment in felt)
    said = tuple(Shown(wall, at(moment)) for moment in shown)
    schedule = Schedule(plan, FollowUp(session, is_open, max(moments, default=None)), moments, said)
    return notice(schedule, zone, at(now))


def test_it_comes_at_the_asked_moment_and_says_which_that_is():
    assert show("2026-03-03T18:59:59+00:00") is None
    assert show(ASKED) == Shown(EVENING, at(ASKED))


@pytest.mark.parametrize("rings", [None, Rings.NEVER])
def test_it_never_comes_to_who_did_not_ask_for_it(rings):
    assert show(ASKED, replace(ON, rings=rings)) is None


def test_it_never_comes_when_a_check_in_was_made_since():
    assert show("2026-03-03T19:10:00+00:00", felt=["2026-03-03T19:05:00+00:00"]) is None


def test_it_comes_once():
    assert show("2026-03-03T19:00:30+00:00", shown=[ASKED]) is None
    assert show("2026-03-04T00:59:00+00:00", shown=[ASKED]) is None


def test_that_yesterdays_was_shown_is_no_reason_to_keep_todays_back():
    yesterday = "2026-03-02T20:30:00+00:00"
    assert show(ASKED, shown=[yesterday], wall=datetime(2026, 3, 2, 20, 30)) == Shown(EVENING, at(ASKED))


def test_after_sleep_it_comes_late_while_its_six_hours_last():
    assert show("2026-03-04T01:00:00+00:00") is not None
    assert show("2026-03-04T01:00:01+00:00") is None


def test_it_comes_once_more_two_hours_after_it_was_ignored():
    plan = replace(ON, repeats=True)
    first, second = "2026-03-03T19:00:10+00:00", "2026-03-03T21:00:10+00:00"
    assert show("2026-03-03T21:00:09+00:00", plan, shown=[first]) is None
    assert show(second, plan, shown=[first]) is not None
    assert show("2026-03-03T23:30:00+00:00", plan, shown=[first, second]) is None


def test_quiet_hours_hold_it_back_and_do_not_lose_it():
    plan = replace(ON, quiet=Quiet(time(18), time(20)))
    assert show("2026-03-03T19:59:59+00:00", plan) is None
    assert show("2026-03-03T20:00:00+00:00", plan) is not None


def test_quiet_hours_are_those_of_the_place_where_they_are():
    plan = replace(ON, quiet=Quiet(time(22), time(7)))
    at_seven_in_the_evening = "2026-03-04T00:00:00+00:00"
    assert show(at_seven_in_the_evening, plan, zone=NEW_YORK) is not None


def test_quiet_hours_that_outlast_its_six_hours_silence_it():
    assert show("2026-03-04T07:00:00+00:00", replace(ON, quiet=Quiet(time(18, 30), time(7)))) is None


def test_later_means_not_before_that_moment():
    plan = replace(ON, later=at("2026-03-03T20:05:00+00:00"))
    assert show("2026-03-03T20:04:59+00:00", plan, shown=[ASKED]) is None
    assert show("2026-03-03T20:05:00+00:00", plan, shown=[ASKED]) is not None
    again = [ASKED, "2026-03-03T20:05:00+00:00"]
    assert show("2026-03-03T20:05:30+00:00", plan, shown=again) is None


def test_later_may_be_said_again_and_again():
    plan = replace(ON, later=at("2026-03-03T21:10:00+00:00"))
    shown = [ASKED, "2026-03-03T20:05:00+00:00"]
    assert show("2026-03-03T21:09:59+00:00", plan, shown=shown) is None
    assert show("2026-03-03T21:10:00+00:00", plan, shown=shown) is not None


def test_a_later_that_a_wrong_clock_put_off_by_more_than_a_day_does_not_silence_it():
    assert show(ASKED, replace(ON, later=at("2026-03-04T19:00:00+00:00"))) is None
    for later in ("2026-03-04T19:00:01+00:00", "2040-01-01T00:00:00+00:00"):
        assert show(ASKED, replace(ON, later=at(later))) is not None


def test_the_later_of_yesterday_says_nothing_about_today():
    assert show(ASKED, replace(ON, later=at("2026-03-02T21:00:00+00:00"))) is not None


def test_a_later_that_was_slept_through_does_not_wake_anybody_at_night():
    plan = replace(ON, later=at("2026-03-03T20:05:00+00:00"))
    assert show("2026-03-04T02:05:00+00:00", plan, shown=[ASKED]) is not None
    assert show("2026-03-04T02:05:01+00:00", plan, shown=[ASKED]) is None


def test_in_an_hour_is_an_hour_of_the_clock_that_runs_on_while_others_are_changed():
    before = datetime(2026, 3, 29, 0, 30, tzinfo=LONDON)
    assert in_an_hour(before) == at("2026-03-29T02:30:00+01:00")


def test_tonight_is_eight_oclock_and_is_offered_until_six():
    day = datetime(2026, 3, 3, tzinfo=LONDON)
    assert tonight(day.replace(hour=17, minute=59, second=59, microsecond=999_999)) == day.replace(hour=20)
    assert tonight(day.replace(hour=18)) is None


def test_a_pause_is_silent():
    assert show(ASKED, replace(ON, paused=date(2026, 3, 3))) is None


def test_a_clock_that_is_set_back_does_not_bring_it_again():
    assert show("2026-03-03T19:00:00+00:00", shown=["2026-03-03T19:30:00+00:00"]) is None


def test_to_whom_flies_west_the_evening_comes_no_second_time():
    assert show("2026-03-03T19:00:00-05:00", shown=[ASKED], zone=NEW_YORK) is None


def test_the_look_back_waits_a_week_for_the_computer_to_be_turned_on():
    assert show("2026-04-08T18:59:59+01:00", is_open=False) is not None
    assert show("2026-04-08T19:00:00+01:00", is_open=False) is None


@given(
    st.lists(st.integers(0, 14 * 24 * 60), min_size=1, max_size=60),
    st.lists(st.integers(0, 14 * 24 * 60), max_size=6),
    st.booleans(),
    st.booleans(),
)
def test_whenever_the_computer_runs_nobody_is_asked_more_than_twice_for_one(ticks, answered, twice, quiet):
    """Minutes after the session at which something ticked, and at which a check-in was made."""
    session = a_session(load_catalogue(), ended_at="2026-03-22T12:00:00+00:00")  # a week before summer time
    plan = Plan(rings=Rings.ALWAYS, twice=twice, quiet=Quiet(time(22), time(7)) if quiet else None)
    felt = tuple(session.ended_at + timedelta(minutes=n) for n in sorted(answered))
    shown: tuple[Shown, ...] = ()
    for now in sorted(session.ended_at + timedelta(minutes=n) for n in ticks):
        known = Schedule(plan, FollowUp(session, is_open=True, last_check_in=None), felt, shown)
        one = notice(known, LONDON, now)
        if one is None:
            continue
        shown = (*shown, one)
        since = one.wall.replace(tzinfo=LONDON).astimezone(UTC)
        assert since <= now
        assert not any(since <= moment <= now for moment in felt)
        assert not (quiet and not 7 <= now.astimezone(LONDON).hour < 22)
    walls = [one.wall for one in shown]
    assert all(walls.count(wall) <= 2 for wall in walls)
