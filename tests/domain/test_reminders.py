"""When to ask for the next check-in: a moment on the patient's wall clock."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from afterneedle.domain.flags import FollowUp
from afterneedle.domain.reminders import Reminder, reminder
from support.builders import a_session, at

LONDON = ZoneInfo("Europe/London")
EVENING = time(19)
SUMMER_BEGINS, SUMMER_ENDS = "2026-03-29", "2026-10-25"  # at 01:00 UTC


def ask(
    now, *, checked_in=None, ended_at="2026-03-02T10:00:00+00:00", is_open=True, hour=EVENING, catalogue=None
):
    session = a_session(catalogue, ended_at=ended_at) if catalogue else None
    follow_up = FollowUp(session, is_open, at(checked_in) if checked_in else None)
    return reminder(follow_up, hour, LONDON, now if isinstance(now, datetime) else at(now))


def test_it_is_silent_when_no_follow_up_is_open(catalogue):
    assert ask("2026-03-03T20:00:00+00:00", is_open=False, catalogue=catalogue) == Reminder(None, None)


def test_the_first_question_comes_on_the_evening_of_the_session(catalogue):
    before = ask("2026-03-02T18:59:00+00:00", catalogue=catalogue)
    assert before == Reminder(None, at("2026-03-02T19:00:00+00:00"))
    after = ask("2026-03-02T19:00:00+00:00", catalogue=catalogue)
    assert after == Reminder(at("2026-03-02T19:00:00+00:00"), at("2026-03-03T19:00:00+00:00"))


def test_a_session_that_ended_later_that_evening_asks_the_next_day(catalogue):
    found = ask("2026-03-02T21:00:00+00:00", ended_at="2026-03-02T20:00:00+00:00", catalogue=catalogue)
    assert found == Reminder(None, at("2026-03-03T19:00:00+00:00"))


def test_it_falls_silent_once_answered_until_the_next_evening(catalogue):
    found = ask("2026-03-03T21:00:00+00:00", checked_in="2026-03-03T19:05:00+00:00", catalogue=catalogue)
    assert found == Reminder(None, at("2026-03-04T19:00:00+00:00"))


def test_it_stays_due_over_night_until_answered(catalogue):
    found = ask("2026-03-04T08:00:00+00:00", checked_in="2026-03-02T20:00:00+00:00", catalogue=catalogue)
    assert found == Reminder(at("2026-03-03T19:00:00+00:00"), at("2026-03-04T19:00:00+00:00"))


def test_without_a_session_it_asks_after_the_first_check_in():
    found = ask("2026-03-02T20:00:00+00:00", checked_in="2026-03-02T12:00:00+00:00")
    assert found == Reminder(at("2026-03-02T19:00:00+00:00"), at("2026-03-03T19:00:00+00:00"))


def test_it_keeps_to_the_wall_clock_when_the_clocks_change(catalogue):
    spring = ask(f"{SUMMER_BEGINS}T12:00:00+01:00", catalogue=catalogue)
    assert spring.next_at == at(f"{SUMMER_BEGINS}T18:00:00+00:00")
    autumn = ask(f"{SUMMER_ENDS}T12:00:00+00:00", catalogue=catalogue)
    assert autumn.next_at == at(f"{SUMMER_ENDS}T19:00:00+00:00")


def test_in_the_hour_that_spring_skips_it_asks_just_after(catalogue):
    skipped = time(1, 30)
    before = ask(f"{SUMMER_BEGINS}T00:45:00+00:00", hour=skipped, catalogue=catalogue)
    assert before.next_at is not None
    assert before.next_at.astimezone(UTC) == at(f"{SUMMER_BEGINS}T01:30:00+00:00")
    after = ask(f"{SUMMER_BEGINS}T02:30:00+01:00", hour=skipped, catalogue=catalogue)
    assert after.due_since is not None
    assert after.due_since.astimezone(UTC) == at(f"{SUMMER_BEGINS}T01:30:00+00:00")


def test_in_the_hour_that_comes_twice_it_asks_the_first_time(catalogue):
    twice = time(1, 30)
    now = at(f"{SUMMER_ENDS}T01:15:00+00:00").astimezone(LONDON)  # the second 01:15
    found = ask(now, hour=twice, catalogue=catalogue)
    assert found.due_since is not None
    assert found.due_since.astimezone(UTC) == at(f"{SUMMER_ENDS}T00:30:00+00:00")
    assert found.next_at is not None
    assert found.next_at.astimezone(UTC) == at("2026-10-26T01:30:00+00:00")


def test_the_zone_that_now_is_told_in_does_not_matter(catalogue):
    in_london = at(f"{SUMMER_ENDS}T18:30:00+00:00").astimezone(LONDON)
    in_kathmandu = in_london.astimezone(ZoneInfo("Asia/Kathmandu"))
    assert ask(in_london, catalogue=catalogue) == ask(in_kathmandu, catalogue=catalogue)
