"""What was there before the session: rules.md §2."""

import pytest

from afterneedle.domain.records import Level
from support.diary_dsl import FOREARM, LEFT_HAND, NECK, diary, entry, gone, rules, said, session


@pytest.mark.parametrize(
    ("before", "now", "level"),
    [
        ({"numbness": 1}, {"numbness": 1}, 0),
        ({"numbness": 1}, {"numbness": 2}, 2),
        ({"burning": 3}, {"burning": 4}, 0),
        ({"burning": 3}, {"burning": 5}, 2),
        ({"numbness": 2}, {"numbness": 1}, 0),
        ({"soreness": 6}, {"soreness": 7}, 0),
        ({"soreness": 6}, {"soreness": 8}, 2),
        ({"soreness": said(7, at=NECK)}, {"soreness": 7}, 2),
        ({"headache": 7}, {"headache": 7}, 0),
        ({"weakness": 3}, {"weakness": 3}, 0),
        ({"numbness": 1}, {"numbness": said(1, at=LEFT_HAND)}, 1),
        ({"numbness": 1}, {"numbness": said(1, "wider_area")}, 3),
        ({"numbness": 1}, {"tingling": 1}, 1),
    ],
)
def test_a_baseline_symptom_counts_when_it_is_a_step_above_or_in_a_new_place(judge, before, now, level):
    assert judge(diary(session(baseline=before), entry(10, **now))).level == level


@pytest.mark.parametrize(
    "says",
    [
        {"bruise": said(1, "growing")},
        {"skin_change": said(1, "leaking")},
        {"swelling": said(1, "hot")},
        {"tingling": said(1, change="worse")},
        {"tingling": said(change="worse")},
    ],
    ids=str,
)
def test_a_baseline_symptom_that_changed_is_not_as_before(judge, says):
    before = dict.fromkeys(says, 1)
    assert judge(diary(session(baseline=before), entry(10, **says))).level >= Level.WATCH


def test_a_baseline_of_soreness_without_a_place_is_at_every_needled_place(judge):
    before = session(0, FOREARM, NECK, baseline={"soreness": said(7, at=None)})
    assert judge(diary(before, entry(10, soreness=said(8, at=NECK)))).level is Level.EXPECTED


def test_a_baseline_of_soreness_holds_where_nobody_knows_what_was_needled(judge):
    before = session(places_unknown=True, baseline={"soreness": said(7, at=None)})
    assert judge(diary(before, entry(10, soreness=said(8, at=None)))).level is Level.EXPECTED


def test_a_session_that_did_not_ask_keeps_the_last_baseline(judge):
    story = diary(session(baseline={"numbness": 2}), session(48), entry(58, numbness=2))
    assert judge(story).level is Level.EXPECTED


def test_a_session_with_an_empty_baseline_says_that_nothing_was_there_before(judge):
    story = diary(session(baseline={"numbness": 1}), session(48, baseline={}), entry(58, numbness=1))
    assert rules(judge(story)) == ["N06"]


def test_a_baseline_never_covers_a_symptom_that_is_open_when_the_session_ends(judge):
    story = diary(
        session(), entry(40, numbness=1), session(48, baseline={"numbness": 1}), entry(80, numbness=1)
    )
    assert judge(story).level is Level.SEE_DOCTOR  # N07 from the first session


@pytest.mark.parametrize(
    ("apart", "expected"), [(10, "N09"), (48, "N09"), (48.1, "N06")], ids=["soon", "in two days", "later"]
)
def test_a_symptom_above_its_baseline_is_worse_than_the_entries_that_found_it_unchanged(
    judge, apart, expected
):
    story = diary(session(baseline={"numbness": 1}), entry(10, numbness=1), entry(10 + apart, numbness=2))
    flag = judge(story).flags[0]
    assert flag.rule.id == expected
    assert flag.evidence == (("c1", "c2") if expected == "N09" else ("c2",))


def test_an_open_symptom_back_at_its_baseline_is_gone(judge):
    story = diary(
        session(baseline={"numbness": 1}), entry(10, numbness=2), entry(20, numbness=1), entry(32, numbness=1)
    )
    assert judge(story).open == ()
    unsaid = diary(
        session(baseline={"numbness": 1}), entry(10, numbness=2), entry(20, numbness=said(change="same"))
    )
    assert not judge(unsaid).open[0].gone_once


def test_a_change_of_an_unchanged_baseline_symptom_without_a_number_keeps_the_baseline(judge):
    story = diary(session(baseline={"numbness": 2}), entry(10, numbness=said(change="same")))
    assert judge(story).level is Level.EXPECTED


def test_an_unchanged_baseline_symptom_is_no_partner(judge):
    before = session(baseline={"numbness": 1, "touch_pain": 1, "weakness": 1})
    said_now = entry(10, numbness=1, touch_pain=1, weakness=1, tingling=1)
    assert rules(judge(diary(before, said_now))) == ["N01"]  # neither N12 nor N14


def test_the_first_entry_of_the_old_pain_is_its_baseline(judge):
    story = diary(session(), entry(1, old_pain=5), entry(10, old_pain=6), entry(20, old_pain=7))
    assert judge(story, 10).level is Level.EXPECTED
    assert rules(judge(story)) == ["S09"]


def test_a_given_baseline_of_the_old_pain_goes_before_its_first_entry(judge):
    story = diary(session(baseline={"old_pain": 3}), entry(1, old_pain=5))
    assert rules(judge(story)) == ["S09"]


def test_the_old_pain_first_told_as_a_change_is_moderate(judge):
    story = diary(session(), entry(1, old_pain=said(change="same")), entry(10, old_pain=6))
    assert rules(judge(story)) == ["S09"]


def test_old_pain_gone_from_a_given_baseline_does_not_move_it(judge):
    story = diary(session(baseline={"old_pain": 5}), entry(1, old_pain=gone()), entry(10, old_pain=6))
    assert judge(story).level is Level.EXPECTED
