"""From which session an entry counts: rules.md §4."""

import pytest

from afterneedle.domain.records import Level
from support.diary_dsl import BELLY, FOOT, FOREARM, HAND, NECK, diary, entry, gone, rules, said, session

DAY = 24


def test_soreness_counts_from_the_latest_session_that_needled_that_place(judge):
    story = diary(session(0, FOREARM), session(48, FOREARM), session(60, NECK), entry(100, soreness=3))
    flag = judge(story).flags[0]
    assert (flag.rule.id, flag.session.id, flag.hours) == ("S04", "s2", 52)


def test_soreness_of_a_place_never_needled_counts_from_the_latest_session_before_it_began(judge):
    there = {"soreness": said(3, at=FOOT)}
    story = diary(session(0, FOREARM), entry(80, **there), session(90, NECK), entry(92, **there))
    flag = judge(story).flags[0]
    assert (flag.rule.id, flag.session.id, flag.hours) == ("S06", "s1", 92)


def test_the_old_pain_keeps_its_clock_when_another_place_is_needled(judge):
    story = diary(
        session(), entry(10, old_pain=3), entry(60, old_pain=6), session(70, FOOT), entry(80, old_pain=6)
    )
    flag = judge(story).flags[0]
    assert (flag.rule.id, flag.hours) == ("S10", 80)


def test_soreness_that_began_before_the_first_session_elsewhere_keeps_its_own_clock(judge):
    there = {"soreness": said(3, at=FOOT)}
    story = diary(entry(-80, **there), entry(-1, **there), session(0, NECK), entry(2, **there))
    assert rules(judge(story)) == ["S06"]


def test_skin_counts_from_the_latest_session_that_needled_that_limb(judge):
    story = diary(session(0, FOREARM), session(60, NECK), entry(100, swelling=said(1, at=HAND)))
    flag = judge(story).flags[0]
    assert (flag.rule.id, flag.session.id, flag.hours) == ("K05b", "s1", 100)


def test_skin_of_a_limb_never_needled_counts_from_the_latest_session_before_it_began(judge):
    story = diary(session(0, FOREARM), session(60, NECK), entry(120, swelling=said(1, at=FOOT)))
    assert (judge(story).flags[0].session.id, judge(story).flags[0].hours) == ("s2", 60)


def test_skin_and_general_signs_keep_the_session_they_began_after(judge):
    for symptom in ("swelling", "tired_dizzy"):
        story = diary(session(0), entry(40, **{symptom: 1}), session(50), entry(60, **{symptom: 1}))
        assert judge(story).flags[0].session.id == "s1"


def test_general_signs_count_from_the_latest_session(judge):
    story = diary(session(0), session(48, NECK), entry(58, headache=7))
    assert (judge(story).flags[0].session.id, judge(story).flags[0].hours) == ("s2", 10)


def test_nerve_signs_count_from_the_earliest_plausible_session(judge):
    story = diary(session(0), session(48), entry(58, tingling=1))
    flag = judge(story).flags[0]
    assert (flag.rule.id, flag.session.id, flag.hours) == ("N06", "s1", 58)


def test_a_session_14_days_before_is_plausible_and_an_older_one_is_not(judge):
    for hours, session_id in ((14 * DAY, "s1"), (14 * DAY + 0.1, "s2")):
        story = diary(session(0), session(13 * DAY), entry(hours, tingling=1))
        assert judge(story).flags[0].session.id == session_id


@pytest.mark.parametrize("denial", [{"none_of": "nerve"}, {"tingling": gone()}], ids=["none", "gone"])
def test_a_none_between_two_sessions_makes_the_later_one_count(judge, denial):
    story = diary(session(0), entry(40, **denial), session(48), entry(58, tingling=1))
    assert (rules(judge(story)), judge(story).flags[0].session.id) == (["N01"], "s2")


def test_a_none_after_the_last_session_tells_nothing_about_which(judge):
    story = diary(session(0), session(48), entry(50, none_of="nerve"), entry(58, tingling=1))
    assert judge(story).flags[0].session.id == "s1"


def test_of_two_possible_sessions_the_one_with_the_higher_level_counts(judge):
    story = diary(session(0), session(70, zap=HAND), entry(80, tingling=said(1, change="better")))
    flag = judge(story).flags[0]
    assert (flag.level, flag.act_by.value, flag.session.id) == (Level.SEE_DOCTOR, "within_1_week", "s1")
    early = diary(session(0), session(1, zap=HAND), entry(20, tingling=1))
    assert (judge(early).flags[0].level, judge(early).flags[0].session.id) == (2, "s2")


def test_when_no_session_is_plausible_the_latest_counts(judge):
    story = diary(session(0), session(10), entry(20 * DAY, weakness=1))
    assert judge(story).flags[0].session.id == "s2"


def test_without_a_session_the_clock_runs_from_the_first_entry(judge):
    story = diary(
        entry(0, tingling=1, soreness=said(3, at=FOOT)), entry(80, tingling=1, soreness=said(3, at=FOOT))
    )
    flags = judge(story).flags
    assert [(f.rule.id, f.session, f.hours) for f in flags] == [("N07", None, None), ("S06", None, None)]
    assert judge(story, 0).level is Level.WATCH


def test_without_a_session_red_flags_fire(judge):
    assert rules(judge(diary(entry(0, rf_chest=True)))) == ["R01"]
    assert judge(diary(entry(0, rf_belly=True))).level is Level.EMERGENCY  # the places are unknown


def test_a_session_with_unknown_places_counts_for_any_place(judge):
    story = diary(session(0, places_unknown=True), entry(60, soreness=said(3, at=BELLY)))
    assert (judge(story).flags[0].rule.id, judge(story).flags[0].hours) == ("S04", 60)
