"""Episodes: how entries compare (rules.md §2), what closes one and brings it back (§4)."""

import pytest

from afterneedle.domain.catalogue import Scale
from afterneedle.domain.episodes import is_better, is_worse, same_limb
from afterneedle.domain.records import Level
from support.diary_dsl import (
    ELBOW,
    FOOT,
    FOREARM,
    HAND,
    LEFT_HAND,
    NECK,
    diary,
    entry,
    gone,
    moment,
    rules,
    said,
    session,
)

DAY = 24
WEEK = 7 * DAY
NERVE = ("numbness", "tingling", "burning", "electric", "touch_pain")

# course


@pytest.mark.parametrize(
    ("scale", "before", "now", "better", "worse"),
    [
        (Scale.PAIN, 5, 3, True, False),
        (Scale.PAIN, 3, 2, True, False),  # 33 %
        (Scale.PAIN, 4, 3, False, False),  # 25 %
        (Scale.PAIN, 10, 8, True, False),
        (Scale.PAIN, 1, 0, True, False),
        (Scale.PAIN, 0, 0, False, False),
        (Scale.PAIN, 4, 5, False, False),
        (Scale.PAIN, 4, 6, False, True),
        (Scale.WORDS, 2, 1, True, False),
        (Scale.WORDS, 2, 2, False, False),
        (Scale.WORDS, 1, 2, False, True),
    ],
)
def test_better_is_2_points_or_30_percent_and_worse_is_2_points_or_one_step(
    scale, before, now, better, worse
):
    assert (is_better(scale, now, before), is_worse(scale, now, before)) == (better, worse)


def test_worse_is_told_from_the_lowest_entry_of_48_hours(judge):
    story = diary(session(), entry(5, burning=3), entry(8, burning=1), entry(12, burning=3))
    assert rules(judge(story)) == ["N09b"]
    assert judge(story).flags[0].evidence == ("c1", "c2", "c3")


def test_better_is_told_from_the_highest_entry_of_48_hours(judge):
    story = diary(session(), entry(10, burning=4), entry(20, burning=3), entry(30, burning=2))
    assert rules(judge(story)) == ["N03"]
    assert judge(story).flags[0].evidence == ("c1", "c3")


def test_worse_goes_before_better(judge):
    story = diary(session(), entry(10, burning=6), entry(20, burning=1), entry(30, burning=3))
    assert rules(judge(story)) == ["N09b"]


def test_the_patients_own_word_counts_when_it_is_the_worse(judge):
    assert rules(
        judge(diary(session(), entry(20, tingling=1), entry(30, tingling=said(1, change="better"))))
    ) == ["N04"]
    assert rules(
        judge(diary(session(), entry(20, tingling=2), entry(30, tingling=said(1, change="same"))))
    ) == ["N04"]
    assert rules(
        judge(diary(session(), entry(20, tingling=2), entry(30, tingling=said(1, change="worse"))))
    ) == ["N09b"]


def test_with_no_entry_in_48_hours_it_is_the_same(judge):
    story = diary(session(), entry(20, burning=5), entry(68.1, burning=3))
    assert rules(judge(story)) == ["N06"]
    assert rules(judge(diary(session(), entry(20, burning=5), entry(68, burning=3)))) == ["N05"]


def test_a_nerve_sign_that_joins_another_in_its_limb_is_worse(judge):
    story = diary(session(), entry(5, tingling=1), entry(10, numbness=said(1, at=ELBOW)))
    assert [(f.rule.id, f.symptom.id) for f in judge(story).flags] == [
        ("N09b", "numbness"),
        ("N01", "tingling"),
    ]


def test_limbs_are_told_by_side_and_an_unknown_place_counts_as_the_same(catalogue):
    hand, elbow, left, neck = (catalogue.places[p] for p in (HAND, ELBOW, LEFT_HAND, NECK))
    assert same_limb(hand, elbow)
    assert same_limb(None, hand)
    assert same_limb(hand, None)
    assert same_limb(neck, neck)
    assert not same_limb(hand, left)
    assert not same_limb(hand, neck)


# gaps


def test_an_episode_runs_through_a_gap(judge):
    story = diary(session(), entry(10, tingling=1), entry(10 + 13 * DAY, tingling=1))
    assert rules(judge(story)) == ["N07"]
    assert judge(story).flags[0].since == moment(10)


def test_gone_in_between_is_a_return(judge):
    story = diary(session(), entry(2, tingling=1), entry(20, tingling=said(1, "gone_between")))
    assert rules(judge(story)) == ["E01"]


# closing


