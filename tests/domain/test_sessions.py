"""Which of the sessions counts at a moment, and which day after it was left out."""

from dataclasses import replace
from datetime import timedelta

import pytest

from afterneedle.domain.flags import FollowUp
from afterneedle.domain.records import Patient, Records
from afterneedle.domain.sessions import last_session, lung_session, missed_yesterday
from support.builders import a_check_in, a_session, an_assessment, at

SECOND = timedelta(seconds=1)
MONDAY = "2026-03-02T10:00:00+00:00"
WEEK_LATER = at(MONDAY) + timedelta(days=7)
LUNG, CALF = "trapezius_top.r", "calf_inner.l"


@pytest.fixture
def missed(catalogue):
    """What `missed_yesterday` says of a session and the days on which something was entered."""

    def ask(now, *days, ended_at=MONDAY, is_open=True):
        session = a_session(catalogue, ended_at=ended_at)
        check_ins = tuple(
            a_check_in(catalogue, id=day, felt_at=f"{day}T12:00:00+00:00", day=day) for day in days
        )
        told = replace(an_assessment(now=now), follow_up=FollowUp(session, is_open, None))
        return missed_yesterday(Records(Patient(), (session,), check_ins), told, at(now))

    return ask


def test_the_last_session_is_the_latest_that_has_ended(catalogue):
    first = a_session(catalogue, id="s1", ended_at=MONDAY)
    second = a_session(catalogue, id="s2", ended_at=WEEK_LATER.isoformat())
    for sessions in ((first, second), (second, first)):
        assert last_session(sessions, at(MONDAY) - SECOND) is None
        assert last_session(sessions, WEEK_LATER - SECOND) is first
        assert last_session(sessions, WEEK_LATER) is second


def test_needles_near_a_lung_count_for_seven_days(catalogue):
    near = a_session(catalogue, ended_at=MONDAY, sites=[CALF, LUNG])
    assert lung_session([near], at(MONDAY) - SECOND) is None
    assert lung_session([near], at(MONDAY)) is near
    assert lung_session([near], WEEK_LATER) is near
    assert lung_session([near], WEEK_LATER + SECOND) is None


def test_a_later_session_elsewhere_does_not_hide_one_near_a_lung(catalogue):
    near = a_session(catalogue, id="s1", ended_at=MONDAY, sites=[LUNG])
    far = a_session(catalogue, id="s2", ended_at="2026-03-04T10:00:00+00:00", sites=[CALF])
    assert lung_session([near, far], WEEK_LATER) is near
    assert lung_session([far], WEEK_LATER) is None


def test_a_day_without_an_entry_can_be_filled_in_for_its_evening(missed):
    assert missed("2026-03-04T09:00:00+00:00") == at("2026-03-03T20:00:00+00:00")
    assert missed("2026-03-04T09:00:00+00:00", "2026-03-02") == at("2026-03-03T20:00:00+00:00")


def test_a_day_with_an_entry_was_not_missed(missed):
    assert missed("2026-03-04T09:00:00+00:00", "2026-03-03") is None


def test_nothing_was_missed_while_nothing_was_asked(missed, catalogue):
    assert missed("2026-03-04T09:00:00+00:00", is_open=False) is None
    records, told = Records(Patient(), (), ()), an_assessment()
    assert missed_yesterday(records, told, at("2026-03-04T09:00:00+00:00")) is None


def test_on_the_evening_of_a_late_session_it_is_an_hour_after_its_end(missed):
    late = "2026-03-03T19:30:00+00:00"
    assert missed("2026-03-04T09:00:00+00:00", ended_at=late) == at("2026-03-03T20:30:00+00:00")


def test_a_session_too_late_in_the_day_leaves_nothing_to_fill_in(missed):
    assert missed("2026-03-04T09:00:00+00:00", ended_at="2026-03-03T23:00:00+00:00") is None
    assert missed("2026-03-04T09:00:00+00:00", ended_at="2026-03-04T08:00:00+00:00") is None


def test_in_the_night_yesterday_is_the_day_before_the_evening_that_is_still_going_on(missed):
    assert missed("2026-03-05T03:59:00+00:00") == at("2026-03-03T20:00:00+00:00")
    assert missed("2026-03-05T04:00:00+00:00") == at("2026-03-04T20:00:00+00:00")
