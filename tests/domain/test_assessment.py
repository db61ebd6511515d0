"""What is open at a moment, most pressing first, and what would come next: rules.md §§2, 4."""

import pytest

from afterneedle.domain.records import Level
from support.diary_dsl import FOOT, HAND, answer, diary, entry, gone, moment, patient, rules, said, session

TOLD, SEEN = "told_practitioner", "seen_by_doctor"


def test_nothing_recorded_is_nothing_known(judge):
    assessment = judge(diary(), 0)
    assert (assessment.level, assessment.flags, assessment.closed, assessment.open) == (0, (), (), ())
    assert (assessment.not_known, assessment.follow_up.is_open, assessment.at) == ((), False, moment(0))


def test_what_was_felt_later_does_not_count(judge):
    story = diary(session(), entry(10, soreness=1), entry(30, rf_chest=True), answer(40, "R01", SEEN, "c2"))
    assert judge(story, 29).level is Level.EXPECTED
    assert judge(story, 30).level is Level.EMERGENCY
    assert judge(story, 40).level is Level.EXPECTED
    assert judge(story, -1).open == ()


def test_a_later_session_does_not_count_yet(judge):
    story = diary(session(), entry(50, soreness=2), session(100, zap=HAND, stopped=False))
    assert rules(judge(story, 60)) == ["S04"]


def test_a_late_entry_counts_when_it_was_felt(judge):
    told_in_order = diary(
        session(), entry(20, burning=1), entry(30, burning=5, id="c2"), entry(40, burning=5)
    )
    told_late = diary(
        session(), entry(20, burning=1), entry(40, burning=5, id="c3"), entry(30, burning=5, id="c2")
    )
    assert judge(told_late, 40).flags == judge(told_in_order, 40).flags


def test_hours_are_those_of_the_newest_entry_not_of_now(judge):
    story = diary(session(), entry(20, tingling=1), entry(47, tingling=1))
    flag = judge(story, 300).flags[0]
    assert (flag.rule.id, flag.hours, flag.newest) == ("N04", 47, moment(47))


def test_the_most_pressing_flag_comes_first(judge):
    story = diary(session(), entry(60, soreness=2, tired_dizzy=2, heavy=1, rf_calf=True, rf_chest=True))
    assert rules(judge(story)) == ["R01", "R13", "M04", "G01", "S04"]


def test_answered_flags_come_last(judge):
    story = diary(session(), entry(60, soreness=4, itch_rash=1), answer(61, "S05", TOLD))
    assert [(f.rule.id, f.answered) for f in judge(story).flags] == [("K09", False), ("S05", True)]


def test_of_one_episode_only_the_most_pressing_flags_are_shown(judge):
    story = diary(session(), entry(60, tingling=1))  # N06 and, as it first appeared so late, N08
    assert rules(judge(story)) == ["N06"]


def test_level_flags_of_one_episode_are_all_shown(judge):
    assert set(rules(judge(diary(session(), entry(10, burning=said(7, "wider_area")))))) == {"N09", "N11"}


def test_an_unanswered_flag_of_an_episode_is_shown_before_a_higher_answered_one(judge):
    story = diary(
        session(),
        entry(80, tingling=1),
        entry(90, tingling=said(1, "wider_area")),
        answer(91, "N07", "practitioner_reassured", "c2"),
    )
    assert rules(judge(story)) == ["N09"]


def test_since_is_the_first_entry_or_earlier_if_the_patient_knows(judge):
    story = diary(session(), entry(30, tingling=said(1, since=26)), entry(40, tingling=1))
    assert judge(story).flags[0].since == moment(26)
    later = diary(session(), entry(30, tingling=said(1, since=31)), entry(40, tingling=1))
    assert judge(later).flags[0].since == moment(30)


def test_evidence_names_the_first_entry_what_it_was_compared_with_partners_and_the_newest(judge):
    story = diary(
        session(),
        entry(2, burning=4),
        entry(5, burning=2),
        entry(8, burning=3),
        entry(10, swelling=1),
        entry(12, burning=5),
    )
    flags = {f.rule.id: f.evidence for f in judge(story).flags}
    assert flags["N09"] == ("c1", "c2", "c5")
    assert flags["N13"] == ("c1", "c2", "c4", "c5")


# closed, marks, open


def test_a_flag_that_no_longer_stands_is_listed_as_closed(judge):
    story = diary(session(), entry(50, soreness=8), entry(60, soreness=gone(), headache=1))
    assert [(f.rule.id, f.closed_at) for f in judge(story).closed] == [("S05b", moment(60))]


def test_a_lower_flag_still_open_leaves_the_higher_one_in_the_closed_list(judge):
    story = diary(session(), entry(50, soreness=8), entry(60, soreness=4), entry(62, soreness=2))
    assert rules(judge(story)) == ["S04"]
    assert [f.rule.id for f in judge(story).closed] == ["S05b"]


