"""How the patient wants to be reminded, in the texts that are kept."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterneedle.domain.plans import FARTHEST, NIGHT, Plan, Quiet, Rings, Says, plan_from, plan_texts
from support.builders import at

NOW = at("2026-03-04T20:00:00+00:00")
CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
MOMENTS = st.none() | st.datetimes(timezones=st.timezones()).map(lambda moment: at(moment.isoformat()))
PLANS = st.builds(
    Plan,
    rings=st.none() | st.sampled_from(Rings),
    hour=CLOCKS,
    twice=st.booleans(),
    repeats=st.booleans(),
    quiet=st.none() | st.builds(Quiet, CLOCKS, CLOCKS),
    paused=st.none() | st.dates(),
    later=MOMENTS,
    says=st.sampled_from(Says),
    since=MOMENTS,
)


def test_a_new_plan_asks_at_seven_rests_at_night_and_says_nothing_to_others():
    plan = plan_from({})
    assert (plan.rings, plan.hour, plan.quiet, plan.says) == (None, time(19), NIGHT, Says.NOTHING)


@pytest.mark.parametrize("clock", [time(0), time(7), time(12), time(23, 59)])
def test_quiet_hours_that_end_when_they_begin_silence_nothing(clock):
    assert not Quiet(time(7), time(7)).holds(clock)


@pytest.mark.parametrize(
    ("from_now", "holds"),
    [
        (timedelta(0), False),
        (timedelta(seconds=1), True),
        (FARTHEST, True),
        (FARTHEST + timedelta(seconds=1), False),  # a wrong clock said it
    ],
)
def test_later_holds_until_it_is_over_and_no_further_than_anybody_can_say(from_now, holds):
    later = NOW + from_now
    assert Plan(later=later).put_off_until(NOW) == (later if holds else None)


def test_what_was_not_put_off_is_put_off_until_no_time():
    assert Plan().put_off_until(NOW) is None


@given(PLANS)
def test_every_plan_comes_back_from_its_texts(plan):
    assert plan_from(plan_texts(plan)) == plan


@pytest.mark.parametrize("name", plan_texts(Plan()))
@pytest.mark.parametrize("text", ["half past nine", "07:00", "--", "2026-03-04T10:00:00", "2026-02-30"])
def test_a_text_that_makes_no_sense_leaves_the_plan_as_it_is(name, text):
    plan = plan_from({name: text, "says": "symptoms"} if name != "says" else {name: text})
    assert plan.hour == time(7) if (name, text) == ("hour", "07:00") else plan.hour == time(19)
    assert (plan.quiet, plan.paused, plan.later, plan.since) == (NIGHT, None, None, None)


def test_a_setting_of_another_version_is_left_alone():
    assert plan_from({"colour": "blue", "hour": "20:30"}) == Plan(hour=time(20, 30))


def test_a_night_is_quiet_from_its_first_minute_to_before_its_last():
    quiet = [NIGHT.holds(time(*clock)) for clock in ((21, 59), (22, 0), (0, 0), (6, 59), (7, 0))]
    assert quiet == [False, True, True, True, False]


def test_quiet_hours_in_the_day_end_on_the_same_day():
    nap = Quiet(time(13), time(15))
    quiet = [nap.holds(time(*clock)) for clock in ((12, 59), (13, 0), (14, 59), (15, 0))]
    assert quiet == [False, True, True, False]


def test_a_pause_is_a_day():
    assert plan_from({"paused": "2026-03-05"}).paused == date(2026, 3, 5)
