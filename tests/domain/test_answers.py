"""What an answer does to a flag: rules.md §4."""

import pytest

from afterneedle.domain.records import Level
from support.diary_dsl import ELBOW, FOOT, FOREARM, answer, diary, entry, gone, moment, rules, said, session

EVERYTHING = "nerve movement skin general"
SEEN, ADVISED = "seen_by_doctor", "advised_by_clinician"
TOLD, REASSURED = "told_practitioner", "practitioner_reassured"


@pytest.mark.parametrize(
    ("says", "rule", "did", "answered"),
    [
        ({"soreness": 1}, "S04", TOLD, True),
        ({"soreness": 4}, "S05", TOLD, True),
        ({"soreness": 4}, "S05", REASSURED, True),
        ({"soreness": 4}, "S05", ADVISED, True),
        ({"soreness": 4}, "S05", SEEN, True),
        ({"heavy": 1}, "M04", TOLD, False),
        ({"heavy": 1}, "M04", REASSURED, True),
        ({"heavy": 1}, "M04", ADVISED, True),
        ({"heavy": 1}, "M04", SEEN, True),
        ({"rf_calf": True}, "R13", TOLD, False),
        ({"rf_calf": True}, "R13", REASSURED, False),
        ({"rf_calf": True}, "R13", ADVISED, True),
        ({"rf_calf": True}, "R13", SEEN, True),
        ({"rf_chest": True}, "R01", TOLD, False),
        ({"rf_chest": True}, "R01", REASSURED, False),
        ({"rf_chest": True}, "R01", ADVISED, True),
        ({"rf_chest": True}, "R01", SEEN, True),
        ({"bleeding": said(None, "not_stopping")}, "R07", REASSURED, False),
        ({"faint": True}, "G04", TOLD, False),
        ({"faint": True}, "G04", ADVISED, True),
    ],
)
def test_what_the_patient_did_answers_what_was_asked_of_them(judge, says, rule, did, answered):
    story = diary(session(), entry(60, **says))
    level = judge(story).level
    assert judge(story.plus(answer(61, rule, did))).level == (Level.EXPECTED if answered else level)


FEVER_AND_NECK = {"fever": True, "soreness": said(7, at="neck_back.r")}  # R09, an emergency


def test_an_emergency_outlasts_the_fever_it_began_with_and_is_answered_then(judge):
    story = diary(session(), entry(60, **FEVER_AND_NECK), entry(70, fever=gone()), entry(90, fever=gone()))
    assert judge(story).level is Level.EMERGENCY
    answered = judge(story.plus(answer(100, "R09", SEEN, "c1")))
    assert answered.level < Level.EMERGENCY
    assert "R09" in [f.rule.id for f in answered.closed]


@pytest.mark.parametrize("check_in", ["c1", "c2"])
def test_an_answer_may_name_any_check_in_that_the_flag_rests_on(judge, check_in):
    pain = entry(60, soreness=FEVER_AND_NECK["soreness"])
    story = diary(session(), pain, entry(62, fever=True))
    flag = judge(story).flags[0]
    assert (flag.rule.id, flag.evidence) == ("R09", ("c1", "c2"))
    answered = judge(story.plus(answer(63, "R09", SEEN, check_in)))
    assert answered.level < Level.EMERGENCY
    assert ("R09", ("c1", "c2")) in [(f.rule.id, f.evidence) for f in answered.closed]


@pytest.mark.parametrize("later", [{"weakness": gone()}, {"bruise": 1}, {"soreness": gone(at="neck_back.r")}])
@pytest.mark.parametrize("hours", [60, 61])
def test_what_was_answered_is_not_raised_again_by_a_check_in_that_says_no_more_of_it(judge, hours, later):
    beside_tingling = entry(60, tingling=1, **FEVER_AND_NECK)
    answered = diary(session(), beside_tingling, answer(hours, "R09", SEEN, "c1"))
    assessment = judge(answered.plus(entry(70, **later)))
    assert "R09" not in rules(assessment)
    assert [f.evidence for f in assessment.closed if f.rule.id == "R09"] == [("c1",)]


