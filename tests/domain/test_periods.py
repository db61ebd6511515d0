"""The periods a report is usually asked for."""

from datetime import date

import pytest

from afterneedle.content.catalogue import load_catalogue
from afterneedle.domain.periods import (
    Asked,
    Days,
    Period,
    everything,
    follow_up_of,
    last_month,
    period_of,
    since_doctor,
)
from afterneedle.domain.records import Did, Records
from support.builders import a_check_in, a_session, an_answer, at

CATALOGUE = load_catalogue()
NOW = at("2026-03-20T09:00:00+00:00")
SESSIONS = tuple(
    a_session(CATALOGUE, id=f"s{n}", ended_at=f"2026-{day}T10:00:00+00:00")
    for n, day in enumerate(["01-05", "03-02", "03-02", "03-10"])
)


def test_everything_begins_with_the_first_session_or_check_in():
    early = a_check_in(CATALOGUE, felt_at="2026-01-03T20:00:00+00:00")
    assert everything(Records(sessions=SESSIONS)) == Period(date(2026, 1, 5))
    assert everything(Records(sessions=SESSIONS, check_ins=(early,))) == Period(date(2026, 1, 3))
    assert everything(Records()) == Period()


def test_the_last_month_is_thirty_days_and_today():
    assert last_month(NOW) == Period(date(2026, 2, 18))


def test_since_a_doctor_saw_me_counts_from_the_last_time_one_did():
    answers = (
        an_answer(at_time="2026-03-05T10:00:00+00:00", did=Did.SEEN_BY_DOCTOR),
        an_answer(at_time="2026-03-08T10:00:00+00:00", did=Did.SEEN_BY_DOCTOR),
        an_answer(at_time="2026-03-12T10:00:00+00:00", did=Did.ADVISED_BY_CLINICIAN),
        an_answer(at_time="2026-03-21T10:00:00+00:00", did=Did.SEEN_BY_DOCTOR),  # not yet
    )
    assert since_doctor(answers, NOW) == Period(date(2026, 3, 8))
    assert since_doctor((), NOW) is None


def test_a_sessions_follow_up_runs_to_the_day_before_the_next_day_with_one():
    assert follow_up_of(SESSIONS[0], SESSIONS) == Period(date(2026, 1, 5), date(2026, 3, 1))
    assert follow_up_of(SESSIONS[1], SESSIONS) == Period(date(2026, 3, 2), date(2026, 3, 9))
    assert follow_up_of(SESSIONS[3], SESSIONS) == Period(date(2026, 3, 10))


@pytest.mark.parametrize(
    ("asked", "period"),
    [
        (Asked(), Period()),
        (Asked(Days.ALL), Period(date(2026, 1, 5))),
        (Asked(Days.MONTH), Period(date(2026, 2, 18))),
        (Asked(Days.DOCTOR), Period(date(2026, 3, 5))),
        (Asked(Days.SESSION, "s0"), Period(date(2026, 1, 5), date(2026, 3, 1))),
        (Asked(Days.OWN, own=Period(date(2026, 2, 1))), Period(date(2026, 2, 1))),
    ],
    ids=lambda value: value.days.value if isinstance(value, Asked) else "",
)
def test_the_days_are_those_that_are_asked_for(asked, period):
    seen = an_answer(at_time="2026-03-05T10:00:00+00:00", did=Did.SEEN_BY_DOCTOR)
    assert period_of(asked, Records(sessions=SESSIONS, answers=(seen,)), NOW) == period


@pytest.mark.parametrize("asked", [Asked(Days.DOCTOR), Asked(Days.SESSION, "gone"), Asked(Days.SESSION)])
def test_of_a_doctor_or_session_that_is_not_there_it_is_the_usual_period(asked):
    assert period_of(asked, Records(sessions=SESSIONS), NOW) == Period()
