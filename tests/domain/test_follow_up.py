"""When the follow-up of a session is over: rules.md §4."""

from datetime import timedelta, timezone

from afterneedle.domain.assessment import assess
from support.diary_dsl import answer, diary, entry, gone, moment, session

DAY = 24
NOTHING = "nerve movement skin general"


def test_without_a_session_there_is_no_follow_up_but_of_what_is_open(judge):
    assert not judge(diary(), 0).follow_up.is_open
    assert judge(diary(entry(0, soreness=1))).follow_up.is_open
    assert judge(diary(entry(0, soreness=1))).follow_up.session is None
    assert not judge(diary(entry(0, soreness=1), entry(1, soreness=gone()))).follow_up.is_open


def test_it_ends_after_14_days_with_every_episode_closed(judge):
    story = diary(session(), entry(10, bruise=1), entry(5 * DAY, bruise=gone()))
    assert judge(story, 14 * DAY - 0.1).follow_up.is_open
    assert not judge(story, 14 * DAY).follow_up.is_open


def test_an_open_episode_keeps_it_open(judge):
    story = diary(session(), entry(10, tingling=1))
    assert judge(story, 40 * DAY).follow_up.is_open


def test_it_ends_after_7_days_in_which_nothing_was_there(judge):
    quiet = [entry(d * DAY, none_of=NOTHING, asked=True, soreness=gone()) for d in range(1, 8)]
    assert judge(diary(session(), *quiet[:6])).follow_up.is_open
    assert not judge(diary(session(), *quiet)).follow_up.is_open


def test_the_7_days_run_from_the_last_time_something_was_there(judge):
    story = diary(session(), entry(3 * DAY, bruise=1), entry(4 * DAY, none_of="skin"))
    assert judge(story.plus(entry(10 * DAY - 1, none_of="skin"))).follow_up.is_open
    assert not judge(story.plus(entry(10 * DAY, none_of="skin"))).follow_up.is_open


def test_silence_is_not_a_quiet_day(judge):
    story = diary(session(), entry(DAY, tingling=1))
    assert judge(story, 10 * DAY).follow_up.is_open
    assert judge(story.plus(entry(9 * DAY))).follow_up.is_open
    assert judge(story.plus(entry(9 * DAY, soreness=gone()))).follow_up.is_open


def test_a_blank_day_after_a_week_does_not_end_it(judge):
    assert judge(diary(session(), entry(DAY, soreness=1), entry(9 * DAY))).follow_up.is_open


def test_a_red_flag_keeps_it_open_until_it_is_answered(judge):
    quiet = [entry(d * DAY, none_of=NOTHING, asked=True) for d in range(2, 12)]
    story = diary(session(), entry(DAY, rf_calf=True), *quiet)
    assert judge(story).follow_up.is_open
    assert not judge(story.plus(answer(11 * DAY, "R13", "seen_by_doctor"))).follow_up.is_open


def test_a_new_session_opens_a_follow_up_of_its_own(judge):
    story = diary(session(), session(20 * DAY))
    assert not judge(story, 15 * DAY).follow_up.is_open
    follow_up = judge(story).follow_up
    assert (follow_up.is_open, follow_up.session.id, follow_up.last_check_in) == (True, "s2", None)


def test_it_tells_the_last_check_in(judge):
    story = diary(session(), entry(10, soreness=1), entry(20))
    assert judge(story, 30).follow_up.last_check_in == moment(20)


def test_it_tells_its_moments_on_the_clock_of_who_asks(catalogue, rulebook):
    story = diary(session(), entry(10, soreness=1))
    now = moment(12, timezone(timedelta(hours=9)))
    told = assess(story.records(catalogue), catalogue, rulebook, now).follow_up
    assert told.last_check_in.isoformat() == "2026-03-03T05:00:00+09:00"
    assert told.earliest_end.isoformat() == "2026-03-10T05:00:00+09:00"


def test_it_ends_7_days_after_the_last_sign_at_the_earliest_and_never_before_now(judge):
    story = diary(session(), entry(3 * DAY, bruise=1))
    assert judge(diary(session()), 1).follow_up.earliest_end == moment(7 * DAY)
    assert judge(story, 4 * DAY).follow_up.earliest_end == moment(10 * DAY)
    assert judge(story, 10 * DAY - 0.1).follow_up.earliest_end == moment(10 * DAY)
    assert judge(story, 10 * DAY).follow_up.earliest_end == moment(14 * DAY)


def test_a_sign_of_the_second_week_still_lets_it_end_after_14_days(judge):
    assert judge(diary(session(), entry(9 * DAY, bruise=1))).follow_up.earliest_end == moment(14 * DAY)


def test_what_outlasts_14_days_is_followed_for_another_quiet_week(judge):
    story = diary(session(), entry(10, tingling=1))
    assert judge(story, 40 * DAY).follow_up.earliest_end == moment(47 * DAY)


def test_what_is_felt_without_a_session_is_followed_until_7_quiet_days_have_passed(judge):
    assert judge(diary(entry(DAY, soreness=1)), 2 * DAY).follow_up.earliest_end == moment(8 * DAY)


def test_what_is_over_has_no_end_to_come(judge):
    assert judge(diary(session()), 14 * DAY).follow_up.earliest_end is None
    assert judge(diary(), 0).follow_up.earliest_end is None
