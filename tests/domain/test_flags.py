"""Which flags come first at every start: those that ask to act now or the same day."""

import pytest

from afterneedle.domain.flags import is_pressing
from afterneedle.domain.records import Level
from afterneedle.domain.rulebook import ActBy
from support.builders import a_flag
from support.diary_dsl import answer, diary, entry, session


@pytest.mark.parametrize(
    ("level", "act_by", "pressing"),
    [
        (Level.EMERGENCY, ActBy.NOW, True),
        (Level.EMERGENCY, None, True),
        (Level.SEE_DOCTOR, ActBy.TODAY, True),
        (Level.CONTACT_PRACTITIONER, ActBy.TODAY, True),
        (Level.CONTACT_PRACTITIONER, ActBy.NEXT_WORKING_DAY, False),
        (Level.SEE_DOCTOR, ActBy.WITHIN_2_DAYS, False),
        (Level.SEE_DOCTOR, ActBy.WITHIN_1_WEEK, False),
        (Level.WATCH, None, False),
    ],
)
def test_an_emergency_and_what_asks_for_the_same_day_are_pressing(catalogue, level, act_by, pressing):
    assert is_pressing(a_flag(catalogue, level=level, act_by=act_by)) is pressing
    assert not is_pressing(a_flag(catalogue, level=level, act_by=act_by, answered=True))


@pytest.mark.parametrize(
    ("says", "did", "pressing"),
    [
        ({"rf_chest": True}, None, True),
        ({"rf_chest": True}, "told_practitioner", True),
        ({"rf_chest": True}, "practitioner_reassured", True),
        ({"rf_chest": True}, "advised_by_clinician", False),
        ({"rf_chest": True}, "seen_by_doctor", False),
        ({"rf_calf": True}, None, True),
        ({"rf_calf": True}, "told_practitioner", True),
        ({"rf_calf": True}, "seen_by_doctor", False),
        ({"soreness": 7}, None, True),
        ({"soreness": 7}, "told_practitioner", False),
        ({"soreness": 6}, None, False),
    ],
)
def test_only_an_answer_takes_the_pressure_off(judge, says, did, pressing):
    story = diary(session(), entry(48, **says))
    rule = judge(story).flags[0].rule.id if judge(story).flags else ""
    if did is not None:
        story = story.plus(answer(49, rule, did))
    flags = judge(story, 49 + 14 * 24).flags  # also long after the day it asked for
    assert any(map(is_pressing, flags)) is pressing
