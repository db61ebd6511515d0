"""How an entry is read: rules.md §2. Present, gone or unknown; check-ins of one moment; places."""

import pytest

from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.entries import moments
from afterneedle.domain.records import Level
from support.diary_dsl import (
    ELBOW,
    FOOT,
    FOREARM,
    HAND,
    NECK,
    Story,
    came_and_went,
    diary,
    entry,
    gone,
    moment,
    rules,
    said,
    session,
)


def readings(story: Story, catalogue: Catalogue):
    """What the last moment says: severity by symptom and place, 0 for gone."""
    records = story.records(catalogue)
    last = list(moments(records.check_ins, records.sessions))[-1]
    return {
        (symptom.id, place.id if place else None): (r.severity if r.present else 0)
        for (symptom, place), r in last.readings.items()
    }


# present, gone, unknown


def test_there_now_is_present(judge):
    assert judge(diary(session(), entry(10, bruise=2))).open[0].severity == 2


def test_what_is_neither_mentioned_nor_denied_is_unknown_and_never_gone(judge):
    story = diary(session(), entry(50, tingling=1), entry(60, soreness=1), entry(80))
    assert rules(judge(story)) == ["N06", "S04"]
    assert [o.symptom.id for o in judge(story).open] == ["tingling", "soreness"]


def test_a_nerve_sign_that_came_and_went_is_present(judge):
    story = diary(session(), entry(10, electric=came_and_went(2)))
    assert rules(judge(story)) == ["N01"]


def test_weakness_that_came_and_went_is_present(judge):
    assert rules(judge(diary(session(), entry(10, weakness=came_and_went(1))))) == ["M05"]


def test_soreness_that_came_and_went_is_neither_present_nor_gone(judge):
    story = diary(session(), entry(80, soreness=3), entry(90, soreness=came_and_went(2)))
    assert rules(judge(story)) == ["S06"]
    assert rules(judge(diary(session(), entry(80, soreness=came_and_went(2))))) == []


def test_a_zero_is_gone_only_when_it_is_not_there_now(judge):
    story = diary(session(), entry(80, soreness=3), entry(90, soreness=said(0)))
    assert rules(judge(story)) == ["S06"]
    assert rules(judge(diary(session(), entry(80, soreness=3), entry(90, soreness=said(0, now=False))))) == []


def test_none_of_a_group_says_gone_of_all_its_open_symptoms(judge):
    story = diary(session(), entry(30, bruise=1, itch_rash=2), entry(40, none_of="skin"))
    assert judge(story).open == ()


def test_a_change_without_a_number_keeps_the_last_known_strength(judge):
    story = diary(session(), entry(10, tingling=1), entry(20, tingling=said(change="same")))
    assert judge(story).open[0].severity == 1


@pytest.mark.parametrize(("symptom", "severity"), [("burning", 4), ("tingling", 2)])
def test_a_change_of_something_never_told_before_counts_as_moderate(judge, symptom, severity):
    story = diary(session(), entry(10, **{symptom: said(change="same")}))
    assert judge(story).open[0].severity == severity


# hours


def test_hours_count_from_the_end_of_the_session_not_in_calendar_days(judge):
    session_at_18, check_in_two_days_on_at_19 = session(8), entry(8 + 49, soreness=2)
    assert judge(diary(session_at_18, check_in_two_days_on_at_19)).flags[0].hours == 49


def test_a_check_in_at_the_very_end_of_the_session_counts_for_it(judge):
    flag = judge(diary(session(), entry(0, soreness=8))).flags[0]
    assert (flag.session.id, flag.hours) == ("s1", 0)


# two check-ins of one moment


def test_two_check_ins_of_one_moment_are_one_and_the_worst_wins(catalogue, judge):
    story = diary(session(), entry(30, soreness=3), entry(30, soreness=8))
    assert readings(story, catalogue) == {("soreness", FOREARM): 8}
    assert judge(story).flags[0].evidence == ("c1", "c2")


def test_present_beats_gone_in_one_moment(catalogue, judge):
    for both in ((tingling_gone(30), tingling(30)), (tingling(30), tingling_gone(30))):
        assert readings(diary(session(), *both), catalogue) == {("tingling", HAND): 1}


def tingling(hours):
    return entry(hours, tingling=1)


def tingling_gone(hours):
    return entry(hours, tingling=gone())


def test_present_beats_none_of_these_in_one_moment(judge):
    story = diary(session(), entry(10, tingling=1), entry(30, none_of="nerve"), entry(30, tingling=1))
    assert not judge(story).open[0].gone_once


def test_details_of_one_moment_unite(judge):
    story = diary(
        session(), entry(30, swelling=said(1, "hot")), entry(30, swelling=said(1, "growing", change="better"))
    )
    assert rules(judge(story)) == ["K06"]
    with_detail_of_gone = diary(
        session(), entry(30, swelling=1), entry(30, swelling=said(0, "hot", now=False))
    )
    assert rules(judge(with_detail_of_gone)) == ["K06"]


def test_the_worse_change_of_one_moment_wins_and_the_earlier_since(judge):
    story = diary(
        session(),
        entry(30, tingling=said(1, change="better", since=20)),
        entry(30, tingling=said(1, change="worse", since=10)),
    )
    assert rules(judge(story)) == ["N09b"]
    assert judge(story).flags[0].since == moment(10)


def test_gone_twice_in_one_moment_is_gone_once(judge):
    story = diary(session(), tingling(10), tingling_gone(30), tingling_gone(30))
    assert judge(story).open[0].gone_once


def test_emergency_questions_of_one_moment_are_answered_together(judge):
    story = diary(
        session(), entry(1, asked="rf_chest"), entry(30, asked=True), entry(30, drop=True, asked="rf_chest")
    )
    assert judge(story).level is Level.SEE_DOCTOR  # R14: nobody denied `drop` at an earlier moment


# places


def test_soreness_without_a_place_is_at_every_place_the_session_needled(catalogue):
    story = diary(session(0, FOREARM, NECK), entry(10, soreness=said(4, at=None)))
    assert readings(story, catalogue) == {("soreness", FOREARM): 4, ("soreness", NECK): 4}


def test_soreness_with_a_place_of_its_own_is_not_counted_there_again(catalogue):
    story = diary(session(0, FOREARM, NECK), entry(10, soreness=(said(4, at=None), said(8, at=NECK))))
    assert readings(story, catalogue) == {("soreness", FOREARM): 4, ("soreness", NECK): 8}


def test_soreness_without_a_place_means_the_latest_session(catalogue):
    story = diary(session(0, FOREARM), session(48, NECK), entry(50, soreness=said(4, at=None)))
    assert readings(story, catalogue) == {("soreness", NECK): 4}


def test_soreness_without_a_place_before_any_session_has_no_place(catalogue):
    story = diary(entry(-10, soreness=said(4, at=None)), session(0))
    assert readings(story, catalogue) == {("soreness", None): 4}


def test_one_symptom_at_two_places_is_two_episodes(judge):
    story = diary(session(), entry(10, tingling=(said(1, at=HAND), said(2, at=FOOT))))
    assert [(f.rule.id, f.place.id) for f in judge(story).flags] == [("N02", FOOT), ("N01", HAND)]


def test_gone_without_a_place_closes_bleeding_wherever_it_was(judge):
    story = diary(session(), entry(30, bleeding=said(None, at=ELBOW)), entry(40, bleeding=gone(at=None)))
    assert judge(story).open == ()
