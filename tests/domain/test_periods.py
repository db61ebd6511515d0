"""The periods a report is usually asked for."""

from datetime import date

from afterneedle.content.catalogue import load_catalogue
from afterneedle.domain.periods import Period, everything, follow_up_of, last_month, since_doctor
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
