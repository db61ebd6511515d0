"""What a check-in says of a symptom: zero, gone, not rated, not asked and no entry are different things."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from afterneedle.content.catalogue import load_catalogue
from afterneedle.domain.points import Join, Point, State, felt_keys, joins_of, points_of, runs_of
from afterneedle.domain.records import Change
from support.builders import a_check_in, a_red_flag, a_session, an_observation, at

CATALOGUE = load_catalogue()
PALM = "palm.r"
TINGLING = CATALOGUE.symptoms["tingling"], CATALOGUE.places[PALM]
SORENESS = CATALOGUE.symptoms["soreness"]
TOP, LEFT = CATALOGUE.places["trapezius_top.r"], CATALOGUE.places["trapezius_top.l"]


def said(*observations, key=TINGLING, **other):
    """The one point of `key` in a check-in with these observations, as severity, state and rated."""
    [point] = points_of([key], [a_check_in(CATALOGUE, says=observations, **other)], [])[key]
    return point.severity, point.state, point.is_rated


def tingling(worst, **other):
    return an_observation(CATALOGUE, "tingling", PALM, worst, **other)


def a_point(hours, state=State.PRESENT, severity=2):
    moment = at("2026-03-02T10:00:00+00:00") + timedelta(hours=hours)
    return Point(moment, severity, state, True, f"c{hours}", False, False)


def test_a_rated_symptom_is_there_with_its_number():
    assert said(tingling(2)) == (2, State.PRESENT, True)


@pytest.mark.parametrize("worst", [0, None])
def test_gone_is_zero(worst):
    assert said(tingling(worst, now=False)) == (0, State.GONE, True)


def test_a_nerve_sign_that_came_and_went_is_there():
    assert said(tingling(2, now=False)) == (2, State.PRESENT, True)


def test_soreness_that_was_there_and_is_not_now_is_not_known_to_be_gone():
    observation = an_observation(CATALOGUE, worst=3, now=False)
    assert said(observation, key=(SORENESS, TOP)) == (3, State.UNKNOWN, True)


def test_there_with_a_strength_of_none_is_not_gone():
    assert said(tingling(0)) == (0, State.UNKNOWN, True)


def test_a_symptom_that_was_never_rated_has_no_number():
    assert said(tingling(None, change=Change.SAME)) == (None, State.PRESENT, False)


def test_an_unrated_symptom_keeps_its_last_rating_until_it_is_gone():
    days = [tingling(3), tingling(None, change=Change.SAME), tingling(0, now=False)]
    days.append(tingling(None, change=Change.WORSE))
    check_ins = [
        a_check_in(CATALOGUE, id=f"c{n}", felt_at=f"2026-03-{n:02}T20:00:00+00:00", says=[o])
        for n, o in enumerate(days, start=3)
    ]
    points = points_of([TINGLING], check_ins, [])[TINGLING]
    assert [(p.severity, p.is_rated) for p in points] == [(3, True), (3, False), (0, True), (None, False)]


def test_a_yes_without_a_number_is_a_yes():
    fever = CATALOGUE.symptoms["fever"]
    assert said(an_observation(CATALOGUE, "fever", None, None), key=(fever, None)) == (1, State.PRESENT, True)


def test_an_emergency_sign_is_yes_where_it_was_ticked_and_no_where_it_was_denied():
    chest = CATALOGUE.symptoms["rf_chest"], None
    assert said(present=[a_red_flag(CATALOGUE)], key=chest) == (1, State.PRESENT, True)
    assert said(key=chest) == (0, State.GONE, True)


def test_a_denied_group_is_zero_for_its_symptoms():
    assert said(none_of=["nerve"]) == (0, State.GONE, True)


def test_what_was_neither_mentioned_nor_denied_makes_no_point():
    other = an_observation(CATALOGUE, "tingling", "palm.l", 2)
    check_in = a_check_in(CATALOGUE, asked=[], says=[other], none_of=["movement"])
    keys = [TINGLING, (CATALOGUE.symptoms["rf_chest"], None), (SORENESS, None)]
    assert points_of(keys, [check_in], []) == {key: [] for key in keys}


def test_soreness_that_is_gone_everywhere_is_gone_at_each_needled_place_and_at_no_other():
    gone = a_check_in(CATALOGUE, says=[an_observation(CATALOGUE, place=None, worst=None, now=False)])
    later = a_session(CATALOGUE, id="s2", ended_at="2026-03-03T20:00:01+00:00", sites=["calf_inner.l"])
    keys = [(SORENESS, TOP), (SORENESS, LEFT), (SORENESS, None), (SORENESS, CATALOGUE.places["calf_inner.l"])]
    found = points_of(keys, [gone], [a_session(CATALOGUE), later])
    assert [len(found[key]) for key in keys] == [1, 0, 1, 0]


def test_soreness_that_is_there_somewhere_says_nothing_of_one_place():
    there = a_check_in(CATALOGUE, says=[an_observation(CATALOGUE, place=None, worst=4)])
    assert points_of([(SORENESS, TOP)], [there], [a_session(CATALOGUE)]) == {(SORENESS, TOP): []}


def test_late_and_edited_entries_are_marked():
    check_in = a_check_in(
        CATALOGUE,
        says=[tingling(1)],
        entered_at="2026-03-05T08:00:00+00:00",
        edited_at="2026-03-05T09:00:00+00:00",
    )
    [point] = points_of([TINGLING], [check_in], [])[TINGLING]
    assert (point.is_late, point.is_edited, point.check_in) == (True, True, "c1")


def test_only_what_was_felt_has_a_key_in_the_order_of_its_first_mention():
    check_ins = [
        a_check_in(CATALOGUE, says=[tingling(2), an_observation(CATALOGUE, worst=0, now=False)]),
        a_check_in(CATALOGUE, id="c2", says=[tingling(1)], present=[a_red_flag(CATALOGUE)]),
    ]
    assert felt_keys(check_ins) == [TINGLING, (CATALOGUE.symptoms["rf_chest"], None)]


@pytest.mark.parametrize(("hours", "join"), [(36, Join.SOLID), (36.01, Join.DOTTED)])
def test_entries_more_than_36_hours_apart_are_not_joined(hours, join):
    assert joins_of([a_point(0), a_point(hours)]) == (join,)


@pytest.mark.parametrize(("hours", "join"), [(36, Join.SOLID), (36.01, Join.OPEN)])
def test_after_gone_a_gap_stays_open(hours, join):
    assert joins_of([a_point(0, State.GONE, 0), a_point(hours)]) == (join,)


def test_a_gap_is_counted_in_real_hours_over_a_clock_change():
    london = ZoneInfo("Europe/London")
    evening = datetime(2026, 3, 28, 20, tzinfo=london)
    one, other = a_point(0), a_point(1)
    for hour, join in ((9, Join.SOLID), (10, Join.DOTTED)):
        morning = datetime(2026, 3, 30, hour, 0, 0 if hour == 9 else 1, tzinfo=london)
        pair = [
            Point(evening, *list(vars(one).values())[1:]),
            Point(morning, *list(vars(other).values())[1:]),
        ]
        assert joins_of(pair) == (join,)


def test_one_point_has_no_join():
    assert joins_of([a_point(0)]) == ()


def test_a_spell_runs_from_the_first_felt_entry_until_gone():
    none, gone = a_point(0, State.GONE, 0), a_point(3, State.GONE, 0)
    first, second, third = a_point(1), a_point(2, State.UNKNOWN, 0), a_point(4)
    assert list(runs_of([none, second, first, second, gone, third])) == [[first, second], [third]]
    assert list(runs_of([none, gone])) == []
