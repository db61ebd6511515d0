"""What keeps a flag open: latched rules (rules.md §2), a second session and a zap (§4)."""

import pytest

from afterneedle.domain.records import Level
from support.diary_dsl import HAND, NECK, answer, diary, entry, gone, moment, rules, said, session

TOLD = "told_practitioner"

# latched


def test_what_was_raised_again_at_less_stays_open_until_it_is_better_than_that(judge):
    again = (entry(10, burning=6), entry(12, burning=said(4, change="worse")))
    story = diary(session(), entry(5, burning=3), *again)
    assert "N09" in rules(judge(story.plus(entry(14, burning=4))))
    assert "N09" not in rules(judge(story.plus(entry(14, burning=2))))


@pytest.mark.parametrize(
    ("rule", "raised", "steady"),
    [
        ("S02", (entry(20, soreness=2), entry(26, soreness=4)), {"soreness": 4}),
        ("N08", (entry(26, tingling=1),), {"tingling": 1}),
        ("N09", (entry(20, tingling=1), entry(26, tingling=2)), {"tingling": 2}),
        ("N09b", (entry(20, burning=1), entry(26, burning=3)), {"burning": 3}),
        ("K02", (entry(26, swelling=said(1, "growing")),), {"swelling": 1}),
        ("K02b", (entry(20, bruise=said(1, "growing")),), {"bruise": 1}),
        ("K06", (entry(26, skin_change=said(1, "hot")),), {"skin_change": 1}),
    ],
)
def test_a_steady_entry_does_not_hide_a_worsening(judge, rule, raised, steady):
    story = diary(session(), *raised, entry(40, **steady))
    assert rules(judge(story)) == [rule]
    assert judge(story).level is judge(story, 26).level
    closed = story.plus(
        entry(41, **dict.fromkeys(steady, gone())), entry(53, **dict.fromkeys(steady, gone()))
    )
    assert judge(closed).level is Level.EXPECTED


def test_a_worsening_is_over_when_it_is_better_than_when_it_was_raised(judge):
    story = diary(session(), entry(4, burning=4), entry(8, burning=7), entry(12, burning=5))
    assert set(rules(judge(story, 8))) == {"N09", "N11"}
    assert rules(judge(story)) == ["N02"]


def test_raised_again_at_its_worst_it_must_get_better_than_at_first(judge):
    story = diary(
        session(),
        entry(30, bruise=said(1, "growing")),
        entry(100, bruise=said(3, "growing")),
        entry(110, bruise=2),
    )
    assert rules(judge(story)) == ["K02"]


def test_a_latched_flag_tells_the_hours_of_the_newest_entry_and_rests_on_both(judge):
    story = diary(session(), entry(2, burning=2), entry(22, burning=5), entry(72, burning=5))
    flag = judge(story).flags[0]
    assert (flag.rule.id, flag.hours, flag.newest) == ("N09", 72, moment(72))
    assert flag.evidence == ("c1", "c2", "c3")


def test_a_latched_flag_is_neither_ended_nor_renewed_by_another_sign_that_joins_later(judge):
    story = diary(session(), entry(20, tingling=1), entry(26, tingling=2), entry(80, tingling=2))
    for told in (story, story.plus(entry(90, numbness=1))):
        flag = next(f for f in judge(told).flags if f.symptom.id == "tingling" and f.rule.id == "N09")
        assert (flag.hours, flag.evidence) == (80, ("c1", "c2", "c3"))


# a second session


def test_a_soreness_flag_stays_open_when_its_place_is_needled_again(judge):
    story = diary(session(), entry(80, soreness=3), session(90), entry(100, soreness=3))
    flag = judge(story).flags[0]
    assert (flag.rule.id, flag.level, flag.session.id, flag.hours) == ("S06", 2, "s1", 100)


def test_where_the_places_are_unknown_a_second_session_holds_the_flag_open_too(judge):
    second = (session(70, places_unknown=True), entry(71, soreness=said(1, at=None)))
    story = diary(session(places_unknown=True), entry(60, soreness=said(5, at=None)), *second)
    assert rules(judge(story)) == ["S05"]


def test_a_held_flag_ends_with_its_episode(judge):
    story = diary(session(), entry(80, soreness=3), session(90), entry(100, soreness=gone()))
    assert judge(story).level is Level.EXPECTED
    assert [f.rule.id for f in judge(story).closed] == ["S06"]


def test_a_held_flag_that_was_answered_is_not_raised_again_by_the_new_soreness(judge):
    story = diary(
        session(), entry(80, soreness=3), session(90), answer(91, "S06", TOLD), entry(100, soreness=3)
    )
    assert judge(story).level is Level.EXPECTED


def test_a_session_elsewhere_holds_nothing(judge):
    story = diary(session(), entry(30, soreness=8), session(40, NECK), entry(44, soreness=2))
    assert judge(story).level is Level.EXPECTED


# a zap


def test_a_zap_that_may_have_lasted_is_watched_until_the_nerve_row_is_answered(judge):
    story = diary(session(zap=HAND, stopped=False), entry(5, soreness=1))
    flag = judge(story).flags[0]
    assert (flag.rule.id, flag.level, flag.place.id, flag.session.id) == ("N00b", Level.WATCH, HAND, "s1")
    assert (flag.symptom, flag.hours, flag.evidence) == (None, 0, ("s1",))
    assert rules(judge(story.plus(entry(6, none_of="nerve")))) == []
    assert rules(judge(story.plus(entry(6, tingling=gone())))) == []
    assert rules(judge(story.plus(entry(6, tingling=1)))) == ["N01"]


def test_telling_the_practitioner_answers_the_zap(judge):
    story = diary(session(zap=HAND, stopped=None), answer(3, "N00b", TOLD, "s1"))
    assert judge(story).level is Level.EXPECTED
    assert judge(story).flags[0].answered
    of_another = diary(session(zap=HAND, stopped=None), answer(3, "N00b", TOLD, "s9"))
    assert judge(of_another).level is Level.WATCH