@pytest.mark.parametrize("symptom", ["soreness", "bruise", "tired_dizzy", "headache", "itch_rash"])
def test_one_gone_closes_soreness_bruise_tiredness_headache_and_itch(judge, symptom):
    story = diary(session(), entry(60, **{symptom: 2}), entry(61, **{symptom: gone()}))
    assert judge(story).open == ()


@pytest.mark.parametrize(
    "symptom",
    [*NERVE, "heavy", "weakness", "skin_change", "swelling", "fever"],
)
def test_nerve_movement_skin_infection_fever_and_swelling_need_two_gone_12_hours_apart(judge, symptom):
    story = diary(session(), entry(60, **{symptom: 1}), entry(61, **{symptom: gone()}))
    assert judge(story).open[0].gone_once
    assert judge(story).level >= Level.CONTACT_PRACTITIONER
    assert judge(story.plus(entry(72.9, **{symptom: gone()}))).open
    assert judge(story.plus(entry(73, **{symptom: gone()}))).open == ()
    assert judge(story.plus(entry(73, **{symptom: gone()}))).level is Level.EXPECTED


def test_none_of_these_is_a_gone_like_any_other(judge):
    story = diary(session(), entry(20, tingling=1), entry(30, none_of="nerve"), entry(42, tingling=gone()))
    assert judge(story, 30).open[0].gone_once
    assert judge(story).open == ()


def test_being_there_again_takes_back_the_first_gone(judge):
    story = diary(session(), entry(2, tingling=1), entry(5, tingling=gone()), entry(9, tingling=1))
    assert not judge(story).open[0].gone_once
    assert judge(story.plus(entry(17.5, tingling=gone()))).open


def test_a_red_flag_is_not_closed_by_saying_no(judge):
    story = diary(
        session(), entry(10, drop=True), entry(100, asked=True, none_of="nerve movement skin general")
    )
    assert rules(judge(story)) == ["R14"]


# coming back


def test_back_within_7_days_is_the_same_episode_on_the_clock_of_its_session(judge):
    story = diary(session(), entry(20, soreness=3), entry(40, soreness=gone()), entry(100, soreness=1))
    flag = judge(story).flags[0]
    assert (flag.rule.id, flag.hours, flag.since) == ("S06", 100, moment(20))


def test_back_exactly_after_7_days_is_the_same_episode_and_later_a_new_one(judge):
    closed = diary(session(), entry(2, bruise=1), entry(5, bruise=gone()))
    assert judge(closed.plus(entry(5 + WEEK, bruise=1))).open[0].first_felt == moment(2)
    assert judge(closed.plus(entry(5.1 + WEEK, bruise=1))).open[0].first_felt == moment(5.1 + WEEK)


def test_a_new_session_in_between_makes_it_a_new_episode(judge):
    story = diary(
        session(), entry(2, soreness=1), entry(30, soreness=gone()), session(50), entry(80, soreness=1)
    )
    assert judge(story).level is Level.EXPECTED
    assert judge(story).open[0].first_felt == moment(80)


def test_a_new_session_elsewhere_is_no_new_session_for_soreness_and_skin(judge):
    for symptom in ("soreness", "bruise"):
        story = diary(
            session(0, FOREARM),
            entry(2, **{symptom: 1}),
            entry(30, **{symptom: gone()}),
            session(50, FOOT),
            entry(80, **{symptom: 1}),
        )
        assert judge(story).open[0].first_felt == moment(2)


def test_soreness_that_is_back_later_than_7_days_is_judged_by_the_table_as_a_new_episode(judge):
    closed = diary(session(), entry(20, soreness=3), entry(40, soreness=gone()))
    flag = judge(closed.plus(entry(40.1 + WEEK, soreness=1))).flags[0]
    assert (flag.rule.id, flag.since, flag.hours) == ("S08", moment(40.1 + WEEK), 40.1 + WEEK)
    itch = diary(session(), entry(2, itch_rash=1), entry(5, itch_rash=gone()), entry(6 + WEEK, itch_rash=1))
    assert rules(judge(itch)) == ["K09"]


def test_a_nerve_sign_that_is_back_later_than_7_days_is_a_new_episode_linked_to_the_old(judge):
    closed = diary(session(), entry(2, tingling=1), entry(5, tingling=gone()), entry(20, tingling=gone()))
    flags = {flag.rule.id: flag for flag in judge(closed.plus(entry(20.1 + WEEK, tingling=1))).flags}
    assert (flags["E02"].act_by.value, flags["E02"].since) == ("within_2_days", moment(20.1 + WEEK))
