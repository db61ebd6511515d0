"""When to ask for the next check-in: a moment on the patient's wall clock."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterneedle.content.catalogue import load_catalogue
from afterneedle.domain.flags import FollowUp, OpenSymptom
from afterneedle.domain.plans import Plan, Rings
from afterneedle.domain.reminders import (
    Reminder,
    Schedule,
    asked_moments,
    moments_to_come,
    not_asked,
    reminder,
    unheard,
)
from afterneedle.domain.shown import Shown
from support.builders import a_session, at

LONDON, NEW_YORK, TOKYO = ZoneInfo("Europe/London"), ZoneInfo("America/New_York"), ZoneInfo("Asia/Tokyo")
AUCKLAND = ZoneInfo("Pacific/Auckland")
SUMMER_BEGINS, SUMMER_ENDS = "2026-03-29", "2026-10-25"  # at 01:00 UTC
ENDED = "2026-03-02T10:00:00+00:00"


def a_schedule(*felt, plan=None, ended_at=ENDED, is_open=True, shown=()):
    session = a_session(load_catalogue(), ended_at=ended_at) if ended_at else None
    moments = tuple(at(moment) for moment in felt)
    last = max(moments, default=None)
    return Schedule(plan or Plan(), FollowUp(session, is_open, last), moments, shown)


def ask(now, *felt, zone=LONDON, **wishes):
    return reminder(a_schedule(*felt, **wishes), zone, now if isinstance(now, datetime) else at(now))


def test_it_is_silent_when_no_follow_up_is_open_and_a_month_has_passed():
    assert ask("2026-04-20T20:00:00+00:00", is_open=False) == Reminder(None, None)


def test_the_first_question_comes_on_the_evening_of_the_session():
    before = ask("2026-03-02T18:59:59+00:00")
    assert before == Reminder(None, at("2026-03-02T19:00:00+00:00"))
    after = ask("2026-03-02T19:00:00+00:00")
    assert after == Reminder(at("2026-03-02T19:00:00+00:00"), at("2026-03-03T19:00:00+00:00"))


@pytest.mark.parametrize("ended_at", ["2026-03-02T19:00:00+00:00", "2026-03-02T20:00:00+00:00"])
def test_a_session_that_ended_at_that_hour_or_later_asks_the_next_day(ended_at):
    found = ask("2026-03-02T21:00:00+00:00", ended_at=ended_at)
    assert found == Reminder(None, at("2026-03-03T19:00:00+00:00"))


def test_it_falls_silent_once_answered_until_the_next_evening():
    found = ask("2026-03-03T21:00:00+00:00", "2026-03-03T19:00:00+00:00")
    assert found == Reminder(None, at("2026-03-04T19:00:00+00:00"))
    too_early = ask("2026-03-03T21:00:00+00:00", "2026-03-03T18:59:59+00:00")
    assert too_early.due_since == at("2026-03-03T19:00:00+00:00")


def test_what_is_dated_later_than_now_answers_nothing_yet():
    found = ask("2026-03-03T21:00:00+00:00", "2026-03-03T21:00:01+00:00")  # the clock was set back
    assert found.due_since == at("2026-03-03T19:00:00+00:00")


def test_it_stays_due_over_night_until_answered():
    found = ask("2026-03-04T08:00:00+00:00", "2026-03-02T20:00:00+00:00")
    assert found == Reminder(at("2026-03-03T19:00:00+00:00"), at("2026-03-04T19:00:00+00:00"))


def test_after_three_days_of_sleep_only_the_newest_moment_is_due():
    found = ask("2026-03-06T08:00:00+00:00", "2026-03-02T20:00:00+00:00")
    assert found.due_since == at("2026-03-05T19:00:00+00:00")


def test_without_a_session_it_asks_after_the_first_check_in():
    found = ask("2026-03-02T20:00:00+00:00", "2026-03-02T12:00:00+00:00", ended_at=None)
    assert found == Reminder(at("2026-03-02T19:00:00+00:00"), at("2026-03-03T19:00:00+00:00"))


def test_it_keeps_to_the_wall_clock_when_the_clocks_change():
    spring = ask(f"{SUMMER_BEGINS}T12:00:00+01:00")
    assert spring.next_at == at(f"{SUMMER_BEGINS}T18:00:00+00:00")
    autumn = ask(f"{SUMMER_ENDS}T12:00:00+00:00")
    assert autumn.next_at == at(f"{SUMMER_ENDS}T19:00:00+00:00")


def test_in_the_hour_that_spring_skips_it_asks_just_after():
    skipped = Plan(hour=time(1, 30))
    before = ask(f"{SUMMER_BEGINS}T00:45:00+00:00", plan=skipped)
    assert before.next_at is not None
    assert before.next_at.astimezone(UTC) == at(f"{SUMMER_BEGINS}T01:30:00+00:00")
    after = ask(f"{SUMMER_BEGINS}T02:30:00+01:00", plan=skipped)
    assert after.due_since is not None
    assert after.due_since.astimezone(UTC) == at(f"{SUMMER_BEGINS}T01:30:00+00:00")


def test_in_the_hour_that_comes_twice_it_asks_the_first_time():
    twice = Plan(hour=time(1, 30))
    now = at(f"{SUMMER_ENDS}T01:15:00+00:00").astimezone(LONDON)  # the second 01:15
    found = ask(now, plan=twice)
    assert found.due_since is not None
    assert found.due_since.astimezone(UTC) == at(f"{SUMMER_ENDS}T00:30:00+00:00")
    assert found.next_at is not None
    assert found.next_at.astimezone(UTC) == at("2026-10-26T01:30:00+00:00")


def test_it_goes_on_over_the_end_of_a_month():
    answered, ended = "2026-02-28T19:30:00+00:00", "2026-02-27T10:00:00+00:00"
    found = ask("2026-02-28T20:00:00+00:00", answered, ended_at=ended)
    assert found.next_at == at("2026-03-01T19:00:00+00:00")


# over the time zones


def test_to_whom_flies_west_the_evening_they_answered_is_not_asked_again():
    in_london = "2026-03-03T19:05:00+00:00"
    found = ask("2026-03-03T19:30:00-05:00", in_london, zone=NEW_YORK)
    assert found == Reminder(None, at("2026-03-04T19:00:00-05:00"))


def test_to_whom_flies_west_the_evening_is_asked_when_they_had_not_answered():
    in_london = "2026-03-03T18:55:00+00:00"
    found = ask("2026-03-03T19:30:00-05:00", in_london, zone=NEW_YORK)
    assert found.due_since == at("2026-03-03T19:00:00-05:00")


def test_to_whom_flies_east_the_check_in_of_the_way_counts():
    in_new_york = "2026-03-03T18:00:00-05:00"  # when it was 23:00 in London
    found = ask("2026-03-04T08:00:00+00:00", in_new_york)
    assert found == Reminder(None, at("2026-03-04T19:00:00+00:00"))


def test_the_next_evening_is_that_of_the_place_where_they_are():
    felt = "2026-03-03T19:30:00+00:00"
    assert ask("2026-03-04T01:00:00+00:00", felt, zone=TOKYO).next_at == at("2026-03-04T19:00:00+09:00")


def test_the_same_moment_on_a_clock_further_west_answers_too():
    found = ask("2026-03-03T21:00:00+00:00", "2026-03-03T14:00:00-05:00")  # 19:00 in London
    assert found.due_since is None


@pytest.mark.parametrize(("zone_of_the_answer", "is_due"), [("+07:00", False), ("+07:30", True)])
def test_an_evening_counts_as_the_same_up_to_twelve_hours_further_west(zone_of_the_answer, is_due):
    found = ask("2026-03-03T19:30:00-05:00", f"2026-03-03T19:00:00{zone_of_the_answer}", zone=NEW_YORK)
    assert (found.due_since is not None) is is_due


def test_the_moments_are_told_on_the_clock_of_the_place_where_they_are():
    found = ask("2026-03-03T12:00:00+00:00", zone=TOKYO)
    assert found.due_since is not None
    assert found.next_at is not None
    assert [moment.isoformat() for moment in (found.due_since, found.next_at)] == [
        "2026-03-03T19:00:00+09:00",
        "2026-03-04T19:00:00+09:00",
    ]


def test_the_month_until_the_look_back_runs_from_the_day_that_the_session_had_there():
    ended = "2026-03-02T23:30:00+00:00"  # in Tokyo it is the 3rd
    assert ask("2026-03-20T12:00:00+00:00", ended_at=ended, is_open=False, zone=TOKYO).next_at == at(
        "2026-04-02T19:00:00+09:00"
    )


def test_over_the_date_line_an_answer_of_a_day_ago_does_not_count_for_the_same_date():
    in_auckland = "2026-03-03T19:30:00+13:00"
    found = ask("2026-03-03T19:30:00-08:00", in_auckland, zone=ZoneInfo("America/Los_Angeles"))
    assert found.due_since == at("2026-03-03T19:00:00-08:00")


# denser, paused, over


def test_who_likes_is_asked_twice_a_day_in_the_first_48_hours():
    twice = a_schedule(plan=Plan(twice=True))
    moments = asked_moments(twice, LONDON, date(2026, 3, 2), date(2026, 3, 5))
    assert [f"{one.wall:%d %H}" for one in moments] == ["02 19", "03 07", "03 19", "04 07", "04 19", "05 19"]


def test_48_hours_to_the_second_are_still_the_first_48_hours():
    def mornings(ended_at):
        twice = a_schedule(plan=Plan(twice=True), ended_at=ended_at)
        moments = asked_moments(twice, LONDON, date(2026, 3, 4), date(2026, 3, 4))
        return [one.wall.hour for one in moments]

    assert mornings("2026-03-02T07:00:00+00:00") == [7, 19]
    assert mornings("2026-03-02T06:59:59+00:00") == [19]


def test_a_pause_lasts_to_the_end_of_its_last_day():
    plan = Plan(paused=date(2026, 3, 5))
    found = ask("2026-03-04T20:00:00+00:00", plan=plan)
    assert found == Reminder(None, at("2026-03-06T19:00:00+00:00"))
    assert ask("2026-03-06T18:59:00+00:00", plan=plan).due_since is None
    assert ask("2026-03-06T19:00:00+00:00", plan=plan).due_since == at("2026-03-06T19:00:00+00:00")


def test_a_month_after_the_session_it_looks_back_once():
    moment = at("2026-04-01T18:00:00+00:00")  # 19:00 in summer time
    ahead = ask("2026-03-20T12:00:00+00:00", is_open=False)
    assert ahead == Reminder(None, moment, look_back=True)
    due = ask("2026-04-01T19:00:00+01:00", is_open=False)
    assert due == Reminder(moment, None, look_back=True)
    assert ask("2026-04-08T18:59:59+01:00", is_open=False).due_since == moment
    assert ask("2026-04-08T19:00:00+01:00", is_open=False) == Reminder()
    answered = ask("2026-04-02T12:00:00+01:00", "2026-04-02T09:00:00+01:00", is_open=False)
    assert answered == Reminder()


def test_a_look_back_in_an_open_follow_up_is_one_of_its_evenings():
    found = ask("2026-04-01T20:00:00+01:00")
    assert found.due_since == at("2026-04-01T18:00:00+00:00")
    assert found.next_at == at("2026-04-02T18:00:00+00:00")


# for a phone


def to_come(now, *, ends, zone=LONDON, **wishes):
    schedule = a_schedule(**wishes)
    follow_up = replace(schedule.follow_up, earliest_end=at(ends) if ends else None)
    walls = moments_to_come(replace(schedule, follow_up=follow_up), zone, at(now))
    return [f"{wall:%m-%d %H}" for wall in walls]


def test_what_is_to_come_ends_with_the_follow_up_and_the_look_back():
    found = to_come("2026-03-02T19:00:00+00:00", ends="2026-03-05T10:00:00+00:00")
    assert found == ["03-03 19", "03-04 19", "03-05 19", "04-01 19"]


def test_what_is_to_come_are_the_days_of_the_place_where_they_are():
    found = to_come("2026-03-03T23:00:00+00:00", ends="2026-03-05T20:00:00+00:00", zone=TOKYO)
    assert found == ["03-04 19", "03-05 19", "03-06 19", "04-01 19"]
    found = to_come("2026-03-04T02:00:00+00:00", ends="2026-03-05T02:00:00+00:00", zone=NEW_YORK)
    assert found == ["03-04 19", "04-01 19"]


def test_after_the_follow_up_only_the_look_back_is_to_come():
    assert to_come("2026-03-20T12:00:00+00:00", ends=None, is_open=False) == ["04-01 19"]
    assert to_come("2026-04-01T18:00:00+00:00", ends=None, is_open=False) == []


def test_without_a_session_there_is_no_look_back():
    assert to_come("2026-03-20T12:00:00+00:00", ends=None, is_open=False, ended_at=None) == []


# what was not asked

SINCE = at("2026-03-01T12:00:00+00:00")
ON = Plan(rings=Rings.ALWAYS, since=SINCE)


def test_what_was_slept_through_is_listed():
    found = not_asked(a_schedule(plan=ON), LONDON, at("2026-03-05T20:00:00+00:00"))
    assert [f"{moment:%d %H:%M}" for moment in found] == ["02 19:00", "03 19:00", "04 19:00"]


def test_the_newest_can_still_be_answered_and_is_not_listed_before_the_next_has_come():
    before = not_asked(a_schedule(plan=ON), LONDON, at("2026-03-04T18:59:59+00:00"))
    assert [f"{moment:%d}" for moment in before] == ["02"]
    after = not_asked(a_schedule(plan=ON), LONDON, at("2026-03-04T19:00:00+00:00"))
    assert [f"{moment:%d}" for moment in after] == ["02", "03"]


@pytest.mark.parametrize("felt", ["2026-03-04T19:00:00+00:00", "2026-03-05T18:59:59+00:00"])
def test_a_check_in_answers_the_moment_before_it_and_none_earlier(felt):
    found = not_asked(a_schedule(felt, plan=ON), LONDON, at("2026-03-06T20:00:00+00:00"))
    assert [f"{moment:%d}" for moment in found] == ["02", "03", "05"]


def test_what_was_slept_through_is_listed_with_the_hours_of_the_place_where_they_are():
    found = not_asked(a_schedule(plan=ON), TOKYO, at("2026-03-03T16:00:00+00:00"))  # the 4th, 01:00
    assert [f"{moment:%d %H:%M}" for moment in found] == []
    found = not_asked(a_schedule(plan=ON), TOKYO, at("2026-03-04T16:00:00+00:00"))
    assert [f"{moment:%d %H:%M}" for moment in found] == ["03 19:00"]


def test_what_was_shown_or_answered_is_not_listed():
    shown = Shown(datetime(2026, 3, 2, 19), at("2026-03-02T19:00:05+00:00"))
    schedule = a_schedule("2026-03-04T12:00:00+00:00", plan=ON, shown=(shown,))
    found = not_asked(schedule, LONDON, at("2026-03-05T20:00:00+00:00"))
    assert [f"{moment:%d}" for moment in found] == ["04"]


def test_what_was_before_the_reminders_were_turned_on_is_not_listed():
    plan = Plan(rings=Rings.WINDOW, since=at("2026-03-03T19:00:00+00:00"))
    found = not_asked(a_schedule(plan=plan), LONDON, at("2026-03-05T20:00:00+00:00"))
    assert [f"{moment:%d}" for moment in found] == ["03", "04"]


@pytest.mark.parametrize(
    "plan", [Plan(None, since=SINCE), Plan(Rings.NEVER, since=SINCE), Plan(Rings.ALWAYS)]
)
def test_who_wants_no_reminders_or_has_only_begun_to_has_missed_none(plan):
    assert not_asked(a_schedule(plan=plan), LONDON, at("2026-03-05T20:00:00+00:00")) == ()


def test_the_list_goes_back_a_week():
    found = not_asked(a_schedule(plan=ON), LONDON, at("2026-03-20T20:00:00+00:00"))
    assert [f"{moment:%d}" for moment in found] == ["13", "14", "15", "16", "17", "18", "19"]


@given(
    st.datetimes(datetime(2026, 3, 2, 10), datetime(2026, 11, 30)),
    st.times(),
    st.sampled_from([LONDON, NEW_YORK, TOKYO, AUCKLAND]),
    st.booleans(),
)
def test_it_always_asks_again_within_a_day_and_never_in_the_past(now, hour, zone, twice):
    plan = Plan(hour=hour.replace(second=0, microsecond=0), twice=twice)
    moment = now.replace(tzinfo=UTC)
    found = ask(moment, plan=plan, zone=zone)
    assert found.next_at is not None
    assert timedelta(0) < found.next_at - moment <= timedelta(hours=25)
    assert found.due_since is None or timedelta(0) <= moment - found.due_since <= timedelta(hours=25)


# what should not go unheard


def an_open(symptom, last, *, gone_once=False):
    moment = at(last)
    return OpenSymptom(load_catalogue().symptoms[symptom], None, 1, moment, moment, gone_once=gone_once)


@pytest.mark.parametrize("symptom", ["tingling", "weakness", "fever"])
def test_nerve_signs_weakness_and_fever_are_asked_after_when_they_went_unheard_for_a_day(symptom):
    one = an_open(symptom, "2026-03-03T20:00:00+00:00")
    assert unheard([one], at("2026-03-04T19:59:59+00:00")) == ()
    assert unheard([one], at("2026-03-04T20:00:00+00:00")) == (one,)


@pytest.mark.parametrize("symptom", ["soreness", "bruise", "rf_chest"])
def test_what_passes_by_itself_and_what_has_its_own_card_is_not_asked_after(symptom):
    assert unheard([an_open(symptom, "2026-03-01T20:00:00+00:00")], at("2026-03-04T20:00:00+00:00")) == ()


def test_what_was_gone_once_was_heard_of():
    one = an_open("tingling", "2026-03-01T20:00:00+00:00", gone_once=True)
    assert unheard([one], at("2026-03-04T20:00:00+00:00")) == ()


def test_what_was_felt_last_is_asked_first():
    older = an_open("fever", "2026-03-01T20:00:00+00:00")
    newer = an_open("numbness", "2026-03-02T20:00:00+00:00")
    assert unheard([older, newer], at("2026-03-04T20:00:00+00:00")) == (newer, older)
