"""By when to act: rules.md §2, `act_by` and `act_before`."""

from zoneinfo import ZoneInfo

import pytest

from afterneedle.domain.firings import act_before
from afterneedle.domain.rulebook import ActBy
from support.builders import at
from support.diary_dsl import HAND, answer, diary, entry, moment, said, session

FRIDAY, SATURDAY, SUNDAY = (
    "2026-03-06T21:00:00+01:00",
    "2026-03-07T09:00:00+01:00",
    "2026-03-08T09:00:00+01:00",
)


@pytest.mark.parametrize(
    ("act_by", "felt_at", "instant"),
    [
        (None, FRIDAY, None),
        (ActBy.NOW, FRIDAY, FRIDAY),
        (ActBy.TODAY, FRIDAY, "2026-03-06T23:59:59+01:00"),
        (ActBy.TODAY, "2026-03-06T21:00:00.250000+01:00", "2026-03-06T23:59:59+01:00"),
        (ActBy.WITHIN_2_DAYS, FRIDAY, "2026-03-08T21:00:00+01:00"),
        (ActBy.WITHIN_1_WEEK, FRIDAY, "2026-03-13T21:00:00+01:00"),
        (ActBy.NEXT_WORKING_DAY, "2026-03-05T21:00:00+01:00", "2026-03-06T23:59:59+01:00"),
        (ActBy.NEXT_WORKING_DAY, FRIDAY, "2026-03-09T23:59:59+01:00"),
        (ActBy.NEXT_WORKING_DAY, SATURDAY, "2026-03-09T23:59:59+01:00"),
        (ActBy.NEXT_WORKING_DAY, SUNDAY, "2026-03-09T23:59:59+01:00"),
    ],
)
def test_the_instant_of_each_act_by(act_by, felt_at, instant):
    assert act_before(act_by, at(felt_at)) == (at(instant) if instant else None)


def test_two_days_are_48_hours_also_when_the_clocks_change():
    before = at("2026-03-28T20:00:00+00:00").astimezone(ZoneInfo("Europe/London"))
    due = act_before(ActBy.WITHIN_2_DAYS, before)
    assert due is not None
    assert due.timestamp() - before.timestamp() == 48 * 3600


def test_the_instant_is_fixed_at_the_first_firing(judge):
    story = diary(session(), entry(80, tingling=1), entry(100, tingling=1), entry(120, tingling=1))
    flag = judge(story).flags[0]
    assert (flag.rule.id, flag.newest, flag.act_before) == ("N07", moment(120), moment(80 + 48))


def test_more_haste_moves_the_instant_forward(judge):
    story = diary(session(), entry(80, tingling=said(1, change="better")), entry(90, tingling=said(1)))
    assert judge(story, 80).flags[0].act_before == moment(80 + 168)
    assert judge(story).flags[0].act_before == moment(90 + 48)


def test_the_next_rule_at_the_same_level_does_not_move_the_instant_back(judge):
    story = diary(session(), entry(20, tingling=1), entry(60, tingling=1), entry(80, tingling=1))
    assert [(f.rule.id, f.act_before) for f in judge(story).flags] == [("N07", moment(60 + 48))]


def test_today_stays_today_beside_an_older_flag_of_the_same_level_that_gives_until_tomorrow(judge):
    story = diary(session(), entry(20, burning=1), entry(40, burning=1), entry(44, burning=3))
    assert judge(story, 40).flags[0].act_before == at("2026-03-05T23:59:59+00:00")
    (flag,) = (f for f in judge(story).flags if f.rule.id == "N09b")
    assert (flag.level, flag.act_before) == (2, at("2026-03-04T23:59:59+00:00"))


def test_less_haste_at_the_same_level_does_not_move_the_instant_back(judge):
    story = diary(session(), entry(330, fever=True), entry(340, fever=True))  # past two weeks within 2 days
    (flag,) = (f for f in judge(story).flags if f.rule.id == "K07")
    assert flag.act_before == judge(story, 330).flags[0].act_before < moment(340 + 48)


def test_a_new_flag_after_an_answer_has_an_instant_of_its_own(judge):
    story = diary(
        session(), entry(80, tingling=1), answer(90, "N07", "advised_by_clinician"), entry(100, tingling=1)
    )
    assert judge(story).flags[0].act_before == moment(100 + 48)


def test_a_raised_level_is_as_soon_as_the_new_level_asks_and_never_later(judge):
    on_friday = diary(session(50, zap=HAND), entry(60, tingling=1), entry(50 + 48, tingling=1))
    flag = judge(on_friday).flags[0]
    assert flag.raised_by == ("N10",)
    assert flag.act_before <= moment(98 + 48)


def test_a_flag_that_fell_to_a_lower_level_drops_the_instant_of_the_higher_one(judge):
    story = diary(session(), entry(2, headache=7), entry(25, headache=1))
    assert judge(story, 2).flags[0].act_before == at("2026-03-02T23:59:59+00:00")
    assert [(f.level, f.act_by, f.act_before) for f in judge(story).flags] == [(1, None, None)]
