"""Which groups are not known: rules.md §4."""

import pytest

from support.diary_dsl import diary, entry, gone, session

DAY = 24


ALL = ("red_flags", "soreness", "nerve", "movement")


def test_groups_unanswered_for_24_hours_are_not_known(judge):
    assert judge(diary(session()), 23.9).not_known == ()
    assert judge(diary(session()), 24).not_known == ALL


def test_an_answer_makes_a_group_known_for_24_hours(judge):
    story = diary(session(), entry(30, asked=True, soreness=gone(), none_of="nerve movement"))
    assert judge(story, 53.9).not_known == ()
    assert judge(story, 54).not_known == ALL


@pytest.mark.parametrize(
    ("says", "known"),
    [
        ({"tingling": 1}, "nerve"),
        ({"heavy": gone()}, "movement"),
        ({"soreness": 1}, "soreness"),
        ({"none_of": "nerve"}, "nerve"),
        ({"asked": True}, "red_flags"),
    ],
)
def test_what_is_said_of_a_group_answers_it(judge, says, known):
    assert known not in judge(diary(session(), entry(30, **says)), 40).not_known


def test_some_of_the_emergency_questions_are_not_all_of_them(judge):
    story = diary(session(), entry(30, asked="rf_chest rf_stroke"))
    assert "red_flags" in judge(story, 40).not_known


def test_emergency_questions_are_answered_without_the_one_for_the_pregnant(judge, catalogue):
    every_other = " ".join(s.id for s in catalogue.group("red") if s.id != "rf_preg")
    assert "red_flags" not in judge(diary(session(), entry(30, asked=every_other)), 40).not_known


def test_the_skin_and_general_groups_are_never_not_known(judge):
    assert not {"skin", "general"} & set(judge(diary(session()), 300).not_known)


def test_nothing_is_asked_for_after_the_follow_up(judge):
    assert judge(diary(session()), 14 * DAY - 0.1).not_known == ALL
    assert judge(diary(session()), 14 * DAY).not_known == ()


def test_before_the_first_session_an_open_symptom_makes_the_rest_not_known(judge):
    assert judge(diary(entry(0, rf_calf=True))).not_known == ALL
