"""A locked diary asks as an open one would, and what is known of it is times alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterneedle.content.catalogue import load_catalogue
from afterneedle.content.rulebook import load_rulebook
from afterneedle.domain.alarms import LONGEST, Alarms, alarms
from afterneedle.domain.assessment import assess
from afterneedle.domain.flags import FollowUp
from afterneedle.domain.notices import notice
from afterneedle.domain.plans import NIGHT, Plan, Rings, Says
from afterneedle.domain.reminders import Schedule, answers, reminder
from afterneedle.domain.shown import Shown
from support.builders import a_session, at
from support.diary_dsl import moment
from support.story_strategies import CATALOGUE, LAST, stories

RULEBOOK = load_rulebook(CATALOGUE)
LONDON, NEW_YORK, TOKYO = ZoneInfo("Europe/London"), ZoneInfo("America/New_York"), ZoneInfo("Asia/Tokyo")
ZONES = (LONDON, NEW_YORK, TOKYO, ZoneInfo("Asia/Kathmandu"), ZoneInfo("Pacific/Kiritimati"))
FULL_PLAN = Plan(rings=Rings.ALWAYS, quiet=None, says=Says.SYMPTOMS, since=at("2026-03-02T20:00:00+00:00"))
EVENING = datetime(2026, 3, 3, 19)

plans = st.builds(
    Plan,
    rings=st.sampled_from([None, *Rings]),
    hour=st.times().map(lambda hour: hour.replace(second=0, microsecond=0)),
    twice=st.booleans(),
    repeats=st.booleans(),
    quiet=st.sampled_from([None, NIGHT]),
    paused=st.none() | st.dates(date(2026, 3, 1), date(2026, 6, 1)),
)


def schedule_at(records, plan, now, shown=()):
    follow_up = assess(records, CATALOGUE, RULEBOOK, now).follow_up
    return Schedule(plan, follow_up, tuple(sorted(c.felt_at for c in records.check_ins)), shown)


@settings(max_examples=150)
@given(stories(), plans, st.sampled_from(ZONES), st.integers(0, 20 * 24 * 4), st.data())
def test_without_another_word_it_asks_exactly_as_the_open_diary_would(story, plan, zone, wait, data):
    records, locked_at = story.records(CATALOGUE), moment(LAST) + timedelta(minutes=15 * wait)
    known = alarms(schedule_at(records, plan, locked_at), zone, locked_at)
    for quarter in data.draw(st.lists(st.integers(0, 55 * 24 * 4), min_size=1, max_size=4)):
        now = locked_at + timedelta(minutes=15 * quarter)
        read = schedule_at(records, plan, now)
        assert known.due(zone, now) == read.due(zone, now)
        assert notice(known, zone, now) == notice(read, zone, now)
        if quarter == 0:
            assert reminder(known, zone, now).due_since == reminder(read, zone, now).due_since


@settings(max_examples=150)
@given(stories(), plans, st.sampled_from(ZONES), st.sampled_from(ZONES), st.integers(0, 10 * 24 * 4))
def test_wherever_one_travels_no_evening_that_was_answered_is_asked_again(story, plan, zone, there, quarter):
    """But one that had not come where it was locked: no file says when check-ins were, so it asks again."""
    records, locked_at = story.records(CATALOGUE), moment(LAST)
    read = schedule_at(records, plan, locked_at)
    known = alarms(read, zone, locked_at)
    due = known.due(there, locked_at + timedelta(minutes=15 * quarter))
    before = read.due(zone, locked_at)
    if due is not None and due.wall.replace(tzinfo=zone) <= locked_at:
        assert before is not None
        assert due.wall == before.wall
        assert not any(answers(felt, due) for felt in read.felt)


@settings(max_examples=50)
@given(stories(), plans, st.sampled_from(ZONES))
def test_nothing_but_times_is_known_and_of_the_plan_only_how_it_rings(story, plan, zone):
    schedule = schedule_at(story.records(CATALOGUE), plan, moment(LAST))
    known = alarms(schedule, zone, moment(LAST))
    rings = {"rings": plan.rings, "repeats": plan.repeats, "quiet": plan.quiet, "later": plan.later}
    assert known.plan == Plan(**rings)
    assert all(type(wall) is datetime for wall in known.asked)
    assert len(known.asked) <= 2 + 2 + LONGEST.days + 1


def locked(now, *, felt=(), ends="2026-03-16T20:00:00+00:00", plan=FULL_PLAN, shown=(), zone=LONDON):
    session = a_session(load_catalogue(), ended_at="2026-03-02T20:00:00+00:00")
    follow_up = FollowUp(session, is_open=True, last_check_in=None, silent_end=ends and at(ends))
    return alarms(Schedule(plan, follow_up, tuple(map(at, felt)), shown), zone, at(now))


def test_the_next_is_the_first_that_has_not_come_yet():
    known = locked("2026-03-03T12:00:00+00:00")
    assert known.coming(LONDON, at("2026-03-03T18:59:59+00:00")).wall == EVENING
    assert known.coming(LONDON, at("2026-03-03T19:00:00+00:00")).wall == EVENING + timedelta(days=1)


@pytest.mark.parametrize("ends", ["2026-03-16T10:00:00+00:00", "2026-03-16T19:00:00+00:00"])
def test_what_would_come_at_the_end_of_the_follow_up_or_after_it_is_never_the_next(ends):
    known = locked("2026-03-03T12:00:00+00:00", ends=ends)
    assert known.coming(LONDON, at("2026-03-15T19:00:00+00:00")).wall == datetime(2026, 4, 1, 19)


def test_an_evening_that_is_yet_to_come_where_they_are_is_asked_though_in_utc_the_day_is_over():
    plan = replace(FULL_PLAN, hour=time(21))
    known = locked("2026-03-04T01:00:00+00:00", plan=plan, zone=NEW_YORK)  # 20:00 on the 3rd
    assert known.coming(NEW_YORK, at("2026-03-04T01:00:00+00:00")).wall == datetime(2026, 3, 3, 21)


def test_the_last_day_is_that_of_the_place_where_they_are():
    plan = replace(FULL_PLAN, hour=time(4))
    known = locked("2026-03-03T12:00:00+00:00", plan=plan, zone=TOKYO)  # it ends on the 17th, 05:00
    assert known.due(TOKYO, at("2026-03-16T19:30:00+00:00")).wall == datetime(2026, 3, 17, 4)


def test_later_that_was_pressed_before_it_was_locked_still_holds_it_back():
    plan = replace(FULL_PLAN, later=at("2026-03-03T20:00:00+00:00"))
    known = locked("2026-03-03T19:05:00+00:00", plan=plan)
    assert notice(known, LONDON, at("2026-03-03T19:59:59+00:00")) is None
    assert notice(known, LONDON, at("2026-03-03T20:00:00+00:00")) is not None


def test_what_was_answered_at_the_moment_it_was_locked_is_not_asked():
    evening = "2026-03-03T19:00:00+00:00"
    assert locked(evening, felt=[evening]).due(LONDON, at(evening)) is None


def test_what_was_due_and_not_answered_is_still_asked():
    assert locked("2026-03-03T19:05:00+00:00").due(LONDON, at("2026-03-03T19:06:00+00:00")).wall == EVENING


def test_what_was_answered_is_not():
    known = locked("2026-03-03T19:05:00+00:00", felt=["2026-03-03T19:04:00+00:00"])
    assert known.due(LONDON, at("2026-03-03T19:06:00+00:00")) is None
    assert known.due(LONDON, at("2026-03-04T19:00:00+00:00")).wall == EVENING + timedelta(days=1)


def test_it_ends_with_the_follow_up_and_looks_back_a_month_later():
    known = locked("2026-03-03T12:00:00+00:00")
    assert known.due(LONDON, at("2026-03-16T19:59:59+00:00")).wall == datetime(2026, 3, 16, 19)
    assert known.due(LONDON, at("2026-03-16T20:00:00+00:00")) is None
    assert known.coming(LONDON, at("2026-03-16T20:00:00+00:00")).wall == datetime(2026, 4, 1, 19)
    assert known.due(LONDON, at("2026-04-01T18:00:00+00:00")).is_look_back
    assert known.due(LONDON, at("2026-04-08T18:00:00+00:00")) is None


def test_what_only_a_word_of_the_patient_ends_is_asked_for_sixty_days():
    known = locked("2026-03-03T12:00:00+00:00", ends=None)
    assert known.due(LONDON, at("2026-05-02T18:00:00+00:00")).wall == datetime(2026, 5, 2, 19)
    assert known.due(LONDON, at("2026-05-04T18:00:00+00:00")) is None


def test_a_look_back_in_an_open_follow_up_is_one_of_its_evenings():
    known = locked("2026-03-31T12:00:00+00:00", ends=None)
    evening = at("2026-04-01T18:00:00+00:00")
    assert not known.due(LONDON, evening).is_look_back
    assert known.due(LONDON, evening + timedelta(days=1)).wall == datetime(2026, 4, 2, 19)


def test_later_holds_it_back_for_an_hour_and_is_remembered_to_be_told():
    known = locked("2026-03-03T12:00:00+00:00").later(at("2026-03-03T20:00:00+00:00"))
    assert notice(known, LONDON, at("2026-03-03T19:59:59+00:00")) is None
    assert notice(known, LONDON, at("2026-03-03T20:00:00+00:00")) is not None
    assert known.put_off == at("2026-03-03T20:00:00+00:00")


def test_what_was_shown_already_is_not_shown_again():
    shown = Shown(EVENING, at("2026-03-03T19:00:00+00:00"))
    known = locked("2026-03-03T19:05:00+00:00", plan=replace(FULL_PLAN, repeats=False), shown=(shown,))
    assert notice(known, LONDON, at("2026-03-03T19:10:00+00:00")) is None


def test_of_what_was_slept_through_days_ago_nothing_is_due():
    known = Alarms(Plan(rings=Rings.ALWAYS), (EVENING,))
    assert known.due(LONDON, datetime(2026, 3, 4, 23, 59, tzinfo=UTC)) is not None
    assert known.due(LONDON, datetime(2026, 3, 5, 0, 0, tzinfo=UTC)) is None
    assert known.due(TOKYO, at("2026-03-04T14:59:59+00:00")) is not None
    assert known.due(TOKYO, at("2026-03-04T15:00:00+00:00")) is None


@pytest.mark.parametrize("hour", [time(1, 30), time(2, 30)])
def test_the_hour_that_comes_twice_or_never_is_asked_once(hour):
    plan = replace(FULL_PLAN, hour=hour, repeats=False)
    known = locked("2026-03-28T12:00:00+00:00", ends="2026-03-31T00:00:00+00:00", plan=plan)
    night = [at("2026-03-29T00:00:00+00:00") + timedelta(minutes=n) for n in range(0, 240, 5)]
    assert (
        len(
            {known.due(LONDON, now).wall for now in night if known.due(LONDON, now)}
            - {datetime.combine(date(2026, 3, 28), hour)}
        )
        == 1
    )