def test_what_a_doctor_answered_stays_so_when_the_practitioner_is_told_too(judge):
    story = diary(session(), entry(60, heavy=1), answer(61, "M04", SEEN), answer(62, "M04", TOLD))
    assert judge(story).level is Level.EXPECTED


@pytest.mark.parametrize(
    ("rule", "story"),
    [
        ("N07", diary(session(), entry(20, tingling=1), entry(80, tingling=1, id="x"))),
        ("N09", diary(session(), entry(5, tingling=1), entry(10, tingling=2, id="x"))),
        ("N12", diary(session(), entry(10, tingling=1, weakness=1, id="x"))),
    ],
)
def test_a_practitioners_reassurance_never_lowers_n07_n09_and_n12(judge, rule, story):
    assert rules(judge(story.plus(answer(81, rule, REASSURED, "x"))))[0] == rule
    assert judge(story.plus(answer(81, rule, REASSURED, "x"))).flags[0].answers


def test_an_answered_flag_is_listed_as_answered_and_does_not_count(judge):
    flag = judge(diary(session(), entry(60, soreness=4), answer(61, "S05", TOLD))).flags[0]
    assert (flag.rule.id, flag.answered, flag.answers[0].at) == ("S05", True, moment(61))


def test_being_there_again_after_the_answer_is_a_new_flag(judge):
    story = diary(session(), entry(60, soreness=4), answer(61, "S05", TOLD), entry(70, soreness=4))
    assessment = judge(story)
    assert rules(assessment) == ["S05"]
    assert (assessment.flags[0].act_before, assessment.flags[0].answers) == (
        judge(story.plus(), 70).flags[0].act_before,
        (),
    )
    assert judge(story, 69).level is Level.EXPECTED


def test_a_late_entry_felt_before_the_answer_is_covered_by_it(judge):
    story = diary(session(), entry(60, soreness=4), answer(80, "S05", TOLD), entry(65, soreness=4))
    assert judge(story, 90).level is Level.EXPECTED


def test_seen_by_a_doctor_stays_answered_while_it_is_no_worse(judge):
    story = diary(session(), entry(80, burning=4), answer(81, "N07", SEEN), entry(100, burning=4))
    assert [(f.rule.id, f.answered) for f in judge(story).flags] == [("N07", True)]
    assert judge(story).level is Level.EXPECTED


def test_what_a_doctor_saw_stays_answered_also_by_the_next_row_of_the_same_level(judge):
    story = diary(session(), entry(60, tingling=1), answer(61, "N06", SEEN), entry(80, tingling=1))
    assert [(f.rule.id, f.answered) for f in judge(story).flags] == [("N07", True)]
    assert judge(story).level is Level.EXPECTED


def test_a_level_above_what_the_doctor_saw_counts_again(judge):
    story = diary(session(), entry(20, tingling=1), answer(21, "N01", SEEN), entry(60, tingling=1))
    assert [(f.rule.id, f.answered) for f in judge(story).flags] == [("N06", False)]
    assert judge(story).level is Level.SEE_DOCTOR


@pytest.mark.parametrize(
    "later",
    [
        {"burning": 6},
        {"burning": said(4, "wider_area")},
        {"burning": said(4, change="worse")},
        {"burning": said(4, "breaks_sleep")},
        {"burning": 4, "tingling": 1},
        {"burning": (said(4), said(4, at=FOOT))},
        {"burning": 4, "weakness": 1},
        {"burning": 4, "swelling": 1},
    ],
    ids=lambda later: ", ".join(f"{k} {v}" for k, v in later.items()),
)
def test_after_a_doctor_a_worse_entry_a_new_kind_or_place_counts_again(judge, later):
    story = diary(session(), entry(80, burning=4), answer(81, "N07", SEEN), entry(150, **later))
    assert judge(story).level is Level.SEE_DOCTOR


@pytest.mark.parametrize("details", [["hot"], ["hot", "gone_between"], []])
def test_signs_of_infection_that_a_doctor_saw_do_not_count_again_while_they_are_no_more(judge, details):
    story = diary(session(), entry(60, swelling=said(1, "hot")), answer(61, "K06", SEEN, "c1"))
    assert judge(story.plus(entry(70, swelling=said(1, *details)))).level is Level.EXPECTED