@pytest.mark.parametrize("worst", [1, 2])
def test_what_rose_to_a_higher_flag_is_not_listed_as_closed(judge, worst):
    story = diary(session(), entry(10, tingling=worst), entry(80, tingling=worst))
    assert rules(judge(story)) == ["N07"]
    assert judge(story).closed == ()


def test_closed_flags_come_newest_first(judge):
    story = diary(
        session(), entry(50, soreness=8), entry(60, itch_rash=1), entry(62, soreness=gone(), itch_rash=gone())
    )
    assert [f.rule.id for f in judge(story).closed] == ["K09", "S05b"]


def test_each_check_in_is_marked_with_the_highest_level_that_fired_at_it(judge):
    story = diary(
        session(), entry(10, soreness=2), entry(60, soreness=4, heavy=1), entry(70, soreness=2), entry(71)
    )
    assert dict(judge(story).marks) == {"c2": Level.SEE_DOCTOR, "c3": Level.WATCH}


def test_check_ins_of_one_moment_are_marked_alike(judge):
    story = diary(session(), entry(60, soreness=4), entry(60, soreness=3))
    assert dict(judge(story).marks) == {"c1": Level.CONTACT_PRACTITIONER, "c2": Level.CONTACT_PRACTITIONER}


def test_open_symptoms_are_what_the_next_check_in_asks_about(judge):
    story = diary(
        session(), entry(10, soreness=2, tingling=2), entry(20, tingling=gone()), entry(30, soreness=1)
    )
    tingling, soreness = sorted(judge(story).open, key=lambda o: o.symptom.group)
    assert (soreness.severity, soreness.first_felt, soreness.last_felt) == (1, moment(10), moment(30))
    assert (tingling.place.id, tingling.severity, tingling.gone_once) == (HAND, 2, True)
    assert tingling.last_felt == moment(10)


# what would come next


@pytest.mark.parametrize(
    ("says", "felt", "now", "rule"),
    [
        ({"tingling": 1}, 20, 30, "N04"),
        ({"tingling": 1}, 20, 50, "N06"),
        ({"tingling": said(1, change="better")}, 40, 50, "N05"),
        ({"soreness": 2}, 60, 80, "S06"),
        ({"soreness": 2}, 100, 170, "S08"),
        ({"itch_rash": 1}, 40, 49, "K09"),
    ],
)
def test_when_a_bound_has_passed_the_card_tells_the_next_rule(judge, says, felt, now, rule):
    outlook = judge(diary(session(), entry(felt, **says)), now).flags[0].outlook
    assert outlook is not None
    assert outlook.rule.id == rule


def test_without_a_bound_passed_there_is_nothing_to_add(judge):
    story = diary(session(), entry(30, tingling=1))
    assert judge(story, 47).flags[0].outlook is None


def test_nothing_is_added_when_the_next_rule_is_no_more_pressing(judge):
    assert judge(diary(session(), entry(80, tingling=1)), 500).flags[0].outlook is None
    assert judge(diary(session(), entry(300, bruise=said(1, "hard_lump"))), 400).flags[0].outlook is None


def test_nothing_is_added_for_what_was_said_to_be_gone_or_was_closed(judge):
    story = diary(session(), entry(20, tingling=1), entry(22, tingling=gone()))
    assert judge(story, 60).flags[0].outlook is None
    fever_over = diary(
        session(),
        entry(20, fever=True, tingling=1),
        entry(22, none_of="general"),
        entry(40, none_of="general"),
    )
    r09 = next(f for f in judge(fever_over, 400).flags if f.rule.id == "R09")
    assert r09.outlook is None
    assert judge(diary(session(zap=HAND, stopped=False)), 100).flags[0].outlook is None


def test_without_a_session_the_outlook_runs_on_the_clock_of_the_first_entry(judge):
    assert judge(diary(entry(0, soreness=said(8, at=FOOT))), 80).flags[0].outlook.rule.id == "S07"


def test_no_rule_left_is_no_outlook(judge):
    story = diary(session(), entry(2, faint=said(None, "in_clinic")))
    assert judge(story, 50).flags[0].outlook is None


# under 18


def test_a_child_born_on_29_february_is_18_on_1_march(judge):
    born = patient(born="2008-02-29")
    assert "U18" in rules(judge(diary(born, session(-100), entry(-34.1, soreness=1))))
    assert rules(judge(diary(born, session(-100), entry(-34 + 24, soreness=1)))) != ["U18"]


# conditions that whoever helps should know


@pytest.mark.parametrize(
    ("condition", "felt", "mentions"),
    [
        ("diabetes", {"fever": 1}, ("B02",)),
        ("heart_valve", {"skin_change": said(1, "hot")}, ("B02",)),
        ("blood_thinner", {"bruise": said(1, "growing")}, ("B01",)),
        ("pregnant", {"fever": 1}, ()),
        ("diabetes", {"soreness": 7}, ()),
    ],
)
def test_a_condition_that_matters_to_the_helper_is_told_with_the_flag(judge, condition, felt, mentions):
    (flag,) = judge(diary(patient(condition), session(), entry(30, **felt))).flags
    assert flag.mentions == mentions