def test_a_new_sign_of_infection_after_a_doctor_saw_the_swelling_counts(judge):
    story = diary(
        session(), entry(60, swelling=1), answer(61, "K05b", SEEN), entry(90, swelling=said(1, "hot"))
    )
    assert rules(judge(story)) == ["K06"]


def test_a_growing_swelling_beside_a_sign_that_a_doctor_saw_counts(judge):
    story = diary(
        session(), entry(10, tingling=1), answer(11, "N01", SEEN), entry(20, tingling=1, swelling=1)
    )
    assert rules(judge(story)) == ["N13"]


def test_what_comes_back_after_it_was_seen_and_gone_counts_again(judge):
    story = diary(
        session(),
        entry(80, tingling=1),
        answer(81, "N07", SEEN),
        entry(100, tingling=gone()),
        entry(112, tingling=gone()),
        entry(130, tingling=1),
    )
    assert judge(story).level is Level.SEE_DOCTOR


def test_an_emergency_seen_by_a_doctor_is_closed_and_the_same_sign_later_is_a_new_one(judge):
    story = diary(session(), entry(10, rf_chest=True), answer(12, "R01", SEEN))
    assert judge(story).flags == ()
    assert [(f.rule.id, f.closed_at) for f in judge(story).closed] == [("R01", moment(12))]
    again = judge(story.plus(entry(30, rf_chest=True)))
    assert rules(again) == ["R01"]
    assert again.flags[0].since == moment(30)


def test_an_emergency_that_others_make_is_closed_by_a_doctor_until_it_is_there_again(judge):
    story = diary(
        session(), entry(10, fever=True, tingling=1), answer(12, "R09", SEEN), entry(14, soreness=1)
    )
    assert "R09" not in rules(judge(story))
    assert rules(judge(story.plus(entry(20, fever=True))))[0] == "R09"


def test_a_red_flag_never_falls_to_a_lower_level_by_itself(judge):
    story = diary(session(0, "belly_lower.r"), entry(300, rf_belly=True), entry(400, rf_belly=True))
    assert judge(story).level is Level.EMERGENCY
    assert [(f.rule.id, f.level) for f in judge(story).flags] == [("R12", Level.EMERGENCY)]


def test_an_emergency_stays_after_the_symptom_is_gone(judge):
    story = diary(
        session(),
        entry(10, fever=True, tingling=1),
        entry(24, asked=True, none_of=EVERYTHING),
        entry(40, asked=True, none_of=EVERYTHING),
    )
    assert rules(judge(story)) == ["R09"]


def test_an_answer_covers_every_flag_of_its_symptom(judge):
    story = diary(session(), entry(30, tingling=1), entry(60, tingling=1), answer(61, "N08", SEEN))
    assert judge(story).level is Level.EXPECTED


def test_an_answer_about_another_check_in_or_symptom_answers_nothing(judge):
    story = diary(session(), entry(60, soreness=4, heavy=1))
    assert judge(story.plus(answer(61, "S05", TOLD, "c9"))).level is Level.SEE_DOCTOR
    assert rules(judge(story.plus(answer(61, "S05", SEEN)))) == ["M04"]


def test_an_answer_to_the_advice_for_minors_does_not_answer_an_emergency(judge):
    story = diary(session(), entry(10, rf_chest=True, headache=2), answer(11, "U18", SEEN))
    assert judge(story).level is Level.EMERGENCY


def test_an_answer_before_the_entry_answers_nothing(judge):
    story = diary(session(), entry(60, soreness=4), answer(59, "S05", TOLD))
    assert rules(judge(story, 61)) == ["S05"]


def test_an_answer_about_one_place_leaves_another_open(judge):
    story = diary(
        session(),
        entry(60, swelling=said(1, at=ELBOW)),
        entry(61, swelling=said(1, at=FOREARM)),
        answer(62, "K05b", TOLD, "c1"),
    )
    assert [(f.place.id, f.answered) for f in judge(story).flags] == [(FOREARM, False), (ELBOW, True)]
